//! Why somebody looks: asked before the page opens, by a form post so that loading the page anew asks nothing again.
use super::reasons;
use crate::{
    audit::{Reason, Typed},
    cases::Case,
    database::Database,
    protection::{self, Why},
    web::{
        Error, Result,
        form::{self, Choice, Filled, Posted, chosen},
        visit::Visit,
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use rand::RngExt;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError, ValidationErrors};

/// The reason as it was chosen and typed.
#[derive(Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct WhyForm {
    reason: String,
    #[validate(length(max = 500, code = "too-long"))]
    why: String,
}

impl WhyForm {
    /// The reason if it is one: chosen, and told in words.
    pub fn checked(&self) -> Result<Why, ValidationErrors> {
        let mut errors = self.validate().err().unwrap_or_default();
        let reason = chosen(&self.reason, Reason::from_code, "reason", &mut errors);
        let text = form::some(&self.why);
        if text.is_none() {
            errors.add("why", ValidationError::new("required"));
        }
        match (reason, text, errors.is_empty()) {
            (Some(reason), Some(text), true) => Ok(Why { reason, typed: typed(text) }),
            _ => Err(errors),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the key that hides a typed reason once it is blanked: only the system's chance will do"
)]
fn typed(text: String) -> Typed {
    Typed::new(text, rand::rng().random())
}

#[derive(Serialize)]
struct Asked {
    case_id: i64,
    case_number: String,
    /// Whether it is an emergency.
    emergency: bool,
    #[serde(flatten)]
    filled: Filled<WhyForm>,
    reasons: Vec<Choice>,
}

/// A member gives her reason and sees the case for half an hour.
pub async fn begin(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<WhyForm>,
) -> Result<Response> {
    let case = protected(&db, &visit, id).await?;
    let why = match form.checked() {
        Ok(why) => why,
        Err(errors) => return again(&visit, &case, false, Filled { form, errors }),
    };
    let txn = db.begin().await?;
    if !protection::begin(&txn, &visit.user, &visit.session_row(), &case, why, visit.now()).await? {
        return Err(Error::Forbidden);
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{id}")).into_response())
}

/// Takes access in an emergency.
pub async fn emergency(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<WhyForm>,
) -> Result<Response> {
    let case = protected(&db, &visit, id).await?;
    let why = match form.checked() {
        Ok(why) => why,
        Err(errors) => return again(&visit, &case, true, Filled { form, errors }),
    };
    let txn = db.begin().await?;
    if !protection::emergency(&txn, &visit.user, &visit.session_row(), &case, why, visit.now()).await? {
        return Err(Error::Forbidden);
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{id}")).into_response())
}

async fn protected(db: &Database, visit: &Visit, id: i64) -> Result<Case> {
    let head = protection::head(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    match head.client.protected {
        true => Ok(head.case),
        false => Err(Error::NotFound),
    }
}

fn again(visit: &Visit, case: &Case, emergency: bool, filled: Filled<WhyForm>) -> Result<Response> {
    let page = Asked {
        case_id: case.id,
        case_number: case.number.clone(),
        emergency,
        filled,
        reasons: reasons(visit),
    };
    visit.mistakes("protection/reason.html", page)
}
