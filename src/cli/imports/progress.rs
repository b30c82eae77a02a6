//! A bar for whoever waits longer than a second.
use crate::cli::Failure;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;
use tokio::task::JoinHandle;

const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that is not seen yet.
pub(super) fn bar(rows: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("Writing {bar:40} {human_pos}/{human_len} rows");
    let bar = ProgressBar::with_draw_target(Some(rows), ProgressDrawTarget::hidden());
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Moves it on, and shows it once it has taken long enough.
pub(super) fn advance(bar: &ProgressBar, rows: u64) {
    if bar.elapsed() > PATIENCE && bar.is_hidden() {
        bar.set_draw_target(ProgressDrawTarget::stderr());
    }
    bar.inc(rows);
}

/// Waits for a file to be read.
pub(super) async fn while_reading<T>(mut reading: JoinHandle<Result<T, Failure>>) -> Result<T, Failure> {
    let read = match tokio::time::timeout(PATIENCE, &mut reading).await {
        Ok(read) => read,
        Err(_) => {
            let bar = ProgressBar::new_spinner().with_message("Reading the file");
            bar.enable_steady_tick(Duration::from_millis(120));
            let read = reading.await;
            bar.finish_and_clear();
            read
        }
    };
    read.map_err(|_| Failure::ours("the file could not be read through"))?
}
