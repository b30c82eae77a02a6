//! Claim, then send: at most once. Whoever writes the row has the letter to send.
use super::{Kind, Post, Round, State, entity};
use crate::{
    database::Database,
    mail::{Letter, NotSent},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{
    ActiveEnum,
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

/// No letter takes as long to hand over: its sender is gone.
const INTERRUPTED_AFTER: TimeDelta = TimeDelta::minutes(10);

/// A message to one user about one day.
#[derive(Clone, Copy)]
pub(super) struct Claim {
    pub kind: Kind,
    pub recipient_id: i64,
    pub day: NaiveDate,
    pub due: usize,
    pub overdue: usize,
}

impl Claim {
    /// `digest:7:2026-03-02`
    pub fn key(&self) -> String {
        format!("{}:{}:{}", self.kind.code(), self.recipient_id, self.day)
    }

    /// Made from the key, so that a letter that arrives twice is one letter to any mail program.
    pub fn message_id(&self, public_url: &str) -> String {
        let host = public_url.split("://").last().unwrap_or_default();
        let host = host.split(['/', ':']).next().unwrap_or_default();
        format!("<{}@{host}>", self.key().replace(':', "."))
    }

    /// Whether the letter is ours to send; nothing to say is written down too, so that nobody asks again today.
    pub async fn take(self, txn: &DatabaseTransaction, now: DateTime<Utc>) -> Result<bool, DbErr> {
        let nothing = self.due + self.overdue == 0;
        let row = entity::ActiveModel {
            key: Set(self.key()),
            recipient_id: Set(self.recipient_id),
            kind: Set(self.kind),
            planned_for: Set(self.day),
            state: Set(if nothing { State::NothingDue } else { State::Claimed }),
            due: Set(i64::try_from(self.due).unwrap_or(i64::MAX)),
            overdue: Set(i64::try_from(self.overdue).unwrap_or(i64::MAX)),
            claimed_at: Set(now),
            ..Default::default()
        };
        let first = OnConflict::column(entity::Column::Key).do_nothing().to_owned();
        match entity::Entity::insert(row).on_conflict(first).exec_without_returning(txn).await {
            Ok(rows) => Ok(rows == 1),
            Err(DbErr::RecordNotInserted) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Hands the letter over and writes down what became of it.
    pub async fn send(self, post: &Post<'_>, letter: Letter, round: &mut Round) -> Result<(), DbErr> {
        let sent = post.mailer.send(letter).await;
        let now = post.clock.now();
        match sent {
            Ok(()) => {
                round.sent += 1;
                self.settle(post.db, State::Sent, None, Some(now)).await
            }
            Err(NotSent::Later(_)) => {
                round.later += 1;
                self.give_back(post.db).await
            }
            Err(NotSent::Refused(reason)) => {
                round.refused += 1;
                self.settle(post.db, State::Refused, Some(reason), None).await
            }
            Err(NotSent::Uncertain(reason)) => {
                round.uncertain += 1;
                self.settle(post.db, State::Uncertain, Some(reason), None).await
            }
        }
    }

    async fn settle(
        self,
        db: &Database,
        state: State,
        reason: Option<String>,
        sent_at: Option<DateTime<Utc>>,
    ) -> Result<(), DbErr> {
        let txn = db.begin().await?;
        entity::Entity::update_many()
            .col_expr(entity::COLUMN.state, Expr::value(state.to_value()))
            .col_expr(entity::COLUMN.reason, Expr::value(reason))
            .col_expr(entity::COLUMN.sent_at, Expr::value(sent_at))
            .filter(entity::COLUMN.key.eq(self.key()))
            .filter(entity::COLUMN.state.eq(State::Claimed))
            .exec(&txn)
            .await?;
        txn.commit().await
    }

    /// Nothing was handed over, so the next tick may try again.
    async fn give_back(self, db: &Database) -> Result<(), DbErr> {
        let txn = db.begin().await?;
        entity::Entity::delete_many()
            .filter(entity::COLUMN.key.eq(self.key()))
            .filter(entity::COLUMN.state.eq(State::Claimed))
            .exec(&txn)
            .await?;
        txn.commit().await
    }
}

/// Whoever claimed these did not live to tell whether they left: they are not sent again.
pub(super) async fn give_up_interrupted(db: &Database, now: DateTime<Utc>) -> Result<(), DbErr> {
    let interrupted = || {
        let old = entity::COLUMN.claimed_at.lt(now - INTERRUPTED_AFTER);
        old.and(entity::COLUMN.state.eq(State::Claimed))
    };
    if entity::Entity::find().filter(interrupted()).one(db.read()).await?.is_none() {
        return Ok(());
    }
    let txn = db.begin().await?;
    entity::Entity::update_many()
        .col_expr(entity::COLUMN.state, Expr::value(State::Uncertain.to_value()))
        .col_expr(entity::COLUMN.reason, Expr::value("interrupted"))
        .filter(interrupted())
        .exec(&txn)
        .await?;
    txn.commit().await
}
