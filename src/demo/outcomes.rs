//! What came of a case, with its source; now and then nobody knows.
use super::{
    case::Case,
    chance::Chance,
    days,
    rows::{Book, next},
};
use crate::{
    cases::{CloseReason, Phase},
    outcomes::{Evidence, Kind, Source, State, entity},
};
use chrono::NaiveDate;
use sea_orm::ActiveValue::Set;

const YES: Option<i64> = Some(100);
const NO: Option<i64> = Some(0);

/// Tells what is known up to the case's last day.
pub fn tell(book: &mut Book, chance: &mut Chance, case: &Case, reason: Option<CloseReason>) {
    plan(book, chance, case);
    if case.tells_of_firm {
        firm(book, chance, case);
    }
    financing(book, chance, case);
    if let Some(reason) = reason {
        at_close(book, chance, case, reason);
    }
}

fn plan(book: &mut Book, chance: &mut Chance, case: &Case) {
    let day = case.day_at(chance.between(30, 60));
    let likely = if case.client.foreign { 50 } else { 62 };
    if matches!(case.entry, Phase::Idea | Phase::BusinessPlan) && day <= case.until && chance.in_100(likely) {
        let evidence = chance.weighted(&[(Evidence::Seen, 60), (Evidence::Document, 40)]);
        record(book, case, Kind::BusinessPlan, YES, day, (Source::Advisor, evidence));
    }
}

fn firm(book: &mut Book, chance: &mut Chance, case: &Case) {
    let Some(started) = case.firm.as_ref().and_then(|firm| firm.started_on) else { return };
    let before = match case.start() {
        Some(day) => {
            let told = chance.weighted(&[
                ((Source::Register, Evidence::Register), 40),
                ((Source::Document, Evidence::Document), 35),
                ((Source::Client, Evidence::Told), 25),
            ]);
            record(book, case, Kind::EnterpriseStarted, YES, day, told);
            0
        }
        None => {
            let staff = *chance.one_of(&[0, 25, 50, 50, 75, 100, 100, 100, 150, 200, 300]);
            let known = chance.in_100(90).then_some(staff);
            record(book, case, Kind::Fte, known, case.opened, (Source::Client, Evidence::Told));
            staff
        }
    };
    let long_enough = (case.until - started.max(case.opened)).num_days() > 45;
    if long_enough && chance.in_100(if case.closed.is_some() { 82 } else { 35 }) {
        let value = chance.in_100(89).then(|| grown(chance, case, before));
        record(book, case, Kind::Fte, value, case.until, by(chance));
        if chance.in_100(60) {
            let value = chance.in_100(85).then(|| turnover(chance, case));
            record(book, case, Kind::Turnover, value, case.until, by(chance));
        }
    }
}

/// Staff as it became, in hundredths of a full-time equivalent; also told at follow-ups.
pub fn grown(chance: &mut Chance, case: &Case, before: i64) -> i64 {
    let most = match (case.client.foreign, case.client.woman) {
        (true, true) => 4,
        (true, false) => 5,
        (false, true) => 6,
        (false, false) => 7,
    };
    let step = chance.between(0, most) - i64::from(chance.in_100(30));
    (before + step * 25).max(if before == 0 { 25 } else { 0 })
}

/// In öre, whole thousands of kronor.
fn turnover(chance: &mut Chance, case: &Case) -> i64 {
    let most = if case.client.foreign { 900 } else { 1_500 };
    (chance.between(60, most) * chance.between(40, 100) / 100).max(20) * 1_000 * 100
}

fn financing(book: &mut Book, chance: &mut Chance, case: &Case) {
    let (likely, low, high) = match (case.client.foreign, case.client.woman) {
        (true, true) => (11, 6, 36),
        (true, false) => (15, 8, 48),
        (false, true) => (22, 10, 80),
        (false, false) => (27, 14, 110),
    };
    let day = case.day_at(chance.between(45, 90));
    if day <= case.until && chance.in_100(likely) {
        let value = chance.in_100(94).then(|| chance.between(low, high) * 5_000 * 100);
        let told = chance.weighted(&[
            ((Source::Document, Evidence::Document), 55),
            ((Source::Client, Evidence::Told), 45),
        ]);
        record(book, case, Kind::Financing, value, day, told);
    }
}

fn at_close(book: &mut Book, chance: &mut Chance, case: &Case, reason: CloseReason) {
    let (told, nobody) = ((Source::Client, Evidence::Told), (Source::Unknown, Evidence::Told));
    let lost = matches!(reason, CloseReason::NoContact | CloseReason::Unknown | CloseReason::MovedAway);
    match reason {
        CloseReason::Employed => record(book, case, Kind::Employed, YES, case.until, told),
        CloseReason::Studies => record(book, case, Kind::InStudies, YES, case.until, told),
        _ if case.firm.is_some() => {}
        _ if lost && chance.in_100(50) => {
            record(book, case, Kind::EnterpriseStarted, None, case.until, nobody);
        }
        _ if !lost && chance.in_100(70) => {
            record(book, case, Kind::EnterpriseStarted, NO, case.until, told);
        }
        _ => {}
    }
}

pub fn by(chance: &mut Chance) -> (Source, Evidence) {
    chance.weighted(&[
        ((Source::Client, Evidence::Told), 62),
        ((Source::Document, Evidence::Document), 20),
        ((Source::Advisor, Evidence::Seen), 10),
        ((Source::Register, Evidence::Register), 8),
    ])
}

/// Written down on its day, or on the next one of the case's days at work.
pub fn record(
    book: &mut Book,
    case: &Case,
    kind: Kind,
    value: Option<i64>,
    day: NaiveDate,
    (source, evidence): (Source, Evidence),
) {
    let id = next(&mut book.ids.outcome);
    let at = days::at(day, 16, 10);
    let firm = case.firm.as_ref().filter(|_| kind.is_about_the_enterprise());
    book.rows.outcomes.push(entity::ActiveModel {
        id: Set(id),
        case_id: Set(case.who.case_id),
        enterprise_id: Set(firm.map(|firm| firm.id)),
        kind: Set(kind),
        state: Set(if value.is_some() { State::Known } else { State::Unknown }),
        value_hundredths: Set(value),
        unit: Set(kind.unit()),
        reference_date: Set(day),
        source: Set(source),
        evidence: Set(evidence),
        note: Set(None),
        import_key: Set(None),
        recorded_by: Set(case.who.advisor_id),
        created_at: Set(at),
    });
    book.log.note(at, case.who, ("record", "outcome", id));
}
