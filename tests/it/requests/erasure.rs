//! Erasure: by two persons, down to the bytes of the file, and without a change to any earlier figure.
use crate::{
    audit as log, books, given,
    harness::{TestApp, day, noon},
};
use axum::http::StatusCode;
use jamvaxt::{
    audit::{self, Act, Reason, Typed},
    cases::{self, entity::Employment},
    clients::{
        self, Facts,
        entity::client::{BirthBackground, Education, Origin, Sex},
    },
    codes::IdentityNumber,
    enterprises::entity::{enterprise, owner},
    followups::entity as followups,
    imports::shelf,
    indicators::{self, Indicator, Period, Question},
    measures::{self, NewMeasure},
    meetings::entity as meetings,
    outcomes::entity as outcomes,
    programmes::entity::programme,
    releases::{self, NewDefinition, Waiting},
    requests::{erasure, hold},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait, Statement};
use std::{fs, path::Path};

const NUMBER: &str = "701063-2391";

/// Words that stand nowhere but in what is kept on her, one a field.
const HERS: [&str; 22] = [
    "Zqgivenname",
    "Zqfamilyname",
    "zqmail@zq.example",
    "070-zqphone",
    "Zqgatan 1",
    "zqnotes",
    "zqnextstep",
    "zqcasenote",
    "zqofficeref",
    "zqoutcomenote",
    "zqfollowupnote",
    "zqtitle",
    "zqprovider",
    "Zqfirm",
    "5560zq7777",
    "zqtyped",
    "zqanswer",
    "zqbook",
    "zqmend",
    "zqholdreason",
    "zqimportkey",
    "62zq1",
];

async fn hers(app: &TestApp, txn: &DatabaseTransaction) -> i64 {
    let facts = Facts {
        given_name: HERS[0].into(),
        family_name: HERS[1].into(),
        birth_date: Some(day("1971-04-05")),
        sex: Sex::Woman,
        birth_background: BirthBackground::ForeignBorn,
        birth_country: Some("SY".into()),
        birth_region: Some("world".into()),
        in_sweden_since: Some(2014),
        kommun_code: Some("0184".into()),
        education: Education::Doctorate,
        foreign_education: true,
        email: Some(HERS[2].into()),
        phone: Some(HERS[3].into()),
        postal_address: Some(HERS[4].into()),
        contact_language: Some("ar".into()),
        interpreter_needed: true,
        protected: None,
        origin: Origin::Client,
    };
    let number = clients::Number::of(&IdentityNumber::parse(NUMBER, day("2026-03-02")).unwrap());
    clients::enter(txn, app.alice.user(), facts, Some(&number), &app.parts.vault, noon()).await.unwrap()
}

/// A client with something of her own in every field that can hold it.
async fn whole_file(app: &TestApp) -> (i64, i64) {
    let txn = app.db.begin().await.unwrap();
    let client = hers(app, &txn).await;
    let firm = enterprise::ActiveModel {
        organisation_id: Set(1),
        name: Set(HERS[13].into()),
        sole_trader: Set(false),
        orgnr: Set(Some(HERS[14].into())),
        sni_code: Set(Some(HERS[21].into())),
        kommun_code: Set(Some("0184".into())),
        started_on: Set(Some(day("2025-03-15"))),
        status: Set(enterprise::Status::Active),
        created_at: Set(noon()),
        ..Default::default()
    };
    let firm = enterprise::Entity::insert(firm).exec(&txn).await.unwrap().last_insert_id;
    let share =
        owner::ActiveModel { enterprise_id: Set(firm), client_id: Set(client), share_percent: Set(Some(61)) };
    owner::Entity::insert(share).exec_without_returning(&txn).await.unwrap();
    let case = books::case(&txn, client, 1, Some(firm)).await;
    let row = cases::entity::ActiveModel {
        id: Set(case),
        note: Set(Some(HERS[7].into())),
        imported_reference: Set(Some(HERS[8].into())),
        employment_at_entry: Set(Employment::SickLeave),
        ..Default::default()
    };
    cases::entity::Entity::update(row).exec(&txn).await.unwrap();
    let meeting = meetings::ActiveModel {
        case_id: Set(case),
        advisor_id: Set(1),
        held_at: Set("2025-02-01T13:37:00Z".parse().unwrap()),
        minutes: Set(95),
        channel: Set(meetings::Channel::Phone),
        language: Set(Some("ar".into())),
        interpreter: Set(true),
        topic: Set(meetings::Topic::Tax),
        notes: Set(Some(HERS[5].into())),
        next_step: Set(Some(HERS[6].into())),
        next_step_by: Set(Some(1)),
        next_step_due_on: Set(Some(day("2026-03-01"))),
        import_key: Set(Some(HERS[20].into())),
        created_at: Set(noon()),
        ..Default::default()
    };
    meetings::Entity::insert(meeting).exec_without_returning(&txn).await.unwrap();
    for (kind, unit, on, value) in [
        (outcomes::Kind::Fte, outcomes::Unit::Fte, "2025-05-01", 150),
        (outcomes::Kind::Turnover, outcomes::Unit::Sek, "2025-06-01", 98_765_400),
    ] {
        let outcome = outcomes::ActiveModel {
            case_id: Set(case),
            enterprise_id: Set(Some(firm)),
            kind: Set(kind),
            state: Set(outcomes::State::Known),
            value_hundredths: Set(Some(value)),
            unit: Set(unit),
            reference_date: Set(day(on)),
            source: Set(outcomes::Source::Client),
            evidence: Set(outcomes::Evidence::Told),
            note: Set(Some(HERS[9].into())),
            recorded_by: Set(1),
            created_at: Set(noon()),
            ..Default::default()
        };
        outcomes::Entity::insert(outcome).exec_without_returning(&txn).await.unwrap();
    }
    txn.commit().await.unwrap();
    let one = given::case(app, case).await;
    let followup = given::a_followup(app, &one, "2026-02-20").await;
    let row = followups::ActiveModel {
        id: Set(followup.id),
        note: Set(Some(HERS[10].into())),
        ..Default::default()
    };
    followups::Entity::update(row).exec(app.db.writer()).await.unwrap();

    let txn = app.db.begin().await.unwrap();
    let measure = NewMeasure {
        kind: measures::Kind::Mentoring,
        title: Some(HERS[11].into()),
        provider: Some(HERS[12].into()),
        starts_on: day("2025-04-01"),
        ends_on: None,
        minutes: 60,
        cost_ore: Some(12_345),
    };
    measures::record(&txn, app.alice.user(), measure, &[case], noon()).await.unwrap();
    let act = Act::new("view", "client", client).on_client(client);
    let act = act.because(Reason::Other, Some(Typed::new(HERS[15], [7; 32])));
    audit::record(&txn, app.alice.user(), act, noon()).await.unwrap();
    hold::place(&txn, app.alice.user(), &one, HERS[19].into(), noon()).await.unwrap();
    hold::lift(&txn, app.alice.user(), &one, noon()).await.unwrap();
    txn.commit().await.unwrap();

    let request = [("kind", "erasure"), ("received_on", "2026-03-02")];
    app.alice.post(&format!("/cases/{case}/requests"), &request).await;
    let decision = [("state", "granted"), ("reason", HERS[16])];
    assert_eq!(app.alice.post("/requests/1/decision", &decision).await.status, StatusCode::SEE_OTHER);

    // Books that wait to be taken in, and what was held back of one that was.
    let folder = app.data().join("imports");
    let book = jamvaxt::imports::entity::ActiveModel {
        organisation_id: Set(1),
        programme_id: Set(1),
        file_sha256: Set(String::new()),
        state: Set(jamvaxt::imports::entity::State::Checked),
        counts: Set(serde_json::json!({})),
        created_at: Set(noon()),
        ..Default::default()
    };
    let book =
        jamvaxt::imports::entity::Entity::insert(book).exec(app.db.writer()).await.unwrap().last_insert_id;
    shelf::put(&shelf::book_file(&folder, book), HERS[17].as_bytes()).unwrap();
    shelf::put(&shelf::mend_file(&folder, book), HERS[18].as_bytes()).unwrap();
    (client, case)
}

/// The words of hers that stand anywhere in the data directory, with the database in it, or in any of its tables.
async fn found(app: &TestApp) -> Vec<String> {
    let mut texts = Vec::new();
    files(&app.data(), &mut texts);
    if !app.db.is_sqlite() {
        let tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
        let backend = sea_orm::DbBackend::Postgres;
        let rows = app.db.read().query_all_raw(Statement::from_string(backend, tables)).await.unwrap();
        for row in rows {
            let table: String = row.try_get("", "tablename").unwrap();
            let sql = format!("SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM {table} t");
            let row =
                app.db.read().query_one_raw(Statement::from_string(backend, sql)).await.unwrap().unwrap();
            texts.push(row.try_get::<String>("", "text").unwrap().into_bytes());
        }
    }
    let is_in =
        |word: &&&str| texts.iter().any(|text| text.windows(word.len()).any(|part| part == word.as_bytes()));
    HERS.iter().filter(is_in).map(|word| (*word).to_owned()).collect()
}

fn files(folder: &Path, texts: &mut Vec<Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files(&path, texts),
            false => texts.push(fs::read(path).unwrap()),
        }
    }
}

async fn erased(app: &TestApp, case: i64) {
    let proposed = app.alice.post(&format!("/cases/{case}/erasure"), &[]).await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER);
    let done = app.ulla.post("/erasures/1/confirmation", &[]).await;
    assert_eq!(done.location.as_deref(), Some("/erasures?said=erasure-done"));
}

#[tokio::test]
async fn nothing_of_hers_is_left_in_the_database_or_beside_it() {
    let app = TestApp::new().await;
    let (client, case) = whole_file(&app).await;
    log::seal(&app).await;
    let before = found(&app).await;
    let missing: Vec<_> = HERS.iter().filter(|word| !before.contains(&(**word).to_owned())).collect();
    assert!(missing.is_empty(), "never there, so nothing is shown by their absence: {missing:?}");

    erased(&app, case).await;
    assert_eq!(found(&app).await, [""; 0]);

    // Fields that hold no word of their own.
    let shell = clients::find(app.db.read(), app.alice.user(), client).await.unwrap().unwrap();
    assert_eq!((shell.given_name.as_str(), shell.family_name.as_str()), (erasure::ERASED, ""));
    assert_ne!(shell.birth_date, Some(day("1971-04-05")));
    assert_eq!(shell.kommun_code.as_deref(), Some("0114"), "the first of its county and type of region");
    assert_eq!((shell.birth_country, shell.birth_region, shell.in_sweden_since), (None, None, None));
    assert_eq!((shell.education, shell.foreign_education), (Education::Unknown, false));
    assert!(
        clients::numbers(
            app.db.read(),
            &clients::find(app.db.read(), app.alice.user(), client).await.unwrap().unwrap(),
            &app.parts.vault
        )
        .await
        .unwrap()
        .is_empty()
    );
    let one = given::case(&app, case).await;
    assert_eq!(one.employment_at_entry, Employment::Unknown);
    let met = jamvaxt::meetings::of(app.db.read(), &one).await.unwrap();
    assert_eq!(met[0].held_at.to_rfc3339(), "2025-02-01T11:00:00+00:00", "the day stays, the hour goes");

    // Nobody writes into it again.
    let form = [
        ("day", "2026-03-02"),
        ("time", "09:00"),
        ("minutes", "60"),
        ("channel", "phone"),
        ("topic", "idea"),
        ("language", "sv"),
    ];
    for path in [format!("/cases/{case}/meetings"), format!("/cases/{case}/reopening"), "/followups/1".into()]
    {
        let page = app.alice.post(&path, &form).await;
        assert_eq!(page.location, Some(format!("/cases/{case}?said=case-still")), "{path}");
    }
    assert_eq!(jamvaxt::meetings::of(app.db.read(), &one).await.unwrap().len(), 1);
    assert_eq!(
        app.charlie.post(&format!("/cases/{case}/reopening"), &[]).await.status,
        StatusCode::NOT_FOUND
    );

    // The number stays, the page opens, and the log is as it was sealed.
    let page = app.alice.get(&format!("/cases/{case}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains(&one.number) && page.body.contains("Raderad"));
    log::seal(&app).await;
    log::verify(&app).await.unwrap();
}

async fn figures(app: &TestApp) -> Vec<String> {
    let programme = programme::Entity::find_by_id(1).one(app.db.read()).await.unwrap().unwrap();
    let mut told = Vec::new();
    for period in [Period::Whole, Period::Half { year: 2025, second: false }] {
        let question = Question::new(&programme, period, noon());
        for (indicator, all) in
            indicators::contributions_to(app.db.read(), &question, Indicator::ALL).await.unwrap()
        {
            told.extend(all.iter().map(|one| format!("{indicator:?} {one:?}")));
        }
    }
    told
}

/// A contribution tells the kommun only to be told by län and region type.
fn as_figures_see_it(told: Vec<String>) -> Vec<String> {
    let place = |line: String| {
        let Some((before, after)) = line.split_once("Kommun { code: ") else { return line };
        let (_, levels) = after.split_once("lan: ").unwrap();
        format!("{before}{levels}")
    };
    told.into_iter().map(place).collect()
}

#[tokio::test]
async fn earlier_figures_and_releases_stay_what_they_were_to_the_byte() {
    let app = TestApp::new().await;
    let txn = app.db.begin().await.unwrap();
    for number in 0..12 {
        let sex = if number < 9 { Sex::Woman } else { Sex::Man };
        let client = books::client(&txn, books::Person { sex, ..books::AMAL }).await;
        let case = books::case(&txn, client, 1, None).await;
        books::meeting(&txn, case, "2025-02-01", 90).await;
    }
    releases::define(&txn, Some(app.lena.user()), NewDefinition::new("halvar", 1, 3), noon()).await.unwrap();
    txn.commit().await.unwrap();
    let (_, case) = whole_file(&app).await;
    let definition = releases::named(app.db.read(), "halvar").await.unwrap().unwrap();
    let period = Period::Half { year: 2025, second: false };
    let folder = app.data().join("releases");
    let run = async || {
        let waiting = Waiting::at_most_ten_minutes();
        releases::run(&app.db, &definition, period, noon(), &folder, &waiting).await.unwrap()
    };
    let releases::Done::Frozen(first, path) = run().await else { panic!("not frozen") };
    let before = as_figures_see_it(figures(&app).await);
    assert!(
        before.iter().any(|line| line.starts_with("J05"))
            && before.iter().any(|line| line.starts_with("J07"))
    );

    erased(&app, case).await;
    assert_eq!(as_figures_see_it(figures(&app).await), before);
    assert_eq!(run().await, releases::Done::Unchanged(first.clone(), path));
    assert!(releases::whole(app.db.read(), &folder).await.unwrap().is_ok());
}

#[tokio::test]
async fn nobody_erases_alone() {
    let app = TestApp::new().await;
    let (_, case) = whole_file(&app).await;
    assert_eq!(app.ulla.post(&format!("/cases/{case}/erasure"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.ulla.post("/erasures/1/confirmation", &[]).await.status, StatusCode::FORBIDDEN);
    for browser in [&app.alice, &app.bob, &app.charlie, &app.lena, &app.rut] {
        assert_eq!(browser.post("/erasures/1/confirmation", &[]).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(app.alice.post(&format!("/cases/{case}/erasure"), &[]).await.status, StatusCode::CONFLICT);
    assert!(!found(&app).await.is_empty());
    // An administrator sees numbers and no names, and is the second person.
    let list = app.adam.get("/erasures").await;
    assert!(list.body.contains(&given::case(&app, case).await.number) && !list.body.contains(HERS[0]));
    assert_eq!(app.adam.post("/erasures/1/confirmation", &[]).await.status, StatusCode::SEE_OTHER);
    assert!(found(&app).await.is_empty());
    assert_eq!(app.adam.post("/erasures/1/confirmation", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_held_is_not_erased_and_what_is_withdrawn_neither() {
    let app = TestApp::new().await;
    let (_, case) = whole_file(&app).await;
    let one = given::case(&app, case).await;
    let txn = app.db.begin().await.unwrap();
    assert!(hold::place(&txn, app.alice.user(), &one, "tvist".into(), noon()).await.unwrap());
    txn.commit().await.unwrap();
    app.alice.post(&format!("/cases/{case}/erasure"), &[]).await;
    let held = app.ulla.post("/erasures/1/confirmation", &[]).await;
    assert_eq!(held.location.as_deref(), Some("/erasures?said=erasure-held"));
    assert_eq!(app.ulla.post("/erasures/1/withdrawal", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.ulla.post("/erasures/1/confirmation", &[]).await.status, StatusCode::NOT_FOUND);
    assert!(found(&app).await.contains(&HERS[0].to_owned()));
}

#[tokio::test]
async fn a_firm_that_others_own_too_is_left_to_them() {
    let app = TestApp::new().await;
    let (client, case) = whole_file(&app).await;
    let other = given::a_client(&app, 1, "Beata").await;
    let share = owner::ActiveModel { enterprise_id: Set(1), client_id: Set(other), share_percent: Set(None) };
    owner::Entity::insert(share).exec_without_returning(app.db.writer()).await.unwrap();
    erased(&app, case).await;
    let firm = enterprise::Entity::find_by_id(1).one(app.db.read()).await.unwrap().unwrap();
    assert_eq!(firm.name, HERS[13]);
    let owners = owner::Entity::find().all(app.db.read()).await.unwrap();
    assert!(owners.iter().all(|share| share.client_id != client));
}
