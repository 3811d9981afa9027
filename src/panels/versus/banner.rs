//! What lies large over the board: the countdown, the pause, and what came of a round.

use bevy_egui::egui::{Align2, Area, Color32, Frame, Id, Margin, Order, Rect, RichText, Stroke, Ui, vec2};
use egui_phosphor::regular as icon;

use super::{PlayView, RoundOverView, VersusCommand, lesson, mark, practice};
use crate::{
    panels::{KeyAction, Look, VersusKey},
    theme::{bold, mix},
};

/// Draws what there is to say over `board`; returns what was asked for.
pub(super) fn ui(ui: &Ui, look: Look<'_>, view: &PlayView<'_>, board: Rect) -> Vec<VersusCommand> {
    if view.lessons.looked_at.is_some() {
        // The board is what is looked at.
        return Vec::new();
    }
    if let Some(round) = &view.round_over {
        return over(ui, look, view, round, board);
    }
    if view.paused {
        return paused(ui, look, view.is_left, board);
    }
    if let Some(count) = view.countdown {
        let text = if count == 0 { look.t("countdown-go").to_owned() } else { count.to_string() };
        // As large as a short word can be on a small board.
        let size = (board.width().min(board.height()) * 0.3).clamp(24.0, 120.0);
        area(ui, look, board, size * 3.0, |ui| {
            ui.label(RichText::new(text).font(bold(size)).color(look.theme.palette.text));
        });
    }
    Vec::new()
}

fn paused(ui: &Ui, look: Look<'_>, is_left: bool, board: Rect) -> Vec<VersusCommand> {
    let key = look.key(ui, KeyAction::Versus(VersusKey::Pause));
    let goes_on = area(ui, look, board, look.size(ui) * 26.0, |ui| {
        title(ui, look, look.t("paused"));
        if is_left {
            ui.label(look.soft(look.t("paused-left")));
        }
        look.primary_button(ui, icon::PLAY, look.t("go-on"), &key, 0.0).clicked()
    });
    if goes_on { vec![VersusCommand::Pause(false)] } else { Vec::new() }
}

fn over(ui: &Ui, look: Look<'_>, view: &PlayView<'_>, round: &RoundOverView, board: Rect) -> Vec<VersusCommand> {
    area(ui, look, board, look.size(ui) * 26.0, |ui| {
        headline(ui, look, round.winner, &round.text);
        if let Some(played_on) = view.played_on {
            return lesson::practice_over(ui, look, played_on, &view.round.seats[played_on.seat]);
        }
        let mut commands = lesson::ui(ui, look, view.lessons);
        if let Some(practised) = &view.practised {
            commands.extend(practice::ui(ui, look, practised, view.watching.is_some()));
        }
        if view.practising {
            ui.spinner();
            ui.label(look.soft(look.t("practising")));
            return commands;
        }
        let key = look.key(ui, KeyAction::Versus(VersusKey::Begin));
        let text = look.t("next-round");
        if look.primary_button(ui, icon::SKIP_FORWARD, text, &key, 0.0).clicked() {
            commands.push(VersusCommand::NextRound);
        }
        if let Some(seconds) = round.seconds_left.filter(|_| !view.paused) {
            let seconds = seconds.ceil().max(0.0) as u32;
            let text = look.texts.t_with("next-round-in", &[("seconds", seconds.into())]);
            ui.label(look.small(text));
        }
        commands
    })
}

/// Who won, with the seat's mark, and in words how.
pub(super) fn headline(ui: &mut Ui, look: Look<'_>, winner: Option<usize>, text: &str) {
    let size = look.size(ui) * 1.5;
    let Some(seat) = winner else {
        return title(ui, look, text);
    };
    ui.vertical_centered(|ui| {
        let side = size * 1.8;
        let (response, painter) = ui.allocate_painter(vec2(side, side), bevy_egui::egui::Sense::hover());
        mark::paint(&painter, seat, response.rect.center(), side * 0.42, mark::colour(look, seat));
        title(ui, look, text);
    });
}

fn title(ui: &mut Ui, look: Look<'_>, text: &str) {
    let size = look.size(ui) * 1.5;
    ui.label(RichText::new(text).font(bold(size)).color(look.theme.palette.text));
}

/// A card in the middle of the board, at most so wide and no wider than the board.
fn area<R>(ui: &Ui, look: Look<'_>, board: Rect, most: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let p = &look.theme.palette;
    let margin = 14.0;
    let width = (board.width() - 2.0 * margin - 16.0).min(most).max(40.0);
    let frame = Frame::new()
        // The board shows through a little: who gets ready wants to see it.
        .fill(p.raised.gamma_multiply(0.88))
        .stroke(Stroke::new(1.0, mix(p.panel, p.outline, 0.8)))
        .corner_radius(12)
        .inner_margin(Margin::same(margin as i8))
        .shadow(bevy_egui::egui::Shadow { offset: [0, 4], blur: 18, spread: 0, color: Color32::from_black_alpha(70) });
    Area::new(Id::new("versus_banner"))
        .order(Order::Middle)
        .pivot(Align2::CENTER_CENTER)
        .fixed_pos(board.center())
        .constrain_to(board)
        .show(ui.ctx(), |ui| {
            frame
                .show(ui, |ui| {
                    ui.set_max_width(width);
                    ui.vertical_centered(content).inner
                })
                .inner
        })
        .inner
}
