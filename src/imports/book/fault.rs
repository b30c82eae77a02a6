//! Why a file cannot be read at all, each with what to do about it in the locale files.

use crate::imports::columns::{Column, Table};

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BookFault {
    /// The file is not there or may not be read.
    #[error("the file cannot be opened: {0}")]
    Unreadable(std::io::ErrorKind),
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Larger than an office's book can be.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The most that is read.
        limit: u64,
    },
    /// A small file that unpacks to something enormous.
    #[error("the workbook unpacks to more than {limit} bytes")]
    UnpacksTooLarge {
        /// The most that is unpacked.
        limit: u64,
    },
    /// More rows than are read at once.
    #[error("the file has more than {limit} rows")]
    TooManyRows {
        /// The most rows that are read.
        limit: usize,
    },
    /// A cell far out to the right.
    #[error("sheet {sheet:?} has a cell beyond column {limit}")]
    TooManyColumns {
        /// The sheet it is in.
        sheet: String,
        /// The last column that is read.
        limit: usize,
    },
    /// A PDF, a picture, a text document: whatever its name says.
    #[error("the file is neither a spreadsheet nor a CSV file")]
    NotABook,
    /// Locked with a password.
    #[error("the workbook is locked with a password")]
    Locked,
    /// A workbook of Excel before 2007 or of LibreOffice.
    #[error("the workbook is in the .xls or .ods format")]
    OtherFormat,
    /// A spreadsheet that is damaged inside.
    #[error("the workbook is damaged{}", .sheet.as_ref().map(|name| format!(" in sheet {name:?}")).unwrap_or_default())]
    Broken {
        /// The sheet where it broke off, when one was reached.
        sheet: Option<String>,
    },
    /// A quotation mark that is opened and never closed swallows the rest of a CSV file.
    #[error("a quotation mark opened in row {row} is not closed")]
    OpenQuote {
        /// The row it was opened in.
        row: u32,
    },
    /// No sheet has the columns of cases, meetings or outcomes.
    #[error("no sheet has the columns of cases, meetings or outcomes")]
    NothingKnown,
    /// A sheet is recognised but cannot be used without these columns.
    #[error("sheet {sheet:?} lacks a column")]
    MissingColumns {
        /// The sheet.
        sheet: String,
        /// What the sheet seems to hold.
        table: Table,
        /// The columns that must be there.
        missing: Vec<Column>,
    },
}

impl BookFault {
    /// The key of its words: what is wrong and what helps. Its own values fill the places.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "imports-book-unreadable",
            Self::Empty => "imports-book-empty",
            Self::TooLarge { .. } => "imports-book-too-large",
            Self::UnpacksTooLarge { .. } => "imports-book-unpacks-too-large",
            Self::TooManyRows { .. } => "imports-book-too-many-rows",
            Self::TooManyColumns { .. } => "imports-book-too-many-columns",
            Self::NotABook => "imports-book-not-a-book",
            Self::OtherFormat => "imports-book-other-format",
            Self::Locked => "imports-book-locked",
            Self::Broken { sheet: None } => "imports-book-broken",
            Self::Broken { sheet: Some(_) } => "imports-book-broken-sheet",
            Self::OpenQuote { .. } => "imports-book-open-quote",
            Self::NothingKnown => "imports-book-nothing-known",
            Self::MissingColumns { .. } => "imports-book-missing-columns",
        }
    }
}
