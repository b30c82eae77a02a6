//! Takes the good rows of a book in, all of them or none: the caller's transaction holds them together.

mod batch;
mod cases;
mod firms;
mod meetings;
mod outcomes;
mod people;

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use serde::Serialize;

use super::known::{Known, KnownCase};
use super::report::Plan;
use super::rows::CaseRow;
use super::values::plain;
use crate::audit::{self, Act, Actor};
use crate::clients::{self, Texts};
use crate::identity::User;
use crate::vault::Vault;

/// Where a book is taken in, and by whom.
pub struct Intake<'a> {
    /// Whose cases these are.
    pub organisation_id: i64,
    /// The programme they belong to.
    pub programme_id: i64,
    /// Who does it; nobody for a command.
    pub by: Option<&'a User>,
    /// Whose a case is when the book names nobody who is an advisor here.
    pub advisor_id: i64,
    /// Its row in the table of imports.
    pub import_id: i64,
    /// Keeps identity numbers.
    pub vault: &'a Vault,
    /// When.
    pub now: DateTime<Utc>,
    /// Told how many rows were written since the last time.
    pub written: &'a (dyn Fn(u64) + Send + Sync),
}

/// What was taken in, and what was there already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Written {
    /// New clients.
    pub clients: u64,
    /// New cases.
    pub cases: u64,
    /// New enterprises.
    pub enterprises: u64,
    /// New meetings.
    pub meetings: u64,
    /// New outcomes.
    pub outcomes: u64,
    /// Follow-ups planned.
    pub followups: u64,
    /// Cases that were there.
    pub cases_there: u64,
    /// Meetings that were there.
    pub meetings_there: u64,
    /// Outcomes that were there.
    pub outcomes_there: u64,
}

/// Takes the book in. Whatever an earlier import took in stays as it is.
pub async fn write(txn: &DatabaseTransaction, plan: &Plan, intake: &Intake<'_>) -> Result<Written, DbErr> {
    let mut known = Known::read(txn, intake.organisation_id, intake.programme_id).await?;
    let new: Vec<&CaseRow> = plan.cases.iter().filter(|row| !known.has(&row.number)).collect();
    let mut written = Written {
        cases: new.len() as u64,
        cases_there: (plan.cases.len() - new.len()) as u64,
        ..Written::default()
    };
    let clients = people::enter(txn, plan, &known, &new, intake, &mut written).await?;
    known.protected = clients::protected_ids(txn, intake.organisation_id).await?;
    let firms = firms::enter(txn, &new, &clients, intake, &mut written).await?;
    let opened = cases::open(txn, &new, &clients, &firms, &known, intake).await?;
    written.followups = cases::plan_followups(txn, &new, &opened, &firms, intake).await?;
    for (row, case) in new.iter().zip(&opened) {
        let open = case.status == crate::cases::Status::Open;
        let case = KnownCase {
            id: case.id,
            client_id: case.client_id,
            advisor_id: case.advisor_id,
            enterprise_id: case.enterprise_id,
            open,
        };
        known.cases.insert(plain(&row.number), case);
    }
    let before = plan.cases.len() as u64 - written.cases;
    meetings::log(txn, plan, &known, intake, &mut written).await?;
    outcomes::record(txn, plan, &known, intake, &mut written).await?;
    debug_assert_eq!(before, written.cases_there);
    let mut acts: Vec<Act> = opened
        .iter()
        .map(|case| Act::new("open", "case", case.id).in_case(case.id).on_client(case.client_id))
        .collect();
    acts.push(Act::new("import", "import", intake.import_id));
    audit::record_many(txn, intake.actor(), acts, intake.now).await?;
    Ok(written)
}

impl Intake<'_> {
    /// Where what is written about a protected client goes.
    fn sealing(&self, client_id: i64) -> Texts<'_> {
        Texts::protected(client_id, self.organisation_id, self.vault)
    }

    /// Who the log names; a command has nobody.
    fn actor(&self) -> Option<Actor> {
        self.by.map(Actor::from)
    }
}
