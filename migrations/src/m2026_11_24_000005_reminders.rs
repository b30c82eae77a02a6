//! Messages, planned and sent: the row is claimed before anything goes out.
use crate::columns::*;
use ForeignKeyAction::{Cascade, SetNull};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let reminders = Table::create()
            .table("reminders")
            .col(id())
            .col(text("key").unique_key())
            .col(reference("recipient_id"))
            .col(code("kind", &["digest", "escalation"]))
            .col(day("planned_for"))
            .col(code("state", &["claimed", "sent", "nothing_due", "uncertain", "refused"]))
            .col(integer("due"))
            .col(integer("overdue"))
            .col(text_null("reason"))
            .col(moment("claimed_at"))
            .col(moment_null("sent_at"))
            .foreign_key(&mut to("recipient_id", "users", Cascade))
            .take();
        let imports = Table::create()
            .table("imports")
            .col(id())
            .col(reference("organisation_id"))
            .col(reference("programme_id"))
            .col(reference_null("user_id"))
            .col(text("file_sha256"))
            .col(code("state", &["checked", "done"]))
            .col(ColumnDef::new("counts").json_binary().not_null())
            .col(moment("created_at"))
            .col(moment_null("done_at"))
            .foreign_key(&mut to("organisation_id", "organisations", Cascade))
            .foreign_key(&mut to("programme_id", "programmes", Cascade))
            .foreign_key(&mut to("user_id", "users", SetNull))
            .take();
        create(
            manager,
            vec![reminders, imports],
            vec![
                index("ix_reminders_recipient", "reminders", &["recipient_id", "planned_for"]),
                index("ix_imports_organisation", "imports", &["organisation_id", "id"]),
            ],
        )
        .await
    }
}
