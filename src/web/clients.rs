//! Clients: corrected from their case, their numbers shown on purpose.
mod accesses;
mod form;

pub use accesses::accesses;
pub use form::{ClientChoices, ClientForm};

use super::{
    Error, Result,
    form::{Filled, Posted},
    protection,
    visit::Visit,
};
use crate::{
    audit::Act,
    cases::{self, Case},
    clients::{self, Client, Number},
    clock::Clock,
    database::Database,
    requests::correction,
    vault::Vault,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;

#[derive(Serialize)]
struct EditPage {
    case_id: i64,
    case_number: String,
    #[serde(flatten)]
    filled: Filled<ClientForm>,
    choices: ClientChoices,
}

/// The client of a case, if both are hers to see and the identity hers to know.
async fn of_case(db: &Database, visit: &Visit, vault: &Vault, case_id: i64) -> Result<(Case, Client)> {
    let case = cases::find(db.read(), &visit.user, case_id).await?.ok_or(Error::NotFound)?;
    let (client, _) = protection::known(db.read(), visit, vault, &case).await?;
    Ok((case, client))
}

/// The form to correct what is known of the client.
pub async fn edit(
    State(db): State<Database>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(case_id): Path<i64>,
) -> Result<impl IntoResponse> {
    let (case, client) = of_case(&db, &visit, &vault, case_id).await?;
    visit.saw(Act::new("view", "client", client.id).on_client(client.id).in_case(case.id)).await?;
    visit.page("clients/edit.html", page(&visit, &case, Filled::fresh(ClientForm::of(&client))))
}

/// Corrects what is known of the client; a number typed here is added to her history.
pub async fn update(
    State(db): State<Database>,
    State(clock): State<Clock>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(case_id): Path<i64>,
    Posted(form): Posted<ClientForm>,
) -> Result<Response> {
    let (case, client) = of_case(&db, &visit, &vault, case_id).await?;
    let (facts, number) = match form.checked(clock.today(), client.origin) {
        Ok(checked) => checked,
        Err(errors) => {
            return visit.mistakes("clients/edit.html", page(&visit, &case, Filled { form, errors }));
        }
    };
    if let Some(number) = &number
        && let Some(other) = same(&db, &visit, &client, number, &vault).await?
        && other.id != client.id
    {
        let filled = Filled::fresh(form).with("number", "number-taken");
        return visit.mistakes("clients/edit.html", page(&visit, &case, filled));
    }
    let txn = db.begin().await?;
    clients::correct(&txn, &visit.user, &client, facts, &vault, clock.now()).await?;
    correction::note(&txn, &visit.user, &client, &vault, clock.now()).await?;
    if let Some(number) = &number
        && same(&db, &visit, &client, number, &vault).await?.is_none()
    {
        let hers = (client.id, client.protected);
        clients::add_number(&txn, &visit.user, hers, number, &vault, clock.now()).await?;
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{case_id}?said=client-corrected")).into_response())
}

/// Whoever has that number among those the client is hashed with.
async fn same(
    db: &Database,
    visit: &Visit,
    client: &Client,
    number: &Number,
    vault: &Vault,
) -> Result<Option<Client>> {
    Ok(match client.protected {
        true => clients::protected_by_number(db.read(), &visit.user, number, vault).await?,
        false => clients::find_by_number(db.read(), &visit.user, number, vault).await?,
    })
}

fn page(visit: &Visit, case: &Case, filled: Filled<ClientForm>) -> EditPage {
    EditPage {
        case_id: case.id,
        case_number: case.number.clone(),
        filled,
        choices: ClientChoices::new(visit),
    }
}

#[derive(Serialize)]
struct Revealed {
    case_id: i64,
    case_number: String,
    name: String,
    numbers: Vec<Whole>,
}

#[derive(Serialize)]
struct Whole {
    kind: &'static str,
    digits: String,
}

/// Shows the identity numbers whole. A form post, because it is an act of its own in the log.
pub async fn reveal(
    State(db): State<Database>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(case_id): Path<i64>,
) -> Result<impl IntoResponse> {
    let (case, client) = of_case(&db, &visit, &vault, case_id).await?;
    visit.saw(Act::new("reveal", "client", client.id).on_client(client.id).in_case(case.id)).await?;
    let numbers = clients::numbers(db.read(), &client, &vault).await?;
    let whole = |number: &Number| Whole { kind: number.kind().code(), digits: number.formatted() };
    let page = Revealed {
        case_id,
        case_number: case.number,
        name: clients::full_name(&client.given_name, &client.family_name),
        numbers: numbers.iter().map(whole).collect(),
    };
    visit.page("clients/numbers.html", page)
}
