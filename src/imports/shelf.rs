//! Books brought to us, kept until they are taken in or a day has passed. The file lies in the data directory,
//! for the program's own eyes; the table says whose it is and how far it has come.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};

use super::entity::{self, Model as Import, State};
use super::report::Counts;
use super::write::Written;
use crate::audit::{self, Act};
use crate::identity::{Right, User};

/// How long a book waits to be taken in, and a file of faulty rows to be fetched.
const KEPT: TimeDelta = TimeDelta::hours(24);
/// So many imports are listed.
const MOST: u64 = 50;

/// What is known of a book before it has a row.
pub struct Brought<'a> {
    /// Whose cases these are.
    pub organisation_id: i64,
    /// The programme they belong to.
    pub programme_id: i64,
    /// Who brought it; nobody for a command.
    pub by: Option<&'a User>,
    /// Checksum of the file.
    pub sha256: String,
    /// The figures of the book.
    pub counts: &'a Counts,
}

/// Gives a book its row.
pub async fn enter(
    txn: &DatabaseTransaction,
    brought: Brought<'_>,
    now: DateTime<Utc>,
) -> Result<i64, DbErr> {
    let row = entity::ActiveModel {
        organisation_id: Set(brought.organisation_id),
        programme_id: Set(brought.programme_id),
        user_id: Set(brought.by.map(|user| user.id)),
        file_sha256: Set(brought.sha256),
        state: Set(State::Checked),
        counts: Set(counts(brought.counts, None)),
        created_at: Set(now),
        ..Default::default()
    };
    let id = entity::Entity::insert(row).exec(txn).await?.last_insert_id;
    let act = Act::new("check", "import", id);
    match brought.by {
        Some(user) => audit::record(txn, user, act, now).await?,
        None => audit::record_system(txn, act, now).await?,
    }
    Ok(id)
}

/// Notes that it was taken in; `false` if it was already.
pub async fn finish(
    txn: &DatabaseTransaction,
    id: i64,
    book: &Counts,
    written: &Written,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = entity::ActiveModel {
        state: Set(State::Done),
        counts: Set(counts(book, Some(written))),
        done_at: Set(Some(now)),
        ..Default::default()
    };
    let done = entity::Entity::update_many()
        .set(row)
        .filter(entity::COLUMN.id.eq(id))
        .filter(entity::COLUMN.state.eq(State::Checked))
        .exec(txn)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Takes the row for whoever comes first: a second confirmation waits here and then finds it done.
pub async fn claim(txn: &DatabaseTransaction, id: i64) -> Result<bool, DbErr> {
    let claimed = entity::Entity::update_many()
        .col_expr(entity::COLUMN.done_at, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(entity::COLUMN.id.eq(id))
        .filter(entity::COLUMN.state.eq(State::Checked))
        .exec(txn)
        .await?;
    Ok(claimed.rows_affected == 1)
}

/// Deletes every book of the organisation that still lies here, with its faulty rows: one of them may hold somebody
/// whose data are erased. What was not taken in has to be brought again.
pub async fn forget(txn: &DatabaseTransaction, folder: &Path, organisation_id: i64) -> anyhow::Result<()> {
    let all =
        entity::Entity::find().filter(entity::COLUMN.organisation_id.eq(organisation_id)).all(txn).await?;
    for import in all {
        for file in [book_file(folder, import.id), mend_file(folder, import.id)] {
            match fs::remove_file(file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
    }
    entity::Entity::delete_many()
        .filter(entity::COLUMN.organisation_id.eq(organisation_id))
        .filter(entity::COLUMN.state.eq(State::Checked))
        .exec(txn)
        .await?;
    Ok(())
}

fn counts(book: &Counts, written: Option<&Written>) -> serde_json::Value {
    serde_json::json!({ "book": book, "written": written })
}

/// An import of the user's organisation, if she works with cases.
pub async fn find(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Import>, DbErr> {
    of(user).filter(entity::COLUMN.id.eq(id)).one(db).await
}

/// The latest imports of the user's organisation.
pub async fn list(db: &impl ConnectionTrait, user: &User) -> Result<Vec<Import>, DbErr> {
    of(user).order_by_desc(entity::Column::Id).limit(MOST).all(db).await
}

fn of(user: &User) -> sea_orm::Select<entity::Entity> {
    // Nobody's organisation is 0: who does not work with cases sees none.
    let organisation = if user.may(Right::WorkInCases) { user.organisation_id } else { 0 };
    entity::Entity::find().filter(entity::COLUMN.organisation_id.eq(organisation))
}

/// Where the file of an import lies.
pub fn book_file(folder: &Path, id: i64) -> PathBuf {
    folder.join(format!("{id}.book"))
}

/// Where its faulty rows lie.
pub fn mend_file(folder: &Path, id: i64) -> PathBuf {
    folder.join(format!("{id}-mend.xlsx"))
}

/// Writes a file that only the program may read.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Deletes books nobody took in for a day, and files of faulty rows nobody fetched. Tells how many files went.
pub async fn clear(txn: &DatabaseTransaction, folder: &Path, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let Ok(files) = fs::read_dir(folder) else { return Ok(0) };
    let mut gone = 0;
    for path in files.filter_map(|file| Some(file.ok()?.path())) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
        let Ok(id) = digits.parse::<i64>() else { continue };
        let import = entity::Entity::find().filter(entity::COLUMN.id.eq(id)).one(txn).await?;
        let since = import.map(|import| import.done_at.unwrap_or(import.created_at));
        if since.is_none_or(|since| since + KEPT < now) && fs::remove_file(&path).is_ok() {
            gone += 1;
        }
    }
    entity::Entity::delete_many()
        .filter(entity::COLUMN.state.eq(State::Checked))
        .filter(entity::COLUMN.created_at.lt(now - KEPT))
        .exec(txn)
        .await?;
    Ok(gone)
}
