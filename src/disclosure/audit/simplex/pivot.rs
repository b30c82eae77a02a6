//! One step of the simplex: how far a variable can go, going there, and exchanging two.

use super::Tableau;
use crate::disclosure::audit::fraction::Number;

impl<N: Number> Tableau<N> {
    /// How far a variable is outside its bounds, if it is.
    pub(super) fn off(&self, variable: usize) -> Option<Option<N>> {
        let value = self.value[variable];
        match (self.lower[variable], self.upper[variable]) {
            (Some(lower), _) if value.is_far_less(lower) => lower.minus(value).map(Some),
            (_, Some(upper)) if upper.is_far_less(value) => value.minus(upper).map(Some),
            _ => Some(None),
        }
    }

    pub(super) fn shift(&mut self, at: usize, by: N) -> Option<()> {
        let own = &mut self.value[self.other[at]];
        *own = own.plus(by)?;
        for (made, &variable) in self.made.iter().zip(&self.basic) {
            if !made[at].is_zero() {
                self.value[variable] = self.value[variable].plus(made[at].times(by)?)?;
            }
        }
        Some(())
    }

    /// The basic variable of the row and the other one change places.
    pub(super) fn pivot(&mut self, row: usize, at: usize) -> Option<()> {
        let over = self.made[row][at].over()?;
        let turned = over.negated()?;
        let mut own = std::mem::take(&mut self.made[row]);
        let mut places = Vec::new();
        for (at, entry) in own.iter_mut().enumerate() {
            if !entry.is_zero() {
                *entry = entry.times(turned)?;
                places.push(at);
            }
        }
        own[at] = over;
        std::mem::swap(&mut self.basic[row], &mut self.other[at]);
        for made in self.made.iter_mut().filter(|made| !made.is_empty()).chain([&mut self.gain]) {
            let times = std::mem::replace(&mut made[at], N::ZERO);
            if !times.is_zero() {
                N::add_times(made, times, &own, &places)?;
            }
        }
        self.made[row] = own;
        Some(())
    }

    pub(super) fn can_move(&self, variable: usize, up: bool) -> bool {
        match up {
            true => self.upper[variable].is_none_or(|upper| self.value[variable].is_less(upper)),
            false => self.lower[variable].is_none_or(|lower| lower.is_less(self.value[variable])),
        }
    }

    /// How far it can still go; `None` for ever.
    pub(super) fn way(&self, variable: usize, up: bool) -> Option<Option<N>> {
        match if up { self.upper[variable] } else { self.lower[variable] } {
            None => Some(None),
            Some(end) => end.minus(self.value[variable])?.size().map(Some),
        }
    }
}

/// Whether one may divide by it.
pub(super) fn is_pivot<N: Number>(times: N) -> bool {
    N::ZERO.is_far_less(times) || times.is_far_less(N::ZERO)
}
