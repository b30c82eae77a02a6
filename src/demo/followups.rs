//! Promises to ask again, as the programme's plan makes them, and what became of those whose day has come.
use super::{
    case::Case,
    chance::Chance,
    days::{self, Span},
    outcomes, people,
    rows::{Book, next},
};
use crate::{
    enterprises::Status,
    followups::{State, entity},
    outcomes::Kind,
    programmes::entity::plan_step::{self, Anchor},
};
use chrono::NaiveDate;
use sea_orm::ActiveValue::Set;

/// How long an answer may take.
const LATEST_ANSWER: i64 = 21;

/// Plans and settles them.
pub fn tell(book: &mut Book, chance: &mut Chance, span: Span, case: &Case, plan: &[plan_step::Model]) {
    let start = case.firm.as_ref().and_then(|firm| firm.started_on);
    for (anchor, anchor_on) in [(Anchor::CaseClosed, case.closed), (Anchor::EnterpriseStarted, start)] {
        let Some(anchor_on) = anchor_on else { continue };
        // A start before the case became known when the case opened.
        let planned_on = anchor_on.max(case.opened);
        let mut any = false;
        for step in plan.iter().filter(|step| step.anchor == anchor) {
            let due_on = days::after(people::later(anchor_on, step.offset_months), step.offset_weeks * 7);
            // The plan leaves out what could no longer be answered on the day it was made.
            if days::after(due_on, step.window_days) >= planned_on {
                one(book, chance, span, case, step, (anchor_on, planned_on, due_on));
                any = true;
            }
        }
        if any {
            let at = days::at(planned_on, 16, 40);
            book.log.note_with(at, case.who, ("plan", "followup", 0), Some(anchor.code()));
        }
    }
}

fn one(
    book: &mut Book,
    chance: &mut Chance,
    span: Span,
    case: &Case,
    step: &plan_step::Model,
    (anchor_on, planned_on, due_on): (NaiveDate, NaiveDate, NaiveDate),
) {
    let asked_on = days::after(due_on.max(planned_on), chance.between(0, 6));
    let asked_on = days::working_day(chance, asked_on);
    let (state, attempts) = became(chance, span, case, asked_on);
    let wait = match state {
        State::NotReached => chance.between(14, LATEST_ANSWER),
        _ => chance.between(0, 5),
    };
    let settled = !matches!(state, State::Planned | State::Cancelled);
    let answered_on = settled.then(|| days::after(asked_on, wait).min(span.last()));
    let id = next(&mut book.ids.followup);
    book.rows.followups.push(entity::ActiveModel {
        id: Set(id),
        organisation_id: Set(case.who.organisation_id),
        case_id: Set(case.who.case_id),
        advisor_id: Set(case.who.advisor_id),
        plan_step_id: Set(Some(step.id)),
        anchor: Set(step.anchor),
        anchor_on: Set(anchor_on),
        offset_months: Set(step.offset_months),
        offset_weeks: Set(step.offset_weeks),
        due_on: Set(due_on),
        window_days: Set(step.window_days),
        state: Set(state),
        attempts: Set(attempts),
        answered_on: Set(answered_on),
        answered_by: Set(answered_on.map(|_| case.who.advisor_id)),
        note: Set(note(chance, state).map(str::to_owned)),
        escalated_on: Set(None),
        created_at: Set(days::at(planned_on, 16, 40)),
    });
    if let Some(day) = answered_on {
        let at = days::at(day, 14, 20);
        book.log.note_with(at, case.who, ("settle", "followup", id), Some(state.code()));
        if state == State::Done {
            answer(book, chance, case, day);
        }
    }
}

/// Most answer. Of those due lately some have not been asked, of those due long ago a few were forgotten.
fn became(chance: &mut Chance, span: Span, case: &Case, asked_on: NaiveDate) -> (State, i64) {
    let days_ago = (span.last() - asked_on).num_days();
    let open = match days_ago {
        ..0 => 100,
        0..=6 => 55,
        7..=20 => 25,
        _ => 2,
    };
    if chance.in_100(open) {
        return (State::Planned, 0);
    }
    let lost = if case.client.foreign { 11 } else { 8 };
    let state = chance.weighted(&[
        (State::Done, 80),
        (State::NotReached, if days_ago > LATEST_ANSWER { lost } else { 0 }),
        (State::Declined, 4),
        (State::MovedAway, 2),
    ]);
    (state, if state == State::NotReached { 3 } else { chance.between(0, 1) })
}

fn note(chance: &mut Chance, state: State) -> Option<&'static str> {
    let notes: &[&str] = match state {
        State::Done => &[
            "Det går bra, kunderna återkommer.",
            "Letar lokal, i övrigt oförändrat.",
            "Nöjd med stödet, saknar ett nätverk efteråt.",
            "Har fått arbete vid sidan av.",
            "Lugnare period, planerar ny satsning i vår.",
        ],
        State::NotReached => &["Ringt tre gånger, inget svar.", "Numret fungerar inte, mejl obesvarat."],
        State::Declined => &["Vill inte svara på fler frågor."],
        State::MovedAway => &["Flyttat till annat län.", "Flyttat utomlands."],
        State::Planned | State::Cancelled => return None,
    };
    chance.in_100(55).then(|| *chance.one_of(notes))
}

/// Who answers tells of her firm, if it is there.
fn answer(book: &mut Book, chance: &mut Chance, case: &Case, day: NaiveDate) {
    let Some(firm) = case.firm.as_ref().filter(|_| case.tells_of_firm) else { return };
    if firm.status == Status::Active && firm.started_on.is_some_and(|start| start < day) {
        let before = chance.between(1, 3) * 25;
        let value = chance.in_100(88).then(|| outcomes::grown(chance, case, before));
        let told = outcomes::by(chance);
        outcomes::record(book, case, Kind::Fte, value, day, told);
    }
}
