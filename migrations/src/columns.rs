//! The few shapes every table is made of, so that a step reads as a list of columns.
use sea_orm_migration::prelude::*;

/// Row number, given by the database.
pub fn id() -> ColumnDef {
    ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key().take()
}

/// A row of another table that must be there.
pub fn reference(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

/// A row of another table that may be there.
pub fn reference_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().take()
}

pub fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

pub fn text_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().take()
}

pub fn day(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date().not_null().take()
}

pub fn day_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date().take()
}

/// A moment, in UTC.
pub fn moment(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).timestamp_with_time_zone().not_null().take()
}

pub fn moment_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).timestamp_with_time_zone().take()
}

pub fn integer(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

pub fn integer_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().take()
}

pub fn flag(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().take()
}

pub fn bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).blob().not_null().take()
}

/// A code of a closed list: anything else is refused by the database.
pub fn code(name: &'static str, allowed: &[&'static str]) -> ColumnDef {
    text(name).check(Expr::col(name).is_in(allowed.iter().copied())).take()
}

/// The same, where the answer may be missing.
pub fn code_null(name: &'static str, allowed: &[&'static str]) -> ColumnDef {
    text_null(name).check(Expr::col(name).is_null().or(Expr::col(name).is_in(allowed.iter().copied()))).take()
}

/// `column` names a row of `table`; what happens to it when that row goes is always said.
pub fn to(
    column: &'static str,
    table: &'static str,
    on_delete: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{column}_{table}"))
        .from_col(column)
        .to(table, "id")
        .on_delete(on_delete)
        .take()
}

pub fn index(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).take();
    for column in columns {
        index.col(*column);
    }
    index
}

pub fn unique(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    index(name, table, columns).unique().take()
}

/// Creates the tables, then their indexes.
pub async fn create(
    manager: &SchemaManager<'_>,
    tables: Vec<TableCreateStatement>,
    indexes: Vec<IndexCreateStatement>,
) -> Result<(), DbErr> {
    for table in tables {
        manager.create_table(table).await?;
    }
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}
