//! The extract holds every fact with its reason, who had the file, and nothing of others.
use super::of_alice;
use crate::{
    given,
    harness::{TestApp, day, noon},
};
use axum::http::StatusCode;
use jamvaxt::{audit, clients, codes::IdentityNumber, measures, purposes};
use sea_orm::{EntityTrait, IdenStatic, Iterable};
use serde_json::Value;
use std::collections::BTreeSet;

async fn extract(app: &TestApp) -> Value {
    let page = app.alice.get("/cases/1/extract.json").await;
    assert_eq!(page.status, StatusCode::OK);
    serde_json::from_slice(&page.bytes).unwrap()
}

fn values<'a>(extract: &'a Value, noun: &str, field: &str) -> Vec<&'a Value> {
    let records = extract["records"].as_array().unwrap().iter().filter(|record| record["noun"] == noun);
    records
        .flat_map(|record| record["facts"].as_array().unwrap())
        .filter(|fact| fact["field"] == field)
        .map(|fact| &fact["value"])
        .collect()
}

#[tokio::test]
async fn it_tells_everything_kept_on_her_and_why() {
    let app = TestApp::new().await;
    of_alice(&app).await;
    let case = given::case(&app, 1).await;
    given::a_next_step(&app, &case, "2026-03-20").await;
    given::a_followup(&app, &case, "2026-04-01").await;
    let number = IdentityNumber::parse("701063-2391", day("2026-03-02")).unwrap();
    let number = clients::Number::of(&number);
    let txn = app.db.begin().await.unwrap();
    clients::add_number(&txn, app.alice.user(), (1, false), &number, &app.parts.vault, noon()).await.unwrap();
    txn.commit().await.unwrap();

    let extract = extract(&app).await;
    assert_eq!(extract["schema"], "jamvaxt.register-extract/1");
    assert_eq!(extract["controller"], "Nyföretagarcentrum Norr");
    assert_eq!(values(&extract, "clients", "given_name"), ["Amina"]);
    assert_eq!(values(&extract, "client_identifiers", "sealed"), [number.formatted().as_str()]);
    assert_eq!(values(&extract, "cases", "number"), ["2026-000001"]);
    assert_eq!(values(&extract, "meetings", "next_step"), ["skicka mall för budget"]);
    assert_eq!(values(&extract, "followups", "due_on"), ["2026-04-01"]);
    for record in extract["records"].as_array().unwrap() {
        for fact in record["facts"].as_array().unwrap() {
            for key in ["purpose", "legal_basis", "recipients"] {
                assert!(fact[key].is_string(), "{fact}");
            }
        }
    }
    let page = app.alice.get("/cases/1/extract").await;
    for word in ["Amina", &number.formatted(), "Utrikes född", "skicka mall för budget", "Ändamål"] {
        assert!(page.body.contains(word), "{word}: {}", page.body);
    }
}

#[tokio::test]
async fn it_tells_who_had_her_file_by_role_and_is_an_export_in_the_log() {
    let app = TestApp::new().await;
    of_alice(&app).await;
    app.bob.get("/cases/1").await;
    let extract = extract(&app).await;
    let seen: Vec<_> = extract["seen"].as_array().unwrap().iter().collect();
    let last = seen.last().unwrap();
    assert_eq!((last["action"].as_str(), last["reason"].as_str()), (Some("export"), Some("rights")));
    assert_eq!(seen[0]["action"], "view");
    assert_eq!(seen[0]["roles"], "advisor");
    let text = extract.to_string();
    assert!(!text.contains("Bob") && !text.contains("Alice"), "{text}");
    let log = audit::of_client(app.db.read(), 1).await.unwrap();
    assert_eq!(log.iter().filter(|event| event.action == "export").count(), 1);
}

#[tokio::test]
async fn it_leaves_out_who_else_took_part_or_owns() {
    let app = TestApp::new().await;
    of_alice(&app).await;
    let other = given::a_client(&app, 1, "Beata").await;
    let second = given::a_case(&app, app.alice.user(), other, "2026-000002").await;
    let txn = app.db.begin().await.unwrap();
    let new = measures::NewMeasure {
        kind: measures::Kind::Course,
        title: Some("Bokföring i grupp".into()),
        provider: None,
        starts_on: day("2026-02-01"),
        ends_on: None,
        minutes: 120,
        cost_ore: None,
    };
    measures::record(&txn, app.alice.user(), new, &[1, second.id], noon()).await.unwrap();
    txn.commit().await.unwrap();
    let extract = extract(&app).await;
    assert_eq!(values(&extract, "measures", "title"), ["Bokföring i grupp"]);
    let text = extract.to_string();
    assert!(!text.contains("Beata") && !text.contains("2026-000002"));
}

/// A column that is added without a purpose fails here: say in `purposes/fields.rs` why it is kept.
#[test]
fn every_column_of_a_persons_tables_has_a_purpose_or_tells_nothing_of_her() {
    use jamvaxt::{
        cases, clients::entity as clients, enterprises::entity as enterprises, followups,
        measures::entity as measures, meetings, outcomes, requests,
    };
    fn columns<E: EntityTrait>(table: E) -> (String, BTreeSet<String>) {
        let names = E::Column::iter().map(|column| column.as_str().to_owned()).collect();
        (table.table_name().to_owned(), names)
    }
    let tables = [
        columns(clients::client::Entity),
        columns(clients::identifier::Entity),
        columns(cases::entity::Entity),
        columns(enterprises::enterprise::Entity),
        columns(enterprises::owner::Entity),
        columns(meetings::entity::Entity),
        columns(measures::measure::Entity),
        columns(outcomes::entity::Entity),
        columns(followups::entity::Entity),
        columns(requests::entity::Entity),
        columns(requests::entity::correction::Entity),
    ];
    for (table, columns) in &tables {
        let inner = purposes::INNER.iter().find(|(name, _)| name == table).unwrap().1;
        let mut known: BTreeSet<String> = inner.iter().map(|name| (*name).to_owned()).collect();
        let hers = purposes::FIELDS.iter().filter(|field| field.table == table);
        known.extend(hers.map(|field| field.column.to_owned()));
        assert_eq!(&known, columns, "{table}");
    }
    let named: BTreeSet<_> = tables.iter().map(|(table, _)| table.as_str()).collect();
    assert!(purposes::FIELDS.iter().all(|field| named.contains(field.table)));
}

#[tokio::test]
async fn a_correction_keeps_what_stood_there_sealed_and_tells_it_in_the_extract() {
    let app = TestApp::new().await;
    of_alice(&app).await;
    let form = [
        ("given_name", "Amina"),
        ("family_name", "Åberg"),
        ("sex", "woman"),
        ("birth_background", "foreign_born"),
        ("education", "unknown"),
    ];
    let done = app.alice.post("/cases/1/client", &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let extract = extract(&app).await;
    assert_eq!(values(&extract, "clients", "family_name"), ["Åberg"]);
    assert_eq!(values(&extract, "corrections", "field"), ["family_name"]);
    assert_eq!(values(&extract, "corrections", "sealed"), ["Öberg"]);
    let kept = jamvaxt::requests::entity::correction::Entity::find().all(app.db.read()).await.unwrap();
    assert!(!kept[0].sealed.windows(4).any(|bytes| bytes == b"berg"));
    assert!(app.alice.get("/cases/1/extract").await.body.contains("Stod förut"));
}

/// 3 kap. 3 § lagen (2018:218): no searches for a selection of persons by sensitive data. No query narrows clients by
/// what may tell where somebody comes from; and what an address says of it changes no list.
#[tokio::test]
async fn nobody_lists_persons_by_country_background_or_language() {
    let sensitive =
        ["birth_background", "birth_country", "birth_region", "in_sweden_since", "contact_language"];
    let comparisons =
        ["eq", "ne", "is_in", "is_not_in", "like", "contains", "starts_with", "gt", "gte", "lt", "lte"];
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            read += 1;
            let text = std::fs::read_to_string(&path).unwrap();
            for column in sensitive {
                let camel: String =
                    column.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
                for comparison in comparisons {
                    for wrong in
                        [format!("COLUMN.{column}.{comparison}("), format!("Column::{camel}.{comparison}(")]
                    {
                        assert!(!text.contains(&wrong), "{}: {wrong}", path.display());
                    }
                }
            }
        }
    }
    assert!(read > 100, "the sources were read");

    let app = TestApp::new().await;
    of_alice(&app).await;
    for path in ["/cases", "/followups", "/measures", "/requests", "/retention"] {
        // The address itself stands on a page for whoever wants it in the other language.
        let plain = app.alice.get(path).await.body.replace(path, "");
        for query in
            ["birth_country=SE", "birth_background=native_born", "contact_language=sv", "language=sv"]
        {
            let narrowed = app.alice.get(&format!("{path}?{query}")).await.body.replace(path, "");
            assert_eq!(narrowed, plain, "{path}?{query}");
        }
    }
    for word in ["foreign_born", "utrikes", "SY"] {
        let found = app.alice.post("/cases/search", &[("q", word)]).await.body;
        assert!(!found.contains("Amina"), "{word}");
    }
}

#[tokio::test]
async fn every_field_of_the_forms_says_why_it_is_asked_for() {
    let app = TestApp::new().await;
    of_alice(&app).await;
    for (path, fields) in
        [("/cases/new", 24), ("/cases/1/client", 16), ("/cases/1/enterprise", 9), ("/cases/1", 9)]
    {
        let page = app.alice.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert_eq!(page.body.matches("<details class=\"why\">").count(), fields, "{path}");
    }
}
