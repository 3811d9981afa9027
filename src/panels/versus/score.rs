//! The scoreboard beside the board: the round, the time that is left, and for every seat who plays, the rounds that it has won, its hits.
//! It grows with the panel, so that it can be read from the other end of a room.

use bevy_egui::egui::{
    Align, Frame, Label, Layout, Margin, Rect, RichText, Sense, Stroke, Ui, WidgetInfo, WidgetType, vec2,
};
use egui_phosphor::regular as icon;

use super::{HuntersTurn, PlayView, SeatView, mark};
use crate::{
    arena::versus::{HUNTER, MatchMode},
    panels::{Look, help::steering_keys, look::width, numbers},
    theme::{bold, mix},
};

/// Size of the large letters, in points, by all the room that `ui` has: two lines for each seat, and two for the round.
pub(super) fn unit(ui: &Ui, look: Look<'_>, seats: usize) -> f32 {
    let room = ui.available_size();
    let most = (room.y * 0.5 / (3.6 * seats as f32 + 2.6)).min(room.x / 18.0);
    most.clamp(look.size(ui), look.size(ui) * 6.0)
}

/// How much a card tells of a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// The name, rounds won and hits in one line.
    Line,
    /// Rounds won below the name.
    Marks,
    /// The figures of a score round and the keys as well.
    Whole,
}

/// The round with the time that is left, and under it a card for each seat.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &PlayView<'_>, unit: f32, detail: Detail) {
    time(ui, look, view, unit);
    // In further rounds as many marks as the leader has won, for everybody alike.
    let marks = view.seats.iter().map(|seat| seat.wins).fold(view.rounds, u32::max);
    for seat in &view.seats {
        let turn = view.turn.filter(|_| seat.seat == HUNTER);
        let by_points = matches!(view.mode, MatchMode::Score { .. });
        card(ui, look, (seat, turn, by_points), marks, unit, detail);
    }
}

/// Which round it is, and how many of its steps are left: a bar that empties, and the number.
fn time(ui: &mut Ui, look: Look<'_>, view: &PlayView<'_>, unit: f32) {
    let p = &look.theme.palette;
    let left = view.limit.saturating_sub(view.round.steps);
    let said = look.texts.t_with("steps-left", &[("steps", left.into())]);
    let row = vec2(ui.available_width(), unit * 1.3);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        ui.label(RichText::new(&said).size(unit * 0.8));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let round = numbers::round_of(view.round.number, view.rounds, look.texts);
            ui.add(Label::new(RichText::new(round).font(bold(unit * 0.9))).truncate());
        });
    });
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), unit * 0.4), Sense::hover());
    let share = left as f32 / view.limit.max(1) as f32;
    let filled = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
    // The last fifth is another colour as well as short.
    let colour = if share > 0.2 { p.accent } else { p.warning };
    ui.painter().rect_filled(rect, 3, p.widget);
    ui.painter().rect_filled(filled, 3, colour);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, &said));
}

fn card(
    ui: &mut Ui,
    look: Look<'_>,
    (seat, turn, by_points): (&SeatView<'_>, Option<HuntersTurn>, bool),
    marks: u32,
    unit: f32,
    detail: Detail,
) {
    let p = &look.theme.palette;
    let colour = mark::colour(look, seat.seat);
    let frame = Frame::new()
        .fill(mix(p.raised, colour, 0.08))
        .stroke(Stroke::new(1.2, mix(p.panel, colour, 0.7)))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(9, if detail == Detail::Line { 2 } else { 5 }));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = unit;
        let row = vec2(ui.available_width(), unit * 1.4);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            figure(ui, look, icon::LIGHTNING, &seat.played.hits.to_string(), "score-hits", unit);
            if detail == Detail::Line {
                rounds_won(ui, look, seat, marks, unit.min(ui.available_width() * 0.5 / marks.max(1) as f32));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let (response, painter) = ui.allocate_painter(vec2(unit, unit) * 1.2, Sense::hover());
                mark::paint(&painter, seat.seat, response.rect.center(), unit * 0.5, colour);
                if let Some(turn) = turn.filter(|_| detail < Detail::Whole) {
                    turn.ui(ui, look, unit);
                }
                // A long name is written smaller before it is shortened.
                let name = |size: f32| RichText::new(&seat.player.name).font(bold(size));
                let fits = ui.available_width() / width(ui, name(unit * 0.9)).max(1.0);
                ui.add(Label::new(name((unit * 0.9 * fits.min(1.0)).max(look.size(ui)))).truncate());
            });
        });
        if detail == Detail::Line {
            return;
        }
        rounds_won(ui, look, seat, marks, (unit * 1.5).min(ui.available_width() / marks.max(1) as f32));
        if detail == Detail::Marks {
            return;
        }
        // Keys that have no room beside the figures stand below them.
        let is_wide = ui.available_width() >= look.size(ui) * 24.0;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let size = look.size(ui);
            if let Some(turn) = turn {
                turn.ui(ui, look, size * 1.4);
                ui.label(look.t(turn.key()));
                return;
            }
            // Where it is not what wins, a return could contradict who has won.
            if by_points {
                let total = numbers::signed(f64::from(seat.played.episode_return), 2);
                figure(ui, look, icon::COINS, &total, "score-return", size);
                figure(ui, look, icon::FLAG_CHECKERED, &seat.played.goals.to_string(), "score-goals", size);
            }
            if seat.done {
                ui.label(look.small(look.t("score-done")));
            }
            if let Some(keys) = seat.player.keys.filter(|_| is_wide) {
                steering_keys(ui, look, keys);
            }
        });
        if let Some(keys) = seat.player.keys.filter(|_| !is_wide) {
            steering_keys(ui, look, keys);
        }
    });
}

/// A sign and a figure; what it is stands under the pointer and is told to screen readers.
fn figure(ui: &mut Ui, look: Look<'_>, sign: &str, value: &str, name: &str, size: f32) {
    let text = RichText::new(format!("{sign} {value}")).size(size).color(look.theme.palette.text);
    let response = ui.label(text);
    let said = format!("{}: {value}", look.t(name));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
    response.on_hover_text(said);
}

/// So many marks in the seat's shape, filled for the rounds that it has won, each so many points wide.
fn rounds_won(ui: &mut Ui, look: Look<'_>, seat: &SeatView<'_>, marks: u32, step: f32) {
    let (rect, response) = ui.allocate_exact_size(vec2(step * marks as f32, step), Sense::hover());
    let (colour, empty) = (mark::colour(look, seat.seat), look.theme.palette.text_soft);
    for number in 0..marks {
        let centre = rect.left_center() + vec2(step * (number as f32 + 0.5), 0.0);
        if number < seat.wins {
            mark::paint(ui.painter(), seat.seat, centre, step * 0.4, colour);
        } else {
            mark::paint_empty(ui.painter(), seat.seat, centre, step * 0.34, empty);
        }
    }
    let said = look.texts.t_with("score-wins", &[("wins", seat.wins.into())]);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
    response.on_hover_text(said);
}
