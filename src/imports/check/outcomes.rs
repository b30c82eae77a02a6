//! One row of outcomes.

use super::line::Line;
use crate::imports::book::Cell;
use crate::imports::columns::Column;
use crate::imports::report::FaultKind;
use crate::imports::rows::{OutcomeRow, OutcomeValue};
use crate::imports::values::{Reading, amounts, words};
use crate::outcomes::entity::{Kind, Source};

/// The outcome, unless its day or kind is missing.
pub(super) fn read(line: &mut Line<'_>) -> Option<OutcomeRow> {
    let number = line.text(Column::CaseNumber);
    if number.is_none() {
        line.fault(Column::CaseNumber, FaultKind::MissingCaseNumber);
    }
    let day = line.past_day(Column::Day);
    if day.is_none() {
        line.fault(Column::Day, FaultKind::MissingDay);
    }
    let kind = words::outcome(line.cell(Column::Outcome)).ok().flatten();
    if kind.is_none() {
        line.fault(Column::Outcome, FaultKind::UnknownOutcome);
    }
    let source = line.read(Column::Source, words::source).unwrap_or(Source::Unknown);
    let kind = kind?;
    let value = line.read(Column::Value, |cell| value(cell, kind));
    Some(OutcomeRow {
        place: line.place,
        case_number: number?,
        day: day?,
        kind,
        said: line.text(Column::Outcome)?,
        value,
        source,
        evidence: words::evidence(source),
    })
}

/// An amount where the kind is counted, a yes or a no for any.
fn value(cell: &Cell, kind: Kind) -> Reading<OutcomeValue> {
    let answer = |yes| {
        if yes { OutcomeValue::Yes } else { OutcomeValue::No }
    };
    match kind {
        Kind::Fte | Kind::Turnover | Kind::Financing => match amounts::amount(cell) {
            Ok(amount) => Ok(amount.map(OutcomeValue::Amount)),
            Err(kind) => words::yes_or_no(cell).map(|yes| yes.map(answer)).map_err(|_| kind),
        },
        _ => words::yes_or_no(cell).map(|yes| yes.map(answer)),
    }
}
