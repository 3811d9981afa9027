//! Obstacles: angular where agents are round, a shape for each kind of motion, a bracket for the next move.
//! Only painting; where an obstacle stands is worked out with the other pieces.

use std::f32::consts::{FRAC_PI_2, PI};

use bevy::prelude::*;

use super::{ObstacleView, Painter, Shape, pieces::PaintContext};
use crate::gridworld::MotionKind;

/// Bodies reach this far, in cells.
pub(super) const RADIUS: f32 = 0.4;

pub fn paint_obstacle(painter: &mut Painter, obstacle: &ObstacleView, at: Vec2, stage: &PaintContext) {
    let palette = stage.palette;
    let turn = match obstacle.motion {
        // A chaser's spikes turn slowly, so that it looks awake.
        MotionKind::Chase if !stage.still => stage.seconds * 0.5 % PI,
        _ => 0.0,
    };
    let radius = RADIUS * stage.enlarged;
    let shadow = Shape::disc(at + Vec2::new(0.0, 0.09), RADIUS * 0.85).blurred(0.09);
    painter.draw(shadow, palette.shadow.with_alpha(0.4));
    painter.draw(body(obstacle.motion, at, radius, 0.0, turn), palette.hazard_line);
    painter.draw(body(obstacle.motion, at, radius, 0.045, turn), palette.hazard);
    if !stage.features {
        return;
    }
    if obstacle.motion == MotionKind::Loop {
        let ring = Shape::disc(at, 0.245).stroke(0.028);
        painter.draw(ring, palette.hazard_line.with_alpha(0.55));
    }
    paint_next(painter, obstacle, at, stage);
}

/// A square stands still, a hexagon lying along its line patrols, an octagon goes round, a diamond wanders, spikes chase.
/// `inset` draws all edges in alike.
pub(super) fn body(motion: MotionKind, at: Vec2, radius: f32, inset: f32, turn: f32) -> Shape {
    let polygon = |radius: f32, corners: u32| Shape::polygon(at, radius - inset, corners).rounded(0.09 - inset);
    match motion {
        MotionKind::Still => Shape::rectangle(at, Vec2::splat(radius * 0.84 - inset)).rounded(0.11 - inset),
        MotionKind::PatrolX => polygon(radius, 6).turned(FRAC_PI_2),
        MotionKind::PatrolY => polygon(radius, 6),
        MotionKind::Loop => polygon(radius, 8).turned(PI / 8.0),
        MotionKind::Walk => polygon(radius * 1.06, 4),
        MotionKind::Chase => {
            let rounding = (0.06 - inset).max(0.0);
            Shape::star(at, radius * 1.1 - inset, 10, 3.4).rounded(rounding).turned(turn)
        }
    }
}

/// The next move: a bright bracket if it comes on the next step, a dim one if later; dots where chance decides.
fn paint_next(painter: &mut Painter, obstacle: &ObstacleView, at: Vec2, stage: &PaintContext) {
    if obstacle.motion == MotionKind::Still {
        for (x, y) in [(1.0, 1.0), (1.0, -1.0)] {
            let arm = Vec2::new(x, y) * 0.13;
            painter.draw(Shape::line(at - arm, at + arm, 0.065), stage.palette.hazard_line);
        }
        return;
    }
    let soon = obstacle.steps_until_move <= 1;
    let colour = if soon { LinearRgba::WHITE } else { stage.palette.hazard_line };
    let (dx, dy) = obstacle.next;
    let direction = Vec2::new(dx as f32, dy as f32);
    if direction == Vec2::ZERO {
        for side in [Vec2::X, Vec2::Y, Vec2::NEG_X, Vec2::NEG_Y] {
            painter.draw(Shape::disc(at + side * 0.13, 0.038), colour);
        }
        return;
    }
    let bracket = Shape::chevron(at + direction * 0.02, Vec2::new(0.075, 0.14), 0.065);
    painter.draw(bracket.towards(direction), colour);
}
