//! Keeps identity numbers: sealed for whoever steals the database, found again by a keyed hash.
//!
//! AES-256-GCM-SIV (RFC 8452) under a key from outside the database; the row's place in the domain is
//! bound in as associated data, so that a sealed value moved to another row does not open.
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

/// Seals and opens; made once from the secret key.
#[derive(Clone)]
pub struct Vault {
    cipher: Arc<Aes256GcmSiv>,
    lookup: [u8; 32],
}

/// Something could not be opened: another key, another place, or tampering.
#[derive(Debug, thiserror::Error)]
#[error("a sealed value does not open with this key")]
pub struct DoesNotOpen;

impl Vault {
    /// From the secret of the configuration: any text of 32 characters or more.
    pub fn new(secret: &SecretString) -> Self {
        let cipher = Aes256GcmSiv::new(&derive(secret, "seal").into());
        Self { cipher: Arc::new(cipher), lookup: derive(secret, "lookup") }
    }

    /// `text` sealed for `place`, such as `client_identifiers/organisation 7`.
    pub fn seal(&self, place: &str, text: &str, chance: &mut impl rand::Rng) -> Vec<u8> {
        let nonce: [u8; NONCE] = chance.random();
        let payload = Payload { msg: text.as_bytes(), aad: place.as_bytes() };
        let sealed = self
            .cipher
            .encrypt(&Nonce::from(nonce), payload)
            .expect("an identity number is far shorter than the cipher's limit");
        [nonce.as_slice(), &sealed].concat()
    }

    /// What was sealed for `place`.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<String, DoesNotOpen> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or(DoesNotOpen)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| DoesNotOpen)?;
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        let text = self.cipher.decrypt(&Nonce::from(nonce), payload).map_err(|_| DoesNotOpen)?;
        String::from_utf8(text).map_err(|_| DoesNotOpen)
    }

    /// The same number always has the same hash, and only with the key can it be made.
    pub fn lookup_hash(&self, text: &str) -> Vec<u8> {
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

    fn vault(secret: &str) -> Vault {
        Vault::new(&SecretString::from(secret))
    }

    #[test]
    fn opens_only_in_its_own_place_and_with_its_own_key() {
        let vault_a = vault("a secret of more than thirty-two characters");
        let chance = &mut rand::rngs::StdRng::seed_from_u64(1);
        let sealed = vault_a.seal("organisation 1", "197010632391", chance);
        assert_eq!(vault_a.open("organisation 1", &sealed).unwrap(), "197010632391");
        assert!(vault_a.open("organisation 2", &sealed).is_err());
        assert!(vault("another secret of more than thirty-two").open("organisation 1", &sealed).is_err());
        assert!(!sealed.windows(4).any(|bytes| bytes == b"1970"));
    }

    #[test]
    fn a_nonce_is_never_used_twice() {
        let vault = vault("a secret of more than thirty-two characters");
        let chance = &mut rand::rngs::StdRng::seed_from_u64(1);
        assert_ne!(vault.seal("p", "x", chance), vault.seal("p", "x", chance));
    }
}
