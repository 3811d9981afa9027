//! Which plots there are: their names and the curves in each.

use crate::{arena::Metric, learning::Exploration, names::named};

named! {
    /// One plot.
    PlotKind, "plot", {
        /// Return per episode, its moving average and the optimum.
        Return = "return",
        /// Success and hit-free rate.
        Rates = "rates",
        /// Steps per episode.
        Length = "length",
        /// Loss per update.
        Loss = "loss",
        /// TD error or advantage.
        TdError = "td-error",
        /// Epsilon or entropy.
        Exploration = "exploration",
        /// Steps per second.
        Speed = "speed",
    }
}

impl PlotKind {
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
    pub(super) fn keys(self, exploration: Option<Exploration>) -> [String; 3] {
        let name = match (self, exploration) {
            (Self::Exploration, Some(Exploration::Epsilon)) => "epsilon",
            (Self::Exploration, Some(Exploration::Entropy)) => "entropy",
            _ => self.name(),
        };
        ["", "-short", "-help"].map(|ending| format!("plot-{name}{ending}"))
    }
}
