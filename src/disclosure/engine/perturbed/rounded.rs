//! A release by small-count rounding (disclosure.md 4.8).

use super::{
    Bounds, Perturbed, Refused, Release, Shown, audited, inner::Inner, keyed, released, room::Room, told,
};
use crate::disclosure::{
    audit::{self, Audit},
    cell_key::Keys,
    draft::{Draft, Side},
    fact::{Fact, Need, System, Target, Unknown},
    micro::Micro,
    pack::Measure,
    past::Past,
    reader::{Reader, SHOWN},
    rounding::{self, Asked, Unrounded},
    watch::Watch,
};

/// Counts below 5 are rounded, and below the threshold where that is higher: a base of 3 would leave but two values.
const LEAST_BASE: u32 = 5;

pub fn run(
    draft: &Draft,
    micro: &Micro,
    past: Option<&Past>,
    secret: &[u8; 32],
    watch: &dyn Watch,
) -> Result<Release, Refused> {
    refuse_persons(draft)?;
    let base = draft.pack.rules.threshold.max(LEAST_BASE);
    let inner = Inner::of(draft, micro, &keyed::of_rows(draft, micro, &Keys::new(secret)));
    let members: Vec<Vec<u32>> = (0..draft.cells.len())
        .map(|cell| match is_now(draft, cell) {
            true => inner.of_cell(draft, cell),
            false => Vec::new(),
        })
        .collect();
    let fixed = inner.fixed(micro, past, base)?;
    let cells: Vec<Vec<u32>> = draft
        .merged
        .cells
        .iter()
        .filter_map(|group| group.iter().find(|&&cell| is_now(draft, cell as usize)))
        .map(|&cell| members[cell as usize].clone())
        .collect();
    let asked = Asked { base, inner: &inner.counts, cells: &cells, fixed: &fixed, ties: &inner.ties };
    let inner_shown =
        rounding::round(&asked, watch).map_err(|unrounded| refused(micro, &inner, unrounded))?;
    let values = rounding::publish(&inner_shown, &members);
    let shown = |reader| shown(draft, base, &members, &values, reader);
    let perturbed = |shown: Vec<Shown>| Perturbed { persons: shown.clone(), count: shown };
    let by_lists = perturbed(shown(rounding::Reader::CodeLists));
    let (printed, bounds) = told(draft, past, &by_lists);
    let room = Room { draft, inner: &inner, shown: &inner_shown, base };
    let hints = |reader: &Reader| room.hints(reader, rounding::Reader::CodeLists);
    let counts = audited(draft, (&printed, &bounds), hints, watch);
    let (_, bounds) = told(draft, past, &perturbed(shown(rounding::Reader::Records)));
    let records = records(draft, (&printed, &bounds), &room, watch);
    let mut release = released(draft, &[records, counts], &by_lists, watch)?;
    release.rounded = Some(inner.rounded(micro, base, &inner_shown));
    Ok(release)
}

fn is_now(draft: &Draft, cell: usize) -> bool {
    draft.cells.cells[cell].release == draft.atoms.now
}

/// Persons with several cases in a cell count once there, so rounded parts would not add up to it.
fn refuse_persons(draft: &Draft) -> Result<(), Refused> {
    let persons = draft.pack.tables.iter().any(|table| table.measures.contains(&Measure::Persons));
    match persons && draft.figures.count != draft.figures.persons {
        false => Ok(()),
        true => Err(Refused::Method(
            "some have several cases, so their number in parts does not add up and cannot be rounded; count cases, or \
             publish persons in a series of their own whose method is cell-key"
                .to_owned(),
        )),
    }
}

fn refused(micro: &Micro, inner: &Inner, unrounded: Unrounded) -> Refused {
    match unrounded {
        Unrounded::Stopped => Refused::Stopped,
        Unrounded::Moved { inner: at, published } => {
            let code = |(column, &code): (usize, &u32)| {
                format!("{} = {}", micro.columns[column].name, micro.columns[column].codes[code as usize])
            };
            let named: Vec<String> = inner.codes[at].iter().enumerate().map(code).collect();
            Refused::Past(format!(
                "an earlier release was made with {published} in {}, which its count of today does not round to; book late \
                 cases in the open period",
                named.join(", ")
            ))
        }
        other => Refused::Method(other.to_string()),
    }
}

/// What is published for each present cell, and what this reader learns of it.
fn shown(
    draft: &Draft,
    base: u32,
    members: &[Vec<u32>],
    values: &[u32],
    reader: rounding::Reader,
) -> Vec<Shown> {
    let of_cell = |(cell, (members, &value)): (usize, (&Vec<u32>, &u32))| {
        // To whoever has only the code lists an empty combination may hold somebody as well.
        let empties = match reader {
            rounding::Reader::Records => 0,
            rounding::Reader::CodeLists => {
                let atoms = draft.cells.atoms.get(cell).iter();
                atoms.filter(|&&atom| draft.atoms.count[atom as usize] == 0).count()
            }
        };
        let cells = (members.len() + empties) as u32;
        let (lo, hi) = rounding::cell_bounds(base, value, cells, reader).unwrap_or((value, value));
        Shown { value, lo, hi }
    };
    members.iter().zip(values).enumerate().map(of_cell).collect()
}

/// What whoever also knows which combinations hold anyone can work out: to her the atoms are the unknowns.
fn records(
    draft: &Draft,
    (printed, bounds): (&[bool], &[Bounds]),
    room: &Room,
    watch: &dyn Watch,
) -> (Side, Reader, Audit) {
    let unknown =
        |&count: &u32| Unknown { truth: i64::from(count), lower: 0, upper: None, owner: None, whole: true };
    let unknowns = draft.atoms.count.iter().map(unknown).collect();
    let mut reader = Reader { system: System { unknowns, facts: Vec::new() }, ..Reader::default() };
    for terms in room.parts() {
        match terms[..] {
            [(only, _)] => reader.system.unknowns[only as usize].lower = 1,
            _ => reader.system.facts.push(Fact { terms, lo: Some(1), hi: None, said: SHOWN }),
        }
    }
    let need = match draft.pack.rules.width {
        0 => Need::NotExact,
        width => Need::Width(width.into()),
    };
    for group in &draft.merged.cells {
        let atoms = draft.cells.atoms.get(group[0] as usize).iter();
        let terms: Vec<(u32, i64)> =
            atoms.filter(|&&atom| draft.atoms.count[atom as usize] > 0).map(|&atom| (atom, 1)).collect();
        if terms.is_empty() {
            continue;
        }
        for &cell in group.iter().filter(|&&cell| printed[cell as usize]) {
            let (lo, hi) = bounds[cell as usize];
            reader.system.facts.push(Fact { terms: terms.clone(), lo, hi, said: cell });
        }
        if group.iter().any(|&cell| draft.primary.is_secret(cell as usize)) {
            reader.targets.push(Target { terms, need });
            reader.cell_of.push(group[0]);
        }
    }
    reader
        .system
        .facts
        .dedup_by(|one, other| (one.lo, one.hi, &one.terms) == (other.lo, other.hi, &other.terms));
    let hints = room.hints(&reader, rounding::Reader::Records);
    let audit = audit::audit(&reader.system, &reader.targets, false, &hints, watch);
    (Side::Records, reader, audit)
}
