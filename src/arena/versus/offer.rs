//! On which levels a mode is offered, and why not on the others.
//! How it is played there is said by [`MatchMode::level`](super::MatchMode::level).

use super::{
    MatchError, ModeKind,
    hunt::{APART, has_room},
};
use crate::gridworld::Level;

impl ModeKind {
    /// Whether the mode is offered on a level: in a race something moves; in a hunt an obstacle
    /// can begin far enough from the agent.
    ///
    /// # Errors
    /// Why it is not.
    pub fn check_level(self, level: &Level) -> Result<(), MatchError> {
        let name = || level.name.clone();
        match self {
            Self::Race if !level.has_motion() => Err(MatchError::NothingMoves { level: name() }),
            Self::Hunt if level.obstacles.is_empty() => Err(MatchError::NothingHunts { level: name() }),
            Self::Hunt if !has_room(level) => Err(MatchError::TooClose { level: name(), steps: APART }),
            Self::Race | Self::Hunt | Self::Score => Ok(()),
        }
    }
}
