//! The form of a measure as it stands on the page.
use super::{
    input::MeasureForm,
    people::{self, Person},
};
use crate::{
    cases,
    clock::Clock,
    database::Database,
    measures::{Fault, Kind, NewMeasure},
    web::{
        Result,
        form::{Choice, Filled},
        visit::Visit,
    },
};
use serde::Serialize;
use validator::{ValidationError, ValidationErrors};

#[derive(Serialize)]
pub(super) struct FormPage {
    /// The one case it is entered from; nothing for a group event.
    case_id: Option<i64>,
    case_number: Option<String>,
    /// Of the measure that is changed; nothing for a new one.
    measure_id: Option<i64>,
    /// Numbers the mistake speaks of.
    numbers: Vec<String>,
    #[serde(flatten)]
    filled: Filled<MeasureForm>,
    kinds: Vec<Choice>,
    people: Vec<Person>,
}

pub(super) type Marked = (Filled<MeasureForm>, Vec<String>);

/// The form's values and the cases it names, or the form with its mistakes.
pub(super) async fn read(
    db: &Database,
    visit: &Visit,
    form: MeasureForm,
    clock: Clock,
) -> Result<std::result::Result<(MeasureForm, NewMeasure, Vec<i64>), Marked>> {
    let named = people::named(db, visit, &form.participants, clock.today()).await?;
    let mut errors = ValidationErrors::new();
    if !named.not_found.is_empty() {
        errors.add("participants", ValidationError::new("participants-not-found"));
    }
    let new = match form.checked() {
        Ok(new) if errors.is_empty() => new,
        Ok(_) => return Ok(Err((Filled { form, errors }, named.not_found))),
        Err(mut more) => {
            more.errors_mut().extend(errors.errors().clone());
            return Ok(Err((Filled { form, errors: more }, named.not_found)));
        }
    };
    let ticked = form.case_ids.iter().filter_map(|id| id.parse().ok());
    let cases = ticked.chain(named.ids).collect();
    Ok(Ok((form, new, cases)))
}

/// The domain's refusal beside the field it is about, and the case numbers it speaks of.
pub(super) fn marked(filled: Filled<MeasureForm>, fault: Fault) -> Result<Marked> {
    let mut numbers = Vec::new();
    let filled = match fault {
        Fault::Nobody => filled.with("participants", "participants-nobody"),
        Fault::NoSuchCase => filled.with("participants", "participants-no-such-case"),
        Fault::SeveralProgrammes => filled.with("participants", "participants-several-programmes"),
        Fault::BeforeOpening(early) => {
            numbers = early;
            filled.with("starts_on", "before-opened")
        }
        Fault::InTheFuture => filled.with("starts_on", "future"),
        Fault::EndsFirst => filled.with("ends_on", "ends-first"),
        Fault::Hours => filled.with("hours", "value-too-large"),
        Fault::Cost => filled.with("cost", "value-negative"),
        Fault::Database(error) => return Err(error.into()),
    };
    Ok((filled, numbers))
}

impl FormPage {
    /// With the numbers the mistake speaks of.
    pub(super) fn about(self, numbers: Vec<String>) -> Self {
        Self { numbers, ..self }
    }

    pub(super) fn in_case(visit: &Visit, case: &cases::Case, filled: Filled<MeasureForm>) -> Self {
        Self {
            case_id: Some(case.id),
            case_number: Some(case.number.clone()),
            ..Self::for_group(visit, None, filled, Vec::new())
        }
    }

    pub(super) fn for_group(
        visit: &Visit,
        measure_id: Option<i64>,
        filled: Filled<MeasureForm>,
        people: Vec<Person>,
    ) -> Self {
        Self {
            case_id: None,
            case_number: None,
            measure_id,
            numbers: Vec::new(),
            filled,
            kinds: visit.choices("measures-kind-", Kind::ALL.iter().map(|kind| kind.code())),
            people,
        }
    }
}
