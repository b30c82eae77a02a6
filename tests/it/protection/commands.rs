//! `jamvaxt key`, as an operator types it.
use crate::{
    cli::{Told, migrated, told},
    given,
    harness::noon,
};
use jamvaxt::{
    clients::{
        Number,
        entity::identifier::{self, Kind},
    },
    database::Database,
    vault::Vault,
};
use rand::SeedableRng;
use sea_orm::{ActiveValue::Set, EntityTrait};
use secrecy::SecretString;
use std::path::Path;

const OLD: &str = "the key before it and it is long enough too";
const NEW: &str = "the key that comes after it and is long enough";

fn key(data: &Path, word: &str, key: &str, previous: &str) -> Told {
    let settings = [("JAMVAXT__SECRETS__KEY", key), ("JAMVAXT__SECRETS__PREVIOUS", previous)];
    told(data, &["key", word], &settings)
}

/// A client with a number sealed under the old key.
async fn one_number(data: &Path) {
    let url = format!("sqlite://{}", data.join("jamvaxt.db").display());
    let db = Database::connect(&url, 1).await.unwrap();
    let vault = Vault::new(&SecretString::from(OLD));
    let txn = db.begin().await.unwrap();
    let id = given::a_client_in(&txn, "Amina").await;
    let sealed = vault.seal(
        &format!("client_identifiers/1/{id}"),
        "RES001",
        &mut rand::rngs::StdRng::seed_from_u64(1),
    );
    assert!(Number::reserve("RES001").is_some());
    let row = identifier::ActiveModel {
        client_id: Set(id),
        organisation_id: Set(1),
        kind: Set(Kind::Reserve),
        sealed: Set(sealed.value),
        key_id: Set(Some(sealed.key_id)),
        lookup_hash: Set(vault.lookup_hash("reserve:RES001")),
        created_at: Set(noon()),
        ..Default::default()
    };
    identifier::Entity::insert(row).exec_without_returning(&txn).await.unwrap();
    txn.commit().await.unwrap();
    db.close().await.unwrap();
}

#[tokio::test]
async fn tells_which_keys_are_in_use_and_puts_the_new_one_in_the_place_of_the_old() {
    let data = migrated();
    let settings = [("JAMVAXT__SECRETS__KEY", OLD)];
    let added = told(data.path(), &["organisation", "add", "Region Väst", "--kind", "region"], &settings);
    assert_eq!(added.code, Some(0), "{}", added.err);
    one_number(data.path()).await;
    let (data, is) = (data.path(), |told: &Told, words: &str| {
        assert!(told.out.contains(words), "{}{}", told.out, told.err);
        told.code
    });
    assert_eq!(is(&key(data, "check", OLD, ""), "1\tthe present key"), Some(0));
    // Without the old key nothing can be opened, and nothing is changed.
    assert_eq!(is(&key(data, "check", NEW, ""), "1\tA KEY THAT IS NOT CONFIGURED"), Some(1));
    let lost = key(data, "rotate", NEW, "");
    assert_eq!(lost.code, Some(1), "{}{}", lost.out, lost.err);
    assert!(!lost.err.contains("RES001") && !lost.err.contains(NEW), "{}", lost.err);
    assert_eq!(is(&key(data, "check", NEW, OLD), "1\tan earlier key"), Some(0));
    assert_eq!(is(&key(data, "rotate", NEW, OLD), "1 values sealed anew"), Some(0));
    assert_eq!(is(&key(data, "rotate", NEW, OLD), "0 values sealed anew"), Some(0));
    assert_eq!(is(&key(data, "check", NEW, ""), "1\tthe present key"), Some(0));
    assert_eq!(key(data, "rotate", NEW, "short").code, Some(2));
}
