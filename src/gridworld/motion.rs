//! How obstacles move: the five ways, and standing still.
//! When they move (their cadence) is in `obstacle.rs`.

use super::{Cell, Level};

/// How an obstacle moves whenever it is its turn.
#[derive(Clone, Debug, PartialEq)]
pub enum Motion {
    /// Stands where it is (`still`).
    Still,
    /// Goes along its row and turns round at edges and walls (`patrol-x`).
    PatrolX,
    /// Goes along its column and turns round at edges and walls (`patrol-y`).
    PatrolY,
    /// Goes round a closed path (`loop`): each cell is next to the one before it, and the last is next to the first.
    /// No cell comes twice, so that its place says where it goes next.
    Loop {
        /// The cells in the order in which they are visited.
        path: Vec<Cell>,
    },
    /// With this probability takes one of the four directions, each as likely as the others; where an edge or a wall is in the way, it stays (`walk`).
    Walk {
        /// Chance to move whenever it is its turn, 0 to 1.
        probability: f32,
    },
    /// With this probability goes one cell towards the nearest agent, along the axis on which that agent is farther away
    /// (the row if both are the same, the other axis where something is in the way); else it stays (`chase`).
    Chase {
        /// Chance to move whenever it is its turn, 0 to 1.
        probability: f32,
    },
}

impl Motion {
    /// The name used in level files.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Still => "still",
            Self::PatrolX => "patrol-x",
            Self::PatrolY => "patrol-y",
            Self::Loop { .. } => "loop",
            Self::Walk { .. } => "walk",
            Self::Chase { .. } => "chase",
        }
    }

    /// Whether the generator decides about its moves.
    #[must_use]
    pub const fn is_random(&self) -> bool {
        matches!(self, Self::Walk { .. } | Self::Chase { .. })
    }
}

/// Where a patrol that is heading for `direction` goes next: ahead, else back, else nowhere.
#[inline]
pub(super) fn patrol(level: &Level, cell: Cell, direction: (i32, i32)) -> (i32, i32) {
    let back = (-direction.0, -direction.1);
    if !level.is_wall(cell.offset(direction)) {
        direction
    } else if !level.is_wall(cell.offset(back)) {
        back
    } else {
        (0, 0)
    }
}

/// Where an obstacle at `cell` goes on a closed path; nowhere when it stands beside the path.
pub(super) fn follow(path: &[Cell], cell: Cell) -> (i32, i32) {
    let Some(index) = path.iter().position(|&visited| visited == cell) else {
        return (0, 0);
    };
    let next = path[(index + 1) % path.len()];
    (next.x - cell.x, next.y - cell.y)
}

/// Where a chaser at `cell` goes to come closer to `target`.
#[inline]
pub(super) fn chase(level: &Level, cell: Cell, target: Cell) -> (i32, i32) {
    let (dx, dy) = (target.x - cell.x, target.y - cell.y);
    let (along_x, along_y) = ((dx.signum(), 0), (0, dy.signum()));
    let (first, second) = if dx.abs() >= dy.abs() { (along_x, along_y) } else { (along_y, along_x) };
    // The first is (0, 0) only on the target itself, the second also on its row or column: then there is nowhere to go.
    if !level.is_wall(cell.offset(first)) {
        first
    } else if !level.is_wall(cell.offset(second)) {
        second
    } else {
        (0, 0)
    }
}
