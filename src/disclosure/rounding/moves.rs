//! Betters the first choice: turns single cells to the other side, and lets pairs of like cells trade places.

use super::{Unrounded, problem::Problem};
use crate::disclosure::watch::{Stage, Watch};

/// Most rounds.
const ROUNDS: usize = 100;
/// Most rounds times memberships of choices in cells, so that large packs take seconds too. With the figures here,
/// 97,000 choices in 3,734 cells come out with a mean change of 2.5; more of anything betters little.
const WORK: usize = 300_000_000;
/// Rounds in a row in which next to nothing moved, after which it is good enough.
const IDLE: usize = 4;
/// Of all choices the part that may trade in a round: those it costs least to turn.
const PART: usize = 8;
/// But at least this many.
const FEWEST: usize = 2000;
/// Partners tried for each.
const PARTNERS: usize = 24;

/// Turns and trades while the squared changes fall.
pub fn improve(problem: &mut Problem, watch: &dyn Watch) -> Result<(), Unrounded> {
    let mut chance = Chance(0);
    let mut idle = 0;
    let rounds = (WORK / problem.memberships().max(1)).clamp(1, ROUNDS);
    for round in 0..rounds {
        if !watch.goes_on(Stage::Secondary, round, rounds) {
            return Err(Unrounded::Stopped);
        }
        let moved = turn_or_trade(problem, &mut chance);
        balance(problem);
        idle = if moved > problem.len() / 50_000 { 0 } else { idle + 1 };
        if idle == IDLE {
            break;
        }
    }
    Ok(())
}

/// Turns as many choices as bring the grand total to within half a base, those it costs least.
fn balance(problem: &mut Problem) {
    let turns = problem.turns_to_balance();
    if turns == 0 {
        return;
    }
    let able = |choice: &usize| problem.up[*choice] == (turns < 0) && problem.in_largest(*choice);
    let costs = (0..problem.len()).filter(able).map(|choice| (problem.cost(choice), choice)).collect();
    for choice in least(costs, turns.unsigned_abs() as usize) {
        problem.flip(choice);
    }
}

/// Turns each choice that is better the other way; or turns it and, in a cell it shares, another one back, where the
/// two together are better.
fn turn_or_trade(problem: &mut Problem, chance: &mut Chance) -> usize {
    let cheap = cheapest(problem);
    let members = Members::of(problem, &cheap);
    let mut moved = 0;
    for &choice in &cheap {
        let cost = problem.cost(choice);
        problem.flip(choice);
        moved += 1;
        if cost < 0 {
            continue;
        }
        match partner(problem, choice, &members, chance) {
            Some((other, back)) if cost + back < 0 => problem.flip(other),
            _ => {
                problem.flip(choice);
                moved -= 1;
            }
        }
    }
    moved
}

/// The choices it costs least to turn.
fn cheapest(problem: &Problem) -> Vec<usize> {
    let costs: Vec<(i64, usize)> = (0..problem.len()).map(|choice| (problem.cost(choice), choice)).collect();
    least(costs, (problem.len() / PART).max(FEWEST))
}

/// Those of the least costs, at most so many, in the order of choices.
fn least(mut costs: Vec<(i64, usize)>, most: usize) -> Vec<usize> {
    if most < costs.len() {
        costs.select_nth_unstable(most);
        costs.truncate(most);
    }
    let mut choices: Vec<usize> = costs.into_iter().map(|(_, choice)| choice).collect();
    choices.sort_unstable();
    choices
}

/// The best of some partners for a choice just turned, drawn from the smaller cells it stands in: one that now
/// stands as the choice does, and what turning it costs.
fn partner(problem: &Problem, choice: usize, members: &Members, chance: &mut Chance) -> Option<(usize, i64)> {
    let cells = problem.cells(choice);
    let near = cells.len().div_ceil(2);
    let drawn = (0..PARTNERS.min(4 * cells.len())).map(|_| {
        let cell = cells[chance.below(near)];
        let others = members.of_cell(cell);
        others[chance.below(others.len())] as usize
    });
    let able = drawn.filter(|&other| other != choice && problem.up[other] == problem.up[choice]);
    able.map(|other| (problem.cost(other), other)).min().map(|(cost, other)| (other, cost))
}

/// For each cell those of some choices that stand in it.
struct Members {
    choices: Vec<u32>,
    starts: Vec<usize>,
}

impl Members {
    fn of(problem: &Problem, some: &[usize]) -> Self {
        let mut starts = vec![0; problem.published() + 1];
        let cells =
            || some.iter().flat_map(|&choice| problem.cells(choice).iter().map(move |&cell| (choice, cell)));
        cells().for_each(|(_, cell)| starts[cell as usize + 1] += 1);
        (1..starts.len()).for_each(|cell| starts[cell] += starts[cell - 1]);
        let mut next = starts.clone();
        let mut choices = vec![0; starts[starts.len() - 1]];
        for (choice, cell) in cells() {
            choices[next[cell as usize]] = choice as u32;
            next[cell as usize] += 1;
        }
        Self { choices, starts }
    }

    fn of_cell(&self, cell: u32) -> &[u32] {
        &self.choices[self.starts[cell as usize]..self.starts[cell as usize + 1]]
    }
}

/// Numbers that look drawn by lot but are the same every time (Steele, Lea & Flood's SplitMix64). The secret lies in
/// how the choices are numbered.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}
