//! Letters to protection officers and groups: that something is to be seen, never what or about whom.
use super::entity::{member, notice};
use crate::{
    clock::Clock,
    database::Database,
    identity::{
        self, Role, User,
        entity::{user, user_role},
    },
    mail::{Letter, Mailer},
    templates::Templates,
};
use chrono::{DateTime, NaiveTime, Utc};
use minijinja::context;
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, JoinType, QueryFilter, QuerySelect, RelationTrait, sea_query::Expr,
};
use std::collections::{BTreeMap, BTreeSet};

/// What it takes to send a letter.
pub struct Post<'a> {
    /// Rows.
    pub db: &'a Database,
    /// E-mail out.
    pub mailer: &'a Mailer,
    /// Letters' pages.
    pub templates: &'a Templates,
    /// Time.
    pub clock: Clock,
    /// The address people use.
    pub public_url: &'a str,
    /// The wall-clock time of the daily count.
    pub count_at: NaiveTime,
}

/// Sends what is to be told now: an emergency at once, everything else once a day as a number. Claimed before it is
/// sent, so each goes at most once. Returns how many letters left.
pub async fn send(post: &Post<'_>) -> anyhow::Result<u64> {
    let now = post.clock.now();
    let mut letters = 0;
    let emergencies = take(post, true, now).await?;
    for (organisation_id, rows) in by_organisation(&emergencies) {
        let mut ids: BTreeSet<i64> = officers(post, organisation_id).await?.into_iter().collect();
        for row in &rows {
            ids.extend(group_of(post, row.client_id).await?.into_iter().filter(|id| *id != row.user_id));
        }
        letters += write(post, ids, "emergency", rows.len(), (rows[0].id, now)).await?;
    }
    if crate::clock::local_time(now) < post.count_at {
        return Ok(letters);
    }
    let told = take(post, false, now).await?;
    for (organisation_id, rows) in by_organisation(&told) {
        let ids = officers(post, organisation_id).await?.into_iter().collect();
        letters += write(post, ids, "count", rows.len(), (rows[0].id, now)).await?;
    }
    Ok(letters)
}

fn by_organisation(rows: &[notice::Model]) -> BTreeMap<i64, Vec<&notice::Model>> {
    let mut all: BTreeMap<i64, Vec<&notice::Model>> = BTreeMap::new();
    for row in rows {
        all.entry(row.organisation_id).or_default().push(row);
    }
    all
}

/// The notices this round has to tell; nobody else will. Those of today wait for tomorrow's count.
async fn take(post: &Post<'_>, emergency: bool, now: DateTime<Utc>) -> anyhow::Result<Vec<notice::Model>> {
    let waiting = || {
        let rows = notice::COLUMN.mailed_at.is_null();
        match emergency {
            true => rows.and(notice::COLUMN.kind.eq(notice::Kind::Emergency)),
            false => {
                let midnight = crate::clock::moment(crate::clock::local_day(now), NaiveTime::MIN);
                rows.and(notice::COLUMN.kind.ne(notice::Kind::Emergency)).and(notice::COLUMN.at.lt(midnight))
            }
        }
    };
    if notice::Entity::find().filter(waiting()).one(post.db.read()).await?.is_none() {
        return Ok(Vec::new());
    }
    let txn = post.db.begin().await?;
    let mut taken = Vec::new();
    for row in notice::Entity::find().filter(waiting()).all(&txn).await? {
        let done = notice::Entity::update_many()
            .col_expr(notice::COLUMN.mailed_at.0, Expr::value(now))
            .filter(notice::COLUMN.id.eq(row.id))
            .filter(notice::COLUMN.mailed_at.is_null())
            .exec(&txn)
            .await?;
        if done.rows_affected == 1 {
            taken.push(row);
        }
    }
    txn.commit().await?;
    Ok(taken)
}

async fn officers(post: &Post<'_>, organisation_id: i64) -> anyhow::Result<Vec<i64>> {
    Ok(user::Entity::find()
        .select_only()
        .column(user::Column::Id)
        .join_rev(JoinType::InnerJoin, user_role::Relation::User.def())
        .filter(user_role::COLUMN.role.eq(Role::ProtectionOfficer))
        .filter(user::COLUMN.organisation_id.eq(organisation_id))
        .filter(user::COLUMN.active.eq(true))
        .into_tuple()
        .all(post.db.read())
        .await?)
}

async fn group_of(post: &Post<'_>, client_id: i64) -> anyhow::Result<Vec<i64>> {
    Ok(member::Entity::find()
        .select_only()
        .column(member::Column::UserId)
        .filter(member::COLUMN.client_id.eq(client_id))
        .into_tuple()
        .all(post.db.read())
        .await?)
}

async fn write(
    post: &Post<'_>,
    ids: BTreeSet<i64>,
    kind: &str,
    count: usize,
    (first, now): (i64, DateTime<Utc>),
) -> anyhow::Result<u64> {
    let mut letters = 0;
    for id in ids {
        let Some(to) = identity::find(post.db.read(), id, crate::clock::local_day(now)).await? else {
            continue;
        };
        match post.mailer.send(letter(post, &to, kind, count, first)?).await {
            Ok(()) => letters += 1,
            // The notices stand on the officers' page, whether or not a letter tells of them.
            Err(_) => tracing::warn!(user = to.id, "a letter about protected clients did not leave"),
        }
    }
    Ok(letters)
}

fn letter(post: &Post<'_>, to: &User, kind: &str, count: usize, first: i64) -> anyhow::Result<Letter> {
    let url = format!("{}/protection", post.public_url);
    let page = context! { locale => to.locale.code(), kind => kind, count => count, url => url };
    let part = |ending: &str| -> Result<String, minijinja::Error> {
        post.templates.text(&format!("emails/protection.{ending}"), page.clone())
    };
    let host = post.public_url.split("://").last().unwrap_or_default();
    let host = host.split(['/', ':']).next().unwrap_or_default();
    Ok(Letter {
        message_id: format!("<protection.{kind}.{first}.{}@{host}>", to.id),
        to: (to.name.clone(), to.email.clone()),
        subject: part("subject")?.trim().to_owned(),
        text: part("txt")?,
        html: part("html")?,
    })
}
