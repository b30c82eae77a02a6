//! What a client may ask for, how her data go in the end, and how long they are kept until then.
use crate::columns::*;
use ForeignKeyAction::{Cascade, Restrict, SetNull};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            vec![
                rights_requests(),
                corrections(),
                disposals(),
                erasures(),
                retention_rules(),
                legal_holds(),
                fault_reports(),
            ],
            vec![
                index("ix_rights_requests", "rights_requests", &["organisation_id", "state", "due_on"]),
                index("ix_rights_requests_client", "rights_requests", &["client_id"]),
                index("ix_erasures", "erasures", &["organisation_id", "state"]),
                index("ix_erasures_disposal", "erasures", &["disposal_id"]),
                index("ix_corrections", "corrections", &["client_id", "id"]),
                unique("ux_retention_rules", "retention_rules", &["class"]),
            ],
        )
        .await?;
        // One erasure of a client under way or done, and one hold on a case at a time.
        for sql in [
            "CREATE UNIQUE INDEX ux_erasures_client ON erasures (client_id) WHERE state <> 'withdrawn'",
            "CREATE UNIQUE INDEX ux_legal_holds_case ON legal_holds (case_id) WHERE lifted_at IS NULL",
        ] {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        for (class, years, from_event) in RULES {
            let rule = Query::insert()
                .into_table("retention_rules")
                .columns(["class", "years", "from_event"])
                .values_panic([class.into(), years.into(), from_event.into()])
                .to_owned();
            manager.execute(rule).await?;
        }
        Ok(())
    }
}

const EVENTS: [&str; 4] = ["case_closed", "programme_ended", "aid_given", "cost_paid"];

/// What applies until somebody decides otherwise; the sources stand with the classes in the program.
const RULES: [(&str, i64, &str); 4] = [
    ("case_file", 5, "case_closed"),
    ("programme_paper", 4, "programme_ended"),
    ("aid", 10, "aid_given"),
    ("voucher", 7, "cost_paid"),
];

/// What a client asked for, and what was decided.
fn rights_requests() -> TableCreateStatement {
    Table::create()
        .table("rights_requests")
        .col(id())
        .col(reference("organisation_id"))
        .col(reference("client_id"))
        .col(reference("case_id"))
        .col(code("kind", &["access", "rectification", "restriction", "objection", "erasure"]))
        .col(day("received_on"))
        .col(day("due_on"))
        .col(code_null("extended_because", &["complex", "many"]))
        .col(code("state", &["open", "granted", "partly", "refused"]))
        .col(code_null(
            "ground",
            &[
                "public_task",
                "archiving",
                "identity_unproven",
                "unfounded",
                "rights_of_others",
                "overriding_grounds",
                "accurate",
            ],
        ))
        .col(text_null("reason"))
        .col(day_null("decided_on"))
        .col(reference_null("decided_by"))
        .col(reference("recorded_by"))
        .col(moment("created_at"))
        .foreign_key(&mut to("organisation_id", "organisations", Restrict))
        .foreign_key(&mut to("client_id", "clients", Cascade))
        .foreign_key(&mut to("case_id", "cases", Cascade))
        .foreign_key(&mut to("decided_by", "users", Restrict))
        .foreign_key(&mut to("recorded_by", "users", Restrict))
        .check(Expr::cust("(state = 'open') = (decided_on IS NULL)"))
        .check(Expr::cust("(decided_on IS NULL) = (decided_by IS NULL)"))
        // What is refused, wholly or in part, is refused on a ground that the law knows.
        .check(Expr::cust("(state IN ('partly', 'refused')) = (ground IS NOT NULL)"))
        .check(Expr::cust("due_on > received_on"))
        .take()
}

/// What a field of a client said before it was corrected.
fn corrections() -> TableCreateStatement {
    Table::create()
        .table("corrections")
        .col(id())
        .col(reference("client_id"))
        .col(text("field"))
        .col(bytes("sealed"))
        .col(text("key_id"))
        .col(reference("corrected_by"))
        .col(moment("corrected_at"))
        .foreign_key(&mut to("client_id", "clients", Cascade))
        .foreign_key(&mut to("corrected_by", "users", Restrict))
        .take()
}

/// One round of disposal: who proposed it and who agreed.
fn disposals() -> TableCreateStatement {
    two_steps(Table::create().table("disposals").col(id()).col(reference("organisation_id")))
}

/// The erasure of one client: her row stays as an empty shell.
fn erasures() -> TableCreateStatement {
    let table = Table::create()
        .table("erasures")
        .col(id())
        .col(reference("organisation_id"))
        .col(reference("client_id"))
        .col(code("cause", &["request", "disposal"]))
        .col(reference_null("request_id"))
        .col(reference_null("disposal_id"))
        .foreign_key(&mut to("client_id", "clients", Cascade))
        .foreign_key(&mut to("request_id", "rights_requests", SetNull))
        .foreign_key(&mut to("disposal_id", "disposals", Cascade))
        .check(Expr::cust("(cause = 'disposal') = (disposal_id IS NOT NULL)"))
        .take();
    two_steps(&mut table.clone())
}

/// Proposed by one, settled by another.
fn two_steps(table: &mut TableCreateStatement) -> TableCreateStatement {
    table
        .col(code("state", &["proposed", "done", "withdrawn"]))
        .col(reference("proposed_by"))
        .col(moment("proposed_at"))
        .col(reference_null("settled_by"))
        .col(moment_null("settled_at"))
        .foreign_key(&mut to("organisation_id", "organisations", Restrict))
        .foreign_key(&mut to("proposed_by", "users", Restrict))
        .foreign_key(&mut to("settled_by", "users", Restrict))
        .check(Expr::cust("(state = 'proposed') = (settled_at IS NULL)"))
        .check(Expr::cust("(settled_at IS NULL) = (settled_by IS NULL)"))
        .check(Expr::cust("state <> 'done' OR settled_by <> proposed_by"))
        .take()
}

/// How long each class of record is kept, counted from which event.
fn retention_rules() -> TableCreateStatement {
    Table::create()
        .table("retention_rules")
        .col(id())
        .col(code("class", &RULES.map(|(class, _, _)| class)))
        .col(integer("years").check(Expr::col("years").between(0, 100)))
        .col(code("from_event", &EVENTS))
        .take()
}

/// A case that nothing of may be disposed of while somebody needs it.
fn legal_holds() -> TableCreateStatement {
    Table::create()
        .table("legal_holds")
        .col(id())
        .col(reference("organisation_id"))
        .col(reference("case_id"))
        .col(text("reason"))
        .col(reference("placed_by"))
        .col(moment("placed_at"))
        .col(reference_null("lifted_by"))
        .col(moment_null("lifted_at"))
        .foreign_key(&mut to("organisation_id", "organisations", Restrict))
        .foreign_key(&mut to("case_id", "cases", Cascade))
        .foreign_key(&mut to("placed_by", "users", Restrict))
        .foreign_key(&mut to("lifted_by", "users", Restrict))
        .check(Expr::cust("(lifted_at IS NULL) = (lifted_by IS NULL)"))
        .take()
}

/// What somebody could not use.
fn fault_reports() -> TableCreateStatement {
    Table::create()
        .table("fault_reports")
        .col(id())
        .col(text("page"))
        .col(text("fault"))
        .col(text_null("answer_to"))
        .col(moment("reported_at"))
        .col(moment_null("mended_at"))
        .take()
}
