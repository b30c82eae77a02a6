//! Protected identity: who may know a client, every look at her, what is sealed of her, and under which key.
//!
//! Clients that were protected before have no group: nobody sees them until a protection officer names one.
use crate::columns::*;
use ForeignKeyAction::{Cascade, Restrict};
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

const KINDS: [&str; 3] = ["marking", "registration", "new_identity"];
const NOTICES: [&str; 6] = ["view", "emergency", "double", "marked", "lifted", "group"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, mut column) in [
            ("clients", code_null("protection", &KINDS)),
            // Nothing in rows older than the column: sealed under some key of that time.
            ("client_identifiers", text_null("key_id")),
        ] {
            manager.alter_table(Table::alter().table(table).add_column(&mut column).to_owned()).await?;
        }
        create(
            manager,
            vec![sealed_values(), members(), openings(), notices(), liftings()],
            vec![
                unique("ux_sealed_values", "sealed_values", &["place", "field", "row_id"]),
                index("ix_sealed_values_client", "sealed_values", &["client_id"]),
                index("ix_sealed_values_key", "sealed_values", &["key_id"]),
                index("ix_client_identifiers_key", "client_identifiers", &["key_id"]),
                index("ix_protection_members_user", "protection_members", &["user_id"]),
                index("ix_protection_openings", "protection_openings", &["case_id", "user_id", "until"]),
                index("ix_protection_notices", "protection_notices", &["organisation_id", "seen_at", "id"]),
                index("ix_protection_notices_mail", "protection_notices", &["mailed_at"]),
            ],
        )
        .await?;
        let db = manager.get_connection();
        db.execute_unprepared("UPDATE clients SET protection = 'marking' WHERE protected").await?;
        let sql = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        db.execute_unprepared(sql).await.map(drop)
    }
}

/// What is known of a protected client beside her bare row: each value sealed for its own place.
fn sealed_values() -> TableCreateStatement {
    Table::create()
        .table("sealed_values")
        .col(id())
        .col(code("place", &["clients", "cases", "meetings", "followups", "outcomes"]))
        .col(text("field"))
        .col(reference("row_id"))
        .col(reference("client_id"))
        .col(reference("organisation_id"))
        .col(text("key_id"))
        .col(bytes("value"))
        .foreign_key(&mut to("client_id", "clients", Cascade))
        .take()
}

/// The named group: nobody else knows who she is.
fn members() -> TableCreateStatement {
    Table::create()
        .table("protection_members")
        .col(reference("client_id"))
        .col(reference("user_id"))
        .col(reference_null("added_by"))
        .col(moment("added_at"))
        .primary_key(Index::create().col("client_id").col("user_id"))
        .foreign_key(&mut to("client_id", "clients", Cascade))
        .foreign_key(&mut to("user_id", "users", Restrict))
        .take()
}

/// A case that stands open to somebody for a while: a member who gave her reason, or an emergency.
fn openings() -> TableCreateStatement {
    Table::create()
        .table("protection_openings")
        .col(id())
        .col(reference("case_id"))
        .col(reference("client_id"))
        .col(reference("user_id"))
        .col(code("kind", &["view", "emergency"]))
        .col(text("session"))
        .col(moment("since"))
        .col(moment("until"))
        .foreign_key(&mut to("case_id", "cases", Cascade))
        .foreign_key(&mut to("client_id", "clients", Cascade))
        .foreign_key(&mut to("user_id", "users", Restrict))
        .take()
}

/// What the organisation's protection officers are told.
fn notices() -> TableCreateStatement {
    Table::create()
        .table("protection_notices")
        .col(id())
        .col(reference("organisation_id"))
        .col(reference("client_id"))
        .col(reference_null("case_id"))
        .col(reference("user_id"))
        .col(code("kind", &NOTICES))
        .col(text_null("reason"))
        .col(ColumnDef::new("reason_hash").blob().take())
        .col(moment("at"))
        .col(reference_null("seen_by"))
        .col(moment_null("seen_at"))
        .col(moment_null("mailed_at"))
        .foreign_key(&mut to("organisation_id", "organisations", Restrict))
        .foreign_key(&mut to("client_id", "clients", Cascade))
        .foreign_key(&mut to("user_id", "users", Restrict))
        .check(Expr::cust("(seen_by IS NULL) = (seen_at IS NULL)"))
        .take()
}

/// Somebody asked to lift the protection; another has to agree.
fn liftings() -> TableCreateStatement {
    Table::create()
        .table("protection_liftings")
        .col(reference("client_id").primary_key())
        .col(reference("asked_by"))
        .col(moment("asked_at"))
        .foreign_key(&mut to("client_id", "clients", Cascade))
        .foreign_key(&mut to("asked_by", "users", Restrict))
        .take()
}

/// A group has two at least, all of her organisation; nothing of her stands in clear.
const SQLITE: &str = "
CREATE TRIGGER protection_of_two BEFORE UPDATE OF protected ON clients
WHEN NEW.protected AND NOT OLD.protected
AND (SELECT COUNT(*) FROM protection_members WHERE client_id = NEW.id) < 2
BEGIN SELECT RAISE(ABORT, 'a protected client has a group of two at least'); END;
CREATE TRIGGER protection_members_stay BEFORE DELETE ON protection_members
WHEN EXISTS (SELECT 1 FROM clients WHERE id = OLD.client_id AND protected)
AND (SELECT COUNT(*) FROM protection_members WHERE client_id = OLD.client_id) <= 2
BEGIN SELECT RAISE(ABORT, 'a protected client has a group of two at least'); END;
CREATE TRIGGER protection_members_moved BEFORE UPDATE ON protection_members
BEGIN SELECT RAISE(ABORT, 'a member is added and taken out, never changed'); END;
CREATE TRIGGER protection_members_at_home BEFORE INSERT ON protection_members
WHEN (SELECT organisation_id FROM users WHERE id = NEW.user_id)
IS NOT (SELECT organisation_id FROM clients WHERE id = NEW.client_id)
BEGIN SELECT RAISE(ABORT, 'a member is of the client''s organisation'); END;
CREATE TRIGGER protection_notes_meetings_new BEFORE INSERT ON meetings
WHEN (NEW.notes IS NOT NULL OR NEW.next_step <> '') AND EXISTS (SELECT 1 FROM cases JOIN clients ON clients.id = cases.client_id WHERE cases.id = NEW.case_id AND clients.protected)
BEGIN SELECT RAISE(ABORT, 'what is written about a protected client is sealed'); END;
CREATE TRIGGER protection_notes_outcomes_new BEFORE INSERT ON outcomes
WHEN NEW.note IS NOT NULL AND EXISTS (SELECT 1 FROM cases JOIN clients ON clients.id = cases.client_id WHERE cases.id = NEW.case_id AND clients.protected)
BEGIN SELECT RAISE(ABORT, 'what is written about a protected client is sealed'); END;
CREATE TRIGGER protection_notes_outcomes BEFORE UPDATE OF note ON outcomes
WHEN NEW.note IS NOT NULL AND EXISTS (SELECT 1 FROM cases JOIN clients ON clients.id = cases.client_id WHERE cases.id = NEW.case_id AND clients.protected)
BEGIN SELECT RAISE(ABORT, 'what is written about a protected client is sealed'); END;
CREATE TRIGGER protection_notes_followups BEFORE UPDATE OF note ON followups
WHEN NEW.note IS NOT NULL AND EXISTS (SELECT 1 FROM cases JOIN clients ON clients.id = cases.client_id WHERE cases.id = NEW.case_id AND clients.protected)
BEGIN SELECT RAISE(ABORT, 'what is written about a protected client is sealed'); END;
CREATE TRIGGER protection_words BEFORE INSERT ON client_names
WHEN EXISTS (SELECT 1 FROM clients WHERE id = NEW.client_id AND protected)
BEGIN SELECT RAISE(ABORT, 'a protected client is not found by her name'); END;";

const POSTGRES: &str = "
CREATE FUNCTION protection_of_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.protected AND NOT OLD.protected
  AND (SELECT COUNT(*) FROM protection_members WHERE client_id = NEW.id) < 2 THEN
    RAISE EXCEPTION 'a protected client has a group of two at least';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protection_of_two BEFORE UPDATE OF protected ON clients
FOR EACH ROW EXECUTE FUNCTION protection_of_two();
CREATE FUNCTION protection_members_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The client's row is held, so that two who leave at once wait for each other.
  PERFORM 1 FROM clients WHERE id = OLD.client_id AND protected FOR UPDATE;
  IF FOUND AND (SELECT COUNT(*) FROM protection_members WHERE client_id = OLD.client_id) <= 2 THEN
    RAISE EXCEPTION 'a protected client has a group of two at least';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER protection_members_stay BEFORE DELETE ON protection_members
FOR EACH ROW EXECUTE FUNCTION protection_members_stay();
CREATE FUNCTION protection_members_at_home() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN RAISE EXCEPTION 'a member is added and taken out, never changed'; END IF;
  IF (SELECT organisation_id FROM users WHERE id = NEW.user_id)
  IS DISTINCT FROM (SELECT organisation_id FROM clients WHERE id = NEW.client_id) THEN
    RAISE EXCEPTION 'a member is of the client''s organisation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protection_members_at_home BEFORE INSERT OR UPDATE ON protection_members
FOR EACH ROW EXECUTE FUNCTION protection_members_at_home();
CREATE FUNCTION protection_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM clients WHERE id = NEW.client_id AND protected) THEN
    RAISE EXCEPTION 'a protected client is not found by her name';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protection_words BEFORE INSERT ON client_names
FOR EACH ROW EXECUTE FUNCTION protection_words();
CREATE FUNCTION protection_notes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM cases JOIN clients ON clients.id = cases.client_id WHERE cases.id = NEW.case_id AND clients.protected) THEN
    RAISE EXCEPTION 'what is written about a protected client is sealed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protection_notes_meetings BEFORE INSERT ON meetings
FOR EACH ROW WHEN (NEW.notes IS NOT NULL OR NEW.next_step <> '') EXECUTE FUNCTION protection_notes();
CREATE TRIGGER protection_notes_outcomes BEFORE INSERT OR UPDATE OF note ON outcomes
FOR EACH ROW WHEN (NEW.note IS NOT NULL) EXECUTE FUNCTION protection_notes();
CREATE TRIGGER protection_notes_followups BEFORE UPDATE OF note ON followups
FOR EACH ROW WHEN (NEW.note IS NOT NULL) EXECUTE FUNCTION protection_notes();";
