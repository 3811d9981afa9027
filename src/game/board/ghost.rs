//! A ghost: an outline that one can see through, with a hem, and eyes. No piece has its shape or its lack of colour, so that nobody takes
//! it for something that can be met. Only painting; where it stands is worked out with the other pieces.

use std::f32::consts::{FRAC_PI_2, PI};

use bevy::prelude::*;

use super::{Painter, Shape, easing::breath, pieces::PaintContext};

/// Half of its width, and from its middle to the hem, in cells: it reaches beyond a piece that stands on the same cell.
const HALF: f32 = 0.39;
const DROP: f32 = 0.3;
const LINE: f32 = 0.045;

pub fn paint_ghost(painter: &mut Painter, at: Vec2, stage: &PaintContext) {
    let palette = stage.palette;
    let sway = if stage.still { 0.0 } else { breath(stage.seconds, 2.2) * 0.02 };
    let at = at + Vec2::new(0.0, sway - 0.02);
    let (fill, line) = (palette.ink.with_alpha(0.1), palette.ink.with_alpha(0.85));
    let (tuft, hem) = (HALF / 3.0, at.y + DROP);
    // The head is round, the body ends in three tufts; the parts touch and do not overlap, as all can be seen through.
    let (top, middle) = (at.y - HALF, (at.y - HALF + hem) / 2.0);
    let body = Shape::rectangle(Vec2::new(at.x, middle), Vec2::new(HALF, (hem - top) / 2.0));
    painter.draw(body.rounded_each([HALF, HALF, 0.0, 0.0]), fill);
    painter.draw(Shape::arc(at, HALF, FRAC_PI_2, LINE), line);
    for side in [-1.0, 1.0] {
        let x = at.x + side * HALF;
        painter.draw(Shape::line(Vec2::new(x, at.y), Vec2::new(x, hem), LINE), line);
        let eye = Vec2::new(at.x + side * 0.13, at.y - 0.06);
        painter.draw(Shape::pill(eye, Vec2::new(0.05, 0.08)), line);
    }
    for number in [-1.0, 0.0, 1.0] {
        let centre = Vec2::new(at.x + number * 2.0 * tuft, hem);
        let half = Shape::rectangle(centre + Vec2::new(0.0, tuft / 2.0), Vec2::new(tuft, tuft / 2.0));
        painter.draw(half.rounded_each([0.0, 0.0, tuft, tuft]), fill);
        painter.draw(Shape::arc(centre, tuft, FRAC_PI_2, LINE).turned(PI), line);
    }
}
