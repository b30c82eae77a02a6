//! Codes as numbers.

use rustc_hash::FxHashMap;

/// Gives every different value a number, in the order they are met.
#[derive(Default)]
pub(super) struct Numbers {
    known: FxHashMap<Box<[u8]>, u32>,
}

impl Numbers {
    /// The value's number, and whether it is new.
    pub(super) fn of(&mut self, value: &[u8]) -> (u32, bool) {
        if let Some(number) = self.known.get(value) {
            return (*number, false);
        }
        let number = self.known.len() as u32;
        self.known.insert(value.into(), number);
        (number, true)
    }

    /// The values by number.
    pub(super) fn names(self) -> Vec<String> {
        let mut names = vec![String::new(); self.known.len()];
        for (value, number) in self.known {
            names[number as usize] = String::from_utf8_lossy(&value).into_owned();
        }
        names
    }
}

/// A classifying column as it is read.
pub(super) struct Codes {
    pub(super) name: String,
    /// Where it stands in a row.
    pub(super) at: usize,
    numbers: Numbers,
    pub(super) codes: Vec<String>,
    /// The line each code is met on first.
    pub(super) lines: Vec<u64>,
    pub(super) rows: Vec<u32>,
}

impl Codes {
    pub(super) fn new(name: &str, at: usize) -> Self {
        let (numbers, codes, lines, rows) = Default::default();
        Self { name: name.to_owned(), at, numbers, codes, lines, rows }
    }

    /// Takes a row's code. `None` when it is not UTF-8; otherwise whether it is new.
    pub(super) fn take(&mut self, value: &[u8], line: u64) -> Option<bool> {
        let (number, new) = self.numbers.of(value);
        if new {
            self.codes.push(std::str::from_utf8(value).ok()?.to_owned());
            self.lines.push(line);
        }
        self.rows.push(number);
        Some(new)
    }

    /// The number of the code taken last.
    pub(super) fn last(&self) -> u32 {
        self.rows.last().copied().unwrap_or_default()
    }

    /// Numbers the codes in sorted order.
    pub(super) fn sorted(mut self) -> super::Column {
        let mut order: Vec<u32> = (0..self.codes.len() as u32).collect();
        order.sort_unstable_by(|a, b| self.codes[*a as usize].cmp(&self.codes[*b as usize]));
        let mut place = vec![0; order.len()];
        for (to, from) in order.iter().enumerate() {
            place[*from as usize] = to as u32;
        }
        for row in &mut self.rows {
            *row = place[*row as usize];
        }
        let codes = order.iter().map(|from| std::mem::take(&mut self.codes[*from as usize])).collect();
        super::Column { name: self.name, codes, rows: self.rows }
    }
}
