//! Taking everything of a client that points at her, and leaving what counts: codes that indicators read, and days.
//!
//! What a table of one column after another does here, a test checks from outside: it fills every text of hers with
//! words of its own and looks for them in the whole database file afterwards.
use super::{entity, stand_in};
use crate::{
    audit,
    cases::entity::{self as cases, CloseReason, Employment, Status},
    clients::entity::{client, identifier, name},
    clock::{local_day, moment},
    enterprises::entity::{enterprise, owner, status_change},
    followups::entity as followups,
    measures::entity::{measure, participant},
    meetings::entity::{self as meetings, Channel, Topic},
    outcomes::entity as outcomes,
    protection,
};
use chrono::{NaiveDate, NaiveTime};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, QuerySelect, QueryTrait, sea_query::SelectStatement,
};
use std::collections::BTreeSet;

/// What an erased client is called where a name has to stand.
pub const ERASED: &str = "Raderad";

/// The rows of one client.
struct Hers {
    client: client::Model,
    cases: Vec<cases::Model>,
    firms: Vec<enterprise::Model>,
}

/// Makes her row an empty shell, and everything under her cases an anonymous fact.
pub(super) async fn erase(
    txn: &DatabaseTransaction,
    client: client::Model,
    today: NaiveDate,
) -> Result<(), DbErr> {
    let hers = Hers::of(txn, client).await?;
    let days = hers.days(txn).await?;
    for firm in &hers.firms {
        hers.leave(txn, firm).await?;
    }
    hers.blank_meetings(txn).await?;
    hers.blank_the_rest(txn).await?;
    hers.blank_cases(txn, today).await?;
    audit::reasons::blank(txn, hers.client.id).await?;
    hers.empty_shell(txn, days).await?;
    // Last, for as long as she is protected somebody must answer for her.
    protection::forget(txn, hers.client.id).await
}

impl Hers {
    async fn of(txn: &DatabaseTransaction, client: client::Model) -> Result<Self, DbErr> {
        let cases = cases::Entity::find().filter(cases::COLUMN.client_id.eq(client.id)).all(txn).await?;
        let owned = owner::Entity::find().filter(owner::COLUMN.client_id.eq(client.id)).all(txn).await?;
        let firms: BTreeSet<i64> = owned
            .iter()
            .map(|share| share.enterprise_id)
            .chain(cases.iter().filter_map(|case| case.enterprise_id))
            .collect();
        let firms = enterprise::Entity::find().filter(enterprise::COLUMN.id.is_in(firms)).all(txn).await?;
        Ok(Self { client, cases, firms })
    }

    fn case_ids(&self) -> Vec<i64> {
        self.cases.iter().map(|case| case.id).collect()
    }

    fn firm_ids(&self) -> Vec<i64> {
        self.firms.iter().map(|firm| firm.id).collect()
    }

    /// Every day that an indicator may count her on.
    async fn days(&self, txn: &DatabaseTransaction) -> Result<BTreeSet<NaiveDate>, DbErr> {
        let mut days: BTreeSet<NaiveDate> = self.cases.iter().map(|case| case.opened_on).collect();
        days.extend(self.firms.iter().filter_map(|firm| firm.started_on));
        let met =
            meetings::Entity::find().filter(meetings::COLUMN.case_id.is_in(self.case_ids())).all(txn).await?;
        days.extend(met.iter().map(|row| local_day(row.held_at)));
        let taken = measure::Entity::find().filter(measure::COLUMN.id.in_subquery(self.taken()));
        days.extend(taken.all(txn).await?.iter().map(|row| row.starts_on));
        let came = outcomes::Entity::find().filter(
            outcomes::Column::CaseId
                .is_in(self.case_ids())
                .or(outcomes::Column::EnterpriseId.is_in(self.firm_ids())),
        );
        days.extend(came.all(txn).await?.iter().map(|row| row.reference_date));
        let stood =
            status_change::Entity::find().filter(status_change::COLUMN.enterprise_id.is_in(self.firm_ids()));
        days.extend(stood.all(txn).await?.iter().map(|row| row.since));
        Ok(days)
    }

    /// The measures her cases took part in.
    fn taken(&self) -> SelectStatement {
        participant::Entity::find()
            .select_only()
            .column(participant::Column::MeasureId)
            .filter(participant::COLUMN.case_id.is_in(self.case_ids()))
            .into_query()
    }

    /// Hers alone becomes a firm without name and number; one that others own or have a case about is left to them.
    async fn leave(&self, txn: &DatabaseTransaction, firm: &enterprise::Model) -> Result<(), DbErr> {
        owner::Entity::delete_many()
            .filter(owner::COLUMN.enterprise_id.eq(firm.id))
            .filter(owner::COLUMN.client_id.eq(self.client.id))
            .exec(txn)
            .await?;
        let owners = owner::Entity::find().filter(owner::COLUMN.enterprise_id.eq(firm.id)).count(txn).await?;
        let others = cases::Entity::find()
            .filter(cases::COLUMN.enterprise_id.eq(firm.id))
            .filter(cases::COLUMN.client_id.ne(self.client.id))
            .count(txn)
            .await?;
        if owners + others > 0 {
            return Ok(());
        }
        // Where she lived under protection no table tells a place; once the flag is gone, nothing may bring it back.
        let kommun =
            firm.kommun_code.as_deref().filter(|_| !self.client.protected).and_then(stand_in::kommun);
        let row = enterprise::ActiveModel {
            name: Set(ERASED.to_owned()),
            orgnr: Set(self.number_kept(txn, firm).await?),
            legal_form: Set(None),
            sni_version: Set(None),
            sni_code: Set(None),
            kommun_code: Set(kommun.map(str::to_owned)),
            ..Default::default()
        };
        enterprise::Entity::update_many()
            .set(row)
            .filter(enterprise::COLUMN.id.eq(firm.id))
            .exec(txn)
            .await?;
        Ok(())
    }

    /// The number of a legal person that stands in another organisation's book too: only by it do figures know that
    /// both are one firm, and it says nothing of her there that the public register does not.
    async fn number_kept(
        &self,
        txn: &DatabaseTransaction,
        firm: &enterprise::Model,
    ) -> Result<Option<String>, DbErr> {
        let Some(orgnr) = &firm.orgnr else { return Ok(None) };
        let elsewhere = enterprise::Entity::find()
            .filter(enterprise::COLUMN.orgnr.eq(orgnr.clone()))
            .filter(enterprise::COLUMN.id.ne(firm.id))
            .count(txn)
            .await?;
        Ok((elsewhere > 0).then(|| orgnr.clone()))
    }

    /// Of a meeting stay the day and the minutes.
    async fn blank_meetings(&self, txn: &DatabaseTransaction) -> Result<(), DbErr> {
        let met =
            meetings::Entity::find().filter(meetings::COLUMN.case_id.is_in(self.case_ids())).all(txn).await?;
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        for meeting in met {
            let row = meetings::ActiveModel {
                held_at: Set(moment(local_day(meeting.held_at), noon)),
                channel: Set(Channel::Unknown),
                language: Set(None),
                interpreter: Set(false),
                topic: Set(Topic::Unknown),
                notes: Set(None),
                next_step: Set(None),
                next_step_by: Set(None),
                next_step_due_on: Set(None),
                next_step_done_at: Set(None),
                import_key: Set(None),
                ..Default::default()
            };
            meetings::Entity::update_many()
                .set(row)
                .filter(meetings::COLUMN.id.eq(meeting.id))
                .exec(txn)
                .await?;
        }
        Ok(())
    }

    async fn blank_the_rest(&self, txn: &DatabaseTransaction) -> Result<(), DbErr> {
        // What only she took part in may be called after her; a group's title belongs to the others too.
        let alone = participant::Entity::find()
            .select_only()
            .column(participant::Column::MeasureId)
            .filter(participant::COLUMN.measure_id.in_subquery(self.taken()))
            .group_by(participant::Column::MeasureId)
            .having(participant::Column::CaseId.count().eq(1))
            .into_query();
        let row = measure::ActiveModel {
            title: Set(None),
            provider: Set(None),
            cost_ore: Set(None),
            ..Default::default()
        };
        measure::Entity::update_many()
            .set(row)
            .filter(measure::COLUMN.id.in_subquery(alone))
            .exec(txn)
            .await?;

        let came = || outcomes::Entity::update_many().filter(outcomes::COLUMN.case_id.is_in(self.case_ids()));
        let row = outcomes::ActiveModel { note: Set(None), import_key: Set(None), ..Default::default() };
        came().set(row).exec(txn).await?;
        // Of money it is enough that there was some (J08 asks no more): an exact turnover points at its firm.
        let some = outcomes::ActiveModel { value_hundredths: Set(Some(100)), ..Default::default() };
        came()
            .set(some)
            .filter(outcomes::COLUMN.unit.eq(outcomes::Unit::Sek))
            .filter(outcomes::COLUMN.value_hundredths.gt(0))
            .exec(txn)
            .await?;

        let asked =
            || followups::Entity::update_many().filter(followups::COLUMN.case_id.is_in(self.case_ids()));
        asked().set(followups::ActiveModel { note: Set(None), ..Default::default() }).exec(txn).await?;
        let off = followups::ActiveModel { state: Set(followups::State::Cancelled), ..Default::default() };
        asked().set(off).filter(followups::COLUMN.state.eq(followups::State::Planned)).exec(txn).await?;

        let why = entity::hold::ActiveModel { reason: Set(String::new()), ..Default::default() };
        entity::hold::Entity::update_many()
            .set(why)
            .filter(entity::hold::COLUMN.case_id.is_in(self.case_ids()))
            .exec(txn)
            .await?;
        let said = entity::ActiveModel { reason: Set(None), ..Default::default() };
        entity::Entity::update_many()
            .set(said)
            .filter(entity::COLUMN.client_id.eq(self.client.id))
            .exec(txn)
            .await?;
        Ok(())
    }

    async fn blank_cases(&self, txn: &DatabaseTransaction, today: NaiveDate) -> Result<(), DbErr> {
        for case in &self.cases {
            let row = cases::ActiveModel {
                status: Set(Status::Closed),
                closed_on: Set(Some(case.closed_on.unwrap_or(Ord::max(today, case.opened_on)))),
                close_reason: Set(Some(CloseReason::Unknown)),
                employment_at_entry: Set(Employment::Unknown),
                employment_at_exit: Set(Some(Employment::Unknown)),
                information_given_on: Set(None),
                information_given: Set(None),
                note: Set(None),
                imported_reference: Set(None),
                ..Default::default()
            };
            cases::Entity::update_many().set(row).filter(cases::COLUMN.id.eq(case.id)).exec(txn).await?;
        }
        Ok(())
    }

    async fn empty_shell(&self, txn: &DatabaseTransaction, days: BTreeSet<NaiveDate>) -> Result<(), DbErr> {
        let client = &self.client;
        entity::correction::Entity::delete_many()
            .filter(entity::correction::COLUMN.client_id.eq(client.id))
            .exec(txn)
            .await?;
        identifier::Entity::delete_many()
            .filter(identifier::COLUMN.client_id.eq(client.id))
            .exec(txn)
            .await?;
        name::Entity::delete_many().filter(name::COLUMN.client_id.eq(client.id)).exec(txn).await?;
        let kommun = client.kommun_code.as_deref().and_then(stand_in::kommun);
        let row = client::ActiveModel {
            given_name: Set(ERASED.to_owned()),
            family_name: Set(String::new()),
            birth_date: Set(client.birth_date.and_then(|birth| stand_in::birth_date(birth, days))),
            birth_background: Set(stand_in::background(client.birth_background)),
            birth_country: Set(None),
            birth_region: Set(None),
            in_sweden_since: Set(None),
            kommun_code: Set(kommun.map(str::to_owned)),
            education: Set(client::Education::Unknown),
            foreign_education: Set(false),
            email: Set(None),
            phone: Set(None),
            postal_address: Set(None),
            contact_language: Set(None),
            interpreter_needed: Set(false),
            protected: Set(false),
            protection: Set(None),
            ..Default::default()
        };
        client::Entity::update_many().set(row).filter(client::COLUMN.id.eq(client.id)).exec(txn).await?;
        Ok(())
    }
}
