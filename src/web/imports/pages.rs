//! The pages of imports.
use super::upload::Read;
use crate::{
    database::Database,
    imports::{
        entity::Model as Import,
        known::Known,
        shelf,
        told::{self, Group},
    },
    programmes::{self, Programme},
    web::{Result, form::Choice, visit::Visit},
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use validator::{ValidationError, ValidationErrors};

/// So many rows of each kind are shown; the file of rows to mend has them all.
const MOST: usize = 20;

/// The list of imports with the form above it.
#[derive(Serialize)]
pub(super) struct Index {
    form: Form,
    errors: ValidationErrors,
    programmes: Vec<Choice>,
    imports: Vec<Row>,
    steps: Vec<Choice>,
    fault: Option<String>,
}

#[derive(Default, Serialize)]
struct Form {
    programme: String,
}

/// One import of the list.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) programme: String,
    pub(super) state: &'static str,
    pub(super) created_at: DateTime<Utc>,
    pub(super) rows: u64,
    pub(super) cases: Option<u64>,
}

/// What a file holds and what becomes of it.
#[derive(Serialize)]
pub(super) struct Report {
    import: Row,
    steps: Vec<Choice>,
    counts: serde_json::Value,
    written: serde_json::Value,
    would: Option<Would>,
    faults: Vec<Group>,
    notes: Vec<Group>,
    ignored: Vec<Ignored>,
    unknown_advisors: Vec<String>,
    held: usize,
    mendable: bool,
}

/// What would be taken in.
#[derive(Serialize)]
struct Would {
    cases: usize,
    meetings: usize,
    outcomes: usize,
    there: usize,
}

#[derive(Serialize)]
struct Ignored {
    sheet: String,
    headers: Vec<String>,
}

impl Index {
    pub(super) async fn of(db: &Database, visit: &Visit, fault: Option<String>) -> Result<Self> {
        let programmes = programmes::of_organisation(db.read(), visit.user.organisation_id).await?;
        let imports = shelf::list(db.read(), &visit.user).await?;
        let only = programmes.first().filter(|_| programmes.len() == 1);
        Ok(Self {
            form: Form { programme: only.map(|one| one.id.to_string()).unwrap_or_default() },
            errors: ValidationErrors::new(),
            imports: imports.iter().map(|import| Row::of(import, name(&programmes, import))).collect(),
            programmes: programmes.into_iter().map(|one| Choice::new(one.id, one.name)).collect(),
            steps: steps(visit),
            fault,
        })
    }

    pub(super) fn with_mistake(mut self, field: &'static str, code: &'static str) -> Self {
        self.errors.add(field, ValidationError::new(code));
        self
    }
}

impl Report {
    pub(super) async fn of(
        db: &Database,
        visit: &Visit,
        import: &Import,
        read: Option<Read>,
        known: Option<Known>,
        mendable: bool,
    ) -> Result<Self> {
        let programmes = programmes::of_organisation(db.read(), visit.user.organisation_id).await?;
        let part = |name: &str| import.counts.get(name).cloned().unwrap_or_default();
        let mut page = Self {
            import: Row::of(import, name(&programmes, import)),
            steps: steps(visit),
            counts: part("book"),
            written: part("written"),
            would: None,
            faults: Vec::new(),
            notes: Vec::new(),
            ignored: Vec::new(),
            unknown_advisors: Vec::new(),
            held: 0,
            mendable,
        };
        if let (Some(Read { book, plan }), Some(known)) = (read, known) {
            let there = plan.cases.iter().filter(|case| known.has(&case.number)).count();
            page.would = Some(Would {
                cases: plan.cases.len() - there,
                meetings: plan.meetings.len(),
                outcomes: plan.outcomes.len(),
                there,
            });
            page.faults = told::faults(&book, &plan, visit.user.locale, MOST);
            page.notes = told::notes(&book, &plan, visit.user.locale, MOST);
            page.unknown_advisors = known.unknown_advisors(&plan);
            page.held = plan.held.len();
            page.mendable = !plan.held.is_empty();
            page.ignored =
                plan.ignored.into_iter().map(|(sheet, headers)| Ignored { sheet, headers }).collect();
        }
        Ok(page)
    }
}

fn name(programmes: &[Programme], import: &Import) -> String {
    let programme = programmes.iter().find(|programme| programme.id == import.programme_id);
    programme.map(|programme| programme.name.clone()).unwrap_or_default()
}

fn steps(visit: &Visit) -> Vec<Choice> {
    visit.choices("imports-step-", ["file", "checked", "done"])
}
