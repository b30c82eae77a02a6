//! Releases to the funder: what is promised, what was frozen, and who fetched it.
use crate::columns::*;
use ForeignKeyAction::{Cascade, Restrict};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let definitions = Table::create()
            .table("release_definitions")
            .col(id())
            .col(text("name").unique_key())
            .col(reference("programme_id"))
            .col(reference("recipient_organisation_id"))
            .col(integer("threshold").check(Expr::col("threshold").gte(3)))
            .col(moment("next_run_at"))
            .col(moment("created_at"))
            .foreign_key(&mut to("programme_id", "programmes", Restrict))
            .foreign_key(&mut to("recipient_organisation_id", "organisations", Restrict))
            .take();
        let releases = Table::create()
            .table("releases")
            .col(id())
            .col(reference("definition_id"))
            .col(text("period"))
            .col(integer("version"))
            .col(moment("cut_off"))
            .col(text("sha256"))
            .col(reference_null("predecessor_id"))
            .col(moment("created_at"))
            .foreign_key(&mut to("definition_id", "release_definitions", Restrict))
            .foreign_key(&mut to("predecessor_id", "releases", Restrict))
            .take();
        let cells = Table::create()
            .table("release_cells")
            .col(id())
            .col(reference("release_id"))
            .col(text("indicator"))
            .col(text("coordinates"))
            .col(integer_null("value_hundredths"))
            .col(code("status", &["ok", "suppressed"]))
            .foreign_key(&mut to("release_id", "releases", Restrict))
            .check(Expr::cust("(status = 'ok') = (value_hundredths IS NOT NULL)"))
            .take();
        let files = Table::create()
            .table("release_files")
            .col(id())
            .col(reference("release_id"))
            .col(text("name"))
            .col(text("media_type"))
            .col(text("sha256"))
            .col(bytes("content"))
            .foreign_key(&mut to("release_id", "releases", Restrict))
            .take();
        let deliveries = Table::create()
            .table("deliveries")
            .col(id())
            .col(reference("release_id"))
            .col(reference("user_id"))
            .col(text("file_name"))
            .col(moment("fetched_at"))
            .foreign_key(&mut to("release_id", "releases", Restrict))
            .foreign_key(&mut to("user_id", "users", Cascade))
            .take();
        create(
            manager,
            vec![definitions, releases, cells, files, deliveries],
            vec![
                index("ix_definitions_due", "release_definitions", &["next_run_at"]),
                unique("ux_releases", "releases", &["definition_id", "period", "version"]),
                index("ix_release_cells", "release_cells", &["release_id", "indicator"]),
                unique("ux_release_files", "release_files", &["release_id", "name"]),
                index("ix_deliveries", "deliveries", &["release_id"]),
            ],
        )
        .await
    }
}
