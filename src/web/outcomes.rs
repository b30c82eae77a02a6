//! Outcomes as forms: first what it is about, then how much.
use super::{
    Error, Result,
    form::{self, Choice, Filled, Posted},
    visit::Visit,
};
use crate::{
    audit::Act,
    cases::{self, Case},
    clock::Clock,
    database::Database,
    enterprises, followups,
    outcomes::{self, Amount, AmountFault, Evidence, Fault, Kind, NewOutcome, Outcome, Source, Unit},
    programmes::Anchor,
};
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError, ValidationErrors};

/// What the advisor typed: text until it is known to be good.
#[derive(Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct OutcomeForm {
    kind: String,
    value: String,
    unknown: String,
    #[validate(custom(function = "form::is_day"))]
    reference_date: String,
    source: String,
    evidence: String,
    #[validate(length(max = 2000, code = "too-long"))]
    note: String,
}

#[derive(Serialize)]
struct FormPage {
    case_id: i64,
    case_number: String,
    /// Of the outcome that is corrected; nothing for a new one.
    outcome_id: Option<i64>,
    unit: &'static str,
    #[serde(flatten)]
    filled: Filled<OutcomeForm>,
    values: Vec<Choice>,
    sources: Vec<Choice>,
    evidences: Vec<Choice>,
}

#[derive(Serialize)]
struct KindsPage {
    case_id: i64,
    case_number: String,
    kinds: Vec<Choice>,
}

/// What the outcome is to be about.
#[derive(Deserialize)]
pub struct About {
    #[serde(default)]
    kind: String,
}

/// The kinds to choose from, or the form for the one chosen.
pub async fn new(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(case_id): Path<i64>,
    Query(about): Query<About>,
) -> Result<impl IntoResponse> {
    let case = cases::find(db.read(), &visit.user, case_id).await?.ok_or(Error::NotFound)?;
    let Some(kind) = Kind::from_code(&about.kind) else {
        let kinds = kinds(&visit);
        return visit.page("outcomes/kinds.html", KindsPage { case_id, case_number: case.number, kinds });
    };
    let start = match case.enterprise_id.filter(|_| kind == Kind::EnterpriseStarted) {
        Some(id) => enterprises::find(db.read(), &visit.user, id).await?.and_then(|firm| firm.started_on),
        None => None,
    };
    let form = OutcomeForm {
        kind: kind.code().into(),
        reference_date: start.unwrap_or(clock.today()).to_string(),
        source: Source::Client.code().into(),
        evidence: Evidence::Told.code().into(),
        ..OutcomeForm::default()
    };
    visit.page("outcomes/new.html", page(&visit, &case, None, kind, Filled::fresh(form)))
}

/// Records it.
pub async fn create(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(case_id): Path<i64>,
    Posted(form): Posted<OutcomeForm>,
) -> Result<Response> {
    let case = cases::find(db.read(), &visit.user, case_id).await?.ok_or(Error::NotFound)?;
    let kind = Kind::from_code(&form.kind).ok_or(Error::BadRequest)?;
    let new = match form.checked(kind) {
        Ok(new) => new,
        Err(errors) => {
            return visit
                .mistakes("outcomes/new.html", page(&visit, &case, None, kind, Filled { form, errors }));
        }
    };
    let txn = db.begin().await?;
    let recorded = outcomes::record(&txn, &visit.user, &case, new.clone(), clock.now()).await;
    if let Err(fault) = recorded {
        let filled = Filled::fresh(form).marked(fault)?;
        return visit.mistakes("outcomes/new.html", page(&visit, &case, None, kind, filled));
    }
    if kind == Kind::EnterpriseStarted && new.amount == Amount::yes(true) {
        started(&txn, &visit, &case, new.reference_date, clock.now()).await?;
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{case_id}?said=outcome-saved")).into_response())
}

/// The form to put one right.
pub async fn edit(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let (outcome, case) = outcomes::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    visit.saw(Act::new("view", "outcome", id).in_case(case.id).on_client(case.client_id)).await?;
    let form = Filled::fresh(OutcomeForm::of(&outcome));
    visit.page("outcomes/edit.html", page(&visit, &case, Some(id), outcome.kind, form))
}

/// Puts it right.
pub async fn update(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<OutcomeForm>,
) -> Result<Response> {
    let (outcome, case) = outcomes::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let kind = outcome.kind;
    let new = match form.checked(kind) {
        Ok(new) => new,
        Err(errors) => {
            let page = page(&visit, &case, Some(id), kind, Filled { form, errors });
            return visit.mistakes("outcomes/edit.html", page);
        }
    };
    let txn = db.begin().await?;
    if let Err(fault) = outcomes::correct(&txn, &visit.user, &case, &outcome, new, clock.now()).await {
        let page = page(&visit, &case, Some(id), kind, Filled::fresh(form).marked(fault)?);
        return visit.mistakes("outcomes/edit.html", page);
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{}?said=outcome-corrected", case.id)).into_response())
}

/// Takes away one that should never have been there.
pub async fn remove(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Response> {
    let (outcome, case) = outcomes::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let txn = db.begin().await?;
    outcomes::remove(&txn, &visit.user, &case, &outcome, clock.now()).await?;
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{}?said=outcome-removed", case.id)).into_response())
}

/// What an outcome can be about, for the case page.
pub fn kinds(visit: &Visit) -> Vec<Choice> {
    visit.choices("outcomes-kind-", Kind::ALL.iter().map(|kind| kind.code()))
}

/// A start that was told is the firm's start, if nobody knew it; follow-ups counted from it are planned.
async fn started(
    txn: &DatabaseTransaction,
    visit: &Visit,
    case: &Case,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    let firm = match case.enterprise_id {
        Some(id) => enterprises::find(txn, &visit.user, id).await?,
        None => None,
    };
    match firm {
        Some(firm) => {
            if enterprises::start(txn, &visit.user, &firm, day, now).await? {
                followups::plan_for_enterprise(txn, &visit.user, firm.id, Some(day), now).await?;
            }
        }
        None => followups::plan_for(txn, &visit.user, case, Anchor::EnterpriseStarted, day, now).await?,
    }
    Ok(())
}

fn page(
    visit: &Visit,
    case: &Case,
    outcome_id: Option<i64>,
    kind: Kind,
    filled: Filled<OutcomeForm>,
) -> FormPage {
    FormPage {
        case_id: case.id,
        case_number: case.number.clone(),
        outcome_id,
        unit: kind.unit().code(),
        filled,
        values: visit.choices("outcomes-value-", ["yes", "no", "unknown"]),
        sources: visit.choices("outcomes-source-", Source::ALL.iter().map(|source| source.code())),
        evidences: visit.choices("outcomes-evidence-", Evidence::ALL.iter().map(|evidence| evidence.code())),
    }
}

impl OutcomeForm {
    fn of(outcome: &Outcome) -> Self {
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

    fn checked(&self, kind: Kind) -> Result<NewOutcome, ValidationErrors> {
        let mut errors = self.validate().err().unwrap_or_default();
        let amount = amount(&self.value, &self.unknown, kind.unit(), "value", &mut errors);
        let source = super::clients::chosen(&self.source, Source::from_code, "source", &mut errors);
        let evidence = super::clients::chosen(&self.evidence, Evidence::from_code, "evidence", &mut errors);
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
pub(super) fn typed(hundredths: i64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole},{rest:02}").trim_end_matches('0').to_owned(),
    }
}

/// The value typed, or "not known"; both at once is a mistake.
pub(super) fn amount(
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
    fn marked(self, fault: Fault) -> Result<Self> {
        Ok(match fault {
            Fault::Amount(fault) => self.with("value", word(fault)),
            Fault::InTheFuture => self.with("reference_date", "future"),
            Fault::TooEarly => self.with("reference_date", "day-too-early"),
            Fault::Gone => return Err(Error::Conflict),
            Fault::Database(error) => return Err(error.into()),
        })
    }
}
