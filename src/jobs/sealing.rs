//! The log is sealed as it grows, every second, apart from the rounds of the minute.
use super::{report, seal_log};
use crate::app::App;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(1);

/// After a failure the next try waits, so that a database that is away fills no log.
const AFTER_FAILURE: Duration = Duration::from_secs(60);

/// Never ends by itself.
pub(super) async fn every_second(app: App) {
    loop {
        let sealed = seal_log(&app).await;
        tokio::time::sleep(if sealed.is_ok() { EVERY } else { AFTER_FAILURE }).await;
        report("seal-log", sealed.map(drop));
    }
}
