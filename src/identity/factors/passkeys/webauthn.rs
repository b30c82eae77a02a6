//! What a passkey says, checked as Web Authentication (Level 3, §7) tells the relying party to. Pure: no clock, no rows.
//!
//! User verification is always required, so a passkey is two factors by itself. Attestation is not asked for: we do
//! not choose people's devices for them.
use super::cose;
use crate::vault::sha256;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const HAS_KEY: u8 = 1 << 6;
const HAS_EXTENSIONS: u8 = 1 << 7;
/// §7.1 step 25.
const LONGEST_ID: usize = 1023;

/// For whom passkeys are made: this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its name as passkeys know it: the host.
    pub id: String,
    origin: String,
}

impl Party {
    /// The site at that address; none where browsers make no passkeys: without TLS, or at a bare number.
    pub fn of(public_url: &str) -> Option<Self> {
        let (scheme, rest) = public_url.split_once("://")?;
        let authority = rest.split('/').next()?.to_lowercase();
        let (host, port) = authority.split_once(':').unwrap_or((&authority, ""));
        let usual = (scheme, port) == ("https", "443") || (scheme, port) == ("http", "80");
        let named = !host.is_empty() && host.parse::<std::net::IpAddr>().is_err() && !host.starts_with('[');
        let safe = scheme == "https" || host == "localhost";
        let port = if usual || port.is_empty() { String::new() } else { format!(":{port}") };
        (named && safe).then(|| Self { id: host.to_owned(), origin: format!("{scheme}://{host}{port}") })
    }
}

/// What a browser sends, each in unpadded base64url.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    /// Which passkey.
    pub credential: String,
    /// What the browser says it asked.
    pub client_data: String,
    /// What the authenticator says.
    pub authenticator_data: String,
    /// Signed with the passkey; none when it is made.
    pub signature: String,
    /// Whose the authenticator says it is.
    pub user_handle: String,
}

/// Why a passkey was not believed. For the log: she is told only that it did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not what a browser sends.
    #[error("unreadable")]
    Unreadable,
    /// Meant for another act, challenge or site.
    #[error("not for us")]
    NotForUs,
    /// Nobody touched it, or it did not make sure who did.
    #[error("user not verified")]
    NotVerified,
    /// A kind of key we do not know.
    #[error("unknown kind of key")]
    UnknownKey,
    /// The signature is another's.
    #[error("wrong signature")]
    WrongSignature,
}

/// A passkey just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKey {
    /// Its name among all passkeys.
    pub credential: String,
    /// Its public half, as COSE writes it.
    pub public_key: Vec<u8>,
    /// How often it has signed; zero where it does not count.
    pub sign_count: u32,
}

/// The passkey that was made for `challenge` (§7.1).
pub fn made(party: &Party, challenge: &str, sent: &Sent) -> Result<NewKey, Refused> {
    asked(party, "webauthn.create", challenge, &decoded(&sent.client_data)?)?;
    let said = decoded(&sent.authenticator_data)?;
    let said = Said::read(party, &said)?;
    let Attested { credential, public_key } = said.key.ok_or(Refused::Unreadable)?;
    cose::Key::read(public_key).ok_or(Refused::UnknownKey)?;
    Ok(NewKey {
        credential: URL_SAFE_NO_PAD.encode(credential),
        public_key: public_key.to_vec(),
        sign_count: said.sign_count,
    })
}

/// How often the passkey has signed, if it signed `challenge` (§7.2).
pub fn signed(party: &Party, challenge: &str, public_key: &[u8], sent: &Sent) -> Result<u32, Refused> {
    let client_data = decoded(&sent.client_data)?;
    asked(party, "webauthn.get", challenge, &client_data)?;
    let authenticator_data = decoded(&sent.authenticator_data)?;
    let said = Said::read(party, &authenticator_data)?;
    let key = cose::Key::read(public_key).ok_or(Refused::UnknownKey)?;
    let message = [authenticator_data.as_slice(), &sha256(&client_data)].concat();
    match key.verifies(&message, &decoded(&sent.signature)?) {
        true => Ok(said.sign_count),
        false => Err(Refused::WrongSignature),
    }
}

fn decoded(text: &str) -> Result<Vec<u8>, Refused> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Refused::Unreadable)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

fn asked(party: &Party, what: &str, challenge: &str, client_data: &[u8]) -> Result<(), Refused> {
    let said: ClientData = serde_json::from_slice(client_data).map_err(|_| Refused::Unreadable)?;
    let ours = said.r#type == what
        && said.challenge == challenge
        && said.origin == party.origin
        && !said.cross_origin;
    if ours { Ok(()) } else { Err(Refused::NotForUs) }
}

/// What an authenticator says (§6.1).
struct Said<'a> {
    sign_count: u32,
    key: Option<Attested<'a>>,
}

/// The passkey just made: its name and its public half.
struct Attested<'a> {
    credential: &'a [u8],
    public_key: &'a [u8],
}

impl<'a> Said<'a> {
    fn read(party: &Party, data: &'a [u8]) -> Result<Self, Refused> {
        let (site, rest) = data.split_at_checked(32).ok_or(Refused::Unreadable)?;
        let (&flags, rest) = rest.split_first().ok_or(Refused::Unreadable)?;
        let (&count, rest) = rest.split_first_chunk::<4>().ok_or(Refused::Unreadable)?;
        if site != sha256(party.id.as_bytes()) {
            return Err(Refused::NotForUs);
        }
        if flags & USER_PRESENT == 0 || flags & USER_VERIFIED == 0 {
            return Err(Refused::NotVerified);
        }
        // What cannot be backed up cannot have been.
        if flags & BACKED_UP != 0 && flags & BACKUP_ELIGIBLE == 0 {
            return Err(Refused::Unreadable);
        }
        let (key, rest) = match flags & HAS_KEY {
            0 => (None, rest),
            _ => Self::key(rest).map(|(key, rest)| (Some(key), rest)).ok_or(Refused::Unreadable)?,
        };
        if flags & HAS_EXTENSIONS == 0 && !rest.is_empty() {
            return Err(Refused::Unreadable);
        }
        Ok(Self { sign_count: u32::from_be_bytes(count), key })
    }

    fn key(data: &'a [u8]) -> Option<(Attested<'a>, &'a [u8])> {
        let (_model, rest) = data.split_at_checked(16)?;
        let (&length, rest) = rest.split_first_chunk::<2>()?;
        let (credential, rest) = rest.split_at_checked(u16::from_be_bytes(length).into())?;
        if credential.is_empty() || credential.len() > LONGEST_ID {
            return None;
        }
        let (public_key, rest) = rest.split_at_checked(cose::length(rest)?)?;
        Some((Attested { credential, public_key }, rest))
    }
}

#[cfg(test)]
mod tests;
