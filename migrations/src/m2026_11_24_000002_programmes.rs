//! Programmes: who pays, who takes part, what is aimed at and when clients are asked again.
use crate::columns::*;
use ForeignKeyAction::{Cascade, Restrict};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let programmes = Table::create()
            .table("programmes")
            .col(id())
            .col(text("name").unique_key())
            .col(text("funder"))
            .col(text("diary_number"))
            .col(day("starts_on"))
            .col(day("ends_on"))
            .col(integer_null("budget_sek").check(Expr::col("budget_sek").gte(0)))
            .col(moment("created_at"))
            .check(Expr::col("ends_on").gte(Expr::col("starts_on")))
            .take();
        let programme_organisations = Table::create()
            .table("programme_organisations")
            .col(reference("programme_id"))
            .col(reference("organisation_id"))
            .primary_key(Index::create().col("programme_id").col("organisation_id"))
            .foreign_key(&mut to("programme_id", "programmes", Cascade))
            .foreign_key(&mut to("organisation_id", "organisations", Restrict))
            .take();
        let programme_leads = Table::create()
            .table("programme_leads")
            .col(reference("programme_id"))
            .col(reference("user_id"))
            .primary_key(Index::create().col("programme_id").col("user_id"))
            .foreign_key(&mut to("programme_id", "programmes", Cascade))
            .foreign_key(&mut to("user_id", "users", Cascade))
            .take();
        let programme_targets = Table::create()
            .table("programme_targets")
            .col(reference("programme_id"))
            .col(text("indicator"))
            .col(integer("value").check(Expr::col("value").gte(0)))
            .primary_key(Index::create().col("programme_id").col("indicator"))
            .foreign_key(&mut to("programme_id", "programmes", Cascade))
            .take();
        let plan_steps = Table::create()
            .table("plan_steps")
            .col(id())
            .col(reference("programme_id"))
            .col(code("anchor", &["case_closed", "enterprise_started"]))
            .col(integer("offset_months").check(Expr::col("offset_months").between(0, 120)))
            .col(integer("offset_weeks").check(Expr::col("offset_weeks").between(0, 520)))
            .col(integer("window_days").check(Expr::col("window_days").between(1, 365)))
            .foreign_key(&mut to("programme_id", "programmes", Cascade))
            .check(Expr::col("offset_months").add(Expr::col("offset_weeks")).gt(0))
            .take();
        create(
            manager,
            vec![programmes, programme_organisations, programme_leads, programme_targets, plan_steps],
            vec![
                index("ix_programme_organisations", "programme_organisations", &["organisation_id"]),
                index("ix_programme_leads", "programme_leads", &["user_id"]),
                unique(
                    "ux_plan_steps",
                    "plan_steps",
                    &["programme_id", "anchor", "offset_months", "offset_weeks"],
                ),
            ],
        )
        .await
    }
}
