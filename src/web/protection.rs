//! Protected identity in the browser: reasons before a look, marking and lifting, the officers' page.
mod marking;
mod officers;
mod reasons;

pub use marking::{group, lift, mark, show};
pub use officers::{index, see, to_case};
pub use reasons::{WhyForm, begin, emergency};

use super::{Error, Result, visit::Visit};
use crate::{
    audit::{Act, Reason},
    cases::Case,
    clients::{self, Client, Opened},
    protection,
    vault::Vault,
    web::form::Choice,
};
use sea_orm::ConnectionTrait;

/// The client of a case, for whoever may know her; a member of her group who has given no reason yet is asked for one.
/// Of a protected client the row is still bare.
pub async fn allowed(db: &impl ConnectionTrait, visit: &Visit, case: &Case) -> Result<Client> {
    let client = clients::find(db, &visit.user, case.client_id).await?.ok_or(Error::NotFound)?;
    let access =
        protection::access(db, &visit.user, &visit.session_row(), case, &client, visit.now()).await?;
    match (access.knows, access.member) {
        (true, _) => Ok(client),
        (false, true) => Err(Error::ReasonFirst(case.id)),
        (false, false) => {
            let act = Act::new("view", "client", client.id).on_client(client.id).in_case(case.id);
            visit.saw(act.refused()).await?;
            Err(Error::Forbidden)
        }
    }
}

/// The same, with what is sealed of her opened.
pub async fn known(
    db: &impl ConnectionTrait,
    visit: &Visit,
    vault: &Vault,
    case: &Case,
) -> Result<(Client, Opened)> {
    let client = allowed(db, visit, case).await?;
    let opened = clients::open(db, vault, &client).await?;
    Ok((opened.client(client), opened))
}

/// Refused unless she may work in the case without seeing who it is about: anybody in it, and in a protected client's
/// her group.
pub async fn at_work(db: &impl ConnectionTrait, visit: &Visit, case: &Case) -> Result<()> {
    match allowed(db, visit, case).await {
        Ok(_) | Err(Error::ReasonFirst(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The group of a protected client; nothing where she is not protected.
pub async fn group_of(db: &impl ConnectionTrait, visit: &Visit, case: &Case) -> Result<Option<Vec<i64>>> {
    let client = clients::find(db, &visit.user, case.client_id).await?.ok_or(Error::NotFound)?;
    Ok(match client.protected {
        true => Some(protection::members(db, client.id).await?.into_iter().map(|(id, _)| id).collect()),
        false => None,
    })
}

/// The reasons to choose from.
pub(super) fn reasons(visit: &Visit) -> Vec<Choice> {
    visit.choices("protection-reason-", Reason::ALL.iter().map(|reason| reason.code()))
}
