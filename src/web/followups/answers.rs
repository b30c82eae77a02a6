//! What she said at a follow-up, on its way to becoming outcomes.
use super::FollowupForm;
use crate::{
    cases::Case,
    clients::Texts,
    enterprises::{self, Status},
    followups::Answer,
    identity::User,
    outcomes::{self, Amount, Evidence, Fault, Kind, NewOutcome, Source, Unit},
    web::{form, outcomes::amount},
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use validator::{ValidationError, ValidationErrors};

/// The answer of that code, for a follow-up that had been tried so often.
pub(super) fn kind(code: &str) -> Option<fn(i64) -> Answer> {
    match code {
        "done" => Some(|_| Answer::Done),
        "not_reached" => Some(|tried| Answer::NotReached { tried }),
        "declined" => Some(|_| Answer::Declined),
        "moved_away" => Some(|_| Answer::MovedAway),
        _ => None,
    }
}

/// Her answers; what was not asked is nothing, what she did not know is unknown.
#[derive(Default)]
pub(super) struct Said {
    employed: Option<Amount>,
    fte: Option<Amount>,
    turnover: Option<Amount>,
    enterprise: Option<Status>,
}

impl Said {
    pub(super) fn read(form: &FollowupForm, errors: &mut ValidationErrors) -> Self {
        let mut asked = |value: &str, unknown: &str, unit, field| match (form::some(value), unknown) {
            (None, "") => None,
            _ => amount(value, unknown, unit, field, errors),
        };
        let employed = asked(&form.employment, "", Unit::YesNo, "employment");
        let fte = asked(&form.fte, &form.fte_unknown, Unit::Fte, "fte");
        let turnover = asked(&form.turnover, &form.turnover_unknown, Unit::Sek, "turnover");
        let enterprise = match form.enterprise_status.as_str() {
            "" => None,
            code => Status::from_code(code).or_else(|| {
                errors.add("enterprise_status", ValidationError::new("choice"));
                None
            }),
        };
        Self { employed, fte, turnover, enterprise }
    }

    /// Writes them down as told on that day. A refused value names its field.
    pub(super) async fn record(
        self,
        txn: &DatabaseTransaction,
        user: &User,
        (case, texts): (&Case, Texts<'_>),
        on: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Result<(), &'static str>, DbErr> {
        let told = [
            (Kind::Employed, self.employed, "employment"),
            (Kind::Fte, self.fte, "fte"),
            (Kind::Turnover, self.turnover, "turnover"),
        ];
        for (kind, amount, field) in told {
            let Some(amount) = amount else { continue };
            let (source, evidence) = (Source::Client, Evidence::Told);
            let new = NewOutcome { kind, amount, reference_date: on, source, evidence, note: None };
            match outcomes::record(txn, user, (case, texts), new, now).await {
                Ok(_) => {}
                Err(Fault::Database(error)) => return Err(error),
                Err(_) => return Ok(Err(field)),
            }
        }
        if let (Some(status), Some(id)) = (self.enterprise, case.enterprise_id)
            && let Some(firm) = enterprises::find(txn, user, id).await?
        {
            enterprises::set_status(txn, user, &firm, status, on, now).await?;
        }
        Ok(Ok(()))
    }
}
