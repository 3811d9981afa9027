//! The score cards above the board: who plays, rounds won, and how this round goes.

use bevy_egui::egui::{Align, Frame, Label, Layout, Margin, RichText, Sense, Stroke, Ui, WidgetInfo, WidgetType, vec2};
use egui_phosphor::regular as icon;

use super::{PlayView, SeatView, lesson, mark};
use crate::{
    panels::{Look, help::steering_keys, numbers},
    theme::mix,
};

/// The round and its steps, and under them all cards, as many in a row as have room.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &PlayView<'_>, compact: bool) {
    ui.horizontal(|ui| {
        let round = numbers::round_of(view.round.number, view.rounds, look.texts);
        ui.label(RichText::new(round).font(look.strong_font(ui)));
        if let Some(played_on) = view.played_on {
            lesson::practice_badge(ui, look, played_on);
        }
        let steps = look.texts.t_with(
            "round-steps",
            &[
                ("steps", numbers::whole(u64::from(view.round.steps)).into()),
                ("limit", numbers::whole(u64::from(view.limit)).into()),
            ],
        );
        ui.label(look.soft(steps));
        if let Some(seat) = view.waits_for.and_then(|seat| view.seats.get(seat)) {
            let waits = look.texts.t_with("waits-for", &[("name", seat.player.name.as_str().into())]);
            mark::mark(ui, look, seat.seat);
            ui.add(Label::new(RichText::new(waits).color(look.theme.palette.warning)).truncate());
        }
    });
    // In further rounds as many discs as the leader has won, for everybody alike.
    let discs = view.seats.iter().map(|seat| seat.wins).fold(view.rounds, u32::max);
    let gap = 8.0;
    let least = look.size(ui) * if compact { 10.5 } else { 15.0 };
    let width = ui.available_width();
    let in_row = (((width + gap) / (least + gap)).floor() as usize).clamp(1, view.seats.len().max(1));
    let card_width = ((width + gap) / in_row as f32 - gap).floor();
    for row in view.seats.chunks(in_row) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for seat in row {
                card(ui, look, seat, discs, card_width, compact);
            }
        });
    }
}

fn card(ui: &mut Ui, look: Look<'_>, seat: &SeatView<'_>, discs: u32, width: f32, compact: bool) {
    let p = &look.theme.palette;
    let colour = mark::colour(look, seat.seat);
    let frame = Frame::new()
        .fill(mix(p.raised, colour, 0.08))
        .stroke(Stroke::new(1.2, mix(p.panel, colour, 0.7)))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(9, 5));
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.spacing_mut().interact_size.y = look.size(ui) * 1.35;
            let row = vec2(ui.available_width(), ui.spacing().interact_size.y);
            ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
                pips(ui, look, seat, discs);
                let total = numbers::signed(f64::from(seat.played.episode_return), 2);
                if compact {
                    figure(ui, look, "", &total, "score-return");
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    mark::mark(ui, look, seat.seat);
                    ui.add(Label::new(RichText::new(&seat.player.name).font(look.strong_font(ui))).truncate());
                });
            });
            if compact {
                return;
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let total = numbers::signed(f64::from(seat.played.episode_return), 2);
                figure(ui, look, icon::COINS, &total, "score-return");
                figure(ui, look, icon::FLAG_CHECKERED, &seat.played.goals.to_string(), "score-goals");
                figure(ui, look, icon::LIGHTNING, &seat.played.hits.to_string(), "score-hits");
                if seat.done {
                    ui.label(look.small(look.t("score-done")));
                }
                if let Some(keys) = seat.player.keys {
                    steering_keys(ui, look, keys);
                }
            });
        });
    });
}

/// A sign and a figure; what it is stands under the pointer and is told to screen readers.
fn figure(ui: &mut Ui, look: Look<'_>, sign: &str, value: &str, name: &str) {
    let response =
        ui.label(RichText::new(format!("{sign} {value}").trim_start().to_owned()).color(look.theme.palette.text));
    let said = format!("{}: {value}", look.t(name));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
    response.on_hover_text(said);
}

/// So many discs, filled for the rounds that were won.
fn pips(ui: &mut Ui, look: Look<'_>, seat: &SeatView<'_>, discs: u32) {
    let step = look.size(ui) * 0.85;
    let (rect, response) = ui.allocate_exact_size(vec2(step * discs as f32, step), Sense::hover());
    let (colour, empty) = (mark::colour(look, seat.seat), look.theme.palette.text_soft);
    for pip in 0..discs {
        let centre = rect.left_center() + vec2(step * (pip as f32 + 0.5), 0.0);
        if pip < seat.wins {
            ui.painter().circle_filled(centre, step * 0.36, colour);
        } else {
            ui.painter().circle_stroke(centre, step * 0.3, Stroke::new(1.2, empty));
        }
    }
    let said = look.texts.t_with("score-wins", &[("wins", seat.wins.into())]);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
    response.on_hover_text(said);
}
