//! What an agent can do in one step.
//! Whether a wall stops it is decided in the world.

use crate::names::named;

named! {
    /// The five actions, numbered as the RLCode course does.
    #[derive(Default)]
    Action, "action", {
        /// One row up: 0.
        Up = "up",
        /// One row down: 1.
        Down = "down",
        /// One column to the right: 2.
        Right = "right",
        /// One column to the left: 3.
        Left = "left",
        /// Stay on the cell: 4.
        #[default]
        Stay = "stay",
    }
}

impl Action {
    /// The action's number, 0 to 4.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The action with the number `index`, or `None` past the last.
    #[must_use]
    pub fn from_index(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }

    /// Where it leads, in cells; down is +y.
    #[must_use]
    pub const fn delta(self) -> (i32, i32) {
        const DELTAS: [(i32, i32); Action::COUNT] = [(0, -1), (0, 1), (1, 0), (-1, 0), (0, 0)];
        DELTAS[self.index()]
    }
}
