//! What was found in a book, told to people: each kind once, with the rows it was found in.

use serde::Serialize;

use super::book::{Book, BookFault};
use super::columns::Column;
use super::report::{FaultKind, Note, NoteKind, Place, Plan};
use crate::locales::{Args, Locale};

/// One kind of fault or note, with the first rows it was found in.
#[derive(Serialize)]
pub struct Group {
    /// What is wrong and how to mend it, or what becomes of it.
    pub words: String,
    /// In how many places.
    pub count: usize,
    /// The first of them.
    pub lines: Vec<Line>,
}

/// One place.
#[derive(Serialize)]
pub struct Line {
    /// Name of the sheet.
    pub sheet: String,
    /// The row as the spreadsheet program numbers it.
    pub row: u32,
    /// Name of the column, when it is one.
    pub column: String,
    /// What stands there; never an identity number.
    pub found: String,
    /// What it becomes, if anything.
    pub becomes: String,
}

/// What holds rows back, with the first `most` rows of each kind.
pub fn faults(book: &Book, plan: &Plan, locale: Locale, most: usize) -> Vec<Group> {
    let group = |kind: FaultKind| {
        let own = plan.faults.iter().filter(|fault| fault.kind == kind);
        let line = |fault: &super::report::Fault| Line {
            column: fault.column.map(|column| locale.say(column.word())).unwrap_or_default(),
            becomes: String::new(),
            ..line(book, fault.place, &fault.found)
        };
        let count = own.clone().count();
        Group { words: locale.say(kind.word()), count, lines: own.take(most).map(line).collect() }
    };
    FaultKind::ALL.into_iter().map(group).filter(|group| group.count > 0).collect()
}

/// What the office should know of rows that are taken in, with the first `most` rows of each kind.
pub fn notes(book: &Book, plan: &Plan, locale: Locale, most: usize) -> Vec<Group> {
    let group = |kind: NoteKind| {
        let own = plan.notes.iter().filter(|note| note.kind == kind);
        let line = |note: &Note| Line {
            column: locale.say(note.column.word()),
            becomes: becomes(note, locale),
            ..line(book, note.place, &note.found)
        };
        let count = own.clone().count();
        Group { words: locale.say(kind.word()), count, lines: own.take(most).map(line).collect() }
    };
    NoteKind::ALL.into_iter().map(group).filter(|group| group.count > 0).collect()
}

fn line(book: &Book, place: Place, found: &str) -> Line {
    let sheet = book.sheets.get(place.sheet).map(|sheet| sheet.name.clone()).unwrap_or_default();
    Line { sheet, row: place.row, column: String::new(), found: found.to_owned(), becomes: String::new() }
}

/// Codes in words, days as they are.
fn becomes(note: &Note, locale: Locale) -> String {
    let Some(becomes) = &note.becomes else { return String::new() };
    let beginning = match note.column {
        Column::Sex => "clients-sex-",
        Column::Phase => "cases-phase-",
        Column::Topic => "meetings-topic-",
        Column::Protected => return locale.say("imports-column-protected"),
        _ => return becomes.clone(),
    };
    let words: Vec<String> =
        becomes.split(", ").map(|code| locale.say(&format!("{beginning}{code}"))).collect();
    words.join(", ")
}

/// Why a file cannot be read at all, and what helps.
pub fn book_fault(fault: &BookFault, locale: Locale) -> String {
    let args = match fault {
        BookFault::TooLarge { limit } => {
            Args::default().number("limit", i64::try_from(limit >> 20).unwrap_or(i64::MAX))
        }
        BookFault::TooManyRows { limit } => {
            Args::default().number("limit", i64::try_from(*limit).unwrap_or(i64::MAX))
        }
        BookFault::TooManyColumns { sheet, limit } => Args::default()
            .text("sheet", sheet.clone())
            .number("limit", i64::try_from(*limit).unwrap_or(i64::MAX)),
        BookFault::Broken { sheet: Some(sheet) } => Args::default().text("sheet", sheet.clone()),
        BookFault::OpenQuote { row } => Args::default().number("row", i64::from(*row)),
        BookFault::MissingColumns { sheet, table, missing } => {
            let missing: Vec<String> = missing.iter().map(|column| locale.say(column.word())).collect();
            Args::default()
                .text("sheet", sheet.clone())
                .text("table", locale.say(table.word()))
                .text("columns", missing.join(", "))
        }
        _ => Args::default(),
    };
    locale.say_with(fault.word(), &args)
}
