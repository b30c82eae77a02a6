//! The engine: a pack and its rows in; safe tables, a pattern and a proof out, or a refusal that says what to change.

mod perturbed;
#[cfg(test)]
mod properties;
mod refusal;
mod release;

pub use refusal::{How, Leak, Refused};
pub use release::Release;

use super::{
    draft::Draft,
    hiding::{self, Unhidden},
    micro::Micro,
    pack::{Method, Pack},
    past::Past,
    watch::Watch,
};

/// Makes a release. `past` is what earlier ones have told, over whose rows it is laid; without it nothing is taken as
/// told. `secret` breaks ties and must not be told.
pub fn run(
    pack: &Pack,
    micro: &Micro,
    past: Option<&Past>,
    secret: &[u8; 32],
    watch: &dyn Watch,
) -> Result<Release, Refused> {
    match pack.rules.method {
        Method::Suppress => match past {
            Some(past) if past.has_corrected_amounts() => Err(Refused::Past(
                "amounts of cases that were already published have been corrected; book the correction as a case of \
                 the next open period"
                    .to_owned(),
            )),
            Some(past) => suppress(&Draft::after(pack, past, secret), watch),
            None => suppress(&Draft::of(pack, micro, secret), watch),
        },
        Method::CellKey | Method::Round => perturbed::run(pack, micro, past, secret, watch),
    }
}

fn suppress(draft: &Draft, watch: &dyn Watch) -> Result<Release, Refused> {
    let hiding = hiding::hide(draft, watch).map_err(|unhidden| match unhidden {
        Unhidden::Told(pairs) => Refused::told(draft, &pairs),
        Unhidden::Stopped => Refused::Stopped,
    })?;
    match hiding.audits.iter().all(|(_, _, audit)| audit.passes()) {
        true => Ok(Release::of(draft, &hiding)),
        false => Err(Refused::leaks(draft, &hiding.audits)),
    }
}
