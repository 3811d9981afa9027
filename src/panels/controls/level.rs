//! The choice of a level: its name, a small picture and a sentence. Reading level files is the game's business.

use bevy_egui::egui::{Align, ComboBox, Layout, Ui, vec2};
use egui_phosphor::regular as icon;

use super::{ControlsView, LevelEntry};
use crate::panels::{Command, Draft, LevelChoice, Look, look::name_node, preview::preview};

pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    draft: &mut Draft,
    levels: &[LevelEntry],
    view: &ControlsView<'_>,
    commands: &mut Vec<Command>,
) {
    look.heading(ui, icon::MAP_TRIFOLD, look.t("level-title"));
    let chosen = levels
        .iter()
        .find(|entry| entry.choice == draft.level)
        .unwrap_or(&levels[0]);
    // From the right, so that the list takes what the button leaves and the row is never wider than the panel.
    let row = vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        if look.icon_button(ui, icon::FOLDER_OPEN, look.t("level-open"), "", true).clicked() {
            commands.push(Command::Open);
        }
        let list = ComboBox::from_id_salt("level")
            .width(ui.available_width())
            .selected_text(name(look, chosen))
            .truncate()
            .show_ui(ui, |ui| {
                for entry in levels {
                    ui.horizontal(|ui| {
                        preview(ui, look, &entry.level, 28.0);
                        ui.selectable_value(&mut draft.level, entry.choice.clone(), name(look, entry))
                            .on_hover_text(about(look, entry));
                    });
                }
            });
        name_node(ui, &list.response, look.t("level-title"));
    });
    look.card(ui, |ui| {
        ui.horizontal_top(|ui| {
            preview(ui, look, &chosen.level, 84.0);
            ui.vertical(|ui| {
                ui.label(about(look, chosen));
                ui.label(look.small(facts(look, chosen)));
                if draft.level != view.running.level {
                    ui.label(look.small(look.t("level-not-running")));
                }
            });
        });
    });
}

/// How the level is called.
fn name(look: Look<'_>, entry: &LevelEntry) -> String {
    match &entry.choice {
        LevelChoice::BuiltIn(name) => look.t(&format!("level-{name}")).to_owned(),
        LevelChoice::File(path) => {
            let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            look.texts.t_with(
                "level-file",
                &[("name", entry.level.name.as_str().into()), ("file", file.into())],
            )
        }
        LevelChoice::Edited => look
            .texts
            .t_with("level-edited", &[("name", entry.level.name.as_str().into())]),
    }
}

/// What it is about; the file's own words where it is not built in.
fn about(look: Look<'_>, entry: &LevelEntry) -> String {
    match &entry.choice {
        LevelChoice::BuiltIn(name) => look.t(&format!("level-{name}-about")).to_owned(),
        LevelChoice::File(_) | LevelChoice::Edited => entry.level.about.clone(),
    }
}

/// Its size and rewards in one line.
fn facts(look: Look<'_>, entry: &LevelEntry) -> String {
    let level = &entry.level;
    look.texts.t_with(
        "level-facts",
        &[
            ("width", level.width.into()),
            ("height", level.height.into()),
            ("obstacles", level.obstacles.len().into()),
            ("steps", level.max_steps.into()),
            (
                "goal",
                crate::panels::numbers::signed(f64::from(level.rewards.goal), 1).into(),
            ),
            (
                "hit",
                crate::panels::numbers::signed(f64::from(level.rewards.hit), 1).into(),
            ),
            (
                "step",
                crate::panels::numbers::signed(f64::from(level.rewards.step), 2).into(),
            ),
        ],
    )
}
