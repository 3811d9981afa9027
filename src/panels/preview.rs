//! A level as a small picture: walls, starts, goals, obstacles. The board itself is drawn by the game.

use std::f32::consts::TAU;

use bevy_egui::egui::{self, Color32, Painter, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::Look;
use crate::gridworld::{Cell, Level};

/// Draws the level into a square of `side` points.
pub(super) fn preview(ui: &mut Ui, look: Look<'_>, level: &Level, side: f32) -> egui::Response {
    let p = &look.theme.palette;
    let (response, painter) = ui.allocate_painter(vec2(side, side), Sense::hover());
    let (board, cell_side) = board(level, response.rect);
    let place = |cell: Cell| {
        let corner = board.min + vec2(cell.x as f32, cell.y as f32) * cell_side;
        Rect::from_min_size(pos2(corner.x, corner.y), vec2(cell_side, cell_side))
    };
    painter.rect_filled(board, 3, p.floor);
    for cell in level.cells().filter(|cell| level.is_wall(*cell)) {
        painter.rect_filled(place(cell), 0, p.wall);
    }
    // A random place is drawn hollow: it says "somewhere".
    let disc = |cell: Cell, colour: Color32, hollow: bool| {
        let centre = place(cell).center();
        if hollow {
            painter.circle_stroke(centre, cell_side * 0.3, Stroke::new((cell_side * 0.12).max(1.0), colour));
        } else {
            painter.circle_filled(centre, cell_side * 0.36, colour);
        }
    };
    for &goal in &level.goals {
        let centre = place(goal).center();
        if level.random_goal {
            painter.circle_stroke(centre, cell_side * 0.3, Stroke::new((cell_side * 0.12).max(1.0), p.goal_line));
        } else {
            star(&painter, centre, cell_side * 0.46, p.goal_line);
            star(&painter, centre, cell_side * 0.36, p.goal);
        }
    }
    level.starts.iter().for_each(|&start| disc(start, p.agent, level.random_start));
    for obstacle in &level.obstacles {
        let centre = place(obstacle.at).center();
        // Shape alone tells obstacles, agents and goals apart, as on the board.
        let corner = |n: u8| centre + Vec2::angled(TAU / 6.0 * f32::from(n)) * cell_side * 0.4;
        painter.add(Shape::convex_polygon((0..6).map(corner).collect(), p.obstacle, Stroke::NONE));
    }
    painter.rect_stroke(board, 3, Stroke::new(1.0, p.outline), StrokeKind::Inside);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, &level.name));
    response
}

/// Where the board lies in its square, and the side of a cell, in points.
pub(super) fn board(level: &Level, square: Rect) -> (Rect, f32) {
    let cell_side = square.width() / level.width.max(level.height).max(1) as f32;
    let size = vec2(level.width as f32, level.height as f32) * cell_side;
    (Rect::from_center_size(square.center(), size), cell_side)
}

/// A star of five kites, since egui fills only convex shapes.
pub(super) fn star(painter: &Painter, centre: Pos2, reach: f32, colour: Color32) {
    let point = |tenths: u8, reach: f32| centre + Vec2::angled(TAU * (f32::from(tenths) / 10.0 - 0.25)) * reach;
    for ray in 0..5 {
        let tip = 2 * ray;
        let kite = vec![centre, point(tip + 9, reach * 0.5), point(tip, reach), point(tip + 1, reach * 0.5)];
        painter.add(Shape::convex_polygon(kite, colour, Stroke::NONE));
    }
}
