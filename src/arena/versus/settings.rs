//! What a match is made from, and why one cannot be played. Who sits on the seats is said apart from it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::hunt::{APART, WAIT};
use crate::{
    arena::{Controller, SetupError},
    gridworld::{GridWorld, Level, LevelError},
    names::named,
};

/// How a round is won.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchMode {
    /// The first to stand on a goal takes the round; of several who come there in the same step the one with fewer hits. Where nobody comes
    /// there the round is drawn.
    #[default]
    Race,
    /// The higher return after `steps` steps takes the round, whatever the level's `max_steps`: who takes a goal begins another lap at once.
    Score {
        /// Steps of a round.
        steps: u32,
    },
    /// Seat 0 steers obstacles and takes the round by touching the agent of seat 1, which takes it by reaching a goal or lasting until
    /// `max_steps`. They begin [`MatchSettings::APART`] steps from each other, and an obstacle that waits within a step of a goal for more
    /// than [`MatchSettings::WAIT`] of its turns is sent back to where it began.
    Hunt {
        /// Which obstacles.
        hunters: Hunters,
    },
}

impl MatchMode {
    /// The level as this mode is played on it: a race is run as [`Level::for_race`] says, and no hit but a catch ends or turns back a
    /// hunt. Whoever makes a match puts it into the settings, so that they, and what is recorded of the match, say it themselves.
    #[must_use]
    pub fn level(self, level: &Level) -> Level {
        let mut level = if self == Self::Race { level.for_race() } else { level.clone() };
        if matches!(self, Self::Hunt { .. }) {
            level.on_hit = None;
        }
        level
    }

    /// Of which kind it is.
    #[must_use]
    pub const fn kind(self) -> ModeKind {
        match self {
            Self::Race => ModeKind::Race,
            Self::Score { .. } => ModeKind::Score,
            Self::Hunt { .. } => ModeKind::Hunt,
        }
    }
}

named! {
    /// The kinds of [`MatchMode`], by their names in files and flags.
    #[derive(Default)]
    ModeKind, "mode", {
        /// [`MatchMode::Race`].
        #[default]
        Race = "race",
        /// [`MatchMode::Score`].
        Score = "score",
        /// [`MatchMode::Hunt`].
        Hunt = "hunt",
    }
}

impl ModeKind {
    /// Such a mode; `steps` counts in a score round, `hunters` in a hunt.
    #[must_use]
    pub const fn with(self, steps: u32, hunters: Hunters) -> MatchMode {
        match self {
            Self::Race => MatchMode::Race,
            Self::Score => MatchMode::Score { steps },
            Self::Hunt => MatchMode::Hunt { hunters },
        }
    }
}

named! {
    /// Which obstacles the hunter steers.
    #[derive(Default)]
    Hunters, "hunters", {
        /// The one that starts nearest to the agent's shortest way to a goal, in cells regardless of walls; the first of several.
        #[default]
        One = "one",
        /// All of them, each whenever it is its turn.
        All = "all",
    }
}

/// A match, but for its players.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchSettings {
    /// The board and what happens on it is worth, as [`MatchMode::level`] says it. A match is played on what stands here.
    pub level: Arc<Level>,
    /// How rounds are won.
    pub mode: MatchMode,
    /// Pairs of rounds: one of [`Self::PAIRS`]. Whoever leads after the last has won.
    pub pairs: u32,
    /// Where all chance comes from.
    pub seed: u64,
    /// The board that every round of a race begins with, with one agent on the start of all; `None` where boards are drawn. A ghost and
    /// who races it meet the same world. One may race alone then.
    pub board: Option<Arc<GridWorld>>,
}

impl MatchSettings {
    /// Seats that a match can have.
    pub const SEATS: std::ops::RangeInclusive<usize> = 2..=4;
    /// How many pairs of rounds a match can have.
    pub const PAIRS: [u32; 3] = [1, 2, 4];
    /// Pairs that are played at most to decide a tie.
    pub const EXTRA_PAIRS: u32 = 3;
    /// Steps on foot between hunter and runner as a round begins, at least.
    pub const APART: u32 = APART;
    /// Turns that a hunter may have within a step of a goal, one after the other.
    pub const WAIT: u32 = WAIT;

    /// Rounds, but for those that decide a tie.
    #[must_use]
    pub const fn rounds(&self) -> u32 {
        2 * self.pairs
    }

    /// Whether the match is played on this level, with what the mode changes in it.
    #[must_use]
    pub fn is_on(&self, level: &Level) -> bool {
        *self.level == self.mode.level(level)
    }

    /// The level whose exact optimum is that of an agent's round, which begins as `world` does: the match's own, unless that makes every
    /// episode another game.
    pub(super) fn optimum_level(&self, world: &GridWorld, agent: usize) -> Arc<Level> {
        match self.level.each_episode() {
            Some(_) => Arc::new(world.episode_level(agent)),
            None => self.level.clone(),
        }
    }

    pub(super) const fn hunters(&self) -> Option<Hunters> {
        match self.mode {
            MatchMode::Hunt { hunters } => Some(hunters),
            MatchMode::Race | MatchMode::Score { .. } => None,
        }
    }

    /// Whether these controllers can play it.
    pub(super) fn check(&self, controllers: &[Controller]) -> Result<(), MatchError> {
        let least = if self.board.is_some() { 1 } else { *Self::SEATS.start() };
        if !(least..=*Self::SEATS.end()).contains(&controllers.len()) {
            return Err(MatchError::Seats { found: controllers.len() });
        }
        let fits = |board: &GridWorld| {
            self.mode == MatchMode::Race
                && *board.level() == self.level
                && board.steps() == 0
                && board.agents().len() == 1
        };
        if !self.board.as_deref().is_none_or(fits) {
            return Err(MatchError::Board { level: self.level.name.clone() });
        }
        if !Self::PAIRS.contains(&self.pairs) {
            return Err(MatchError::Pairs { found: self.pairs });
        }
        if self.hunters().is_some() {
            let [hunter, runner] = controllers else {
                return Err(MatchError::HuntSeats { found: controllers.len() });
            };
            self.mode.kind().check_level(&self.level)?;
            if !matches!(hunter, Controller::Person | Controller::Random | Controller::Script(_)) {
                return Err(MatchError::Hunter);
            }
            if matches!(runner.without_errors(), Controller::Optimum(_) | Controller::Optima(_)) {
                return Err(MatchError::HuntedOptimum);
            }
        }
        Ok(())
    }
}

/// Why a match cannot be played.
#[derive(Debug, Error)]
pub enum MatchError {
    /// Too few or too many seats.
    #[error("a match has 2 to 4 seats, not {found}: add or remove players")]
    Seats {
        /// Seats asked for.
        found: usize,
    },
    /// Another number of pairs than those that are offered.
    #[error("a match has 1, 2 or 4 pairs of rounds, not {found}")]
    Pairs {
        /// Pairs asked for.
        found: u32,
    },
    /// Another board than one that a race on the level can begin with.
    #[error("no race on level {level} begins with this board: choose another ghost, or the level as it was then")]
    Board {
        /// The level's name.
        level: String,
    },
    /// A hunt is for two.
    #[error("a hunt has two seats, first the hunter and then the hunted, not {found}")]
    HuntSeats {
        /// Seats asked for.
        found: usize,
    },
    /// There is no obstacle to steer.
    #[error("level {level} has no obstacle that could hunt: choose another level or another mode")]
    NothingHunts {
        /// The level's name.
        level: String,
    },
    /// A race on which nothing depends on the moment.
    #[error(
        "nothing moves on level {level}, so that every race on it is the same: choose another level or another mode"
    )]
    NothingMoves {
        /// The level's name.
        level: String,
    },
    /// The hunter would begin on top of the hunted.
    #[error(
        "on level {level} no obstacle can begin {steps} steps away from the agent and away from the goal: choose another level or another mode"
    )]
    TooClose {
        /// The level's name.
        level: String,
        /// How many are needed.
        steps: u32,
    },
    /// Who plays on foot cannot steer obstacles.
    #[error("only a person, chance or a script can hunt: agents have learned to run, so seat them second")]
    Hunter,
    /// The optimum knows the obstacles' own ways only.
    #[error(
        "the exact optimum knows obstacles that go their own way, not steered ones: let another agent be hunted, or choose another mode"
    )]
    HuntedOptimum,
    /// A controller changes seats only between rounds.
    #[error("a round is being played: wait for its end before somebody else takes the seat")]
    RoundRunning,
    /// No such seat.
    #[error("there is no seat {seat}; they are counted from 0")]
    NoSeat {
        /// The seat asked for.
        seat: usize,
    },
    /// The level cannot be played, with the round's steps as its `max_steps`.
    #[error(transparent)]
    Level(#[from] LevelError),
    /// A controller does not fit the level.
    #[error(transparent)]
    Setup(#[from] SetupError),
}
