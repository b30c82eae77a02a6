//! The real program on a free port of this machine, with a data directory of its own.
use std::{
    fs::File,
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

pub const KEY: &str = "a key for tests that is long enough";

/// The program's own command line, with nothing of this machine's settings.
pub fn command(data: &Path, words: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jamvaxt"));
    command.args(words).arg("--data").arg(data).env_clear();
    command.env("JAMVAXT__SECRETS__KEY", KEY).env("RUST_BACKTRACE", "1").envs(settings.iter().copied());
    command
}

/// A port nobody has: asked for and given back.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Waits until somebody listens.
pub fn wait_for(port: u16, what: &str) {
    let since = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(since.elapsed() < Duration::from_secs(40), "{what} does not answer on port {port}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A running server; it dies with the test.
pub struct Server {
    pub url: String,
    pub data: TempDir,
    port: u16,
    child: Child,
}

impl Server {
    /// Over a data directory that is filled already.
    pub fn start(data: TempDir) -> Self {
        Self::reached_as("127.0.0.1", data)
    }

    /// The same, where people call this machine by that name.
    pub fn reached_as(host: &str, data: TempDir) -> Self {
        let port = free_port();
        let url = format!("http://{host}:{port}");
        let child = serve(data.path(), port, &url);
        Self { url, data, port, child }
    }

    /// `kill -9`, as a power cut would.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts again at the same address.
    pub fn start_again(&mut self) {
        self.child = serve(self.data.path(), self.port, &self.url);
    }

    /// What it logged: kept in the data directory, all starts in one file.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.data.path().join("server.log")).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("── what the server logged\n{}", self.log());
        }
    }
}

fn serve(data: &Path, port: u16, public: &str) -> Child {
    let listen = format!("127.0.0.1:{port}");
    let log = File::options().create(true).append(true).open(data.join("server.log")).unwrap();
    let child = command(
        data,
        &["serve"],
        &[
            ("JAMVAXT__SERVER__LISTEN", listen.as_str()),
            ("JAMVAXT__SERVER__PUBLIC_URL", public),
            ("JAMVAXT__LOGS__FILTER", "warn"),
            // Reminders and releases by the clock would change what the tests count.
            ("JAMVAXT__REMINDERS__DIGEST_AT", "23:59"),
        ],
    )
    .stdout(Stdio::null())
    .stderr(log)
    .spawn()
    .unwrap();
    wait_for(port, "the server");
    child
}
