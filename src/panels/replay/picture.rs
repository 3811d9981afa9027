//! A whole replay as a small picture: its level, and who went where.

use std::{collections::BTreeSet, sync::Arc};

use bevy_egui::egui::{Color32, Rect, Response, Stroke, Ui, pos2};

use crate::{
    gridworld::{Cell, Level},
    panels::{Look, preview},
    replay::Replay,
};

/// The picture. It grows with the board and not with the steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    level: Arc<Level>,
    /// Who went from which cell to which: seat, from, to. Each once.
    ways: Vec<(usize, Cell, Cell)>,
}

impl Picture {
    /// Of a replay, which is played for it.
    #[must_use]
    pub fn of(replay: &Replay) -> Self {
        let mut ways = BTreeSet::new();
        for (agent, laps) in replay.paths().iter().enumerate() {
            let seat = replay.header.seat_of(agent);
            for lap in laps {
                ways.extend(lap.windows(2).map(|pair| {
                    let [from, to] = [pair[0], pair[1]].map(|cell| (cell.x, cell.y));
                    (seat, from.min(to), from.max(to))
                }));
            }
        }
        let cell = |(x, y)| Cell { x, y };
        Self {
            level: replay.level().clone(),
            ways: ways.into_iter().map(|(seat, from, to)| (seat, cell(from), cell(to))).collect(),
        }
    }

    /// Draws it into a square of `side` points.
    pub(super) fn ui(&self, ui: &mut Ui, look: Look<'_>, side: f32) -> Response {
        let response = preview::preview(ui, look, &self.level, side);
        let (board, cell) = preview::board(&self.level, response.rect);
        let painter = ui.painter_at(response.rect);
        let seats = &look.theme.palette.seats;
        let apart = cell * 0.14;
        for &(seat, from, to) in &self.ways {
            // Side by side, so that two who went the same way are both seen.
            let offset = apart * (seat as f32 - 0.5);
            let at = |place: Cell| {
                let middle = |n: i32| (n as f32 + 0.5) * cell + offset;
                pos2(board.left() + middle(place.x), board.top() + middle(place.y))
            };
            let colour = seats[seat.min(seats.len() - 1)];
            painter.line_segment([at(from), at(to)], Stroke::new((cell * 0.16).clamp(1.0, 3.0), colour));
        }
        response
    }
}

/// What stands in the picture's place until there is one.
pub(super) fn empty(ui: &mut Ui, look: Look<'_>, side: f32) -> Rect {
    let (rect, _) = ui.allocate_exact_size([side, side].into(), bevy_egui::egui::Sense::hover());
    let ground: Color32 = look.theme.palette.floor;
    ui.painter().rect_filled(rect, 3, ground);
    rect
}
