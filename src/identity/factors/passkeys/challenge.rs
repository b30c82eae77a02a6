//! What a passkey is asked to sign. Sealed, it travels with the form: looking at a page stores nothing.
use crate::vault::Vault;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use rand::RngExt;

/// How long a browser may take.
const LASTS: TimeDelta = TimeDelta::minutes(5);

/// What the challenge is for: an answer to another is worth nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A new passkey of this user.
    Adding(i64),
    /// This user proves who she is.
    Proving(i64),
    /// Whoever it is signs in.
    SigningIn,
}

impl Purpose {
    fn place(self) -> String {
        match self {
            Self::Adding(id) => format!("passkeys/challenge to add one to user {id}"),
            Self::Proving(id) => format!("passkeys/challenge to user {id}"),
            Self::SigningIn => "passkeys/challenge to anybody".into(),
        }
    }
}

/// 256 random bits and when they were drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// In unpadded base64url, as browsers repeat it.
    pub text: String,
    /// What the form carries.
    pub sealed: String,
    pub(super) issued_at: i64,
}

impl Challenge {
    /// A new one.
    pub fn new(vault: &Vault, purpose: Purpose, now: DateTime<Utc>, chance: &mut impl rand::Rng) -> Self {
        let bytes: [u8; 32] = chance.random();
        let (text, issued_at) = (URL_SAFE_NO_PAD.encode(bytes), now.timestamp());
        let sealed = vault.seal(&purpose.place(), &format!("{issued_at} {text}"), chance);
        Self { text, sealed: URL_SAFE_NO_PAD.encode(sealed.value), issued_at }
    }

    /// The one a form carries, unless it is for something else or too old.
    pub fn read(vault: &Vault, purpose: Purpose, sealed: &str, now: DateTime<Utc>) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let opened = vault.open(&purpose.place(), None, &bytes).ok()?;
        let (issued_at, text) = opened.split_once(' ')?;
        let issued_at: i64 = issued_at.parse().ok()?;
        let fresh = now.timestamp() - issued_at < LASTS.num_seconds();
        fresh.then(|| Self { text: text.to_owned(), sealed: sealed.to_owned(), issued_at })
    }
}
