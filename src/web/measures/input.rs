//! What is typed about a measure.
use crate::{
    measures::{Kind, Measure, NewMeasure},
    outcomes::Unit,
    web::{form, outcomes::amount},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationErrors};

/// Text until it is known to be good.
#[derive(Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct MeasureForm {
    pub(super) kind: String,
    #[validate(length(max = 200, code = "too-long"))]
    pub(super) title: String,
    #[validate(length(max = 200, code = "too-long"))]
    pub(super) provider: String,
    #[validate(custom(function = "form::is_day"))]
    pub(super) starts_on: String,
    #[validate(custom(function = "form::is_day_or_empty"))]
    pub(super) ends_on: String,
    pub(super) hours: String,
    pub(super) cost: String,
    /// Ticked.
    pub(super) case_ids: Vec<String>,
    /// Pasted or typed: case numbers or names, one a line.
    #[validate(length(max = 20_000, code = "too-long"))]
    pub(super) participants: String,
}

impl MeasureForm {
    pub(super) fn blank(kind: Kind, today: NaiveDate) -> Self {
        Self { kind: kind.code().into(), starts_on: today.to_string(), ..Self::default() }
    }

    pub(super) fn of(measure: &Measure, case_ids: impl Iterator<Item = i64>) -> Self {
        Self {
            kind: measure.kind.code().into(),
            title: measure.title.clone().unwrap_or_default(),
            provider: measure.provider.clone().unwrap_or_default(),
            starts_on: measure.starts_on.to_string(),
            ends_on: measure.ends_on.map(|day| day.to_string()).unwrap_or_default(),
            hours: super::super::outcomes::typed(measure.minutes * 100 / 60),
            cost: measure.cost_ore.map(super::super::outcomes::typed).unwrap_or_default(),
            case_ids: case_ids.map(|id| id.to_string()).collect(),
            participants: String::new(),
        }
    }

    pub(super) fn checked(&self) -> Result<NewMeasure, ValidationErrors> {
        let mut errors = self.validate().err().unwrap_or_default();
        let kind = form::chosen(&self.kind, Kind::from_code, "kind", &mut errors);
        let hours = self.hours.trim().trim_end_matches('h');
        let hours = amount(hours, "", Unit::Fte, "hours", &mut errors).and_then(|hours| hours.hundredths());
        let cost = match form::some(&self.cost) {
            Some(text) => {
                amount(&text, "", Unit::Sek, "cost", &mut errors).and_then(|cost| cost.hundredths())
            }
            None => None,
        };
        match (kind, hours, form::day(&self.starts_on), errors.is_empty()) {
            (Some(kind), Some(hours), Some(starts_on), true) => Ok(NewMeasure {
                kind,
                title: form::some(&self.title),
                provider: form::some(&self.provider),
                starts_on,
                ends_on: form::day(&self.ends_on),
                minutes: (hours * 60 + 50) / 100,
                cost_ore: cost,
            }),
            _ => Err(errors),
        }
    }
}
