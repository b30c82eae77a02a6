//! Work in equal parts on two threads; what each part gives does not depend on the others, so neither does the sum.

use crate::disclosure::watch::{Stage, Watch};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What `work` gives for each of `parts`, in order; nothing for those not reached when the watch stopped it.
pub(super) fn on_two<T: Send>(
    parts: usize,
    watch: &dyn Watch,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<(usize, T)> {
    let next = AtomicUsize::new(0);
    let stopped = AtomicBool::new(false);
    let results = Mutex::new(Vec::with_capacity(parts));
    let run = || {
        while !stopped.load(Ordering::Relaxed) {
            let part = next.fetch_add(1, Ordering::Relaxed);
            if part >= parts {
                break;
            }
            let result = work(part);
            results.lock().expect("no thread panics while it holds the results").push((part, result));
            if !watch.goes_on(Stage::Audit, part, parts) {
                stopped.store(true, Ordering::Relaxed);
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(run);
        run();
    });
    let mut results = results.into_inner().expect("no thread panicked");
    results.sort_unstable_by_key(|result| result.0);
    results
}
