//! What earlier releases printed and hid, as cells over the joined rows.

use super::{
    Barred, Past,
    sums::{scale, scaled},
};
use crate::disclosure::{
    cells::Frame,
    ledger::{Ledger, Release},
    pack::Measure,
};

/// A cell that an earlier release printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedCell {
    /// In which release, from zero.
    pub release: u32,
    /// The columns it fixes, as that release had them.
    pub frame: Frame,
    /// To which codes.
    pub codes: Vec<u32>,
    /// What it said.
    pub measure: Measure,
    /// At least this, in the smallest unit of the joined rows.
    pub lo: Option<i64>,
    /// At most this.
    pub hi: Option<i64>,
}

/// A cell of an earlier release that nobody may work out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretCell {
    /// Of which release, from zero.
    pub release: u32,
    /// The columns it fixes, as that release had them.
    pub frame: Frame,
    /// To which codes.
    pub codes: Vec<u32>,
}

impl Past {
    pub(super) fn tell(&mut self, ledger: &Ledger) -> Result<(), Barred> {
        for (number, release) in ledger.releases().iter().enumerate() {
            self.tell_printed(number, release)?;
            for hidden in &release.secrets {
                let Some(place) = self.place(number, &hidden.columns) else { continue };
                let cells = hidden.cells.iter().filter_map(|codes| self.codes(&place, codes));
                let cells = cells.map(|codes| SecretCell {
                    release: number as u32,
                    frame: place.frame.clone(),
                    codes,
                });
                self.secrets.extend(cells.collect::<Vec<_>>());
            }
        }
        Ok(())
    }

    fn tell_printed(&mut self, number: usize, release: &Release) -> Result<(), Barred> {
        for printed in &release.printed {
            let Some(place) = self.place(number, &printed.columns) else { continue };
            let scale = self.scale(release, &printed.measure)?;
            let bound = |bound: Option<i64>| match (bound, &printed.measure) {
                (Some(bound), Measure::Sum(column)) => scaled(column, bound, scale).map(Some),
                _ => Ok(bound),
            };
            for said in &printed.cells {
                // A cell of codes that no row ever had is a zero that says nothing of any row.
                let Some(codes) = self.codes(&place, &said.0) else { continue };
                self.printed.push(PrintedCell {
                    release: number as u32,
                    frame: place.frame.clone(),
                    codes,
                    measure: printed.measure.clone(),
                    lo: bound(said.1)?,
                    hi: bound(said.2)?,
                });
            }
        }
        Ok(())
    }

    /// What bounds of that release are multiplied by.
    fn scale(&self, release: &Release, measure: &Measure) -> Result<i64, Barred> {
        let Measure::Sum(column) = measure else { return Ok(1) };
        let then = release.snapshot.amounts.iter().find(|amount| amount.name == *column);
        let now = self.rows.micro.amounts.iter().find(|amount| amount.name == *column);
        match (then, now) {
            (Some(then), Some(now)) => scale(column, then.decimals, now.decimals),
            _ => Ok(1),
        }
    }

    fn place(&self, release: usize, columns: &[String]) -> Option<Place> {
        let mut order = Vec::with_capacity(columns.len());
        for (place, name) in columns.iter().enumerate() {
            let class = self.classes.number(name)?;
            order.push((self.versions.of[release][class]?, class, place));
        }
        order.sort_unstable();
        Some(Place { frame: Frame::new(order.iter().map(|one| one.0).collect()), order })
    }

    fn codes(&self, place: &Place, codes: &[String]) -> Option<Vec<u32>> {
        let code = |(_, class, place): &(u32, usize, usize)| self.classes.code(*class, codes.get(*place)?);
        place.order.iter().map(code).collect()
    }
}

/// Where cells of some columns are: for every column of the frame its class and its place among the names.
struct Place {
    frame: Frame,
    order: Vec<(u32, usize, usize)>,
}
