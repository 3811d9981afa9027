//! What each number of an observation means, for panels that put it into words.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Observation, view};
use crate::gridworld::Level;

/// The meaning of one number; obstacles and goals are counted from 0, `dx` and `dy` from the agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// How far to the right an obstacle is.
    ObstacleX(usize),
    /// How far down an obstacle is.
    ObstacleY(usize),
    /// The constant -1 that marks an obstacle.
    ObstacleMark(usize),
    /// -1 when it last moved right or down, +1 left or up.
    ObstacleDirection(usize),
    /// The horizontal part of its next move.
    ObstacleNextX(usize),
    /// The vertical part of its next move.
    ObstacleNextY(usize),
    /// 0 when it moves on the next step, up to 1 when it has just moved.
    ObstacleWait(usize),
    /// How far to the right a goal is.
    GoalX(usize),
    /// How far down a goal is.
    GoalY(usize),
    /// The constant 1 that marks a goal.
    GoalMark(usize),
    /// Whether a wall, or the board's outside, is there.
    WallAt {
        /// Columns to the right.
        dx: i32,
        /// Rows down.
        dy: i32,
    },
    /// How many obstacles are there.
    ObstacleAt {
        /// Columns to the right.
        dx: i32,
        /// Rows down.
        dy: i32,
    },
    /// The chance that an obstacle is there after its next move, the smaller the later that is.
    ObstacleSoonAt {
        /// Columns to the right.
        dx: i32,
        /// Rows down.
        dy: i32,
    },
    /// Whether a goal is there.
    GoalAt {
        /// Columns to the right.
        dx: i32,
        /// Rows down.
        dy: i32,
    },
    /// The horizontal part of the nearest goal's direction.
    GoalDirectionX,
    /// The vertical part of the nearest goal's direction.
    GoalDirectionY,
    /// 1 on the goal, the smaller the farther it is.
    GoalNearness,
}

impl Observation {
    /// What each number means in this level, in their order: [`Observation::len`] labels.
    #[must_use]
    pub fn labels(&self, level: &Level) -> Vec<Label> {
        use Label::*;
        let (obstacles, goals) = (0..level.obstacles.len(), 0..level.goals.len());
        match *self {
            Self::Relative => obstacles
                .flat_map(|i| [ObstacleX(i), ObstacleY(i), ObstacleMark(i), ObstacleDirection(i)])
                .chain(goals.flat_map(|i| [GoalX(i), GoalY(i), GoalMark(i)]))
                .collect(),
            Self::RelativePhase => obstacles
                .flat_map(|i| [ObstacleX(i), ObstacleY(i), ObstacleNextX(i), ObstacleNextY(i), ObstacleWait(i)])
                .chain(goals.flat_map(|i| [GoalX(i), GoalY(i)]))
                .collect(),
            Self::View { size } => {
                let half = (size / 2) as i32;
                let channels: [fn(i32, i32) -> Label; view::CHANNELS] = [
                    |dx, dy| WallAt { dx, dy },
                    |dx, dy| ObstacleAt { dx, dy },
                    |dx, dy| ObstacleSoonAt { dx, dy },
                    |dx, dy| GoalAt { dx, dy },
                ];
                let window = |label: fn(i32, i32) -> Label| {
                    (-half..=half).flat_map(move |dy| (-half..=half).map(move |dx| label(dx, dy)))
                };
                let extra: [Label; view::EXTRA] = [GoalDirectionX, GoalDirectionY, GoalNearness];
                channels.into_iter().flat_map(window).chain(extra).collect()
            }
        }
    }
}

/// Its name in what a machine reads: `obstacle-0-x`, `wall-at(-1, 0)`.
impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ObstacleX(i) => write!(f, "obstacle-{i}-x"),
            Self::ObstacleY(i) => write!(f, "obstacle-{i}-y"),
            Self::ObstacleMark(i) => write!(f, "obstacle-{i}-mark"),
            Self::ObstacleDirection(i) => write!(f, "obstacle-{i}-direction"),
            Self::ObstacleNextX(i) => write!(f, "obstacle-{i}-next-x"),
            Self::ObstacleNextY(i) => write!(f, "obstacle-{i}-next-y"),
            Self::ObstacleWait(i) => write!(f, "obstacle-{i}-wait"),
            Self::GoalX(i) => write!(f, "goal-{i}-x"),
            Self::GoalY(i) => write!(f, "goal-{i}-y"),
            Self::GoalMark(i) => write!(f, "goal-{i}-mark"),
            Self::WallAt { dx, dy } => write!(f, "wall-at({dx}, {dy})"),
            Self::ObstacleAt { dx, dy } => write!(f, "obstacles-at({dx}, {dy})"),
            Self::ObstacleSoonAt { dx, dy } => write!(f, "obstacles-soon-at({dx}, {dy})"),
            Self::GoalAt { dx, dy } => write!(f, "goals-at({dx}, {dy})"),
            Self::GoalDirectionX => f.write_str("goal-direction-x"),
            Self::GoalDirectionY => f.write_str("goal-direction-y"),
            Self::GoalNearness => f.write_str("goal-nearness"),
        }
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
