//! Agents: friendly tokens whose eyes look where they go; seats differ in colour and in shape.
//! Only painting; where a token stands is worked out with the other pieces.

use std::f32::consts::PI;

use bevy::prelude::*;

use super::{Painter, Shape, pieces::PaintContext};

/// How an agent feels about what has just happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Calm,
    Glad,
    Hurt,
    Sad,
}

/// An agent as it is to be painted now, in board coordinates.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub at: Vec2,
    /// A unit vector along an axis, or zero: looking at the viewer.
    pub facing: Vec2,
    /// 0 at rest to 1 in the middle of a move: it becomes a little longer that way.
    pub stretch: f32,
    pub seat: usize,
    pub alive: bool,
    pub mood: Mood,
}

/// Bodies reach this far, in cells.
const RADIUS: f32 = 0.36;
const BLINK_EVERY: f32 = 3.7;
const BLINK_LASTS: f32 = 0.13;

pub fn paint_agent(painter: &mut Painter, token: &Token, stage: &PaintContext) {
    let palette = stage.palette;
    let strength = if token.alive { 1.0 } else { 0.45 };
    let fill = palette.seat(token.seat);
    let stretch = if stage.still { 0.0 } else { token.stretch * 0.07 };
    let along = token.facing.abs();
    let scale = Vec2::ONE + along * stretch - along.yx() * stretch;
    let shadow = Shape::disc(token.at + Vec2::new(0.0, 0.09), RADIUS * 0.92).blurred(0.09);
    painter.draw(shadow, palette.shadow.with_alpha(0.4 * strength));
    let body = |inset: f32| body(token.seat, token.at, scale, RADIUS * stage.enlarged, inset);
    painter.draw(body(0.0), palette.agent_line.with_alpha(strength));
    painter.draw(body(0.04), fill.with_alpha(strength));
    if !stage.features {
        return;
    }
    let shine = Shape::disc(token.at + Vec2::new(-0.09, -0.14), 0.07).blurred(0.08);
    painter.draw(shine, LinearRgba::WHITE.with_alpha(0.15 * strength));
    // A triangle has room for a face further down only, and less of it.
    let (turn, lower) = if token.seat < 3 { (0.07, -0.02) } else { (0.03, 0.11) };
    let face = token.at + token.facing * turn + Vec2::new(0.0, lower);
    paint_features(painter, token, face, stage);
}

/// Eyes and mouth around a place.
pub(super) fn paint_features(painter: &mut Painter, token: &Token, face: Vec2, stage: &PaintContext) {
    paint_eyes(painter, token, face, stage);
    paint_mouth(painter, token, face, stage);
}

/// Seats by shape as well as colour: disc, square, hexagon, triangle. `inset` draws all edges in alike.
fn body(seat: usize, at: Vec2, scale: Vec2, radius: f32, inset: f32) -> Shape {
    match seat {
        0 => Shape::pill(at, scale * radius - Vec2::splat(inset)),
        1 => Shape::rectangle(at, scale * radius * 0.9 - Vec2::splat(inset)).rounded(0.14 - inset),
        2 => Shape::polygon(at, radius * 1.12 - inset, 6).rounded(0.1 - inset),
        _ => Shape::polygon(at + Vec2::new(0.0, 0.06), radius * 1.3 - inset, 3).rounded(0.15 - inset),
    }
}

fn paint_eyes(painter: &mut Painter, token: &Token, face: Vec2, stage: &PaintContext) {
    let line = stage.palette.face_on(stage.palette.seat(token.seat));
    let seconds = stage.seconds + token.seat as f32 * 1.3;
    let blinking = !stage.still && seconds % BLINK_EVERY < BLINK_LASTS;
    for side in [-1.0, 1.0] {
        let eye = face + Vec2::new(side * 0.105, -0.045);
        let (left, right) = (Vec2::new(-0.05, 0.0), Vec2::new(0.05, 0.0));
        match token.mood {
            _ if !token.alive || (blinking && token.mood == Mood::Calm) => {
                painter.draw(Shape::line(eye + left, eye + right, 0.028), line);
            }
            Mood::Hurt => {
                // Eyes pressed together: > <
                let inwards = Vec2::new(-side, 0.0);
                let wince = Shape::chevron(eye, Vec2::new(0.035, 0.055), 0.03);
                painter.draw(wince.towards(inwards), line);
            }
            Mood::Glad => {
                let smile = Shape::arc(eye + Vec2::new(0.0, 0.03), 0.055, 1.25, 0.032);
                painter.draw(smile, line);
            }
            Mood::Calm | Mood::Sad => {
                painter.draw(Shape::pill(eye, Vec2::new(0.068, 0.085)), LinearRgba::WHITE);
                let mut pupil = eye + token.facing * Vec2::new(0.028, 0.038);
                if token.mood == Mood::Sad {
                    // It looks to the floor, the outer ends of its brows down.
                    pupil = eye + Vec2::new(0.0, 0.036);
                    let [inner, outer] = [Vec2::new(-side * 0.05, -0.13), Vec2::new(side * 0.07, -0.085)];
                    painter.draw(Shape::line(eye + inner, eye + outer, 0.028), line);
                }
                painter.draw(Shape::pill(pupil, Vec2::new(0.038, 0.046)), stage.palette.agent_line);
                let glint = pupil + Vec2::new(-0.012, -0.016);
                painter.draw(Shape::disc(glint, 0.013), LinearRgba::WHITE);
            }
        }
    }
}

fn paint_mouth(painter: &mut Painter, token: &Token, face: Vec2, stage: &PaintContext) {
    let line = stage.palette.face_on(stage.palette.seat(token.seat));
    let at = face + Vec2::new(0.0, 0.1);
    let mouth = match token.mood {
        _ if !token.alive => Shape::pill(at + Vec2::new(0.0, 0.03), Vec2::new(0.05, 0.013)),
        Mood::Hurt => Shape::pill(at + Vec2::new(0.0, 0.035), Vec2::new(0.04, 0.05)),
        Mood::Glad => Shape::arc(at - Vec2::new(0.0, 0.04), 0.1, 1.2, 0.035).turned(PI),
        Mood::Calm => Shape::arc(at - Vec2::new(0.0, 0.05), 0.09, 0.75, 0.026).turned(PI),
        Mood::Sad => Shape::arc(at + Vec2::new(0.0, 0.09), 0.08, 0.9, 0.032),
    };
    painter.draw(mouth, line);
}
