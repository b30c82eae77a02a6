//! One row of meetings.

use super::line::Line;
use crate::imports::columns::Column;
use crate::imports::report::{FaultKind, NoteKind};
use crate::imports::rows::MeetingRow;
use crate::imports::values::{dates, durations, times, words};
use crate::meetings::entity::Topic;

/// What a row of meetings says.
pub(super) struct Meeting {
    /// Known even of a row that lacks something else.
    pub(super) minutes: Option<u32>,
    /// The meeting, unless its day is missing.
    pub(super) row: Option<MeetingRow>,
}

pub(super) fn read(line: &mut Line<'_>) -> Meeting {
    let number = line.text(Column::CaseNumber);
    if number.is_none() {
        line.fault(Column::CaseNumber, FaultKind::MissingCaseNumber);
    }
    let day = line.past_day(Column::Day);
    if day.is_none() {
        line.fault(Column::Day, FaultKind::MissingDay);
    }
    let minutes = minutes(line);
    if minutes.is_none() {
        let column =
            if line.headed.place(Column::Minutes).is_some() { Column::Minutes } else { Column::Hours };
        line.fault(column, FaultKind::MissingMinutes);
    }
    let row = MeetingRow {
        place: line.place,
        case_number: number.unwrap_or_default(),
        day: day.unwrap_or_default(),
        time: line.read(Column::TimeOfDay, times::time_of_day),
        minutes,
        channel: line.read(Column::Channel, words::channel),
        language: line.read(Column::Language, words::language),
        interpreter: line.read(Column::Interpreter, words::yes_or_no),
        topics: topics(line),
        note: line.text(Column::Note),
        next_step: line.text(Column::NextStep),
        next_step_due: line.read(Column::NextStepDue, dates::day),
    };
    Meeting { minutes, row: day.map(|_| row) }
}

/// From the column of minutes, or else the column of hours.
fn minutes(line: &mut Line<'_>) -> Option<u32> {
    let minutes = line.read(Column::Minutes, |cell| durations::minutes(cell, durations::Unit::Minutes));
    minutes.or_else(|| line.read(Column::Hours, |cell| durations::minutes(cell, durations::Unit::Hours)))
}

fn topics(line: &mut Line<'_>) -> Vec<Topic> {
    match words::topics(line.cell(Column::Topic)) {
        Ok((topics, unknown)) => {
            if unknown {
                line.note(
                    Column::Topic,
                    NoteKind::UnknownWord,
                    Some(topics.iter().map(|topic| topic.code()).collect::<Vec<_>>().join(", "))
                        .filter(|known| !known.is_empty()),
                );
            }
            topics
        }
        Err(kind) => {
            line.note(Column::Topic, kind, None);
            Vec::new()
        }
    }
}
