//! Writes a pattern file: a column for each family, `Total` where it is added up.

use super::Pattern;
use crate::disclosure::{
    micro::Micro,
    pack::{Pack, TOTAL},
};
use std::io::Write;

impl Pattern {
    /// Writes the cells, in their order.
    pub fn write(&self, pack: &Pack, micro: &Micro, out: impl Write) -> Result<(), csv::Error> {
        let families = pack.families();
        let of_column: Vec<Option<usize>> = micro
            .columns
            .iter()
            .map(|column| families.iter().position(|family| family.columns.contains(&column.name)))
            .collect();
        let mut rows = csv::Writer::from_writer(out);
        let names = families.iter().map(|family| family.name.as_str());
        rows.write_record(names.chain(["freq", "primary", "suppressed"]))?;
        let mark = |is: bool| if is { "TRUE" } else { "FALSE" };
        let mut codes = vec![TOTAL; families.len()];
        for row in &self.rows {
            codes.fill(TOTAL);
            for (column, code) in &row.codes {
                if let Some(family) = of_column[*column as usize] {
                    codes[family] = &micro.columns[*column as usize].codes[*code as usize];
                }
            }
            let freq = row.freq.to_string();
            let tail = [freq.as_str(), mark(row.primary), mark(row.suppressed)];
            rows.write_record(codes.iter().copied().chain(tail))?;
        }
        rows.flush()?;
        Ok(())
    }
}
