//! The organisations of the demonstration and who works there.
use super::{
    Made,
    chance::Chance,
    days,
    names::{ABROAD, STAFF, SWEDEN},
    numbers::Numbers,
    promises,
    sign_ins::{self, SignIn},
};
use crate::{
    identity::{
        Grant, Role,
        accounts::{self, NewUser},
        organisations::{self, Kind, NewOrganisation},
    },
    locales::Locale,
    programmes::entity::plan_step,
};
use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use std::collections::{BTreeMap, HashSet};

/// An organisation that works with clients.
pub struct Office {
    pub name: &'static str,
    pub domain: &'static str,
    kind: Kind,
    /// How its organisation number begins.
    series: &'static str,
    lan: &'static str,
    /// Where its clients live, and how many there.
    pub kommuner: &'static [(&'static str, u32)],
    /// How many of a hundred cases are its own.
    pub share: u32,
}

/// One of towns and countryside, one of the far north, one of the outskirts of Stockholm.
pub const OFFICES: [Office; 3] = [
    Office {
        name: "Nyföretagarcentrum Hjälmaren",
        domain: "hjalmaren.example",
        kind: Kind::Foundation,
        series: "802",
        lan: "18",
        kommuner: &[
            ("1880", 56),
            ("1881", 9),
            ("1883", 10),
            ("1885", 8),
            ("1861", 6),
            ("1884", 4),
            ("1882", 3),
            ("1860", 2),
            ("1814", 2),
        ],
        share: 42,
    },
    Office {
        name: "Resurscentrum Norrsken",
        domain: "norrsken.example",
        kind: Kind::Association,
        series: "817",
        lan: "25",
        kommuner: &[
            ("2580", 38),
            ("2581", 16),
            ("2582", 12),
            ("2584", 9),
            ("2523", 7),
            ("2514", 6),
            ("2510", 4),
            ("2505", 4),
            ("2513", 2),
            ("2506", 2),
        ],
        share: 28,
    },
    Office {
        name: "Näringslivskontoret Södertörn",
        domain: "sodertorn.example",
        kind: Kind::Municipality,
        series: "222",
        lan: "01",
        kommuner: &[
            ("0127", 30),
            ("0126", 22),
            ("0181", 20),
            ("0136", 14),
            ("0192", 6),
            ("0138", 5),
            ("0128", 3),
        ],
        share: 30,
    },
];

/// Who pays and receives the releases.
pub const RECIPIENT: (&str, &str) = ("Tillväxtverket", "tillvaxtverket.example");

/// What the cases need to know of the offices.
pub struct Opened {
    /// Per office: its number and its advisors'.
    pub offices: Vec<(i64, Vec<i64>)>,
    /// Per programme: its number and its plan.
    pub programmes: Vec<(i64, Vec<plan_step::Model>)>,
}

/// Opens the offices and starts the programmes, by the verbs an administrator would use.
pub async fn open(
    txn: &DatabaseTransaction,
    chance: &mut Chance,
    numbers: &mut Numbers,
    made: &Made,
    now: DateTime<Utc>,
) -> anyhow::Result<Opened> {
    let span = made.span();
    let began = days::at(span.programme_start(), 9, 0);
    let people = sign_ins::sign_ins(made);
    let mut offices = Vec::new();
    let mut users = BTreeMap::new();
    let nobody = accounts::hash_password(accounts::new_password(chance.dice())).await?;
    for office in &OFFICES {
        let new = NewOrganisation {
            name: office.name.into(),
            orgnr: Some(numbers.firm(office.series)),
            kind: office.kind,
            lan_code: Some(office.lan.into()),
        };
        let id = organisations::create(txn, None, new, began).await?;
        let mut advisors = known(txn, &people, office.name, id, &mut users, began).await?;
        colleagues(txn, chance, office, id, made.cases, &nobody, &mut advisors, began).await?;
        offices.push((id, advisors));
    }
    let agency = NewOrganisation {
        name: RECIPIENT.0.into(),
        orgnr: Some("2021006164".into()),
        kind: Kind::Agency,
        lan_code: None,
    };
    let agency = organisations::create(txn, None, agency, began).await?;
    known(txn, &people, RECIPIENT.0, agency, &mut users, began).await?;
    let programmes = promises::start(txn, made, &offices, &users, began).await?;
    promises::release(txn, span, programmes[0].0, agency, now).await?;
    Ok(Opened { offices, programmes })
}

/// Those who have a sign-in. Answers the advisors among them.
async fn known(
    txn: &DatabaseTransaction,
    people: &[SignIn],
    office: &str,
    organisation_id: i64,
    users: &mut BTreeMap<String, i64>,
    began: DateTime<Utc>,
) -> anyhow::Result<Vec<i64>> {
    let mut advisors = Vec::new();
    for one in people.iter().filter(|one| one.organisation == office) {
        // Long enough for any demonstration, and still a day.
        let until = (one.role == Role::Auditor).then(|| began.date_naive() + chrono::Days::new(3650));
        let user = NewUser {
            organisation_id,
            name: one.name.into(),
            email: one.email.clone(),
            password_hash: accounts::hash_password(one.password.clone()).await?,
            locale: Locale::Swedish,
            roles: vec![Grant { role: one.role, until }],
        };
        let id = accounts::create(txn, None, user, began).await?;
        users.insert(one.email.clone(), id);
        if one.role == Role::Advisor {
            advisors.push(id);
        }
    }
    Ok(advisors)
}

/// One advisor for a hundred cases, at least six an office and at most twenty: a larger book is an older one. Nobody knows their password.
#[expect(clippy::too_many_arguments, reason = "one call, each argument another noun")]
async fn colleagues(
    txn: &DatabaseTransaction,
    chance: &mut Chance,
    office: &Office,
    organisation_id: i64,
    cases: u32,
    nobody: &str,
    advisors: &mut Vec<i64>,
    began: DateTime<Utc>,
) -> anyhow::Result<()> {
    let wanted = (cases * office.share / 100 / 100).clamp(6, 20) as usize;
    let mut taken = HashSet::new();
    // Everybody bears another name, as long as there are enough of them.
    let place = OFFICES.iter().position(|other| other.name == office.name).unwrap_or(0);
    let mut staff = STAFF.iter().skip(place * 10 + 2).take(8);
    while advisors.len() < wanted {
        let name = match staff.next() {
            Some((given, family)) => format!("{given} {family}"),
            None => invented(chance),
        };
        let mut email = sign_ins::email(&name, office.domain);
        if !taken.insert(email.clone()) {
            email = sign_ins::email(&format!("{name} {}", advisors.len()), office.domain);
            taken.insert(email.clone());
        }
        let user = NewUser {
            organisation_id,
            name,
            email,
            password_hash: nobody.to_owned(),
            locale: Locale::Swedish,
            roles: vec![Role::Advisor.into()],
        };
        advisors.push(accounts::create(txn, None, user, began).await?);
    }
    Ok(())
}

fn invented(chance: &mut Chance) -> String {
    let roots = if chance.in_100(30) { chance.one_of(ABROAD) } else { &SWEDEN };
    format!("{} {}", chance.one_of(roots.women), chance.one_of(roots.family))
}
