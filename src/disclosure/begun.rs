//! Tables of the same contributors with what was published of them before, on their way through the engine.

use super::{
    Entry, Refusal, Rules, Safe, Series, engine,
    ledger::{Ledger, Snapshot},
    micro::Micro,
    pack::Pack,
    past::Past,
    population::Population,
    proof::Proof,
    watch::Watch,
};

/// Tables about to be protected.
pub(super) struct Begun {
    population: Population,
    pack: Pack,
    micro: Micro,
    ledger: Ledger,
}

impl Begun {
    /// Lays the tables out and verifies what was kept of earlier releases.
    pub fn of(population: Population, rules: &Rules, series: &Series) -> Result<Self, Refusal> {
        let name = population.name();
        let pack = population.pack(rules, &format!("{} {name}", series.occasion));
        let micro = population.micro(series.occasion)?;
        let earlier = series.earlier.get(name).map_or(&[][..], Vec::as_slice);
        let ledger = Ledger::of_files(*series.secret, earlier)
            .map_err(|fault| Refusal::Ledger { table: name.to_owned(), why: fault.to_string() })?;
        Ok(Self { population, pack, micro, ledger })
    }

    /// Whether every row is as it was in the last release.
    pub fn is_unchanged(&self) -> bool {
        let now = Snapshot::of(&self.micro, &self.pack.rules.unit, self.ledger.secret());
        self.ledger.releases().last().is_some_and(|last| last.snapshot == now)
    }

    /// The safe tables, in the order of the raw ones; why they are safe; and what is to be kept.
    pub fn protect(self, series: &Series, watch: &dyn Watch) -> Result<(Vec<Safe>, Proof, Entry), Refusal> {
        let table = self.population.name().to_owned();
        let barred =
            |barred: super::past::Barred| Refusal::Past { table: table.clone(), why: barred.to_string() };
        let past = match self.ledger.releases() {
            [] => None,
            _ => Some(Past::over(&self.ledger, &self.pack, &self.micro).map_err(barred)?),
        };
        let release = engine::run(&self.pack, &self.micro, past.as_ref(), series.secret, watch)
            .map_err(|refused| self.population.refusal(refused))?;
        let mut entry = self.ledger.next(&self.pack, &self.micro);
        release.enter(&mut entry);
        let content = self.ledger.file_of(&entry);
        let tables = self.population.safe(&release.tables);
        Ok((tables, release.proof, Entry { table, number: entry.number, content }))
    }
}
