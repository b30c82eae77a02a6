//! The reader who also knows which combinations of codes are empty: to her the atoms are the unknowns. Only what adds
//! and subtracts to one value counts here; what bounds imply is asked of the reader of the code lists.

use crate::disclosure::{
    draft::Draft,
    fact::{Fact, Need, System, Target, Unknown},
    reader::Reader,
};

/// What she knows.
pub fn reader(draft: &Draft, printed: &[bool]) -> Reader {
    // An empty cell is no secret to her.
    let rows: Vec<bool> = draft.atoms.count.iter().map(|&count| count > 0).collect();
    let unknown =
        |&count: &u32| Unknown { truth: i64::from(count), lower: 0, upper: None, owner: None, whole: true };
    let unknowns = draft.atoms.count.iter().map(unknown).collect();
    let mut reader = Reader { system: System { unknowns, facts: Vec::new() }, ..Reader::default() };
    for group in told_first(draft) {
        let cells = &draft.merged.cells[group];
        let atoms = draft.merged.atoms(group, &draft.cells);
        let terms: Vec<(u32, i64)> =
            atoms.iter().filter(|&&atom| rows[atom as usize]).map(|&atom| (atom, 1)).collect();
        let secret = cells.iter().any(|&cell| draft.primary.is_secret(cell as usize));
        if terms.is_empty() {
            continue;
        }
        if printed[group] {
            let value = Fact::value(&terms, &reader.system.unknowns);
            reader.system.facts.push(Fact { terms, lo: Some(value), hi: Some(value), said: cells[0] });
        } else if secret {
            reader.targets.push(Target { terms, need: Need::NotExact });
            reader.cell_of.push(cells[0]);
        }
    }
    reader
}

/// The groups of equal cells, release by release and small before large: so facts build on those before them.
fn told_first(draft: &Draft) -> Vec<usize> {
    let told = |group: &usize| {
        let release = |cell: &u32| draft.cells.cells[*cell as usize].release;
        let first = draft.merged.cells[*group].iter().map(release).min();
        (first, draft.merged.atoms(*group, &draft.cells).len())
    };
    let mut groups: Vec<usize> = (0..draft.merged.len()).collect();
    groups.sort_by_key(told);
    groups
}
