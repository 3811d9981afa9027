//! How obstacles move: the five ways, and standing still.
//! When they move (their cadence) is in `obstacle.rs`.

use super::{Action, Cell, Level};
use crate::names::named;

named! {
    /// The kinds of motion, by their names in level files.
    #[derive(Default)]
    MotionKind, "motion", {
        /// [`Motion::PatrolX`].
        #[default]
        PatrolX = "patrol-x",
        /// [`Motion::PatrolY`].
        PatrolY = "patrol-y",
        /// [`Motion::Loop`].
        Loop = "loop",
        /// [`Motion::Walk`].
        Walk = "walk",
        /// [`Motion::Chase`].
        Chase = "chase",
        /// [`Motion::Still`].
        Still = "still",
    }
}

impl MotionKind {
    /// Such a motion, with an even chance if it has one; `None` where a path has to be drawn for it.
    #[must_use]
    pub fn evenly(self) -> Option<Motion> {
        Motion::of(self, Some(0.5), None).ok()
    }
}

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
    /// A motion of a kind, with what it takes.
    ///
    /// # Errors
    /// The name of what is missing.
    pub(super) fn of(
        kind: MotionKind,
        probability: Option<f32>,
        path: Option<Vec<Cell>>,
    ) -> Result<Self, &'static str> {
        Ok(match kind {
            MotionKind::Still => Self::Still,
            MotionKind::PatrolX => Self::PatrolX,
            MotionKind::PatrolY => Self::PatrolY,
            MotionKind::Loop => Self::Loop { path: path.ok_or("path")? },
            MotionKind::Walk => Self::Walk { probability: probability.ok_or("probability")? },
            MotionKind::Chase => Self::Chase { probability: probability.ok_or("probability")? },
        })
    }

    /// Of which kind it is.
    #[must_use]
    pub const fn kind(&self) -> MotionKind {
        match self {
            Self::Still => MotionKind::Still,
            Self::PatrolX => MotionKind::PatrolX,
            Self::PatrolY => MotionKind::PatrolY,
            Self::Loop { .. } => MotionKind::Loop,
            Self::Walk { .. } => MotionKind::Walk,
            Self::Chase { .. } => MotionKind::Chase,
        }
    }

    /// The chance to move whenever it is its turn, where chance has a say.
    #[must_use]
    pub const fn probability(&self) -> Option<f32> {
        match self {
            Self::Walk { probability } | Self::Chase { probability } => Some(*probability),
            _ => None,
        }
    }

    /// The closed path that it follows, where it has one.
    #[must_use]
    pub fn path(&self) -> Option<&[Cell]> {
        if let Self::Loop { path } = self { Some(path) } else { None }
    }

    /// Whether the generator decides about its moves.
    #[must_use]
    pub const fn is_random(&self) -> bool {
        self.probability().is_some()
    }

    /// Where an obstacle can head for when it begins, the usual way first; only a patrol has a choice.
    pub(super) const fn headings(&self) -> &'static [Action] {
        match self {
            Self::PatrolX => &[Action::Right, Action::Left],
            Self::PatrolY => &[Action::Down, Action::Up],
            _ => &[Action::Stay],
        }
    }

    /// Where an obstacle on `cell` whose last move was `direction` goes when its turn comes, with the agent that it would chase on
    /// `target`; `(0, 0)` where it stays, cannot move or where chance alone decides.
    #[inline]
    pub(super) fn next(&self, level: &Level, cell: Cell, direction: (i32, i32), target: Option<Cell>) -> (i32, i32) {
        match self {
            Self::PatrolX | Self::PatrolY => patrol(level, cell, direction),
            // A loop looks ahead from where it is: its last direction says nothing at a corner.
            Self::Loop { path } => follow(path, cell),
            Self::Chase { .. } => target.map_or((0, 0), |target| chase(level, cell, target)),
            Self::Still | Self::Walk { .. } => (0, 0),
        }
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
