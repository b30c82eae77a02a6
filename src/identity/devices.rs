//! Browsers that have signed in before: a cookie, sealed by keyed hash, that says for whom and since when.
//!
//! It opens nothing. A guess from a known browser is counted apart from everybody else's, so that guessing from
//! elsewhere never keeps her out.
use crate::vault::Vault;
use chrono::{DateTime, TimeDelta, Utc};
use rand::RngExt;

/// How long a browser is known after its last sign-in.
pub const LASTS: TimeDelta = TimeDelta::days(365);
/// Colleagues who share a browser.
const MOST: usize = 5;

/// What a browser shows: `user.since.nonce.seal`, several joined by `~`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Devices(Vec<String>);

impl Devices {
    /// The cookie's value, believed only where it is asked about.
    pub fn read(cookie: &str) -> Self {
        let shown = cookie.split('~').filter(|one| !one.is_empty() && one.len() < 200);
        Self(shown.take(MOST).map(str::to_owned).collect())
    }

    /// The name of the browser where this user has signed in with it.
    pub fn known(&self, vault: &Vault, user_id: i64, now: DateTime<Utc>) -> Option<&str> {
        self.0.iter().find_map(|one| {
            let (said, seal) = one.rsplit_once('.')?;
            let (user, rest) = said.split_once('.')?;
            let (since, nonce) = rest.split_once('.')?;
            let since = DateTime::from_timestamp(since.parse().ok()?, 0)?;
            let fresh = now - since < LASTS;
            (user.parse() == Ok(user_id) && fresh && same(seal, &sealed(vault, said))).then_some(nonce)
        })
    }

    /// The cookie's value once this user has signed in too.
    pub fn with(
        &self,
        vault: &Vault,
        user_id: i64,
        now: DateTime<Utc>,
        chance: &mut impl rand::Rng,
    ) -> String {
        let nonce: [u8; 16] = chance.random();
        let nonce: String = nonce.iter().map(|byte| format!("{byte:02x}")).collect();
        let said = format!("{user_id}.{}.{nonce}", now.timestamp());
        let hers = format!("{user_id}.");
        let others = self.0.iter().filter(|one| !one.starts_with(&hers)).take(MOST - 1);
        let all = std::iter::once(format!("{said}.{}", sealed(vault, &said))).chain(others.cloned());
        all.collect::<Vec<_>>().join("~")
    }
}

fn sealed(vault: &Vault, said: &str) -> String {
    vault.lookup_hash(&format!("device/{said}")).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compares without telling by its time where the two differ.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use secrecy::SecretString;

    #[test]
    fn a_browser_is_known_for_whom_it_signed_in_and_no_forgery_is() {
        let vault = Vault::new(&SecretString::from("a secret of more than thirty-two characters"));
        let other = Vault::new(&SecretString::from("another secret of more than thirty-two"));
        let now = DateTime::from_timestamp(1_772_443_800, 0).unwrap();
        let chance = &mut rand::rngs::StdRng::seed_from_u64(1);
        let cookie = Devices::default().with(&vault, 7, now, chance);
        let devices = Devices::read(&cookie);
        assert!(devices.known(&vault, 7, now).is_some());
        assert!(devices.known(&vault, 8, now).is_none() && devices.known(&other, 7, now).is_none());
        assert!(devices.known(&vault, 7, now + LASTS).is_none());
        let forged = cookie.replacen("7.", "8.", 1);
        assert!(Devices::read(&forged).known(&vault, 8, now).is_none());

        let both = Devices::read(&devices.with(&vault, 8, now, chance));
        assert!(both.known(&vault, 7, now).is_some() && both.known(&vault, 8, now).is_some());
        for rubbish in ["", "~~", "7", "7.x.y.z", "7.1.2", "....", "7.99999999999999999999.a.b"] {
            assert_eq!(Devices::read(rubbish).known(&vault, 7, now), None);
        }
    }
}
