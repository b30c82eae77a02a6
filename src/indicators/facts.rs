//! What the database knows for a question, asked once and shared by all indicators that need it.
use super::{
    Indicator, Question,
    activity::{self, Activity},
    cases::{self, Case},
    jobs::{self, Reading},
    starts, survival,
};
use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};
use std::collections::HashMap;

/// Everything the wanted indicators are made of.
pub(super) struct Facts<'a> {
    pub question: &'a Question,
    pub cases: Vec<Case>,
    /// By case.
    pub activity: HashMap<i64, Activity>,
    /// By case: the day of its first help.
    pub first_help: HashMap<i64, NaiveDate>,
    /// By enterprise: the days it came back after a long rest.
    pub restarts: HashMap<i64, Vec<NaiveDate>>,
    /// By enterprise, oldest first.
    pub fte: HashMap<i64, Vec<Reading>>,
    /// By enterprise: what tells whether it lives.
    pub signs: HashMap<i64, survival::Signs>,
}

impl<'a> Facts<'a> {
    pub async fn of(
        db: &impl ConnectionTrait,
        question: &'a Question,
        wanted: &[Indicator],
    ) -> Result<Self, DbErr> {
        use Indicator::*;
        let any = |of: &[Indicator]| wanted.iter().any(|indicator| of.contains(indicator));
        let mut facts = Facts {
            question,
            cases: cases::of(db, question).await?,
            activity: HashMap::new(),
            first_help: HashMap::new(),
            restarts: HashMap::new(),
            fte: HashMap::new(),
            signs: HashMap::new(),
        };
        if any(&[J01, J02, J03, J04, J06, J13]) {
            facts.activity = activity::in_period(db, question).await?;
        }
        if any(&[J05, J08]) {
            facts.first_help = activity::first_ever(db, question).await?;
            facts.restarts = starts::restarts(db, question).await?;
        }
        if any(&[J07]) {
            facts.fte = jobs::readings(db, question).await?;
        }
        if any(&[J08]) {
            facts.signs = survival::signs(db, question).await?;
        }
        Ok(facts)
    }

    /// The cases in which something was done, with what.
    pub fn active(&self) -> impl Iterator<Item = (&Case, &Activity)> {
        self.cases.iter().filter_map(|case| Some((case, self.activity.get(&case.id)?)))
    }
}
