//! Meetings of a case, with what was written and agreed.
use super::{
    case::Case,
    chance::Chance,
    days::{self, Span},
    notes,
    rows::{Book, next},
};
use crate::{
    cases::Phase,
    meetings::{Channel, Topic, entity},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::ActiveValue::Set;

/// Tells them all, and leaves their days.
pub fn tell(book: &mut Book, chance: &mut Chance, span: Span, case: &Case) {
    let days = days_of(chance, case);
    let times: Vec<DateTime<Utc>> = days.iter().map(|day| days::at_work(chance, *day)).collect();
    for (place, held_at) in times.iter().enumerate() {
        one(book, chance, span, case, (place, *held_at), times.get(place + 1).copied());
    }
}

/// The first within a week, the others spread over the case.
fn days_of(chance: &mut Chance, case: &Case) -> Vec<NaiveDate> {
    let count = chance.weighted(&[
        (1, 4),
        (2, 6),
        (3, 10),
        (4, 14),
        (5, 16),
        (6, 15),
        (7, 13),
        (8, 9),
        (9, 7),
        (10, 4),
        (11, 2),
        (12, 1),
    ]);
    let mut days: Vec<NaiveDate> = Vec::new();
    for place in 0..count {
        let day = match place {
            0 => days::after(case.opened, chance.between(0, 4)),
            _ => days::after(case.day_at(place * 100 / count), chance.between(0, 9)),
        };
        let day = days::working_day(chance, day);
        if day <= case.until && days.last().is_none_or(|last| *last < day) {
            days.push(day);
        }
    }
    days
}

fn one(
    book: &mut Book,
    chance: &mut Chance,
    span: Span,
    case: &Case,
    (place, held_at): (usize, DateTime<Utc>),
    next_at: Option<DateTime<Utc>>,
) {
    let topic = topic(chance, case, place);
    let minutes = chance.weighted(&[(30, 14), (45, 18), (60, 40), (75, 9), (90, 14), (120, 5)]);
    let channel = channel(chance, place);
    let interpreter = case.client.interpreter && channel != Channel::Email && chance.in_100(85);
    let day = crate::clock::local_day(held_at);
    let agreed = chance.in_100(68);
    let wished = days::after(day, chance.between(7, 28));
    let due_on = agreed.then(|| days::working_day(chance, wished));
    let written_at = held_at + TimeDelta::minutes(minutes + 5);
    let done_at = due_on.and_then(|due| done(chance, span, case, written_at, due, next_at));
    let id = next(&mut book.ids.meeting);
    book.rows.meetings.push(entity::ActiveModel {
        id: Set(id),
        case_id: Set(case.who.case_id),
        advisor_id: Set(case.who.advisor_id),
        held_at: Set(held_at),
        minutes: Set(minutes),
        channel: Set(channel),
        language: Set(case.client.language.clone().filter(|_| chance.in_100(95))),
        interpreter: Set(interpreter),
        topic: Set(topic),
        notes: Set(chance.in_100(93).then(|| written(chance, topic, interpreter))),
        next_step: Set(agreed.then(|| (*chance.one_of(notes::next_steps(topic))).to_owned())),
        next_step_by: Set(agreed.then_some(case.who.advisor_id)),
        next_step_due_on: Set(due_on),
        next_step_done_at: Set(done_at),
        import_key: Set(None),
        created_at: Set(written_at),
    });
    if chance.in_100(60) {
        book.log.note(held_at - TimeDelta::minutes(6), case.who, ("view", "case", case.who.case_id));
    }
    book.log.note(written_at, case.who, ("log", "meeting", id));
    if let Some(at) = done_at {
        book.log.note(at, case.who, ("complete_step", "meeting", id));
    }
}

/// What was agreed is mostly done when they meet again; some of the last steps are late.
fn done(
    chance: &mut Chance,
    span: Span,
    case: &Case,
    written_at: DateTime<Utc>,
    due_on: NaiveDate,
    next_at: Option<DateTime<Utc>>,
) -> Option<DateTime<Utc>> {
    let on_its_day = days::at(due_on.min(case.until), 15, 45).max(written_at);
    match (next_at, case.closed) {
        (Some(next_at), None) => chance.in_100(98).then_some(on_its_day.min(next_at).max(written_at)),
        (Some(next_at), Some(_)) => Some(on_its_day.min(next_at).max(written_at)),
        (None, Some(_)) => Some(on_its_day),
        (None, None) if due_on <= span.last() => chance.in_100(80).then_some(on_its_day),
        (None, None) => None,
    }
}

fn topic(chance: &mut Chance, case: &Case, place: usize) -> Topic {
    use Topic::*;
    // Money is talked about less with those born abroad: a gap a lead should see.
    let money = if case.client.foreign { 6 } else { 16 };
    match (case.entry, place) {
        (Phase::Idea, 0) => chance.weighted(&[(Idea, 90), (General, 10)]),
        (Phase::Idea, 1 | 2) => {
            chance.weighted(&[(Idea, 30), (BusinessPlan, 40), (Financing, money), (Tax, 8), (Other, 6)])
        }
        (Phase::Idea | Phase::BusinessPlan | Phase::Start, _) => chance.weighted(&[
            (BusinessPlan, 34),
            (Financing, money + 4),
            (Tax, 15),
            (Permits, 12),
            (Marketing, 16),
            (General, 10),
            (Other, 5),
        ]),
        (Phase::WindingDown, _) => chance.weighted(&[(Tax, 35), (General, 40), (Other, 25)]),
        _ => chance.weighted(&[
            (Marketing, 30),
            (General, 27),
            (Financing, money + 2),
            (Tax, 16),
            (Permits, 6),
            (Other, 8),
        ]),
    }
}

fn channel(chance: &mut Chance, place: usize) -> Channel {
    use Channel::*;
    chance.weighted(match place {
        0 => &[(InPerson, 78), (Video, 12), (Phone, 10)],
        _ => &[(InPerson, 48), (Video, 22), (Phone, 22), (Email, 6), (OtherDigital, 2)],
    })
}

fn written(chance: &mut Chance, topic: Topic, interpreter: bool) -> String {
    let sentences = notes::sentences(topic);
    let first = chance.below(sentences.len());
    let mut said = vec![sentences[first]];
    let second = chance.below(sentences.len());
    if second != first && chance.in_100(45) {
        said.push(sentences[second]);
    }
    let end = chance.below(notes::ENDS.len());
    if chance.in_100(35) && (end != notes::END_WITH_INTERPRETER || interpreter) {
        said.push(notes::ENDS[end]);
    }
    said.join(" ")
}
