//! On which levels a mode is offered, and why not on the others.
//! How it is played there is said by [`MatchMode::level`](super::MatchMode::level).

use super::{
    MatchError, ModeKind,
    hunt::{APART, has_room},
};
use crate::{gridworld::Level, names::named};

named! {
    /// Why a mode is not offered on a level.
    Refusal, "versus-refused", {
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
    pub fn refusal(self, level: &Level) -> Option<Refusal> {
        match self {
            Self::Race if !level.has_motion() => Some(Refusal::NothingMoves),
            Self::Hunt if level.obstacles.is_empty() => Some(Refusal::NothingHunts),
            Self::Hunt if !has_room(level) => Some(Refusal::TooClose),
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
            Some(Refusal::NothingMoves) => Err(MatchError::NothingMoves { level: name() }),
            Some(Refusal::NothingHunts) => Err(MatchError::NothingHunts { level: name() }),
            Some(Refusal::TooClose) => Err(MatchError::TooClose { level: name(), steps: APART }),
        }
    }
}
