//! What a person has chosen on the replay screen and finds again at the next start: speed, repeat, order of the list.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::ReplayRow;
use crate::panels::Direction;

/// The choices.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReplayChoices {
    /// Steps a second while it plays.
    pub per_second: f32,
    /// Whether the end is followed by the start.
    pub repeat: bool,
    /// The order of the list.
    pub sort: ReplaySort,
}

impl Default for ReplayChoices {
    fn default() -> Self {
        Self { per_second: 4.0, repeat: false, sort: ReplaySort::default() }
    }
}

impl ReplayChoices {
    /// Slowest, steps a second.
    pub const SLOWEST: f32 = 0.5;
    /// Fastest, steps a second.
    pub const FASTEST: f32 = 256.0;

    /// With every choice within its range.
    #[must_use]
    pub fn settled(mut self) -> Self {
        self.per_second = if self.per_second.is_finite() {
            self.per_second.clamp(Self::SLOWEST, Self::FASTEST)
        } else {
            Self::default().per_second
        };
        self
    }

    /// The speed, doubled or halved, within the limits.
    #[must_use]
    pub fn changed_speed(self, direction: Direction) -> f32 {
        let factor = match direction {
            Direction::Up => 2.0,
            Direction::Down => 0.5,
        };
        (self.per_second * factor).clamp(Self::SLOWEST, Self::FASTEST)
    }
}

/// The order of the list, within each of its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReplaySort {
    /// What was kept last comes first.
    #[default]
    Newest,
    /// By level, from A on.
    Level,
    /// The highest return comes first.
    Return,
    /// The longest comes first.
    Length,
}

impl ReplaySort {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Newest, Self::Level, Self::Return, Self::Length];

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Newest => "replay-sort-newest",
            Self::Level => "replay-sort-level",
            Self::Return => "replay-sort-return",
            Self::Length => "replay-sort-length",
        }
    }

    /// Which of two comes first. What is equal stays as it was: the newest first.
    pub(super) fn order(self, one: &ReplayRow, other: &ReplayRow) -> Ordering {
        match self {
            Self::Newest => Ordering::Equal,
            Self::Level => one.level.cmp(&other.level),
            Self::Return => other.episode_return.total_cmp(&one.episode_return),
            Self::Length => other.steps.cmp(&one.steps),
        }
    }
}

/// What was played, as the list tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplayKind {
    /// An episode of a learner.
    Training,
    /// A round of a match.
    Match,
    /// An episode of a pilot that does not learn.
    Rollout,
}

impl ReplayKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Training, Self::Match, Self::Rollout];

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Training => "replay-kind-training",
            Self::Match => "replay-kind-match",
            Self::Rollout => "replay-kind-rollout",
        }
    }

    /// Its icon.
    pub(super) const fn icon(self) -> &'static str {
        match self {
            Self::Training => egui_phosphor::regular::GRADUATION_CAP,
            Self::Match => egui_phosphor::regular::GAME_CONTROLLER,
            Self::Rollout => egui_phosphor::regular::ROBOT,
        }
    }
}
