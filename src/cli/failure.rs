//! Why a command was not done: one line that says what, where and how to mend it.
use crate::config::Unusable;
use clap::error::ErrorKind::{DisplayHelpOnMissingArgumentOrSubcommand, MissingSubcommand};
use std::process::ExitCode;

/// Why a command was not done.
#[derive(Debug)]
pub struct Failure {
    code: u8,
    line: String,
}

impl Failure {
    /// What was typed or configured has to be changed first: exit code 2.
    pub fn yours(line: impl Into<String>) -> Self {
        Self { code: 2, line: line.into() }
    }

    /// Something failed that was asked for rightly: exit code 1.
    pub fn ours(line: impl Into<String>) -> Self {
        Self { code: 1, line: line.into() }
    }

    /// It was asked for rightly, and must not be done: exit code 3.
    pub fn refused(line: impl Into<String>) -> Self {
        Self { code: 3, line: line.into() }
    }

    /// Whoever asked for it asked for its end: exit code 130, as shells have it.
    pub fn stopped(line: impl Into<String>) -> Self {
        Self { code: 130, line: line.into() }
    }

    /// The parser's complaint without its page of usage.
    pub(super) fn typed(error: &clap::Error) -> Self {
        let text = error.to_string();
        let said: Vec<_> = text
            .lines()
            .take_while(|line| !line.starts_with("Usage:"))
            .map(|line| line.trim().trim_start_matches("error: "))
            .filter(|line| !line.is_empty() && !line.starts_with("For more information"))
            .collect();
        let said = said.join("; ").replace(":; ", ": ");
        let said = match error.kind() {
            // The parser would answer with a whole page of help.
            MissingSubcommand | DisplayHelpOnMissingArgumentOrSubcommand
                if text.contains("Usage: jamvaxt protect") =>
            {
                "say what to do, such as `jamvaxt protect run pack.toml --data cases.csv --out tables`"
                    .to_owned()
            }
            MissingSubcommand | DisplayHelpOnMissingArgumentOrSubcommand => {
                "say what to do, such as `jamvaxt demo`".to_owned()
            }
            _ => said,
        };
        Self::yours(format!("{said} (see `jamvaxt --help`)"))
    }

    pub(super) fn tell(self) -> ExitCode {
        let line = self.line.split_whitespace().collect::<Vec<_>>().join(" ");
        eprintln!("jamvaxt: {line}");
        ExitCode::from(self.code)
    }
}

impl From<Unusable> for Failure {
    fn from(error: Unusable) -> Self {
        Self::yours(error.0)
    }
}

impl From<sea_orm::DbErr> for Failure {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::ours(format!("the database: {error}"))
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::ours(format!("{error:#}"))
    }
}
