//! Clients: who they are, where they come from and what is known of them.
use super::{
    chance::Chance,
    names::{ABROAD, Origin, SWEDEN},
    offices::Office,
};
use crate::{
    clients::{BirthBackground, Education, Facts, Origin as Told, Protection, Sex},
    clock::add_months,
    codes::{countries::BirthRegion, places},
};
use chrono::{Datelike, Days, NaiveDate};

/// A person, before it is known which client she is.
pub struct Person {
    pub facts: Facts,
    /// How she is called in the name of a firm; nothing for a protected person.
    pub called: Option<String>,
    pub number: Numbered,
}

/// What sort of identity number she has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Numbered {
    Personnummer,
    Samordningsnummer,
    Reserve,
    None,
}

/// What a couple has in common.
#[derive(Clone)]
pub struct Household {
    pub family_name: String,
    pub kommun_code: Option<String>,
}

impl Person {
    /// Somebody who comes to the office on that day.
    pub fn invent(chance: &mut Chance, office: &Office, day: NaiveDate) -> Self {
        let woman = chance.in_100(87);
        Self::of_sex(chance, office, day, woman)
    }

    /// The man she lives and runs the firm with.
    pub fn husband(chance: &mut Chance, office: &Office, day: NaiveDate, of: Household) -> Self {
        let mut person = Self::of_sex(chance, office, day, false);
        person.facts.family_name = as_men_bear_it(&of.family_name);
        person.facts.protected = None;
        person.facts.kommun_code = of.kommun_code;
        person
    }

    fn of_sex(chance: &mut Chance, office: &Office, day: NaiveDate, woman: bool) -> Self {
        let foreign = chance.in_100(60);
        let background = background(chance, foreign);
        let roots = match background {
            BirthBackground::ForeignBorn | BirthBackground::TwoForeignParents => abroad(chance),
            _ => &SWEDEN,
        };
        let (given_name, family_name) = name(chance, roots, woman);
        let birth = birth_date(chance, day);
        let in_sweden_since = foreign.then(|| arrival(chance, birth, day)).filter(|_| chance.in_100(93));
        let years = in_sweden_since.map_or(99, |year| i64::from(day.year()) - year);
        let told = foreign && chance.in_100(90);
        let known = background != BirthBackground::Unknown;
        let region = |country| BirthRegion::of(country).map(|region| region.code().to_owned());
        let own_language = foreign && years < 12 && chance.in_100(75);
        let protected = chance.in_100(2).then_some(Protection::Marking);
        let facts = Facts {
            email: contact(chance, 85, |chance| email(chance, &given_name, &family_name)),
            phone: contact(chance, 95, |chance| format!("070-174 06 {:02}", chance.between(5, 99))),
            postal_address: contact(chance, 40, address),
            birth_date: Some(birth).filter(|_| chance.in_100(99)),
            sex: if woman { Sex::Woman } else { Sex::Man },
            birth_background: background,
            birth_country: match (foreign, known) {
                (true, _) => told.then(|| roots.country.to_owned()),
                (false, true) => Some("SE".to_owned()),
                (false, false) => None,
            },
            birth_region: match (foreign, known) {
                (true, _) => region(roots.country),
                (false, true) => region("SE"),
                (false, false) => None,
            },
            in_sweden_since,
            kommun_code: kommun(chance, office),
            education: education(chance, foreign),
            foreign_education: foreign && years < 25 && chance.in_100(70),
            contact_language: Some(if own_language { roots.language } else { "sv" }.to_owned()),
            interpreter_needed: own_language && chance.in_100(if years < 5 { 60 } else { 20 }),
            protected,
            origin: Told::Client,
            given_name,
            family_name,
        };
        let called = protected.is_none().then(|| facts.given_name.clone());
        Self { number: numbered(chance, foreign), facts, called }.without_what_is_protected()
    }

    /// Of a protected person neither place nor way of contact is kept.
    fn without_what_is_protected(mut self) -> Self {
        if self.facts.protected.is_some() {
            self.facts.kommun_code = None;
            self.facts.email = None;
            self.facts.phone = None;
            self.facts.postal_address = None;
        }
        self
    }

    pub fn foreign_born(&self) -> bool {
        self.facts.birth_background == BirthBackground::ForeignBorn
    }

    pub fn woman(&self) -> bool {
        self.facts.sex == Sex::Woman
    }
}

fn background(chance: &mut Chance, foreign: bool) -> BirthBackground {
    use BirthBackground::*;
    match foreign {
        true => ForeignBorn,
        false => chance.weighted(&[
            (TwoNativeParents, 58),
            (NativeBorn, 16),
            (TwoForeignParents, 11),
            (OneForeignParent, 9),
            (Unknown, 6),
        ]),
    }
}

fn abroad(chance: &mut Chance) -> &'static Origin {
    let weighted: Vec<(&Origin, u32)> = ABROAD.iter().map(|origin| (origin, origin.weight)).collect();
    chance.weighted(&weighted)
}

fn name(chance: &mut Chance, roots: &Origin, woman: bool) -> (String, String) {
    let (given, families) = match woman {
        true => (roots.women, roots.family),
        false => (roots.men, roots.family_of_men.unwrap_or(roots.family)),
    };
    let given = (*chance.one_of(given)).to_owned();
    if chance.in_100(roots.one_name) {
        return (given, String::new());
    }
    let family = *chance.one_of(families);
    let second = *chance.one_of(families);
    if second == family || !chance.in_100(roots.two_families) {
        return (given, family.to_owned());
    }
    let between = if chance.in_100(40) && roots.language != "es" { "-" } else { " " };
    (given, [family, between, second].concat())
}

/// Slavic names end otherwise for men.
fn as_men_bear_it(family_name: &str) -> String {
    for (hers, his) in [("ska", "ski"), ("ova", "ov")] {
        if let Some(stem) = family_name.strip_suffix(hers) {
            return format!("{stem}{his}");
        }
    }
    family_name.to_owned()
}

fn birth_date(chance: &mut Chance, day: NaiveDate) -> NaiveDate {
    // Most are in their thirties and forties.
    let age = chance.between(19, 48) + chance.between(0, 20);
    let birthday = day.with_year(day.year() - i32::try_from(age).unwrap_or(40)).unwrap_or(day);
    birthday - Days::new(chance.between(0, 364).unsigned_abs())
}

fn arrival(chance: &mut Chance, birth: NaiveDate, day: NaiveDate) -> i64 {
    let years = chance.weighted(&[(1, 10), (3, 18), (6, 24), (10, 22), (16, 14), (24, 12)]);
    let year = i64::from(day.year()) - years - chance.between(0, years / 2);
    year.clamp(i64::from(birth.year()) + 1, i64::from(day.year()))
}

fn education(chance: &mut Chance, foreign: bool) -> Education {
    use Education::*;
    chance.weighted(match foreign {
        true => &[
            (NoneOrUnder9, 8),
            (Compulsory, 14),
            (UpperSecondary, 29),
            (PostSecondaryShort, 14),
            (PostSecondaryLong, 28),
            (Doctorate, 1),
            (Unknown, 6),
        ],
        false => &[
            (Compulsory, 7),
            (UpperSecondary, 42),
            (PostSecondaryShort, 17),
            (PostSecondaryLong, 29),
            (Doctorate, 1),
            (Unknown, 4),
        ],
    })
}

fn kommun(chance: &mut Chance, office: &Office) -> Option<String> {
    match chance.in_100(1) {
        true => None,
        false => places::kommun(chance.weighted(office.kommuner)).map(|kommun| kommun.code.to_owned()),
    }
}

fn numbered(chance: &mut Chance, foreign: bool) -> Numbered {
    use Numbered::*;
    chance.weighted(match foreign {
        true => &[(Personnummer, 80), (Samordningsnummer, 8), (Reserve, 4), (None, 8)],
        false => &[(Personnummer, 97), (None, 3)],
    })
}

fn contact(chance: &mut Chance, percent: u32, how: impl Fn(&mut Chance) -> String) -> Option<String> {
    chance.in_100(percent).then(|| how(chance))
}

/// In a domain that is kept free for examples.
fn email(chance: &mut Chance, given: &str, family: &str) -> String {
    let plain = |text: &str| crate::clients::fold(text).into_iter().next().unwrap_or_default();
    let host = if chance.in_100(50) { "example.com" } else { "example.org" };
    let local: String = [plain(given), plain(family)].join(".").chars().filter(char::is_ascii).collect();
    let local = local.trim_matches('.').to_owned();
    format!("{}{}@{host}", if local.is_empty() { "klient" } else { &local }, chance.between(1, 99))
}

fn address(chance: &mut Chance) -> String {
    let street = chance.one_of(&[
        "Björkvägen",
        "Storgatan",
        "Skolgatan",
        "Järnvägsgatan",
        "Ängsvägen",
        "Kyrkogatan",
        "Parkvägen",
        "Nygatan",
    ]);
    format!("{street} {}", chance.between(1, 64))
}

/// Years and months before a day.
pub fn earlier(day: NaiveDate, months: i64) -> NaiveDate {
    day.checked_sub_months(chrono::Months::new(u32::try_from(months).unwrap_or(0))).unwrap_or(day)
}

/// The same later.
pub fn later(day: NaiveDate, months: i64) -> NaiveDate {
    add_months(day, u32::try_from(months).unwrap_or(0))
}
