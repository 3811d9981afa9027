//! The kinds of moments that are worth a jump: each has a colour and a shape of its own. Which moments they are is found in `replay`.

use std::f32::consts::TAU;

use bevy_egui::egui::{Color32, Painter, Pos2, Shape, Stroke, Vec2, vec2};

use crate::{
    names::named,
    panels::Look,
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

    pub(super) fn colour(self, look: Look<'_>) -> Color32 {
        let p = &look.theme.palette;
        match self {
            Self::Hit => p.obstacle,
            Self::Goal => p.goal_line,
            Self::Explored => p.text_soft,
            Self::Surprise => p.difference,
        }
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

    /// Draws its shape: a hit is a hexagon, a goal a diamond, an exploratory action a ring, a surprise a triangle.
    pub(super) fn paint(self, painter: &Painter, centre: Pos2, radius: f32, colour: Color32) {
        let polygon = |corners: u8, radius: f32, centre: Pos2| {
            let corner = |n: u8| centre + Vec2::angled(TAU * (f32::from(n) / f32::from(corners) - 0.25)) * radius;
            Shape::convex_polygon((0..corners).map(corner).collect(), colour, Stroke::NONE)
        };
        match self {
            Self::Hit => drop(painter.add(polygon(6, radius, centre))),
            Self::Goal => drop(painter.add(polygon(4, radius * 1.15, centre))),
            Self::Explored => {
                let ring = Stroke::new((radius * 0.4).max(1.0), colour);
                painter.circle_stroke(centre, radius * 0.62, ring);
            }
            Self::Surprise => drop(painter.add(polygon(3, radius * 1.15, centre + vec2(0.0, radius * 0.15)))),
        }
    }
}
