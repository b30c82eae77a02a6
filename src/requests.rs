//! What clients ask for under the data protection regulation: noted the day it comes, answered within a month, and
//! decided on grounds the law knows.
pub mod correction;
pub mod entity;
pub mod erasure;
mod erasing;
pub mod extract;
pub mod hold;
mod stand_in;

pub use entity::{Extension, Ground, Kind, Model as Request, State};

use crate::{
    audit::{self, Act, Reason},
    cases::Case,
    clock::add_months,
    identity::{Right, User},
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, Select, sea_query::Expr,
};

/// Art. 12(3): an answer within one month of receipt…
const MONTHS: u32 = 1;
/// … which may be extended by two.
const EXTENSION_MONTHS: u32 = 2;

/// The day by which a request that came on `received_on` must be answered; extended or not.
pub fn due_on(received_on: NaiveDate, extended: bool) -> NaiveDate {
    add_months(received_on, if extended { MONTHS + EXTENSION_MONTHS } else { MONTHS })
}

/// The requests this user may see: those of her organisation's clients, if she handles them.
pub fn visible_to(user: &User) -> Select<entity::Entity> {
    // Nobody's organisation is 0: who handles no requests sees none.
    let organisation = if user.may(Right::HandleRequests) { user.organisation_id } else { 0 };
    entity::Entity::find().filter(entity::COLUMN.organisation_id.eq(organisation))
}

/// One of them.
pub async fn find(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Request>, DbErr> {
    visible_to(user).filter(entity::COLUMN.id.eq(id)).one(db).await
}

/// Those still open, the most pressing first: what is late comes before everything else.
pub async fn open(db: &impl ConnectionTrait, user: &User) -> Result<Vec<Request>, DbErr> {
    visible_to(user)
        .filter(entity::COLUMN.state.eq(State::Open))
        .order_by_asc(entity::Column::DueOn)
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await
}

/// Those decided, the latest first.
pub async fn decided(db: &impl ConnectionTrait, user: &User) -> Result<Vec<Request>, DbErr> {
    visible_to(user)
        .filter(entity::COLUMN.state.ne(State::Open))
        .order_by_desc(entity::Column::DecidedOn)
        .order_by_desc(entity::Column::Id)
        .all(db)
        .await
}

/// Everything a client asked for, oldest first.
pub async fn of_client(db: &impl ConnectionTrait, client_id: i64) -> Result<Vec<Request>, DbErr> {
    entity::Entity::find()
        .filter(entity::COLUMN.client_id.eq(client_id))
        .order_by_asc(entity::Column::ReceivedOn)
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await
}

/// Notes what the client of a case asks for.
pub async fn receive(
    txn: &DatabaseTransaction,
    user: &User,
    case: &Case,
    kind: Kind,
    received_on: NaiveDate,
    now: DateTime<Utc>,
) -> Result<i64, DbErr> {
    let row = entity::ActiveModel {
        organisation_id: Set(case.organisation_id),
        client_id: Set(case.client_id),
        case_id: Set(case.id),
        kind: Set(kind),
        received_on: Set(received_on),
        due_on: Set(due_on(received_on, false)),
        state: Set(State::Open),
        recorded_by: Set(user.id),
        created_at: Set(now),
        ..Default::default()
    };
    let id = entity::Entity::insert(row).exec(txn).await?.last_insert_id;
    let act = Act::new("record", "request", id).in_case(case.id).on_client(case.client_id);
    audit::record(txn, user, act.detail(kind.code()).because(Reason::Rights, None), now).await?;
    Ok(id)
}

/// Moves the day of the answer two months on, once; `false` if that was done before or the request is decided.
pub async fn extend(
    txn: &DatabaseTransaction,
    user: &User,
    request: &Request,
    because: Extension,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = entity::Entity::update_many()
        .col_expr(entity::Column::DueOn, Expr::value(due_on(request.received_on, true)))
        .col_expr(entity::Column::ExtendedBecause, Expr::value(because.code()))
        .filter(entity::COLUMN.id.eq(request.id))
        .filter(entity::COLUMN.state.eq(State::Open))
        .filter(entity::COLUMN.extended_because.is_null())
        .exec(txn)
        .await?;
    if done.rows_affected == 1 {
        audit::record(txn, user, act("extend", request).detail(because.code()), now).await?;
    }
    Ok(done.rows_affected == 1)
}

/// What was decided. Made only where a refusal has a ground that fits the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    state: State,
    ground: Option<Ground>,
    reason: Option<String>,
}

impl Decision {
    /// Nothing where a refusal has no ground, or one the law does not know for what was asked.
    pub fn new(kind: Kind, state: State, ground: Option<Ground>, reason: Option<String>) -> Option<Self> {
        let fits = match state {
            State::Open => false,
            State::Granted => ground.is_none(),
            State::Partly | State::Refused => ground.is_some_and(|ground| Ground::of(kind).contains(&ground)),
        };
        fits.then_some(Self { state, ground, reason })
    }
}

/// Decides a request; `false` if somebody else did meanwhile.
pub async fn decide(
    txn: &DatabaseTransaction,
    user: &User,
    request: &Request,
    decision: Decision,
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<bool, DbErr> {
    let state = decision.state;
    let row = entity::ActiveModel {
        state: Set(state),
        ground: Set(decision.ground),
        reason: Set(decision.reason),
        decided_on: Set(Some(today)),
        decided_by: Set(Some(user.id)),
        ..Default::default()
    };
    let done = entity::Entity::update_many()
        .set(row)
        .filter(entity::COLUMN.id.eq(request.id))
        .filter(entity::COLUMN.state.eq(State::Open))
        .exec(txn)
        .await?;
    if done.rows_affected == 1 {
        audit::record(txn, user, act("decide", request).detail(state.code()), now).await?;
    }
    Ok(done.rows_affected == 1)
}

fn act(verb: &'static str, request: &Request) -> Act {
    Act::new(verb, "request", request.id).in_case(request.case_id).on_client(request.client_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_a_month_also_at_the_end_of_february() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(due_on(day("2026-01-31"), false), day("2026-02-28"));
        assert_eq!(due_on(day("2026-01-31"), true), day("2026-04-30"));
        assert_eq!(due_on(day("2026-11-30"), true), day("2027-02-28"));
    }

    #[test]
    fn a_refusal_needs_a_ground_that_fits_what_was_asked() {
        let decided = |kind, state, ground| Decision::new(kind, state, ground, None).is_some();
        assert!(decided(Kind::Erasure, State::Refused, Some(Ground::PublicTask)));
        assert!(!decided(Kind::Erasure, State::Refused, None));
        assert!(!decided(Kind::Access, State::Refused, Some(Ground::PublicTask)));
        assert!(!decided(Kind::Access, State::Granted, Some(Ground::Unfounded)));
        assert!(!decided(Kind::Access, State::Open, None));
    }
}
