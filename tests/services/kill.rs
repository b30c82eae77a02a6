//! `kill -9` under load: what was acknowledged is there, and nothing is half there.
use crate::real::{
    office,
    person::{Person, a_meeting, first_visit},
    server::Server,
};
use jamvaxt::{audit, clock::Clock, meetings};
use reqwest::StatusCode;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement};
use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

const WRITERS: usize = 4;
/// `JAMVAXT_TEST_KILLS=100` for a long night.
const ROUNDS: &str = "JAMVAXT_TEST_KILLS";

/// Logs meetings until told to stop; the notes of those the server said it had saved.
async fn write(alice: Person, case: i64, writer: usize, stop: Arc<AtomicBool>) -> Vec<String> {
    let today = Clock::system().today().to_string();
    let mut saved = Vec::new();
    for number in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let notes = format!("möte {writer}-{number}");
        match alice.post(&format!("/cases/{case}/meetings"), &a_meeting(&notes, &today)).await {
            Ok(answer) if answer.status == StatusCode::SEE_OTHER => {
                assert!(answer.location.starts_with("/cases/"), "signed out: {}", answer.location);
                saved.push(notes);
            }
            Ok(answer) => panic!("{}: {}", answer.status, answer.body),
            // The server is down: nothing was promised.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
    saved
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_was_acknowledged_outlives_kill_9() {
    let rounds = std::env::var_os(ROUNDS).and_then(|text| text.to_str()?.parse().ok()).unwrap_or(10);
    let mut server = Server::start(office::new().await);
    let alice = Person::sign_in(&server.url, "Alice").await;
    let today = Clock::system().today().to_string();
    let case = alice.enter("/cases", &first_visit("Amira", "Haddad", &today)).await;

    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> =
        (0..WRITERS).map(|writer| tokio::spawn(write(alice.clone(), case, writer, stop.clone()))).collect();
    for round in 0..rounds {
        tokio::time::sleep(Duration::from_millis(150 + 37 * round % 200)).await;
        server.kill();
        server.start_again();
    }
    stop.store(true, Ordering::Relaxed);
    let mut saved = Vec::new();
    for writer in writers {
        saved.extend(writer.await.unwrap());
    }
    server.kill();
    assert!(saved.len() as u64 > rounds, "only {} meetings in {rounds} rounds: no load", saved.len());

    let db = office::database(&server.data).await;
    assert_eq!(told(&db, "PRAGMA integrity_check").await, ["ok"]);
    assert_eq!(told(&db, "PRAGMA foreign_key_check").await, [""; 0]);

    let meetings = meetings::entity::Entity::find().all(db.read()).await.unwrap();
    let there: HashSet<_> = meetings.iter().filter_map(|row| row.notes.as_deref()).collect();
    let lost: Vec<_> = saved.iter().filter(|notes| !there.contains(notes.as_str())).collect();
    assert!(lost.is_empty(), "{} of {} acknowledged meetings are lost: {lost:?}", lost.len(), saved.len());
    assert_eq!(there.len(), meetings.len(), "a meeting is there twice");

    let logged = audit::entity::COLUMN.object.eq("meeting");
    let acts = audit::entity::Entity::find().filter(logged).all(db.read()).await.unwrap();
    let mut times: HashMap<_, u32> = HashMap::new();
    for act in acts {
        *times.entry(act.object_id).or_default() += 1;
    }
    for meeting in &meetings {
        assert_eq!(times.remove(&Some(meeting.id)), Some(1), "audit rows of meeting {}", meeting.id);
    }
    assert!(times.is_empty(), "audit rows without their meeting: {times:?}");
    println!("{rounds} kills, {} meetings acknowledged, {} there", saved.len(), meetings.len());
}

async fn told(db: &jamvaxt::database::Database, question: &str) -> Vec<String> {
    let question = Statement::from_string(DbBackend::Sqlite, question);
    let rows = db.read().query_all_raw(question).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}
