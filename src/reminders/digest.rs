//! An advisor's day in one letter: what is due and what is overdue, by case number. Never a name.
use super::{Kind, Post, Round, claim::Claim, entity, letter};
use crate::{
    followups,
    identity::{
        self, Role, User,
        entity::{user, user_role},
    },
    meetings,
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationTrait,
};
use serde::Serialize;

/// More would not be read in a letter; the page has them all.
const AT_MOST: usize = 40;
/// More is no advisor's day.
const ALL: u64 = 1_000;

/// One thing to do.
#[derive(Clone, Debug, Serialize)]
struct Line {
    number: String,
    url: String,
    due_on: NaiveDate,
}

#[derive(Default, Serialize)]
struct Part {
    due: Vec<Line>,
    overdue: Vec<Line>,
}

#[derive(Serialize)]
struct Digest {
    today: NaiveDate,
    due: usize,
    overdue: usize,
    more: usize,
    followups: Part,
    next_steps: Part,
    url: String,
}

/// The advisors who are to be written to today and have not been: none before the hour or on a day off.
pub async fn digests_due(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    settings: &super::Settings,
) -> Result<Vec<i64>, DbErr> {
    match settings.day_to_write_on(now) {
        Some(today) => waiting(db, today).await,
        None => Ok(Vec::new()),
    }
}

pub(super) async fn send(post: &Post<'_>, today: NaiveDate, round: &mut Round) -> anyhow::Result<()> {
    for id in waiting(post.db.read(), today).await? {
        if let Some(user) = identity::find(post.db.read(), id, today).await? {
            send_to(post, &user, today, round).await?;
        }
    }
    Ok(())
}

async fn waiting(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Vec<i64>, DbErr> {
    let told = entity::Entity::find()
        .select_only()
        .column(entity::Column::RecipientId)
        .filter(entity::COLUMN.kind.eq(Kind::Digest))
        .filter(entity::COLUMN.planned_for.eq(today))
        .into_query();
    user::Entity::find()
        .select_only()
        .column(user::Column::Id)
        .join_rev(JoinType::InnerJoin, user_role::Relation::User.def())
        .filter(user_role::COLUMN.role.eq(Role::Advisor))
        .filter(user::COLUMN.active.eq(true))
        .filter(user::Column::Id.not_in_subquery(told))
        .order_by_asc(user::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

async fn send_to(post: &Post<'_>, user: &User, today: NaiveDate, round: &mut Round) -> anyhow::Result<()> {
    let txn = post.db.begin().await?;
    let digest = digest(&txn, user, today, post.public_url).await?;
    let claim = Claim {
        kind: Kind::Digest,
        recipient_id: user.id,
        day: today,
        due: digest.due,
        overdue: digest.overdue,
    };
    if !claim.take(&txn, post.clock.now()).await? {
        return Ok(());
    }
    if claim.due + claim.overdue == 0 {
        round.nothing_due += 1;
        return Ok(txn.commit().await?);
    }
    let letter = letter::write(post, &claim, user, digest)?;
    txn.commit().await?;
    Ok(claim.send(post, letter, round).await?)
}

async fn digest(
    db: &impl ConnectionTrait,
    user: &User,
    today: NaiveDate,
    public_url: &str,
) -> Result<Digest, DbErr> {
    let followups = followups::due_for(db, user, today, ALL).await?.into_iter();
    let followups: Vec<_> = followups
        .map(|due| Line {
            number: due.number,
            url: format!("{public_url}/followups/{}", due.id),
            due_on: due.due_on,
        })
        .collect();
    let next_steps = meetings::steps_due(db, user, today, ALL).await?.into_iter();
    let next_steps: Vec<_> = next_steps
        .map(|(meeting, case)| Line {
            number: case.number,
            url: format!("{public_url}/cases/{}", case.id),
            due_on: meeting.next_step_due_on.unwrap_or(today),
        })
        .collect();
    let all = followups.len() + next_steps.len();
    let overdue = followups.iter().chain(&next_steps).filter(|line| line.due_on < today).count();
    let shown = followups.len().min(AT_MOST) + next_steps.len().min(AT_MOST);
    Ok(Digest {
        today,
        due: all - overdue,
        overdue,
        more: all - shown,
        followups: part(followups, today),
        next_steps: part(next_steps, today),
        url: format!("{public_url}/"),
    })
}

fn part(mut lines: Vec<Line>, today: NaiveDate) -> Part {
    lines.truncate(AT_MOST);
    let (overdue, due) = lines.into_iter().partition(|line| line.due_on < today);
    Part { due, overdue }
}
