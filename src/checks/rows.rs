//! Whether the database itself is whole: every row readable, every reference to a row that is there.
use super::Finding;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement};

pub(super) async fn hang_together(db: &impl ConnectionTrait) -> Result<Finding, DbErr> {
    match db.get_database_backend() {
        DbBackend::Postgres => postgres(db).await,
        _ => sqlite(db).await,
    }
}

async fn sqlite(db: &impl ConnectionTrait) -> Result<Finding, DbErr> {
    let damage: String = match ask(db, "PRAGMA integrity_check(1)").await?.first() {
        Some(row) => row.try_get_by_index(0)?,
        None => String::new(),
    };
    if damage != "ok" {
        return Ok(Finding::failed("rows-damaged").text("what", damage));
    }
    // Table, number of the row, table it refers to.
    let lost = ask(db, "PRAGMA foreign_key_check").await?;
    match lost.first() {
        None => Ok(Finding::passed("rows")),
        Some(row) => {
            let (table, parent): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(2)?);
            let id: Option<i64> = row.try_get_by_index(1)?;
            Ok(lost_reference(&table, id.unwrap_or(0), &parent))
        }
    }
}

/// PostgreSQL refuses what breaks a constraint, unless somebody loaded rows with the constraints switched off.
async fn postgres(db: &impl ConnectionTrait) -> Result<Finding, DbErr> {
    const UNPROVEN: &str = "SELECT conname FROM pg_constraint JOIN pg_namespace n ON n.oid = connamespace \
                            WHERE NOT convalidated AND n.nspname = current_schema() ORDER BY 1 LIMIT 1";
    const KEYS: &str = "SELECT conrelid::regclass::text, confrelid::regclass::text, quote_ident(a.attname), \
                        quote_ident(b.attname) FROM pg_constraint \
                        JOIN pg_namespace n ON n.oid = connamespace \
                        JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1] \
                        JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = confkey[1] \
                        WHERE contype = 'f' AND cardinality(conkey) = 1 AND n.nspname = current_schema() ORDER BY 1, 3";
    if let Some(row) = ask(db, UNPROVEN).await?.first() {
        let name: String = row.try_get_by_index(0)?;
        return Ok(Finding::failed("rows-unproven").text("constraint", name));
    }
    for row in ask(db, KEYS).await? {
        let [table, parent, column, key]: [String; 4] = [
            row.try_get_by_index(0)?,
            row.try_get_by_index(1)?,
            row.try_get_by_index(2)?,
            row.try_get_by_index(3)?,
        ];
        let lost = format!(
            "SELECT child.{column} FROM {table} child WHERE child.{column} IS NOT NULL AND NOT EXISTS \
             (SELECT 1 FROM {parent} parent WHERE parent.{key} = child.{column}) LIMIT 1"
        );
        if let Some(row) = ask(db, &lost).await?.first() {
            return Ok(lost_reference(&table, row.try_get_by_index(0)?, &parent));
        }
    }
    Ok(Finding::passed("rows"))
}

fn lost_reference(table: &str, row: i64, parent: &str) -> Finding {
    Finding::failed("rows-lost").text("table", table).number("row", row).text("parent", parent)
}

async fn ask(db: &impl ConnectionTrait, sql: &str) -> Result<Vec<QueryResult>, DbErr> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await
}
