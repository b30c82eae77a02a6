//! An office before its first client: who works there, the programme, what is promised to the agency.
use super::server::KEY;
use chrono::{Datelike, NaiveDate};
use jamvaxt::{
    clock::Clock,
    database::Database,
    identity::{
        self, Role,
        accounts::{self, NewUser},
        factors::{app::Offer, codes, needs_second_factor},
        organisations::{self, Kind, NewOrganisation},
    },
    locales::Locale,
    programmes::{self, Anchor, Details, Step},
    releases::{self, NewDefinition},
    vault::Vault,
};
use migrations::{Migrator, MigratorTrait};
use rand::{SeedableRng, rngs::StdRng};
use sea_orm::DatabaseTransaction;
use secrecy::SecretString;
use std::{collections::BTreeMap, sync::Mutex};
use tempfile::TempDir;
use totp_rs::{Builder, Secret};

pub const PASSWORD: &str = "korrekt häst batteri häftstift";
pub const PROGRAMME: &str = "Kvinnors företagande i länet";
pub const RELEASE: &str = "tillvaxtverket-halvar";

const PEOPLE: [(&str, i64, Role); 7] = [
    ("Alice Åkerström", 1, Role::Advisor),
    ("Bob Ek", 1, Role::Advisor),
    ("Lena Lind", 1, Role::Lead),
    ("Adam Aho", 1, Role::Administrator),
    ("Ludvig Lind", 1, Role::LogReviewer),
    ("Tove Tall", 2, Role::Recipient),
    ("Sara Sjö", 1, Role::ProtectionOfficer),
];

/// A data directory with the office in it.
pub async fn new() -> TempDir {
    let data = TempDir::new().unwrap();
    let db = database(&data).await;
    Migrator::up(db.writer(), None).await.unwrap();
    fill(&db).await;
    db.close().await.unwrap();
    data
}

/// The office's database, beside the server's own connections.
pub async fn database(data: &TempDir) -> Database {
    Database::connect(&format!("sqlite://{}", data.path().join("jamvaxt.db").display()), 2).await.unwrap()
}

async fn fill(db: &Database) {
    let (now, today) = (Clock::system().now(), Clock::system().today());
    let hash = accounts::hash_password(PASSWORD.into()).await.unwrap();
    let txn = db.begin().await.unwrap();
    for (name, kind) in [("Nyföretagarcentrum Norr", Kind::Foundation), ("Tillväxtverket", Kind::Agency)] {
        let new = NewOrganisation { name: name.into(), orgnr: None, kind, lan_code: None };
        organisations::create(&txn, None, new, now).await.unwrap();
    }
    for (name, organisation_id, role) in PEOPLE {
        let new = NewUser {
            organisation_id,
            name: name.into(),
            email: email(name),
            password_hash: hash.clone(),
            locale: Locale::Swedish,
            roles: vec![role.into()],
        };
        let id = accounts::create(&txn, None, new, now).await.unwrap();
        if needs_second_factor(&[role]) {
            give_factor(&txn, id).await;
        }
    }
    let details = Details {
        name: PROGRAMME.into(),
        funder: "Tillväxtverket".into(),
        diary_number: "Ä 2025-1".into(),
        starts_on: NaiveDate::from_ymd_opt(today.year() - 1, 1, 1).unwrap(),
        ends_on: NaiveDate::from_ymd_opt(today.year() + 1, 12, 31).unwrap(),
        budget_sek: Some(4_000_000),
        organisations: vec![1],
        leads: vec![3],
    };
    let programme_id = programmes::create(&txn, None, details, now).await.unwrap();
    let step = |anchor, months, weeks| Step { anchor, months, weeks, window_days: 30 };
    let plan = [
        step(Anchor::CaseClosed, 0, 4),
        step(Anchor::CaseClosed, 6, 0),
        step(Anchor::EnterpriseStarted, 12, 0),
    ];
    programmes::set_plan(&txn, None, programme_id, &plan, now).await.unwrap();
    let targets = [("J01", 40), ("J02", 25), ("J05", 100)].map(|(code, value)| (code.to_owned(), value));
    programmes::set_targets(&txn, None, programme_id, &targets.into(), now).await.unwrap();
    releases::define(&txn, None, NewDefinition::new(RELEASE, programme_id, 2), now).await.unwrap();
    txn.commit().await.unwrap();
}

/// An authenticator app nobody holds, and recovery codes that can be told from her number.
async fn give_factor(txn: &DatabaseTransaction, id: i64) {
    let (user, now) =
        (identity::find(txn, id, Clock::system().today()).await.unwrap().unwrap(), Clock::system().now());
    let vault = Vault::new(&SecretString::from(KEY));
    let offer = Offer::new(&vault, &user, now, &mut StdRng::seed_from_u64(0)).unwrap();
    let totp = Builder::new().with_secret(Secret::try_from_base32(offer.typed().replace(' ', "")).unwrap());
    let code = totp.build().unwrap().generate(now.timestamp().try_into().unwrap()).to_string();
    assert!(offer.confirm(txn, &vault, &user, &code, now, &mut StdRng::seed_from_u64(0)).await.unwrap());
    let number = PEOPLE.iter().position(|(name, ..)| *name == user.name).unwrap() as u64;
    codes::make(txn, &user, &mut StdRng::seed_from_u64(number), now).await.unwrap();
}

/// The next of her recovery codes that no test of that server has used.
pub fn next_code(url: &str, name: &str) -> String {
    static USED: Mutex<BTreeMap<(String, usize), usize>> = Mutex::new(BTreeMap::new());
    let number = PEOPLE.iter().position(|(full, ..)| email(full) == email(name)).unwrap();
    let mut used = USED.lock().unwrap();
    let used = used.entry((url.to_owned(), number)).or_default();
    let mut chance = StdRng::seed_from_u64(number as u64);
    let code = (0..=*used).map(|_| accounts::new_password(&mut chance)).last().unwrap();
    *used += 1;
    code
}

/// `alice@example.org`
pub fn email(name: &str) -> String {
    let first = name.split(' ').next().unwrap_or_default();
    format!("{}@example.org", first.to_lowercase())
}
