//! What is asked of an indicator.
use super::Period;
use crate::programmes::Programme;
use chrono::{DateTime, NaiveDate, Utc};

/// Which programme, when, and by what was known.
#[derive(Clone, Debug)]
pub struct Question {
    /// The programme.
    pub programme_id: i64,
    /// Only these organisations; empty for all that take part.
    pub organisations: Vec<i64>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// What was entered later does not count.
    pub known_by: DateTime<Utc>,
}

impl Question {
    /// Asks of all organisations of a programme.
    pub fn new(programme: &Programme, period: Period, known_by: DateTime<Utc>) -> Self {
        let (from, to) = period.days(programme);
        Self { programme_id: programme.id, organisations: Vec::new(), from, to, known_by }
    }

    /// Asks only of these organisations.
    pub fn of(mut self, organisations: Vec<i64>) -> Self {
        self.organisations = organisations;
        self
    }

    pub(super) fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}
