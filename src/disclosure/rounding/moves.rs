//! Betters the first choice: single cells to the other side, then pairs of like cells that trade places.

use super::{Unrounded, problem::Problem};
use crate::disclosure::watch::{Stage, Watch};

/// Most rounds of trades.
const ROUNDS: usize = 100;
/// Rounds with next to no trade after which it is good enough.
const IDLE: usize = 4;
/// Of all choices the part that may trade in a round: those it costs least to turn.
const PART: usize = 16;
/// Partners tried for each.
const PARTNERS: usize = 24;

/// Turns and trades while the squared changes fall.
pub fn improve(problem: &mut Problem, watch: &dyn Watch) -> Result<(), Unrounded> {
    let mut chance = Chance(0);
    let mut idle = 0;
    for round in 0..ROUNDS {
        if !watch.goes_on(Stage::Secondary, round, ROUNDS) {
            return Err(Unrounded::Stopped);
        }
        let turned = turn(problem);
        balance(problem);
        let traded = trade(problem, &mut chance);
        idle = if turned + traded > problem.len() / 20_000 { 0 } else { idle + 1 };
        if idle == IDLE {
            break;
        }
    }
    Ok(())
}

/// Turns every choice that is better the other way.
fn turn(problem: &mut Problem) -> usize {
    let mut turned = 0;
    for choice in 0..problem.len() {
        if problem.cost(choice) < 0 {
            problem.flip(choice);
            turned += 1;
        }
    }
    turned
}

/// Turns choices, those it costs least, until the grand total is off by no more than half a base. Trades leave it so.
fn balance(problem: &mut Problem) {
    while problem.unbalance() != 0 {
        let up = problem.unbalance() > 0;
        let able =
            (0..problem.len()).filter(|&choice| problem.up[choice] == up && problem.in_largest(choice));
        match able.min_by_key(|&choice| problem.cost(choice)) {
            Some(choice) => problem.flip(choice),
            None => break,
        }
    }
}

/// Turns a choice and, in a cell it shares, another one back, where the two together are better.
fn trade(problem: &mut Problem, chance: &mut Chance) -> usize {
    let cheap = cheapest(problem);
    let members = Members::of(problem, &cheap);
    let mut traded = 0;
    for &choice in &cheap {
        let cost = problem.cost(choice);
        problem.flip(choice);
        match partner(problem, choice, &members, chance) {
            Some((other, back)) if cost + back < 0 => {
                problem.flip(other);
                traded += 1;
            }
            _ => problem.flip(choice),
        }
    }
    traded
}

/// The choices it costs least to turn, in their order.
fn cheapest(problem: &Problem) -> Vec<usize> {
    let mut choices: Vec<(i64, usize)> =
        (0..problem.len()).map(|choice| (problem.cost(choice), choice)).collect();
    let most = (choices.len() / PART).max(2000).min(choices.len());
    if most < choices.len() {
        choices.select_nth_unstable(most);
        choices.truncate(most);
    }
    let mut cheap: Vec<usize> = choices.into_iter().map(|(_, choice)| choice).collect();
    cheap.sort_unstable();
    cheap
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
