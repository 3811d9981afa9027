//! The kinds of moments that are worth a jump: how they look is in `marker_shape`. Which moments they are is found in `replay`.

use crate::{
    names::named,
    replay::{Event, Marker},
};

named! {
    /// Why a moment is worth a jump.
    MarkerKind, "marker", {
        /// An obstacle was met.
        Hit = "hit",
        /// A goal was reached.
        Goal = "goal",
        /// The action was drawn instead of taken for its value.
        Explored = "explored",
        /// One of the greatest TD errors.
        Surprise = "surprise",
    }
}

impl MarkerKind {
    /// Of a marker.
    #[must_use]
    pub const fn of(marker: &Marker) -> Self {
        match marker.event {
            Event::Hit(_) => Self::Hit,
            Event::Goal => Self::Goal,
            Event::Explored => Self::Explored,
            Event::Surprise(_) => Self::Surprise,
        }
    }

    /// Whether a marker is of this kind.
    pub(super) fn is_of(self, marker: &Marker) -> bool {
        Self::of(marker) == self
    }

    /// The row above the bar in which it stands, counted from the bar: what is frequent stands lowest.
    pub(super) const fn row(self) -> usize {
        match self {
            Self::Explored => 0,
            Self::Surprise => 1,
            Self::Hit | Self::Goal => 2,
        }
    }

    /// Rows above the bar.
    pub(super) const ROWS: usize = 3;
}
