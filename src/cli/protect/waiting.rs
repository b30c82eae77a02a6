//! Whoever waits for the engine: sees a bar after a second, and may stop it with Ctrl-C.
use crate::{
    cli::Failure,
    disclosure::watch::{Stage, Watch},
};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::signal::unix::{SignalKind, signal};

const PATIENCE: Duration = Duration::from_secs(1);
/// What the auditor has not settled by then stays undecided, and undecided is refused.
const LIMIT: Duration = Duration::from_secs(600);

/// How far the work has come, and whether it is still wanted.
pub(super) struct Waiting {
    bar: ProgressBar,
    stopped: AtomicBool,
}

/// Does long work beside the terminal. Stopped, it ends with nothing done.
pub(super) async fn for_work<T: Send + 'static>(
    work: impl FnOnce(&Waiting) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let cannot =
        |error: std::io::Error| Failure::ours(format!("the program cannot listen for Ctrl-C: {error}"));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(cannot)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(cannot)?;
    let waiting = Arc::new(Waiting::new());
    let worker = Arc::clone(&waiting);
    let mut done = tokio::task::spawn_blocking(move || work(&worker));
    let done = loop {
        tokio::select! {
            done = &mut done => break done,
            _ = interrupt.recv() => waiting.stop(),
            _ = terminate.recv() => waiting.stop(),
        }
    };
    waiting.bar.finish_and_clear();
    done.map_err(|_| {
        Failure::ours("the work broke off: this is a fault of the program, nothing was written")
    })?
}

impl Waiting {
    fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {bar:40} {human_pos}/{human_len}");
        let bar = match style {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        };
        Self { bar, stopped: AtomicBool::new(false) }
    }

    fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Ends here if nobody waits any more. What follows it is done whole.
    pub(super) fn is_wanted(&self) -> Result<(), Failure> {
        match self.stopped.load(Ordering::Relaxed) {
            true => Err(Failure::stopped("stopped: nothing was written")),
            false => Ok(()),
        }
    }
}

impl Watch for Waiting {
    fn goes_on(&self, stage: Stage, done: usize, of: usize) -> bool {
        if self.bar.elapsed() > PATIENCE {
            if self.bar.is_hidden() {
                // A stderr that is no terminal stays without it.
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            self.bar.set_message(words(stage));
            self.bar.set_length(of as u64);
            self.bar.set_position(done as u64);
        }
        let is_late = stage == Stage::Audit && self.bar.elapsed() > LIMIT;
        !is_late && !self.stopped.load(Ordering::Relaxed)
    }
}

fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Cells => "Counting cells",
        Stage::Secondary => "Hiding cells",
        Stage::Intervals => "Widening what remains possible",
        Stage::Audit => "Proving",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[tokio::test]
    async fn ctrl_c_stops_the_work_before_anything_is_written() {
        let stopped = for_work(|waiting| {
            let id = std::process::id().to_string();
            assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
            while waiting.goes_on(Stage::Audit, 1, 2) {
                std::thread::sleep(Duration::from_millis(1));
            }
            waiting.is_wanted()
        });
        assert!(format!("{:?}", stopped.await.unwrap_err()).contains("code: 130"));
    }
}
