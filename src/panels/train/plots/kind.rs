//! Which plots there are: their names and the curves in each.

use super::LaneCurves;
use crate::{
    arena::Metric,
    learning::{Exploration, Learns, Spec},
    names::named,
};

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
        /// TD error, or advantage where a return is compared with a baseline.
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

    /// Keys of its texts: the name over it, the short one, and the explanation. They say what is drawn of these lanes.
    pub(super) fn keys(self, lanes: &[LaneCurves<'_>]) -> [String; 3] {
        let name = match self {
            Self::Exploration => match in_common(lanes, |spec| spec.exploration) {
                Some(Exploration::Epsilon) => "epsilon",
                Some(Exploration::Entropy) => "entropy",
                None => self.name(),
            },
            Self::TdError => match in_common(lanes, |spec| spec.learns) {
                Some(Learns::EachStep) => self.name(),
                Some(Learns::EndOfEpisode) => "advantage",
                None => "error",
            },
            _ => self.name(),
        };
        ["", "-short", "-help"].map(|ending| format!("plot-{name}{ending}"))
    }
}

/// What the algorithms of all lanes have in common; `None` where they differ.
fn in_common<T: PartialEq>(lanes: &[LaneCurves<'_>], of: impl Fn(&Spec) -> T) -> Option<T> {
    let mut all = lanes.iter().map(|lane| of(lane.algorithm.spec()));
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}
