//! The firm as the case page shows it: what it is, who owns it, and its size by date.
use super::written;
use crate::{
    cases::Case,
    clients,
    codes::{industries, legal_forms, places},
    database::Database,
    enterprises::{self, Status, StatusChange},
    locales::Locale,
    outcomes::{self, Outcome},
    web::{Result, visit::Visit},
};
use chrono::NaiveDate;
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

/// The firm of this case; nothing if there is none, or if the visitor may not know who the client is.
pub async fn card(db: &Database, visit: &Visit, case: &Case) -> Result<Option<Card>> {
    let Some(id) = case.enterprise_id else { return Ok(None) };
    let Some(client) = clients::find(db.read(), &visit.user, case.client_id).await? else { return Ok(None) };
    if !clients::may_know(&visit.user, client.protected, case.advisor_id) {
        return Ok(None);
    }
    let Some(firm) = enterprises::find(db.read(), &visit.user, id).await? else { return Ok(None) };
    let mut owners = Vec::new();
    for owner in enterprises::owners(db.read(), &firm).await? {
        let client = clients::find(db.read(), &visit.user, owner.client_id).await?;
        // Of an owner in another advisor's case only what everybody may know is told.
        let advisor = if owner.client_id == case.client_id { case.advisor_id } else { 0 };
        let name = client.and_then(|client| clients::shown_to(&visit.user, &client, advisor).name);
        owners.push(Part { name, share_percent: owner.share_percent });
    }
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
        statuses: enterprises::statuses(db.read(), &firm).await?,
        sizes: outcomes::of_enterprise(db.read(), firm.id).await?,
        name: firm.name,
    }))
}
