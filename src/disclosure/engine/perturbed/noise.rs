//! A release by cell keys (disclosure.md 4.7).

use super::{
    Perturbed, Refused, Release, Shown, audited,
    averaging::{self, Published},
    hints, keyed, released, told,
};
use crate::disclosure::{
    cell_key::{Keys, Noise, PTable, Tally},
    draft::Draft,
    micro::Micro,
    pack::Measure,
    past::Past,
    reader::Reader,
    watch::Watch,
};

pub fn run(
    draft: &Draft,
    micro: &Micro,
    past: Option<&Past>,
    secret: &[u8; 32],
    watch: &dyn Watch,
) -> Result<Release, Refused> {
    let table = PTable::new(Noise::default()).map_err(|unfit| Refused::Method(unfit.to_string()))?;
    let keys = Keys::new(secret);
    let counts = keyed::rows_of_cells(draft, &keyed::of_rows(draft, micro, &keys));
    let mut tallies = vec![(Measure::Count, counts)];
    if draft.pack.tables.iter().any(|table| table.measures.contains(&Measure::Persons)) {
        let persons = keyed::persons_of_cells(draft, &keyed::of_persons(draft, micro, &keys));
        tallies.push((Measure::Persons, persons));
    }
    let published: Vec<Published> =
        tallies.iter().map(|(measure, tallies)| Published::of(draft, past, measure, tallies)).collect();
    averaging::refuse(draft, &published, table.noise().variance)?;
    let mut perturbed = Perturbed::default();
    for (measure, tallies) in &tallies {
        let shown = tallies.iter().map(|tally| shown(&table, *tally)).collect();
        match measure {
            Measure::Persons => perturbed.persons = shown,
            Measure::Count | Measure::Sum(_) => perturbed.count = shown,
        }
    }
    let (printed, bounds) = told(draft, past, &perturbed);
    let hints = |reader: &Reader| {
        let parts = hints::alone(draft, reader, &printed, &bounds);
        hints::of(draft, reader, &parts, &(0..parts.len() as u32).collect::<Vec<_>>())
    };
    let audit = audited(draft, (&printed, &bounds), hints, watch);
    released(draft, &[audit], &perturbed, watch)
}

fn shown(table: &PTable, tally: Tally) -> Shown {
    let value = table.publish(tally);
    let (lo, hi) = table.bounds(value).expect("what is published has bounds");
    Shown { value, lo, hi }
}
