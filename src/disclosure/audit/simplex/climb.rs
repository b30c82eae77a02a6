//! The two searches of the simplex: for a point inside all bounds, and from there for the largest value of a sum.

use super::Tableau;
use super::pivot::is_pivot;
use crate::disclosure::audit::fraction::Number;

impl<N: Number> Tableau<N> {
    /// Whether the rule that cannot go in circles is due; `None` when even that takes too long.
    fn is_late(&mut self) -> Option<bool> {
        self.steps += 1;
        let size = self.columns.len() + self.rows.len();
        (self.steps <= 8 * size + 100).then_some(self.steps > 4 * size)
    }

    /// Moves to a point inside all bounds, or gives the multipliers that show there is none.
    pub fn find_point(&mut self) -> Option<Option<Vec<(u32, N)>>> {
        self.steps = 0;
        loop {
            let late = self.is_late()?;
            let mut worst: Option<(usize, N)> = None;
            for row in 0..self.basic.len() {
                let Some(off) = self.off(self.basic[row])? else { continue };
                let better = worst.is_none_or(|(other, most)| match late {
                    true => self.basic[row] < self.basic[other],
                    false => most.is_less(off),
                });
                if better {
                    worst = Some((row, off));
                }
            }
            let Some((outside, _)) = worst else { return Some(None) };
            let variable = self.basic[outside];
            let rises = self.lower[variable].is_some_and(|lower| self.value[variable].is_far_less(lower));
            let goal = if rises { self.lower[variable] } else { self.upper[variable] }?;
            let can_help = |at: &usize| {
                let times = self.made[outside][*at];
                is_pivot(times) && self.can_move(self.other[*at], times.is_positive() == rises)
            };
            let mut helper: Option<usize> = None;
            for at in (0..self.other.len()).filter(can_help) {
                let size = |at: usize| self.made[outside][at].size();
                let better = match helper {
                    None => true,
                    Some(other) if late => self.other[at] < self.other[other],
                    Some(other) => size(other)?.is_less(size(at)?),
                };
                if better {
                    helper = Some(at);
                }
            }
            match helper {
                None => return Some(Some(self.conflict(outside, rises)?)),
                Some(at) => {
                    let by = goal.minus(self.value[variable])?.times(self.made[outside][at].over()?)?;
                    self.shift(at, by)?;
                    self.pivot(outside, at)?;
                }
            }
        }
    }

    fn conflict(&self, row: usize, rises: bool) -> Option<Vec<(u32, N)>> {
        let own = if rises { N::ONE.negated()? } else { N::ONE };
        let mut multipliers = Vec::new();
        for (row, times) in self.of_rows(&self.made[row]) {
            multipliers.push((row, if rises { times } else { times.negated()? }));
        }
        if self.basic[row] >= self.columns.len() {
            multipliers.push((self.rows[self.basic[row] - self.columns.len()] as u32, own));
        }
        Some(multipliers)
    }

    /// Raises a sum to its largest value, or gives the direction in which it has none.
    pub fn climb(&mut self, sum: &[(u32, i64)]) -> Option<Option<Vec<N>>> {
        self.steps = 0;
        self.set(sum)?;
        loop {
            let late = self.is_late()?;
            let mut entering: Option<(usize, N)> = None;
            for at in 0..self.other.len() {
                let gain = self.gain[at];
                if gain.is_zero() || !self.can_move(self.other[at], gain.is_positive()) {
                    continue;
                }
                let size = gain.size()?;
                let better = entering.is_none_or(|(other, most)| match late {
                    true => self.other[at] < self.other[other],
                    false => most.is_less(size),
                });
                if better {
                    entering = Some((at, size));
                }
            }
            let Some((at, _)) = entering else { return Some(None) };
            let rises = self.gain[at].is_positive();
            let Some((by, leaving)) = self.leaving(at, rises, late)? else {
                return Some(Some(self.ray(at, rises)?));
            };
            self.shift(at, if rises { by } else { by.negated()? })?;
            if let Some(row) = leaving {
                self.pivot(row, at)?;
            }
        }
    }

    /// How far the variable can go and which basic one stops it, itself when none; `None` when it can go for ever.
    fn leaving(&self, at: usize, rises: bool, late: bool) -> Option<Option<(N, Option<usize>)>> {
        let mut first = self.way(self.other[at], rises)?.map(|way| (way, None));
        let mut largest = N::ZERO;
        for row in 0..self.basic.len() {
            let times = self.made[row][at];
            if !is_pivot(times) {
                continue;
            }
            let Some(way) = self.way(self.basic[row], times.is_positive() == rises)? else { continue };
            let (way, size) = (way.times(times.size()?.over()?)?, times.size()?);
            let sooner = first.is_none_or(|(by, leaving): (N, Option<usize>)| {
                let better = |other: usize| match late {
                    true => self.basic[row] < self.basic[other],
                    false => largest.is_less(size),
                };
                way.is_less(by) || !by.is_less(way) && leaving.is_some_and(better)
            });
            if sooner {
                first = Some((way, Some(row)));
                largest = size;
            }
        }
        Some(first)
    }

    fn ray(&self, at: usize, rises: bool) -> Option<Vec<N>> {
        let sign = if rises { N::ONE } else { N::ONE.negated()? };
        let mut ray = vec![N::ZERO; self.columns.len()];
        if self.other[at] < ray.len() {
            ray[self.other[at]] = sign;
        }
        for (row, &variable) in self.basic.iter().enumerate() {
            if variable < ray.len() {
                ray[variable] = self.made[row][at].times(sign)?;
            }
        }
        Some(ray)
    }
}
