//! Keeps what must not be read in the database: sealed for whoever steals it, numbers found again by a keyed hash.
//!
//! AES-256-GCM-SIV (RFC 8452) under a key from outside the database; the row's place in the domain is
//! bound in as associated data, so that a sealed value moved to another row does not open. Every value stands beside
//! the id of its key, so that one key can take another's place while people work.
use aes_gcm_siv::{
    Aes256GcmSiv, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::{Hmac, Mac};
use rand::RngExt;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use std::sync::Arc;

const NONCE: usize = 12;

/// Seals with the present key; opens with that one and those before it.
#[derive(Clone)]
pub struct Vault {
    /// The present one first.
    keys: Arc<Vec<Key>>,
}

struct Key {
    id: String,
    cipher: Aes256GcmSiv,
    lookup: [u8; 32],
}

/// A sealed value, and the key it is under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The id of the key.
    pub key_id: String,
    /// Nonce and sealed text.
    pub value: Vec<u8>,
}

/// Something could not be opened: another key, another place, or tampering.
#[derive(Debug, thiserror::Error)]
#[error("a sealed value does not open with the keys of the configuration")]
pub struct DoesNotOpen;

impl Vault {
    /// From the secret of the configuration: any text of 32 characters or more.
    pub fn new(secret: &SecretString) -> Self {
        Self::with_previous(secret, &[])
    }

    /// The same, with the secrets that were used before it and still open what was sealed then.
    pub fn with_previous(secret: &SecretString, previous: &[SecretString]) -> Self {
        let mut keys = vec![Key::new(secret)];
        for key in previous.iter().map(Key::new) {
            if keys.iter().all(|known| known.id != key.id) {
                keys.push(key);
            }
        }
        Self { keys: Arc::new(keys) }
    }

    /// The id of the key that seals.
    pub fn key_id(&self) -> &str {
        &self.keys[0].id
    }

    /// The ids of every key that opens, the one that seals first.
    pub fn key_ids(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|key| key.id.as_str())
    }

    /// `text` sealed for `place`, such as `client_identifiers/organisation 7`.
    pub fn seal(&self, place: &str, text: &str, chance: &mut impl rand::Rng) -> Sealed {
        let nonce: [u8; NONCE] = chance.random();
        let payload = Payload { msg: text.as_bytes(), aad: place.as_bytes() };
        let sealed = self.keys[0]
            .cipher
            .encrypt(&Nonce::from(nonce), payload)
            .expect("a note is far shorter than the cipher's limit");
        Sealed { key_id: self.key_id().to_owned(), value: [nonce.as_slice(), &sealed].concat() }
    }

    /// The text, if it was sealed with a key of ours for that place. `key_id` is nothing for values sealed before keys had ids.
    pub fn open(&self, place: &str, key_id: Option<&str>, sealed: &[u8]) -> Result<String, DoesNotOpen> {
        let fits = |key: &&Key| key_id.is_none_or(|id| id == key.id);
        self.keys.iter().filter(fits).find_map(|key| key.open(place, sealed).ok()).ok_or(DoesNotOpen)
    }

    /// The same text always has the same hash under one key, and only with the key can it be made.
    pub fn lookup_hash(&self, text: &str) -> Vec<u8> {
        self.keys[0].hash(text)
    }

    /// The hashes a text may stand under while one key takes another's place, the present one first.
    pub fn lookup_hashes(&self, text: &str) -> Vec<Vec<u8>> {
        self.keys.iter().map(|key| key.hash(text)).collect()
    }
}

impl Key {
    fn new(secret: &SecretString) -> Self {
        let id = derive(secret, "id")[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        let cipher = Aes256GcmSiv::new(&derive(secret, "seal").into());
        Self { id, cipher, lookup: derive(secret, "lookup") }
    }

    fn open(&self, place: &str, sealed: &[u8]) -> Result<String, DoesNotOpen> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or(DoesNotOpen)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| DoesNotOpen)?;
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        let text = self.cipher.decrypt(&Nonce::from(nonce), payload).map_err(|_| DoesNotOpen)?;
        String::from_utf8(text).map_err(|_| DoesNotOpen)
    }

    fn hash(&self, text: &str) -> Vec<u8> {
        let mut mac =
            <Hmac<Sha256> as KeyInit>::new_from_slice(&self.lookup).expect("any length of key will do");
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }
}

fn derive(secret: &SecretString, purpose: &str) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(b"jamvaxt/");
    digest.update(purpose.as_bytes());
    digest.update([0]);
    digest.update(secret.expose_secret().as_bytes());
    digest.finalize().into()
}

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 in lower-case hexadecimal, as checksums are written.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    const A: &str = "a secret of more than thirty-two characters";
    const B: &str = "another secret of more than thirty-two";

    fn secret(text: &str) -> SecretString {
        SecretString::from(text)
    }

    fn vault(text: &str) -> Vault {
        Vault::new(&secret(text))
    }

    #[test]
    fn opens_only_in_its_own_place_and_with_its_own_key() {
        let vault_a = vault(A);
        let chance = &mut rand::rngs::StdRng::seed_from_u64(1);
        let sealed = vault_a.seal("organisation 1", "197010632391", chance);
        let open = |vault: &Vault, place| vault.open(place, Some(&sealed.key_id), &sealed.value);
        assert_eq!(open(&vault_a, "organisation 1").unwrap(), "197010632391");
        assert!(open(&vault_a, "organisation 2").is_err());
        assert!(open(&vault(B), "organisation 1").is_err());
        assert!(!sealed.value.windows(4).any(|bytes| bytes == b"1970"));
    }

    #[test]
    fn a_nonce_is_never_used_twice() {
        let vault = vault(A);
        let chance = &mut rand::rngs::StdRng::seed_from_u64(1);
        assert_ne!(vault.seal("p", "x", chance), vault.seal("p", "x", chance));
    }

    #[test]
    fn a_key_that_was_used_before_still_opens_and_finds() {
        let chance = &mut rand::rngs::StdRng::seed_from_u64(1);
        let old = vault(A).seal("p", "x", chance);
        let both = Vault::with_previous(&secret(B), &[secret(A), secret(B)]);
        assert_eq!(both.open("p", Some(&old.key_id), &old.value).unwrap(), "x");
        assert_eq!(both.open("p", None, &old.value).unwrap(), "x");
        assert!(both.open("p", Some(both.key_id()), &old.value).is_err());
        assert_ne!(both.seal("p", "x", chance).key_id, old.key_id);
        assert_eq!(both.lookup_hashes("x"), [vault(B).lookup_hash("x"), vault(A).lookup_hash("x")]);
        assert_eq!(both.key_ids().count(), 2);
    }
}
