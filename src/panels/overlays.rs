//! What the board shows besides who stands where, and the tools that change it. Drawing and editing happen on the board.

use bevy_egui::egui::{ComboBox, Ui};
use egui_phosphor::regular as icon;
use serde::{Deserialize, Serialize};

use super::{Command, EditTool, KeyAction, Look, ObstacleKind, SaveWhat, look::name_node};

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
        Self {
            values: false,
            actions: false,
            optimum: false,
            differences: false,
            trail: true,
            grid: true,
            numbers: false,
        }
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
    Overlay {
        key: "overlay-values",
        help: "overlay-values-help",
        icon: icon::THERMOMETER,
        switch: |on| &mut on.values,
    },
    Overlay {
        key: "overlay-actions",
        help: "overlay-actions-help",
        icon: icon::ARROWS_OUT_CARDINAL,
        switch: |on| &mut on.actions,
    },
    Overlay {
        key: "overlay-optimum",
        help: "overlay-optimum-help",
        icon: icon::PATH,
        switch: |on| &mut on.optimum,
    },
    Overlay {
        key: "overlay-differences",
        help: "overlay-differences-help",
        icon: icon::NOT_EQUALS,
        switch: |on| &mut on.differences,
    },
    Overlay {
        key: "overlay-trail",
        help: "overlay-trail-help",
        icon: icon::FOOTPRINTS,
        switch: |on| &mut on.trail,
    },
    Overlay {
        key: "overlay-grid",
        help: "overlay-grid-help",
        icon: icon::GRID_FOUR,
        switch: |on| &mut on.grid,
    },
    Overlay {
        key: "overlay-numbers",
        help: "overlay-numbers-help",
        icon: icon::HASH,
        switch: |on| &mut on.numbers,
    },
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

/// The bar below the board. It remembers the kind of obstacle that was put down last.
#[derive(Clone, Debug, Default)]
pub struct OverlayPanel {
    obstacle: ObstacleKind,
}

impl OverlayPanel {
    /// Draws switches and tools in a row, or in two where the window is narrow.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &OverlaysView) -> Vec<Command> {
        let Self { obstacle } = self;
        let mut commands = Vec::new();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            switches(ui, look, view, &mut commands);
            ui.separator();
            tools(ui, look, view, obstacle, &mut commands);
        });
        if view.tool != EditTool::Look {
            ui.label(look.small(look.t("edit-help-tool")));
        }
        commands
    }
}

fn switches(ui: &mut Ui, look: Look<'_>, view: &OverlaysView, commands: &mut Vec<Command>) {
    for (number, overlay) in OVERLAYS.iter().enumerate() {
        let needs_optimum = matches!(overlay.key, "overlay-optimum" | "overlay-differences");
        let enabled = view.has_optimum || !needs_optimum;
        let mut overlays = view.overlays;
        let on = *(overlay.switch)(&mut overlays);
        let key = KeyAction::ToggleOverlay(number).written(ui.ctx());
        let help = look.t(if enabled { overlay.help } else { "overlay-no-optimum" });
        let clicked = ui
            .add_enabled_ui(enabled, |ui| {
                look.icon_toggle(ui, overlay.icon, look.t(overlay.key), &format!("{key}\n{help}"), on).clicked()
            })
            .inner;
        if clicked {
            commands.push(Command::SetOverlays(view.overlays.toggled(number)));
        }
    }
}

fn tools(ui: &mut Ui, look: Look<'_>, view: &OverlaysView, obstacle: &mut ObstacleKind, commands: &mut Vec<Command>) {
    for tool in EditTool::ALL {
        let same_kind = std::mem::discriminant(&tool) == std::mem::discriminant(&view.tool);
        let key = KeyAction::Tool(tool).written(ui.ctx());
        let chosen = if matches!(tool, EditTool::Obstacle(_)) { EditTool::Obstacle(*obstacle) } else { tool };
        if look.icon_toggle(ui, tool_icon(tool), look.t(tool.key()), &key, same_kind).clicked() {
            commands.push(Command::SetTool(chosen));
        }
    }
    if let EditTool::Obstacle(in_hand) = view.tool {
        *obstacle = in_hand;
        let list = ComboBox::from_id_salt("edit_motion").selected_text(look.t(in_hand.key())).show_ui(ui, |ui| {
            for kind in ObstacleKind::ALL {
                if ui.selectable_label(kind == in_hand, look.t(kind.key())).clicked() {
                    *obstacle = kind;
                    commands.push(Command::SetTool(EditTool::Obstacle(kind)));
                }
            }
        });
        name_node(ui, &list.response, look.t("edit-motion"));
        list.response.on_hover_text(look.t("edit-motion-help"));
    }
    let undo = icon::ARROW_COUNTER_CLOCKWISE;
    if look.icon_button(ui, undo, look.t("edit-undo"), "", view.can_undo_edit).clicked() {
        commands.push(Command::UndoEdit);
    }
    let key = KeyAction::Save(SaveWhat::Level).written(ui.ctx());
    if look.icon_button(ui, icon::FLOPPY_DISK, look.t("edit-save"), &key, true).clicked() {
        commands.push(Command::Save(SaveWhat::Level));
    }
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
