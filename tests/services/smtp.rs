//! The digest over real SMTP, to PyPI's `aiosmtpd`, read again by Python's own mail parser.
use crate::real::{
    office,
    person::{Person, a_meeting, first_visit},
    server::{Server, command, free_port, wait_for},
};
use chrono::NaiveDate;
use jamvaxt::{clock::Clock, codes::holidays};
use serde::Deserialize;
use std::{
    path::Path,
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

const PYTHON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/venv/bin/python");
/// Prints every letter of a maildir as JSON.
const READ: &str = r#"
import email, email.policy, json, pathlib, sys
letters = []
for path in sorted(pathlib.Path(sys.argv[1], "new").iterdir()):
    letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    parts = {part.get_content_type(): part.get_content() for part in letter.walk() if not part.is_multipart()}
    letters.append({"subject": letter["subject"], "to": letter["to"], "message_id": letter["message-id"],
                    "kind": letter.get_content_type(), "parts": parts})
print(json.dumps(letters))
"#;

#[derive(Deserialize)]
struct Letter {
    subject: String,
    to: String,
    message_id: String,
    kind: String,
    parts: std::collections::HashMap<String, String>,
}

struct MailServer {
    port: u16,
    child: Child,
    folder: TempDir,
}

impl MailServer {
    fn start() -> Self {
        let (port, folder) = (free_port(), TempDir::new().unwrap());
        assert!(
            Path::new(PYTHON).exists(),
            "{PYTHON} is missing: python3 -m venv target/venv && target/venv/bin/pip install aiosmtpd (tests/run does it)"
        );
        let child = Command::new(PYTHON)
            .args([
                "-m",
                "aiosmtpd",
                "-n",
                "-l",
                &format!("127.0.0.1:{port}"),
                "-c",
                "aiosmtpd.handlers.Mailbox",
            ])
            .arg(folder.path().join("box"))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        wait_for(port, "aiosmtpd (target/venv/bin/pip install aiosmtpd)");
        Self { port, child, folder }
    }

    fn letters(&self) -> Vec<Letter> {
        let read =
            Command::new(PYTHON).args(["-c", READ]).arg(self.folder.path().join("box")).output().unwrap();
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        serde_json::from_slice(&read.stdout).unwrap()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The next working day, whatever day the tests run on.
fn working_day() -> NaiveDate {
    let tomorrow = Clock::system().today().succ_opt().unwrap();
    tomorrow.iter_days().find(|day| holidays::is_working_day(*day)).unwrap()
}

/// `jamvaxt job send-reminders` on the morning of a day.
fn send_reminders(data: &Path, mail_port: u16, day: NaiveDate) -> String {
    let port = mail_port.to_string();
    let job = command(
        data,
        &["job", "send-reminders"],
        &[
            ("JAMVAXT__MAIL__TRANSPORT", "smtp"),
            ("JAMVAXT__MAIL__HOST", "127.0.0.1"),
            ("JAMVAXT__MAIL__PORT", port.as_str()),
            ("JAMVAXT__MAIL__TLS", "none"),
            ("JAMVAXT__MAIL__FROM", "Jämväxt <jamvaxt@example.org>"),
            ("JAMVAXT__SERVER__PUBLIC_URL", "https://jamvaxt.example.org"),
        ],
    );
    let mut faked = Command::new("faketime");
    faked
        .arg(format!("{day} 07:30:00"))
        .arg(job.get_program())
        .args(job.get_args())
        .env("TZ", "Europe/Stockholm");
    faked.env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    for (name, value) in job.get_envs() {
        faked.env(name, value.unwrap_or_default());
    }
    let done = faked.output().expect("faketime is missing: apt-get install faketime");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

#[tokio::test]
async fn the_digest_arrives_over_smtp_and_only_once() {
    let mut server = Server::start(office::new().await);
    let (today, day) = (Clock::system().today().to_string(), working_day());
    let alice = Person::sign_in(&server.url, "Alice").await;
    let case = alice.enter("/cases", &first_visit("Amira", "Haddad", &today)).await;
    alice.enter(&format!("/cases/{case}/meetings"), &a_meeting("Idén", &today)).await;
    server.kill();
    let mail = MailServer::start();

    let said = send_reminders(server.data.path(), mail.port, day);
    assert!(said.starts_with("1 letters sent"), "{said}");
    let letters = mail.letters();
    let [letter] = &letters[..] else { panic!("{} letters arrived", letters.len()) };
    assert_eq!(letter.kind, "multipart/alternative");
    assert!(
        letter.to.contains("Alice Åkerström") && letter.to.contains("alice@example.org"),
        "{}",
        letter.to
    );
    assert_eq!(letter.message_id, format!("<digest.1.{day}@jamvaxt.example.org>"));
    let (text, html) = (&letter.parts["text/plain"], &letter.parts["text/html"]);
    for (part, body) in [("subject", &letter.subject), ("text/plain", text), ("text/html", html)] {
        assert!(!body.contains('\u{fffd}') && !body.contains("Ã"), "{part} is garbled: {body}");
        assert!(!body.contains("Amira") && !body.contains("Haddad"), "{part} names a client");
    }
    for letter in ['å', 'ä', 'ö'] {
        assert!(text.contains(letter) && html.contains(letter), "no {letter} in the letter:\n{text}");
    }
    assert!(letter.subject.chars().any(|letter| "åäöÅÄÖ".contains(letter)), "{}", letter.subject);
    assert!(html.contains("<html") && text.contains("https://jamvaxt.example.org/cases/1"), "{text}");

    let said = send_reminders(server.data.path(), mail.port, day);
    assert!(said.starts_with("0 letters sent"), "{said}");
    assert_eq!(mail.letters().len(), 1, "the second run sent it again");
}
