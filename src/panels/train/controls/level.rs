//! The choice of a level for the next run. Reading level files is the game's business.

use bevy_egui::egui::{Align, Layout, Ui, vec2};
use egui_phosphor::regular as icon;

use super::ControlsView;
use crate::panels::{Draft, LevelEntry, Look, TrainCommand, levels as known};

pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    draft: &mut Draft,
    levels: &[LevelEntry],
    view: &ControlsView<'_>,
    commands: &mut Vec<TrainCommand>,
) {
    look.heading(ui, icon::MAP_TRIFOLD, look.t("level-title"));
    // From the right, so that the list takes what the button leaves and the row is never wider than the panel.
    let row = vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        if look.icon_button(ui, icon::FOLDER_OPEN, look.t("level-open"), "", true).clicked() {
            commands.push(TrainCommand::Open);
        }
        known::list(ui, look, &mut draft.level, levels, None);
    });
    if let Some(chosen) = known::chosen(levels, &draft.level) {
        let waits = draft.level != view.running.level;
        known::card(ui, look, chosen, waits.then(|| look.t("level-not-running")));
    }
}
