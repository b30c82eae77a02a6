//! What the log is looked through by: day, verb and case.
use crate::columns::*;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            vec![],
            vec![
                index("ix_audit_at", "audit_events", &["at", "id"]),
                index("ix_audit_action", "audit_events", &["action", "id"]),
                index("ix_audit_case", "audit_events", &["case_id", "id"]),
            ],
        )
        .await
    }
}
