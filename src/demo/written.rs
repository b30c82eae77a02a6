//! Rows for a client, her firm and her case, as the advisor would have entered them.
use super::{
    case::{self, Case, Client, Who},
    days,
    firms::Firm,
    offices::Opened,
    people::{Numbered, Person},
    rows::next,
    story::Story,
};
use crate::{
    cases::{CloseReason, InformationGiven, LegalBasis, Status, entity as cases},
    clients::{
        self, Number,
        entity::client,
        sealed::{FOLLOWUP_NOTE, MEETING_NOTES, NEXT_STEP, OUTCOME_NOTE},
    },
    codes::{IdentityNumber, industries},
    enterprises::{
        Status as Doing,
        entity::{enterprise, owner, status_change},
    },
    protection::entity::member,
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::{self, Set};

/// Enters somebody who has not been here before.
pub fn client(story: &mut Story, person: &Person, who: impl Fn(i64) -> Who, day: NaiveDate) -> Client {
    let id = next(&mut story.book.ids.client);
    let who = who(id);
    let (at, facts) = (days::at(day, 8, 5), &person.facts);
    let rows = &mut story.book.rows;
    let protected = facts.protected.is_some();
    rows.clients.push(client::ActiveModel {
        id: Set(id),
        organisation_id: Set(who.organisation_id),
        created_at: Set(at),
        ..facts.clone().row()
    });
    match protected {
        false => rows.names.extend(clients::name_rows(id, who.organisation_id, clients::words(facts))),
        true => {
            let texts = clients::Texts::protected(id, who.organisation_id, story.vault);
            rows.sealed.extend(texts.of_facts(facts, Some("c/o Skatteverket, förmedling")));
            rows.members.extend(group(story.opened, who, id, at));
        }
    }
    story.book.log.note(at, who, ("enter", "client", id));
    if let Some(number) = number(story, person, who.organisation_id) {
        let row_id = next(&mut story.book.ids.identifier);
        let row = clients::number_row(who.organisation_id, (id, protected), &number, story.vault, at);
        story.book.rows.identifiers.push(crate::clients::entity::identifier::ActiveModel {
            id: Set(row_id),
            valid_to: Set(None),
            ..row
        });
        story.book.log.note_with(at, who, ("add_number", "client", id), Some(number.kind().code()));
    }
    Client {
        id,
        woman: person.woman(),
        foreign: person.foreign_born(),
        language: facts.contact_language.clone(),
        interpreter: facts.interpreter_needed,
        protected,
        called: person.called.clone(),
        kommun_code: facts.kommun_code.clone(),
        family_name: facts.family_name.clone(),
    }
}

/// Her advisor and a colleague.
fn group(opened: &Opened, who: Who, client_id: i64, at: DateTime<Utc>) -> Vec<member::ActiveModel> {
    let office = opened.offices.iter().find(|(organisation_id, _)| *organisation_id == who.organisation_id);
    let colleague = office.and_then(|(_, advisors)| advisors.iter().find(|id| **id != who.advisor_id));
    let row = |user_id: i64| member::ActiveModel {
        client_id: Set(client_id),
        user_id: Set(user_id),
        added_by: Set(None),
        added_at: Set(at),
    };
    std::iter::once(who.advisor_id).chain(colleague.copied()).map(row).collect()
}

fn number(story: &mut Story, person: &Person, organisation_id: i64) -> Option<Number> {
    let coordination = match person.number {
        Numbered::Personnummer => false,
        Numbered::Samordningsnummer => true,
        Numbered::Reserve => return Number::reserve(&story.numbers.reserve()),
        Numbered::None => return None,
    };
    let birth = person.facts.birth_date?;
    let (chance, woman) = (&mut story.chance, person.woman());
    let text = story.numbers.person(chance, organisation_id, birth, woman, coordination)?;
    IdentityNumber::parse(&text, story.span.today).ok().as_ref().map(Number::of)
}

/// Enters her firm with what it has been doing, and her share in it.
pub fn firm(story: &mut Story, case: &mut Case) {
    let Some(firm) = case.firm.as_mut() else { return };
    let known_on = firm.started_on.unwrap_or(case.opened).max(case.opened);
    let at = days::at(known_on, 15, 50);
    let mut note = |status: Doing, since: NaiveDate, recorded: NaiveDate| {
        let id = next(&mut story.book.ids.status);
        story.book.rows.statuses.push(status_change::ActiveModel {
            id: Set(id),
            enterprise_id: Set(firm.id),
            status: Set(status),
            since: Set(since),
            recorded_by: Set(Some(case.who.advisor_id)),
            recorded_at: Set(days::at(recorded, 15, 50)),
        });
    };
    note(firm.status, firm.started_on.unwrap_or(case.opened), known_on);
    let long_enough = (case.until - known_on).num_days() > 120;
    if firm.status == Doing::Active && long_enough && story.chance.in_100(7) {
        let ended = [(Doing::Deregistered, 50), (Doing::Dormant, 35), (Doing::Bankrupt, 15)];
        firm.status = story.chance.weighted(&ended);
        note(firm.status, case.until, case.until);
    }
    story.book.rows.enterprises.push(enterprise::ActiveModel {
        id: Set(firm.id),
        organisation_id: Set(case.who.organisation_id),
        name: Set(firm.name.clone()),
        sole_trader: Set(firm.sole_trader()),
        orgnr: Set(firm.orgnr.clone()),
        legal_form: Set(Some(firm.legal_form.to_owned())),
        sni_version: Set(Some(industries::SNI_VERSION.to_owned())),
        sni_code: Set(Some(firm.sni.to_owned())),
        kommun_code: Set(case.client.kommun_code.clone()),
        started_on: Set(firm.started_on),
        status: Set(firm.status),
        created_at: Set(at),
    });
    let share = match firm.shared {
        true => Some(50),
        false => story.chance.in_100(88).then_some(100),
    };
    let firm = firm.clone();
    story.book.log.note(at, case.who, ("enter", "enterprise", firm.id));
    story.book.log.note(at, case.who, ("link_enterprise", "case", case.who.case_id));
    owns(story, case, &firm, share);
}

/// The half that is left is his.
pub fn partner(story: &mut Story, case: &Case, firm: &Firm) {
    owns(story, case, firm, Some(50));
}

fn owns(story: &mut Story, case: &Case, firm: &Firm, share: Option<i64>) {
    story.book.rows.owners.push(owner::ActiveModel {
        enterprise_id: Set(firm.id),
        client_id: Set(case.who.client_id),
        share_percent: Set(share),
    });
    let known_on = firm.started_on.unwrap_or(case.opened).max(case.opened);
    story.book.log.note(days::at(known_on, 15, 50), case.who, ("give_share", "enterprise", firm.id));
}

/// Opens the case, and closes it if its day has come.
pub fn case(story: &mut Story, case: &Case, programme_id: i64, number: String, reason: Option<CloseReason>) {
    let chance = &mut story.chance;
    let informed = chance.in_100(96).then(|| {
        let how = chance.weighted(&[
            (InformationGiven::Oral, 25),
            (InformationGiven::Written, 25),
            (InformationGiven::OralAndWritten, 50),
        ]);
        if case.client.interpreter { InformationGiven::Interpreted } else { how }
    });
    let basis = [(LegalBasis::PublicTask, 88), (LegalBasis::Agreement, 8), (LegalBasis::Consent, 4)];
    let legal_basis = chance.weighted(&basis);
    let exit = reason.map(|reason| case::employment_at_exit(chance, case, reason));
    let at = days::at(case.opened, 8, 10);
    story.book.rows.cases.push(cases::ActiveModel {
        id: Set(case.who.case_id),
        organisation_id: Set(case.who.organisation_id),
        number: Set(number),
        client_id: Set(case.who.client_id),
        programme_id: Set(programme_id),
        advisor_id: Set(case.who.advisor_id),
        enterprise_id: Set(case.firm.as_ref().map(|firm| firm.id)),
        phase: Set(case.phase(chance)),
        status: Set(if case.closed.is_some() { Status::Closed } else { Status::Open }),
        opened_on: Set(case.opened),
        closed_on: Set(case.closed),
        close_reason: Set(reason),
        employment_at_entry: Set(case::employment_at_entry(
            chance,
            case.client.foreign,
            case.came_with_firm(),
        )),
        employment_at_exit: Set(exit),
        legal_basis: Set(legal_basis),
        information_given_on: Set(informed.map(|_| case.opened)),
        information_given: Set(informed),
        note: Set(None),
        imported_reference: Set(None),
        created_at: Set(at),
    });
    story.book.log.note(at, case.who, ("open", "case", case.who.case_id));
    if let Some(closed) = case.closed {
        story.book.log.note(days::at(closed, 16, 30), case.who, ("close", "case", case.who.case_id));
    }
}

/// How many meetings, follow-ups and outcomes wait to be written.
pub fn before(story: &Story) -> [usize; 3] {
    let rows = &story.book.rows;
    [rows.meetings.len(), rows.followups.len(), rows.outcomes.len()]
}

/// What was noted since then about a protected client is sealed beside the rows.
pub fn seal(story: &mut Story, case: &Case, [meetings, followups, outcomes]: [usize; 3]) {
    let texts = clients::Texts::protected(case.who.client_id, case.who.organisation_id, story.vault);
    let rows = &mut story.book.rows;
    let mut move_away = |field, id: &ActiveValue<i64>, text: &mut ActiveValue<Option<String>>| {
        if let (Some(id), Some(Some(noted))) = (id.try_as_ref(), text.try_as_ref()) {
            rows.sealed.push(texts.row(field, *id, noted));
            *text = Set(texts.clear(field, Some(String::new())));
        }
    };
    for row in &mut rows.meetings[meetings..] {
        move_away(MEETING_NOTES, &row.id, &mut row.notes);
        move_away(NEXT_STEP, &row.id, &mut row.next_step);
    }
    for row in &mut rows.followups[followups..] {
        move_away(FOLLOWUP_NOTE, &row.id, &mut row.note);
    }
    for row in &mut rows.outcomes[outcomes..] {
        move_away(OUTCOME_NOTE, &row.id, &mut row.note);
    }
}
