//! The log as an administrator reads it: newest first, a page at a time.
use super::entity;
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// The verbs by which somebody gets to see a person, other than by working on her case.
pub const SEEING: &[&str] = &["view", "reveal", "export", "print", "fetch", "break_in"];

/// Every verb that is ever written.
pub const ACTIONS: &[&str] = &[
    "check",
    "plan",
    "cancel",
    "fill",
    "import",
    "sign_in",
    "sign_in_refused",
    "view",
    "preview",
    "list",
    "search",
    "reveal",
    "open",
    "close",
    "reopen",
    "hand_over",
    "set_phase",
    "link_enterprise",
    "enter",
    "correct",
    "add_number",
    "log",
    "complete_step",
    "record",
    "remove",
    "leave",
    "settle",
    "escalate",
    "give_share",
    "take_share",
    "create",
    "change",
    "set_roles",
    "set_password",
    "invite",
    "send_recovery",
    "prove",
    "end_sessions",
    "add_factor",
    "remove_factor",
    "reset_factors",
    "make_codes",
    "set_plan",
    "set_targets",
    "define",
    "freeze",
    "fetch",
    "export",
    "print",
    "review",
    "request",
    "protect",
    "ask_to_lift",
    "lift",
    "set_group",
    "break_in",
    "extend",
    "decide",
    "propose",
    "withdraw",
    "erase",
    "dispose",
    "hold",
    "lift_hold",
    "report",
];

/// Which rows. All that is given must fit.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Done by this user.
    pub user_id: Option<i64>,
    /// This verb.
    pub action: Option<String>,
    /// At or after this moment.
    pub from: Option<DateTime<Utc>>,
    /// Before this moment.
    pub until: Option<DateTime<Utc>>,
    /// Concerning one of these cases.
    pub case_ids: Option<Vec<i64>>,
    /// Concerning this client.
    pub client_id: Option<i64>,
    /// Older than this row.
    pub before: Option<i64>,
}

/// At most `limit` rows, newest first.
pub async fn read(
    db: &impl ConnectionTrait,
    filter: &Filter,
    limit: u64,
) -> Result<Vec<entity::Model>, DbErr> {
    let mut rows = entity::Entity::find();
    if let Some(id) = filter.user_id {
        rows = rows.filter(entity::COLUMN.user_id.eq(id));
    }
    if let Some(action) = &filter.action {
        rows = rows.filter(entity::COLUMN.action.eq(action));
    }
    if let Some(from) = filter.from {
        rows = rows.filter(entity::COLUMN.at.gte(from));
    }
    if let Some(until) = filter.until {
        rows = rows.filter(entity::COLUMN.at.lt(until));
    }
    if let Some(ids) = &filter.case_ids {
        rows = rows.filter(entity::COLUMN.case_id.is_in(ids.iter().copied()));
    }
    if let Some(id) = filter.client_id {
        rows = rows.filter(entity::COLUMN.client_id.eq(id));
    }
    if let Some(id) = filter.before {
        rows = rows.filter(entity::COLUMN.id.lt(id));
    }
    rows.order_by_desc(entity::Column::Id).limit(limit).all(db).await
}

/// Everything in the log that names this client, oldest first: who had her file before her, and did what with it.
pub async fn of_client(db: &impl ConnectionTrait, client_id: i64) -> Result<Vec<entity::Model>, DbErr> {
    entity::Entity::find()
        .filter(entity::COLUMN.client_id.eq(client_id))
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await
}
