//! What is typed about a firm.
use super::written;
use crate::{
    codes::{OrganisationNumber, OrganisationNumberFault, places},
    enterprises::{Enterprise, Facts, Status},
    web::form::{self, chosen},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError, ValidationErrors};

/// What the advisor typed: text until it is known to be good.
#[derive(Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct EnterpriseForm {
    /// An enterprise that is there already, to be used as it is.
    pub(super) known: String,
    #[validate(length(max = 200, code = "too-long"))]
    name: String,
    sole_trader: String,
    orgnr: String,
    legal_form: String,
    sni_code: String,
    kommun: String,
    #[validate(custom(function = "form::is_day_or_empty"))]
    started_on: String,
    status: String,
    share: String,
}

impl EnterpriseForm {
    pub(super) fn blank() -> Self {
        Self { status: Status::Planned.code().into(), ..Self::default() }
    }

    pub(super) fn of(firm: &Enterprise, share: Option<i64>) -> Self {
        let kommun = firm.kommun_code.as_deref().and_then(places::kommun);
        Self {
            known: String::new(),
            name: firm.name.clone(),
            sole_trader: if firm.sole_trader { "on".into() } else { String::new() },
            orgnr: written(firm.orgnr.as_deref()),
            legal_form: firm.legal_form.clone().unwrap_or_default(),
            sni_code: firm.sni_code.clone().unwrap_or_default(),
            kommun: kommun.map(|kommun| kommun.name.to_owned()).unwrap_or_default(),
            started_on: firm.started_on.map(|day| day.to_string()).unwrap_or_default(),
            status: firm.status.code().into(),
            share: share.map(|share| share.to_string()).unwrap_or_default(),
        }
    }

    pub(super) fn checked(&self) -> Result<(Facts, Option<i64>), ValidationErrors> {
        let mut errors = self.validate().err().unwrap_or_default();
        let mut fault =
            |field: &'static str, code: &'static str| errors.add(field, ValidationError::new(code));
        let orgnr = match form::some(&self.orgnr).map(|text| OrganisationNumber::parse(&text)) {
            None => None,
            Some(Ok(number)) => Some(number),
            Some(Err(OrganisationNumberFault::Shape)) => {
                fault("orgnr", "orgnr-shape");
                None
            }
            Some(Err(OrganisationNumberFault::CheckDigit)) => {
                fault("orgnr", "orgnr-check-digit");
                None
            }
            Some(Err(OrganisationNumberFault::SoleTrader)) => {
                fault("orgnr", "orgnr-sole-trader");
                None
            }
        };
        let kommun = form::some(&self.kommun);
        let kommun_code = kommun
            .as_deref()
            .and_then(|text| places::kommun_named(text).or_else(|| places::kommun(text)))
            .map(|kommun| kommun.code.to_owned());
        if kommun.is_some() && kommun_code.is_none() {
            fault("kommun", "kommun");
        }
        let share = form::some(&self.share).map(|text| text.trim_end_matches('%').trim().parse::<i64>());
        if matches!(share, Some(Err(_))) {
            fault("share", "share");
        }
        let status = chosen(&self.status, Status::from_code, "status", &mut errors);
        let Some(status) = status.filter(|_| errors.is_empty()) else { return Err(errors) };
        let facts = Facts {
            name: self.name.clone(),
            sole_trader: self.sole_trader == "on",
            orgnr,
            legal_form: form::some(&self.legal_form),
            sni_code: form::some(&self.sni_code),
            kommun_code,
            started_on: form::day(&self.started_on),
            status,
        };
        Ok((facts, share.and_then(std::result::Result::ok)))
    }
}
