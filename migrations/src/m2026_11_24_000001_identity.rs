//! Organisations, their users and roles, sessions, and the audit log.
use crate::columns::*;
use ForeignKeyAction::{Cascade, Restrict};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let organisations = Table::create()
            .table("organisations")
            .col(id())
            .col(text("name").unique_key())
            .col(text_null("orgnr").unique_key())
            .col(code(
                "kind",
                &["county_board", "region", "municipality", "foundation", "association", "company", "agency"],
            ))
            .col(text_null("lan_code"))
            .col(moment("created_at"))
            .take();
        let users = Table::create()
            .table("users")
            .col(id())
            .col(reference("organisation_id"))
            .col(text("name"))
            .col(text("email").unique_key())
            .col(text("password_hash"))
            .col(code("locale", &["sv", "en"]))
            .col(flag("active"))
            .col(moment("created_at"))
            .foreign_key(&mut to("organisation_id", "organisations", Restrict))
            .take();
        let user_roles = Table::create()
            .table("user_roles")
            .col(reference("user_id"))
            .col(code("role", &["advisor", "lead", "administrator", "recipient"]))
            .primary_key(Index::create().col("user_id").col("role"))
            .foreign_key(&mut to("user_id", "users", Cascade))
            .take();
        let sessions = Table::create()
            .table("sessions")
            .col(text("id").primary_key())
            .col(reference_null("user_id"))
            .col(ColumnDef::new("data").json_binary().not_null())
            .col(integer("expires_at"))
            .foreign_key(&mut to("user_id", "users", Cascade))
            .take();
        // No foreign keys: a log must be able to outlive what it speaks of.
        let audit_events = Table::create()
            .table("audit_events")
            .col(id())
            .col(moment("at"))
            .col(reference_null("user_id"))
            .col(reference_null("organisation_id"))
            .col(text("action"))
            .col(text("object"))
            .col(reference_null("object_id"))
            .col(reference_null("client_id"))
            .col(reference_null("case_id"))
            .col(text_null("detail"))
            .take();
        create(
            manager,
            vec![organisations, users, user_roles, sessions, audit_events],
            vec![
                index("ix_users_organisation", "users", &["organisation_id", "name"]),
                index("ix_sessions_expiry", "sessions", &["expires_at"]),
                index("ix_sessions_user", "sessions", &["user_id"]),
                index("ix_audit_organisation", "audit_events", &["organisation_id", "id"]),
                index("ix_audit_client", "audit_events", &["client_id", "id"]),
                index("ix_audit_user", "audit_events", &["user_id", "id"]),
            ],
        )
        .await
    }
}
