//! One pass over a book: which rows can be taken in, which wait and why, and how many there are of each.

mod cases;
mod identity;
mod line;
mod meetings;
mod outcomes;
pub(super) mod people;

use std::collections::HashMap;

use chrono::NaiveDate;

use self::line::Line;
use self::people::{Met, People};
use super::book::{Book, BookFault, Row};
use super::columns::{self, Column, Headed, Table};
use super::report::{FaultKind, Held, NoteKind, Place, Plan};
use super::values;

/// What became of the case that a meeting or an outcome belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Taken,
    Waits,
}

type Fates = HashMap<String, Fate>;

/// Reads and checks the whole book.
pub fn plan(book: &Book, today: NaiveDate) -> Result<Plan, BookFault> {
    let headed = columns::recognise(book)?;
    let mut plan =
        Plan { today, ignored: ignored(book, &headed), headings: headed.clone(), ..Plan::default() };
    plan.counts.formula_cells = book.formula_cells();
    let mut fates = Fates::new();
    let mut people = People::default();
    for headed in of_kind(&headed, Table::Cases) {
        for row in rows(book, headed) {
            check_case(&mut plan, &mut fates, &mut people, headed, row);
        }
    }
    for headed in of_kind(&headed, Table::Meetings) {
        for row in rows(book, headed) {
            check_meeting(&mut plan, &fates, headed, row);
        }
    }
    for headed in of_kind(&headed, Table::Outcomes) {
        for row in rows(book, headed) {
            check_outcome(&mut plan, &fates, headed, row);
        }
    }
    plan.held.sort_by_key(|held| held.place);
    plan.faults.sort_by_key(|fault| fault.place);
    plan.notes.sort_by_key(|note| note.place);
    Ok(plan)
}

fn check_case(plan: &mut Plan, fates: &mut Fates, people: &mut People, headed: &Headed, row: &Row) {
    let mut line = Line::new(headed, row, plan.today);
    let (person, case) = cases::read(&mut line);
    let met = people.meet(&person, line.place);
    match met {
        Met::First => {}
        Met::Again(_) => line.note(Column::Identity, NoteKind::SecondCase, None),
        Met::NumberOfAnother(_) => line.note(Column::Identity, NoteKind::NumberOfAnother, None),
    }
    let number = key(&line);
    if number.as_ref().is_some_and(|number| fates.contains_key(number)) {
        line.fault(Column::CaseNumber, FaultKind::RepeatedCaseNumber);
    }
    let counts = &mut plan.counts;
    counts.rows += 1;
    counts.women += u64::from(person.woman);
    counts.foreign_born += u64::from(person.foreign_born);
    counts.protected += u64::from(person.protected);
    counts.duplicate_person += u64::from(matches!(met, Met::Again(_)));
    counts.good += u64::from(line.faults.is_empty() && !matches!(met, Met::Again(_)));
    for fault in &line.faults {
        match fault.kind {
            FaultKind::BadIdentity => counts.bad_identity += 1,
            FaultKind::BadOrgnr => counts.bad_orgnr += 1,
            FaultKind::UnknownKommun => counts.unknown_kommun += 1,
            FaultKind::MissingName => counts.missing_name += 1,
            FaultKind::ImpossibleDates => counts.impossible_dates += 1,
            _ => {}
        }
    }
    let good = case.filter(|_| line.faults.is_empty());
    if let Some(number) = number {
        // Where two rows share a number, nobody can tell whose the meetings are: they wait.
        let fate = if good.is_some() { Fate::Taken } else { Fate::Waits };
        fates.insert(number, fate);
    }
    if let Some(mut case) = good {
        if let Met::Again(earlier) = met {
            case.same_person_as = Some(earlier);
        }
        plan.cases.push(case);
    }
    settle(plan, line, None);
}

fn check_meeting(plan: &mut Plan, fates: &Fates, headed: &Headed, row: &Row) {
    let mut line = Line::new(headed, row, plan.today);
    let meeting = meetings::read(&mut line);
    let fate = key(&line).and_then(|number| fates.get(&number).copied());
    match fate {
        Some(_) => {
            plan.counts.meetings += 1;
            plan.counts.meeting_minutes += u64::from(meeting.minutes.unwrap_or(0));
        }
        None => plan.counts.orphan_meetings += 1,
    }
    let whole = meeting.row.filter(|_| line.faults.is_empty());
    match fate {
        Some(Fate::Taken) => plan.meetings.extend(whole),
        Some(Fate::Waits) => {}
        None => plan.orphan_meetings.extend(whole),
    }
    settle(plan, line, Some(fate));
}

fn check_outcome(plan: &mut Plan, fates: &Fates, headed: &Headed, row: &Row) {
    let mut line = Line::new(headed, row, plan.today);
    let outcome = outcomes::read(&mut line);
    let fate = key(&line).and_then(|number| fates.get(&number).copied());
    plan.counts.outcomes += 1;
    let whole = outcome.filter(|_| line.faults.is_empty());
    match fate {
        Some(Fate::Taken) => plan.outcomes.extend(whole),
        Some(Fate::Waits) => {}
        None => plan.orphan_outcomes.extend(whole),
    }
    settle(plan, line, Some(fate));
}

/// Puts what was found on a line into the plan; a line with a fault, or without its case, is held back.
fn settle(plan: &mut Plan, mut line: Line<'_>, case: Option<Option<Fate>>) {
    match case {
        Some(Some(Fate::Waits)) => line.fault(Column::CaseNumber, FaultKind::CaseWaits),
        Some(None) if key(&line).is_some() => line.fault(Column::CaseNumber, FaultKind::Orphan),
        _ => {}
    }
    if !line.faults.is_empty() {
        let kinds = line.faults.iter().map(|fault| fault.kind).collect();
        plan.held.push(Held { place: line.place, table: line.headed.table, kinds });
    }
    plan.faults.append(&mut line.faults);
    plan.notes.append(&mut line.notes);
}

/// The case number as numbers are compared between sheets.
fn key(line: &Line<'_>) -> Option<String> {
    values::text(line.cell(Column::CaseNumber)).map(|number| values::plain(&number))
}

fn of_kind(headed: &[Headed], table: Table) -> impl Iterator<Item = &Headed> {
    headed.iter().filter(move |headed| headed.table == table)
}

/// The rows below the headers that hold anything known; headers repeated further down are no rows.
fn rows<'a>(book: &'a Book, headed: &'a Headed) -> impl Iterator<Item = &'a Row> {
    let all = &book.sheets[headed.sheet].rows;
    let header = &all[headed.header];
    let says_something = |row: &&Row| headed.columns.iter().any(|(_, at)| !row.cell(*at).is_empty());
    let is_header = |row: &&Row| headed.columns.iter().all(|(_, at)| row.cell(*at) == header.cell(*at));
    all.iter().skip(headed.header + 1).filter(says_something).filter(move |row| !is_header(row))
}

fn ignored(book: &Book, headed: &[Headed]) -> Vec<(String, Vec<String>)> {
    let sheets = book.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.rows.is_empty());
    let told = sheets.map(|(at, sheet)| match headed.iter().find(|headed| headed.sheet == at) {
        Some(headed) => (sheet.name.clone(), headed.ignored.clone(), true),
        None => (sheet.name.clone(), Vec::new(), false),
    });
    told.filter(|(_, headers, known)| !known || !headers.is_empty())
        .map(|(name, headers, _)| (name, headers))
        .collect()
}

impl Plan {
    /// Whether a row is held back.
    pub fn holds(&self, place: Place) -> bool {
        self.held.binary_search_by_key(&place, |held| held.place).is_ok()
    }
}
