//! The trail behind a piece: the last cells of its way. How it is drawn stands in `pieces`.

use std::collections::VecDeque;

use crate::gridworld::Cell;

/// The last cells of a way, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct Trail(VecDeque<Cell>);

impl Trail {
    /// How many cells it holds.
    pub const LENGTH: usize = 24;

    /// Adds the cell that was left last; the oldest one makes room.
    pub fn push(&mut self, cell: Cell) {
        if self.0.len() == Self::LENGTH {
            self.0.pop_front();
        }
        self.0.push_back(cell);
    }

    /// Begins another way.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Its cells, the oldest first.
    pub fn cells(&self) -> Vec<Cell> {
        self.0.iter().copied().collect()
    }
}
