//! Reads a code list that is built into the program. A list that cannot be read is a fault in the
//! program, found by its tests, so reading never fails quietly.

use serde::{Deserialize, Deserializer, de::Error};

/// The rows of a built-in list. They live as long as the program, so codes and names are plain `&'static str`.
pub fn rows<Row: Deserialize<'static>>(csv: &'static str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let head = reader.headers().expect("a code list has a head").clone();
    let records: Vec<csv::StringRecord> = reader
        .records()
        .map(|record| record.expect("every row of a code list has all its columns"))
        .collect();
    let head: &'static csv::StringRecord = Box::leak(Box::new(head));
    let records: &'static [csv::StringRecord] = records.leak();
    records
        .iter()
        .map(|record| record.deserialize(Some(head)).expect("every row of a code list fits its noun"))
        .collect()
}

/// A column that is `1` for yes and `0` for no.
pub fn flag<'de, D: Deserializer<'de>>(column: D) -> Result<bool, D::Error> {
    match <&str>::deserialize(column)? {
        "1" => Ok(true),
        "0" => Ok(false),
        _ => Err(D::Error::custom("neither 1 nor 0")),
    }
}

/// An everyday name and the code it stands for.
#[derive(Deserialize)]
pub struct Alias {
    /// The name as offices write it.
    pub name: &'static str,
    /// The code it stands for.
    #[serde(alias = "alpha2", alias = "bcp47")]
    pub code: &'static str,
}
