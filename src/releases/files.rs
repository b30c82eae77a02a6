//! The files of a release, made of safe tables only.
use super::{Definition, words::word};
use crate::{
    clock::{local_day, local_time},
    disclosure::Safe,
    exports::{Word, csv, xlsx},
    indicators::Indicator,
    locales::{Args, Locale},
};
use anyhow::Context;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Files for Swedish authorities are written in Swedish, whoever asks for them.
const LOCALE: Locale = Locale::Swedish;

/// The name of the list of checksums.
pub(super) const MANIFEST: &str = "manifest.json";

/// One file ready to be frozen.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub name: String,
    pub media_type: &'static str,
    pub sha256: String,
    pub content: Vec<u8>,
}

impl Made {
    fn new(name: String, media_type: &'static str, content: Vec<u8>) -> Self {
        Self { name, media_type, sha256: sha256(&content), content }
    }
}

/// What a release is about, for its cover.
#[derive(Clone, Debug)]
pub(super) struct Cover<'a> {
    pub definition: &'a Definition,
    pub programme: &'a str,
    pub diary_number: &'a str,
    pub recipient: &'a str,
    pub period: String,
    pub version: i64,
    pub cut_off: DateTime<Utc>,
    pub predecessor: Option<&'a str>,
}

/// One CSV file per table.
pub(super) fn tables(tables: &[Safe]) -> anyhow::Result<Vec<Made>> {
    let words = |text: Word| word(LOCALE, text);
    tables
        .iter()
        .map(|table| {
            let mut content = Vec::new();
            csv::write(table, &words, &mut content).context("writing a table")?;
            Ok(Made::new(format!("{}.csv", table.name()), "text/csv; charset=utf-8", content))
        })
        .collect()
}

/// The same tables as one workbook.
pub(super) fn workbook(tables: &[Safe], cover: &Cover) -> anyhow::Result<Made> {
    let words = |text: Word| word(LOCALE, text);
    let definitions = tables.iter().filter_map(|table| {
        let indicator = Indicator::from_code(table.name())?;
        Some((indicator.code().to_owned(), LOCALE.say(&indicator.definition_key())))
    });
    let threshold = Args::default().number("threshold", cover.definition.threshold);
    let about = xlsx::About {
        title: cover.programme.to_owned(),
        period: cover.period.clone(),
        organisation: cover.recipient.to_owned(),
        produced_at: local_day(cover.cut_off).and_time(local_time(cover.cut_off)),
        definitions: definitions.collect(),
        notes: vec![
            LOCALE.say_with("layout-hidden-cell-why", &threshold),
            LOCALE.say("releases-note-firms"),
            LOCALE.say("releases-note-organisations"),
        ],
    };
    let content = xlsx::write(tables, &about, &words).context("writing the workbook")?;
    let name = format!("{}-{}-v{}.xlsx", cover.definition.name, cover.period, cover.version);
    Ok(Made::new(name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", content))
}

#[derive(Serialize)]
struct Manifest<'a> {
    release: &'a str,
    programme: &'a str,
    diary_number: &'a str,
    recipient: &'a str,
    period: &'a str,
    version: i64,
    cut_off: DateTime<Utc>,
    threshold: i64,
    predecessor_sha256: Option<&'a str>,
    files: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    bytes: usize,
    sha256: &'a str,
}

/// The list of all files with their checksums. Its own checksum seals the release.
pub(super) fn manifest(files: &[Made], cover: &Cover) -> anyhow::Result<Made> {
    let manifest = Manifest {
        release: &cover.definition.name,
        programme: cover.programme,
        diary_number: cover.diary_number,
        recipient: cover.recipient,
        period: &cover.period,
        version: cover.version,
        cut_off: cover.cut_off,
        threshold: cover.definition.threshold,
        predecessor_sha256: cover.predecessor,
        files: files
            .iter()
            .map(|file| Listed { name: &file.name, bytes: file.content.len(), sha256: &file.sha256 })
            .collect(),
    };
    let mut content = serde_json::to_vec_pretty(&manifest)?;
    content.push(b'\n');
    Ok(Made::new(MANIFEST.into(), "application/json", content))
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
