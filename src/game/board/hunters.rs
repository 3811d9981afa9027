//! Obstacles that somebody steers in a hunt: the body of their kind in the seat's colour, with a face, and a ring around, which is whole
//! before a step in which the obstacle moves.
//! Only painting; where an obstacle stands is worked out with the other pieces.

use std::f32::consts::TAU;

use bevy::prelude::*;

use super::{
    ObstacleView, Painter, Shape,
    faces::{Mood, Token, paint_features},
    obstacles::{RADIUS, body},
    pieces::PaintContext,
};

/// The ring tells who is steered where colours cannot be told apart.
const RING: f32 = 0.46;
/// Dots of a ring that is not whole.
const DOTS: u8 = 12;

pub fn paint_hunter(
    painter: &mut Painter,
    obstacle: &ObstacleView,
    seat: usize,
    at: Vec2,
    mood: Mood,
    stage: &PaintContext,
) {
    let palette = stage.palette;
    let (colour, radius) = (palette.seat(seat), RADIUS * stage.enlarged);
    let shadow = Shape::disc(at + Vec2::new(0.0, 0.09), RADIUS * 0.85).blurred(0.09);
    painter.draw(shadow, palette.shadow.with_alpha(0.4));
    paint_ring(painter, at, RING * stage.enlarged, obstacle.steps_until_move <= 1, colour);
    painter.draw(body(obstacle.motion, at, radius, 0.0, 0.0), palette.agent_line);
    painter.draw(body(obstacle.motion, at, radius, 0.045, 0.0), colour);
    if !stage.features {
        return;
    }
    let (from, to) = (obstacle.from, obstacle.to);
    let facing = Vec2::new((to.x - from.x) as f32, (to.y - from.y) as f32);
    let token = Token { at, facing, stretch: 0.0, seat, alive: true, mood };
    let face = at + facing * 0.05;
    paint_features(painter, &token, face, stage);
    // Brows that lean inwards: it is after somebody.
    if mood == Mood::Calm {
        for side in [-1.0, 1.0] {
            let [inner, outer] = [Vec2::new(side * 0.045, -0.115), Vec2::new(side * 0.165, -0.175)];
            painter.draw(Shape::line(face + inner, face + outer, 0.034), palette.agent_line);
        }
    }
}

/// Whole where the obstacle moves in the next step; of dots while a slow one waits for its turn.
fn paint_ring(painter: &mut Painter, at: Vec2, radius: f32, is_next: bool, colour: LinearRgba) {
    if is_next {
        painter.draw(Shape::disc(at, radius).stroke(0.04), colour);
        return;
    }
    for dot in 0..DOTS {
        let beside = Vec2::from_angle(TAU * f32::from(dot) / f32::from(DOTS)) * (radius - 0.02);
        painter.draw(Shape::disc(at + beside, 0.02), colour);
    }
}
