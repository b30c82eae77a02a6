//! What happens in a case: meetings, measures with their participants, outcomes and follow-ups.
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
            vec![meetings(), measures(), measure_participants(), outcomes(), followups()],
            vec![
                index("ix_meetings_case", "meetings", &["case_id", "held_at"]),
                index("ix_meetings_advisor", "meetings", &["advisor_id", "held_at"]),
                index(
                    "ix_meetings_next_step",
                    "meetings",
                    &["next_step_by", "next_step_done_at", "next_step_due_on"],
                ),
                unique("ux_meetings_imported", "meetings", &["case_id", "import_key"]),
                index("ix_measures_organisation", "measures", &["organisation_id", "starts_on", "id"]),
                index("ix_measures_programme", "measures", &["programme_id", "starts_on"]),
                index("ix_measure_participants_case", "measure_participants", &["case_id"]),
                index("ix_outcomes_case", "outcomes", &["case_id", "reference_date"]),
                index("ix_outcomes_enterprise", "outcomes", &["enterprise_id", "kind", "reference_date"]),
                index("ix_outcomes_kind", "outcomes", &["kind", "reference_date"]),
                unique("ux_outcomes_imported", "outcomes", &["case_id", "import_key"]),
                index("ix_followups_case", "followups", &["case_id", "due_on"]),
                index("ix_followups_advisor", "followups", &["advisor_id", "state", "due_on"]),
                index("ix_followups_organisation", "followups", &["organisation_id", "state", "due_on"]),
                index("ix_followups_state", "followups", &["state", "due_on"]),
                unique("ux_followups_step", "followups", &["case_id", "plan_step_id"]),
            ],
        )
        .await
    }
}

fn meetings() -> TableCreateStatement {
    Table::create()
        .table("meetings")
        .col(id())
        .col(reference("case_id"))
        .col(reference("advisor_id"))
        .col(moment("held_at"))
        .col(integer("minutes").check(Expr::col("minutes").between(1, 1440)))
        .col(code("channel", &["in_person", "video", "phone", "email", "other_digital", "unknown"]))
        .col(text_null("language"))
        .col(flag("interpreter"))
        .col(code(
            "topic",
            &[
                "idea",
                "business_plan",
                "financing",
                "tax",
                "permits",
                "marketing",
                "general",
                "other",
                "unknown",
            ],
        ))
        .col(text_null("notes"))
        .col(text_null("next_step"))
        .col(reference_null("next_step_by"))
        .col(day_null("next_step_due_on"))
        .col(moment_null("next_step_done_at"))
        .col(text_null("import_key"))
        .col(moment("created_at"))
        .foreign_key(&mut to("case_id", "cases", Cascade))
        .foreign_key(&mut to("advisor_id", "users", Restrict))
        .foreign_key(&mut to("next_step_by", "users", Restrict))
        .take()
}

fn measures() -> TableCreateStatement {
    Table::create()
        .table("measures")
        .col(id())
        .col(reference("organisation_id"))
        .col(reference("programme_id"))
        .col(code(
            "kind",
            &[
                "advice",
                "group_advice",
                "course",
                "mentoring",
                "network",
                "language_support",
                "financing_advice",
                "grant",
                "micro_loan",
                "coaching",
                "visit",
            ],
        ))
        .col(text_null("title"))
        .col(text_null("provider"))
        .col(day("starts_on"))
        .col(day_null("ends_on"))
        .col(integer("minutes").check(Expr::col("minutes").between(0, 600_000)))
        .col(integer_null("cost_ore").check(Expr::cust("cost_ore IS NULL OR cost_ore >= 0")))
        .col(reference("recorded_by"))
        .col(moment("created_at"))
        .foreign_key(&mut to("organisation_id", "organisations", Restrict))
        .foreign_key(&mut to("programme_id", "programmes", Restrict))
        .foreign_key(&mut to("recorded_by", "users", Restrict))
        .check(Expr::cust("ends_on IS NULL OR ends_on >= starts_on"))
        .take()
}

fn measure_participants() -> TableCreateStatement {
    Table::create()
        .table("measure_participants")
        .col(reference("measure_id"))
        .col(reference("case_id"))
        .primary_key(Index::create().col("measure_id").col("case_id"))
        .foreign_key(&mut to("measure_id", "measures", Cascade))
        .foreign_key(&mut to("case_id", "cases", Cascade))
        .take()
}

fn outcomes() -> TableCreateStatement {
    Table::create()
        .table("outcomes")
        .col(id())
        .col(reference("case_id"))
        .col(reference_null("enterprise_id"))
        .col(code(
            "kind",
            &[
                "enterprise_started",
                "fte",
                "turnover",
                "employed",
                "in_studies",
                "financing",
                "business_plan",
            ],
        ))
        .col(code("state", &["known", "unknown"]))
        .col(integer_null("value_hundredths"))
        .col(code("unit", &["yes_no", "fte", "sek"]))
        .col(day("reference_date"))
        .col(code("source", &["client", "advisor", "register", "document", "unknown"]))
        .col(code("evidence", &["told", "seen", "document", "register"]))
        .col(text_null("note"))
        .col(text_null("import_key"))
        .col(reference("recorded_by"))
        .col(moment("created_at"))
        .foreign_key(&mut to("case_id", "cases", Cascade))
        .foreign_key(&mut to("enterprise_id", "enterprises", SetNull))
        .foreign_key(&mut to("recorded_by", "users", Restrict))
        // Unknown is a state, never a zero.
        .check(Expr::cust("(state = 'known') = (value_hundredths IS NOT NULL)"))
        .take()
}

fn followups() -> TableCreateStatement {
    Table::create()
        .table("followups")
        .col(id())
        .col(reference("organisation_id"))
        .col(reference("case_id"))
        .col(reference("advisor_id"))
        .col(reference_null("plan_step_id"))
        .col(code("anchor", &["case_closed", "enterprise_started"]))
        .col(day("anchor_on"))
        .col(integer("offset_months"))
        .col(integer("offset_weeks"))
        .col(day("due_on"))
        .col(integer("window_days"))
        .col(code("state", &["planned", "done", "not_reached", "declined", "moved_away", "cancelled"]))
        .col(integer("attempts"))
        .col(day_null("answered_on"))
        .col(reference_null("answered_by"))
        .col(text_null("note"))
        .col(day_null("escalated_on"))
        .col(moment("created_at"))
        .foreign_key(&mut to("organisation_id", "organisations", Restrict))
        .foreign_key(&mut to("case_id", "cases", Cascade))
        .foreign_key(&mut to("advisor_id", "users", Restrict))
        .foreign_key(&mut to("plan_step_id", "plan_steps", SetNull))
        .foreign_key(&mut to("answered_by", "users", SetNull))
        .check(Expr::cust("(state IN ('planned', 'cancelled')) = (answered_on IS NULL)"))
        .take()
}
