//! The commands as an operator types them, with what operators get wrong.
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

const KEY: &str = "a key for tests that is long enough";

pub struct Told {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

fn command(data: &Path, words: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jamvaxt"));
    command.args(words).arg("--data").arg(data).env_clear().envs(settings.iter().copied());
    command
}

pub fn told(data: &Path, words: &[&str], settings: &[(&str, &str)]) -> Told {
    let output = command(data, words, settings).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Told { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Refused for something the operator can mend: one line, exit code 2, nothing on stdout.
#[track_caller]
pub fn refused(told: &Told, says: &[&str]) {
    assert_eq!(told.code, Some(2), "{}", told.err);
    assert_eq!(told.err.lines().count(), 1, "not one line: {}", told.err);
    assert!(told.err.starts_with("jamvaxt: ") && told.out.is_empty(), "{}{}", told.out, told.err);
    for word in says {
        assert!(told.err.contains(word), "{word} is not in: {}", told.err);
    }
}

pub fn migrated() -> TempDir {
    let data = TempDir::new().unwrap();
    let done = told(data.path(), &["migrate"], &[]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(done.out.contains("done: m2026_11_24_000001_identity"), "{}", done.out);
    data
}

#[test]
fn an_unknown_command_is_answered_with_the_nearest() {
    let data = TempDir::new().unwrap();
    refused(&told(data.path(), &["sevre"], &[]), &["'sevre'", "'serve'", "--help"]);
    refused(&told(data.path(), &[], &[]), &["jamvaxt demo"]);
    refused(&told(data.path(), &["user", "add", "anna@example.se"], &[]), &["--name", "--organisation"]);
}

#[test]
fn every_command_has_help_with_an_example() {
    let data = TempDir::new().unwrap();
    for words in [
        "demo",
        "serve",
        "migrate",
        "import",
        "release run",
        "protect run",
        "protect check",
        "protect audit",
        "job",
        "user add",
        "user password",
        "user second-factor",
        "user list",
        "organisation add",
        "organisation list",
        "backup",
        "restore",
        "audit verify",
        "audit head",
        "verify",
    ] {
        let mut words: Vec<_> = words.split(' ').collect();
        words.push("--help");
        let help = told(data.path(), &words, &[]);
        assert_eq!(help.code, Some(0));
        assert!(help.out.contains("Example: ") && help.out.contains("--config"), "{words:?}: {}", help.out);
    }
}

#[test]
fn a_misspelt_setting_is_refused_by_name() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("own.toml");
    std::fs::write(&file, "[server]\nlissten = \"127.0.0.1:0\"\n").unwrap();
    let there = data.path().join("there");
    let config = ["serve", "--config", file.to_str().unwrap()];
    refused(&told(&there, &config, &[("JAMVAXT__SECRETS__KEY", KEY)]), &["lissten", "server"]);
    refused(&told(&there, &["serve"], &[("JAMVAXT__SERVER__LISSTEN", "x")]), &["lissten"]);
    refused(&told(&there, &["serve", "--config", "/no/such/file.toml"], &[]), &["/no/such/file.toml"]);
    let filter = [("JAMVAXT__SECRETS__KEY", KEY), ("JAMVAXT__LOGS__FILTER", "a=b=c")];
    refused(&told(&there, &["serve"], &filter), &["logs.filter"]);
    assert!(!there.exists(), "something was written before the settings were whole");
}

#[test]
fn a_missing_or_short_secret_is_refused_before_anything_is_written() {
    let data = TempDir::new().unwrap();
    let there = data.path().join("there");
    refused(&told(&there, &["serve"], &[]), &["secrets.key", "JAMVAXT__SECRETS__KEY"]);
    refused(&told(&there, &["serve"], &[("JAMVAXT__SECRETS__KEY", "short")]), &["32 characters"]);
    assert!(!there.exists());
}

#[test]
fn a_port_in_use_is_refused_before_the_database_is_touched() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let data = TempDir::new().unwrap();
    let there = data.path().join("there");
    let settings = [("JAMVAXT__SECRETS__KEY", KEY), ("JAMVAXT__SERVER__LISTEN", address.as_str())];
    refused(&told(&there, &["serve"], &settings), &[&address, "in use"]);
    assert!(!there.exists());
}

/// Root may write anywhere, so the directory that cannot be written to lies below a plain file.
#[test]
fn a_data_directory_that_cannot_be_written_to_is_refused() {
    let data = TempDir::new().unwrap();
    std::fs::write(data.path().join("file"), "").unwrap();
    let there = data.path().join("file/data");
    let settings = [("JAMVAXT__SECRETS__KEY", KEY), ("JAMVAXT__SERVER__LISTEN", "127.0.0.1:0")];
    refused(&told(&there, &["serve"], &settings), &["data directory", "--data"]);
    refused(&told(&there, &["migrate"], &[]), &["data directory", "--data"]);
}

#[test]
fn a_database_that_is_not_there_is_not_made_in_passing() {
    let data = TempDir::new().unwrap();
    refused(&told(data.path(), &["user", "list"], &[]), &["jamvaxt migrate"]);
    refused(&told(data.path(), &["backup", "copy.db"], &[]), &["jamvaxt migrate"]);
    assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0);
}

#[test]
fn organisations_are_named_as_people_name_them() {
    let data = migrated();
    let add =
        ["organisation", "add", "Nyföretagarcentrum Norr", "--kind", "foundation", "--lan", "Norrbotten"];
    assert_eq!(told(data.path(), &add, &[]).code, Some(0));
    refused(&told(data.path(), &add, &[]), &["already"]);
    let user = |name: &'static str| {
        ["user", "add", "anna@example.se", "--name", "Anna Ek", "--role", "advisor", "--organisation", name]
    };
    let unknown = told(data.path(), &user("Nyföretagarcentrum Söder"), &[]);
    refused(&unknown, &["söder", "\"Nyföretagarcentrum Norr\""]);
    let known = told(data.path(), &user("nyföretagarcentrum  NORR"), &[]);
    assert_eq!(known.code, Some(0), "{}", known.err);
    refused(&told(data.path(), &user("Nyföretagarcentrum Norr"), &[]), &["anna@example.se", "already"]);
    let list = told(data.path(), &["user", "list"], &[]);
    assert_eq!(list.out, "anna@example.se\tAnna Ek\tNyföretagarcentrum Norr\tadvisor\topen\n");
    refused(&told(data.path(), &["user", "password", "eva@example.se"], &[]), &["eva@example.se"]);
}

#[test]
fn a_second_factor_is_reset_by_name_only() {
    let data = migrated();
    refused(
        &told(data.path(), &["user", "second-factor", "eva@example.se", "--reset"], &[]),
        &["eva@example.se"],
    );
    refused(&told(data.path(), &["user", "second-factor", "eva@example.se"], &[]), &["--reset"]);
    told(data.path(), &["organisation", "add", "Norr", "--kind", "region"], &[]);
    let add =
        ["user", "add", "anna@example.se", "--name", "Anna", "--role", "lead", "--organisation", "Norr"];
    told(data.path(), &add, &[]);
    let done = told(data.path(), &["user", "second-factor", "anna@example.se", "--reset"], &[]);
    assert!(done.code == Some(0) && done.out.contains("no second factor"), "{}{}", done.out, done.err);
}

#[test]
fn a_password_is_read_from_stdin_and_a_short_one_refused() {
    let data = migrated();
    told(data.path(), &["organisation", "add", "Norr", "--kind", "region"], &[]);
    let add = |password: &str| {
        let words = [
            "user",
            "add",
            "anna@example.se",
            "--name",
            "Anna",
            "--role",
            "lead",
            "--organisation",
            "Norr",
            "--password-stdin",
        ];
        let mut child = command(data.path(), &words, &[]);
        let mut child =
            child.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    for (password, says) in [("kort\n", "12 to 128"), ("annanorrlead\n", "too easy to guess")] {
        let refused = add(password);
        assert_eq!(refused.status.code(), Some(2));
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(told.contains(says) && told.lines().count() == 1, "{told}");
    }
    let long = add("ett alldeles nytt lösenord\n");
    assert_eq!(long.status.code(), Some(0), "{}", String::from_utf8_lossy(&long.stderr));
    assert!(!String::from_utf8_lossy(&long.stdout).contains("lösenord"));
}

#[test]
fn a_backup_is_checked_never_overwrites_and_can_be_restored() {
    let data = migrated();
    told(data.path(), &["organisation", "add", "Norr", "--kind", "region"], &[]);
    let folder = TempDir::new().unwrap();
    let copy = folder.path().join("kopia å.db");
    let copy = copy.to_str().unwrap();
    let done = told(data.path(), &["backup", copy], &[]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    refused(&told(data.path(), &["backup", copy], &[]), &["already"]);
    refused(&told(data.path(), &["restore", copy], &[]), &["already"]);
    refused(&told(data.path(), &["backup", "/no/such/folder/copy.db"], &[]), &["/no/such/folder"]);

    let other = folder.path().join("other");
    assert_eq!(told(&other, &["restore", copy], &[]).code, Some(0));
    assert_eq!(told(&other, &["organisation", "list"], &[]).out, "Norr\tregion\t\n");

    let broken = folder.path().join("broken.db");
    let mut bytes = std::fs::read(copy).unwrap();
    bytes.truncate(bytes.len() / 2);
    std::fs::write(&broken, bytes).unwrap();
    let third = folder.path().join("third");
    let damaged = told(&third, &["restore", broken.to_str().unwrap()], &[]);
    assert_ne!(damaged.code, Some(0));
    assert_eq!(damaged.err.lines().count(), 1, "{}", damaged.err);
    assert!(!third.exists());

    let postgres = [("JAMVAXT__DATABASE__URL", "postgres://a:secret@localhost/b")];
    let elsewhere = folder.path().join("c.db");
    let answer = told(data.path(), &["backup", elsewhere.to_str().unwrap()], &postgres);
    refused(&answer, &["pg_dump"]);
    assert!(!answer.err.contains("secret"));
}

#[test]
fn a_newer_database_is_left_alone() {
    let data = migrated();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        use sea_orm::ConnectionTrait;
        let url = format!("sqlite://{}", data.path().join("jamvaxt.db").display());
        let db = sea_orm::Database::connect(url).await.unwrap();
        db.execute_unprepared("INSERT INTO seaql_migrations VALUES ('m2099_01_01_000001_later', 1)")
            .await
            .unwrap();
        db.close().await.unwrap();
    });
    refused(&told(data.path(), &["migrate"], &[]), &["newer version"]);
    refused(&told(data.path(), &["user", "list"], &[]), &["newer version"]);
}

struct Server {
    child: Child,
    address: String,
    log: BufReader<std::process::ChildStderr>,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone where the test went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(data: &Path) -> Server {
    let settings = [("JAMVAXT__SECRETS__KEY", KEY), ("JAMVAXT__SERVER__LISTEN", "127.0.0.1:0")];
    let mut child = command(data, &["serve"], &settings).stderr(Stdio::piped()).spawn().unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("listening") {
        line.clear();
        assert_ne!(log.read_line(&mut line).unwrap(), 0, "the server ended at once");
    }
    let address = line.trim().split("address=").nth(1).unwrap().to_owned();
    Server { child, address, log }
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn a_request_under_way_is_answered_after_sigterm_and_no_new_one_taken() {
    let data = TempDir::new().unwrap();
    let mut server = serve(data.path());
    let body = "email=anna%40example.se&password=fel";
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let (begun, rest) = body.split_at(10);
    write!(
        stream,
        "POST /sign-in HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{begun}",
        server.address,
        body.len()
    )
    .unwrap();
    // Long enough for the server to have begun on it.
    std::thread::sleep(Duration::from_millis(300));
    signal(&server.child, "-TERM");
    let mut line = String::new();
    while !line.contains("stopping") {
        line.clear();
        assert_ne!(server.log.read_line(&mut line).unwrap(), 0, "stopped without finishing");
    }
    stream.write_all(rest.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 422 "), "{answer}");
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
    assert!(TcpStream::connect(&server.address).is_err());
    assert!(!data.path().join("jamvaxt.db-wal").exists(), "the journal was not folded in");
}

#[test]
fn two_servers_started_at_once_on_one_directory_migrate_once() {
    let data = TempDir::new().unwrap();
    std::thread::scope(|scope| {
        let servers: Vec<_> = (0..2).map(|_| scope.spawn(|| serve(data.path()))).collect();
        for server in servers {
            let mut server = server.join().unwrap();
            signal(&server.child, "-INT");
            assert_eq!(server.child.wait().unwrap().code(), Some(0));
        }
    });
}
