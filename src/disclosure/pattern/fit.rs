//! Whether a pattern, a pack and rows belong together: the same cells, the same counts.

use super::Pattern;
use crate::disclosure::{
    atoms::Atoms,
    cells::{Cells, Frame},
    fault::Fault,
    micro::Micro,
    pack::Pack,
};

impl Pattern {
    /// Refuses what does not fit. A cell the pattern does not list would have no status; empty cells need none.
    pub fn fits(&self, pack: &Pack, micro: &Micro, file: &str) -> Result<(), Fault> {
        let atoms = Atoms::of(micro);
        let cells = Cells::of(pack, micro, &atoms);
        let fault =
            |what, mend: &str| Fault { file: file.to_owned(), line: None, what, mend: mend.to_owned() };
        let mut listed = vec![false; cells.len()];
        for row in &self.rows {
            let (columns, codes): (Vec<u32>, Vec<u32>) = row.codes.iter().copied().unzip();
            let number = cells.number(&Frame::new(columns), &codes, atoms.now).map(|number| number as usize);
            let count = |number: usize| -> u64 {
                cells.atoms.get(number).iter().map(|&atom| u64::from(atoms.count[atom as usize])).sum()
            };
            match number {
                Some(number) if count(number) == row.freq => listed[number] = true,
                None if row.freq == 0 => {}
                Some(number) => {
                    let what = format!(
                        "{} has {} rows in the data, not {}",
                        row.named(micro),
                        count(number),
                        row.freq
                    );
                    return Err(fault(what, "give the data that the pattern was made of"));
                }
                None => {
                    let what = format!("{} is in none of the pack's tables", row.named(micro));
                    return Err(fault(what, "give the pack that the pattern was made of"));
                }
            }
        }
        match listed.iter().position(|listed| !listed) {
            None => Ok(()),
            Some(first) => {
                let many = listed.iter().filter(|listed| !**listed).count();
                let first = cells.named(first as u32, micro);
                let parts: Vec<_> = first.iter().map(|(column, code)| format!("{column}={code}")).collect();
                let what = format!("{many} cells of the pack are not listed, first [{}]", parts.join(" "));
                Err(fault(what, "list every cell with rows, hidden or not"))
            }
        }
    }
}
