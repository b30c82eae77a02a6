//! More roles, and the last day of an auditor's: hers alone is lent.
//!
//! Administrators become log reviewers too, so that nobody loses a page on the day of the change; whoever wants the
//! two kept apart takes one of them away.
use crate::columns::*;
use ForeignKeyAction::Cascade;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const ROLES: [&str; 8] = [
    "advisor",
    "unit_lead",
    "lead",
    "protection_officer",
    "log_reviewer",
    "administrator",
    "recipient",
    "auditor",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Neither engine can widen a check in place, SQLite not even replace one.
        let lent = Expr::col("role").eq("auditor").and(Expr::col("until").is_not_null());
        let given = Expr::col("role").ne("auditor").and(Expr::col("until").is_null());
        let lent_or_given = lent.or(given);
        let wider = Table::create()
            .table("user_roles_wider")
            .col(reference("user_id"))
            .col(code("role", &ROLES))
            .col(day_null("until"))
            .primary_key(Index::create().col("user_id").col("role"))
            .foreign_key(&mut to("user_id", "users", Cascade))
            .check(lent_or_given)
            .take();
        manager.create_table(wider).await?;
        let copy = |role: SelectStatement| {
            Query::insert()
                .into_table("user_roles_wider")
                .columns(["user_id", "role"])
                .select_from(role)
                .map(|insert| insert.take())
        };
        let all = Query::select().columns(["user_id", "role"]).from("user_roles").take();
        let reviewers = Query::select()
            .column("user_id")
            .expr(Expr::value("log_reviewer"))
            .from("user_roles")
            .and_where(Expr::col("role").eq("administrator"))
            .take();
        for rows in [all, reviewers] {
            let rows = copy(rows).map_err(|error| DbErr::Custom(error.to_string()))?;
            manager.execute(rows).await?;
        }
        manager.drop_table(Table::drop().table("user_roles").take()).await?;
        let rename = Table::rename().table("user_roles_wider", "user_roles").take();
        manager.rename_table(rename).await
    }
}
