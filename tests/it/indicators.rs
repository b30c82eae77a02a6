//! Each indicator by its definition; and the figure on a card is the list behind it is the file.
use crate::{
    books::{self, AMAL, Person},
    harness::{TestApp, day, noon},
};
use jamvaxt::{
    clients::entity::client::{BirthBackground, Sex},
    disclosure::Number,
    enterprises::entity::{enterprise, status_change},
    indicators::{self, AgeGroup, Axis, Figure, Filter, Indicator, Line, Part, Period, Question, State},
    measures::entity::measure::Kind,
    programmes::{self, Led},
    releases, reports,
};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr};

const FIRST_HALF: Period = Period::Half { year: 2025, second: false };
const SECOND_HALF: Period = Period::Half { year: 2025, second: true };

async fn led(app: &TestApp) -> Led {
    programmes::find_led(app.db.read(), app.lena.user(), 1).await.unwrap().unwrap()
}

async fn figure(app: &TestApp, indicator: Indicator, period: Period) -> indicators::Figure {
    let led = led(app).await;
    let question = Question::new(&led, period, noon());
    indicators::figure(app.db.read(), &question, indicator).await.unwrap()
}

async fn main_line(app: &TestApp, indicator: Indicator, period: Period) -> Line {
    figure(app, indicator, period).await.main().clone()
}

async fn value(app: &TestApp, indicator: Indicator, period: Period) -> String {
    main_line(app, indicator, period).await.value.map_or("–".into(), |value| value.to_string())
}

#[tokio::test]
async fn a_participant_is_counted_once_and_on_the_swedish_day() {
    let app = TestApp::new().await;
    let txn = app.db.begin().await.unwrap();
    let amal = books::client(&txn, AMAL).await;
    let case = books::case(&txn, amal, 1, None).await;
    books::meeting(&txn, case, "2025-02-01", 60).await;
    books::meeting(&txn, case, "2025-03-01", 60).await;
    books::measure(&txn, &[case], Kind::Course, "2025-04-01", 120).await;
    // 22:30 UTC on 30 June is half past midnight on 1 July in Sweden.
    let other = books::client(&txn, AMAL).await;
    let night = books::case(&txn, other, 1, None).await;
    books::meeting_at(&txn, night, "2025-06-30T22:30:00Z".parse().unwrap(), 60).await;
    let nobody = books::client(&txn, AMAL).await;
    books::case(&txn, nobody, 1, None).await;
    txn.commit().await.unwrap();

    assert_eq!(value(&app, Indicator::J01, FIRST_HALF).await, "1");
    assert_eq!(value(&app, Indicator::J01, SECOND_HALF).await, "1");
    assert_eq!(value(&app, Indicator::J01, Period::Whole).await, "2");
}

#[tokio::test]
async fn hours_with_one_person_and_in_a_group_are_kept_apart() {
    let app = TestApp::new().await;
    let txn = app.db.begin().await.unwrap();
    let mut cases = Vec::new();
    for _ in 0..3 {
        let client = books::client(&txn, AMAL).await;
        cases.push(books::case(&txn, client, 1, None).await);
    }
    books::meeting(&txn, cases[0], "2025-02-01", 90).await;
    books::measure(&txn, &cases[..1], Kind::Coaching, "2025-02-01", 45).await;
    books::measure(&txn, &cases, Kind::Course, "2025-02-01", 120).await;
    books::measure(&txn, &cases[..1], Kind::Grant, "2025-02-01", 30).await;
    txn.commit().await.unwrap();

    let hours = figure(&app, Indicator::J06, FIRST_HALF).await;
    assert_eq!(hours.lines[0].value.unwrap().to_string(), "2.25");
    assert_eq!(
        (hours.lines[1].part, hours.lines[1].value.unwrap().to_string()),
        (Part::InGroup, "6.00".into())
    );
}

#[tokio::test]
async fn firms_are_counted_by_what_they_got() {
    let app = TestApp::new().await;
    let txn = app.db.begin().await.unwrap();
    let mut cases = Vec::new();
    for _ in 0..3 {
        let client = books::client(&txn, AMAL).await;
        let firm = books::firm(&txn, 1, None).await;
        cases.push(books::case(&txn, client, 1, Some(firm)).await);
        books::meeting(&txn, *cases.last().unwrap(), "2025-02-01", 60).await;
    }
    // A partner in the first firm, and a firm that is only planned.
    let partner = books::client(&txn, AMAL).await;
    let case = books::case(&txn, partner, 1, Some(1)).await;
    books::meeting(&txn, case, "2025-02-01", 60).await;
    let dreamer = books::client(&txn, AMAL).await;
    let planned = books::firm(&txn, 1, None).await;
    set_status(&txn, planned, enterprise::Status::Planned).await;
    let case = books::case(&txn, dreamer, 1, Some(planned)).await;
    books::meeting(&txn, case, "2025-02-01", 60).await;
    books::measure(&txn, &cases[2..], Kind::MicroLoan, "2025-03-01", 0).await;
    txn.commit().await.unwrap();

    for (indicator, expected) in [(Indicator::J02, "3"), (Indicator::J03, "2"), (Indicator::J04, "1")] {
        assert_eq!(value(&app, indicator, FIRST_HALF).await, expected, "{indicator:?}");
    }
}

async fn set_status(txn: &DatabaseTransaction, firm: i64, status: enterprise::Status) {
    enterprise::Entity::update_many()
        .col_expr(enterprise::Column::Status, Expr::value(status.code()))
        .filter(enterprise::COLUMN.id.eq(firm))
        .exec(txn)
        .await
        .unwrap();
}

async fn history(txn: &DatabaseTransaction, firm: i64, status: enterprise::Status, since: &str) {
    let row = status_change::ActiveModel {
        enterprise_id: Set(firm),
        status: Set(status),
        since: Set(day(since)),
        recorded_at: Set(noon()),
        ..Default::default()
    };
    status_change::Entity::insert(row).exec_without_returning(txn).await.unwrap();
}

#[tokio::test]
async fn a_start_counts_after_the_case_opened_and_within_a_year_of_the_first_help() {
    let app = TestApp::new().await;
    let txn = app.db.begin().await.unwrap();
    // Before the case opened, in time, too late; and one that nobody helped.
    for (start, help) in [
        ("2025-01-09", Some("2025-01-20")),
        ("2025-05-01", Some("2025-01-20")),
        ("2026-01-21", Some("2025-01-20")),
        ("2025-05-01", None),
    ] {
        let client = books::client(&txn, AMAL).await;
        let firm = books::firm(&txn, 1, Some(start)).await;
        let case = books::case(&txn, client, 1, Some(firm)).await;
        if let Some(help) = help {
            books::meeting(&txn, case, help, 60).await;
        }
    }
    // Back after two years of rest.
    let client = books::client(&txn, AMAL).await;
    let rested = books::firm(&txn, 1, Some("2015-01-01")).await;
    history(&txn, rested, enterprise::Status::Dormant, "2022-01-01").await;
    history(&txn, rested, enterprise::Status::Active, "2025-03-01").await;
    let case = books::case(&txn, client, 1, Some(rested)).await;
    books::meeting(&txn, case, "2025-02-01", 60).await;
    txn.commit().await.unwrap();

    assert_eq!(value(&app, Indicator::J05, FIRST_HALF).await, "2");
    assert_eq!(value(&app, Indicator::J05, Period::Whole).await, "2");
}

#[tokio::test]
async fn jobs_are_told_with_gains_losses_and_those_without_a_baseline() {
    let app = TestApp::new().await;
    let txn = app.db.begin().await.unwrap();
    type Readings<'a> = (Option<&'a str>, &'a [(&'a str, Option<i64>)]);
    let readings: [Readings; 5] = [
        (Some("2025-02-01"), &[("2025-06-01", Some(150))]),
        (Some("2010-01-01"), &[("2025-01-15", Some(300)), ("2025-05-01", Some(200))]),
        (Some("2010-01-01"), &[("2025-05-01", Some(200))]),
        (Some("2025-02-01"), &[("2025-05-01", None)]),
        (Some("2025-02-01"), &[("2025-09-01", Some(100))]),
    ];
    for (started, readings) in readings {
        let client = books::client(&txn, AMAL).await;
        let firm = books::firm(&txn, 1, started).await;
        let case = books::case(&txn, client, 1, Some(firm)).await;
        for &(on, hundredths) in readings {
            books::fte(&txn, case, firm, on, hundredths).await;
        }
    }
    txn.commit().await.unwrap();

    let jobs = main_line(&app, Indicator::J07, FIRST_HALF).await;
    assert_eq!(jobs.value, Some(Number::new(50, 2)));
    assert_eq!((jobs.gains, jobs.losses), (Some(Number::new(150, 2)), Some(Number::new(100, 2))));
    assert_eq!((jobs.known, jobs.unknown), (2, 2));
}

#[tokio::test]
async fn survival_tells_known_unknown_and_not_yet_due_apart() {
    let app = TestApp::new().await;
    let txn = app.db.begin().await.unwrap();
    // Today is 2 March 2026: the year is over for those who started by 2 March 2025.
    for (started, closed, heard_of) in [
        ("2025-02-01", None, Some("2026-02-10")),
        ("2025-02-02", Some("2025-12-01"), None),
        ("2025-02-03", None, None),
        ("2025-04-01", None, None),
    ] {
        let client = books::client(&txn, AMAL).await;
        let firm = books::firm(&txn, 1, Some(started)).await;
        let case = books::case(&txn, client, 1, Some(firm)).await;
        books::meeting(&txn, case, "2025-01-20", 60).await;
        if let Some(day) = closed {
            history(&txn, firm, enterprise::Status::Deregistered, day).await;
        }
        if let Some(day) = heard_of {
            books::fte(&txn, case, firm, day, Some(100)).await;
        }
    }
    txn.commit().await.unwrap();

    let survival = figure(&app, Indicator::J08, FIRST_HALF).await;
    let year = &survival.lines[0];
    assert_eq!((year.holds_for, year.known, year.unknown, year.not_yet_due), (1, 2, 1, 1));
    assert_eq!(year.value.unwrap().to_string(), "50.0");
    assert_eq!((survival.lines[2].known, survival.lines[2].not_yet_due), (0, 4));
    assert_eq!(survival.lines[2].value, None);
}

/// A little of everything, in two organisations.
async fn fill(app: &TestApp) {
    let txn = app.db.begin().await.unwrap();
    for number in 0..24_i64 {
        let person = Person {
            organisation: 1 + number % 2,
            sex: [Sex::Woman, Sex::Woman, Sex::Man][number as usize % 3],
            background: [BirthBackground::ForeignBorn, BirthBackground::NativeBorn, BirthBackground::Unknown]
                [number as usize % 3],
            born: ["1999-03-01", "1980-03-01", "1950-03-01", "1970-03-01"][number as usize % 4],
            kommun: [Some("0180"), Some("2480"), None][number as usize % 3],
        };
        let client = books::client(&txn, person).await;
        let firm = books::firm(&txn, person.organisation, Some("2025-03-01")).await;
        let case = books::case(&txn, client, person.organisation, Some(firm)).await;
        books::meeting(&txn, case, "2025-02-01", 20 + number).await;
        books::fte(&txn, case, firm, "2025-05-01", (number % 5 != 0).then_some(number * 10)).await;
        books::measure(&txn, &[case], Kind::Course, "2025-03-01", 50).await;
        if number % 4 == 0 {
            books::measure(&txn, &[case], Kind::Grant, "2025-03-01", 0).await;
        }
    }
    txn.commit().await.unwrap();
}

/// How many rows the file behind a line holds.
async fn file_of(app: &TestApp, indicator: Indicator, part: Part) -> usize {
    let (code, part) = (indicator.code(), part.code());
    let path = format!("/programmes/1/indicators/{code}.csv?period={FIRST_HALF}&part={part}");
    app.lena.get(&path).await.body.lines().count() - 1
}

#[tokio::test]
async fn a_split_adds_up_to_the_figure() {
    let app = TestApp::new().await;
    fill(&app).await;
    let led = led(&app).await;
    let question = Question::new(&led, FIRST_HALF, noon());
    for &indicator in releases::TABLES {
        let contributions = indicators::contributions(app.db.read(), &question, indicator).await.unwrap();
        let figure = Figure::of(indicator, &contributions).main().value.unwrap();
        let hundredths = if figure.decimals() == 2 { figure.units() } else { figure.units() * 100 };
        for against in [Axis::Sex, Axis::Background] {
            for by in [Axis::Age, Axis::RegionType, Axis::Lan] {
                let split = reports::split(&led, &contributions, against, by);
                let (all, levels) = split.rows.split_last().unwrap();
                let whole = |row: &reports::SplitRow| row.first + row.second + row.unknown;
                assert_eq!(whole(all), hundredths, "{indicator:?} {against:?} {by:?}");
                assert_eq!(levels.iter().map(whole).sum::<i64>(), hundredths, "{indicator:?} {by:?}");
            }
        }
    }
}

#[tokio::test]
async fn the_figure_is_the_list_is_the_file() {
    let app = TestApp::new().await;
    fill(&app).await;
    let led = led(&app).await;
    for &indicator in Indicator::ALL {
        let figure = figure(&app, indicator, FIRST_HALF).await;
        for line in figure.lines.iter().filter(|line| line.part.has_list()) {
            let filter = Filter { part: Some(line.part), ..Filter::default() };
            let rows =
                indicators::list(app.db.read(), &led, FIRST_HALF, indicator, &filter, noon()).await.unwrap();
            let known: Vec<_> = rows.iter().filter(|row| row.state == State::Known).collect();
            assert_eq!(known.len() as i64, line.known, "{indicator:?}");
            assert_eq!(file_of(&app, indicator, line.part).await, rows.len(), "{indicator:?}");
            assert!(!rows.is_empty(), "{indicator:?}");
            let sum: i64 = known.iter().filter_map(|row| row.value).map(|value| value.units()).sum();
            match indicator.decimals() {
                1 => assert_eq!(sum, line.holds_for, "{indicator:?}"),
                _ => assert_eq!(sum, line.value.unwrap().units(), "{indicator:?}"),
            }
        }
    }
}

#[tokio::test]
async fn a_list_can_be_narrowed_to_women_of_an_age_but_not_to_where_they_were_born() {
    let app = TestApp::new().await;
    fill(&app).await;
    let led = led(&app).await;
    let list = |indicator, filter: Filter| {
        let (db, led) = (app.db.clone(), led.clone());
        async move { indicators::list(db.read(), &led, FIRST_HALF, indicator, &filter, noon()).await.unwrap() }
    };
    let young_women = Filter { sex: Some(Sex::Woman), age: Some(AgeGroup::To30), ..Filter::default() };
    assert_eq!(list(Indicator::J01, young_women).await.len(), 4);
    // The share born abroad has a figure, and no list whatever is asked for.
    let abroad = Filter { part: Some(Part::BornAbroad), ..Filter::default() };
    assert!(list(Indicator::J13, abroad).await.is_empty());
    assert!(list(Indicator::J13, Filter::default()).await.iter().all(|row| row.part != Part::BornAbroad));
    let reach = figure(&app, Indicator::J13, FIRST_HALF).await;
    assert_eq!(
        (reach.lines[1].part, reach.lines[1].known, reach.lines[1].unknown),
        (Part::BornAbroad, 16, 8)
    );
    assert_eq!(reach.lines[1].value.unwrap().to_string(), "50.0");
}

#[tokio::test]
async fn only_the_lead_of_the_programme_gets_at_a_list() {
    let app = TestApp::new().await;
    for (browser, may) in
        [(&app.lena, true), (&app.lars, false), (&app.alice, false), (&app.adam, false), (&app.tove, false)]
    {
        let led = programmes::find_led(app.db.read(), browser.user(), 1).await.unwrap();
        assert_eq!(led.is_some(), may, "{}", browser.user().name);
    }
}

#[tokio::test]
async fn what_was_entered_after_the_cut_off_does_not_count() {
    let app = TestApp::new().await;
    fill(&app).await;
    let before = noon() - chrono::TimeDelta::days(1);
    let led = led(&app).await;
    let question = Question::new(&led, FIRST_HALF, before);
    let figure = indicators::figure(app.db.read(), &question, Indicator::J01).await.unwrap();
    assert_eq!(figure.main().known, 0);
}
