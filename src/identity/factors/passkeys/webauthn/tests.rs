//! A passkey of our own making answers, and everything that is a little wrong is refused.
use super::*;
use proptest::prelude::*;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::json;

const CHALLENGE: &str = "c29tZSByYW5kb20gYnl0ZXM";

fn party() -> Party {
    Party::of("https://jamvaxt.example.se").unwrap()
}

struct Authenticator {
    pair: EcdsaKeyPair,
    chance: SystemRandom,
}

impl Authenticator {
    fn new() -> Self {
        let (kind, chance) = (&ECDSA_P256_SHA256_ASN1_SIGNING, SystemRandom::new());
        let secret = EcdsaKeyPair::generate_pkcs8(kind, &chance).unwrap();
        Self { pair: EcdsaKeyPair::from_pkcs8(kind, secret.as_ref(), &chance).unwrap(), chance }
    }

    fn cose(&self) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        let (x, y) = (&point[1..33], &point[33..]);
        [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], x, &[0x22, 0x58, 32], y].concat()
    }

    fn said(&self, flags: u8, key: bool) -> Vec<u8> {
        let mut said = sha256(b"jamvaxt.example.se").to_vec();
        said.push(flags);
        said.extend(7_u32.to_be_bytes());
        if key {
            said.extend([0; 16]);
            said.extend(4_u16.to_be_bytes());
            said.extend(b"key1");
            said.extend(self.cose());
        }
        said
    }

    fn signed(&self, said: &[u8], client_data: &str) -> Sent {
        let message = [said, &sha256(client_data.as_bytes())].concat();
        let signature = self.pair.sign(&self.chance, &message).unwrap();
        Sent {
            credential: URL_SAFE_NO_PAD.encode("key1"),
            client_data: URL_SAFE_NO_PAD.encode(client_data),
            authenticator_data: URL_SAFE_NO_PAD.encode(said),
            signature: URL_SAFE_NO_PAD.encode(signature),
            user_handle: String::new(),
        }
    }
}

fn client_data(what: &str, challenge: &str, origin: &str, framed: bool) -> String {
    json!({"type": what, "challenge": challenge, "origin": origin, "crossOrigin": framed}).to_string()
}

const ORIGIN: &str = "https://jamvaxt.example.se";

#[test]
fn a_passkey_is_made_and_then_signs() {
    let key = Authenticator::new();
    let create = client_data("webauthn.create", CHALLENGE, ORIGIN, false);
    let new = made(&party(), CHALLENGE, &key.signed(&key.said(0x45, true), &create)).unwrap();
    assert_eq!((new.credential, new.sign_count), (URL_SAFE_NO_PAD.encode("key1"), 7));
    assert_eq!(new.public_key, key.cose());

    let get = client_data("webauthn.get", CHALLENGE, ORIGIN, false);
    let sent = key.signed(&key.said(0x1d, false), &get);
    assert_eq!(signed(&party(), CHALLENGE, &new.public_key, &sent), Ok(7));
    let other = Authenticator::new();
    assert_eq!(signed(&party(), CHALLENGE, &other.cose(), &sent), Err(Refused::WrongSignature));
    let said = key.said(0x0d, false);
    let tampered = Sent { authenticator_data: URL_SAFE_NO_PAD.encode(said), ..sent };
    assert_eq!(signed(&party(), CHALLENGE, &new.public_key, &tampered), Err(Refused::WrongSignature));
}

#[test]
fn what_was_asked_elsewhere_or_for_something_else_is_refused() {
    let key = Authenticator::new();
    let said = key.said(0x05, false);
    for wrong in [
        client_data("webauthn.create", CHALLENGE, ORIGIN, false),
        client_data("webauthn.get", "bm90IGl0", ORIGIN, false),
        client_data("webauthn.get", CHALLENGE, "https://jamvaxt.example.se.evil.example", false),
        client_data("webauthn.get", CHALLENGE, "http://jamvaxt.example.se", false),
        client_data("webauthn.get", CHALLENGE, ORIGIN, true),
    ] {
        let sent = key.signed(&said, &wrong);
        assert_eq!(signed(&party(), CHALLENGE, &key.cose(), &sent), Err(Refused::NotForUs), "{wrong}");
    }
    let elsewhere = Party::of("https://other.example.se").unwrap();
    let sent = key.signed(&said, &client_data("webauthn.get", CHALLENGE, "https://other.example.se", false));
    assert_eq!(signed(&elsewhere, CHALLENGE, &key.cose(), &sent), Err(Refused::NotForUs));
}

#[test]
fn nobody_present_or_nobody_verified_is_refused() {
    let key = Authenticator::new();
    let get = client_data("webauthn.get", CHALLENGE, ORIGIN, false);
    for (flags, why) in [
        (0x00, Refused::NotVerified),
        (0x01, Refused::NotVerified),
        (0x04, Refused::NotVerified),
        (0x15, Refused::Unreadable),
    ] {
        let sent = key.signed(&key.said(flags, false), &get);
        assert_eq!(signed(&party(), CHALLENGE, &key.cose(), &sent), Err(why), "{flags:#x}");
    }
    let trailing = [key.said(0x05, false), vec![0]].concat();
    assert_eq!(
        signed(&party(), CHALLENGE, &key.cose(), &key.signed(&trailing, &get)),
        Err(Refused::Unreadable)
    );
    let create = client_data("webauthn.create", CHALLENGE, ORIGIN, false);
    let keyless = key.signed(&key.said(0x05, false), &create);
    assert_eq!(made(&party(), CHALLENGE, &keyless), Err(Refused::Unreadable));
}

#[test]
fn only_a_named_site_that_is_safe_has_passkeys() {
    assert_eq!(Party::of("https://Jamvaxt.example.se:443/x").unwrap(), party());
    assert_eq!(Party::of("http://localhost:3000").unwrap().id, "localhost");
    for none in ["http://127.0.0.1:3000", "https://[::1]", "http://jamvaxt.example.se", "rubbish", "https://"]
    {
        assert_eq!(Party::of(none), None, "{none}");
    }
}

proptest! {
    #[test]
    fn nothing_sent_breaks_the_reader(a in ".{0,80}", b in ".{0,80}", bytes in proptest::collection::vec(any::<u8>(), 0..120)) {
        let mut said = sha256(b"jamvaxt.example.se").to_vec();
        said.extend(&bytes);
        let client_data = URL_SAFE_NO_PAD.encode(client_data("webauthn.create", CHALLENGE, ORIGIN, false));
        for sent in [
            Sent { client_data: a.clone(), authenticator_data: b, ..Sent::default() },
            Sent { client_data, authenticator_data: URL_SAFE_NO_PAD.encode(said), signature: a, ..Sent::default() },
        ] {
            let _ = made(&party(), CHALLENGE, &sent);
            prop_assert!(signed(&party(), CHALLENGE, &bytes, &sent).is_err());
        }
    }
}
