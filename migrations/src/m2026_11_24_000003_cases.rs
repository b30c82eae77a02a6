//! Clients with their identity numbers, enterprises with their owners, and cases.
use crate::columns::*;
use ForeignKeyAction::{Cascade, Restrict};
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

const EMPLOYMENT: [&str; 16] = [
    "employed_permanent",
    "employed_temporary",
    "employed",
    "self_employed",
    "combiner",
    "unemployed_under_12",
    "unemployed_12_plus",
    "unemployed",
    "labour_programme",
    "introduction_programme",
    "student",
    "parental_leave",
    "sick_leave",
    "retired",
    "outside_labour_force",
    "unknown",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            vec![
                clients(),
                client_names(manager),
                client_identifiers(),
                enterprises(),
                enterprise_owners(),
                enterprise_statuses(),
                case_numbers(),
                cases(),
            ],
            vec![
                index("ix_clients_organisation", "clients", &["organisation_id", "id"]),
                index("ix_client_names", "client_names", &["organisation_id", "word", "client_id"]),
                unique("ux_client_identifiers", "client_identifiers", &["organisation_id", "lookup_hash"]),
                index("ix_client_identifiers_client", "client_identifiers", &["client_id"]),
                unique("ux_enterprises_orgnr", "enterprises", &["organisation_id", "orgnr"]),
                index("ix_enterprise_owners_client", "enterprise_owners", &["client_id"]),
                index("ix_enterprise_statuses", "enterprise_statuses", &["enterprise_id", "since"]),
                unique("ux_cases_number", "cases", &["organisation_id", "number"]),
                unique(
                    "ux_cases_imported",
                    "cases",
                    &["organisation_id", "programme_id", "imported_reference"],
                ),
                index("ix_cases_opened", "cases", &["organisation_id", "opened_on", "id"]),
                index("ix_cases_advisor", "cases", &["advisor_id", "status", "opened_on", "id"]),
                index("ix_cases_status", "cases", &["organisation_id", "status", "opened_on", "id"]),
                index("ix_cases_programme", "cases", &["programme_id", "opened_on", "id"]),
                index(
                    "ix_cases_exit",
                    "cases",
                    &["advisor_id", "status", "employment_at_exit", "organisation_id"],
                ),
                index("ix_enterprises_start", "enterprises", &["organisation_id", "status", "started_on"]),
                index("ix_cases_client", "cases", &["client_id"]),
                index("ix_cases_enterprise", "cases", &["enterprise_id"]),
            ],
        )
        .await
    }
}

fn clients() -> TableCreateStatement {
    Table::create()
        .table("clients")
        .col(id())
        .col(reference("organisation_id"))
        .col(text("given_name"))
        .col(text("family_name"))
        .col(day_null("birth_date"))
        .col(code("sex", &["woman", "man", "unknown"]))
        .col(code("birth_background", &["foreign_born", "two_foreign_parents", "one_foreign_parent", "two_native_parents", "native_born", "unknown"]))
        .col(text_null("birth_country"))
        .col(code_null("birth_region", &["sweden", "nordic", "eu_efta", "world"]))
        .col(integer_null("in_sweden_since"))
        .col(text_null("kommun_code"))
        .col(code("education", &["none_or_under_9", "compulsory", "upper_secondary", "post_secondary_short", "post_secondary_long", "doctorate", "unknown"]))
        .col(flag("foreign_education"))
        .col(text_null("email"))
        .col(text_null("phone"))
        .col(text_null("postal_address"))
        .col(text_null("contact_language"))
        .col(flag("interpreter_needed"))
        .col(flag("protected"))
        .col(code("origin", &["client", "register", "advisor", "import"]))
        .col(moment("created_at"))
        .foreign_key(&mut to("organisation_id", "organisations", Restrict))
        // A protected client has no address, telephone, e-mail or kommun to leak (Skatteverket's guidance on protected identity).
        .check(Expr::cust("protected = FALSE OR (kommun_code IS NULL AND email IS NULL AND phone IS NULL AND postal_address IS NULL)"))
        .take()
}

/// The words a client is found by: folded, one row a word. Protected clients have none.
///
/// Compared byte by byte on every engine: a search for the beginning of a word is a range of the index.
fn client_names(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let mut word = text("word");
    if manager.get_database_backend() == DbBackend::Postgres {
        word.extra(r#"COLLATE "C""#);
    }
    Table::create()
        .table("client_names")
        .col(reference("client_id"))
        .col(word)
        .col(reference("organisation_id"))
        .primary_key(Index::create().col("client_id").col("word"))
        .foreign_key(&mut to("client_id", "clients", Cascade))
        .take()
}

fn client_identifiers() -> TableCreateStatement {
    Table::create()
        .table("client_identifiers")
        .col(id())
        .col(reference("client_id"))
        .col(reference("organisation_id"))
        .col(code("kind", &["personnummer", "samordningsnummer", "interim", "reserve"]))
        .col(bytes("sealed"))
        .col(bytes("lookup_hash"))
        .col(day_null("valid_to"))
        .col(moment("created_at"))
        .foreign_key(&mut to("client_id", "clients", Cascade))
        .take()
}

fn enterprises() -> TableCreateStatement {
    Table::create()
        .table("enterprises")
        .col(id())
        .col(reference("organisation_id"))
        .col(text("name"))
        .col(flag("sole_trader"))
        .col(text_null("orgnr"))
        .col(text_null("legal_form"))
        .col(text_null("sni_version"))
        .col(text_null("sni_code"))
        .col(text_null("kommun_code"))
        .col(day_null("started_on"))
        .col(code("status", &["planned", "active", "dormant", "deregistered", "bankrupt"]))
        .col(moment("created_at"))
        .foreign_key(&mut to("organisation_id", "organisations", Restrict))
        // A sole trader's number is her personal number: it is never kept here.
        .check(Expr::cust("sole_trader = FALSE OR orgnr IS NULL"))
        .take()
}

fn enterprise_owners() -> TableCreateStatement {
    Table::create()
        .table("enterprise_owners")
        .col(reference("enterprise_id"))
        .col(reference("client_id"))
        .col(
            integer_null("share_percent")
                .check(Expr::cust("share_percent IS NULL OR share_percent BETWEEN 1 AND 100")),
        )
        .primary_key(Index::create().col("enterprise_id").col("client_id"))
        .foreign_key(&mut to("enterprise_id", "enterprises", Cascade))
        .foreign_key(&mut to("client_id", "clients", Cascade))
        .take()
}

fn enterprise_statuses() -> TableCreateStatement {
    Table::create()
        .table("enterprise_statuses")
        .col(id())
        .col(reference("enterprise_id"))
        .col(code("status", &["planned", "active", "dormant", "deregistered", "bankrupt"]))
        .col(day("since"))
        .col(reference_null("recorded_by"))
        .col(moment("recorded_at"))
        .foreign_key(&mut to("enterprise_id", "enterprises", Cascade))
        .take()
}

/// The last case number given, per organisation and year.
fn case_numbers() -> TableCreateStatement {
    Table::create()
        .table("case_numbers")
        .col(reference("organisation_id"))
        .col(integer("year"))
        .col(integer("last"))
        .primary_key(Index::create().col("organisation_id").col("year"))
        .foreign_key(&mut to("organisation_id", "organisations", Cascade))
        .take()
}

fn cases() -> TableCreateStatement {
    Table::create()
        .table("cases")
        .col(id())
        .col(reference("organisation_id"))
        .col(text("number"))
        .col(reference("client_id"))
        .col(reference("programme_id"))
        .col(reference("advisor_id"))
        .col(reference_null("enterprise_id"))
        .col(code("phase", &["idea", "business_plan", "start", "early_operation", "growth", "winding_down"]))
        .col(code("status", &["open", "closed"]))
        .col(day("opened_on"))
        .col(day_null("closed_on"))
        .col(code_null(
            "close_reason",
            &[
                "goal_reached",
                "started_enterprise",
                "employed",
                "studies",
                "moved_away",
                "discontinued",
                "no_contact",
                "other",
                "unknown",
            ],
        ))
        .col(code("employment_at_entry", &EMPLOYMENT))
        .col(code_null("employment_at_exit", &EMPLOYMENT))
        .col(code("legal_basis", &["public_task", "agreement", "consent"]))
        .col(day_null("information_given_on"))
        .col(code_null("information_given", &["oral", "written", "oral_and_written", "interpreted"]))
        .col(text_null("note"))
        .col(text_null("imported_reference"))
        .col(moment("created_at"))
        .foreign_key(&mut to("organisation_id", "organisations", Restrict))
        .foreign_key(&mut to("client_id", "clients", Restrict))
        .foreign_key(&mut to("programme_id", "programmes", Restrict))
        .foreign_key(&mut to("advisor_id", "users", Restrict))
        .foreign_key(&mut to("enterprise_id", "enterprises", ForeignKeyAction::SetNull))
        .check(Expr::cust("closed_on IS NULL OR closed_on >= opened_on"))
        .check(Expr::cust("(status = 'closed') = (closed_on IS NOT NULL)"))
        .take()
}
