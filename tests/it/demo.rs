//! The demonstration: whole or not at all, the same for the same seed, and true to every rule of the domain.
use crate::harness::{day, noon};
use chrono::NaiveDate;
use jamvaxt::{
    audit::entity as audit_events,
    cases::{self, Employment, LegalBasis, NewCase, Phase, entity as case},
    clients::entity::{client, identifier, name},
    config::Config,
    database::Database,
    demo::{self, Held, Made},
    enterprises::entity::{enterprise, owner, status_change},
    followups::{self, entity as followup},
    identity::{
        self, Role, directory,
        guesses::Origin,
        sign_in::{Answer, Desk},
    },
    indicators::{self, Figure, Filter, Indicator, Period, Question},
    measures::entity::{measure, participant},
    meetings::entity as meeting,
    outcomes::entity as outcome,
    programmes::{self, Anchor},
    releases,
    vault::Vault,
};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt::Debug,
    os::unix::fs::PermissionsExt,
};
use tempfile::TempDir;

const MADE: Made = Made { cases: 80, seed: 7, today: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() };

struct Filled {
    db: Database,
    folder: TempDir,
}

async fn empty() -> Filled {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}", folder.path().join("jamvaxt.db").display());
    let db = Database::connect(&url, 2).await.unwrap();
    Migrator::up(db.writer(), None).await.unwrap();
    Filled { db, folder }
}

fn vault() -> Vault {
    Config::demo(None).unwrap().vault().unwrap()
}

async fn filled(made: &Made) -> Filled {
    let filled = empty().await;
    demo::fill(&filled.db, &vault(), made, noon()).await.unwrap();
    filled
}

async fn all<E: EntityTrait>(db: &Database) -> Vec<E::Model>
where
    E::Model: Send + Sync,
{
    E::find().all(db.read()).await.unwrap()
}

fn said(rows: &impl Debug) -> String {
    format!("{rows:#?}")
}

/// Every table, but for password hashes and what is sealed.
async fn contents(db: &Database) -> BTreeMap<&'static str, String> {
    let mut numbers = all::<identifier::Entity>(db).await;
    for number in &mut numbers {
        number.sealed.clear();
    }
    BTreeMap::from([
        ("organisations", said(&identity::organisations::all(db.read()).await.unwrap())),
        ("users", said(&directory::all(db.read()).await.unwrap())),
        ("programmes", said(&programmes::all(db.read()).await.unwrap())),
        ("clients", said(&all::<client::Entity>(db).await)),
        ("names", said(&all::<name::Entity>(db).await)),
        ("identifiers", said(&numbers)),
        ("enterprises", said(&all::<enterprise::Entity>(db).await)),
        ("owners", said(&all::<owner::Entity>(db).await)),
        ("statuses", said(&all::<status_change::Entity>(db).await)),
        ("case numbers", said(&all::<case::number::Entity>(db).await)),
        ("cases", said(&all::<case::Entity>(db).await)),
        ("meetings", said(&all::<meeting::Entity>(db).await)),
        ("measures", said(&all::<measure::Entity>(db).await)),
        ("participants", said(&all::<participant::Entity>(db).await)),
        ("outcomes", said(&all::<outcome::Entity>(db).await)),
        ("follow-ups", said(&all::<followup::Entity>(db).await)),
        ("audit", said(&all::<audit_events::Entity>(db).await)),
    ])
}

#[tokio::test]
async fn the_same_seed_invents_the_same() {
    let (first, second) = (filled(&MADE).await, filled(&MADE).await);
    let (first, second) = (contents(&first.db).await, contents(&second.db).await);
    for (table, rows) in &first {
        assert!(rows == &second[table], "{table} differ");
    }
    let other = contents(&filled(&Made { seed: 8, ..MADE }).await.db).await;
    assert!(first["clients"] != other["clients"]);
    assert_eq!(demo::sign_ins(&MADE)[0].password, demo::sign_ins(&MADE)[0].password);
    assert_ne!(demo::sign_ins(&MADE)[0].password, demo::sign_ins(&Made { seed: 8, ..MADE })[0].password);
}

#[tokio::test]
async fn it_knows_what_it_was_filled_with() {
    let app = empty().await;
    assert_eq!(demo::held(app.db.read()).await.unwrap(), Held::Nothing);
    demo::fill(&app.db, &vault(), &MADE, noon()).await.unwrap();
    assert_eq!(demo::held(app.db.read()).await.unwrap(), Held::Invention(MADE));

    let other = crate::harness::TestApp::new().await;
    assert_eq!(demo::held(other.db.read()).await.unwrap(), Held::Something);
}

#[tokio::test]
async fn one_of_each_role_signs_in_and_the_file_is_hers_alone() {
    let app = filled(&MADE).await;
    let people = demo::sign_ins(&MADE);
    for role in Role::ALL {
        assert!(people.iter().any(|one| one.role == *role), "{}", role.code());
    }
    let one = &people[0];
    let (vault, origin) = (vault(), Origin::default());
    let desk = Desk { db: &app.db, vault: &vault, origin: &origin, now: noon() };
    let answer = desk.password(&one.email, one.password.clone()).await.unwrap();
    let known = if let Answer::Right(user) = answer { Some(user) } else { None };
    assert!(known.unwrap().is(one.role));

    let file = app.folder.path().join("sign-ins.csv");
    demo::keep(&people, &file).unwrap();
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("role,organisation,programme,email,password\nadvisor,"), "{text}");
    assert_eq!(text.lines().count(), people.len() + 1);
}

#[tokio::test]
async fn the_rows_keep_the_rules_of_the_verbs() {
    let db = filled(&Made { cases: 400, ..MADE }).await.db;
    let broken = db.read().query_all_raw(sea_orm::Statement::from_string(
        sea_orm::DbBackend::Sqlite,
        "PRAGMA foreign_key_check",
    ));
    assert!(broken.await.unwrap().is_empty());

    let clients: HashMap<i64, client::Model> =
        all::<client::Entity>(&db).await.into_iter().map(|one| (one.id, one)).collect();
    let named: HashSet<i64> = all::<name::Entity>(&db).await.iter().map(|name| name.client_id).collect();
    for client in clients.values() {
        assert_eq!(named.contains(&client.id), !client.protected, "client {}", client.id);
        assert_eq!(client.given_name.is_empty(), client.protected, "client {}", client.id);
    }
    assert!(clients.values().any(|client| client.protected));

    let mut shares: BTreeMap<i64, i64> = BTreeMap::new();
    let owners = all::<owner::Entity>(&db).await;
    for owner in &owners {
        *shares.entry(owner.enterprise_id).or_default() += owner.share_percent.unwrap_or(0);
    }
    assert!(shares.values().all(|sum| *sum <= 100));
    assert!(owners.len() > shares.len(), "some own a firm together");

    let planned: HashSet<(i64, Anchor)> =
        all::<followup::Entity>(&db).await.iter().map(|row| (row.case_id, row.anchor)).collect();
    let opened: HashSet<i64> = all::<audit_events::Entity>(&db)
        .await
        .iter()
        .filter(|event| (event.action.as_str(), event.object.as_str()) == ("open", "case"))
        .filter_map(|event| event.case_id)
        .collect();
    for case in all::<case::Entity>(&db).await {
        assert!(opened.contains(&case.id));
        assert_eq!(planned.contains(&(case.id, Anchor::CaseClosed)), case.closed_on.is_some());
        assert_eq!(clients[&case.client_id].organisation_id, case.organisation_id);
    }
    let log = all::<audit_events::Entity>(&db).await;
    let moments: Vec<_> = log.iter().filter(|event| event.user_id.is_some()).map(|event| event.at).collect();
    assert!(moments.is_sorted(), "the log stands in the order of time");
}

#[tokio::test]
async fn nothing_but_plans_lies_in_the_future() {
    let db = filled(&Made { cases: 400, ..MADE }).await.db;
    let today = MADE.today;
    assert!(all::<case::Entity>(&db).await.iter().all(|case| case.opened_on < today
        && case.closed_on.is_none_or(|day| day < today && day >= case.opened_on)));
    for meeting in all::<meeting::Entity>(&db).await {
        assert!(meeting.held_at < noon() && meeting.created_at < noon());
        assert!(meeting.next_step_done_at.is_none_or(|at| at < noon() && at >= meeting.held_at));
    }
    assert!(all::<outcome::Entity>(&db).await.iter().all(|row| row.reference_date < today));
    assert!(
        all::<measure::Entity>(&db)
            .await
            .iter()
            .all(|row| row.starts_on < today && row.ends_on.is_none_or(|day| day < today))
    );
    assert!(
        all::<enterprise::Entity>(&db).await.iter().all(|row| row.started_on.is_none_or(|day| day < today))
    );
    let followups = all::<followup::Entity>(&db).await;
    assert!(followups.iter().all(|row| row.answered_on.is_none_or(|on| on < today && on >= row.anchor_on)));
    let overdue = |row: &&followups::Followup| row.is_planned() && row.due_on < today;
    assert!(followups.iter().any(|row| row.is_planned() && row.due_on > today));
    assert!(followups.iter().filter(overdue).count() > 0);
    assert!(all::<audit_events::Entity>(&db).await.iter().all(|event| event.at < noon()));
}

#[tokio::test]
async fn the_next_case_gets_the_next_number() {
    let db = filled(&MADE).await.db;
    let advisor = directory::with_email(db.read(), &demo::sign_ins(&MADE)[0].email).await.unwrap().unwrap();
    let user = identity::find(db.read(), advisor.id, noon().date_naive()).await.unwrap().unwrap();
    let cases = cases::visible_to(&user).order_by_desc(case::Column::Id).all(db.read()).await.unwrap();
    let last = cases.iter().filter(|case| case.number.starts_with("2026-")).map(|case| &case.number).max();
    let last: i64 = last.unwrap()[5..].parse().unwrap();
    let new = NewCase {
        client_id: cases[0].client_id,
        programme_id: cases[0].programme_id,
        advisor_id: user.id,
        opened_on: day("2026-03-02"),
        phase: Phase::Idea,
        employment_at_entry: Employment::Unknown,
        legal_basis: LegalBasis::PublicTask,
        information: None,
    };
    let txn = db.begin().await.unwrap();
    let opened = cases::open(&txn, &user, new, noon()).await.unwrap();
    txn.commit().await.unwrap();
    assert_eq!(opened.number, cases::written(2026, last + 1));
    assert_eq!(opened.id, i64::from(MADE.cases) + 1);
}

#[tokio::test]
async fn card_and_list_agree_and_the_release_is_due_once() {
    let app = filled(&Made { cases: 400, ..MADE }).await;
    let lead = demo::sign_ins(&MADE).into_iter().find(|one| one.role == Role::Lead).unwrap();
    let lead = directory::with_email(app.db.read(), &lead.email).await.unwrap().unwrap();
    let lead = identity::find(app.db.read(), lead.id, noon().date_naive()).await.unwrap().unwrap();
    let programme = programmes::led_by(&lead).one(app.db.read()).await.unwrap().unwrap();
    let led = programmes::find_led(app.db.read(), &lead, programme.id).await.unwrap().unwrap();
    let question = Question::new(&led, Period::Whole, noon());
    for indicator in Indicator::ALL {
        let rows = indicators::contributions(app.db.read(), &question, *indicator).await.unwrap();
        assert!(!rows.is_empty(), "{}", indicator.code());
        for line in Figure::of(*indicator, &rows).lines.iter().filter(|line| line.part.has_list()) {
            let filter = Filter { part: Some(line.part), ..Filter::default() };
            let listed =
                indicators::list(app.db.read(), &led, Period::Whole, *indicator, &filter, noon()).await;
            let all = line.known + line.unknown + line.lost + line.not_yet_due;
            assert_eq!(listed.unwrap().len() as i64, all, "{}", indicator.code());
        }
    }
    let folder = app.folder.path().join("releases");
    let due = releases::due(app.db.read(), noon()).await.unwrap();
    assert_eq!(due.len(), 1);
    let done = releases::run_due(&app.db, &due[0], noon(), &folder).await.unwrap();
    let releases::Done::Frozen(release, path) = done else { panic!("{done:?}") };
    assert_eq!(release.period, "2025H2");
    assert!(path.starts_with(&folder) && path.is_dir());
    assert!(releases::due(app.db.read(), noon()).await.unwrap().is_empty());
}
