//! Proving who one is: by e-mail and password, then by what one has.
use super::{
    User,
    entity::user,
    factors::{
        self, By,
        passkeys::{self, Challenge, Party, Sent},
    },
    find,
    guesses::{self, Admitted, Origin, Wait},
    password,
};
use crate::{
    audit::{self, Act},
    clock,
    database::Database,
    vault::Vault,
};
use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

/// What became of a guess.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// It was right.
    Right(T),
    /// It was not, or there is no such account; which of them is not told.
    Wrong,
    /// There have been too many: it was not looked at.
    Wait(DateTime<Utc>),
}

/// What a guess is looked at with.
pub struct Desk<'a> {
    /// Rows.
    pub db: &'a Database,
    /// Keys.
    pub vault: &'a Vault,
    /// Where the guess comes from.
    pub origin: &'a Origin,
    /// When.
    pub now: DateTime<Utc>,
}

impl Desk<'_> {
    /// The user these belong to. A wrong one is logged, and takes as long whether or not there is an account.
    pub async fn password(&self, email: &str, password: String) -> anyhow::Result<Answer<User>> {
        let email = email.trim().to_lowercase();
        let found = user::Entity::find()
            .filter(user::COLUMN.email.eq(&email))
            .filter(user::COLUMN.active.eq(true))
            .one(self.db.read())
            .await?;
        let id = found.as_ref().map(|user| user.id);
        let admitted = match self.admit(&format!("password {email}"), id).await? {
            Ok(admitted) => admitted,
            Err(until) => return Ok(Answer::Wait(until)),
        };
        let right = password::verify(password, found.map(|user| user.password_hash)).await?;
        let user = match (right, id) {
            (true, Some(id)) => find(self.db.read(), id, clock::local_day(self.now)).await?,
            _ => None,
        };
        self.settle(&admitted, id, user, "password").await
    }

    /// How a code is hers: the app's, or one of those on paper. It is used up.
    pub async fn code(&self, user: &User, typed: &str) -> anyhow::Result<Answer<By>> {
        let admitted = match self.admit(&format!("code {}", user.id), Some(user.id)).await? {
            Ok(admitted) => admitted,
            Err(until) => return Ok(Answer::Wait(until)),
        };
        let txn = self.db.begin().await?;
        let by = factors::spend(&txn, self.vault, user.id, typed, self.now).await?;
        txn.commit().await?;
        self.settle(&admitted, Some(user.id), by, "code").await
    }

    /// Whose passkey answered the challenge. A wrong one is logged; nobody guesses a signature, so none are counted.
    pub async fn passkey(
        &self,
        asked: Option<(Party, Challenge)>,
        sent: &Sent,
        only: Option<i64>,
    ) -> anyhow::Result<Option<User>> {
        let txn = self.db.begin().await?;
        let answered = match asked {
            Some((party, challenge)) => {
                passkeys::answered(&txn, &party, (&challenge, sent), only, self.now).await?
            }
            None => Err(passkeys::Refused::NotForUs),
        };
        let user = match answered {
            Ok(id) => find(&txn, id, clock::local_day(self.now)).await?,
            Err(_) => None,
        };
        if user.is_none() {
            refused(&txn, only, "passkey", self.now).await?;
        }
        txn.commit().await?;
        Ok(user)
    }

    async fn admit(&self, what: &str, id: Option<i64>) -> Result<Result<Admitted, DateTime<Utc>>, DbErr> {
        match guesses::admit(self.db, self.vault, what, id, self.origin, self.now).await? {
            Ok(admitted) => Ok(Ok(admitted)),
            Err(Wait { until, first }) => {
                if first {
                    let txn = self.db.begin().await?;
                    refused(&txn, id, "too many", self.now).await?;
                    txn.commit().await?;
                }
                Ok(Err(until))
            }
        }
    }

    async fn settle<T>(
        &self,
        admitted: &Admitted,
        id: Option<i64>,
        right: Option<T>,
        what: &'static str,
    ) -> anyhow::Result<Answer<T>> {
        let txn = self.db.begin().await?;
        match &right {
            Some(_) => guesses::forgive(&txn, admitted).await?,
            None => refused(&txn, id, what, self.now).await?,
        }
        txn.commit().await?;
        Ok(right.map_or(Answer::Wrong, Answer::Right))
    }
}

async fn refused(
    txn: &DatabaseTransaction,
    id: Option<i64>,
    what: &'static str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let act = match id {
        Some(id) => Act::new("sign_in_refused", "user", id),
        None => Act::of_many("sign_in_refused", "user"),
    };
    audit::record_system(txn, act.detail(what), now).await
}

/// She is in; `how` names what she proved it with.
pub async fn arrived(db: &Database, user: &User, how: &str, now: DateTime<Utc>) -> Result<(), DbErr> {
    let txn = db.begin().await?;
    audit::record(&txn, user, Act::new("sign_in", "user", user.id).detail(how), now).await?;
    txn.commit().await
}

/// Signed in already, she has proved again who she is.
pub async fn proved(db: &Database, user: &User, how: &str, now: DateTime<Utc>) -> Result<(), DbErr> {
    let txn = db.begin().await?;
    audit::record(&txn, user, Act::new("prove", "user", user.id).detail(how), now).await?;
    txn.commit().await
}
