//! What an agent can do in one step.
//! Whether a wall stops it is decided in the world.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// The five actions, numbered as the RLCode course does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// One row up.
    Up = 0,
    /// One row down.
    Down = 1,
    /// One column to the right.
    Right = 2,
    /// One column to the left.
    Left = 3,
    /// Stay on the cell.
    #[default]
    Stay = 4,
}

impl Action {
    /// All actions, in the order of their numbers.
    pub const ALL: [Self; 5] = [Self::Up, Self::Down, Self::Right, Self::Left, Self::Stay];
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

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

    /// The name used in files and commands.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Right => "right",
            Self::Left => "left",
            Self::Stay => "stay",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A word that is no action.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not an action; use up, down, right, left or stay")]
pub struct UnknownAction(pub String);

impl FromStr for Action {
    type Err = UnknownAction;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|action| action.name() == text).ok_or_else(|| UnknownAction(text.to_owned()))
    }
}
