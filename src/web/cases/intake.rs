//! Intake: a person's first visit, client and case in one form. Somebody met before is shown first.
use crate::{
    audit::Act,
    cases::{self, Employment, InformationGiven, LegalBasis, NewCase, Phase},
    clients::{self, Client, Origin, full_name},
    clock::Clock,
    database::Database,
    identity::accounts,
    programmes, protection,
    vault::Vault,
    web::{
        Result,
        clients::{ClientChoices, ClientForm},
        form::{self, Choice, Filled, Posted, both, chosen},
        visit::Visit,
    },
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError, ValidationErrors};

/// Everything that is asked at a first visit.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct IntakeForm {
    #[serde(flatten)]
    client: ClientForm,
    #[serde(flatten)]
    case: CaseForm,
}

#[derive(Default, Serialize, Deserialize, Validate)]
#[serde(default)]
struct CaseForm {
    programme: String,
    advisor: String,
    #[validate(custom(function = "form::is_day"))]
    opened_on: String,
    phase: String,
    employment_at_entry: String,
    legal_basis: String,
    #[validate(custom(function = "form::is_day_or_empty"))]
    information_given_on: String,
    information_given: String,
    /// Who besides the advisor may know a client who is protected.
    second_member: String,
    /// The client the advisor says it is, among those shown.
    same_as: String,
}

#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    filled: Filled<IntakeForm>,
    choices: ClientChoices,
    programmes: Vec<Choice>,
    advisors: Vec<Choice>,
    phases: Vec<Choice>,
    employments: Vec<Choice>,
    legal_bases: Vec<Choice>,
    informations: Vec<Choice>,
    /// People who may be the same, to choose among before a second client is made.
    met_before: Vec<Choice>,
    /// Whether one of them certainly is: the number is hers.
    certain: bool,
}

async fn page(db: &Database, visit: &Visit, filled: Filled<IntakeForm>) -> Result<Page> {
    let programmes = programmes::of_organisation(db.read(), visit.user.organisation_id).await?;
    let advisors = accounts::advisors(db.read(), visit.user.organisation_id).await?;
    Ok(Page {
        filled,
        choices: ClientChoices::new(visit),
        programmes: programmes.into_iter().map(|row| Choice::new(row.id, row.name)).collect(),
        advisors: advisors.into_iter().map(|(id, name)| Choice::new(id, name)).collect(),
        phases: visit.choices("cases-phase-", Phase::ALL.iter().map(|code| code.code())),
        employments: visit.choices("cases-employment-", Employment::ALL.iter().map(|code| code.code())),
        legal_bases: visit.choices("cases-legal-basis-", LegalBasis::ALL.iter().map(|code| code.code())),
        informations: visit
            .choices("cases-information-", InformationGiven::ALL.iter().map(|code| code.code())),
        met_before: Vec::new(),
        certain: false,
    })
}

/// The empty form, with today, the advisor herself and the usual ground filled in.
pub async fn new(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
) -> Result<impl IntoResponse> {
    let today = clock.today().to_string();
    let programmes = programmes::of_organisation(db.read(), visit.user.organisation_id).await?;
    let running: Vec<_> = programmes.iter().filter(|row| row.ends_on >= clock.today()).collect();
    let form = IntakeForm {
        client: ClientForm::blank(),
        case: CaseForm {
            programme: if let [only] = running[..] { only.id.to_string() } else { String::new() },
            advisor: visit.user.id.to_string(),
            opened_on: today.clone(),
            phase: Phase::Idea.code().into(),
            legal_basis: LegalBasis::PublicTask.code().into(),
            information_given_on: today,
            ..CaseForm::default()
        },
    };
    visit.page("cases/new.html", page(&db, &visit, Filled::fresh(form)).await?)
}

/// Registers the person, unless she is known, and opens her case.
pub async fn create(
    State(db): State<Database>,
    State(clock): State<Clock>,
    State(vault): State<Vault>,
    visit: Visit,
    Posted(form): Posted<IntakeForm>,
) -> Result<Response> {
    let today = clock.today();
    let blank = page(&db, &visit, Filled::default()).await?;
    let (facts, number, case) =
        match (form.client.checked(today, Origin::Client), form.case.checked(&blank, today)) {
            (Ok((facts, number)), Ok(case)) => (facts, number, case),
            (client, case) => {
                let errors = both(client.err().unwrap_or_default(), case.err().unwrap_or_default());
                return visit.mistakes("cases/new.html", Page { filled: Filled { form, errors }, ..blank });
            }
        };
    let second = form.case.second_member.parse::<i64>().ok().filter(|id| *id != case.advisor_id);
    let second = second.filter(|id| blank.advisors.iter().any(|one| one.value == id.to_string()));
    if facts.protected.is_some() && second.is_none() {
        let filled = Filled::fresh(form).with("second_member", "group-of-two");
        return visit.mistakes("cases/new.html", Page { filled, ..blank });
    }
    // Both questions are always asked: the answer takes as long whether or not a protected client has the number.
    let (known, protected) = match &number {
        Some(number) => (
            clients::find_by_number(db.read(), &visit.user, number, &vault).await?,
            clients::protected_by_number(db.read(), &visit.user, number, &vault).await?,
        ),
        None => (None, None),
    };
    let certain = known.is_some();
    let alike = match known {
        Some(client) => vec![client],
        None => clients::named(db.read(), &visit.user, &form.client.full_name(), facts.birth_date).await?,
    };
    let same: Option<i64> =
        form.case.same_as.parse().ok().filter(|id| alike.iter().any(|client| client.id == *id));
    let answered = same.is_some() || (!certain && form.case.same_as == "new");
    if !alike.is_empty() && !answered {
        for client in &alike {
            visit.saw(Act::new("view", "client", client.id).on_client(client.id)).await?;
        }
        let met_before = alike.iter().map(|client| Choice::new(client.id, described(client))).collect();
        let filled = Filled::fresh(form).with("same_as", "met-before");
        return visit.mistakes("cases/new.html", Page { filled, met_before, certain, ..blank });
    }
    let txn = db.begin().await?;
    let client_id = match same {
        Some(id) => id,
        None => {
            // Of two protected clients only one is found by the number.
            let number = number.as_ref().filter(|_| facts.protected.is_none() || protected.is_none());
            let group = second.filter(|_| facts.protected.is_some());
            let id = clients::enter(&txn, &visit.user, facts, number, &vault, clock.now()).await?;
            if let Some(second) = group {
                protection::found(&txn, &visit.user, id, &[case.advisor_id, second], clock.now()).await?;
            }
            id
        }
    };
    let case = cases::open(&txn, &visit.user, NewCase { client_id, ..case }, clock.now()).await?;
    if let Some(hidden) = protected.filter(|hidden| hidden.id != client_id) {
        protection::double(&txn, &visit.user, &hidden, &case, clock.now()).await?;
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{}?said=case-opened", case.id)).into_response())
}

/// Enough to recognise her by. A protected person is never among those found.
fn described(client: &Client) -> String {
    let name = full_name(&client.given_name, &client.family_name);
    match client.birth_date {
        Some(day) => format!("{name}, {day}"),
        None => name,
    }
}

impl CaseForm {
    fn checked(&self, page: &Page, today: NaiveDate) -> Result<NewCase, ValidationErrors> {
        let mut errors = self.validate().err().unwrap_or_default();
        let programme_id = one_of(&page.programmes, &self.programme, "programme", &mut errors);
        let advisor_id = one_of(&page.advisors, &self.advisor, "advisor", &mut errors);
        let phase = chosen(&self.phase, Phase::from_code, "phase", &mut errors);
        let employment =
            chosen(&self.employment_at_entry, Employment::from_code, "employment_at_entry", &mut errors);
        let legal_basis = chosen(&self.legal_basis, LegalBasis::from_code, "legal_basis", &mut errors);
        let opened_on = form::day(&self.opened_on);
        if opened_on.is_some_and(|day| day > today) {
            errors.add("opened_on", ValidationError::new("future"));
        }
        let informed_on = form::day(&self.information_given_on);
        if informed_on.is_some_and(|day| day > today) {
            errors.add("information_given_on", ValidationError::new("future"));
        }
        let informed = form::some(&self.information_given);
        let how = informed.as_deref().and_then(InformationGiven::from_code);
        if informed.is_some() && how.is_none() {
            errors.add("information_given", ValidationError::new("choice"));
        }
        if how.is_some() && informed_on.is_none() {
            errors.add("information_given_on", ValidationError::new("required"));
        }
        match (programme_id, advisor_id, phase, employment, legal_basis, opened_on) {
            (
                Some(programme_id),
                Some(advisor_id),
                Some(phase),
                Some(employment),
                Some(legal_basis),
                Some(opened_on),
            ) if errors.is_empty() => Ok(NewCase {
                client_id: 0,
                programme_id,
                advisor_id,
                opened_on,
                phase,
                employment_at_entry: employment,
                legal_basis,
                information: informed_on.zip(how),
            }),
            _ => Err(errors),
        }
    }
}

/// The number of the row chosen, if it is one of those offered.
fn one_of(choices: &[Choice], text: &str, field: &'static str, errors: &mut ValidationErrors) -> Option<i64> {
    let found = choices.iter().find(|choice| choice.value == text);
    if found.is_none() {
        let code = if text.is_empty() { "required" } else { "choice" };
        errors.add(field, ValidationError::new(code));
    }
    found.and_then(|choice| choice.value.parse().ok())
}
