//! One row being read: its cells by what they hold, and what there is to say about it.

use chrono::NaiveDate;

use crate::imports::book::{Cell, Row};
use crate::imports::columns::{Column, Headed};
use crate::imports::report::{Fault, FaultKind, Note, NoteKind, Place};
use crate::imports::values::{self, Reading, dates};

pub(super) struct Line<'a> {
    pub(super) headed: &'a Headed,
    pub(super) row: &'a Row,
    pub(super) place: Place,
    pub(super) today: NaiveDate,
    pub(super) faults: Vec<Fault>,
    pub(super) notes: Vec<Note>,
}

impl<'a> Line<'a> {
    pub(super) fn new(headed: &'a Headed, row: &'a Row, today: NaiveDate) -> Self {
        let place = Place { sheet: headed.sheet, row: row.number };
        Self { headed, row, place, today, faults: Vec::new(), notes: Vec::new() }
    }

    pub(super) fn cell(&self, column: Column) -> &'a Cell {
        self.headed.place(column).map_or(&Cell::Empty, |at| self.row.cell(at))
    }

    pub(super) fn text(&self, column: Column) -> Option<String> {
        values::text(self.cell(column))
    }

    /// The value, or nothing with a note when what stands there cannot be read.
    pub(super) fn read<T>(&mut self, column: Column, reading: impl Fn(&Cell) -> Reading<T>) -> Option<T> {
        match reading(self.cell(column)) {
            Ok(value) => value,
            Err(kind) => {
                self.note(column, kind, None);
                None
            }
        }
    }

    /// A day that should have come already; if not, it is kept with a note.
    pub(super) fn past_day(&mut self, column: Column) -> Option<NaiveDate> {
        let day = self.read(column, dates::day)?;
        if day > self.today {
            self.note(column, NoteKind::InTheFuture, Some(day.to_string()));
        }
        Some(day)
    }

    pub(super) fn note(&mut self, column: Column, kind: NoteKind, becomes: Option<String>) {
        let found = self.found(column, kind == NoteKind::SoleTrader);
        self.notes.push(Note { place: self.place, column, kind, found, becomes });
    }

    pub(super) fn fault(&mut self, column: Column, kind: FaultKind) {
        let found = self.found(column, false);
        self.faults.push(Fault {
            place: self.place,
            column: self.headed.place(column).map(|_| column),
            kind,
            found,
        });
    }

    /// What stands there, without the last four of a personal number.
    fn found(&self, column: Column, personal: bool) -> String {
        let text = self.cell(column).to_string();
        if column != Column::Identity && !personal {
            return text;
        }
        let hidden =
            text.char_indices().rev().filter(|(_, c)| c.is_alphanumeric()).nth(3).map_or(0, |(at, _)| at);
        format!("{}••••", &text[..hidden])
    }
}
