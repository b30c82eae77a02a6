//! The keys of what stands behind each cell: of its rows and of its persons.

use crate::disclosure::{
    cell_key::{Keys, Tally},
    draft::Draft,
    micro::Micro,
};

/// For every row of the draft its key. `micro` are the present rows, the draft's first. Rows that only earlier releases
/// had are in no present cell; their keys only tell them apart.
///
/// Where the data names no cases, a row's name is its contributor's and which of hers it is: the number of a line is
/// another one in every file.
pub fn of_rows(draft: &Draft, micro: &Micro, keys: &Keys) -> Vec<u64> {
    let mut met = vec![0u32; micro.names.len().max(micro.len())];
    let present = (0..micro.len()).map(|row| match micro.cases.get(row) {
        Some(name) => keys.case(name),
        None => {
            let person = micro.persons[row] as usize;
            met[person] += 1;
            keys.case(&format!("{}\u{1f}{}", person_name(micro, person), met[person]))
        }
    });
    let earlier = (micro.len()..draft.micro.len()).map(|row| keys.case(&format!("\u{1f}{row}")));
    present.chain(earlier).collect()
}

/// For every contributor of the draft her key.
pub fn of_persons(draft: &Draft, micro: &Micro, keys: &Keys) -> Vec<u64> {
    let most = draft.micro.persons.iter().max().map_or(0, |&most| most as usize + 1);
    let mut of_person: Vec<u64> = (0..most).map(|person| keys.person(&format!("\u{1f}{person}"))).collect();
    for (row, &person) in micro.persons.iter().enumerate() {
        of_person[draft.micro.persons[row] as usize] = keys.person(&person_name(micro, person as usize));
    }
    of_person
}

fn person_name(micro: &Micro, person: usize) -> String {
    micro.names.get(person).cloned().unwrap_or_else(|| person.to_string())
}

/// For every cell how many rows are in it and what their keys add up to.
pub fn rows_of_cells(draft: &Draft, of_row: &[u64]) -> Vec<Tally> {
    let mut of_atom = vec![Tally::default(); draft.atoms.len()];
    for (&atom, &key) in draft.atoms.of_row.iter().zip(of_row) {
        of_atom[atom as usize] = of_atom[atom as usize] + Tally { n: 1, key };
    }
    let of_cell = |cell| draft.cells.atoms.get(cell).iter().map(|&atom| of_atom[atom as usize]).sum();
    (0..draft.cells.len()).map(of_cell).collect()
}

/// For every cell how many persons are in it and what their keys add up to.
pub fn persons_of_cells(draft: &Draft, of_person: &[u64]) -> Vec<Tally> {
    let mut of_atom = vec![Vec::new(); draft.atoms.len()];
    for (&atom, &person) in draft.atoms.of_row.iter().zip(&draft.micro.persons) {
        of_atom[atom as usize].push(person);
    }
    let persons =
        |cell| draft.cells.atoms.get(cell).iter().flat_map(|&atom| of_atom[atom as usize].iter().copied());
    (0..draft.cells.len()).map(|cell| Tally::of_persons(persons(cell), of_person)).collect()
}
