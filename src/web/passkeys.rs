//! What a page asks a passkey to sign, and what the browser sends back.
use crate::{
    app::App,
    identity::{
        User,
        factors::passkeys::{self, Challenge, OFFERED, Party, Passkey, Purpose, Sent},
    },
};
use rand::rngs::StdRng;
use serde::{Deserialize, Serialize};

/// What a page asks.
#[derive(Serialize)]
pub struct Asked {
    challenge: String,
    sealed: String,
    site: String,
    known: String,
    algorithms: String,
    user: String,
    email: String,
    name: String,
}

impl Asked {
    /// Asks one of these passkeys; nothing where this site has none.
    pub fn one_of(app: &App, purpose: Purpose, known: &[Passkey]) -> Option<Self> {
        let site = Party::of(&app.config.server.public_url)?;
        let chance = &mut rand::make_rng::<StdRng>();
        let challenge = Challenge::new(&app.vault, purpose, app.clock.now(), chance);
        let known: Vec<_> = known.iter().map(|key| key.credential_id.as_str()).collect();
        Some(Self {
            challenge: challenge.text,
            sealed: challenge.sealed,
            site: site.id,
            known: known.join(" "),
            algorithms: OFFERED.map(|algorithm| algorithm.to_string()).join(" "),
            user: String::new(),
            email: String::new(),
            name: String::new(),
        })
    }

    /// Asks for a new one of this user, on nothing that holds one already.
    pub fn new_one(app: &App, user: &User, known: &[Passkey]) -> Option<Self> {
        let asked = Self::one_of(app, Purpose::Adding(user.id), known)?;
        let (email, name) = (user.email.clone(), user.name.clone());
        Some(Self { user: passkeys::handle(user.id), email, name, ..asked })
    }
}

/// What the browser sends back, with what else stands in the form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PasskeyForm {
    /// The challenge, sealed.
    pub challenge: String,
    /// How she calls a new one.
    pub name: String,
    /// Where she was going.
    pub next: String,
    credential: String,
    client_data: String,
    authenticator_data: String,
    signature: String,
    user_handle: String,
}

impl PasskeyForm {
    /// The passkey's answer.
    pub fn sent(&self) -> Sent {
        Sent {
            credential: self.credential.clone(),
            client_data: self.client_data.clone(),
            authenticator_data: self.authenticator_data.clone(),
            signature: self.signature.clone(),
            user_handle: self.user_handle.clone(),
        }
    }

    /// This site and the challenge, where both are what they should be.
    pub fn asked(&self, app: &App, purpose: Purpose) -> Option<(Party, Challenge)> {
        let party = Party::of(&app.config.server.public_url)?;
        let challenge = Challenge::read(&app.vault, purpose, &self.challenge, app.clock.now())?;
        Some((party, challenge))
    }
}
