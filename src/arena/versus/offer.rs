//! On which levels a mode is offered, and why not on the others.
//! How it is played there is said by [`MatchMode::level`](super::MatchMode::level).

use super::{
    MatchError, ModeKind,
    hunt::{APART, has_room},
};
use crate::gridworld::Level;

/// Built-in levels on which no race is offered: the share of its rounds, in per cent, that a sequence of keys learned by heart wins there.
const BY_HEART: &[(&str, u32)] = &[];

impl ModeKind {
    /// Whether the mode is offered on a level: in a race something moves, and keys learned by heart do not win it; in a hunt an obstacle
    /// can begin far enough from the agent.
    ///
    /// # Errors
    /// Why it is not.
    pub fn check_level(self, level: &Level) -> Result<(), MatchError> {
        let name = || level.name.clone();
        match self {
            Self::Race if !level.has_motion() => Err(MatchError::NothingMoves { level: name() }),
            Self::Race => match by_heart(level, BY_HEART) {
                Some(percent) => Err(MatchError::ByHeart { level: name(), percent }),
                None => Ok(()),
            },
            Self::Hunt if level.obstacles.is_empty() => Err(MatchError::NothingHunts { level: name() }),
            Self::Hunt if !has_room(level) => Err(MatchError::TooClose { level: name(), steps: APART }),
            Self::Hunt | Self::Score => Ok(()),
        }
    }
}

/// What such a list says of a level; nothing of one that was changed.
fn by_heart(level: &Level, listed: &[(&str, u32)]) -> Option<u32> {
    let (name, percent) = listed.iter().find(|(name, _)| *name == level.name)?;
    (Level::built_in(name).as_ref() == Some(level)).then_some(*percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_of_the_list_is_known_as_long_as_it_is_what_was_measured() {
        let listed = [("rush", 40)];
        let mut rush = Level::built_in("rush").expect("it is built in");
        assert_eq!(by_heart(&rush, &listed), Some(40));
        rush.obstacles.pop();
        assert_eq!(by_heart(&rush, &listed), None);
        assert_eq!(by_heart(&Level::built_in("plaza").expect("it is built in"), &listed), None);
    }
}
