//! What is typed about an outcome.
use crate::{
    outcomes::{Amount, AmountFault, Evidence, Fault, Kind, NewOutcome, Outcome, Source, Unit},
    web::{
        Error, Result,
        form::{self, Filled, chosen},
    },
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError, ValidationErrors};

/// What the advisor typed: text until it is known to be good.
#[derive(Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct OutcomeForm {
    pub(super) kind: String,
    value: String,
    unknown: String,
    #[validate(custom(function = "form::is_day"))]
    reference_date: String,
    source: String,
    evidence: String,
    #[validate(length(max = 2000, code = "too-long"))]
    note: String,
}

impl OutcomeForm {
    /// As it stands for something new: told by the client.
    pub(super) fn blank(kind: Kind, day: chrono::NaiveDate) -> Self {
        Self {
            kind: kind.code().into(),
            reference_date: day.to_string(),
            source: Source::Client.code().into(),
            evidence: Evidence::Told.code().into(),
            ..Self::default()
        }
    }

    pub(super) fn of(outcome: &Outcome) -> Self {
        let value = match (outcome.unit, outcome.value_hundredths) {
            (Unit::YesNo, None) => "unknown".to_owned(),
            (Unit::YesNo, Some(value)) => if value == 0 { "no" } else { "yes" }.to_owned(),
            (_, None) => String::new(),
            (_, Some(value)) => typed(value),
        };
        Self {
            kind: outcome.kind.code().into(),
            value,
            unknown: if outcome.value_hundredths.is_none() { "on".into() } else { String::new() },
            reference_date: outcome.reference_date.to_string(),
            source: outcome.source.code().into(),
            evidence: outcome.evidence.code().into(),
            note: outcome.note.clone().unwrap_or_default(),
        }
    }

    pub(super) fn checked(&self, kind: Kind) -> Result<NewOutcome, ValidationErrors> {
        let mut errors = self.validate().err().unwrap_or_default();
        let amount = amount(&self.value, &self.unknown, kind.unit(), "value", &mut errors);
        let source = chosen(&self.source, Source::from_code, "source", &mut errors);
        let evidence = chosen(&self.evidence, Evidence::from_code, "evidence", &mut errors);
        let day = form::day(&self.reference_date);
        match (amount, source, evidence, day, errors.is_empty()) {
            (Some(amount), Some(source), Some(evidence), Some(reference_date), true) => {
                let note = form::some(&self.note);
                Ok(NewOutcome { kind, amount, reference_date, source, evidence, note })
            }
            _ => Err(errors),
        }
    }
}

/// `150` hundredths as `1,5`: what `Amount::parse` reads back.
pub(in crate::web) fn typed(hundredths: i64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole},{rest:02}").trim_end_matches('0').to_owned(),
    }
}

/// The value typed, or "not known"; both at once is a mistake.
pub(in crate::web) fn amount(
    value: &str,
    unknown: &str,
    unit: Unit,
    field: &'static str,
    errors: &mut ValidationErrors,
) -> Option<Amount> {
    let written = form::some(value).filter(|value| value != "unknown");
    let unknown = unknown == "on" && unit != Unit::YesNo || value == "unknown";
    let read = match (written, unknown) {
        (None, true) => Ok(Amount::Unknown),
        (Some(_), true) => Err("value-or-unknown"),
        (None, false) => Err("value-missing"),
        (Some(text), false) => Amount::parse(&text, unit).map_err(word),
    };
    match read {
        Ok(amount) => Some(amount),
        Err(code) => {
            errors.add(field, ValidationError::new(code));
            None
        }
    }
}

fn word(fault: AmountFault) -> &'static str {
    match fault {
        AmountFault::Missing => "value-missing",
        AmountFault::NotANumber => "number",
        AmountFault::Negative => "value-negative",
        AmountFault::Decimals => "value-decimals",
        AmountFault::TooLarge => "value-too-large",
    }
}

impl Filled<OutcomeForm> {
    /// The domain's refusal beside the field it is about.
    pub(super) fn marked(self, fault: Fault) -> Result<Self> {
        Ok(match fault {
            Fault::Amount(fault) => self.with("value", word(fault)),
            Fault::InTheFuture => self.with("reference_date", "future"),
            Fault::TooEarly => self.with("reference_date", "day-too-early"),
            Fault::Gone => return Err(Error::Conflict),
            Fault::Database(error) => return Err(error.into()),
        })
    }
}
