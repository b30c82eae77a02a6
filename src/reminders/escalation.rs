//! What a programme lead must know: follow-ups left undone too long, by organisation and case number.
use super::{Kind, Post, Round, Settings, claim::Claim, entity, letter};
use crate::{
    audit::{self, Act},
    cases,
    database::Database,
    followups::{self, State as FollowupState},
    identity::{
        self, User,
        entity::{organisation, user},
    },
    programmes::entity::{leadership, programme},
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationTrait,
    sea_query::{Expr, SelectStatement},
};
use serde::Serialize;

/// More would not be read in a letter; the programme's page has them all.
const AT_MOST: usize = 100;

#[derive(Clone, Debug, Serialize, FromQueryResult)]
struct Late {
    programme_id: i64,
    programme: String,
    organisation: String,
    number: String,
    due_on: NaiveDate,
}

#[derive(Serialize)]
struct Programme {
    name: String,
    url: String,
    late: Vec<Late>,
}

#[derive(Serialize)]
struct Escalation {
    today: NaiveDate,
    days: u32,
    count: usize,
    more: usize,
    programmes: Vec<Programme>,
}

/// The programme leads who are to be written to today and have not been.
pub async fn escalations_due(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    settings: &Settings,
) -> Result<Vec<i64>, DbErr> {
    match settings.day_to_write_on(now) {
        Some(today) => waiting(db, today).await,
        None => Ok(Vec::new()),
    }
}

pub(super) async fn send(
    post: &Post<'_>,
    settings: &Settings,
    today: NaiveDate,
    round: &mut Round,
) -> anyhow::Result<()> {
    let leads = waiting(post.db.read(), today).await?;
    if leads.is_empty() {
        return Ok(());
    }
    mark(post.db, settings, today, post.clock.now()).await?;
    for id in leads {
        if let Some(lead) = identity::find(post.db.read(), id, today).await? {
            send_to(post, settings, &lead, today, round).await?;
        }
    }
    Ok(())
}

async fn waiting(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Vec<i64>, DbErr> {
    let leads = leadership::Entity::find().select_only().column(leadership::Column::UserId).into_query();
    user::Entity::find()
        .select_only()
        .column(user::Column::Id)
        .filter(user::COLUMN.active.eq(true))
        .filter(user::Column::Id.in_subquery(leads))
        .filter(user::Column::Id.not_in_subquery(told_on(today)))
        .order_by_asc(user::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

fn told_on(day: NaiveDate) -> SelectStatement {
    entity::Entity::find()
        .select_only()
        .column(entity::Column::RecipientId)
        .filter(entity::COLUMN.kind.eq(Kind::Escalation))
        .filter(entity::COLUMN.planned_for.eq(day))
        .into_query()
}

/// Notes on the follow-ups themselves that today is the day they are told of. A programme one of whose
/// leads was written to already today waits for tomorrow: otherwise she would miss what came after.
async fn mark(db: &Database, settings: &Settings, today: NaiveDate, now: DateTime<Utc>) -> Result<(), DbErr> {
    let txn = db.begin().await?;
    let active = user::Entity::find()
        .select_only()
        .column(user::Column::Id)
        .filter(user::COLUMN.active.eq(true))
        .into_query();
    let led = leadership::Entity::find()
        .select_only()
        .column(leadership::Column::ProgrammeId)
        .filter(leadership::Column::UserId.in_subquery(active))
        .into_query();
    let told = leadership::Entity::find()
        .select_only()
        .column(leadership::Column::ProgrammeId)
        .filter(leadership::Column::UserId.in_subquery(told_on(today)))
        .into_query();
    let cases = cases::entity::Entity::find()
        .select_only()
        .column(cases::entity::Column::Id)
        .filter(cases::entity::Column::ProgrammeId.in_subquery(led))
        .filter(cases::entity::Column::ProgrammeId.not_in_subquery(told))
        .into_query();
    let marked = followups::entity::Entity::update_many()
        .col_expr(followups::entity::COLUMN.escalated_on, Expr::value(today))
        .filter(followups::entity::COLUMN.state.eq(FollowupState::Planned))
        .filter(followups::entity::COLUMN.due_on.lt(settings.too_late_before(today)))
        .filter(followups::entity::COLUMN.escalated_on.is_null())
        .filter(followups::entity::Column::CaseId.in_subquery(cases))
        .exec(&txn)
        .await?;
    if marked.rows_affected > 0 {
        audit::record_system(&txn, Act::of_many("escalate", "followup"), now).await?;
    }
    txn.commit().await
}

async fn send_to(
    post: &Post<'_>,
    settings: &Settings,
    lead: &User,
    today: NaiveDate,
    round: &mut Round,
) -> anyhow::Result<()> {
    let txn = post.db.begin().await?;
    let late = late(&txn, settings, lead, today).await?;
    let claim =
        Claim { kind: Kind::Escalation, recipient_id: lead.id, day: today, due: 0, overdue: late.len() };
    if !claim.take(&txn, post.clock.now()).await? {
        return Ok(());
    }
    if late.is_empty() {
        round.nothing_due += 1;
        return Ok(txn.commit().await?);
    }
    let page = escalation(late, settings, today, post.public_url);
    let letter = letter::write(post, &claim, lead, page)?;
    txn.commit().await?;
    Ok(claim.send(post, letter, round).await?)
}

/// What she has not been told of yet and nobody has done meanwhile.
async fn late(
    db: &impl ConnectionTrait,
    settings: &Settings,
    lead: &User,
    today: NaiveDate,
) -> Result<Vec<Late>, DbErr> {
    use followups::entity as followup;
    let last = entity::Entity::find()
        .filter(entity::COLUMN.recipient_id.eq(lead.id))
        .filter(entity::COLUMN.kind.eq(Kind::Escalation))
        .order_by_desc(entity::Column::PlannedFor)
        .one(db)
        .await?;
    let led = leadership::Entity::find()
        .select_only()
        .column(leadership::Column::ProgrammeId)
        .filter(leadership::COLUMN.user_id.eq(lead.id))
        .into_query();
    let new = match last {
        Some(last) => followup::COLUMN.escalated_on.gt(last.planned_for),
        None => followup::COLUMN.escalated_on.is_not_null(),
    };
    followup::Entity::find()
        .select_only()
        .column(cases::entity::Column::Number)
        .column(cases::entity::Column::ProgrammeId)
        .column_as(programme::Column::Name, "programme")
        .column_as(organisation::Column::Name, "organisation")
        .column(followup::Column::DueOn)
        .join(JoinType::InnerJoin, followup::Relation::Entity.def())
        .join(JoinType::InnerJoin, cases::entity::Relation::Programme.def())
        .join(
            JoinType::InnerJoin,
            cases::entity::Entity::belongs_to(organisation::Entity)
                .from(cases::entity::Column::OrganisationId)
                .to(organisation::Column::Id)
                .into(),
        )
        .filter(followup::COLUMN.state.eq(FollowupState::Planned))
        .filter(followup::COLUMN.due_on.lt(settings.too_late_before(today)))
        .filter(new)
        .filter(cases::entity::Column::ProgrammeId.in_subquery(led))
        .order_by_asc(programme::Column::Name)
        .order_by_asc(organisation::Column::Name)
        .order_by_asc(followup::Column::DueOn)
        .order_by_asc(followup::Column::Id)
        .into_model()
        .all(db)
        .await
}

fn escalation(mut late: Vec<Late>, settings: &Settings, today: NaiveDate, public_url: &str) -> Escalation {
    let count = late.len();
    late.truncate(AT_MOST);
    let programmes = late.chunk_by(|one, next| one.programme_id == next.programme_id).map(|late| Programme {
        name: late[0].programme.clone(),
        url: format!("{public_url}/programmes/{}", late[0].programme_id),
        late: late.to_vec(),
    });
    Escalation {
        today,
        days: settings.escalate_after_days,
        count,
        more: count - late.len(),
        programmes: programmes.collect(),
    }
}
