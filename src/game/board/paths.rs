//! Ways over the board, each beside the others, so that a viewer sees where they part.
//! Who went them, and when they are shown, is decided elsewhere.

use bevy::prelude::*;

use crate::gridworld::Cell;

use super::{BoardPalette, Painter, PathOf, PathView, Shape, easing::centre};

/// From one way to the next that shares its cells, in cells.
const APART: f32 = 0.13;
const WIDTH: f32 = 0.075;
/// Length and gap of the dashes of the optimal way and of a ghost's, in cells.
const DASHES: (f32, f32) = (0.16, 0.12);
const DOTS: (f32, f32) = (0.02, 0.16);

/// Paints all ways; the first lies to the upper left of the others.
pub(super) fn paint_paths(painter: &mut Painter, paths: &[PathView], palette: &BoardPalette) {
    let middle = paths.len().saturating_sub(1) as f32 / 2.0;
    for (number, path) in paths.iter().enumerate() {
        // Diagonally, so that ways are apart on rows and on columns alike.
        let offset = Vec2::splat((number as f32 - middle) * APART);
        let colour = match path.whose {
            PathOf::Seat(seat) => palette.seat(seat),
            PathOf::Optimum => palette.optimum,
            PathOf::Ghost => palette.ink,
        };
        for piece in &path.pieces {
            let points: Vec<Vec2> = piece.iter().map(|&cell| point(cell, offset)).collect();
            // Cased in the line colour, so that it shows on any heat and in a light room.
            stroke(painter, &points, WIDTH * 1.9, palette.agent_line.with_alpha(0.55), path.whose);
            stroke(painter, &points, WIDTH, colour, path.whose);
            if let [first, .., last] = points.as_slice() {
                painter.draw(Shape::disc(*first, WIDTH * 1.1).stroke(WIDTH * 0.7), colour);
                painter.draw(Shape::disc(*last, WIDTH * 1.2), colour);
            }
        }
    }
}

fn point(cell: Cell, offset: Vec2) -> Vec2 {
    centre(cell) + offset
}

fn stroke(painter: &mut Painter, points: &[Vec2], width: f32, colour: LinearRgba, whose: PathOf) {
    for pair in points.windows(2).filter(|pair| pair[0] != pair[1]) {
        let (from, to) = (pair[0], pair[1]);
        let (dash, gap) = match whose {
            PathOf::Seat(_) => {
                painter.draw(Shape::line(from, to, width), colour);
                continue;
            }
            PathOf::Optimum => DASHES,
            PathOf::Ghost => DOTS,
        };
        let (length, along) = (from.distance(to), (to - from).normalize_or_zero());
        let mut done = 0.0;
        while done < length {
            let end = (done + dash).min(length);
            painter.draw(Shape::line(from + along * done, from + along * end, width), colour);
            done += dash + gap;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_drawn_piece_by_piece_and_standing_still_draws_nothing() {
        let cell = |x, y| Cell { x, y };
        let palette = BoardPalette::dark();
        let shapes = |pieces: Vec<Vec<Cell>>| {
            let mut painter = Painter::default();
            let path = PathView { pieces, whose: PathOf::Seat(0) };
            paint_paths(&mut painter, &[path], &palette);
            painter.len()
        };
        let ends = 2;
        assert_eq!(shapes(vec![vec![cell(0, 0), cell(1, 0), cell(1, 0), cell(1, 1)]]), 2 * 2 + ends);
        let two_laps = vec![vec![cell(0, 0), cell(1, 0)], vec![cell(0, 0), cell(0, 1)]];
        assert_eq!(shapes(two_laps), 2 * (2 + ends), "nothing is drawn between two laps");
        assert_eq!(shapes(vec![vec![cell(2, 2)]]), 0);
    }
}
