//! Public keys as authenticators write them: COSE keys (RFC 9052) in the deterministic CBOR of CTAP2, and nothing more of either.
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};

/// The algorithms we offer, best first: what telephones and keys use, and Windows Hello (RFC 9053, RFC 8812).
pub const OFFERED: [i64; 3] = [ES256, EDDSA, RS256];
const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;

const KIND: i64 = 1;
const ALGORITHM: i64 = 3;

/// A public key of a kind we know.
#[derive(Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// A point on P-256.
    Es256 {
        /// Its x.
        x: &'a [u8],
        /// Its y.
        y: &'a [u8],
    },
    /// Ed25519.
    Eddsa {
        /// The key.
        x: &'a [u8],
    },
    /// RSA.
    Rs256 {
        /// The modulus.
        n: &'a [u8],
        /// The exponent.
        e: &'a [u8],
    },
}

impl<'a> Key<'a> {
    /// The key written there, which must be all there is.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (entries, rest) = map(bytes)?;
        if !rest.is_empty() {
            return None;
        }
        let number =
            |key| entries.iter().find(|(name, _)| *name == key).and_then(|(_, value)| value.number());
        let text = |key| entries.iter().find(|(name, _)| *name == key).and_then(|(_, value)| value.bytes());
        match (number(KIND)?, number(ALGORITHM)?) {
            (2, ES256) if number(-1)? == 1 => {
                let (x, y) = (text(-2)?, text(-3)?);
                (x.len() == 32 && y.len() == 32).then_some(Self::Es256 { x, y })
            }
            (1, EDDSA) if number(-1)? == 6 => {
                let x = text(-2)?;
                (x.len() == 32).then_some(Self::Eddsa { x })
            }
            (3, RS256) => Some(Self::Rs256 { n: text(-1)?, e: text(-2)? }),
            _ => None,
        }
    }

    /// Whether the signature is of this message by this key.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Es256 { x, y } => {
                let point = [&[4], *x, *y].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature).is_ok()
            }
            Self::Eddsa { x } => UnparsedPublicKey::new(&ED25519, x).verify(message, signature).is_ok(),
            Self::Rs256 { n, e } => {
                let key = RsaPublicKeyComponents { n, e };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
            }
        }
    }
}

/// How many bytes the key at the beginning takes.
pub fn length(bytes: &[u8]) -> Option<usize> {
    map(bytes).map(|(_, rest)| bytes.len() - rest.len())
}

#[derive(Clone, Copy)]
enum Item<'a> {
    Number(i64),
    Bytes(&'a [u8]),
}

impl<'a> Item<'a> {
    fn number(self) -> Option<i64> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    fn bytes(self) -> Option<&'a [u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }
}

type Entries<'a> = Vec<(i64, Item<'a>)>;

/// A map of a few numbers to numbers or bytes; no key twice.
fn map(bytes: &[u8]) -> Option<(Entries<'_>, &[u8])> {
    let (5, many @ ..=8, mut rest) = head(bytes)? else { return None };
    let mut entries: Entries = Vec::new();
    for _ in 0..many {
        let (Item::Number(key), after) = item(rest)? else { return None };
        let (value, after) = item(after)?;
        if entries.iter().any(|(known, _)| *known == key) {
            return None;
        }
        entries.push((key, value));
        rest = after;
    }
    Some((entries, rest))
}

fn item(bytes: &[u8]) -> Option<(Item<'_>, &[u8])> {
    let (major, number, rest) = head(bytes)?;
    let signed = i64::try_from(number).ok()?;
    match major {
        0 => Some((Item::Number(signed), rest)),
        1 => Some((Item::Number(-1 - signed), rest)),
        2 => {
            let (bytes, rest) = rest.split_at_checked(number.try_into().ok()?)?;
            Some((Item::Bytes(bytes), rest))
        }
        _ => None,
    }
}

/// Major type and number, which must be written as short as it can be.
fn head(bytes: &[u8]) -> Option<(u8, u64, &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    let major = first >> 5;
    match first & 31 {
        number @ 0..=23 => Some((major, number.into(), rest)),
        24 => {
            let (&number, rest) = rest.split_first()?;
            (number >= 24).then_some((major, number.into(), rest))
        }
        25 => {
            let (&number, rest) = rest.split_first_chunk::<2>()?;
            let number = u16::from_be_bytes(number);
            (number > 255).then_some((major, number.into(), rest))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_of_the_three_kinds_are_read_and_others_refused() {
        let (x, y) = ([7; 32], [9; 32]);
        let es256 =
            [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], &x[..], &[0x22, 0x58, 32], &y[..]].concat();
        assert_eq!(Key::read(&es256), Some(Key::Es256 { x: &x, y: &y }));
        assert_eq!(length(&[&es256[..], &[1, 2, 3]].concat()), Some(es256.len()));
        let eddsa = [&[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32], &x[..]].concat();
        assert_eq!(Key::read(&eddsa), Some(Key::Eddsa { x: &x }));
        let n = [5; 256];
        let rs256 = [&[0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0], &n[..], &[0x21, 0x43, 1, 0, 1]].concat();
        assert_eq!(Key::read(&rs256), Some(Key::Rs256 { n: &n, e: &[1, 0, 1] }));

        let mut other_curve = es256.clone();
        other_curve[6] = 2;
        let mut twice = es256.clone();
        twice[3] = 1;
        for wrong in
            [&other_curve[..], &twice, &es256[..es256.len() - 1], &[&es256[..], &[0]].concat(), &[], &[0xa0]]
        {
            assert_eq!(Key::read(wrong), None);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Some(key) = Key::read(&bytes) {
                prop_assert!(!key.verifies(b"x", &bytes));
            }
        }
    }
}
