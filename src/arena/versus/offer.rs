//! On which levels a mode is offered, and why not on the others.
//! How it is played there is said by [`MatchMode::level`](super::MatchMode::level).

use super::{
    MatchError, ModeKind,
    hunt::{APART, has_room},
};
use crate::{gridworld::Level, names::named};

named! {
    /// Why a mode is not offered on a level.
    NotOffered, "versus-refused", {
        /// A race on which nothing depends on the moment.
        NothingMoves = "nothing-moves",
        /// There is no obstacle to steer.
        NothingHunts = "nothing-hunts",
        /// The hunter would begin on top of the hunted.
        TooClose = "too-close",
    }
}

impl ModeKind {
    /// Why the mode is not offered on a level, if it is not: in a race something moves; in a hunt an obstacle can begin far enough from
    /// the agent.
    #[must_use]
    pub fn refusal(self, level: &Level) -> Option<NotOffered> {
        match self {
            Self::Race if !level.has_motion() => Some(NotOffered::NothingMoves),
            Self::Hunt if level.obstacles.is_empty() => Some(NotOffered::NothingHunts),
            Self::Hunt if !has_room(level) => Some(NotOffered::TooClose),
            Self::Race | Self::Hunt | Self::Score => None,
        }
    }

    /// Whether the mode is offered on a level.
    ///
    /// # Errors
    /// Why it is not.
    pub fn check_level(self, level: &Level) -> Result<(), MatchError> {
        let name = || level.name.clone();
        match self.refusal(level) {
            None => Ok(()),
            Some(NotOffered::NothingMoves) => Err(MatchError::NothingMoves { level: name() }),
            Some(NotOffered::NothingHunts) => Err(MatchError::NothingHunts { level: name() }),
            Some(NotOffered::TooClose) => Err(MatchError::TooClose { level: name(), steps: APART }),
        }
    }
}
