//! The seats of the next match: a card for each, in its colour, with a list of who can sit there.

use std::path::PathBuf;

use bevy_egui::egui::{Align, ComboBox, Frame, Layout, Margin, RichText, Stroke, Ui, vec2};
use egui_phosphor::regular as icon;

use super::{MatchDraft, SeatChoice, VersusCommand, VersusView, ladder, mark};
use crate::{
    arena::{opponents::Rung, versus::ModeKind},
    panels::{KeySet, Look, help::steering_keys, look::name_node},
    theme::mix,
};

/// All cards, and a button for one more seat.
pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    draft: &mut MatchDraft,
    view: &VersusView<'_>,
    commands: &mut Vec<VersusCommand>,
) {
    look.heading(ui, icon::USERS_THREE, look.t("seats-title"));
    for seat in 0..draft.seats.len() {
        ui.push_id(("seat", seat), |ui| card(ui, look, draft, seat, view, commands));
    }
    if draft.mode != ModeKind::Hunt && draft.seats.len() < MatchDraft::MOST_SEATS {
        let (text, help) = (look.t("seats-add"), look.t("seats-add-help"));
        if look.button(ui, icon::PLUS, text, help).clicked() {
            draft.seats.push(newcomer(draft, view));
        }
    }
}

/// Who comes next: the strongest built-in opponent that does not play yet, else a random walker.
fn newcomer(draft: &MatchDraft, view: &VersusView<'_>) -> SeatChoice {
    let opponents = view.ladder.iter().rev();
    opponents
        .map(|measured| SeatChoice::Opponent(Rung::After(measured.episodes)))
        .find(|choice| !draft.seats.contains(choice))
        .unwrap_or(SeatChoice::Random)
}

fn card(
    ui: &mut Ui,
    look: Look<'_>,
    draft: &mut MatchDraft,
    seat: usize,
    view: &VersusView<'_>,
    commands: &mut Vec<VersusCommand>,
) {
    let p = &look.theme.palette;
    let colour = mark::colour(look, seat);
    let frame = Frame::new()
        .fill(p.raised)
        .stroke(Stroke::new(1.0, mix(p.panel, colour, 0.55)))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(10, 7));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let title = look.texts.t_with(seat_title(draft, seat), &[("number", (seat + 1).into())]);
        let row = vec2(ui.available_width(), ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            if draft.seats.len() > draft.least_seats() {
                let name = look.texts.t_with("seats-remove", &[("number", (seat + 1).into())]);
                if look.icon_button(ui, icon::X, &name, "", true).clicked() {
                    draft.seats.remove(seat);
                    return;
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                mark::mark(ui, look, seat);
                ui.label(RichText::new(&title).font(look.strong_font(ui)));
            });
        });
        // A removed seat has no second row; the cards behind it move up with the next frame.
        let Some(choice) = draft.seats.get(seat).cloned() else {
            return;
        };
        if let Some(chosen) = controllers(ui, look, draft, seat, view, &title) {
            *draft = draft.clone().seated(seat, chosen);
        }
        if let Some(chosen) = details(ui, look, seat, &choice, view, commands) {
            draft.seats[seat] = chosen;
        }
    });
}

fn seat_title(draft: &MatchDraft, seat: usize) -> &'static str {
    match (draft.mode, seat) {
        (ModeKind::Hunt, 0) => "seat-hunter",
        (ModeKind::Hunt, _) => "seat-runner",
        _ => "seat-number",
    }
}

/// The list of who can sit here; answers with another choice.
fn controllers(
    ui: &mut Ui,
    look: Look<'_>,
    draft: &MatchDraft,
    seat: usize,
    view: &VersusView<'_>,
    title: &str,
) -> Option<SeatChoice> {
    let now = &draft.seats[seat];
    let hunts = draft.mode == ModeKind::Hunt && seat == 0;
    let mut chosen = None;
    let list = ComboBox::from_id_salt("controller")
        .width(ui.available_width())
        .selected_text(written(look, now, view))
        .truncate()
        .show_ui(ui, |ui| {
            for choice in offered(now, view).into_iter().filter(|choice| !hunts || choice.can_hunt()) {
                let enabled = choice != SeatChoice::Optimum || view.has_optimum != Some(false);
                let help = if enabled { choice.help() } else { "overlay-no-optimum" };
                let same = std::mem::discriminant(&choice) == std::mem::discriminant(now);
                let is_now = choice == *now || (same && matches!(choice, SeatChoice::File(_)));
                let item =
                    ui.add_enabled_ui(enabled, |ui| ui.selectable_label(is_now, written(look, &choice, view))).inner;
                let item = item.on_hover_text(look.t(help)).on_disabled_hover_text(look.t(help));
                if item.clicked() && !is_now {
                    chosen = Some(choice);
                }
            }
        });
    name_node(ui, &list.response, title);
    list.response.on_hover_text(look.t(now.help()));
    chosen
}

/// Who can be chosen on this level, whoever sits here now among them.
fn offered(now: &SeatChoice, view: &VersusView<'_>) -> Vec<SeatChoice> {
    let mut offered: Vec<SeatChoice> = KeySet::ALL.into_iter().map(SeatChoice::Person).collect();
    if !view.ladder.is_empty() {
        offered.push(SeatChoice::Opponent(Rung::Suggested));
    }
    // The others are chosen on the ladder, which is shown below.
    if matches!(now, SeatChoice::Opponent(rung) if *rung != Rung::Suggested) {
        offered.push(now.clone());
    }
    offered.push(SeatChoice::Learner);
    if view.has_pupil || *now == SeatChoice::Pupil {
        offered.push(SeatChoice::Pupil);
    }
    offered.push(SeatChoice::Optimum);
    offered.push(SeatChoice::Random);
    offered.push(match now {
        SeatChoice::File(path) => SeatChoice::File(path.clone()),
        _ => SeatChoice::File(PathBuf::new()),
    });
    offered
}

/// A choice in the list: its name; for a built-in opponent what it is called on this level, and its rating.
fn written(look: Look<'_>, choice: &SeatChoice, view: &VersusView<'_>) -> String {
    let name = choice.name(look.texts);
    let Some(measured) = rung(view, choice).map(|index| &view.ladder[index]) else { return name };
    let named = ladder::name(measured, look.texts);
    match choice {
        SeatChoice::Opponent(Rung::Suggested) => format!("{name}  ·  {named}"),
        _ => format!("{named}  ·  {:.0}", measured.rating),
    }
}

/// Where a choice stands on the ladder, from 0, the weakest; `None` for who does not.
fn rung(view: &VersusView<'_>, choice: &SeatChoice) -> Option<usize> {
    let SeatChoice::Opponent(rung) = choice else { return None };
    rung.index(view.ladder, view.records.standing.rating)
}

/// What there is to say and to do about who sits here; answers with another choice.
fn details(
    ui: &mut Ui,
    look: Look<'_>,
    seat: usize,
    choice: &SeatChoice,
    view: &VersusView<'_>,
    commands: &mut Vec<VersusCommand>,
) -> Option<SeatChoice> {
    match choice {
        SeatChoice::Person(keys) => steering_keys(ui, look, *keys),
        SeatChoice::Learner => drop(ui.label(look.small(view.learner))),
        SeatChoice::Pupil => {
            let key = if view.has_pupil { "seat-pupil-help" } else { "versus-no-pupil" };
            ui.label(look.small(look.t(key)));
        }
        SeatChoice::File(_) => {
            let text = look.t("seat-file-choose");
            if look.button(ui, icon::FOLDER_OPEN, text, look.t("seat-file-help")).clicked() {
                commands.push(VersusCommand::ChooseFile(seat));
            }
        }
        SeatChoice::Opponent(_) => {
            let Some(index) = rung(view, choice) else {
                ui.label(look.small(look.t("seat-opponent-missing")));
                return None;
            };
            let standing = view.records.standing;
            ui.label(look.small(ladder::about(&view.ladder[index], look.texts)));
            let clicked = ladder::strip(ui, look, view.ladder, standing.rating, Some(index));
            if let Some(reason) = ladder::reason(view.ladder, standing, look.texts) {
                ui.label(look.small(reason));
            }
            return clicked.map(|rung| SeatChoice::Opponent(Rung::After(view.ladder[rung].episodes)));
        }
        SeatChoice::Optimum => {
            let key = match view.has_optimum {
                Some(true) => "seat-optimum-help",
                Some(false) => "overlay-no-optimum",
                None => "seat-optimum-solving",
            };
            ui.label(look.small(look.t(key)));
        }
        SeatChoice::Random => drop(ui.label(look.small(look.t(choice.help())))),
    }
    None
}
