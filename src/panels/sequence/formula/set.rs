//! A piece of a formula that is laid out: how large it is, and what is painted where.
//! Where pieces are put is `compose`'s business.

use std::sync::Arc;

use bevy_egui::egui::{Color32, Galley, Painter, Pos2, Shape, Stroke, Vec2};

/// A piece that is laid out. Its origin is its left end on the baseline; y grows downwards.
#[derive(Default)]
pub(super) struct Set {
    pub width: f32,
    /// How far its ink reaches up.
    pub ascent: f32,
    /// How far its ink reaches down.
    pub descent: f32,
    /// How far its upper right corner leans out, where it is a leaning letter.
    pub lean: f32,
    parts: Vec<Part>,
}

enum Part {
    Text(Vec2, Arc<Galley>),
    Stroke(Vec<Vec2>, f32),
}

impl Set {
    /// So much room, with nothing in it yet.
    pub(super) fn of_width(width: f32) -> Self {
        Self { width, ..Self::default() }
    }

    pub(super) fn height(&self) -> f32 {
        self.ascent + self.descent
    }

    /// The same at another place, with the room before it.
    pub(super) fn moved(self, by: Vec2) -> Self {
        let mut set = Self::default();
        set.put(self, by);
        set
    }

    /// Takes another piece in, moved.
    pub(super) fn put(&mut self, other: Self, by: Vec2) {
        self.ascent = self.ascent.max(other.ascent - by.y);
        self.descent = self.descent.max(other.descent + by.y);
        self.width = self.width.max(by.x + other.width);
        self.parts.extend(other.parts.into_iter().map(|part| match part {
            Part::Text(at, galley) => Part::Text(at + by, galley),
            Part::Stroke(points, width) => Part::Stroke(points.into_iter().map(|point| point + by).collect(), width),
        }));
    }

    /// A galley of one row, by its upper left corner; how high its ink is is the caller's to say.
    pub(super) fn text(&mut self, at: Vec2, galley: Arc<Galley>) {
        self.parts.push(Part::Text(at, galley));
    }

    pub(super) fn stroke(&mut self, points: Vec<Vec2>, width: f32) {
        for point in &points {
            self.ascent = self.ascent.max(width / 2.0 - point.y);
            self.descent = self.descent.max(width / 2.0 + point.y);
        }
        self.parts.push(Part::Stroke(points, width));
    }

    pub(super) fn paint(&self, painter: &Painter, origin: Pos2, ink: Color32) {
        for part in &self.parts {
            match part {
                Part::Text(at, galley) => {
                    painter.galley(origin + *at, Arc::clone(galley), ink);
                }
                Part::Stroke(points, width) => {
                    let points = points.iter().map(|point| origin + *point).collect();
                    painter.add(Shape::line(points, Stroke::new(*width, ink)));
                }
            }
        }
    }
}
