//! What a given pattern gives away, be it ours or a peer's: for whoever knows which combinations of codes are empty, and
//! for whoever knows only the tables and the public code lists.

use super::{
    atoms::Atoms,
    audit::{self, Finding, Verdict},
    cells::{Cells, Frame, Merged},
    fact::{Fact, Need, System, Target, Unknown},
    micro::Micro,
    pack::Pack,
    pattern::Pattern,
    reader::{Amounts, Printing, Reader, Told, sheets},
    watch::Watch,
};
use std::collections::{BTreeMap, BTreeSet};

/// Who works it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attacker {
    /// She knows which combinations of codes are empty.
    Records,
    /// She knows the tables and the public code lists.
    Codelists,
}

/// Hidden cells that are not hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derivable {
    /// How many cells are hidden for their own sake.
    pub hidden: usize,
    /// How many of them follow exactly.
    pub cells: usize,
    /// How many of those are different cells under different names: equal ones count once.
    pub distinct: usize,
    /// Which: what each fixes.
    pub which: Vec<BTreeMap<String, String>>,
}

/// Hidden cells of which too little remains possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Narrow {
    /// How many cells hidden for their own sake have an interval narrower than the width.
    pub narrow: usize,
    /// How many of them are pinned to one value: their interval is narrower than one.
    pub pinned: usize,
    /// How many could not be settled in time.
    pub undecided: usize,
}

struct Given {
    atoms: Atoms,
    cells: Cells,
    printed: Vec<bool>,
    primary: Vec<bool>,
}

impl Given {
    fn of(pack: &Pack, micro: &Micro, pattern: &Pattern) -> Self {
        let atoms = Atoms::of(micro);
        let cells = Cells::of(pack, micro, &atoms);
        let mut given =
            Self { printed: vec![false; cells.len()], primary: vec![false; cells.len()], atoms, cells };
        for row in &pattern.rows {
            let (columns, codes): (Vec<u32>, Vec<u32>) = row.codes.iter().copied().unzip();
            if let Some(cell) = given.cells.number(&Frame::new(columns), &codes, given.atoms.now) {
                given.printed[cell as usize] = !row.suppressed;
                given.primary[cell as usize] = row.primary && row.suppressed;
            }
        }
        given
    }

    fn reader(&self, pack: &Pack, micro: &Micro, attacker: Attacker, need: Need) -> Reader {
        let of_atom: Vec<i64> = self.atoms.count.iter().map(|&count| i64::from(count)).collect();
        match attacker {
            Attacker::Records => self.knowing_empties(&of_atom, need),
            Attacker::Codelists => {
                let owner = vec![None; self.atoms.len()];
                // A peer's hidden cell may be a zero for all we know, and its interval is that of real numbers.
                let amounts = Amounts { of_atom: &of_atom, whole: false, owner: &owner };
                let need: Vec<Option<Need>> =
                    self.primary.iter().map(|primary| primary.then_some(need)).collect();
                let sheets = sheets(pack, micro, &self.cells);
                let printing =
                    Printing { sheets: &sheets, printed: &self.printed, told: Told::Exactly, need: &need };
                Reader::of(micro, &self.atoms, &self.cells, &amounts, &printing)
            }
        }
    }

    fn knowing_empties(&self, of_atom: &[i64], need: Need) -> Reader {
        let unknown = |&truth: &i64| Unknown { truth, lower: 0, upper: None, owner: None, whole: false };
        let unknowns = of_atom.iter().map(unknown).collect();
        let mut reader = Reader { system: System { unknowns, facts: Vec::new() }, ..Reader::default() };
        for cell in 0..self.cells.len() {
            let terms: Vec<(u32, i64)> = self.cells.atoms.get(cell).iter().map(|&atom| (atom, 1)).collect();
            let value = Some(Fact::value(&terms, &reader.system.unknowns));
            match (self.printed[cell], self.primary[cell]) {
                (true, _) => {
                    reader.system.facts.push(Fact { terms, lo: value, hi: value, said: cell as u32 })
                }
                (false, true) => {
                    reader.targets.push(Target { terms, need });
                    reader.cell_of.push(cell as u32);
                }
                (false, false) => {}
            }
        }
        reader
    }
}

/// Which cells hidden for their own sake are combinations of printed ones.
pub fn exact(
    pack: &Pack,
    micro: &Micro,
    pattern: &Pattern,
    attacker: Attacker,
    watch: &dyn Watch,
) -> Derivable {
    let given = Given::of(pack, micro, pattern);
    let reader = given.reader(pack, micro, attacker, Need::NotExact);
    let audit = audit::audit(&reader.system, &reader.targets, false, &[], watch);
    let merged = Merged::of(&given.cells);
    let leaks: Vec<u32> = audit
        .findings
        .iter()
        .zip(&reader.cell_of)
        .filter(|(finding, _)| !finding.is_safe())
        .map(|(_, &cell)| cell)
        .collect();
    Derivable {
        hidden: reader.targets.len(),
        cells: leaks.len(),
        distinct: leaks.iter().map(|&cell| merged.of[cell as usize]).collect::<BTreeSet<_>>().len(),
        which: leaks.iter().map(|&cell| given.cells.named(cell, micro)).collect(),
    }
}

/// Of how many cells hidden for their own sake less remains possible than the pack's width.
pub fn intervals(pack: &Pack, micro: &Micro, pattern: &Pattern, watch: &dyn Watch) -> Narrow {
    let given = Given::of(pack, micro, pattern);
    let width = Need::Width(i64::from(pack.rules.width));
    let reader = given.reader(pack, micro, Attacker::Codelists, width);
    let asked = |need: Need, targets: Vec<&Target>| {
        let targets: Vec<Target> =
            targets.into_iter().map(|target| Target { need, ..target.clone() }).collect();
        let audit = audit::audit(&reader.system, &targets, false, &[], watch);
        (targets, audit.findings)
    };
    let (targets, findings) = asked(width, reader.targets.iter().collect());
    let narrow =
        targets.iter().zip(&findings).filter(|(_, finding)| finding.is_leak()).map(|(target, _)| target);
    // In an interval narrower than one there is no whole number but the true one.
    let (_, of_narrow) = asked(Need::Width(1), narrow.collect());
    let undecided = |findings: &[Finding]| {
        findings.iter().filter(|finding| finding.verdict == Verdict::Undecided).count()
    };
    Narrow {
        narrow: of_narrow.len(),
        pinned: of_narrow.iter().filter(|finding| finding.is_leak()).count(),
        undecided: undecided(&findings) + undecided(&of_narrow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::watch::Alone;

    const PACK: &str = r#"[rules]
threshold = 5
unit = "case"
width = 3

[[tables]]
name = "by_place"
dimensions = [["Total", "place"], ["Total", "kind"]]
measures = ["count"]
"#;

    /// Places P and Q by kinds a, b and c, where a and b are hidden.
    fn narrow(p: [usize; 2], q: [usize; 2]) -> Narrow {
        let mut cases = String::from("case,place,kind\n");
        let mut pattern = String::from("place,kind,freq,primary,suppressed\n");
        let mut number = 0;
        for (place, [a, b]) in [("P", p), ("Q", q), ("Total", [p[0] + q[0], p[1] + q[1]])] {
            let c = if place == "Total" { 18 } else { 9 };
            for (kind, count) in [("a", a), ("b", b), ("c", c), ("Total", a + b + c)] {
                let inside = place != "Total" && kind != "Total";
                let hidden = if inside && kind != "c" { "TRUE,TRUE" } else { "FALSE,FALSE" };
                pattern.push_str(&format!("{place},{kind},{count},{hidden}\n"));
                for _ in 0..if inside { count } else { 0 } {
                    number += 1;
                    cases.push_str(&format!("C{number},{place},{kind}\n"));
                }
            }
        }
        let pack = Pack::read(PACK, "pack.toml", "places").unwrap();
        let micro = Micro::read(&pack, cases.as_bytes(), "cases.csv").unwrap();
        let pattern = Pattern::read(&pack, &micro, pattern.as_bytes(), "pattern.csv").unwrap();
        assert_eq!(exact(&pack, &micro, &pattern, Attacker::Codelists, &Alone).cells, 0);
        intervals(&pack, &micro, &pattern, &Alone)
    }

    #[test]
    fn hidden_cells_are_counted_by_what_remains_possible() {
        let of = |narrow| Narrow { narrow, pinned: 0, undecided: 0 };
        assert_eq!(narrow([1, 1], [4, 4]), of(4));
        assert_eq!(narrow([2, 3], [4, 4]), of(0));
    }
}
