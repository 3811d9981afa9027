//! Which plots there are: their names and the curves in each.

use serde::{Deserialize, Serialize};

use super::ExplorationKind;
use crate::arena::Metric;

/// One plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PlotKind {
    /// Return per episode, its moving average and the optimum.
    Return,
    /// Success and hit-free rate.
    Rates,
    /// Steps per episode.
    Length,
    /// Loss per update.
    Loss,
    /// TD error or advantage.
    TdError,
    /// Epsilon or entropy.
    Exploration,
    /// Steps per second.
    Speed,
}

impl PlotKind {
    /// All of them, from top to bottom.
    pub const ALL: [Self; 7] =
        [Self::Return, Self::Rates, Self::Length, Self::Loss, Self::TdError, Self::Exploration, Self::Speed];

    /// The curves in it; none for the speed, which is not told per episode.
    pub(super) const fn metrics(self) -> &'static [Metric] {
        match self {
            Self::Return => &[Metric::Return],
            Self::Rates => &[Metric::Success, Metric::HitFree],
            Self::Length => &[Metric::Length],
            Self::Loss => &[Metric::Loss],
            Self::TdError => &[Metric::TdError],
            Self::Exploration => &[Metric::Exploration],
            Self::Speed => &[],
        }
    }

    /// Key of the name over it.
    pub(super) const fn title_key(self, exploration: ExplorationKind) -> &'static str {
        match (self, exploration) {
            (Self::Return, _) => "plot-return",
            (Self::Rates, _) => "plot-rates",
            (Self::Length, _) => "plot-length",
            (Self::Loss, _) => "plot-loss",
            (Self::TdError, _) => "plot-td-error",
            (Self::Exploration, ExplorationKind::Epsilon) => "plot-epsilon",
            (Self::Exploration, ExplorationKind::Entropy) => "plot-entropy",
            (Self::Exploration, ExplorationKind::Mixed) => "plot-exploration",
            (Self::Speed, _) => "plot-speed",
        }
    }

    /// Key of its short name.
    pub(super) const fn short_key(self, exploration: ExplorationKind) -> &'static str {
        match (self, exploration) {
            (Self::Return, _) => "plot-return-short",
            (Self::Rates, _) => "plot-rates-short",
            (Self::Length, _) => "plot-length-short",
            (Self::Loss, _) => "plot-loss-short",
            (Self::TdError, _) => "plot-td-error-short",
            (Self::Exploration, ExplorationKind::Epsilon) => "plot-epsilon-short",
            (Self::Exploration, ExplorationKind::Entropy) => "plot-entropy-short",
            (Self::Exploration, ExplorationKind::Mixed) => "plot-exploration-short",
            (Self::Speed, _) => "plot-speed-short",
        }
    }

    /// Key of its explanation.
    pub(super) const fn help_key(self, exploration: ExplorationKind) -> &'static str {
        match (self, exploration) {
            (Self::Return, _) => "plot-return-help",
            (Self::Rates, _) => "plot-rates-help",
            (Self::Length, _) => "plot-length-help",
            (Self::Loss, _) => "plot-loss-help",
            (Self::TdError, _) => "plot-td-error-help",
            (Self::Exploration, ExplorationKind::Epsilon) => "plot-epsilon-help",
            (Self::Exploration, ExplorationKind::Entropy) => "plot-entropy-help",
            (Self::Exploration, ExplorationKind::Mixed) => "plot-exploration-help",
            (Self::Speed, _) => "plot-speed-help",
        }
    }
}
