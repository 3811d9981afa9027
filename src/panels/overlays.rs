//! What the board shows besides who stands where, and the tools that change it. Drawing and editing happen on the board.

use bevy_egui::egui::{Align, Button, ComboBox, Layout, RichText, Ui, WidgetInfo, WidgetType, vec2};
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
    Overlay { key: "overlay-optimum", help: "overlay-optimum-help", icon: icon::PATH, switch: |on| &mut on.optimum },
    Overlay {
        key: "overlay-differences",
        help: "overlay-differences-help",
        icon: icon::NOT_EQUALS,
        switch: |on| &mut on.differences,
    },
    Overlay { key: "overlay-trail", help: "overlay-trail-help", icon: icon::FOOTPRINTS, switch: |on| &mut on.trail },
    Overlay { key: "overlay-grid", help: "overlay-grid-help", icon: icon::GRID_FOUR, switch: |on| &mut on.grid },
    Overlay { key: "overlay-numbers", help: "overlay-numbers-help", icon: icon::HASH, switch: |on| &mut on.numbers },
];

impl Overlay {
    /// Whether it can be drawn only where the exact optimum is known.
    fn needs_optimum(&self) -> bool {
        matches!(self.key, "overlay-optimum" | "overlay-differences")
    }
}

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
#[derive(Clone, Copy, Debug, Default)]
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
    /// Draws switches and tools, in as many rows as the width asks for: made for a strip under the board.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &OverlaysView) -> Vec<Command> {
        let Self { obstacle } = self;
        let mut commands = Vec::new();
        switches(ui, look, view, &mut commands);
        tools(ui, look, view, obstacle, &mut commands);
        commands
    }
}

/// The switches of what a film can draw: all but the grid, which it always has, and the figures, which are too small for a room.
pub(super) fn film_switches(ui: &mut Ui, look: Look<'_>, overlays: &mut Overlays, has_optimum: bool) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        ui.spacing_mut().button_padding = vec2(6.0, 3.0);
        for overlay in &OVERLAYS {
            if matches!(overlay.key, "overlay-grid" | "overlay-numbers") {
                continue;
            }
            let enabled = has_optimum || !overlay.needs_optimum();
            let help = look.t(if enabled { overlay.help } else { "overlay-no-optimum" });
            let on = (overlay.switch)(overlays);
            if chip(ui, look, overlay.icon, look.t(overlay.key), *on, enabled, help) {
                *on = !*on;
            }
        }
    });
}

/// The switches, in as many rows as the width asks for.
pub(super) fn switches(ui: &mut Ui, look: Look<'_>, view: &OverlaysView, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        ui.spacing_mut().button_padding = vec2(6.0, 3.0);
        ui.label(look.soft(icon::STACK)).on_hover_text(look.t("overlays-title"));
        for (number, overlay) in OVERLAYS.iter().enumerate() {
            let enabled = view.has_optimum || !overlay.needs_optimum();
            let mut overlays = view.overlays;
            let on = *(overlay.switch)(&mut overlays);
            let key = look.key(ui, KeyAction::ToggleOverlay(number));
            let help = if enabled { look.t(overlay.help) } else { look.t("overlay-no-optimum") };
            if chip(ui, look, overlay.icon, look.t(overlay.key), on, enabled, &format!("{help}  ·  {key}")) {
                commands.push(Command::SetOverlays(view.overlays.toggled(number)));
            }
        }
    });
}

/// A switch of an icon and a word; whether it was pressed.
fn chip(ui: &mut Ui, look: Look<'_>, icon: &str, name: &str, on: bool, enabled: bool, help: &str) -> bool {
    let text = RichText::new(format!("{icon} {name}")).size(look.size(ui) * 0.92);
    let response = ui.add_enabled(enabled, Button::selectable(on, text).frame_when_inactive(true));
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, enabled, on, name));
    response.on_hover_text(help).on_disabled_hover_text(help).clicked()
}

fn tools(ui: &mut Ui, look: Look<'_>, view: &OverlaysView, obstacle: &mut ObstacleKind, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        let hint = look.t(if view.tool == EditTool::Look { "edit-help-look" } else { "edit-help-tool" });
        ui.spacing_mut().button_padding = vec2(6.0, 3.0);
        ui.label(look.soft(icon::PENCIL_SIMPLE)).on_hover_text(format!("{}. {hint}", look.t("edit-title")));
        for tool in EditTool::ALL {
            let in_hand = std::mem::discriminant(&tool) == std::mem::discriminant(&view.tool);
            let key = look.key(ui, KeyAction::Tool(tool));
            let chosen = if matches!(tool, EditTool::Obstacle(_)) { EditTool::Obstacle(*obstacle) } else { tool };
            if chip(ui, look, tool_icon(tool), look.t(tool.key()), in_hand, true, &format!("{hint}  ·  {key}")) {
                commands.push(Command::SetTool(chosen));
            }
        }
        if let EditTool::Obstacle(in_hand) = view.tool {
            *obstacle = in_hand;
            // Set aside in one piece, so that the list wraps like the buttons do.
            let room = vec2(look.size(ui) * 9.5, ui.spacing().interact_size.y);
            ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
                motion_list(ui, look, in_hand, obstacle, commands);
            });
        }
        if look.icon_button(ui, icon::ARROW_COUNTER_CLOCKWISE, look.t("edit-undo"), "", view.can_undo_edit).clicked() {
            commands.push(Command::UndoEdit);
        }
        let key = look.key(ui, KeyAction::Save(SaveWhat::Level));
        if look.icon_button(ui, icon::FLOPPY_DISK, look.t("edit-save"), &key, true).clicked() {
            commands.push(Command::Save(SaveWhat::Level));
        }
    });
}

fn motion_list(
    ui: &mut Ui,
    look: Look<'_>,
    in_hand: ObstacleKind,
    obstacle: &mut ObstacleKind,
    commands: &mut Vec<Command>,
) {
    let list = ComboBox::from_id_salt("edit_motion")
        .width(ui.available_width())
        .selected_text(look.t(in_hand.key()))
        .truncate();
    let list = list.show_ui(ui, |ui| {
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
