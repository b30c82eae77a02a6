//! The firm as the case page shows it: what it is, who owns it, and its size by date.
use super::written;
use crate::{
    cases::Case,
    clients::{self, Client, full_name},
    codes::{industries, legal_forms, places},
    enterprises::{self, Owner, Status, StatusChange},
    locales::Locale,
    outcomes::{self, Outcome},
    web::{Result, visit::Visit},
};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use serde::Serialize;

/// One owner and her share.
#[derive(Serialize)]
struct Part {
    /// Nothing where her identity is not the visitor's to know.
    name: Option<String>,
    share_percent: Option<i64>,
}

/// The firm of a case.
#[derive(Serialize)]
pub struct Card {
    name: String,
    sole_trader: bool,
    orgnr: String,
    legal_form: Option<&'static str>,
    industry: Option<&'static str>,
    kommun: Option<&'static str>,
    started_on: Option<NaiveDate>,
    status: Status,
    owners: Vec<Part>,
    statuses: Vec<StatusChange>,
    /// Staff and turnover, newest first.
    sizes: Vec<Outcome>,
}

impl Card {
    /// The day it genuinely started.
    pub fn started_on(&self) -> Option<NaiveDate> {
        self.started_on
    }
}

/// The firm of this case, for whoever may know who the client is; nothing if there is none.
pub async fn card(
    read: &impl ConnectionTrait,
    visit: &Visit,
    case: &Case,
    client: &Client,
) -> Result<Option<Card>> {
    let Some(id) = case.enterprise_id else { return Ok(None) };
    let Some(firm) = enterprises::find(read, &visit.user, id).await? else { return Ok(None) };
    let owners = enterprises::owners(read, &firm).await?;
    let others = owners.iter().map(|owner| owner.client_id).filter(|owner| *owner != client.id).collect();
    let names = clients::names_for(read, &visit.user, others).await?;
    // Of an owner in another case only what everybody may know is told.
    let named = |owner: &Owner| match owner.client_id == client.id {
        true => Some(full_name(&client.given_name, &client.family_name)),
        false => names.get(&owner.client_id).cloned(),
    };
    let owners =
        owners.iter().map(|owner| Part { name: named(owner), share_percent: owner.share_percent }).collect();
    let swedish = visit.user.locale == Locale::Swedish;
    Ok(Some(Card {
        orgnr: written(firm.orgnr.as_deref()),
        legal_form: firm
            .legal_form
            .as_deref()
            .and_then(legal_forms::legal_form)
            .map(|legal| if swedish { legal.name_sv } else { legal.name_en }),
        industry: firm
            .sni_code
            .as_deref()
            .and_then(industries::industry)
            .map(|section| if swedish { section.name_sv } else { section.name_en }),
        kommun: firm.kommun_code.as_deref().and_then(places::kommun).map(|kommun| kommun.name),
        started_on: firm.started_on,
        status: firm.status,
        sole_trader: firm.sole_trader,
        owners,
        statuses: enterprises::statuses(read, &firm).await?,
        sizes: outcomes::of_enterprise(read, firm.id).await?,
        name: firm.name,
    }))
}
