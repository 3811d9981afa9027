//! The colour and the shape of each kind of marker.

use std::f32::consts::TAU;

use bevy_egui::egui::{Color32, Painter, Pos2, Shape, Stroke, Vec2, vec2};

use super::MarkerKind;
use crate::panels::Look;

impl MarkerKind {
    pub(super) fn colour(self, look: Look<'_>) -> Color32 {
        let p = &look.theme.palette;
        match self {
            Self::Hit => p.obstacle,
            Self::Goal => p.goal_line,
            Self::Explored => p.text_soft,
            Self::Surprise => p.difference,
        }
    }

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
