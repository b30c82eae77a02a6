//! A system of published facts in three CSV files, and what each attacker can work out of it.

mod decimal;
mod expr;
mod lines;
mod read;

use super::bounds::{self, Depth};
use super::{FixedUnknowns, Verdict};
use crate::disclosure::fact::{Need, Target};
use crate::disclosure::fault::Fault;
use crate::disclosure::watch::Watch;
use decimal::plain;
use num_rational::BigRational;
use num_traits::Signed;
use read::{Aim, Book};

/// The files' texts.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    /// `vars.csv`: var, label, true_value, lower, upper, owner.
    pub vars: &'a str,
    /// `published.csv`: release, table, cell, expr, op, value.
    pub published: &'a str,
    /// `targets.csv`: attacker, expr, int.
    pub targets: &'a str,
}

/// What one attacker can work out about one expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who attacks, as written.
    pub attacker: String,
    /// What is attacked, as written.
    pub expr: String,
    /// Its least possible value, a plain decimal, or `-inf`.
    pub lo: String,
    /// Its largest possible value, a plain decimal, or `inf`.
    pub hi: String,
    /// `SAFE`, `LEAK_NARROW`, `LEAK_EXACT`, or `UNDECIDED`, which is refused.
    pub verdict: &'static str,
}

/// A count is safe when its largest and least possible values are this far apart.
const WIDTH: i64 = 3;
/// An amount is safe when it may be this many percent more and less than it is (p % rule, ESSnet Handbook 4.2).
const PERCENT: i64 = 10;

/// Works out every target.
pub fn audit(files: Files, watch: &dyn Watch) -> Result<Vec<Line>, Fault> {
    let book = Book::read(files)?;
    let mut groups: Vec<(&[u32], bool)> = book.aims.iter().map(|aim| (&aim.known[..], aim.whole)).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut lines = vec![None; book.aims.len()];
    for (known, whole) in groups {
        let system = book.system(whole)?;
        let mut fixed = FixedUnknowns::none(system.unknowns.len());
        known.iter().for_each(|&unknown| fixed.fix(unknown));
        let of_group: Vec<usize> = (0..book.aims.len())
            .filter(|&at| book.aims[at].known == known && book.aims[at].whole == whole)
            .collect();
        let aims: Vec<Target> = of_group
            .iter()
            .map(|&at| Ok(Target { terms: book.terms(&book.aims[at])?.0, need: Need::Width(WIDTH) }))
            .collect::<Result<_, Fault>>()?;
        let findings = bounds::all(&system, &fixed, &aims, Depth::Ends, watch);
        for ((at, target), finding) in of_group.into_iter().zip(&aims).zip(findings) {
            let aim = &book.aims[at];
            let unit = BigRational::from_integer(10i64.pow(book.terms(aim)?.1).into());
            let truth = bounds::truth(&system, target) / &unit;
            let ends = [finding.lo.map(|lo| lo / &unit), finding.hi.map(|hi| hi / &unit)];
            let verdict = match finding.verdict {
                _ if !finding.exact_bounds => "UNDECIDED",
                Verdict::LeakExact => "LEAK_EXACT",
                _ => verdict(aim, &truth, &ends),
            };
            lines[at] = Some(line(aim, ends, verdict));
        }
    }
    Ok(lines.into_iter().flatten().collect())
}

fn line(aim: &Aim, [lo, hi]: [Option<BigRational>; 2], verdict: &'static str) -> Line {
    let (lo, hi) = (lo.map(|lo| plain(&(lo + &aim.rest))), hi.map(|hi| plain(&(hi + &aim.rest))));
    Line {
        attacker: aim.attacker.clone(),
        expr: aim.expr.clone(),
        lo: lo.unwrap_or_else(|| "-inf".to_owned()),
        hi: hi.unwrap_or_else(|| "inf".to_owned()),
        verdict,
    }
}

fn verdict(aim: &Aim, truth: &BigRational, [lo, hi]: &[Option<BigRational>; 2]) -> &'static str {
    let room = match aim.whole {
        true => lo
            .as_ref()
            .zip(hi.as_ref())
            .is_none_or(|(lo, hi)| hi - lo >= BigRational::from_integer(WIDTH.into())),
        false => {
            let part = (truth + &aim.rest).abs() * BigRational::new(PERCENT.into(), 100.into());
            hi.as_ref().is_none_or(|hi| *hi >= truth + &part)
                && lo.as_ref().is_none_or(|lo| *lo <= truth - &part)
        }
    };
    match lo.as_ref().zip(hi.as_ref()) {
        Some((lo, hi)) if lo == hi => "LEAK_EXACT",
        _ if room => "SAFE",
        _ => "LEAK_NARROW",
    }
}

/// The lines as CSV, with a header.
pub fn written(lines: &[Line]) -> String {
    let mut text = String::from("attacker,expr,lo,hi,verdict\n");
    for Line { attacker, expr, lo, hi, verdict } in lines {
        text.push_str(&format!("{attacker},{expr},{lo},{hi},{verdict}\n"));
    }
    text
}

#[cfg(test)]
mod tests;
