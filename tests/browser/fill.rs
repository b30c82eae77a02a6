//! Enough of everything that no page is empty: one case with all there is, and many plain ones.
use crate::real::{
    office::{self, RELEASE},
    person::{Person, a_meeting, first_visit},
    server::{Server, command},
};
use chrono::Datelike;
use jamvaxt::clock::Clock;

/// What the pages are about.
pub struct Filled {
    pub server: Server,
    pub case: i64,
    pub closed: i64,
    pub protected: i64,
}

/// `jamvaxt release run` for the half-year before this one: the last that is over.
pub fn release(server: &Server) {
    let today = Clock::system().today();
    let period =
        if today.month() > 6 { format!("{}H1", today.year()) } else { format!("{}H2", today.year() - 1) };
    let mut command = command(server.data.path(), &["release", "run", RELEASE, "--period", &period], &[]);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

pub async fn everything() -> Filled {
    let server = Server::start(office::new().await);
    let alice = Person::sign_in(&server.url, "Alice").await;
    let today = Clock::system().today().to_string();
    let mut cases = Vec::new();
    for (given, family) in [("Amira", "Haddad"), ("Solveig", "Ljungström-Överkalix"), ("Nour", "")] {
        cases.push(alice.enter("/cases", &first_visit(given, family, &today)).await);
    }
    let mut hidden = first_visit("Vera", "Dold", &today);
    hidden.extend([("protected", "registration"), ("second_member", "2")]);
    let protected = alice.enter("/cases", &hidden).await;
    let [case, closed, third] = cases[..] else { unreachable!("three were registered") };
    for notes in ["Gick igenom idén.\nHon har en lokal på gång.", "السلام عليكم"] {
        alice.enter(&format!("/cases/{case}/meetings"), &a_meeting(notes, &today)).await;
    }
    alice.enter(&format!("/cases/{third}/meetings"), &a_meeting("Kort möte", &today)).await;
    firm(&alice, case, &today).await;
    for kind in ["enterprise_started", "fte", "turnover"] {
        let value = if kind == "enterprise_started" { "yes" } else { "1" };
        let outcome = [
            ("kind", kind),
            ("value", value),
            ("reference_date", today.as_str()),
            ("source", "client"),
            ("evidence", "told"),
        ];
        alice.enter(&format!("/cases/{case}/outcomes"), &outcome).await;
    }
    let measure =
        [("kind", "mentoring"), ("title", "Mentor i Umeå"), ("starts_on", today.as_str()), ("hours", "1,5")];
    alice.enter(&format!("/cases/{case}/measures"), &measure).await;
    let (first, second) = (case.to_string(), closed.to_string());
    let group = [
        ("kind", "course"),
        ("title", "Starta eget"),
        ("starts_on", today.as_str()),
        ("hours", "6"),
        ("cost", "12 500"),
        ("case_ids", first.as_str()),
        ("case_ids", second.as_str()),
    ];
    alice.enter("/measures/new", &group).await;
    let closure = [
        ("closed_on", today.as_str()),
        ("close_reason", "goal_reached"),
        ("employment_at_exit", "self_employed"),
    ];
    alice.enter(&format!("/cases/{closed}/closure"), &closure).await;
    let request = [("kind", "access"), ("received_on", today.as_str())];
    alice.enter(&format!("/cases/{case}/requests"), &request).await;
    alice.enter(&format!("/cases/{third}/erasure"), &[("ground", "withdrawn")]).await;
    release(&server);
    Filled { server, case, closed, protected }
}

async fn firm(alice: &Person, case: i64, today: &str) {
    let firm = [
        ("name", "Haddads sömnad och design AB"),
        ("orgnr", "556036-0793"),
        ("legal_form", "49"),
        ("kommun", "Umeå"),
        ("status", "active"),
        ("started_on", today),
        ("share", "100"),
    ];
    alice.enter(&format!("/cases/{case}/enterprise"), &firm).await;
}
