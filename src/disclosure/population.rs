//! Raw tables of the same contributors as the engine's pack and rows: a count and the sums that follow it are one table,
//! so that each of its cells has one status.
//!
//! Tables of different contributors have no sum in common: they are protected each for itself.

use super::{
    Dimension, Refusal, Rules, Safe,
    engine::Refused,
    micro::{Amount, Column, Micro},
    pack::{Measure, Method, Money, Pack, Rules as PackRules, Table, Zeros},
    raw::{self, Entry, Raw},
    tables::SafeTable,
};
use std::collections::{BTreeMap, BTreeSet};

/// Fewest owners behind a sum, and how well the largest one's part may be known, in percent (Handbook 4.2: 3 and 10).
const OWNERS: u32 = 3;
const P_PERCENT: u32 = 10;

/// The column that names a contributor.
const UNIT: &str = "contributor";

/// Tables that have the same contributors: the first is a count or stands alone, the others follow it.
pub(super) struct Population {
    tables: Vec<Raw>,
}

/// Which population a table is in, and which of its tables it is.
pub(super) type Place = (usize, usize);

/// The raw tables by population, in the order of the first of each; and for every table where it went.
pub(super) fn of(raws: Vec<Raw>) -> Result<(Vec<Population>, Vec<Place>), Refusal> {
    let heads: Vec<String> =
        raws.iter().filter(|raw| raw.counted_by.is_none()).map(|raw| raw.name.clone()).collect();
    let mut populations: Vec<Population> = heads.iter().map(|_| Population { tables: Vec::new() }).collect();
    let (own, following): (Vec<_>, Vec<_>) =
        raws.into_iter().enumerate().partition(|(_, raw)| raw.counted_by.is_none());
    let mut places = BTreeMap::new();
    for (number, (place, raw)) in own.into_iter().enumerate() {
        places.insert(place, (number, 0));
        populations[number].tables.push(raw);
    }
    for (place, raw) in following {
        let count = raw.counted_by.clone().unwrap_or_default();
        let missing = || Refusal::CountMissing { table: raw.name.clone(), count: count.clone() };
        let number = heads.iter().position(|head| *head == count).ok_or_else(missing)?;
        let head = &populations[number].tables[0];
        if head.measure != raw::Measure::Count {
            return Err(missing());
        }
        if (&head.dimensions, &head.crossed) != (&raw.dimensions, &raw.crossed) {
            return Err(Refusal::OtherDimensions { table: raw.name.clone(), count });
        }
        places.insert(place, (number, populations[number].tables.len()));
        populations[number].tables.push(raw);
    }
    Ok((populations, places.into_values().collect()))
}

impl Population {
    /// The name of the table that the others follow.
    pub fn name(&self) -> &str {
        &self.tables[0].name
    }

    fn dimensions(&self) -> &[Dimension] {
        &self.tables[0].dimensions
    }

    fn sums(&self) -> impl Iterator<Item = &Raw> {
        self.tables.iter().filter(|raw| raw.measure != raw::Measure::Count)
    }

    /// What is asked of the engine.
    pub fn pack(&self, rules: &Rules, series: &str) -> Pack {
        let levels = |at: &usize| vec![None, Some(self.dimensions()[*at].name().to_owned())];
        let measure = |raw: &Raw| match raw.measure {
            raw::Measure::Count => Measure::Count,
            raw::Measure::Sum { .. } => Measure::Sum(raw.name.clone()),
        };
        let largest = rules.largest_share.map(|percent| Money {
            owners: OWNERS,
            p_percent: P_PERCENT,
            largest: percent.into(),
        });
        Pack {
            rules: PackRules {
                method: Method::Suppress,
                threshold: rules.threshold,
                unit: UNIT.to_owned(),
                zeros: Zeros::Publish,
                width: rules.width,
                insiders: true,
                homogeneity: Vec::new(),
                money: largest.filter(|_| self.sums().next().is_some()),
            },
            hierarchies: BTreeMap::new(),
            tables: (1..)
                .zip(&self.tables[0].crossed)
                .map(|(number, crossed)| Table {
                    name: format!("{}-{number}", self.name()),
                    dimensions: crossed.iter().map(levels).collect(),
                    measures: self.tables.iter().map(measure).collect(),
                })
                .collect(),
            series: series.to_owned(),
        }
    }

    /// The rows: one a contributor for a count, with what she adds to the sums that follow it; else one an entry.
    /// `occasion` sets them apart from the same contributors' rows on another.
    pub fn micro(&self, occasion: &str) -> Result<Micro, Refusal> {
        let rows = match self.tables[0].measure {
            raw::Measure::Count => self.counted()?,
            raw::Measure::Sum { .. } => self.tables[0].entries.iter().map(Row::of).collect(),
        };
        let people: BTreeSet<i64> = rows.iter().map(|row| row.person).collect();
        let names = people.iter().map(i64::to_string).collect();
        let numbers: BTreeMap<i64, u32> = people.into_iter().zip(0..).collect();
        let persons: Vec<u32> = rows.iter().map(|row| numbers[&row.person]).collect();
        let amount = |(at, raw): (usize, &Raw)| Amount {
            name: raw.name.clone(),
            decimals: raw.decimals(),
            rows: rows.iter().map(|row| row.values[at]).collect(),
        };
        Ok(Micro {
            columns: self.dimensions().iter().enumerate().map(|(at, one)| column(one, at, &rows)).collect(),
            owners: persons.clone(),
            amounts: self.sums().enumerate().map(amount).collect(),
            cases: cases(&rows, occasion),
            persons,
            names,
        })
    }

    fn counted(&self) -> Result<Vec<Row>, Refusal> {
        let count = &self.tables[0];
        let mut rows: BTreeMap<i64, Row> = BTreeMap::new();
        for entry in &count.entries {
            let new = || Row { values: vec![0; self.tables.len() - 1], ..Row::of(entry) };
            if rows.entry(entry.person).or_insert_with(new).positions != entry.positions {
                return Err(Refusal::CountedTwice { table: count.name.clone() });
            }
        }
        for (at, sum) in self.tables[1..].iter().enumerate() {
            for entry in &sum.entries {
                let row = rows.get_mut(&entry.person).filter(|row| row.positions == entry.positions);
                let row = row.ok_or_else(|| Refusal::NotCounted {
                    table: sum.name.clone(),
                    count: count.name.clone(),
                })?;
                row.values[at] += entry.value;
            }
        }
        Ok(rows.into_values().collect())
    }

    /// The safe tables, in the order of the raw ones.
    pub fn safe(self, protected: &[SafeTable]) -> Vec<Safe> {
        self.tables.into_iter().enumerate().map(|(measure, raw)| Safe::new(raw, protected, measure)).collect()
    }

    /// The engine's refusal as one of this table.
    pub fn refusal(&self, refused: Refused) -> Refusal {
        let table = self.name().to_owned();
        match refused {
            Refused::Leaks(leaks) => Refusal::Leaks { table, leaks },
            Refused::Past(why) => Refusal::Past { table, why },
            Refused::Method(why) => Refusal::Method { table, why },
            Refused::Stopped => Refusal::Stopped,
        }
    }
}

struct Row {
    person: i64,
    positions: Vec<u16>,
    values: Vec<i64>,
}

impl Row {
    fn of(entry: &Entry) -> Self {
        Self { person: entry.person, positions: entry.positions.clone(), values: vec![entry.value] }
    }
}

/// A dimension as a column: the codes that occur, sorted, and the number of each row's.
fn column(dimension: &Dimension, at: usize, rows: &[Row]) -> Column {
    let code = |row: &Row| dimension.levels()[row.positions[at] as usize].code.as_str();
    let codes: BTreeSet<&str> = rows.iter().map(code).collect();
    let numbers: BTreeMap<&str, u32> = codes.iter().copied().zip(0..).collect();
    Column {
        name: dimension.name().to_owned(),
        rows: rows.iter().map(|row| numbers[code(row)]).collect(),
        codes: codes.into_iter().map(str::to_owned).collect(),
    }
}

/// A name for every row that later releases know it by: its contributor, and which of her rows it is.
fn cases(rows: &[Row], occasion: &str) -> Vec<String> {
    let mut seen: BTreeMap<i64, u32> = BTreeMap::new();
    let mut name = |row: &Row| {
        let nth = seen.entry(row.person).or_default();
        *nth += 1;
        format!("{occasion}/{}/{nth}", row.person)
    };
    rows.iter().map(&mut name).collect()
}
