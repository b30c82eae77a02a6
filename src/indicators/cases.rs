//! The cases an indicator is made of, with what is known of their person and enterprise.
use super::{AgeGroup, Background, Contribution, Part, Question, State, contribution::Person};
use crate::{
    cases::entity as cases,
    clients::entity::client::{self, BirthBackground, Sex},
    clock,
    codes::places,
    enterprises::entity::enterprise,
};
use chrono::NaiveDate;
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select,
};

/// One case of the programme.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Case {
    pub id: i64,
    pub number: String,
    pub organisation_id: i64,
    pub phase: cases::Phase,
    pub status: cases::Status,
    pub opened_on: NaiveDate,
    pub client_id: i64,
    pub enterprise_id: Option<i64>,
    sex: Sex,
    birth_background: BirthBackground,
    birth_date: Option<NaiveDate>,
    client_kommun: Option<String>,
    protected: bool,
    enterprise_kommun: Option<String>,
    orgnr: Option<String>,
    pub started_on: Option<NaiveDate>,
    enterprise_status: Option<enterprise::Status>,
}

/// Every case the question is about, in the order of their numbers in the database.
pub(super) async fn of(db: &impl ConnectionTrait, question: &Question) -> Result<Vec<Case>, DbErr> {
    asked_for(cases::Entity::find(), question)
        .select_only()
        .columns([
            cases::Column::Id,
            cases::Column::Number,
            cases::Column::OrganisationId,
            cases::Column::Phase,
            cases::Column::Status,
            cases::Column::OpenedOn,
            cases::Column::ClientId,
            cases::Column::EnterpriseId,
        ])
        .columns([
            client::Column::Sex,
            client::Column::BirthBackground,
            client::Column::BirthDate,
            client::Column::Protected,
        ])
        .column_as(client::Column::KommunCode, "client_kommun")
        .column_as(enterprise::Column::KommunCode, "enterprise_kommun")
        .columns([enterprise::Column::Orgnr, enterprise::Column::StartedOn])
        .column_as(enterprise::Column::Status, "enterprise_status")
        .inner_join(client::Entity)
        .left_join(enterprise::Entity)
        .filter(cases::COLUMN.created_at.lte(question.known_by))
        .order_by_asc(cases::Column::Id)
        .into_model()
        .all(db)
        .await
}

/// Narrows a query that reaches cases to those the question is about.
pub(super) fn asked_for<E: EntityTrait>(query: Select<E>, question: &Question) -> Select<E> {
    let query = query.filter(cases::COLUMN.programme_id.eq(question.programme_id));
    match question.organisations.is_empty() {
        true => query,
        false => query.filter(cases::COLUMN.organisation_id.is_in(question.organisations.iter().copied())),
    }
}

/// One firm may stand in the books of two organisations: by its number it is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Firm {
    Numbered(String),
    Unnumbered(i64),
}

impl Case {
    /// The enterprise of the case, unless it is only an idea yet.
    pub fn firm(&self) -> Option<Firm> {
        let id = self.enterprise_id?;
        match (&self.orgnr, self.enterprise_status) {
            (_, Some(enterprise::Status::Planned)) => None,
            (Some(orgnr), _) => Some(Firm::Numbered(orgnr.clone())),
            (None, _) => Some(Firm::Unnumbered(id)),
        }
    }

    /// What her person adds on a day.
    pub fn of_person(&self, part: Part, on: NaiveDate, value: i64) -> Contribution {
        let place = self.client_kommun.as_deref();
        self.contribution(self.client_id, place, part, on, value)
    }

    /// What her enterprise adds on a day; where it lies is where she lives if nothing else is known.
    pub fn of_enterprise(&self, counted: i64, part: Part, on: NaiveDate, value: i64) -> Contribution {
        let place = self.enterprise_kommun.as_deref().or(self.client_kommun.as_deref());
        self.contribution(counted, place, part, on, value)
    }

    fn contribution(
        &self,
        counted: i64,
        place: Option<&str>,
        part: Part,
        on: NaiveDate,
        value: i64,
    ) -> Contribution {
        Contribution {
            counted,
            case_id: self.id,
            client_id: self.client_id,
            enterprise_id: self.enterprise_id,
            organisation_id: self.organisation_id,
            part,
            state: State::Known,
            on,
            value,
            person: Person {
                sex: self.sex,
                background: Background::from(self.birth_background),
                age: AgeGroup::of(self.birth_date.map(|birth| clock::age_on(birth, on))),
                // Where a protected person lives is told in no table.
                place: place.filter(|_| !self.protected).and_then(places::kommun),
            },
        }
    }
}
