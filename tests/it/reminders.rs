//! Digests and escalations: on working days, at the hour, once.
use crate::{
    given,
    harness::{TestApp, day, noon},
};
use chrono::{DateTime, TimeZone, Utc};
use jamvaxt::{
    clock::Clock,
    config::{Mail, MailTls, MailTransport},
    followups,
    mail::Mailer,
    reminders::{self, Kind, Post, Reminder, Round, Settings, State, entity},
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder, sea_query::Expr};
use std::path::Path;

fn utc(y: i32, m: u32, d: u32, h: u32, min: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(y, m, d, h, min, 0).unwrap()
}

fn settings(at: &str) -> Settings {
    let time = chrono::NaiveTime::parse_from_str(at, "%H:%M").unwrap();
    Settings { digest_at: time, escalate_after_days: 14 }
}

async fn round_with(app: &TestApp, mailer: &Mailer, clock: Clock) -> Round {
    let post = Post {
        db: &app.db,
        mailer,
        templates: &app.parts.templates,
        clock,
        public_url: "https://jamvaxt.example.se",
    };
    reminders::send_due(&post, &settings("07:00")).await.unwrap()
}

async fn round(app: &TestApp, clock: Clock) -> Round {
    round_with(app, &app.parts.mailer, clock).await
}

async fn rows(app: &TestApp) -> Vec<Reminder> {
    entity::Entity::find().order_by_asc(entity::Column::Id).all(app.db.read()).await.unwrap()
}

/// The letters written, decoded, in the order of their names.
fn letters(app: &TestApp) -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir(app.data().join("mail"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
        .collect();
    files.sort();
    files.iter().map(|path| readable(path)).collect()
}

/// Quoted-printable bodies as people see them.
fn readable(path: &Path) -> String {
    let raw = std::fs::read(path).unwrap();
    let text = String::from_utf8_lossy(&raw).replace("=\r\n", "");
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
        match (bytes[at], hex.and_then(|two| u8::from_str_radix(two, 16).ok())) {
            (b'=', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A server that is not there: nothing is ever handed over.
fn nobody_listens(folder: &Path) -> Mailer {
    let settings = Mail {
        transport: MailTransport::Smtp,
        from: "Jämväxt <jamvaxt@localhost>".into(),
        host: "127.0.0.1".into(),
        port: 9,
        tls: MailTls::None,
        username: String::new(),
        password: "".into(),
    };
    Mailer::new(&settings, folder).unwrap()
}

/// Alice has two follow-ups, one of them overdue, and a next step for today.
async fn a_busy_alice(app: &TestApp) {
    let alice = app.alice.user();
    let client = given::a_client(app, 1, "Åsa").await;
    let case = given::a_case(app, alice, client, "2026-000007").await;
    given::a_followup(app, &case, "2026-02-27").await;
    given::a_followup(app, &case, "2026-03-02").await;
    given::a_followup(app, &case, "2026-03-03").await;
    given::a_next_step(app, &case, "2026-03-02").await;
}

#[tokio::test]
async fn a_digest_tells_counts_and_numbers_and_never_a_name() {
    let app = TestApp::new().await;
    a_busy_alice(&app).await;
    let round = round(&app, Clock::reading(noon)).await;
    // Alice gets a letter; Bob and Charlie have nothing due, nor has either lead.
    assert_eq!(round, Round { sent: 1, nothing_due: 4, ..Round::default() });

    let [letter] = letters(&app).try_into().unwrap();
    assert!(letter.contains("2026-000007") && letter.contains("försenad sedan 27 feb. 2026"), "{letter}");
    assert!(letter.contains("måndag 2 mars") && letter.contains("Överenskomna nästa steg"), "{letter}");
    assert!(letter.contains("https://jamvaxt.example.se/followups/1"), "{letter}");
    assert!(letter.contains("Message-ID: <digest.1.2026-03-02@jamvaxt.example.se>"), "{letter}");
    assert!(!letter.contains("Åsa") && !letter.contains("Öberg") && !letter.contains("budget"), "{letter}");
    let row = &rows(&app).await[0];
    assert_eq!((row.key.as_str(), row.state), ("digest:1:2026-03-02", State::Sent));
    assert_eq!((row.due, row.overdue), (2, 1));
}

#[tokio::test]
async fn ticks_that_come_twice_or_at_once_send_one_letter() {
    let app = TestApp::new().await;
    a_busy_alice(&app).await;
    let clock = Clock::reading(noon);
    let (one, other, third) = tokio::join!(round(&app, clock), round(&app, clock), round(&app, clock));
    assert_eq!(one.sent + other.sent + third.sent, 1);
    assert_eq!(round(&app, clock).await, Round::default());
    assert_eq!(letters(&app).len(), 1);
}

#[tokio::test]
async fn nothing_leaves_before_the_hour_nor_on_days_off() {
    let app = TestApp::new().await;
    a_busy_alice(&app).await;
    for early_or_free in [
        || utc(2026, 3, 2, 5, 59),   // 06.59 in winter
        || utc(2026, 3, 7, 9, 0),    // Saturday
        || utc(2026, 3, 8, 9, 0),    // Sunday
        || utc(2026, 4, 3, 9, 0),    // Good Friday
        || utc(2026, 6, 19, 9, 0),   // Midsummer's eve
        || utc(2026, 12, 24, 9, 0),  // Christmas Eve
        || utc(2026, 3, 30, 4, 59),  // 06.59 in summer, the day after the clocks went on
        || utc(2026, 10, 26, 5, 59), // 06.59 in winter, the day after they went back
    ] {
        assert_eq!(round(&app, Clock::reading(early_or_free)).await, Round::default());
    }
    assert!(rows(&app).await.is_empty());
}

#[tokio::test]
async fn the_hour_is_the_wall_clocks_on_both_sides_of_both_changes() {
    for at_seven in [
        || utc(2026, 3, 27, 6, 0),
        || utc(2026, 3, 30, 5, 0),
        || utc(2026, 10, 23, 5, 0),
        || utc(2026, 10, 26, 6, 0),
    ] {
        let app = TestApp::new().await;
        a_busy_alice(&app).await;
        round(&app, Clock::reading(at_seven)).await;
        let row = &rows(&app).await[0];
        assert_eq!((row.kind, row.state, row.recipient_id), (Kind::Digest, State::Sent, 1), "{}", at_seven());
    }
}

#[test]
fn an_hour_that_the_change_skips_or_doubles_comes_once() {
    // A Sunday both times, so the day is asked of the Monday rule elsewhere; here only the moment counts.
    let at = |time| jamvaxt::clock::moment(day("2026-03-29"), settings(time).digest_at);
    assert_eq!(at("02:30"), utc(2026, 3, 29, 1, 0));
    assert!(settings("07:00").day_to_write_on(utc(2026, 3, 29, 9, 0)).is_none());
}

#[tokio::test]
async fn a_server_that_slept_sends_todays_once() {
    let app = TestApp::new().await;
    a_busy_alice(&app).await;
    assert_eq!(round(&app, Clock::reading(noon)).await.sent, 1);
    // Away from Monday till late on Friday.
    let friday = Clock::reading(|| utc(2026, 3, 6, 20, 15));
    assert_eq!(round(&app, friday).await.sent, 1);
    assert_eq!(round(&app, friday).await.sent, 0);
    let digests: Vec<_> = rows(&app)
        .await
        .into_iter()
        .filter(|row| row.kind == Kind::Digest && row.recipient_id == 1)
        .collect();
    assert_eq!(
        digests.iter().map(|row| row.planned_for).collect::<Vec<_>>(),
        [day("2026-03-02"), day("2026-03-06")]
    );
}

#[tokio::test]
async fn what_was_not_handed_over_is_tried_again() {
    let app = TestApp::new().await;
    a_busy_alice(&app).await;
    let clock = Clock::reading(noon);
    let folder = app.data();
    assert_eq!(round_with(&app, &nobody_listens(&folder), clock).await.later, 1);
    assert!(rows(&app).await.iter().all(|row| row.state == State::NothingDue));
    assert_eq!(round(&app, clock).await.sent, 1);
}

#[tokio::test]
async fn a_sender_that_died_leaves_an_uncertain_letter_that_never_goes_twice() {
    let app = TestApp::new().await;
    a_busy_alice(&app).await;
    let row = entity::ActiveModel {
        key: Set("digest:1:2026-03-02".into()),
        recipient_id: Set(1),
        kind: Set(Kind::Digest),
        planned_for: Set(day("2026-03-02")),
        state: Set(State::Claimed),
        due: Set(1),
        overdue: Set(0),
        claimed_at: Set(noon() - chrono::TimeDelta::minutes(11)),
        ..Default::default()
    };
    entity::Entity::insert(row).exec_without_returning(app.db.writer()).await.unwrap();
    assert_eq!(round(&app, Clock::reading(noon)).await.sent, 0);
    let row = &rows(&app).await[0];
    assert_eq!((row.state, row.reason.as_deref()), (State::Uncertain, Some("interrupted")));
    assert!(letters(&app).is_empty());
}

#[tokio::test]
async fn the_lead_is_told_once_of_what_lies_too_long() {
    let app = TestApp::new().await;
    let client = given::a_client(&app, 2, "Åsa").await;
    let case = given::a_case(&app, app.charlie.user(), client, "2026-000031").await;
    let other = given::a_case_in(&app, app.charlie.user(), client, "2026-000032", 2).await;
    let late = given::a_followup(&app, &case, "2026-02-15").await;
    let just_in_time = given::a_followup(&app, &case, "2026-02-16").await;
    given::a_followup(&app, &other, "2026-02-01").await;

    // Charlie's digest, and one letter each to Lena (programme 1) and Lars (programme 2).
    assert_eq!(round(&app, Clock::reading(noon)).await.sent, 3);
    let to = |name: &str| letters(&app).into_iter().filter(|l| l.contains(&format!("To: {name}"))).collect();
    let lenas: Vec<String> = to("Lena");
    assert!(lenas[0].contains("2026-000031") && lenas[0].contains("Resurscentrum Syd"), "{}", lenas[0]);
    assert!(!lenas[0].contains("2026-000032") && !lenas[0].contains("Öberg"), "{}", lenas[0]);
    assert!(lenas[0].contains("/programmes/1"));
    assert_eq!(given::followup(&app, late.id).await.escalated_on, Some(day("2026-03-02")));
    assert_eq!(given::followup(&app, just_in_time.id).await.escalated_on, None);

    // The next day the other one is too late; the first is not told of again.
    round(&app, Clock::reading(|| utc(2026, 3, 3, 9, 0))).await;
    let lenas: Vec<String> = to("Lena");
    assert_eq!(lenas.len(), 2);
    let tuesday = rows(&app).await.into_iter().find(|row| row.key == "escalation:4:2026-03-03").unwrap();
    assert_eq!((tuesday.state, tuesday.overdue), (State::Sent, 1));
    round(&app, Clock::reading(|| utc(2026, 3, 4, 9, 0))).await;
    assert_eq!(to("Lena").len(), 2);
}

#[tokio::test]
async fn an_escalation_the_server_did_not_take_is_not_lost() {
    let app = TestApp::new().await;
    let client = given::a_client(&app, 1, "Åsa").await;
    let case = given::a_case(&app, app.alice.user(), client, "2026-000031").await;
    given::a_followup(&app, &case, "2026-02-01").await;
    let folder = app.data();
    let down = round_with(&app, &nobody_listens(&folder), Clock::reading(noon)).await;
    assert_eq!((down.later, down.sent), (2, 0));
    // It comes back the day after.
    let back = round(&app, Clock::reading(|| utc(2026, 3, 3, 9, 0))).await;
    assert_eq!(back.sent, 2);
    assert!(letters(&app).iter().any(|letter| letter.contains("To: Lena") && letter.contains("2026-000031")));
}

#[tokio::test]
async fn a_closed_account_and_a_settled_followup_cause_no_letter() {
    let app = TestApp::new().await;
    a_busy_alice(&app).await;
    use jamvaxt::identity::accounts;
    let txn = app.db.begin().await.unwrap();
    accounts::set_active(&txn, app.adam.user(), 1, false, noon()).await.unwrap();
    txn.commit().await.unwrap();
    assert_eq!(round(&app, Clock::reading(noon)).await.sent, 0);

    let app = TestApp::new().await;
    a_busy_alice(&app).await;
    followups::entity::Entity::update_many()
        .col_expr(followups::entity::COLUMN.state, Expr::value("declined"))
        .col_expr(followups::entity::COLUMN.answered_on, Expr::value(day("2026-03-02")))
        .exec(app.db.writer())
        .await
        .unwrap();
    jamvaxt::meetings::entity::Entity::delete_many().exec(app.db.writer()).await.unwrap();
    assert_eq!(round(&app, Clock::reading(noon)).await.sent, 0);
}

#[tokio::test]
async fn the_letter_is_in_the_language_its_reader_chose() {
    let app = TestApp::new().await;
    a_busy_alice(&app).await;
    let txn = app.db.begin().await.unwrap();
    let english = jamvaxt::locales::Locale::English;
    jamvaxt::identity::accounts::set_locale(&txn, app.alice.user(), english).await.unwrap();
    txn.commit().await.unwrap();
    round(&app, Clock::reading(noon)).await;
    let letter = letters(&app).pop().unwrap();
    assert!(letter.contains("Subject: 2 things to do today and 1 overdue"), "{letter}");
}

#[tokio::test]
async fn the_job_does_the_same_by_hand() {
    let app = TestApp::new().await;
    a_busy_alice(&app).await;
    assert_eq!(jamvaxt::jobs::send_reminders(&app.parts).await.unwrap().sent, 1);
    jamvaxt::jobs::tick(app.parts.clone()).await;
    assert_eq!(letters(&app).len(), 1);
}

#[test]
fn an_hour_that_is_none_is_refused_with_a_way_to_mend_it() {
    let mut config = jamvaxt::config::Config::demo(None).unwrap();
    config.reminders.digest_at = "sju".into();
    let error = Settings::read(&config.reminders).unwrap_err();
    assert!(error.0.contains("reminders.digest_at") && error.0.contains("07:00"));
}
