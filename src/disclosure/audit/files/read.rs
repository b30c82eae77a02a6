//! The three files as variables, facts and targets; what is wrong with them, with file and line.

use super::Files;
use super::decimal::Decimal;
use super::expr::{self, Sum};
use super::lines::{Record, fault, records};
use crate::disclosure::fact::{Fact, System, Unknown};
use crate::disclosure::fault::Fault;
use num_rational::BigRational;
use num_traits::Zero;
use std::collections::{BTreeSet, HashMap};

/// What the files say.
pub(super) struct Book {
    variables: Vec<Variable>,
    facts: Vec<Published>,
    pub aims: Vec<Aim>,
    /// How many decimals the amounts have.
    decimals: u32,
}

struct Variable {
    line: u64,
    truth: Decimal,
    lower: Option<Decimal>,
    upper: Option<Decimal>,
    owner: Option<u32>,
    /// Whether it is an amount: its value has decimals, or a target says so.
    amount: bool,
}

struct Published {
    line: u64,
    sum: Sum,
    op: Op,
    value: Decimal,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Op {
    Equal,
    Least,
    Most,
}

/// A target.
pub(super) struct Aim {
    pub attacker: String,
    pub expr: String,
    /// Whether it counts something.
    pub whole: bool,
    /// The variables the attacker knows.
    pub known: Vec<u32>,
    /// What the expression adds to the variables.
    pub rest: BigRational,
    line: u64,
    sum: Sum,
}

const VARS: &str = "vars.csv";
const PUBLISHED: &str = "published.csv";
const TARGETS: &str = "targets.csv";

impl Book {
    pub fn read(files: Files) -> Result<Self, Fault> {
        let (variables, names) = variables(files.vars)?;
        let facts = facts(files.published, &names)?;
        let aims = aims(files.targets, &names, &variables)?;
        let mut book = Self { variables, facts, aims, decimals: 0 };
        for aim in book.aims.iter().filter(|aim| !aim.whole) {
            aim.sum.terms.keys().for_each(|&number| book.variables[number as usize].amount = true);
        }
        book.check_whole()?;
        book.decimals = book.variables.iter().map(Variable::decimals).max().unwrap_or(0);
        Ok(book)
    }

    fn check_whole(&self) -> Result<(), Fault> {
        for aim in self.aims.iter().filter(|aim| aim.whole) {
            let parts = aim.sum.terms.keys().map(|&number| &self.variables[number as usize]);
            if parts.clone().any(|variable| variable.truth.decimals > 0) {
                let what = format!("{:?} is said to be whole, but a variable in it is not", aim.expr);
                return Err(fault(TARGETS, aim.line, what, "write int = 0"));
            }
        }
        Ok(())
    }

    fn decimals_of(&self, number: u32, whole: bool) -> u32 {
        if whole && !self.variables[number as usize].amount { 0 } else { self.decimals }
    }

    /// The system as it is when counts are whole, or when nothing is.
    pub fn system(&self, whole: bool) -> Result<System, Fault> {
        let mut system = System::default();
        for (number, variable) in (0u32..).zip(&self.variables) {
            let decimals = self.decimals_of(number, whole);
            system.unknowns.push(variable.unknown(decimals, whole && !variable.amount)?);
        }
        for (number, published) in (0u32..).zip(&self.facts) {
            let fact = self.fact(number, published, whole)?;
            let sum = |terms: &[(u32, i64)]| -> i128 {
                let truth = |unknown: u32| i128::from(system.unknowns[unknown as usize].truth);
                terms.iter().map(|&(unknown, times)| truth(unknown) * i128::from(times)).sum()
            };
            let value = sum(&fact.terms);
            if fact.lo.is_some_and(|lo| value < lo.into()) || fact.hi.is_some_and(|hi| value > hi.into()) {
                let mend = "correct the value or true_value in vars.csv";
                return Err(fault(PUBLISHED, published.line, "the true values contradict the fact", mend));
            }
            system.facts.push(fact);
        }
        Ok(system)
    }

    fn fact(&self, number: u32, published: &Published, whole: bool) -> Result<Fact, Fault> {
        let rest = published.sum.rest.unwrap_or(Decimal { digits: 0, decimals: 0 });
        let least = published.value.decimals.max(rest.decimals);
        let wide = || fault(PUBLISHED, published.line, "a number has too many digits", "round it");
        let (terms, decimals) = self.scaled(&published.sum, whole, least).ok_or_else(wide)?;
        let value = published
            .value
            .at(decimals)
            .zip(rest.at(decimals))
            .and_then(|(value, rest)| value.checked_sub(rest));
        let value = value.ok_or_else(wide)?;
        let (lo, hi) = match published.op {
            Op::Equal => (Some(value), Some(value)),
            Op::Least => (Some(value), None),
            Op::Most => (None, Some(value)),
        };
        Ok(Fact { terms, lo, hi, said: number })
    }

    /// The sum in whole numbers of 10^-decimals, with at least so many decimals.
    fn scaled(&self, sum: &Sum, whole: bool, least: u32) -> Option<(Vec<(u32, i64)>, u32)> {
        let of = |(&number, times): (&u32, &Decimal)| self.decimals_of(number, whole) + times.decimals;
        let decimals = sum.terms.iter().map(of).max().unwrap_or(0).max(least);
        let term = |(&number, times): (&u32, &Decimal)| {
            Some((number, times.at(decimals - self.decimals_of(number, whole))?))
        };
        let terms: Vec<_> = sum.terms.iter().map(term).collect::<Option<_>>()?;
        Some((terms.into_iter().filter(|term| term.1 != 0).collect(), decimals))
    }

    /// A target in whole numbers of 10^-decimals, and how many decimals.
    pub fn terms(&self, aim: &Aim) -> Result<(Vec<(u32, i64)>, u32), Fault> {
        let wide = || fault(TARGETS, aim.line, "a number has too many digits", "round it");
        self.scaled(&aim.sum, aim.whole, 0).ok_or_else(wide)
    }
}

impl Variable {
    fn decimals(&self) -> u32 {
        [Some(self.truth), self.lower, self.upper]
            .into_iter()
            .flatten()
            .map(|value| value.decimals)
            .max()
            .unwrap_or(0)
    }

    fn unknown(&self, decimals: u32, whole: bool) -> Result<Unknown, Fault> {
        let wide = || fault(VARS, self.line, "a number has too many digits", "round it");
        let at = |value: Decimal, up: bool| match whole && value.decimals > 0 {
            true => {
                let one = 10i64.checked_pow(value.decimals)?;
                Some(value.digits.div_euclid(one) + i64::from(up))
            }
            false => value.at(decimals),
        };
        let lower = self.lower.map(|lower| at(lower, true).ok_or_else(wide)).transpose()?;
        let upper = self.upper.map(|upper| at(upper, false).ok_or_else(wide)).transpose()?;
        let truth = at(self.truth, false).ok_or_else(wide)?;
        if lower.is_some_and(|lower| truth < lower) || upper.is_some_and(|upper| truth > upper) {
            return Err(fault(VARS, self.line, "true_value is outside lower..upper", "correct the bounds"));
        }
        Ok(Unknown { truth, lower: lower.unwrap_or(i64::MIN), upper, owner: self.owner, whole })
    }
}

fn variables(text: &str) -> Result<(Vec<Variable>, HashMap<String, u32>), Fault> {
    let (mut variables, mut names, mut owners) = (Vec::new(), HashMap::new(), HashMap::new());
    for Record { line, fields } in records(VARS, text, &["var", "true_value", "lower", "upper", "owner"])? {
        let number = |at: usize, name: &str| match fields[at].as_str() {
            "" | "inf" | "-inf" => Ok(None),
            text => Decimal::read(text).map(Some).ok_or_else(|| {
                fault(
                    VARS,
                    line,
                    format!("{name} is no number"),
                    "write digits, with a point before decimals",
                )
            }),
        };
        let truth = number(1, "true_value")?
            .ok_or_else(|| fault(VARS, line, "true_value is missing", "write what the variable truly is"))?;
        let next = owners.len() as u32;
        let owner = Some(&fields[4]).filter(|owner| !owner.is_empty());
        variables.push(Variable {
            line,
            truth,
            lower: number(2, "lower")?,
            upper: number(3, "upper")?,
            owner: owner.map(|owner| *owners.entry(owner.clone()).or_insert(next)),
            amount: truth.decimals > 0,
        });
        if fields[0].is_empty() || fields[0].contains(['+', '-', '*', ' ']) {
            return Err(fault(VARS, line, "the variable has no usable name", "use letters, digits and _"));
        }
        if names.insert(fields[0].clone(), variables.len() as u32 - 1).is_some() {
            return Err(fault(
                VARS,
                line,
                format!("the variable {:?} stands twice", fields[0]),
                "name each once",
            ));
        }
    }
    Ok((variables, names))
}

fn facts(text: &str, names: &HashMap<String, u32>) -> Result<Vec<Published>, Fault> {
    let fact = |Record { line, fields }: Record| {
        let sum = expr::read(&fields[0], names).map_err(|what| {
            fault(PUBLISHED, line, what, "write a sum of variables of vars.csv, as a+b-2*c")
        })?;
        let op = match fields[1].as_str() {
            "=" | "==" => Op::Equal,
            ">=" => Op::Least,
            "<=" => Op::Most,
            other => return Err(fault(PUBLISHED, line, format!("{other:?} is no op"), "write =, >= or <=")),
        };
        let value = Decimal::read(&fields[2]).ok_or_else(|| {
            fault(PUBLISHED, line, "value is no number", "write digits, with a point before decimals")
        })?;
        Ok(Published { line, sum, op, value })
    };
    records(PUBLISHED, text, &["expr", "op", "value"])?.into_iter().map(fact).collect()
}

fn aims(text: &str, names: &HashMap<String, u32>, variables: &[Variable]) -> Result<Vec<Aim>, Fault> {
    let aim = |Record { line, fields }: Record| {
        let sum = expr::read(&fields[1], names)
            .map_err(|what| fault(TARGETS, line, what, "write a sum of variables of vars.csv, as a+b-2*c"))?;
        let whole = match fields[2].as_str() {
            "1" => true,
            "0" => false,
            other => {
                return Err(fault(
                    TARGETS,
                    line,
                    format!("{other:?} is no int"),
                    "write 1 for counts, 0 else",
                ));
            }
        };
        let known = known(&fields[0], names, variables).ok_or_else(|| {
            fault(TARGETS, line, "the attacker is unknown", "write outsider or insider:<var>")
        })?;
        let rest = sum.rest.map_or_else(BigRational::zero, |rest| {
            BigRational::new(rest.digits.into(), num_bigint::BigInt::from(10).pow(rest.decimals))
        });
        let [attacker, expr, _] = <[String; 3]>::try_from(fields).expect("three columns were asked for");
        Ok(Aim { attacker, expr, whole, known, rest, line, sum })
    };
    records(TARGETS, text, &["attacker", "expr", "int"])?.into_iter().map(aim).collect()
}

/// What an attacker knows: her own variables, which are all those of the same owners.
fn known(attacker: &str, names: &HashMap<String, u32>, variables: &[Variable]) -> Option<Vec<u32>> {
    if attacker == "outsider" {
        return Some(Vec::new());
    }
    let mut known = BTreeSet::new();
    for name in attacker.strip_prefix("insider:")?.split('+') {
        let &number = names.get(name.trim())?;
        let owner = variables[number as usize].owner;
        let hers = |&other: &u32| owner.is_some() && variables[other as usize].owner == owner;
        known.extend((0..variables.len() as u32).filter(hers).chain([number]));
    }
    Some(known.into_iter().collect())
}
