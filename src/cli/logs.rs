//! What the program tells of itself, on stderr.
use super::Failure;
use crate::config::{LogFormat, Logs};
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// From here on, as the configuration says.
pub fn start(logs: &Logs) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&logs.filter).map_err(|error| {
        Failure::yours(format!(
            "logs.filter {:?} is no filter such as \"info\" or \"jamvaxt=debug\": {error}",
            logs.filter
        ))
    })?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match logs.format {
        LogFormat::Text => lines.with_ansi(std::io::stderr().is_terminal()).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    started.map_err(|error| Failure::ours(format!("the log cannot be started: {error}")))
}
