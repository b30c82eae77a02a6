//! An office's spreadsheet: checked, taken in once and only once, and seen by nobody outside the office.
use crate::harness::{Browser, Page, TestApp, noon};
use axum::http::StatusCode;
use jamvaxt::{
    audit::entity as audit,
    cases::{self, entity as case},
    clients::entity::{client, identifier, name},
    followups::entity as followup,
    imports::{book::Book, check, entity as import},
    jobs,
    meetings::entity as meeting,
    outcomes::entity as outcome,
};
use rust_xlsxwriter::Workbook;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};

const KONTORET: &[u8] = include_bytes!("../data/kontorets_arenden.xlsx");

fn facts() -> serde_json::Value {
    serde_json::from_str(include_str!("../data/kontorets_arenden.facts.json")).unwrap()
}

async fn bring(who: &Browser, file: &[u8]) -> Page {
    who.upload("/imports", &[("programme", "1")], ("file", "arenden.xlsx", file)).await
}

/// Checks a file and takes it in; the page of the import comes back.
async fn take_in(who: &Browser, file: &[u8]) -> String {
    let checked = bring(who, file).await;
    assert_eq!(checked.status, StatusCode::SEE_OTHER, "{}", checked.body);
    let path = checked.location.unwrap();
    let done = who.post(&format!("{path}/confirmation"), &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    path
}

async fn count<E: EntityTrait>(app: &TestApp) -> u64
where
    E::Model: Send + Sync,
{
    E::find().count(app.db.read()).await.unwrap()
}

async fn minutes(app: &TestApp) -> i64 {
    let minutes: Vec<i64> = meeting::Entity::find()
        .select_only()
        .column(meeting::Column::Minutes)
        .into_tuple()
        .all(app.db.read())
        .await
        .unwrap();
    minutes.iter().sum()
}

/// Clients, cases, meetings, outcomes and follow-ups in the database.
async fn there(app: &TestApp) -> [u64; 5] {
    [
        count::<client::Entity>(app).await,
        count::<case::Entity>(app).await,
        count::<meeting::Entity>(app).await,
        count::<outcome::Entity>(app).await,
        count::<followup::Entity>(app).await,
    ]
}

fn csv(rows: &str) -> Vec<u8> {
    format!(
        "Ärendenr;Rådgivare;Förnamn;Efternamn;Pnr;Kön;Kommun;Skyddad;E-post;Fas;Inskriven;Avslutad\n{rows}"
    )
    .into_bytes()
}

type Rows<'a> = &'a [&'a [&'a str]];

/// A book of cases and meetings.
fn book(cases: Rows, meetings: Rows) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheets: [(&str, &[&str], Rows); 2] = [
        ("Ärenden", &["Ärendenr", "Förnamn", "Efternamn", "Kommun", "Fas", "Inskriven"], cases),
        ("Möten", &["Ärendenr", "Datum", "Tid", "Längd (min)", "Hur", "Anteckning"], meetings),
    ];
    for (name, headers, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (line, row) in std::iter::once(headers).chain(rows.iter().copied()).enumerate() {
            for (column, text) in row.iter().enumerate() {
                sheet.write_string(line as u32, column as u16, *text).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[tokio::test]
async fn kontoret_is_taken_in_with_the_counts_of_its_facts_and_only_once() {
    let app = TestApp::new().await;
    let facts = facts();
    let fact = |name: &str| facts[name].as_u64().unwrap();
    let book = Book::read(KONTORET, Default::default()).unwrap();
    let plan = check::plan(&book, app.parts.clock.today()).unwrap();
    let path = take_in(&app.alice, KONTORET).await;
    let [clients, cases, meetings, outcomes, _] = there(&app).await;
    assert_eq!((clients, cases), (fact("good"), fact("good") + fact("duplicate_person")));
    assert_eq!((meetings, outcomes), (plan.meetings.len() as u64, plan.outcomes.len() as u64));
    let known: i64 = plan.meetings.iter().filter_map(|row| row.minutes).map(i64::from).sum();
    assert_eq!(minutes(&app).await, known);
    let import = import::Entity::find().one(app.db.read()).await.unwrap().unwrap();
    assert_eq!(import.counts["book"], facts);
    let closed = case::Entity::find().filter(case::COLUMN.status.eq(cases::Status::Closed));
    for case in closed.all(app.db.read()).await.unwrap() {
        assert_eq!(case.close_reason, Some(cases::CloseReason::Unknown));
        assert_eq!(case.employment_at_exit, Some(cases::Employment::Unknown));
    }
    let opened = audit::Entity::find().filter(audit::COLUMN.action.eq("open"));
    assert_eq!(opened.count(app.db.read()).await.unwrap(), cases);

    let before = there(&app).await;
    take_in(&app.bob, KONTORET).await;
    assert_eq!(there(&app).await, before);
    let page = app.bob.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("1\u{a0}121") || page.body.contains("1121"), "{}", page.body);
    for who in [&app.charlie, &app.lena, &app.adam, &app.tove] {
        assert!(who.get(&path).await.is_closed());
        assert!(who.get(&format!("{path}/mend.xlsx")).await.is_closed());
        assert!(who.post(&format!("{path}/confirmation"), &[]).await.is_closed());
    }
    assert!(app.stranger().get(&path).await.location.unwrap().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_protected_person_leaves_no_place_contact_or_name_to_find() {
    let app = TestApp::new().await;
    take_in(&app.alice, KONTORET).await;
    let protected = client::Entity::find().filter(client::COLUMN.protected.eq(true));
    let protected = protected.all(app.db.read()).await.unwrap();
    assert!(!protected.is_empty());
    for client in protected {
        assert_eq!((client.given_name.as_str(), client.family_name.as_str()), ("", ""));
        assert_eq!((client.kommun_code, client.email, client.phone), (None, None, None));
        let names = name::Entity::find().filter(name::COLUMN.client_id.eq(client.id));
        assert_eq!(names.count(app.db.read()).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_check_writes_nothing_but_its_report() {
    let app = TestApp::new().await;
    let checked = bring(&app.alice, KONTORET).await;
    let path = checked.location.unwrap();
    let page = app.bob.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("Detta läses in"));
    assert_eq!(there(&app).await, [0; 5]);
    assert_eq!(std::fs::read_dir(app.data().join("imports")).unwrap().count(), 1);
    assert_eq!(app.charlie.get(&path).await.status, StatusCode::NOT_FOUND);
    let list = app.bob.get("/imports").await;
    assert!(list.body.contains(&format!("href=\"{path}\"")));
    assert!(!app.charlie.get("/imports").await.body.contains(&format!("href=\"{path}\"")));
    assert_eq!(app.adam.get("/imports").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_mended_file_adds_just_what_was_missing() {
    let app = TestApp::new().await;
    let good: &[&str] = &["A-1", "Eva", "Berg", "Umeå", "Idé", "2026-01-12"];
    let bad: &[&str] = &["A-2", "Amina", "", "Umeå", "Idé", "2026-01-13"];
    let meetings: &[&[&str]] = &[
        &["A-1", "2026-01-20", "10:00", "60", "besök", "ett"],
        &["A-1", "2026-01-27", "10:00", "", "besök", "två"],
        &["A-2", "2026-01-21", "09:00", "45", "telefon", "tre"],
    ];
    let path = take_in(&app.alice, &book(&[good, bad], meetings)).await;
    assert_eq!(there(&app).await[..3], [1, 1, 1]);
    let to_mend = app.bob.get(&format!("{path}/mend.xlsx")).await;
    assert_eq!(to_mend.status, StatusCode::OK);
    let waiting = Book::read(&to_mend.bytes, Default::default()).unwrap();
    assert_eq!(waiting.sheets.iter().map(|sheet| sheet.rows.len()).collect::<Vec<_>>(), [2, 3]);

    let mended: &[&str] = &["A-2", "Amina", "Nur", "Umeå", "Idé", "2026-01-13"];
    let meetings: &[&[&str]] = &[
        &["A-1", "2026-01-27", "10:00", "30", "besök", "två"],
        &["A-2", "2026-01-21", "09:00", "45", "telefon", "tre"],
    ];
    let mended = book(&[mended], meetings);
    take_in(&app.alice, &mended).await;
    assert_eq!(there(&app).await[..3], [2, 2, 3]);
    assert_eq!(minutes(&app).await, 135);
    take_in(&app.bob, &mended).await;
    assert_eq!(there(&app).await[..3], [2, 2, 3]);
}

#[tokio::test]
async fn one_person_is_one_client_and_a_number_on_the_wrong_row_joins_nobody() {
    let app = TestApp::new().await;
    let number = "19900101-0017";
    let first = csv(&format!("A-1;Bob;Eva;Berg;{number};K;Umeå;;;Idé;2026-01-12;2026-02-12\n"));
    take_in(&app.alice, &first).await;
    assert_eq!(there(&app).await[..2], [1, 1], "the number must be a good one");
    let case = case::Entity::find().one(app.db.read()).await.unwrap().unwrap();
    assert_eq!(case.advisor_id, app.bob.user().id);
    assert_eq!(case.imported_reference.as_deref(), Some("A-1"));
    assert_eq!(case.number, "2026-000001");
    assert_eq!(there(&app).await[4], 2);

    let again = csv(&format!(
        "B-1;Okänd Person;Eva;Berg;{number};K;Umeå;;;Idé;2026-01-20;\nB-2;;Malee;Chaiyasit;{number};K;Umeå;;;Idé;2026-01-21;\n"
    ));
    take_in(&app.alice, &again).await;
    assert_eq!(there(&app).await[..2], [2, 3]);
    assert_eq!(count::<identifier::Entity>(&app).await, 1);
    let wrong = csv(&format!("C-1;;Sara;Lind;{number};K;Umeå;;;Idé;2026-01-22;\n"));
    take_in(&app.alice, &wrong).await;
    assert_eq!(there(&app).await[..2], [3, 4]);
    assert_eq!(count::<identifier::Entity>(&app).await, 1);
}

#[tokio::test]
async fn what_is_no_book_gets_a_page_that_says_so() {
    let app = TestApp::new().await;
    let torn = &KONTORET[..KONTORET.len() / 2];
    for (file, words) in [
        (&b""[..], "Fyll i"),
        (b"%PDF-1.7\n%\xE2\xE3", "varken ett kalkylblad"),
        (torn, "skadad"),
        (b"Namn;Adress\nEva;Storgatan\n", "Inget blad"),
    ] {
        let page = bring(&app.alice, file).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains(words) || file.is_empty(), "{words}: {}", page.body);
    }
    let large = bring(&app.alice, &vec![b'a'; 20 << 20]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.body.contains("större än 16 MB"), "{}", large.body);
    assert_eq!(count::<import::Entity>(&app).await, 0);
    let foreign = app.alice.upload("/imports", &[("programme", "2")], ("file", "a.xlsx", KONTORET)).await;
    assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bring(&app.lena, KONTORET).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.alice.post("/imports", &[("programme", "1")]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_old_encoding_is_read_and_formulas_are_text() {
    let app = TestApp::new().await;
    let text = "\u{c4}rendenr;F\u{f6}rnamn;Efternamn;Kommun;Fas;Inskriven;Anteckning\nA-1;\u{c5}sa;\u{d6}berg;Ume\u{e5};Id\u{e9};2026-01-12;=1+1\n";
    let bytes: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
    take_in(&app.alice, &bytes).await;
    let client = client::Entity::find().one(app.db.read()).await.unwrap().unwrap();
    assert_eq!((client.given_name.as_str(), client.family_name.as_str()), ("Åsa", "Öberg"));
    let case = case::Entity::find().one(app.db.read()).await.unwrap().unwrap();
    assert_eq!(case.note.as_deref(), Some("=1+1"));
}

#[tokio::test]
async fn a_book_nobody_takes_in_is_gone_after_a_day() {
    let app = TestApp::new().await;
    let path = bring(&app.alice, KONTORET).await.location.unwrap();
    assert_eq!(jobs::clear_imports(&app.parts).await.unwrap(), 0);
    let folder = app.data().join("imports");
    let txn = app.db.begin().await.unwrap();
    let later = noon() + chrono::TimeDelta::hours(25);
    assert_eq!(jamvaxt::imports::shelf::clear(&txn, &folder, later).await.unwrap(), 1);
    txn.commit().await.unwrap();
    assert_eq!(app.alice.get(&path).await.status, StatusCode::NOT_FOUND);
}

/// The real program on the data directory of a test.
fn import(app: &TestApp, words: &[&str]) -> std::process::Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_jamvaxt"))
        .arg("import")
        .args(words)
        .args(["--programme", "kvinnors företagande i länet", "--data"])
        .arg(app.data())
        .env_clear()
        .env("JAMVAXT__SECRETS__KEY", "a key for tests that is long enough")
        .output()
        .unwrap()
}

#[tokio::test]
async fn the_command_reports_then_writes_and_leaves_a_file_to_mend() {
    if crate::databases::server().is_some() {
        return;
    }
    let app = TestApp::new().await;
    let folder = tempfile::TempDir::new().unwrap();
    let (file, report) = (folder.path().join("bok.xlsx"), folder.path().join("report.json"));
    std::fs::write(&file, KONTORET).unwrap();
    let file = file.to_str().unwrap();
    let office = ["--organisation", "Nyföretagarcentrum Norr"];
    let dry = [file, "--dry-run", "--report", report.to_str().unwrap()];
    let told = import(&app, &[&dry[..], &office].concat());
    assert_eq!(told.status.code(), Some(0), "{}", String::from_utf8_lossy(&told.stderr));
    let counts: serde_json::Value = serde_json::from_slice(&std::fs::read(&report).unwrap()).unwrap();
    assert_eq!(counts, facts());
    assert_eq!(there(&app).await, [0; 5]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);

    for _ in 0..2 {
        let told = import(&app, &[&[file][..], &office].concat());
        assert_eq!(told.status.code(), Some(0), "{}", String::from_utf8_lossy(&told.stderr));
        assert_eq!(there(&app).await[..2], [1089, 1121]);
    }
    assert!(folder.path().join("bok-att-rätta.xlsx").is_file());

    let unknown = import(&app, &[file, "--organisation", "Norr"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("Nyföretagarcentrum Norr"));
    std::fs::write(file, b"%PDF-1.7\n%\xE2\xE3").unwrap();
    let broken = import(&app, &[&[file][..], &office].concat());
    assert_eq!(broken.status.code(), Some(2));
    assert!(broken.stdout.is_empty());
}
