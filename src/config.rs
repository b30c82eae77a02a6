//! What the program is told at start, read once: `default.toml` ← your file ← `JAMVAXT__…` variables.
use crate::vault::Vault;
use ipnet::IpNet;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::{
    net::IpAddr,
    path::{Path, PathBuf},
};

const DEFAULT: &str = include_str!("../config/default.toml");
const DEMO: &str = include_str!("../config/demo.toml");

/// Everything that can be set. An unknown key is refused: a misspelt setting must not go unnoticed.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the web server listens and how it is reached.
    pub server: Server,
    /// Where the rows are.
    pub database: DatabaseConfig,
    /// What identity numbers, and all that is known of protected clients, are sealed with.
    pub secrets: Secrets,
    /// How e-mail leaves.
    pub mail: Mail,
    /// When advisors are reminded.
    pub reminders: Reminders,
    /// Whom people turn to.
    pub contact: Contact,
    /// How the program tells what it does.
    pub logs: Logs,
    /// Set by the command `demo` alone, which serves no data but what it has invented: nobody has to have a second
    /// factor there. No file and no variable can set it.
    #[serde(skip)]
    pub demonstration: bool,
}

/// Whom people turn to; what is empty is not told.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The data protection officer, such as `dataskydd@example.se`; stands on `/privacy`.
    pub privacy: String,
    /// Whom to tell of an obstacle; stands on `/accessibility`.
    pub accessibility: String,
    /// Whom to tell of a security hole: an address as RFC 9116 wants it, such as `mailto:sakerhet@example.se`.
    pub security: String,
}

/// Where the web server listens and how it is reached.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Address and port, such as `127.0.0.1:3000`.
    pub listen: String,
    /// The address people use, such as `https://jamvaxt.example.se`; links in e-mail begin with it.
    pub public_url: String,
    /// Proxies that are believed when they say whom they pass on: addresses or networks, such as `127.0.0.1 10.0.0.0/8`.
    pub trusted_proxies: String,
}

impl Server {
    /// Whether people reach us over TLS: then the session cookie never leaves it.
    pub fn https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The networks of the trusted proxies.
    pub fn proxies(&self) -> Result<Vec<IpNet>, Unusable> {
        let named = self.trusted_proxies.split([' ', ',']).filter(|name| !name.is_empty());
        named
            .map(|name| {
                let one = name.parse::<IpAddr>().map(IpNet::from);
                one.or_else(|_| name.parse()).map_err(|_| {
                    Unusable(format!(
                        "server.trusted_proxies: {name:?} is no address or network such as 10.0.0.0/8"
                    ))
                })
            })
            .collect()
    }
}

/// Where the rows are.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseConfig {
    /// `sqlite://FILE` or `postgres://USER@HOST/NAME`; empty means `jamvaxt.db` in the data directory.
    pub url: String,
    /// How many connections may be open at once.
    pub connections: u32,
}

/// The keys that identity numbers and what is known of protected clients are sealed with.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Secrets {
    /// The key itself, best given as `JAMVAXT__SECRETS__KEY`; at least 32 characters.
    pub key: SecretString,
    /// Or a file that holds it.
    pub key_file: String,
    /// Keys that were used before and still open what was sealed then: a list, or one text with commas between. One
    /// that begins with `file:` names a file that holds it.
    #[serde(deserialize_with = "list_or_text")]
    pub previous: Vec<SecretString>,
}

/// How e-mail leaves.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Written as files in the data directory, or sent over SMTP.
    pub transport: MailTransport,
    /// Who it is from, such as `Jämväxt <jamvaxt@example.se>`.
    pub from: String,
    /// The mail server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept private.
    pub tls: MailTls,
    /// Who signs in to the mail server; empty for nobody.
    pub username: String,
    /// With which password.
    pub password: SecretString,
}

/// Written as files, or sent over SMTP.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTransport {
    /// As `.eml` files in `DATA/mail`.
    File,
    /// To a mail server.
    Smtp,
}

/// How the connection to the mail server is kept private.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTls {
    /// In clear: for a server on this machine only.
    None,
    /// STARTTLS, required.
    Starttls,
    /// TLS from the first byte.
    Implicit,
}

/// When advisors are reminded.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminders {
    /// Swedish wall-clock time of the daily digest, such as `07:00`.
    pub digest_at: String,
    /// After how many days past its due day a follow-up is told to the programme lead.
    pub escalate_after_days: u32,
}

/// How the program tells what it does.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logs {
    /// For people or for machines.
    pub format: LogFormat,
    /// What is told, such as `info` or `jamvaxt=debug`.
    pub filter: String,
}

/// For people or for machines.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// Lines of text.
    Text,
    /// One JSON object a line.
    Json,
}

/// The configuration cannot be used; the message is one line that says what, where and how to mend it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unusable(pub String);

impl Config {
    /// The production settings: defaults, then `file`, then the environment.
    pub fn production(file: Option<&Path>) -> Result<Self, Unusable> {
        read(&[], file)
    }

    /// The demonstration's settings: the same with `demo.toml` between.
    pub fn demo(file: Option<&Path>) -> Result<Self, Unusable> {
        read(&[DEMO], file)
    }

    /// The database's address, with the data directory filled in.
    pub fn database_url(&self, data: &Path) -> String {
        match self.database.url.as_str() {
            "" => format!("sqlite://{}", data.join("jamvaxt.db").display()),
            url => url.to_owned(),
        }
    }

    /// The sealing key, from the setting or its file.
    pub fn secret(&self) -> Result<SecretString, Unusable> {
        let key = match (self.secrets.key.expose_secret(), self.secrets.key_file.as_str()) {
            ("", "") => {
                return Err(Unusable(
                    "secrets.key is missing: set JAMVAXT__SECRETS__KEY or secrets.key_file to a secret of at least 32 characters, such as the output of `openssl rand -hex 32`".into(),
                ));
            }
            ("", file) => read_secret("secrets.key_file", file)?,
            (key, _) => key.to_owned(),
        };
        long_enough("secrets.key", &key)
    }

    /// The keys that were used before it.
    pub fn previous_secrets(&self) -> Result<Vec<SecretString>, Unusable> {
        let read = |key: &SecretString| {
            let key = match key.expose_secret().trim().strip_prefix("file:") {
                Some(file) => read_secret("secrets.previous: the file", file)?,
                None => key.expose_secret().to_owned(),
            };
            long_enough("a key of secrets.previous", &key)
        };
        self.secrets.previous.iter().map(read).collect()
    }

    /// What seals and opens.
    pub fn vault(&self) -> Result<Vault, Unusable> {
        Ok(Vault::with_previous(&self.secret()?, &self.previous_secrets()?))
    }
}

fn read_secret(what: &str, file: &str) -> Result<String, Unusable> {
    std::fs::read_to_string(file).map_err(|error| Unusable(format!("{what} {file} cannot be read: {error}")))
}

fn long_enough(what: &str, key: &str) -> Result<SecretString, Unusable> {
    match key.trim().chars().count() < 32 {
        true => Err(Unusable(format!("{what} is too short: it needs at least 32 characters"))),
        false => Ok(SecretString::from(key.trim())),
    }
}

/// The environment has no lists: there, commas part them.
fn list_or_text<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<SecretString>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        List(Vec<String>),
        Text(String),
    }
    let texts = match Either::deserialize(from)? {
        Either::List(list) => list,
        Either::Text(text) => text.split(',').map(str::to_owned).collect(),
    };
    Ok(texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).map(SecretString::from).collect())
}

fn read(layers: &[&str], file: Option<&Path>) -> Result<Config, Unusable> {
    let mut sources =
        config::Config::builder().add_source(config::File::from_str(DEFAULT, config::FileFormat::Toml));
    for layer in layers {
        sources = sources.add_source(config::File::from_str(layer, config::FileFormat::Toml));
    }
    if let Some(file) = file {
        sources = sources.add_source(config::File::new(&path_text(file)?, config::FileFormat::Toml));
    }
    let environment = config::Environment::with_prefix("JAMVAXT").prefix_separator("__").separator("__");
    sources
        .add_source(environment)
        .build()
        .and_then(config::Config::try_deserialize)
        .map_err(|error| Unusable(one_line(&format!("the configuration cannot be used: {error}"))))
}

fn path_text(file: &Path) -> Result<String, Unusable> {
    if !file.is_file() {
        return Err(Unusable(format!("--config {}: there is no such file", file.display())));
    }
    Ok(PathBuf::from(file).display().to_string())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn with(text: &str) -> Result<Config, Unusable> {
        let mut file = tempfile::Builder::new().suffix(".toml").tempfile().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        Config::production(Some(file.path()))
    }

    #[test]
    fn the_defaults_are_whole_but_for_the_secret() {
        let config = Config::production(None).unwrap();
        assert_eq!(config.reminders.digest_at, "07:00");
        assert!(config.secret().unwrap_err().0.contains("JAMVAXT__SECRETS__KEY"));
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let error = with("[server]\nlissten = \"x\"").err().unwrap();
        assert!(error.0.contains("lissten"), "{error}");
        assert!(!error.0.contains('\n'));
    }

    #[test]
    fn nobody_can_set_what_only_the_demonstration_may() {
        assert!(with("demonstration = true").is_err());
        assert!(!Config::demo(None).unwrap().demonstration);
    }

    #[test]
    fn a_proxy_is_an_address_or_a_network() {
        let proxies =
            |text: &str| with(&format!("[server]\ntrusted_proxies = \"{text}\"")).unwrap().server.proxies();
        assert_eq!(proxies("10.0.0.0/8, 127.0.0.1").unwrap().len(), 2);
        assert!(proxies("proxy.example.se").unwrap_err().0.contains("proxy.example.se"));
    }

    #[test]
    fn a_short_secret_is_refused() {
        let config = with("[secrets]\nkey = \"short\"").unwrap();
        assert!(config.secret().is_err());
        let config = with("[secrets]\nprevious = [\"short\"]").unwrap();
        assert!(config.previous_secrets().is_err());
    }

    #[test]
    fn earlier_keys_come_as_a_list_or_as_one_text() {
        let key = "0123456789abcdef0123456789abcdef";
        for previous in [format!("[\"{key}\", \"{key}x\"]"), format!("\"{key}, {key}x,\"")] {
            let config = with(&format!("[secrets]\nprevious = {previous}")).unwrap();
            let keys = config.previous_secrets().unwrap();
            assert_eq!(keys.iter().map(|key| key.expose_secret().len()).collect::<Vec<_>>(), [32, 33]);
        }
    }
}
