//! The cells of a table in reading order, and the sums that hold between them.

use super::Dimension;

/// Cells are numbered row by row: the last dimension runs fastest.
pub(super) struct Grid {
    axes: Vec<Axis>,
    len: usize,
}

struct Axis {
    stride: usize,
    levels: usize,
}

/// A total and the parts it is the sum of.
pub(super) struct Relation {
    pub total: usize,
    pub parts: Vec<usize>,
}

impl Grid {
    pub fn new(dimensions: &[Dimension]) -> Self {
        let mut axes = Vec::with_capacity(dimensions.len());
        let mut len = 1;
        for dimension in dimensions.iter().rev() {
            let levels = dimension.levels().len();
            axes.push(Axis { stride: len, levels });
            len *= levels;
        }
        axes.reverse();
        Self { axes, len }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    /// The cell at these positions, one for each dimension.
    pub fn cell(&self, positions: impl IntoIterator<Item = usize>) -> usize {
        self.axes.iter().zip(positions).map(|(axis, position)| axis.stride * position).sum()
    }

    pub fn positions(&self, cell: usize) -> impl Iterator<Item = usize> {
        self.axes.iter().map(move |axis| cell / axis.stride % axis.levels)
    }

    /// Every cell in which a contribution to `leaf` counts: the leaf and all totals above it.
    pub fn upwards(&self, leaf: usize, cells: &mut Vec<usize>) {
        cells.clear();
        cells.push(leaf);
        for (axis, position) in self.axes.iter().zip(self.positions(leaf)) {
            let step = (axis.levels - 1 - position) * axis.stride;
            for below in 0..cells.len() {
                cells.push(cells[below] + step);
            }
        }
    }

    /// Every sum of the table: each dimension's total with the other levels held fast.
    pub fn relations(&self) -> Vec<Relation> {
        let mut relations = Vec::new();
        for axis in &self.axes {
            let first = (0..self.len).filter(|cell| cell / axis.stride % axis.levels == 0);
            relations.extend(first.map(|first| Relation {
                total: first + (axis.levels - 1) * axis.stride,
                parts: (0..axis.levels - 1).map(|level| first + level * axis.stride).collect(),
            }));
        }
        relations
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_are_sums() {
        let grid =
            Grid::new(&[Dimension::new("sex", ["women", "men"]), Dimension::new("age", ["young", "old"])]);
        let sums: Vec<_> =
            grid.relations().into_iter().map(|relation| (relation.total, relation.parts)).collect();
        assert_eq!(sums[0], (6, vec![0, 3]));
        assert_eq!(sums[3], (2, vec![0, 1]));
        assert_eq!(sums.len(), 6);
        let mut cells = Vec::new();
        grid.upwards(4, &mut cells);
        assert_eq!(cells, [4, 7, 5, 8]);
    }
}
