//! Indicators, each defined once: figure, list, file and release are all made of the same contributions.
//!
//! A list of persons cannot be chosen by their background; the filter has no place for it:
//!
//! ```compile_fail
//! use jamvaxt::indicators::{Background, Filter};
//! let filter = Filter { background: Some(Background::ForeignBorn), ..Filter::default() };
//! ```
//!
//! By sex it can:
//!
//! ```
//! use jamvaxt::{clients::entity::client::Sex, indicators::Filter};
//! let filter = Filter { sex: Some(Sex::Woman), ..Filter::default() };
//! ```
mod activity;
mod cases;
mod contribution;
mod dimension;
mod enterprises;
mod facts;
mod figure;
mod hours;
mod indicator;
mod jobs;
mod list;
mod period;
mod persons;
mod question;
mod starts;
mod survival;

pub use contribution::{Contribution, Part, State};
pub use dimension::{AgeGroup, Axis, Background, UNKNOWN};
pub use figure::{Figure, Line};
pub use indicator::{Counts, Indicator, Unit};
pub use list::{Filter, Listed, list};
pub use period::{NotAPeriod, Period};
pub use question::Question;
pub use starts::START_COUNTS_FOR_MONTHS;

use facts::Facts;
use sea_orm::{ConnectionTrait, DbErr};

/// Everything that adds to the indicator: the one source of its figure, list, file and tables.
pub async fn contributions(
    db: &impl ConnectionTrait,
    question: &Question,
    indicator: Indicator,
) -> Result<Vec<Contribution>, DbErr> {
    let facts = Facts::of(db, question, &[indicator]).await?;
    Ok(contributions_of(&facts, indicator))
}

/// The same for several indicators, with the database asked once.
pub async fn contributions_to(
    db: &impl ConnectionTrait,
    question: &Question,
    indicators: &[Indicator],
) -> Result<Vec<(Indicator, Vec<Contribution>)>, DbErr> {
    let facts = Facts::of(db, question, indicators).await?;
    Ok(indicators.iter().map(|&indicator| (indicator, contributions_of(&facts, indicator))).collect())
}

fn contributions_of(facts: &Facts, indicator: Indicator) -> Vec<Contribution> {
    use enterprises::{Support, taking_part};
    match indicator {
        Indicator::J01 => persons::participants(facts),
        Indicator::J02 => taking_part(facts, Support::Any),
        Indicator::J03 => taking_part(facts, Support::AdviceOnly),
        Indicator::J04 => taking_part(facts, Support::Money),
        Indicator::J05 => starts::started(facts),
        Indicator::J06 => hours::of_advice(facts),
        Indicator::J07 => jobs::created(facts),
        Indicator::J08 => survival::survived(facts),
        Indicator::J13 => persons::reached(facts),
    }
}

/// The figure of an indicator.
pub async fn figure(
    db: &impl ConnectionTrait,
    question: &Question,
    indicator: Indicator,
) -> Result<Figure, DbErr> {
    Ok(Figure::of(indicator, &contributions(db, question, indicator).await?))
}
