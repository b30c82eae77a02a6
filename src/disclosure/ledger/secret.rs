//! The folder's secret, and names made unreadable with it.

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use sha2::{Digest, Sha256};
use std::fmt;

/// 32 random bytes, drawn once.
#[derive(Clone)]
pub struct Secret {
    bytes: [u8; 32],
    mac: Hmac<Sha256>,
}

/// The keyed hash of a case's or contributor's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(pub u128);

impl Secret {
    pub(super) fn new(bytes: [u8; 32]) -> Self {
        let mac = Hmac::new_from_slice(&bytes).expect("HMAC takes a key of any length");
        Self { bytes, mac }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// The keyed hash of a name; `kind` keeps a case and a contributor of one name apart.
    pub fn name(&self, kind: &str, name: &str) -> Name {
        let bytes = self.keyed(kind, name);
        let mut half = [0; 16];
        half.copy_from_slice(&bytes[..16]);
        Name(u128::from_be_bytes(half))
    }

    /// Tells this secret from another without telling it.
    pub(super) fn mark(&self) -> String {
        hex(&self.keyed("ledger", "secret"))
    }

    fn keyed(&self, kind: &str, name: &str) -> [u8; 32] {
        let mut mac = self.mac.clone();
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(name.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = <&str>::deserialize(deserializer)?;
        u128::from_str_radix(digits, 16).map(Name).map_err(D::Error::custom)
    }
}

/// The SHA-256 of some bytes, in hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a string takes what is written to it");
        digits
    })
}
