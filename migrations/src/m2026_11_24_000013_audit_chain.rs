//! The log that is only ever added to: who asked from where and why, seals over it, reviews of it, and nightly checks.
use crate::columns::*;
use ForeignKeyAction::{Cascade, Restrict};
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut column in [
            text_null("role"),
            text_null("address"),
            code_null("result", &["done", "refused"]),
            text_null("reason"),
            ColumnDef::new("reason_hash").blob().take(),
            integer_null("request"),
        ] {
            manager
                .alter_table(Table::alter().table("audit_events").add_column(&mut column).to_owned())
                .await?;
        }
        // Nobody asks by organisation; the reviews ask for a month of what was seen of clients.
        manager
            .drop_index(Index::drop().name("ix_audit_organisation").table("audit_events").to_owned())
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE INDEX ix_audit_seen ON audit_events (at, user_id, client_id, action) \
                 WHERE client_id IS NOT NULL",
            )
            .await?;
        create(
            manager,
            vec![seals(), reasons(), reviews(), review_rows(), checks()],
            vec![
                unique("ux_audit_seals_previous", "audit_seals", &["previous"]),
                index("ix_reviews_month", "reviews", &["month", "kind"]),
                index("ix_review_rows_event", "review_rows", &["event_id"]),
                unique("ux_checks", "checks", &["night", "name"]),
                index("ix_clients_email", "clients", &["organisation_id", "email"]),
            ],
        )
        .await?;
        guard(manager).await
    }
}

/// One seal over a batch of rows: the next one names it, so a second one after the same is refused.
fn seals() -> TableCreateStatement {
    Table::create()
        .table("audit_seals")
        .col(id())
        .col(integer("first_event"))
        .col(integer("last_event"))
        .col(integer("count").check(Expr::col("count").gt(0)))
        .col(moment("at"))
        .col(bytes("previous"))
        .col(bytes("rows"))
        .col(bytes("hash"))
        .take()
}

/// Reasons as they were typed. The row of the log holds only the hash under the key that stands here: with text and
/// key gone, nothing is left to guess the text from.
fn reasons() -> TableCreateStatement {
    Table::create()
        .table("audit_reasons")
        .col(bytes("hash").primary_key())
        .col(ColumnDef::new("key").blob().take())
        .col(text_null("text"))
        .check(Expr::cust("(key IS NULL) = (text IS NULL)"))
        .take()
}

/// What somebody went through in the log, and what she says of it.
fn reviews() -> TableCreateStatement {
    Table::create()
        .table("reviews")
        .col(id())
        .col(code(
            "kind",
            &["sample", "surname", "colleagues", "protected", "no_case", "night", "mass", "refused"],
        ))
        .col(day("month"))
        .col(integer_null("seed"))
        .col(integer_null("most"))
        .col(integer("rows"))
        .col(reference("reviewed_by"))
        .col(moment("reviewed_at"))
        .col(text_null("remark"))
        .foreign_key(&mut to("reviewed_by", "users", Restrict))
        .take()
}

/// Which rows of the log it was. No foreign key into the log, which outlives what is said of it.
fn review_rows() -> TableCreateStatement {
    Table::create()
        .table("review_rows")
        .col(reference("review_id"))
        .col(reference("event_id"))
        .primary_key(Index::create().col("review_id").col("event_id"))
        .foreign_key(&mut to("review_id", "reviews", Cascade))
        .take()
}

/// One check of one night. The row is the claim: two servers never do the same one.
fn checks() -> TableCreateStatement {
    Table::create()
        .table("checks")
        .col(id())
        .col(day("night"))
        .col(text("name"))
        .col(code("state", &["running", "passed", "failed", "broken"]))
        .col(text_null("finding"))
        .col(ColumnDef::new("places").json_binary().not_null())
        .col(moment("started_at"))
        .col(moment_null("ended_at"))
        .take()
}

/// Rows of the log and seals can be added and nothing else; of a typed reason, text and key can be taken away.
async fn guard(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared(POSTGRES_FUNCTIONS).await?;
    }
    for table in ["audit_events", "audit_seals"] {
        db.execute_unprepared(&only_added_to(manager.get_database_backend(), table)).await?;
    }
    db.execute_unprepared(match manager.get_database_backend() {
        DbBackend::Postgres => POSTGRES_REASONS,
        _ => SQLITE_REASONS,
    })
    .await
    .map(drop)
}

fn only_added_to(backend: DbBackend, table: &str) -> String {
    match backend {
        DbBackend::Postgres => format!(
            "CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} \
             FOR EACH ROW EXECUTE FUNCTION audit_refuses(); \
             CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} \
             FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses();"
        ),
        // REPLACE deletes without firing the trigger of deletions, so a row that is there is refused as well.
        _ => ["UPDATE", "DELETE"]
            .iter()
            .map(|change| {
                format!(
                    "CREATE TRIGGER {table}_no_{} BEFORE {change} ON {table} \
                     BEGIN SELECT RAISE(ABORT, 'the log is only ever added to'); END;",
                    change.to_lowercase()
                )
            })
            .chain([format!(
                "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} \
                 WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) \
                 BEGIN SELECT RAISE(ABORT, 'the log is only ever added to'); END;"
            )])
            .collect(),
    }
}

const POSTGRES_FUNCTIONS: &str = "
CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the log is only ever added to'; END $$;
CREATE FUNCTION audit_reasons_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.hash = OLD.hash AND NEW.text IS NULL AND NEW.key IS NULL THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a reason can be blanked and nothing else';
END $$;";

const POSTGRES_REASONS: &str = "
CREATE TRIGGER audit_reasons_kept BEFORE UPDATE OR DELETE ON audit_reasons
FOR EACH ROW EXECUTE FUNCTION audit_reasons_refuse();
CREATE TRIGGER audit_reasons_not_emptied BEFORE TRUNCATE ON audit_reasons
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses();";

const SQLITE_REASONS: &str = "
CREATE TRIGGER audit_reasons_no_update BEFORE UPDATE ON audit_reasons
WHEN NEW.hash IS NOT OLD.hash OR NEW.text IS NOT NULL OR NEW.key IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a reason can be blanked and nothing else'); END;
CREATE TRIGGER audit_reasons_no_delete BEFORE DELETE ON audit_reasons
BEGIN SELECT RAISE(ABORT, 'a reason can be blanked and nothing else'); END;";
