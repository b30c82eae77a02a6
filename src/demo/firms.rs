//! Firms: what they do, what they are called and since when.
use super::{chance::Chance, numbers::Numbers};
use crate::enterprises::Status;
use chrono::NaiveDate;

/// Section of SNI, and what such firms call themselves.
const TRADES: &[((&str, &[&str]), u32)] = &[
    (("I", &["Kök", "Catering", "Bageri", "Café", "Matlåda"]), 20),
    (("G", &["Livs", "Mode", "Blommor", "Textil", "Inredning", "Te & Kryddor"]), 16),
    (("S", &["Hårstudio", "Skönhet", "Skrädderi", "Massage", "Fotvård"]), 17),
    (("N", &["Städ", "Trädgård", "Service", "Resor"]), 13),
    (("M", &["Redovisning", "Design", "Konsult", "Översättning"]), 12),
    (("Q", &["Omsorg", "Hälsa", "Hemtjänst"]), 8),
    (("P", &["Språkskola", "Utbildning", "Dansskola"]), 4),
    (("R", &["Foto", "Scen", "Konst"]), 3),
    (("J", &["Webb", "Data"]), 3),
    (("C", &["Keramik", "Snickeri", "Sömnad"]), 2),
    (("H", &["Transport", "Taxi"]), 1),
    (("F", &["Måleri", "Bygg"]), 1),
];

/// What a firm is called whose owner's name must not be seen.
const NAMELESS: &[&str] =
    &["Norrsken", "Vintergatan", "Solrosen", "Silverbjörken", "Havtorn", "Blå Dörren", "Stjärnanis", "Vågen"];

const LIMITED_COMPANY: &str = "49";
const PARTNERSHIP: &str = "31";
const COOPERATIVE: &str = "51";
const SOLE_TRADER: &str = "10";

/// A firm as the case about it knows it.
#[derive(Clone)]
pub struct Firm {
    pub id: i64,
    pub name: String,
    pub orgnr: Option<String>,
    pub legal_form: &'static str,
    pub sni: &'static str,
    pub started_on: Option<NaiveDate>,
    pub status: Status,
    /// Whether she owns it with somebody.
    pub shared: bool,
}

impl Firm {
    pub fn invent(
        chance: &mut Chance,
        numbers: &mut Numbers,
        id: i64,
        owner: Option<&str>,
        foreign: bool,
        started_on: Option<NaiveDate>,
    ) -> Self {
        let (sni, trades) = chance.weighted(TRADES);
        let trade = *chance.one_of(trades);
        let whose = match owner {
            Some(name) if chance.in_100(55) => genitive(name),
            _ => (*chance.one_of(NAMELESS)).to_owned(),
        };
        let form = chance.weighted(match foreign {
            true => &[(SOLE_TRADER, 66), (LIMITED_COMPANY, 27), (PARTNERSHIP, 3), (COOPERATIVE, 4)],
            false => &[(SOLE_TRADER, 54), (LIMITED_COMPANY, 40), (PARTNERSHIP, 4), (COOPERATIVE, 2)],
        });
        let planned = started_on.is_none();
        // A number comes with the registration, which may be before the start.
        let registered = !planned || chance.in_100(30);
        let (ending, series) = match form {
            LIMITED_COMPANY => (" AB", Some("559")),
            PARTNERSHIP => (" HB", Some("969")),
            COOPERATIVE => (" ek. för.", Some("769")),
            _ => ("", None),
        };
        Self {
            id,
            name: format!("{whose} {trade}{ending}"),
            orgnr: series.filter(|_| registered).map(|series| numbers.firm(series)),
            legal_form: form,
            sni,
            started_on,
            shared: form != SOLE_TRADER && chance.in_100(if form == LIMITED_COMPANY { 20 } else { 75 }),
            status: if planned { Status::Planned } else { Status::Active },
        }
    }

    pub fn sole_trader(&self) -> bool {
        self.legal_form == SOLE_TRADER
    }
}

/// `Fatimas`, `Agnes`: a name that ends in an s-sound takes none more.
fn genitive(name: &str) -> String {
    match name.ends_with(['s', 'x', 'z']) {
        true => name.to_owned(),
        false => format!("{name}s"),
    }
}
