//! Which plots there are: their names and the curves in each.

use serde::{Deserialize, Serialize};

use crate::{arena::Metric, learning::Exploration};

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

    /// Keys of its texts: the name over it, the short one, and the explanation. `exploration` is how all lanes explore.
    pub(super) const fn keys(self, exploration: Option<Exploration>) -> [&'static str; 3] {
        match (self, exploration) {
            (Self::Return, _) => ["plot-return", "plot-return-short", "plot-return-help"],
            (Self::Rates, _) => ["plot-rates", "plot-rates-short", "plot-rates-help"],
            (Self::Length, _) => ["plot-length", "plot-length-short", "plot-length-help"],
            (Self::Loss, _) => ["plot-loss", "plot-loss-short", "plot-loss-help"],
            (Self::TdError, _) => ["plot-td-error", "plot-td-error-short", "plot-td-error-help"],
            (Self::Exploration, Some(Exploration::Epsilon)) => {
                ["plot-epsilon", "plot-epsilon-short", "plot-epsilon-help"]
            }
            (Self::Exploration, Some(Exploration::Entropy)) => {
                ["plot-entropy", "plot-entropy-short", "plot-entropy-help"]
            }
            (Self::Exploration, None) => ["plot-exploration", "plot-exploration-short", "plot-exploration-help"],
            (Self::Speed, _) => ["plot-speed", "plot-speed-short", "plot-speed-help"],
        }
    }
}
