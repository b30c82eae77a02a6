//! The log of who did and saw what, for whoever may read it. To look at it is itself logged.
pub mod review;

use super::{
    Result,
    form::{self, Choice},
    visit::Visit,
};
use crate::{
    audit::{self, ACTIONS, Act, AuditEvent, Filter, Outcome},
    cases,
    clock::moment,
    database::Database,
    identity::{directory, organisations},
    locales::Locale,
};
use axum::{extract::State, response::IntoResponse};
use axum_extra::extract::Query;
use chrono::{DateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

const ROWS: usize = 50;

/// The filter as the address carries it: numbers of rows and cases, never a name.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LogQuery {
    user: String,
    action: String,
    from: String,
    to: String,
    case: String,
    client: String,
    before: String,
}

#[derive(Serialize)]
struct Index {
    rows: Vec<Row>,
    form: LogQuery,
    filtered: bool,
    users: Vec<Choice>,
    actions: Vec<Choice>,
    next_url: Option<String>,
    previous_url: Option<String>,
}

#[derive(Serialize)]
struct Row {
    at: DateTime<Utc>,
    who: Option<String>,
    action: String,
    object: String,
    object_id: Option<i64>,
    case: Option<String>,
    client_id: Option<i64>,
    detail: Option<String>,
    reason: Option<String>,
    refused: bool,
}

impl LogQuery {
    async fn filter(&self, db: &Database) -> Result<Filter> {
        let day = |text: &str| form::day(text).filter(|day| form::is_day(&day.to_string()).is_ok());
        let case_ids = match form::some(&self.case) {
            Some(number) => {
                let all = organisations::all(db.read()).await?;
                let ids = all.into_iter().map(|organisation| organisation.id);
                Some(cases::with_number(db.read(), &number, ids).await?)
            }
            None => None,
        };
        Ok(Filter {
            user_id: self.user.parse().ok(),
            action: form::some(&self.action),
            from: day(&self.from).map(|day| moment(day, NaiveTime::MIN)),
            until: day(&self.to).and_then(|day| day.succ_opt()).map(|day| moment(day, NaiveTime::MIN)),
            case_ids,
            client_id: self.client.trim().parse().ok(),
            before: self.before.parse().ok(),
        })
    }

    fn fields(&self) -> [(&'static str, &str); 6] {
        [
            ("user", self.user.as_str()),
            ("action", &self.action),
            ("from", &self.from),
            ("to", &self.to),
            ("case", &self.case),
            ("client", &self.client),
        ]
    }

    fn narrows(&self) -> bool {
        self.fields().iter().any(|(_, value)| !value.trim().is_empty())
    }

    /// The same rows from another place on; only digits, letters and dashes of what was typed.
    fn older_than(&self, id: Option<i64>) -> String {
        let plain = |value: &str| -> String {
            value.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()
        };
        let mut pairs: Vec<_> = self
            .fields()
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", plain(value)))
            .collect();
        pairs.extend(id.map(|id| format!("before={id}")));
        format!("/audit?{}", pairs.join("&"))
    }
}

/// Newest first, fifty at a time.
pub async fn index(
    State(db): State<Database>,
    visit: Visit,
    Query(query): Query<LogQuery>,
) -> Result<impl IntoResponse> {
    let filter = query.filter(&db).await?;
    visit.saw(looked_at(&filter)).await?;
    let mut events = audit::read(db.read(), &filter, ROWS as u64 + 1).await?;
    let more = events.len() > ROWS;
    events.truncate(ROWS);
    let last = events.last().map(|event| event.id).filter(|_| more);

    let accounts = directory::all(db.read()).await?;
    let names: HashMap<i64, String> =
        accounts.iter().map(|account| (account.id, account.name.clone())).collect();
    let numbers = cases::numbers_of(db.read(), events.iter().filter_map(|event| event.case_id)).await?;
    let locale = visit.user.locale;
    visit.page(
        "audit/index.html",
        Index {
            rows: events.into_iter().map(|event| row(locale, event, &names, &numbers)).collect(),
            filtered: query.narrows(),
            users: accounts.into_iter().map(|account| Choice::new(account.id, account.name)).collect(),
            actions: ACTIONS
                .iter()
                .map(|action| Choice::new(action, word(locale, "action", action)))
                .collect(),
            next_url: last.map(|id| query.older_than(Some(id))),
            previous_url: filter.before.map(|_| query.older_than(None)),
            form: query,
        },
    )
}

fn looked_at(filter: &Filter) -> Act {
    let act = Act::of_many("view", "audit");
    match filter.client_id {
        Some(id) => act.on_client(id),
        None => act,
    }
}

fn row(
    locale: Locale,
    event: AuditEvent,
    names: &HashMap<i64, String>,
    numbers: &HashMap<i64, String>,
) -> Row {
    Row {
        at: event.at,
        who: event.user_id.map(|id| names.get(&id).cloned().unwrap_or_else(|| id.to_string())),
        action: word(locale, "action", &event.action),
        object: word(locale, "object", &event.object),
        object_id: event.object_id,
        case: event.case_id.map(|id| numbers.get(&id).cloned().unwrap_or_else(|| id.to_string())),
        client_id: event.client_id,
        detail: event.detail,
        reason: event.reason.map(|reason| word(locale, "reason", &reason)),
        refused: event.result.as_deref() == Some(Outcome::Refused.code()),
    }
}

/// The words of a code; the code itself where an older version wrote one we no longer know.
pub(super) fn word(locale: Locale, kind: &str, code: &str) -> String {
    locale.find(&format!("audit-{kind}-{code}"), &Default::default()).unwrap_or_else(|| code.to_owned())
}
