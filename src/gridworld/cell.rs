//! A place on the board, in whole cells.
//! What stands on it is the business of the level and the world.

use derive_more::{Display, From, Into};
use serde::{Deserialize, Serialize};

/// A cell of the board: `x` grows to the right, `y` grows downwards, `(0, 0)` is the top left corner.
///
/// In files it is the pair `[x, y]`.
#[derive(
    Clone, Copy, Debug, Default, Display, From, Into, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[display("({x}, {y})")]
#[serde(from = "(i32, i32)", into = "(i32, i32)")]
pub struct Cell {
    /// Column, counted from the left.
    pub x: i32,
    /// Row, counted from the top.
    pub y: i32,
}

impl Cell {
    /// The cell in column `x` and row `y`.
    #[must_use]
    pub const fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }

    /// The cell that lies `(dx, dy)` away. At the ends of `i32`, far off any board, it wraps round rather than panics.
    #[inline]
    #[must_use]
    pub const fn offset(self, (dx, dy): (i32, i32)) -> Self {
        Self::new(self.x.wrapping_add(dx), self.y.wrapping_add(dy))
    }

    /// How many steps lie between two cells where nothing is in the way: `|dx| + |dy|`.
    #[must_use]
    pub const fn distance(self, other: Self) -> u32 {
        self.x.abs_diff(other.x).saturating_add(self.y.abs_diff(other.y))
    }
}
