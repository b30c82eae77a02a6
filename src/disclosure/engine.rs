//! The engine: a pack and its rows in; safe tables, a pattern and a proof out, or a refusal that says what to change.

mod refusal;
mod release;

pub use refusal::{How, Leak, Refused};
pub use release::Release;

use super::{
    draft::Draft,
    hiding::{self, Unhidden},
    micro::Micro,
    pack::{Method, Pack},
    watch::Watch,
};

/// Makes a release of which no earlier one is known. `secret` breaks ties and must not be told.
pub fn run(pack: &Pack, micro: &Micro, secret: &[u8; 32], watch: &dyn Watch) -> Result<Release, Refused> {
    match pack.rules.method {
        Method::Suppress => suppress(&Draft::of(pack, micro, secret), watch),
        Method::CellKey | Method::Round => todo!(),
    }
}

fn suppress(draft: &Draft, watch: &dyn Watch) -> Result<Release, Refused> {
    let hiding = hiding::hide(draft, watch).map_err(|unhidden| match unhidden {
        Unhidden::Told(pairs) => Refused::told(draft, &pairs),
        Unhidden::Stopped => Refused::Stopped,
    })?;
    match hiding.audits.iter().all(|(_, _, audit)| audit.passes()) {
        true => Ok(Release::of(draft, &hiding)),
        false => Err(Refused::leaks(draft, &hiding)),
    }
}
