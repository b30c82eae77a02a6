//! Rows to start from. Each function makes exactly one.
use crate::harness::{Browser, TestApp, day, noon};
use axum::http::StatusCode;
use jamvaxt::{
    cases::{
        self, Case,
        entity::{Employment, LegalBasis, Phase, Status},
    },
    clients::entity::client::{self, BirthBackground, Education, Origin, Sex},
    followups::{self, Followup},
    identity::{
        Role, User,
        accounts::{self, NewUser},
    },
    locales::Locale,
    meetings::entity as meeting,
    programmes::entity::plan_step::Anchor,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait};

pub async fn a_client(app: &TestApp, organisation_id: i64, name: &str) -> i64 {
    insert_client(app.db.writer(), organisation_id, name).await
}

/// One of Alice's office, within a change.
pub async fn a_client_in(txn: &DatabaseTransaction, name: &str) -> i64 {
    insert_client(txn, 1, name).await
}

async fn insert_client(db: &impl ConnectionTrait, organisation_id: i64, name: &str) -> i64 {
    let row = client::ActiveModel {
        organisation_id: Set(organisation_id),
        given_name: Set(name.into()),
        family_name: Set("Öberg".into()),
        sex: Set(Sex::Woman),
        birth_background: Set(BirthBackground::ForeignBorn),
        education: Set(Education::Unknown),
        foreign_education: Set(false),
        interpreter_needed: Set(false),
        protected: Set(false),
        origin: Set(Origin::Client),
        created_at: Set(noon()),
        ..Default::default()
    };
    client::Entity::insert(row).exec(db).await.unwrap().last_insert_id
}

/// An open case of programme 1, opened on 12 January 2026.
pub async fn a_case(app: &TestApp, advisor: &User, client_id: i64, number: &str) -> Case {
    a_case_in(app, advisor, client_id, number, 1).await
}

pub async fn a_case_in(
    app: &TestApp,
    advisor: &User,
    client_id: i64,
    number: &str,
    programme_id: i64,
) -> Case {
    let row = cases::entity::ActiveModel {
        organisation_id: Set(advisor.organisation_id),
        number: Set(number.into()),
        client_id: Set(client_id),
        programme_id: Set(programme_id),
        advisor_id: Set(advisor.id),
        phase: Set(Phase::Idea),
        status: Set(Status::Open),
        opened_on: Set(day("2026-01-12")),
        employment_at_entry: Set(Employment::Unknown),
        legal_basis: Set(LegalBasis::PublicTask),
        created_at: Set(noon()),
        ..Default::default()
    };
    let id = cases::entity::Entity::insert(row).exec(app.db.writer()).await.unwrap().last_insert_id;
    case(app, id).await
}

pub async fn case(app: &TestApp, id: i64) -> Case {
    cases::entity::Entity::find_by_id(id).one(app.db.read()).await.unwrap().unwrap()
}

pub async fn a_followup(app: &TestApp, case: &Case, due_on: &str) -> Followup {
    let row = followups::entity::ActiveModel {
        organisation_id: Set(case.organisation_id),
        case_id: Set(case.id),
        advisor_id: Set(case.advisor_id),
        anchor: Set(Anchor::CaseClosed),
        anchor_on: Set(day("2026-01-12")),
        offset_months: Set(0),
        offset_weeks: Set(4),
        due_on: Set(day(due_on)),
        window_days: Set(30),
        state: Set(followups::State::Planned),
        attempts: Set(0),
        created_at: Set(noon()),
        ..Default::default()
    };
    let id = followups::entity::Entity::insert(row).exec(app.db.writer()).await.unwrap().last_insert_id;
    followup(app, id).await
}

pub async fn followup(app: &TestApp, id: i64) -> Followup {
    followups::entity::Entity::find_by_id(id).one(app.db.read()).await.unwrap().unwrap()
}

/// A meeting whose next step is to be done by that day.
pub async fn a_next_step(app: &TestApp, case: &Case, due_on: &str) {
    let row = meeting::ActiveModel {
        case_id: Set(case.id),
        advisor_id: Set(case.advisor_id),
        held_at: Set(noon()),
        minutes: Set(60),
        channel: Set(meeting::Channel::Phone),
        interpreter: Set(false),
        topic: Set(meeting::Topic::Idea),
        next_step_by: Set(Some(case.advisor_id)),
        next_step: Set(Some("skicka mall för budget".into())),
        next_step_due_on: Set(Some(day(due_on))),
        created_at: Set(noon()),
        ..Default::default()
    };
    meeting::Entity::insert(row).exec_without_returning(app.db.writer()).await.unwrap();
}

/// Another advisor of Alice's office, and her number.
pub async fn a_colleague(app: &TestApp, name: &str) -> i64 {
    let new = NewUser {
        organisation_id: 1,
        name: name.into(),
        email: format!("{}@example.org", name.to_lowercase()),
        password_hash: "-".into(),
        locale: Locale::Swedish,
        roles: vec![Role::Advisor.into()],
    };
    let txn = app.db.begin().await.unwrap();
    let id = accounts::create(&txn, None, new, noon()).await.unwrap();
    txn.commit().await.unwrap();
    id
}

/// From now on her identity is protected: Alice knows who she is, and so does a colleague, Doris.
pub async fn protect(app: &TestApp, case: &Case) -> i64 {
    protect_in(&app.alice, app, case).await
}

/// The same, marked by the case's own advisor.
pub async fn protect_in(advisor: &Browser, app: &TestApp, case: &Case) -> i64 {
    let doris = a_colleague(app, "Doris").await;
    let form = [
        ("kind", "registration"),
        ("second", &doris.to_string()),
        ("route", "c/o Skatteverket, förmedling 4711"),
        ("reason", "contact"),
        ("why", "hon har berättat"),
    ];
    let page = advisor.post(&format!("/cases/{}/protection", case.id), &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    doris
}

/// A member says why she opens the case.
pub async fn a_reason(browser: &Browser, case: &Case) {
    let form = [("reason", "contact"), ("why", "hon ringde")];
    let page = browser.post(&format!("/cases/{}/protection/opening", case.id), &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
}
