//! Many rows in few statements.

use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    Iterable, PrimaryKeyTrait,
};

/// SQLite takes 32,766 values in a statement; a statement this long gains nothing from being longer.
const VALUES: usize = 8_000;

type Row<A> = <<A as ActiveModelTrait>::Entity as EntityTrait>::Model;
type Key<A> = <<<A as ActiveModelTrait>::Entity as EntityTrait>::PrimaryKey as PrimaryKeyTrait>::ValueType;

/// Writes them.
pub(super) async fn insert<A>(
    txn: &DatabaseTransaction,
    rows: Vec<A>,
    written: &(dyn Fn(u64) + Send + Sync),
) -> Result<(), DbErr>
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
    Row<A>: IntoActiveModel<A>,
{
    for rows in chunks(rows) {
        let count = rows.len() as u64;
        A::Entity::insert_many(rows).exec_without_returning(txn).await?;
        written(count);
    }
    Ok(())
}

/// Writes them and tells their row numbers, in the order of the rows.
pub(super) async fn insert_for_keys<A>(txn: &DatabaseTransaction, rows: Vec<A>) -> Result<Vec<i64>, DbErr>
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
    Row<A>: IntoActiveModel<A>,
    Key<A>: Into<i64>,
{
    let mut keys = Vec::with_capacity(rows.len());
    for rows in chunks(rows) {
        let given = A::Entity::insert_many(rows).exec_with_returning_keys(txn).await?;
        let mut given: Vec<i64> = given.into_iter().map(Into::into).collect();
        // Numbers are given in the order of the rows; how they are told is up to the database.
        given.sort_unstable();
        keys.append(&mut given);
    }
    Ok(keys)
}

/// Parts small enough for one statement.
pub(super) fn chunks<A: ActiveModelTrait>(rows: Vec<A>) -> impl Iterator<Item = Vec<A>> {
    let most = VALUES / <A::Entity as EntityTrait>::Column::iter().count().max(1);
    let mut rows = rows.into_iter();
    std::iter::from_fn(move || {
        let part: Vec<A> = rows.by_ref().take(most).collect();
        (!part.is_empty()).then_some(part)
    })
}
