//! A release as a file: lines of JSON that can be read by eye, the last of them the SHA-256 of those before it.

use super::{
    release::{Hidden, Printed, Release, Rounded},
    secret::{Name, Secret, sha256},
    snapshot::{Codes, Snapshot, Sums},
};
use crate::disclosure::pack::{Rules, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which way of writing this is.
const FORMAT: u32 = 1;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Release(Box<First>),
    Printed(Printed),
    Secret(Hidden),
    /// Only in a release that was rounded.
    Rounded(Rounded),
    Cases(Vec<Name>),
    Persons(Vec<Name>),
    Owners(Vec<u32>),
    Column(Codes),
    Amount(Sums),
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct First {
    format: u32,
    pub(super) number: u32,
    /// The SHA-256 of the file before it.
    pub(super) previous: String,
    /// Which secret its names are made with.
    pub(super) secret: String,
    series: String,
    rules: Rules,
    hierarchies: BTreeMap<String, Vec<String>>,
    code_lists: String,
    tables: Vec<Table>,
}

pub(super) fn write(release: &Release, previous: &str, secret: &Secret) -> Vec<u8> {
    let first = First {
        format: FORMAT,
        number: release.number,
        previous: previous.to_owned(),
        secret: secret.mark(),
        series: release.series.clone(),
        rules: release.rules.clone(),
        hierarchies: release.hierarchies.clone(),
        code_lists: release.code_lists.clone(),
        tables: release.tables.clone(),
    };
    let mut out = Vec::new();
    line(&mut out, "release", &first);
    release.printed.iter().for_each(|printed| line(&mut out, "printed", printed));
    release.secrets.iter().for_each(|hidden| line(&mut out, "secret", hidden));
    release.rounded.iter().for_each(|rounded| line(&mut out, "rounded", rounded));
    let rows = &release.snapshot;
    if !rows.cases.is_empty() {
        line(&mut out, "cases", &rows.cases);
    }
    line(&mut out, "persons", &rows.persons);
    line(&mut out, "owners", &rows.owners);
    rows.columns.iter().for_each(|column| line(&mut out, "column", column));
    rows.amounts.iter().for_each(|amount| line(&mut out, "amount", amount));
    let end = sha256(&out);
    line(&mut out, "sha256", &end);
    out
}

fn line(out: &mut Vec<u8>, name: &str, value: &impl Serialize) {
    out.extend_from_slice(format!("{{\"{name}\":").as_bytes());
    serde_json::to_writer(&mut *out, value).expect("a vector takes what is written to it");
    out.extend_from_slice(b"}\n");
}

/// The lines before the last one, if the last one vouches for them.
pub(super) fn vouched(bytes: &[u8]) -> Option<&[u8]> {
    let length = "{\"sha256\":\"\"}\n".len() + 64;
    let (lines, end) = bytes.split_at_checked(bytes.len().checked_sub(length)?)?;
    let mut wanted = Vec::new();
    line(&mut wanted, "sha256", &sha256(lines));
    (end == wanted).then_some(lines)
}

/// Reads vouched lines; the error is a line, from one, and what is wrong with it.
pub(super) fn read(lines: &[u8]) -> Result<(First, Release), (u64, String)> {
    let mut first: Option<First> = None;
    let (mut printed, mut secrets) = (Vec::new(), Vec::new());
    let (mut rounded, mut snapshot) = (None, Snapshot::default());
    let mut number = 0;
    for bytes in lines.split_inclusive(|byte| *byte == b'\n') {
        number += 1;
        match serde_json::from_slice(bytes).map_err(|error| (number, error.to_string()))? {
            Line::Release(one) if number == 1 && one.format == FORMAT => first = Some(*one),
            Line::Release(_) => return Err((number, "it is of an unknown format".to_owned())),
            Line::Printed(one) => printed.push(one),
            Line::Secret(one) => secrets.push(one),
            Line::Rounded(one) => rounded = Some(one),
            Line::Cases(cases) => snapshot.cases = cases,
            Line::Persons(persons) => snapshot.persons = persons,
            Line::Owners(owners) => snapshot.owners = owners,
            Line::Column(column) => snapshot.columns.push(column),
            Line::Amount(amount) => snapshot.amounts.push(amount),
        }
    }
    let first = first.ok_or_else(|| (1, "it does not say which release it is".to_owned()))?;
    if !snapshot.is_whole() {
        return Err((number, "its rows do not fit together".to_owned()));
    }
    let of = first.clone();
    let release = Release {
        number: of.number,
        series: of.series,
        rules: of.rules,
        hierarchies: of.hierarchies,
        code_lists: of.code_lists,
        tables: of.tables,
        printed,
        secrets,
        rounded,
        snapshot,
    };
    Ok((first, release))
}
