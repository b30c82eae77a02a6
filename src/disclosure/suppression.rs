//! Which cells are hidden: the small ones, and as many more as it takes that no sum gives one away.

use super::{
    Rules,
    grid::Relation,
    raw::{Figure, Table},
};

/// One mark per cell. `along` marks cells hidden elsewhere that must be hidden here too; it may be empty.
pub(super) fn hide(table: &Table, rules: &Rules, along: &[bool]) -> Vec<bool> {
    let figures = &table.figures;
    let mut hidden: Vec<bool> = figures.iter().map(|figure| is_sensitive(figure, rules)).collect();
    for (cell, _) in along.iter().enumerate().filter(|(_, hidden)| **hidden) {
        hidden[cell] |= figures[cell].contributors > 0;
    }
    complete(&mut hidden, figures, &table.grid.relations(), rules);
    hidden
}

/// Too few contributors, or too much one contributor's own.
fn is_sensitive(figure: &Figure, rules: &Rules) -> bool {
    let small = 0 < figure.contributors && figure.contributors < rules.threshold;
    let dominated = rules.largest_share.is_some_and(|percent| {
        i128::from(figure.largest) * 100 > i128::from(figure.magnitude) * i128::from(percent)
    });
    small || dominated
}

/// Hiding for one sum can break another: goes on until all hold.
fn complete(hidden: &mut [bool], figures: &[Figure], relations: &[Relation], rules: &Rules) {
    let mut changed = true;
    while changed {
        changed = false;
        for relation in relations {
            while !is_covered(relation, hidden, figures, rules) {
                let next = next_to_hide(relation, hidden, figures)
                    .expect("a hidden cell has contributors, so its sum has another cell with some");
                hidden[next] = true;
                changed = true;
            }
        }
    }
}

/// Whether this sum alone tells nothing of its hidden cells.
fn is_covered(relation: &Relation, hidden: &[bool], figures: &[Figure], rules: &Rules) -> bool {
    let parts = || relation.parts.iter().filter(|&&part| hidden[part]);
    match (parts().next().is_some(), hidden[relation.total]) {
        (false, total) => !total,
        (true, true) => true,
        // The reader knows what the hidden parts come to: they must be two, and stand for enough contributors.
        (true, false) => {
            let telling = parts().filter(|&&part| figures[part].value != 0).count();
            telling >= 2 && !is_sensitive(&behind(relation, hidden, figures), rules)
        }
    }
}

/// The hidden parts of a published total, seen as one figure.
/// Someone in several parts makes the difference too low, so the largest part counts as well.
fn behind(relation: &Relation, hidden: &[bool], figures: &[Figure]) -> Figure {
    let total = &figures[relation.total];
    let mut behind = Figure::default();
    let (mut shown, mut most) = (0, 0);
    for &part in &relation.parts {
        let figure = &figures[part];
        if hidden[part] {
            most = most.max(figure.contributors);
            behind.magnitude += figure.magnitude;
            behind.largest = behind.largest.max(figure.largest);
        } else {
            shown += figure.contributors;
        }
    }
    behind.contributors = total.contributors.saturating_sub(shown).max(most);
    behind
}

/// The least loss: the smallest part with contributors, else the total. A hidden zero protects nobody.
fn next_to_hide(relation: &Relation, hidden: &[bool], figures: &[Figure]) -> Option<usize> {
    let open = |&cell: &usize| !hidden[cell] && figures[cell].contributors > 0;
    relation
        .parts
        .iter()
        .copied()
        .filter(open)
        .min_by_key(|&cell| {
            let figure = &figures[cell];
            (figure.value == 0, figure.contributors, figure.value.abs(), cell)
        })
        .or(Some(relation.total).filter(open))
}
