//! The cells of a table in reading order.

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

    pub fn positions(&self, cell: usize) -> impl Iterator<Item = usize> {
        self.axes.iter().map(move |axis| cell / axis.stride % axis.levels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_dimension_runs_fastest() {
        let grid =
            Grid::new(&[Dimension::new("sex", ["women", "men"]), Dimension::new("age", ["young", "old"])]);
        assert_eq!(grid.len(), 9);
        assert_eq!(grid.positions(5).collect::<Vec<_>>(), [1, 2]);
    }
}
