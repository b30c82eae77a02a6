//! What a pack must be before anything is counted by it.

use super::{
    TOTAL,
    hierarchies::{coarser, finest, is_related},
    read::{Written, WrittenTable, measure},
    source::Source,
};
use crate::disclosure::fault::Fault;
use std::collections::{BTreeMap, HashSet};
use toml::Spanned;

/// The columns of every file of ours; a code column of that name could not be told from them.
const OURS: [&str; 5] = ["value", "status", "freq", "primary", "suppressed"];

type Hierarchies = BTreeMap<String, Vec<String>>;

pub(super) fn pack(written: &Written, source: &Source) -> Result<(), Fault> {
    if let Some(series) = &written.series
        && (series.as_ref().trim().is_empty() || series.as_ref().contains(char::is_control))
    {
        return Err(source.fault(series, "the series has no name", "name it, such as \"half-year\""));
    }
    let hierarchies = hierarchies(written, source)?;
    if written.tables.is_empty() {
        return Err(source.at(
            None,
            "the pack has no tables",
            "add a [[tables]] with name, dimensions and measures",
        ));
    }
    let unit = written.rules.unit.as_ref().map_or("person", |unit| unit.as_ref());
    let mut names = HashSet::new();
    for table in &written.tables {
        name(&table.name, &mut names, source)?;
        dimensions(table, unit, &hierarchies, source)?;
        measures(table, source)?;
    }
    for column in written.rules.unit.iter().chain(&written.rules.homogeneity) {
        column_name(column, source)?;
    }
    Ok(())
}

fn hierarchies(written: &Written, source: &Source) -> Result<Hierarchies, Fault> {
    let mut plain = Hierarchies::new();
    for (column, to) in &written.hierarchies {
        column_name(column, source)?;
        let mut seen = HashSet::new();
        for coarser in to {
            column_name(coarser, source)?;
            if !seen.insert(coarser.as_ref()) {
                let what = format!("{} rolls up to {} twice", column.as_ref(), coarser.as_ref());
                return Err(source.fault(coarser, what, "name it once"));
            }
        }
        plain.insert(column.as_ref().clone(), to.iter().map(|name| name.as_ref().clone()).collect());
    }
    for column in written.hierarchies.keys() {
        let name = column.as_ref().as_str();
        if coarser(&plain, name).contains(&name) {
            let what = format!("the hierarchies go round in a circle: {name} rolls up to itself");
            return Err(source.fault(column, what, "let each column roll up to coarser columns only"));
        }
    }
    Ok(plain)
}

fn column_name(column: &Spanned<String>, source: &Source) -> Result<(), Fault> {
    let name = column.as_ref().as_str();
    if name == TOTAL {
        let mend = "leave it out: every column adds up to Total";
        return Err(source.fault(column, "Total is no column", mend));
    }
    if name.trim().is_empty() || name.trim() != name || name.contains(char::is_control) {
        return Err(source.fault(
            column,
            format!("{name:?} is no name of a column"),
            "write the column's name",
        ));
    }
    Ok(())
}

/// A table's name is also its file's.
fn name(name: &Spanned<String>, before: &mut HashSet<String>, source: &Source) -> Result<(), Fault> {
    let text = name.as_ref().as_str();
    let is_safe = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    if text.is_empty() || text.len() > 100 || text.starts_with('-') || !text.chars().all(is_safe) {
        let what = format!("{text:?} cannot be the name of a table and its file");
        return Err(source.fault(name, what, "use letters, digits, _ and -, such as \"by_place\""));
    }
    if text.eq_ignore_ascii_case("pattern") {
        let what = "a table called pattern would be written over pattern.csv";
        return Err(source.fault(name, what, "give it another name"));
    }
    if !before.insert(text.to_lowercase()) {
        let what = format!("there is more than one table called {text:?}");
        return Err(source.fault(name, what, "give each table a name of its own"));
    }
    Ok(())
}

fn dimensions(
    table: &WrittenTable,
    unit: &str,
    hierarchies: &Hierarchies,
    source: &Source,
) -> Result<(), Fault> {
    let name = table.name.as_ref();
    if table.dimensions.is_empty() {
        let mend = "add dimensions = [[\"Total\", \"sex\"]], one list of levels for each";
        return Err(source.fault(&table.name, format!("table {name:?} has no dimensions"), mend));
    }
    let mut elsewhere = HashSet::new();
    for dimension in &table.dimensions {
        let mut here: Vec<&str> = Vec::new();
        let mut seen = HashSet::new();
        for level in dimension.as_ref() {
            let column = level.as_ref().as_str();
            if !seen.insert(column) {
                return Err(source.fault(
                    level,
                    format!("{column:?} stands twice in a dimension"),
                    "name it once",
                ));
            }
            if column == TOTAL {
                continue;
            }
            published(level, unit, source)?;
            if elsewhere.contains(column) {
                let what = format!("{column:?} stands in two dimensions of table {name:?}");
                return Err(source.fault(level, what, "keep it in one of them"));
            }
            related(level, &here, hierarchies, source)?;
            here.push(column);
        }
        if here.is_empty() {
            let mend = "name at least one column beside Total, or take the dimension away";
            return Err(source.fault(dimension, "a dimension has no column", mend));
        }
        if finest(hierarchies, &here).is_none() {
            let what = format!("no column of the hierarchies rolls up to all of {}", here.join(", "));
            return Err(source.fault(dimension, what, "put them into dimensions of their own"));
        }
        elsewhere.extend(here);
    }
    Ok(())
}

fn published(level: &Spanned<String>, unit: &str, source: &Source) -> Result<(), Fault> {
    let column = level.as_ref().as_str();
    column_name(level, source)?;
    if OURS.contains(&column) {
        let what = format!("a column called {column:?} could not be told from ours in the files");
        return Err(source.fault(level, what, "give the column another name"));
    }
    if column == unit {
        let what = format!("{column:?} names the contributor and cannot be published");
        return Err(source.fault(level, what, "take it out of the dimensions"));
    }
    Ok(())
}

fn related(
    level: &Spanned<String>,
    others: &[&str],
    hierarchies: &Hierarchies,
    source: &Source,
) -> Result<(), Fault> {
    let column = level.as_ref().as_str();
    match others.iter().find(|other| !is_related(hierarchies, column, other)) {
        None => Ok(()),
        Some(other) => {
            let what = format!("one dimension has both {other:?} and {column:?}, which no hierarchy joins");
            let mend = format!("put {column:?} into a dimension of its own, or add it to [hierarchies]");
            Err(source.fault(level, what, mend))
        }
    }
}

fn measures(table: &WrittenTable, source: &Source) -> Result<(), Fault> {
    if table.measures.is_empty() {
        let what = format!("table {:?} has no measures", table.name.as_ref());
        return Err(source.fault(&table.name, what, "add measures = [\"count\"]"));
    }
    let mut seen = HashSet::new();
    for written in &table.measures {
        if !seen.insert(measure(written, source)?) {
            let what = format!("the measure {:?} stands twice", written.as_ref());
            return Err(source.fault(written, what, "name it once"));
        }
    }
    Ok(())
}
