//! Sums as they are written: `a+b-2*c`, `1000*n`.

use super::decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// How often each variable, and what is added besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub terms: BTreeMap<u32, Decimal>,
    pub rest: Option<Decimal>,
}

/// Reads a sum; the error says what is wrong.
pub(super) fn read(text: &str, variables: &HashMap<String, u32>) -> Result<Sum, String> {
    let mut sum = Sum::default();
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err("the expression is empty".to_owned());
    }
    let mut first = true;
    while !rest.is_empty() {
        let (negative, after) = match (rest.strip_prefix('+'), rest.strip_prefix('-')) {
            (Some(after), _) => (false, after),
            (_, Some(after)) => (true, after),
            _ if first => (false, rest),
            _ => return Err(format!("+ or - is missing before {rest:?}")),
        };
        let end = after.find(['+', '-']).unwrap_or(after.len());
        sum.add(after[..end].trim(), negative, variables)?;
        rest = after[end..].trim_start();
        first = false;
    }
    Ok(sum)
}

impl Sum {
    fn add(&mut self, term: &str, negative: bool, variables: &HashMap<String, u32>) -> Result<(), String> {
        let (mut times, mut variable) = (Decimal::ONE, None);
        for factor in term.split('*').map(str::trim) {
            match (variables.get(factor), Decimal::read(factor)) {
                (Some(_), _) if variable.is_some() => return Err(format!("{term:?} is no linear term")),
                (Some(&number), _) => variable = Some(number),
                (None, Some(value)) => {
                    times = times.times(value).ok_or_else(|| format!("{term:?} has too many digits"))?;
                }
                (None, None) if factor.is_empty() => return Err("a term is missing".to_owned()),
                (None, None) => return Err(format!("the variable {factor:?} is unknown")),
            }
        }
        let times = if negative { times.negated() } else { times };
        let slot = match variable {
            Some(number) => self.terms.entry(number).or_insert(Decimal { digits: 0, decimals: 0 }),
            None => self.rest.get_or_insert(Decimal { digits: 0, decimals: 0 }),
        };
        let decimals = slot.decimals.max(times.decimals);
        let digits = slot.at(decimals).zip(times.at(decimals)).and_then(|(a, b)| a.checked_add(b));
        *slot = Decimal { digits: digits.ok_or_else(|| format!("{term:?} has too many digits"))?, decimals };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_read_as_written() {
        let variables = HashMap::from([("a".to_owned(), 0), ("b".to_owned(), 1), ("2c".to_owned(), 2)]);
        let terms = |text| {
            let sum = read(text, &variables).unwrap();
            sum.terms.into_iter().map(|(number, times)| (number, times.at(1).unwrap())).collect::<Vec<_>>()
        };
        assert_eq!(terms("a+b-2*2c"), [(0, 10), (1, 10), (2, -20)]);
        assert_eq!(terms(" - a + 0.5 * b + a*3"), [(0, 20), (1, 5)]);
        assert_eq!(read("a+5", &variables).unwrap().rest, Decimal::read("5"));
        for wrong in ["", "a b", "a*b", "x", "a++b", "a+", "(a)", "1e3*a"] {
            assert!(read(wrong, &variables).is_err(), "{wrong}");
        }
    }
}
