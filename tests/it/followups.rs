//! Follow-ups: planned from the programme's plan, moved with their anchor, settled once.
use crate::{
    given,
    harness::{TestApp, day, noon},
};
use axum::http::StatusCode;
use chrono::{Days, NaiveDate};
use jamvaxt::{
    cases::{self, Case, CloseReason, Closing, Employment},
    clients,
    followups::{self, Answer, Followup, NotSettled, State},
    outcomes::{self, Kind},
    programmes::Anchor,
    reminders::{self, Post, Settings},
};
use proptest::prelude::*;
use sea_orm::EntityTrait;

async fn alices_case(app: &TestApp) -> Case {
    let client = given::a_client(app, 1, "Amina").await;
    given::a_case(app, app.alice.user(), client, "2026-000001").await
}

async fn all(app: &TestApp) -> Vec<Followup> {
    followups::entity::Entity::find().all(app.db.read()).await.unwrap()
}

async fn close(app: &TestApp, case: &Case, on: NaiveDate) {
    let txn = app.db.begin().await.unwrap();
    let closing =
        Closing { closed_on: on, reason: CloseReason::GoalReached, employment_at_exit: Employment::Unknown };
    let alice = app.alice.user();
    if cases::close(&txn, alice, case, closing, noon()).await.unwrap() {
        followups::plan_for(&txn, alice, case, Anchor::CaseClosed, on, noon()).await.unwrap();
    }
    txn.commit().await.unwrap();
}

async fn reopen(app: &TestApp, case: &Case) {
    let txn = app.db.begin().await.unwrap();
    let alice = app.alice.user();
    if cases::reopen(&txn, alice, case, noon()).await.unwrap() {
        followups::cancel_planned(&txn, alice, case, Anchor::CaseClosed, noon()).await.unwrap();
    }
    txn.commit().await.unwrap();
}

async fn start(app: &TestApp, case: &Case, on: NaiveDate) {
    let txn = app.db.begin().await.unwrap();
    let anchor = Anchor::EnterpriseStarted;
    followups::plan_for(&txn, app.alice.user(), case, anchor, on, noon()).await.unwrap();
    txn.commit().await.unwrap();
}

async fn settle(app: &TestApp, row: &Followup, case: &Case, answer: Answer) -> Result<State, NotSettled> {
    let txn = app.db.begin().await.unwrap();
    let on = day("2026-03-02");
    let client = clients::find(&txn, app.alice.user(), case.client_id).await.unwrap().unwrap();
    let texts = clients::Texts::of(&client, &app.parts.vault);
    let settled =
        followups::settle(&txn, app.alice.user(), (row, case, texts), answer, on, None, noon()).await;
    txn.commit().await.unwrap();
    settled
}

#[tokio::test]
async fn closing_plans_reopening_cancels_and_closing_again_plans_anew() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    close(&app, &case, day("2026-02-20")).await;
    let due = |rows: Vec<Followup>| rows.iter().map(|row| (row.due_on, row.state)).collect::<Vec<_>>();
    let planned = State::Planned;
    assert_eq!(due(all(&app).await), [(day("2026-03-20"), planned), (day("2026-08-20"), planned)]);
    reopen(&app, &case).await;
    assert!(all(&app).await.iter().all(|row| row.state == State::Cancelled));
    close(&app, &case, day("2026-03-01")).await;
    assert_eq!(due(all(&app).await), [(day("2026-03-29"), planned), (day("2026-09-01"), planned)]);
}

#[tokio::test]
async fn what_was_answered_stays_when_the_start_moves() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    start(&app, &case, day("2025-03-01")).await;
    let row = &all(&app).await[0];
    assert_eq!(row.due_on, day("2026-03-01"));
    settle(&app, row, &case, Answer::Done).await.unwrap();
    start(&app, &case, day("2025-04-01")).await;
    let row = &all(&app).await[0];
    assert_eq!((row.due_on, row.state), (day("2026-03-01"), State::Done));
}

#[tokio::test]
async fn a_question_whose_window_has_closed_is_not_asked() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    start(&app, &case, day("2023-03-01")).await;
    assert!(all(&app).await.is_empty());
}

#[tokio::test]
async fn three_tries_in_vain_and_she_was_not_reached() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    let row = given::a_followup(&app, &case, "2026-03-01").await;
    let again = Answer::NotReached { tried: 0 };
    assert_eq!(settle(&app, &row, &case, again).await.unwrap(), State::Planned);
    // The same try sent twice counts once.
    assert!(matches!(settle(&app, &row, &case, again).await, Err(NotSettled::Already)));
    let tried = given::followup(&app, row.id).await;
    assert_eq!((tried.attempts, tried.due_on), (1, day("2026-03-09")));
    assert_eq!(settle(&app, &row, &case, Answer::NotReached { tried: 1 }).await.unwrap(), State::Planned);
    assert_eq!(settle(&app, &row, &case, Answer::NotReached { tried: 2 }).await.unwrap(), State::NotReached);
    assert!(matches!(settle(&app, &row, &case, Answer::Done).await, Err(NotSettled::Already)));
}

const DONE: [(&str, &str); 6] = [
    ("answer", "done"),
    ("on", "2026-03-02"),
    ("tried", "0"),
    ("employment", "unknown"),
    ("fte", "1,25"),
    ("turnover_unknown", "on"),
];

#[tokio::test]
async fn an_answer_becomes_outcomes_of_that_day() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    let row = given::a_followup(&app, &case, "2026-03-01").await;
    let page = app.alice.get("/followups").await;
    assert!(
        page.body.contains("Amina Öberg") && page.body.contains("4 veckor efter avslut"),
        "{}",
        page.body
    );
    assert!(app.bob.get("/followups").await.body.contains("Inga uppföljningar"));
    assert!(app.bob.get("/followups?scope=office").await.body.contains("Alice"));
    let path = format!("/followups/{}", row.id);
    assert!(app.alice.get(&path).await.body.contains("sju dagar"));
    let page = app.alice.post(&path, &DONE).await;
    assert_eq!(page.location, Some(format!("/cases/{}?said=followup-settled", case.id)), "{}", page.body);
    let recorded = outcomes::of(app.db.read(), &case).await.unwrap();
    let value = |kind| recorded.iter().find(|row| row.kind == kind).map(|row| row.value_hundredths);
    assert_eq!((value(Kind::Employed), value(Kind::Fte)), (Some(None), Some(Some(125))));
    assert_eq!(value(Kind::Turnover), Some(None));
    assert!(recorded.iter().all(|row| row.reference_date == day("2026-03-02")));

    // Sent again, nothing is written twice.
    assert_eq!(app.alice.post(&path, &DONE).await.status, StatusCode::CONFLICT);
    assert_eq!(outcomes::of(app.db.read(), &case).await.unwrap().len(), 3);
    assert!(app.alice.get(&path).await.body.contains("genomförd"));
}

#[tokio::test]
async fn what_was_not_asked_is_not_recorded() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    given::a_followup(&app, &case, "2026-03-01").await;
    let page = app.alice.post("/followups/1", &DONE[..3]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    assert!(outcomes::of(app.db.read(), &case).await.unwrap().is_empty());
}

#[tokio::test]
async fn outsiders_find_nothing() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    given::a_followup(&app, &case, "2026-03-01").await;
    for who in [&app.charlie, &app.lena, &app.adam, &app.tove] {
        assert!(who.get("/followups/1").await.is_closed());
        assert!(who.post("/followups/1", &DONE).await.is_closed());
    }
    assert!(!app.charlie.get("/followups?scope=office").await.body.contains("2026-000001"));
    assert_eq!(app.lena.get("/followups").await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.stranger().get("/followups").await.location.as_deref(), Some("/sign-in"));
    assert_eq!(all(&app).await[0].state, State::Planned);
}

#[tokio::test]
async fn a_protected_client_is_named_on_the_form_only_and_to_her_group_only() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    given::a_followup(&app, &case, "2026-03-01").await;
    given::protect(&app, &case).await;
    given::a_reason(&app.alice, &case).await;
    for who in [&app.alice, &app.bob] {
        let page = who.get("/followups?scope=office").await;
        assert!(page.body.contains("Skyddad person") && !page.body.contains("Amina"));
    }
    assert_eq!(app.bob.get("/followups/1").await.status, StatusCode::FORBIDDEN);
    assert!(app.alice.get("/followups/1").await.body.contains("Amina"));
}

#[tokio::test]
async fn mistakes_come_back_and_nothing_is_settled() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    given::a_followup(&app, &case, "2026-03-01").await;
    for (field, value, words) in [
        ("answer", "", "Fyll i uppgiften"),
        ("answer", "maybe", "Välj ett av alternativen"),
        ("on", "2026-03-03", "en dag som har varit"),
        ("on", "2026-01-01", "en dag som har varit"),
        ("fte", "-1", "mindre än noll"),
        ("employment", "perhaps", "Skriv ett tal"),
    ] {
        let form: Vec<_> =
            DONE.iter().map(|(name, old)| (*name, if *name == field { value } else { *old })).collect();
        let page = app.alice.post("/followups/1", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
        assert!(page.body.contains(words), "{field} {value}: {}", page.body);
    }
    assert_eq!(all(&app).await[0].state, State::Planned);
    assert!(outcomes::of(app.db.read(), &case).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_page_begins_where_the_last_one_ended() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    for _ in 0..60 {
        given::a_followup(&app, &case, "2026-03-01").await;
    }
    let first = app.alice.get("/followups").await.body;
    let next = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let second = app.alice.get(&next.replace("&amp;", "&").replace("&#x2f;", "/")).await.body;
    let rows = |page: &str| page.matches("href=\"/followups/").count();
    assert_eq!((rows(&first), rows(&second)), (50, 10));
}

#[derive(Clone, Debug)]
enum Step {
    Close(u64),
    Reopen,
    Start(u64),
    Answer(usize, Answer),
    HandOver(bool),
    Tick,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let answer = prop_oneof![
        Just(Answer::Done),
        Just(Answer::Declined),
        Just(Answer::MovedAway),
        (0..3i64).prop_map(|tried| Answer::NotReached { tried }),
    ];
    let step = prop_oneof![
        (0..40u64).prop_map(Step::Close),
        Just(Step::Reopen),
        (0..700u64).prop_map(Step::Start),
        (0..4usize, answer).prop_map(|(which, answer)| Step::Answer(which, answer)),
        any::<bool>().prop_map(Step::HandOver),
        Just(Step::Tick),
    ];
    proptest::collection::vec(step, 1..12)
}

async fn take(app: &TestApp, case: &Case, step: Step) {
    match step {
        Step::Close(back) => {
            close(app, &given::case(app, case.id).await, day("2026-03-02") - Days::new(back)).await
        }
        Step::Reopen => reopen(app, case).await,
        Step::Start(back) => {
            start(app, &given::case(app, case.id).await, day("2026-03-02") - Days::new(back)).await
        }
        Step::Answer(which, answer) => {
            if let Some(row) = all(app).await.get(which) {
                let _ = settle(app, row, case, answer).await;
            }
        }
        Step::HandOver(to_bob) => {
            let to = if to_bob { 2 } else { 1 };
            let case = given::case(app, case.id).await;
            let txn = app.db.begin().await.unwrap();
            cases::hand_over(&txn, app.alice.user(), &case, to, noon()).await.unwrap();
            followups::hand_over(&txn, &case, to).await.unwrap();
            txn.commit().await.unwrap();
        }
        Step::Tick => {
            let post = Post {
                db: &app.db,
                mailer: &app.parts.mailer,
                templates: &app.parts.templates,
                clock: app.parts.clock,
                public_url: "https://jamvaxt.example.se",
            };
            let settings = Settings::read(&app.parts.config.reminders).unwrap();
            reminders::send_due(&post, &settings).await.unwrap();
        }
    }
}

fn holds(rows: &[Followup], before: &[Followup], case: &Case) {
    for row in rows {
        let open = matches!(row.state, State::Planned | State::Cancelled);
        assert_eq!(open, row.answered_on.is_none());
        assert!((0..=followups::TRIES).contains(&row.attempts));
        assert_eq!(row.state == State::NotReached, row.attempts == followups::TRIES);
        assert!(row.due_on >= row.anchor_on);
        if row.state == State::Planned {
            // Nothing is asked after the closing of a case that is open, nor by whoever handed it over.
            assert!(row.anchor != Anchor::CaseClosed || case.closed_on == Some(row.anchor_on));
            assert_eq!(row.advisor_id, case.advisor_id);
        }
        // One question, one row.
        let same = |other: &&Followup| {
            (other.anchor, other.offset_months, other.offset_weeks)
                == (row.anchor, row.offset_months, row.offset_weeks)
        };
        assert_eq!(rows.iter().filter(same).count(), 1);
        // What is settled stays as it is.
        if let Some(settled) = before.iter().find(|old| old.id == row.id && old.answered_on.is_some()) {
            assert_eq!(row, settled);
        }
    }
    assert!(before.iter().all(|old| rows.iter().any(|row| row.id == old.id)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_followups_stay_right(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let app = TestApp::new().await;
            let case = alices_case(&app).await;
            let mut before = Vec::new();
            for step in steps {
                take(&app, &case, step).await;
                let now = given::case(&app, case.id).await;
                let rows = all(&app).await;
                holds(&rows, &before, &now);
                before = rows;
            }
        });
    }
}
