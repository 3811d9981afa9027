//! The mark of a seat: its colour and the shape that its token has on the board.

use std::f32::consts::TAU;

use bevy_egui::egui::{
    Color32, CornerRadius, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, Vec2,
    epaint::{CircleShape, RectShape},
    vec2,
};

use crate::panels::Look;

/// The colour of a seat; further seats share the last.
pub(in crate::panels) fn colour(look: Look<'_>, seat: usize) -> Color32 {
    let seats = &look.theme.palette.seats;
    seats[seat.min(seats.len() - 1)]
}

/// A mark as high as a line of text.
pub(in crate::panels) fn mark(ui: &mut Ui, look: Look<'_>, seat: usize) -> Response {
    let side = look.size(ui) * 1.2;
    let (response, painter) = ui.allocate_painter(vec2(side, side), Sense::hover());
    paint(&painter, seat, response.rect.center(), side * 0.42, colour(look, seat));
    response
}

/// Disc, square, hexagon, triangle, as on the board.
pub(in crate::panels) fn paint(painter: &Painter, seat: usize, centre: Pos2, radius: f32, colour: Color32) {
    painter.add(shape(seat, centre, radius, colour, Stroke::NONE));
}

/// Only its outline.
pub(super) fn paint_empty(painter: &Painter, seat: usize, centre: Pos2, radius: f32, colour: Color32) {
    let line = Stroke::new((radius * 0.16).max(1.2), colour);
    painter.add(shape(seat, centre, radius - line.width / 2.0, Color32::TRANSPARENT, line));
}

fn shape(seat: usize, centre: Pos2, radius: f32, fill: Color32, line: Stroke) -> Shape {
    let polygon = |corners: u8, radius: f32, centre: Pos2| {
        let corner = |n: u8| centre + Vec2::angled(TAU * (f32::from(n) / f32::from(corners) - 0.25)) * radius;
        Shape::convex_polygon((0..corners).map(corner).collect(), fill, line)
    };
    match seat {
        0 => CircleShape { center: centre, radius, fill, stroke: line }.into(),
        1 => {
            let square = Rect::from_center_size(centre, Vec2::splat(radius * 1.8));
            RectShape::new(square, CornerRadius::same(2), fill, line, StrokeKind::Middle).into()
        }
        2 => polygon(6, radius * 1.12, centre),
        _ => polygon(3, radius * 1.25, centre + vec2(0.0, radius * 0.15)),
    }
}
