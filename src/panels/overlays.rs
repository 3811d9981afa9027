//! What the board shows besides who stands where, and the tools that change it. Drawing and editing happen on the board.

use bevy_egui::egui::{ComboBox, Ui};
use egui_phosphor::regular as icon;
use serde::{Deserialize, Serialize};

use super::{Command, EditTool, KeyAction, Look, ObstacleKind, SaveWhat};

/// What is switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Overlays {
    /// The learner's value of each cell, as a heat map.
    pub values: bool,
    /// The learner's Q-values or probabilities, as arrows.
    pub actions: bool,
    /// The exact optimum's action, as an arrow.
    pub optimum: bool,
    /// Where learner and optimum disagree.
    pub differences: bool,
    /// The last steps.
    pub trail: bool,
    /// Gaps between cells and a checkered tint.
    pub grid: bool,
    /// The learner's value of each cell, in figures.
    pub numbers: bool,
}

impl Default for Overlays {
    fn default() -> Self {
        Self { values: false, actions: false, optimum: false, differences: false, trail: true, grid: true, numbers: false }
    }
}

/// An overlay's name, icon and switch.
pub struct Overlay {
    /// Key of its name; `<key>-help` explains it.
    pub key: &'static str,
    help: &'static str,
    icon: &'static str,
    switch: fn(&mut Overlays) -> &mut bool,
}

/// All overlays, in the order of their keys `1`, `2`, ...
pub const OVERLAYS: [Overlay; 7] = [
    Overlay { key: "overlay-values", help: "overlay-values-help", icon: icon::THERMOMETER, switch: |on| &mut on.values },
    Overlay { key: "overlay-actions", help: "overlay-actions-help", icon: icon::ARROWS_OUT_CARDINAL, switch: |on| &mut on.actions },
    Overlay { key: "overlay-optimum", help: "overlay-optimum-help", icon: icon::PATH, switch: |on| &mut on.optimum },
    Overlay { key: "overlay-differences", help: "overlay-differences-help", icon: icon::NOT_EQUALS, switch: |on| &mut on.differences },
    Overlay { key: "overlay-trail", help: "overlay-trail-help", icon: icon::FOOTPRINTS, switch: |on| &mut on.trail },
    Overlay { key: "overlay-grid", help: "overlay-grid-help", icon: icon::GRID_FOUR, switch: |on| &mut on.grid },
    Overlay { key: "overlay-numbers", help: "overlay-numbers-help", icon: icon::HASH, switch: |on| &mut on.numbers },
];

impl Overlays {
    /// With the n-th overlay of [`OVERLAYS`] switched over; unchanged where there is none.
    #[must_use]
    pub fn toggled(mut self, number: usize) -> Self {
        if let Some(overlay) = OVERLAYS.get(number) {
            let on = (overlay.switch)(&mut self);
            *on = !*on;
        }
        self
    }
}

/// What the panel shows.
#[derive(Clone, Copy, Debug)]
pub struct OverlaysView {
    /// What is on.
    pub overlays: Overlays,
    /// Whether the exact optimum of this level is known.
    pub has_optimum: bool,
    /// The tool in hand.
    pub tool: EditTool,
    /// Whether the board was edited and an edit can be taken back.
    pub can_undo_edit: bool,
}

/// The panel. It remembers the kind of obstacle that was put down last.
#[derive(Clone, Debug, Default)]
pub struct OverlayPanel {
    obstacle: ObstacleKind,
}

impl OverlayPanel {
    /// Draws switches and tools.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &OverlaysView) -> Vec<Command> {
        let Self { obstacle } = self;
        let mut commands = Vec::new();
        look.heading(ui, icon::STACK, look.t("overlays-title"));
        let mut overlays = view.overlays;
        for (number, overlay) in OVERLAYS.iter().enumerate() {
            let needs_optimum = matches!(overlay.key, "overlay-optimum" | "overlay-differences");
            let enabled = view.has_optimum || !needs_optimum;
            let key = KeyAction::ToggleOverlay(number).written(ui.ctx());
            ui.add_enabled_ui(enabled, |ui| {
                look.row(ui, "", "", |ui| {
                    ui.label(look.small(key));
                    ui.with_layout(bevy_egui::egui::Layout::left_to_right(bevy_egui::egui::Align::Center), |ui| {
                        ui.label(look.soft(overlay.icon));
                        ui.checkbox((overlay.switch)(&mut overlays), look.t(overlay.key))
                            .on_hover_text(look.t(overlay.help))
                            .on_disabled_hover_text(look.t("overlay-no-optimum"));
                    });
                });
            });
        }
        if overlays != view.overlays {
            commands.push(Command::SetOverlays(overlays));
        }
        ui.add_space(8.0);
        look.heading(ui, icon::PENCIL_SIMPLE, look.t("edit-title"));
        tools(ui, look, view, obstacle, &mut commands);
        commands
    }
}

fn tools(ui: &mut Ui, look: Look<'_>, view: &OverlaysView, obstacle: &mut ObstacleKind, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        for tool in EditTool::ALL {
            let same_kind = std::mem::discriminant(&tool) == std::mem::discriminant(&view.tool);
            let key = KeyAction::Tool(tool).written(ui.ctx());
            let chosen = if matches!(tool, EditTool::Obstacle(_)) { EditTool::Obstacle(*obstacle) } else { tool };
            if look.icon_toggle(ui, tool_icon(tool), look.t(tool.key()), &key, same_kind).clicked() {
                commands.push(Command::SetTool(chosen));
            }
        }
    });
    if let EditTool::Obstacle(in_hand) = view.tool {
        *obstacle = in_hand;
        look.row(ui, look.t("edit-motion"), look.t("edit-motion-help"), |ui| {
            ComboBox::from_id_salt("edit_motion").selected_text(look.t(in_hand.key())).show_ui(ui, |ui| {
                for kind in ObstacleKind::ALL {
                    if ui.selectable_label(kind == in_hand, look.t(kind.key())).clicked() {
                        *obstacle = kind;
                        commands.push(Command::SetTool(EditTool::Obstacle(kind)));
                    }
                }
            });
        });
    }
    ui.label(look.small(look.t(if view.tool == EditTool::Look { "edit-help-look" } else { "edit-help-tool" })));
    ui.horizontal_wrapped(|ui| {
        if ui.add_enabled(view.can_undo_edit, look.button(icon::ARROW_COUNTER_CLOCKWISE, look.t("edit-undo"))).clicked() {
            commands.push(Command::UndoEdit);
        }
        let key = KeyAction::Save(SaveWhat::Level).written(ui.ctx());
        if ui.add(look.button(icon::FLOPPY_DISK, look.t("edit-save"))).on_hover_text(key).clicked() {
            commands.push(Command::Save(SaveWhat::Level));
        }
    });
}

const fn tool_icon(tool: EditTool) -> &'static str {
    match tool {
        EditTool::Look => icon::CURSOR,
        EditTool::Wall => icon::WALL,
        EditTool::Start => icon::PERSON_SIMPLE_RUN,
        EditTool::Goal => icon::FLAG_CHECKERED,
        EditTool::Obstacle(_) => icon::GHOST,
        EditTool::Erase => icon::ERASER,
    }
}
