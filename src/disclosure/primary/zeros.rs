//! Zeros that are secret. A zero that the code lists rule out is printed like any text; another one is a figure, and
//! when it is hidden it needs an unknown of its own: a combination of codes that nobody has but somebody could.
//!
//! The unknown is a whole combination, one code in every column, so that every sum that holds for rows holds for it
//! (a combination that lacked a column would be in a län but in none of its parts, and hide that they add up).

use super::{super::atoms::Atoms, Primary, code_lists::CodeLists, homogeneity, seen::Seen};
use crate::disclosure::{
    cells::{BLANK, Cells, Frame, frames},
    figures::Figures,
    micro::Micro,
    pack::{Pack, Zeros},
};
use rustc_hash::FxHashMap;

/// The combinations, for [`Atoms::with_empties`]: one for every zero that is to be hidden and has no other's in it.
pub fn empties(pack: &Pack, micro: &Micro, atoms: &Atoms) -> Vec<Vec<u32>> {
    let lists = CodeLists::of(pack, micro, atoms);
    let mut seen = Seen::of(micro, atoms);
    match pack.rules.zeros {
        _ if atoms.is_empty() => {}
        Zeros::Protect => everywhere(pack, &lists, &mut seen),
        Zeros::Publish => in_homogeneous_groups(pack, &lists, &mut seen),
    }
    seen.added
}

/// Every zero of every table, the finest first: the coarser ones add them up.
fn everywhere(pack: &Pack, lists: &CodeLists, seen: &mut Seen) {
    for frame in finest_first(pack, seen.micro) {
        for codes in lists.combinations(&frame.columns) {
            let in_frame: Vec<u32> = frame.columns.iter().map(|&column| codes[column as usize]).collect();
            if seen.first(&frame, &in_frame).is_none() {
                let like = seen.nearest(&frame, &in_frame);
                if let Some(empty) = lists.complete(&codes, &like) {
                    seen.add(empty);
                }
            }
        }
    }
}

fn finest_first(pack: &Pack, micro: &Micro) -> Vec<Frame> {
    let mut all: Vec<Frame> = pack.tables.iter().flat_map(|table| frames(table, micro)).collect();
    let codes = |frame: &Frame| -> u64 {
        let sizes = frame.columns.iter().map(|&column| micro.columns[column as usize].codes.len() as u64);
        sizes.fold(1, u64::saturating_mul)
    };
    all.sort_by_cached_key(|frame| {
        (usize::MAX - frame.columns.len(), u64::MAX - codes(frame), frame.clone())
    });
    all.dedup();
    all
}

/// The zeros by a sensitive column in groups that have almost one code of it.
fn in_homogeneous_groups(pack: &Pack, lists: &CodeLists, seen: &mut Seen) {
    let (micro, atoms) = (seen.micro, seen.atoms);
    let (cells, figures) = by_sensitive_columns(pack, micro, atoms);
    for group in homogeneity::homogeneous(pack, micro, atoms, &cells, &figures) {
        let cell = &cells.cells[group.cells[0] as usize];
        let frame = &cells.frames[cell.frame as usize];
        let column = frame.columns[group.at];
        for code in 0..micro.columns[column as usize].codes.len() as u32 {
            let mut in_frame = cell.codes.clone();
            in_frame[group.at] = code;
            if seen.first(frame, &in_frame).is_some() {
                continue;
            }
            let mut codes = vec![BLANK; micro.columns.len()];
            frame.columns.iter().zip(&in_frame).for_each(|(column, code)| codes[*column as usize] = *code);
            let members = group.cells.iter().flat_map(|&cell| cells.atoms.get(cell as usize));
            let possible: Vec<Vec<u32>> = members
                .take(TRIED)
                .filter_map(|&member| lists.complete(&codes, &seen.codes(member)))
                .collect();
            // Best is one that is in no other zero, since that would have to be hidden too.
            let best = possible.into_iter().min_by_key(|empty| seen.zeros_with(&cells, column, empty));
            if let Some(empty) = best {
                seen.add(empty);
            }
        }
    }
}

/// So many members of a group are tried as the model of its zero.
const TRIED: usize = 64;

fn by_sensitive_columns(pack: &Pack, micro: &Micro, atoms: &Atoms) -> (Cells, Figures) {
    let mut cells = Cells::default();
    for column in pack.rules.homogeneity.iter().filter_map(|name| micro.column(name)) {
        let finest_first = finest_first(pack, micro).into_iter();
        for frame in finest_first.filter(|frame| frame.columns.contains(&(column as u32))) {
            cells.add(&frame, atoms.now, micro, atoms);
        }
    }
    let figures = Figures::without_money(micro, atoms, &cells);
    (cells, figures)
}

/// A zero that adds up a secret one is secret: none of a whole is none of each part.
pub(super) fn mark(cells: &Cells, figures: &Figures, primary: &mut Primary) {
    let zeros = (0..cells.len()).filter(|&cell| figures.count[cell] == 0);
    let (secret, open): (Vec<usize>, Vec<usize>) = zeros.partition(|&cell| primary.is_secret(cell));
    let mut by_atom: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for cell in secret {
        if let Some(first) = cells.atoms.get(cell).first() {
            by_atom.entry(*first).or_default().push(cell);
        }
    }
    for cell in open {
        let whole = cells.atoms.get(cell);
        let mut parts = whole.iter().filter_map(|atom| by_atom.get(atom)).flatten();
        let is_part =
            |part: usize| cells.atoms.get(part).iter().all(|atom| whole.binary_search(atom).is_ok());
        if let Some(&part) = parts.find(|part| is_part(**part)) {
            primary.reasons[cell] = primary.reasons[part];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::small::{label, micro, pack, protect, secrets, table},
        *,
    };

    fn places(zeros: Zeros) -> Pack {
        let mut pack = pack(vec![table(&[&["Total", "lan", "kommun"], &["Total", "sex"]])]);
        pack.hierarchies.insert("kommun".into(), vec!["lan".into()]);
        pack.rules.zeros = zeros;
        pack
    }

    const ROWS: [(&str, u32); 4] = [("01 0114 K", 9), ("01 0180 K", 9), ("01 0180 M", 9), ("25 2580 K", 9)];

    #[test]
    fn a_zero_is_published_or_is_as_secret_as_a_small_figure() {
        let micro = micro(&["lan", "kommun", "sex"], &ROWS);
        assert!(secrets(&places(Zeros::Publish), &micro).is_empty());
        assert_eq!(secrets(&places(Zeros::Protect), &micro), ["0114 M", "25 M", "2580 M"]);
    }

    #[test]
    fn what_the_code_lists_rule_out_is_no_secret() {
        let micro = micro(&["lan", "kommun", "sex"], &ROWS);
        let mut pack = places(Zeros::Protect);
        pack.tables = vec![table(&[&["lan"], &["kommun"]])];
        assert!(secrets(&pack, &micro).is_empty());
        pack.hierarchies.clear();
        let every_other = ["01 2580", "25 0114", "25 0180"];
        assert_eq!(secrets(&pack, &micro), every_other);
    }

    #[test]
    fn a_zero_of_a_lan_needs_no_unknown_beside_those_of_its_kommuner() {
        let micro = micro(&["lan", "kommun", "sex"], &ROWS);
        let empties = empties(&places(Zeros::Protect), &micro, &Atoms::of(&micro));
        assert_eq!(empties, [[0, 0, 1], [1, 2, 1]]);
    }

    #[test]
    fn with_a_hidden_zero_all_sums_of_linked_tables_still_hold() {
        let rows = [("01 K avslut", 9), ("01 M avslut", 2), ("03 K start", 9), ("03 M avslut", 9)];
        let micro = micro(&["lan", "sex", "outcome"], &rows);
        let mut pack = pack(vec![
            table(&[&["Total", "lan"], &["Total", "sex"]]),
            table(&[&["Total", "lan"], &["Total", "outcome"]]),
        ]);
        pack.rules.homogeneity = vec!["outcome".into()];
        let (cells, figures, primary) = protect(&pack, &micro);
        let start = (0..cells.len()).find(|&cell| label(&cells, &micro, cell) == "01 start").unwrap();
        assert!(figures.count[start] == 0 && primary.is_secret(start));
        let unknown = cells.atoms.get(start)[0];
        let with = (0..cells.len()).filter(|&cell| cells.atoms.get(cell).contains(&unknown));
        let labels: Vec<String> = with.map(|cell| label(&cells, &micro, cell)).collect();
        assert_eq!(labels, ["Total", "K", "01", "01 K", "start", "01 start"]);
    }

    #[test]
    fn a_zero_that_adds_up_a_secret_one_is_secret() {
        let rows = [("01 0114 a", 9), ("01 0180 a", 6), ("01 0180 b", 6), ("03 0305 b", 6), ("03 0305 c", 6)];
        let micro = micro(&["lan", "kommun", "outcome"], &rows);
        let mut pack = pack(vec![table(&[&["lan", "kommun"], &["outcome"]])]);
        pack.hierarchies.insert("kommun".into(), vec!["lan".into()]);
        pack.rules.homogeneity = vec!["outcome".into()];
        assert_eq!(secrets(&pack, &micro), ["01 c", "0114 a", "0114 b", "0114 c"]);
    }

    #[test]
    fn a_hidden_zero_is_modelled_on_one_that_makes_no_other_zero_secret() {
        let rows = [
            ("01 K avslut", 9),
            ("01 M avslut", 9),
            ("03 K avslut", 9),
            ("03 M start", 9),
            ("03 M avslut", 9),
        ];
        let micro = micro(&["lan", "sex", "outcome"], &rows);
        let mut pack = pack(vec![table(&[&["lan"], &["outcome"]]), table(&[&["sex"], &["Total"]])]);
        pack.tables.push(table(&[&["sex", "Total"], &["outcome"]]));
        pack.rules.homogeneity = vec!["outcome".into()];
        let found = empties(&pack, &micro, &Atoms::of(&micro));
        assert!(found.contains(&vec![0, 1, 1]) || found.contains(&vec![0, 0, 1]), "{found:?}");
    }
}
