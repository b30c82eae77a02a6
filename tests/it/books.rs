//! Rows for tests of figures: each function makes exactly one.
use crate::harness::{day, noon};
use jamvaxt::{
    cases::entity as case,
    clients::entity::client::{self, BirthBackground, Education, Origin, Sex},
    clock,
    enterprises::entity::enterprise,
    measures::entity::{measure, participant},
    meetings::entity as meeting,
    outcomes::entity as outcome,
};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};

/// The person of a test; the rest of her is always the same.
#[derive(Clone, Copy)]
pub struct Person {
    pub organisation: i64,
    pub sex: Sex,
    pub background: BirthBackground,
    pub born: &'static str,
    pub kommun: Option<&'static str>,
}

/// A woman of 35 from Umeå, born in Syria.
pub const AMAL: Person = Person {
    organisation: 1,
    sex: Sex::Woman,
    background: BirthBackground::ForeignBorn,
    born: "1991-01-15",
    kommun: Some("2480"),
};

pub async fn client(txn: &DatabaseTransaction, person: Person) -> i64 {
    let row = client::ActiveModel {
        organisation_id: Set(person.organisation),
        given_name: Set("Amal".into()),
        family_name: Set("Haddad".into()),
        birth_date: Set(Some(day(person.born))),
        sex: Set(person.sex),
        birth_background: Set(person.background),
        kommun_code: Set(person.kommun.map(str::to_owned)),
        education: Set(Education::Unknown),
        foreign_education: Set(false),
        interpreter_needed: Set(false),
        protected: Set(false),
        protection: Set(None),
        origin: Set(Origin::Client),
        created_at: Set(noon()),
        ..Default::default()
    };
    client::Entity::insert(row).exec(txn).await.unwrap().last_insert_id
}

/// A case in programme 1, opened on 10 January 2025.
pub async fn case(txn: &DatabaseTransaction, client: i64, organisation: i64, firm: Option<i64>) -> i64 {
    let row = case::ActiveModel {
        organisation_id: Set(organisation),
        number: Set(format!("2025-{client:06}")),
        client_id: Set(client),
        programme_id: Set(1),
        advisor_id: Set(if organisation == 1 { 1 } else { 3 }),
        enterprise_id: Set(firm),
        phase: Set(case::Phase::Idea),
        status: Set(case::Status::Open),
        opened_on: Set(day("2025-01-10")),
        employment_at_entry: Set(case::Employment::Unknown),
        legal_basis: Set(case::LegalBasis::PublicTask),
        created_at: Set(noon()),
        ..Default::default()
    };
    case::Entity::insert(row).exec(txn).await.unwrap().last_insert_id
}

pub async fn firm(txn: &DatabaseTransaction, organisation: i64, started: Option<&str>) -> i64 {
    let row = enterprise::ActiveModel {
        organisation_id: Set(organisation),
        name: Set("Amals bageri".into()),
        sole_trader: Set(true),
        started_on: Set(started.map(day)),
        status: Set(enterprise::Status::Active),
        created_at: Set(noon()),
        ..Default::default()
    };
    enterprise::Entity::insert(row).exec(txn).await.unwrap().last_insert_id
}

/// A meeting at noon, Swedish time.
pub async fn meeting(txn: &DatabaseTransaction, case: i64, on: &str, minutes: i64) {
    let at = clock::moment(day(on), chrono::NaiveTime::from_hms_opt(12, 0, 0).unwrap());
    meeting_at(txn, case, at, minutes).await;
}

pub async fn meeting_at(
    txn: &DatabaseTransaction,
    case: i64,
    at: chrono::DateTime<chrono::Utc>,
    minutes: i64,
) {
    let row = meeting::ActiveModel {
        case_id: Set(case),
        advisor_id: Set(1),
        held_at: Set(at),
        minutes: Set(minutes),
        channel: Set(meeting::Channel::InPerson),
        interpreter: Set(false),
        topic: Set(meeting::Topic::General),
        created_at: Set(noon()),
        ..Default::default()
    };
    meeting::Entity::insert(row).exec_without_returning(txn).await.unwrap();
}

pub async fn measure(txn: &DatabaseTransaction, cases: &[i64], kind: measure::Kind, on: &str, minutes: i64) {
    let row = measure::ActiveModel {
        organisation_id: Set(1),
        programme_id: Set(1),
        kind: Set(kind),
        starts_on: Set(day(on)),
        minutes: Set(minutes),
        recorded_by: Set(1),
        created_at: Set(noon()),
        ..Default::default()
    };
    let measure_id = measure::Entity::insert(row).exec(txn).await.unwrap().last_insert_id;
    for &case_id in cases {
        let row = participant::ActiveModel { measure_id: Set(measure_id), case_id: Set(case_id) };
        participant::Entity::insert(row).exec_without_returning(txn).await.unwrap();
    }
}

/// Full-time equivalents in hundredths; nothing where she did not know.
pub async fn fte(txn: &DatabaseTransaction, case: i64, firm: i64, on: &str, hundredths: Option<i64>) {
    let state = if hundredths.is_some() { outcome::State::Known } else { outcome::State::Unknown };
    let row = outcome::ActiveModel {
        case_id: Set(case),
        enterprise_id: Set(Some(firm)),
        kind: Set(outcome::Kind::Fte),
        state: Set(state),
        value_hundredths: Set(hundredths),
        unit: Set(outcome::Unit::Fte),
        reference_date: Set(day(on)),
        source: Set(outcome::Source::Client),
        evidence: Set(outcome::Evidence::Told),
        recorded_by: Set(1),
        created_at: Set(noon()),
        ..Default::default()
    };
    outcome::Entity::insert(row).exec_without_returning(txn).await.unwrap();
}
