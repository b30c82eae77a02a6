//! A pack as it is written in TOML, and the defaults of what is left out.

use super::{Measure, Method, Money, Pack, Rules, TOTAL, Table, Zeros, check, source::Source};
use crate::disclosure::fault::Fault;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) series: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) rules: WrittenRules,
    #[serde(default)]
    pub(super) hierarchies: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    #[serde(default)]
    pub(super) tables: Vec<WrittenTable>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenRules {
    method: Option<Spanned<String>>,
    threshold: Option<Spanned<u32>>,
    pub(super) unit: Option<Spanned<String>>,
    zeros: Option<Spanned<String>>,
    width: Option<u32>,
    insiders: Option<bool>,
    #[serde(default)]
    pub(super) homogeneity: Vec<Spanned<String>>,
    money: Option<Spanned<WrittenMoney>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMoney {
    owners: Option<u32>,
    p_percent: Option<u32>,
    largest: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenTable {
    pub(super) name: Spanned<String>,
    #[serde(default)]
    pub(super) dimensions: Vec<Spanned<Vec<Spanned<String>>>>,
    #[serde(default)]
    pub(super) measures: Vec<Spanned<String>>,
}

impl Pack {
    /// Reads a pack. `series` names its series of releases when the text does not.
    pub fn read(text: &str, file: &str, series: &str) -> Result<Pack, Fault> {
        let source = Source { text, file };
        let written: Written = toml::from_str(text).map_err(|error| source.misread(&error))?;
        check::pack(&written, &source)?;
        let tables = tables(&written, &source)?;
        let sums =
            tables.iter().flat_map(|table| &table.measures).any(|measure| matches!(measure, Measure::Sum(_)));
        let plain = |name: &Spanned<String>| name.as_ref().clone();
        let hierarchies = written
            .hierarchies
            .iter()
            .map(|(column, to)| (plain(column), to.iter().map(plain).collect()))
            .collect();
        Ok(Pack {
            rules: rules(&written.rules, sums, &source)?,
            hierarchies,
            tables,
            series: written.series.as_ref().map_or_else(|| series.to_owned(), plain),
        })
    }
}

fn rules(written: &WrittenRules, sums: bool, source: &Source) -> Result<Rules, Fault> {
    Ok(Rules {
        method: match &written.method {
            None => Method::Suppress,
            Some(method) => match method.as_ref().as_str() {
                "suppress" => Method::Suppress,
                "cell-key" => Method::CellKey,
                "round" => Method::Round,
                other => {
                    let what = format!("there is no method {other:?}");
                    return Err(source.fault(method, what, "write \"suppress\", \"cell-key\" or \"round\""));
                }
            },
        },
        threshold: match &written.threshold {
            None => 5,
            Some(threshold) if *threshold.as_ref() == 0 => {
                let mend = "write the fewest persons behind a published figure, such as 5";
                return Err(source.fault(threshold, "a threshold of 0 protects nobody", mend));
            }
            Some(threshold) => *threshold.as_ref(),
        },
        unit: written.unit.as_ref().map_or_else(|| "person".to_owned(), |unit| unit.as_ref().clone()),
        zeros: match &written.zeros {
            None => Zeros::Publish,
            Some(zeros) => match zeros.as_ref().as_str() {
                "publish" => Zeros::Publish,
                "protect" => Zeros::Protect,
                other => {
                    let what = format!("zeros cannot be {other:?}");
                    return Err(source.fault(zeros, what, "write \"publish\" or \"protect\""));
                }
            },
        },
        width: written.width.unwrap_or(3),
        insiders: written.insiders.unwrap_or(true),
        homogeneity: written.homogeneity.iter().map(|column| column.as_ref().clone()).collect(),
        money: if sums { Some(money(written.money.as_ref(), source)?) } else { None },
    })
}

/// Three owners, 10 per cent and 80 per cent unless said otherwise.
fn money(written: Option<&Spanned<WrittenMoney>>, source: &Source) -> Result<Money, Fault> {
    let usual = Money { owners: 3, p_percent: 10, largest: 80 };
    let Some(at) = written else { return Ok(usual) };
    let WrittenMoney { owners, p_percent, largest } = at.as_ref();
    let money = Money {
        owners: owners.unwrap_or(usual.owners),
        p_percent: p_percent.unwrap_or(usual.p_percent),
        largest: largest.unwrap_or(usual.largest),
    };
    let wrong = if money.owners == 0 {
        "0 owners protect nobody"
    } else if money.p_percent > 100 {
        "p_percent is more than 100"
    } else if money.largest == 0 || money.largest > 100 {
        "largest is no share from 1 to 100 per cent"
    } else {
        return Ok(money);
    };
    Err(source.fault(at, wrong, "write it as { owners = 3, p_percent = 10, largest = 80 }"))
}

fn tables(written: &Written, source: &Source) -> Result<Vec<Table>, Fault> {
    let level = |name: &Spanned<String>| (name.as_ref() != TOTAL).then(|| name.as_ref().clone());
    let table = |table: &WrittenTable| {
        Ok(Table {
            name: table.name.as_ref().clone(),
            dimensions: table.dimensions.iter().map(|d| d.as_ref().iter().map(level).collect()).collect(),
            measures: table
                .measures
                .iter()
                .map(|measure| self::measure(measure, source))
                .collect::<Result<_, _>>()?,
        })
    };
    written.tables.iter().map(table).collect()
}

pub(super) fn measure(written: &Spanned<String>, source: &Source) -> Result<Measure, Fault> {
    match written.as_ref().as_str() {
        "count" => Ok(Measure::Count),
        "persons" => Ok(Measure::Persons),
        other => match other.strip_prefix("sum:").map(str::trim) {
            Some(column) if !column.is_empty() => Ok(Measure::Sum(column.to_owned())),
            _ => {
                let what = format!("there is no measure {other:?}");
                Err(source.fault(
                    written,
                    what,
                    "write \"count\", \"persons\" or \"sum:\" and a column's name",
                ))
            }
        },
    }
}
