//! What a person has chosen on the replay screen and finds again at the next start: speed, repeat, order of the list.

use std::cmp::Reverse;

use bevy::ecs::resource::Resource;
use serde::{Deserialize, Serialize};

use super::ReplayItem;
use crate::{
    language::Texts,
    names::named,
    panels::{Direction, within},
    replay::Origin,
};

/// The choices.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
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
        self.per_second = within(self.per_second, Self::SLOWEST..=Self::FASTEST, Self::default().per_second);
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

named! {
    /// The order of the list, within each of its parts.
    #[derive(Default)]
    ReplaySort, "replay-sort", {
        /// What was kept last comes first.
        #[default]
        Newest = "newest",
        /// By level, from A on.
        Level = "level",
        /// The highest return comes first.
        Return = "return",
        /// The longest comes first.
        Length = "length",
    }
}

impl ReplaySort {
    /// Sorts a part of the list. What is equal stays as it was: the newest first.
    pub(super) fn sort(self, items: &mut [&ReplayItem], texts: &Texts) {
        match self {
            Self::Newest => {}
            Self::Level => items.sort_by_cached_key(|item| item.level(texts)),
            Self::Return => items.sort_by(|one, other| other.episode_return().total_cmp(&one.episode_return())),
            Self::Length => items.sort_by_key(|item| Reverse(item.steps())),
        }
    }
}

named! {
    /// What was played, as the list tells apart.
    ReplayKind, "replay-kind", {
        /// An episode of a learner.
        Training = "training",
        /// A round of a match.
        Match = "match",
        /// An episode of a controller that does not learn.
        Rollout = "rollout",
    }
}

impl ReplayKind {
    /// What a replay says of itself.
    #[must_use]
    pub const fn of(kind: &Origin) -> Self {
        match kind {
            Origin::Training { .. } => Self::Training,
            Origin::Match { .. } => Self::Match,
            Origin::Rollout { .. } => Self::Rollout,
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
