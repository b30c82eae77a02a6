//! Columns as each release had them: one for as long as no case's code in it changes, and another before that.

use super::{classes::Classes, lives::Lives};
use crate::disclosure::{cells::BLANK, micro::Column};

/// The columns of all releases.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// The columns as they are now, by the number of their class, then older versions. A case that is in none of a
    /// column's releases is [`BLANK`] there.
    pub columns: Vec<Column>,
    /// For every release and class its column.
    pub of: Vec<Vec<Option<u32>>>,
}

impl Versions {
    pub fn of(classes: &Classes, lives: &Lives) -> Self {
        let releases = classes.rows.len();
        let mut versions = Self { columns: Vec::new(), of: vec![vec![None; classes.names.len()]; releases] };
        let mut older = Vec::new();
        for class in 0..classes.names.len() {
            let mut named = classes.names[class].clone();
            let mut number = class;
            let mut codes = vec![BLANK; lives.len()];
            let mut done = Vec::new();
            for release in (0..releases).rev().filter(|release| classes.rows[*release][class].is_some()) {
                if disagrees(classes, lives, release, class, &codes) {
                    let before = free_name(classes, &classes.names[class], release);
                    done.push((std::mem::replace(&mut named, before), std::mem::take(&mut codes)));
                    number = classes.names.len() + older.len() + done.len() - 1;
                    codes = vec![BLANK; lives.len()];
                }
                fill(classes, lives, release, class, &mut codes);
                versions.of[release][class] = Some(number as u32);
            }
            done.push((named, codes));
            let mut done = done.into_iter().map(|(name, rows)| Column {
                name,
                codes: classes.codes[class].clone(),
                rows,
            });
            versions.columns.extend(done.next());
            older.extend(done);
        }
        versions.columns.extend(older);
        versions
    }
}

fn disagrees(classes: &Classes, lives: &Lives, release: usize, class: usize, codes: &[u32]) -> bool {
    codes.iter().enumerate().filter(|(_, code)| **code != BLANK).any(|(case, code)| {
        let before = lives.code(classes, release, class, case);
        before != BLANK && before != *code
    })
}

fn fill(classes: &Classes, lives: &Lives, release: usize, class: usize, codes: &mut [u32]) {
    for (case, code) in codes.iter_mut().enumerate().filter(|(_, code)| **code == BLANK) {
        *code = lives.code(classes, release, class, case);
    }
}

/// The name of a column as a release had it, that no column of the data has.
fn free_name(classes: &Classes, name: &str, release: usize) -> String {
    let mut name = format!("{name}@{}", release + 1);
    while classes.number(&name).is_some() {
        name.push('@');
    }
    name
}
