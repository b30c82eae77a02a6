//! Measures besides meetings: for one client, or for a room full of them.
use super::{
    case::{Case, Who},
    chance::Chance,
    days::{self, Span},
    rows::{Book, next},
};
use crate::measures::{
    Kind,
    entity::{measure, participant},
};
use chrono::{Days, NaiveDate};
use sea_orm::ActiveValue::Set;

/// What a measure needs to know of a case.
#[derive(Clone, Copy)]
pub struct Attending {
    pub who: Who,
    pub programme_id: i64,
    pub opened: NaiveDate,
    pub until: NaiveDate,
}

/// A measure and who took part, until all are put in order.
pub struct Measure {
    kind: Kind,
    title: Option<&'static str>,
    provider: Option<&'static str>,
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
    minutes: i64,
    cost_ore: Option<i64>,
    programme_id: i64,
    participants: Vec<Who>,
}

type ForOne = (Kind, (u32, u32), (i64, i64), Option<(i64, i64)>);

/// Kind; how many of a hundred born abroad and born here; shortest and longest in quarters of an hour; kronor.
#[rustfmt::skip]
const FOR_ONE: &[ForOne] = &[
    // Less advice on money for those born abroad: a gap a lead should see.
    (Kind::FinancingAdvice, (13, 27), (3, 6), None),
    (Kind::Coaching, (9, 12), (4, 24), None),
    (Kind::Mentoring, (8, 11), (16, 48), Some((0, 4_000))),
    (Kind::LanguageSupport, (14, 0), (8, 40), Some((1_500, 9_000))),
    (Kind::MicroLoan, (3, 6), (2, 4), Some((20_000, 120_000))),
    (Kind::Grant, (2, 5), (2, 4), Some((15_000, 100_000))),
];

/// Kind, title, provider, hours, kronor a head, days.
#[rustfmt::skip]
const FOR_MANY: &[(Kind, &str, &str, i64, i64, i64)] = &[
    (Kind::Course, "Starta eget, grundkurs", "Studieförbundet Vuxenskolan", 24, 1_400, 21),
    (Kind::Course, "Bokföring för nya företagare", "Drivhuset", 12, 950, 8),
    (Kind::Course, "Digital marknadsföring", "ABF", 9, 700, 8),
    (Kind::Course, "Yrkessvenska för företagare", "Folkuniversitetet", 30, 1_200, 42),
    (Kind::GroupAdvice, "Skatt och moms i praktiken", "Skatteverket", 3, 120, 0),
    (Kind::GroupAdvice, "Frågestund om finansiering", "Almi", 2, 100, 0),
    (Kind::GroupAdvice, "Informationsträff på flera språk", "eget arrangemang", 2, 180, 0),
    (Kind::Network, "Frukostnätverk", "eget arrangemang", 2, 95, 0),
    (Kind::Network, "Nätverksträff för kvinnor som driver företag", "Företagarna", 3, 150, 0),
    (Kind::Visit, "Studiebesök hos livsmedelsföretag", "eget arrangemang", 4, 260, 0),
    (Kind::Visit, "Studiebesök på företagshotell", "Coompanion", 3, 140, 0),
];

const FOR_ONE_BY: &[&str] = &["Almi", "Drivhuset", "Coompanion", "Mentor Sverige", "eget arrangemang"];

/// Those for her alone.
pub fn for_one(chance: &mut Chance, case: &Case, programme_id: i64) -> Vec<Measure> {
    let mut measures = Vec::new();
    for (kind, (abroad, here), (shortest, longest), cost) in FOR_ONE {
        let wished = chance.day_in(case);
        let starts_on = days::working_day(chance, wished);
        let likely = if case.client.foreign { *abroad } else { *here };
        if !chance.in_100(likely) || starts_on > case.until {
            continue;
        }
        let kronor = cost.map(|(low, high)| chance.between(low / 500, high / 500) * 500);
        measures.push(Measure {
            kind: *kind,
            title: None,
            provider: chance.in_100(60).then(|| *chance.one_of(FOR_ONE_BY)),
            starts_on,
            ends_on: None,
            minutes: chance.between(*shortest, *longest) * 15,
            cost_ore: kronor.filter(|_| chance.in_100(92)).map(|kronor| kronor * 100),
            programme_id,
            participants: vec![case.who],
        });
    }
    measures
}

/// An event of the office for its cases that are open that day: one for every sixty cases and month or so.
pub fn for_many(chance: &mut Chance, span: Span, cases: &[Attending]) -> Vec<Measure> {
    let mut measures = Vec::new();
    let (mut first, mut after) = (0, 0);
    let every = (i64::try_from(10_000 / cases.len().max(1)).unwrap_or(14)).clamp(1, 45).unsigned_abs();
    let mut day = span.first() + Days::new(10);
    while day <= span.last() {
        let held_on = days::working_day(chance, day);
        day = day + Days::new(every);
        if held_on > span.last() {
            continue;
        }
        // Cases stand in the order of their opening: of those before half a year ago few would come.
        while after < cases.len() && cases[after].opened <= held_on {
            after += 1;
        }
        while first < after && cases[first].opened < held_on - Days::new(200) {
            first += 1;
        }
        let open = &cases[first..after];
        if let Some(measure) = event(chance, held_on, span, open) {
            measures.push(measure);
        }
    }
    measures
}

fn event(chance: &mut Chance, held_on: NaiveDate, span: Span, open: &[Attending]) -> Option<Measure> {
    if open.len() < 6 {
        return None;
    }
    let (kind, title, provider, hours, kronor, days) = *chance.one_of(FOR_MANY);
    let seats = chance.between(5, 18);
    let mut participants: Vec<Who> = Vec::new();
    for _ in 0..seats * 2 {
        let one = chance.one_of(open);
        let there = participants.iter().any(|other| other.case_id == one.who.case_id);
        if !there && one.until >= held_on && participants.len() < usize::try_from(seats).unwrap_or(0) {
            participants.push(one.who);
        }
    }
    participants.sort_unstable_by_key(|who| who.case_id);
    let heads = i64::try_from(participants.len()).unwrap_or(0);
    (heads >= 3).then(|| Measure {
        kind,
        title: Some(title),
        provider: Some(provider),
        starts_on: held_on,
        ends_on: (days > 0).then(|| days::after(held_on, days).min(span.last())),
        minutes: hours * 60,
        cost_ore: chance.in_100(90).then_some(heads * kronor * 100),
        programme_id: open[0].programme_id,
        participants,
    })
}

/// Puts them in the order of their days, and so of their numbers.
pub fn write_down(book: &mut Book, mut measures: Vec<Measure>) {
    measures.sort_by_key(|measure| measure.starts_on);
    for measure in measures {
        let Some(first) = measure.participants.first().copied() else { continue };
        let id = next(&mut book.ids.measure);
        let at = days::at(measure.starts_on, 16, 50);
        book.rows.measures.push(measure::ActiveModel {
            id: Set(id),
            organisation_id: Set(first.organisation_id),
            programme_id: Set(measure.programme_id),
            kind: Set(measure.kind),
            title: Set(measure.title.map(str::to_owned)),
            provider: Set(measure.provider.map(str::to_owned)),
            starts_on: Set(measure.starts_on),
            ends_on: Set(measure.ends_on),
            minutes: Set(measure.minutes),
            cost_ore: Set(measure.cost_ore),
            recorded_by: Set(first.advisor_id),
            created_at: Set(at),
        });
        for who in measure.participants {
            let row = participant::ActiveModel { measure_id: Set(id), case_id: Set(who.case_id) };
            book.rows.participants.push(row);
            let by_recorder = Who { advisor_id: first.advisor_id, ..who };
            book.log.note(at, by_recorder, ("record", "measure", id));
        }
    }
}

impl Chance {
    fn day_in(&mut self, case: &Case) -> NaiveDate {
        case.day_at(self.between(8, 85))
    }
}
