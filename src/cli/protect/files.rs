//! What a release is written as: a table for anybody, the pattern and the proof for the house.
use super::folder::{PROOF, Written};
use crate::{
    cli::Failure,
    disclosure::{Status, engine::Release, micro::Micro, pack::Pack, proof::Proof, tables::SafeTable},
};
use serde::Serialize;

/// The proof as it is kept: it names the files it is about.
#[derive(Serialize)]
struct Kept<'a> {
    files: Vec<&'a str>,
    #[serde(flatten)]
    proof: &'a Proof,
}

/// All files of a release.
pub(super) fn of(release: &Release, pack: &Pack, micro: &Micro) -> Result<Vec<Written>, Failure> {
    let mut files = Vec::new();
    for table in &release.tables {
        let content = csv_of(table).map_err(unwritten)?;
        files.push(Written { name: format!("{}.csv", table.name()), content });
    }
    let mut pattern = Vec::new();
    release.pattern.write(pack, micro, &mut pattern).map_err(unwritten)?;
    files.push(Written { name: "pattern.csv".to_owned(), content: pattern });
    let names = files.iter().map(|file| file.name.as_str()).collect();
    let mut content = serde_json::to_vec(&Kept { files: names, proof: &release.proof }).map_err(unwritten)?;
    content.push(b'\n');
    files.push(Written { name: PROOF.to_owned(), content });
    Ok(files)
}

/// Dimension columns, `value` and `status`; between them `measure` where a cell says several things.
fn csv_of(table: &SafeTable) -> Result<Vec<u8>, csv::Error> {
    let several = table.measures().len() > 1;
    let mut rows = csv::Writer::from_writer(Vec::new());
    let measure = several.then_some("measure");
    let dimensions = table.dimensions().iter().map(String::as_str);
    rows.write_record(dimensions.chain(measure).chain(["value", "status"]))?;
    for row in table.rows() {
        for (at, measure) in table.measures().iter().enumerate() {
            let value = row.values().map(|values| values[at].to_string()).unwrap_or_default();
            let status = if row.values().is_some() { Status::Ok } else { Status::Suppressed };
            let measure = several.then_some(measure.as_str());
            let codes = row.codes().iter().map(String::as_str);
            rows.write_record(codes.chain(measure).chain([value.as_str(), status.code()]))?;
        }
    }
    rows.into_inner().map_err(|error| error.into_error().into())
}

fn unwritten(error: impl std::error::Error) -> Failure {
    Failure::ours(format!("the files cannot be made: {error}"))
}
