//! A figure above zero has at least so many contributors behind it, whether rows or persons are printed. Where zeros
//! are protected a zero is as small as any other figure (disclosure.md 4.2, freq and zero).

use super::{
    super::{
        figures::Figures,
        pack::{Pack, Zeros},
    },
    Primary, Reason,
};

pub(super) fn mark(pack: &Pack, figures: &Figures, primary: &mut Primary) {
    for (cell, &persons) in figures.persons.iter().enumerate() {
        if is_small(persons, pack) {
            primary.add(cell, Reason::Small);
        }
    }
}

/// Whether so few contributors are too few.
pub(super) fn is_small(persons: u32, pack: &Pack) -> bool {
    let from = match pack.rules.zeros {
        Zeros::Publish => 1,
        Zeros::Protect => 0,
    };
    (from..pack.rules.threshold).contains(&persons)
}

#[cfg(test)]
mod tests {
    use super::super::small::{micro, pack, secrets, table};

    #[test]
    fn four_are_too_few_and_five_are_enough() {
        let micro = micro(&["lan"], &[("01", 4), ("03", 5)]);
        let pack = pack(vec![table(&[&["Total", "lan"]])]);
        assert_eq!(secrets(&pack, &micro), ["01"]);
    }

    #[test]
    fn five_cases_of_four_persons_are_too_few() {
        let mut micro = micro(&["lan"], &[("01", 5), ("03", 5)]);
        micro.persons[1] = micro.persons[0];
        let pack = pack(vec![table(&[&["Total", "lan"]])]);
        assert_eq!(secrets(&pack, &micro), ["01"]);
    }
}
