//! Why there is no release: which cell, what gives it away, and what to change.

use crate::disclosure::{
    audit::{Audit, Verdict},
    draft::{Draft, Side},
    reader::{JOINT, Reader, SHOWN},
};
use std::collections::BTreeMap;

/// A release refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// These cells would be given away.
    Leaks(Vec<Leak>),
    /// Earlier releases do not allow it; what and what to do.
    Past(String),
    /// The method does not allow it; what and what to do.
    Method(String),
    /// Who waited stopped it.
    Stopped,
}

/// A cell that would be given away.
#[derive(Clone, Debug, PartialEq)]
pub struct Leak {
    /// Which cell: what it fixes; what is not named is added up.
    pub cell: BTreeMap<String, String>,
    /// By whom it could be worked out.
    pub reader: &'static str,
    /// How well.
    pub how: How,
    /// The printed cells that give it away, as far as they are known.
    pub from: Vec<BTreeMap<String, String>>,
}

/// How well a cell is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// To its one value.
    Exactly,
    /// To too few values.
    Narrowly,
    /// It could not be settled in time.
    Undecided,
}

impl Refused {
    /// A refusal because of what was told before.
    pub(super) fn told(draft: &Draft, pairs: &[(u32, u32)]) -> Self {
        let cell = |group: u32| draft.merged.cells.get(group as usize).map(|cells| draft.named(cells[0]));
        let leak = |&(told, secret): &(u32, u32)| Leak {
            cell: cell(secret).unwrap_or_default(),
            reader: "records",
            how: How::Exactly,
            from: cell(told).into_iter().collect(),
        };
        Self::Leaks(pairs.iter().map(leak).collect())
    }

    /// A refusal because an audit did not pass.
    pub(super) fn leaks(draft: &Draft, audits: &[(Side, Reader, Audit)]) -> Self {
        let mut leaks = Vec::new();
        for (side, reader, audit) in audits {
            let outsiders =
                audit.findings.iter().enumerate().map(|(target, finding)| (side.code(), target, finding));
            let insiders = audit.insiders.iter().map(|one| ("insider", one.target, &one.finding));
            for (by, target, finding) in outsiders.chain(insiders).filter(|(.., finding)| !finding.is_safe())
            {
                let said = finding.blame.iter().map(|&fact| reader.system.facts[fact as usize].said);
                leaks.push(Leak {
                    cell: draft.named(reader.cell_of[target]),
                    reader: by,
                    how: match finding.verdict {
                        Verdict::LeakExact => How::Exactly,
                        Verdict::LeakNarrow => How::Narrowly,
                        Verdict::Safe { .. } | Verdict::SafeInParts | Verdict::Undecided => How::Undecided,
                    },
                    from: said
                        .filter(|&cell| cell != JOINT && cell != SHOWN)
                        .map(|cell| draft.named(cell))
                        .collect(),
                });
            }
        }
        Self::Leaks(leaks)
    }
}
