//! The register extract: a page to read and print, and a file for programs. Both are one logged export.
use crate::{
    audit::{Act, Reason},
    cases::{self, Case},
    clients::{self, Client},
    clock::Clock,
    codes::{countries, languages, places},
    database::Database,
    locales::Locale,
    requests::extract::{self, Extract, Fact},
    templates::decimal,
    vault::Vault,
    web::{Error, Result, protection, visit::Visit},
};
use axum::{
    Json,
    extract::{Path, State},
    http::header,
    response::IntoResponse,
};
use chrono::{DateTime, Utc};
use serde::Serialize;

#[derive(Serialize)]
struct Page {
    case: Case,
    client: String,
    controller: String,
    made_at: DateTime<Utc>,
    records: Vec<Told>,
    seen: Vec<Seen>,
}

/// One record in words.
#[derive(Serialize)]
struct Told {
    noun: &'static str,
    case: Option<String>,
    programme: Option<String>,
    facts: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    name: String,
    value: String,
    why: &'static crate::purposes::Field,
}

#[derive(Serialize)]
struct Seen {
    at: DateTime<Utc>,
    action: String,
    object: String,
    who: String,
    organisation: Option<String>,
    reason: Option<String>,
}

/// The extract of a case's client, if her identity is the user's to know.
async fn make(
    db: &Database,
    clock: &Clock,
    vault: &Vault,
    visit: &Visit,
    id: i64,
    form: &'static str,
) -> Result<(Case, Client, Extract)> {
    let case = cases::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let (client, opened) = protection::known(db.read(), visit, vault, &case).await?;
    // Logged first: so this export stands in the extract itself.
    let act = Act::new("export", "client", client.id).on_client(client.id).in_case(case.id);
    visit.saw(act.detail(form).because(Reason::Rights, None)).await?;
    let snapshot = db.snapshot().await?;
    let extract = extract::of(&snapshot, (&client, &opened), vault, clock.now()).await?;
    Ok((case, client, extract))
}

/// The page.
pub async fn show(
    State(db): State<Database>,
    State(clock): State<Clock>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let (case, client, extract) = make(&db, &clock, &vault, &visit, id, "page").await?;
    let locale = visit.user.locale;
    let page = Page {
        case,
        client: clients::full_name(&client.given_name, &client.family_name),
        controller: extract.controller,
        made_at: extract.made_at,
        records: extract
            .records
            .into_iter()
            .map(|record| Told {
                noun: record.noun,
                case: record.case,
                programme: record.programme,
                facts: record.facts.iter().map(|fact| line(locale, fact)).collect(),
            })
            .collect(),
        seen: extract.seen.into_iter().map(|seen| worded(locale, seen)).collect(),
    };
    visit.page("requests/extract.html", page)
}

/// The file: the schema is named in its first line and does not change under that name.
pub async fn json(
    State(db): State<Database>,
    State(clock): State<Clock>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let (_, _, extract) = make(&db, &clock, &vault, &visit, id, "json").await?;
    // No name and no number in the file's own name: it ends up in download lists and mail.
    let name = format!("attachment; filename=\"registerutdrag-{}.json\"", clock.today());
    Ok(([(header::CONTENT_DISPOSITION, name)], Json(extract)))
}

fn line(locale: Locale, fact: &Fact) -> Line {
    Line { name: locale.say(&fact.why.name()), value: value(locale, fact), why: fact.why }
}

/// A value as people read it.
fn value(locale: Locale, fact: &Fact) -> String {
    use serde_json::Value::{Bool, Number, String as Text};
    match (&fact.value, fact.field) {
        (Bool(yes), _) => locale.say(if *yes { "requests-yes" } else { "requests-no" }),
        (Number(number), "value_hundredths" | "cost_ore") => {
            decimal(locale, number.as_i64().unwrap_or_default())
        }
        (Number(number), _) => number.to_string(),
        (Text(code), field) => coded(locale, fact, field, code),
        (other, _) => other.to_string(),
    }
}

fn coded(locale: Locale, fact: &Fact, field: &str, code: &str) -> String {
    let swedish = locale == Locale::Swedish;
    let listed = match field {
        "kommun_code" => places::kommun(code).map(|row| row.name),
        "birth_country" => {
            countries::country(code).map(|row| if swedish { row.name_sv } else { row.name_en })
        }
        "contact_language" | "language" => {
            languages::language(code).map(|row| if swedish { row.name_sv } else { row.name_en })
        }
        _ => None,
    };
    let worded = fact.why.words.and_then(|start| locale.find(&format!("{start}{code}"), &Default::default()));
    let moment = field.ends_with("_at").then(|| DateTime::parse_from_rfc3339(code).ok()).flatten();
    let moment = moment.map(|at| {
        let at = at.with_timezone(&Utc);
        format!("{} {}", crate::clock::local_day(at), crate::clock::local_time(at).format("%H.%M"))
    });
    listed.map(str::to_owned).or(worded).or(moment).unwrap_or_else(|| code.to_owned())
}

fn worded(locale: Locale, seen: extract::Seen) -> Seen {
    let word = |kind: &str, code: &str| {
        let key = format!("{kind}{code}");
        locale.find(&key, &Default::default()).unwrap_or_else(|| code.to_owned())
    };
    let roles = seen.roles.as_deref().unwrap_or_default();
    let roles: Vec<_> = roles.split_whitespace().map(|role| word("users-role-", role)).collect();
    Seen {
        at: seen.at,
        action: word("audit-action-", &seen.action),
        object: word("audit-object-", &seen.object),
        who: if roles.is_empty() { locale.say("audit-system") } else { roles.join(", ") },
        organisation: seen.organisation,
        reason: seen.reason.map(|reason| word("requests-reason-", &reason)),
    }
}
