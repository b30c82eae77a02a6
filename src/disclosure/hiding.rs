//! Which cells are hidden: first so that no secret is exact, then so that enough values of each remain possible.

mod blame;
mod clearing;
mod exchange;
mod widening;

use super::{
    audit::{self, Audit},
    cells::Sums,
    draft::{Draft, Side},
    reader::Reader,
    secondary::{self, Candidate, Standing},
    watch::{Stage, Watch},
};

/// A pattern, and what the auditor says of it.
#[derive(Clone, Debug)]
pub struct Hiding {
    /// For every group of equal cells whether it is printed.
    pub printed: Vec<bool>,
    /// What each reader can still work out.
    pub audits: Vec<(Side, Reader, Audit)>,
    /// How many independent figures are printed.
    pub rank: usize,
}

/// Why no pattern was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unhidden {
    /// Earlier releases give secrets away: pairs of a told and a secret group (or a further secret, behind the groups).
    Told(Vec<(u32, u32)>),
    /// Who waited stopped it.
    Stopped,
}

/// Hides what must be hidden.
///
/// In a single table enough values are made possible first: the least pattern of which no secret is exact leaves next
/// to no freedom, and hides more once it is widened than cells hidden for their freedom from the start. Where tables
/// are linked it is the other way about.
pub fn hide(draft: &Draft, watch: &dyn Watch) -> Result<Hiding, Unhidden> {
    let standings = draft.standings();
    let mut printed: Vec<bool> =
        standings.iter().map(|standing| matches!(standing, Standing::Known | Standing::Open)).collect();
    let mut found = None;
    if !draft.is_single() {
        let rank = exactly(draft, &standings, &mut printed, watch)?;
        found = Some((rank, printed.clone()));
    }
    let hints = widening::widen(draft, &mut printed, watch)?;
    let rank = match found {
        Some((rank, before)) if before == printed => rank,
        _ => exactly(draft, &standings, &mut printed, watch)?,
    };
    let audit = |side| {
        let reader = draft.reader(side, &printed);
        let hints = hints.get(&side).map_or(&[][..], |hints| hints);
        let insiders = draft.pack.rules.insiders && side != Side::Records;
        let audit = audit::audit(&reader.system, &reader.targets, insiders, hints, watch);
        (side, reader, audit)
    };
    let audits = draft.sides().into_iter().map(audit).collect();
    Ok(Hiding { printed, audits, rank })
}

/// Hides as little more as possible so that no secret is a combination of what is printed; gives how many independent
/// figures that is.
fn exactly(
    draft: &Draft,
    standings: &[Standing],
    printed: &mut [bool],
    watch: &dyn Watch,
) -> Result<usize, Unhidden> {
    let mut groups = Sums::default();
    (0..draft.merged.len()).for_each(|group| groups.push(draft.merged.atoms(group, &draft.cells)));
    let cut = secondary::enough(draft.atoms.len(), &groups, &draft.more);
    let candidates: Vec<Candidate> = standings
        .iter()
        .enumerate()
        .map(|(group, &standing)| Candidate {
            atoms: cut.cells.get(group),
            standing: if standing == Standing::Open && !printed[group] {
                Standing::Withheld
            } else {
                standing
            },
        })
        .collect();
    let mut goes_on = |done, of| watch.goes_on(Stage::Secondary, done, of);
    let pattern = secondary::suppress(cut.atoms, &candidates, &draft.order, &cut.more, &mut goes_on)
        .ok_or(Unhidden::Stopped)?;
    if !pattern.given_away.is_empty() {
        return Err(Unhidden::Told(pattern.given_away));
    }
    printed.copy_from_slice(&pattern.printed);
    Ok(pattern.rank)
}
