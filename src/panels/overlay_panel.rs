//! The switches of what a board shows, and the tools that change it. Drawing and editing happen on the board.

use bevy_egui::egui::{Align, Button, ComboBox, Layout, RichText, Ui, WidgetInfo, WidgetType, vec2};
use egui_phosphor::regular as icon;

use super::{EditTool, KeyAction, Look, Needs, OVERLAYS, Overlays, SaveWhat, TrainCommand, board_legend, name_node};
use crate::gridworld::MotionKind;

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
    obstacle: MotionKind,
}

impl OverlayPanel {
    /// Draws switches and tools, in as many rows as the width asks for: made for a strip under the board.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &OverlaysView) -> Vec<TrainCommand> {
        let Self { obstacle } = self;
        let mut commands = Vec::new();
        let mut overlays = view.overlays;
        switches(ui, look, &mut overlays, view.has_optimum, false);
        if overlays != view.overlays {
            commands.push(TrainCommand::SetOverlays(overlays));
        }
        tools(ui, look, view, obstacle, &mut commands);
        commands
    }
}

/// The switches, in as many rows as the width asks for: of all overlays, or of those that a clip lets choose.
pub(super) fn switches(ui: &mut Ui, look: Look<'_>, overlays: &mut Overlays, has_optimum: bool, for_clip: bool) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        ui.spacing_mut().button_padding = vec2(6.0, 3.0);
        if !for_clip {
            ui.label(look.soft(icon::STACK)).on_hover_text(look.t("overlays-title"));
        }
        for (number, overlay) in
            OVERLAYS.iter().enumerate().filter(|(_, overlay)| !for_clip || overlay.recorded.is_some())
        {
            let enabled = has_optimum || !overlay.needs.contains(&Needs::Optimum);
            let mut help = look.t(if enabled { overlay.help } else { "overlay-no-optimum" }).to_owned();
            if !for_clip {
                help += &format!("  ·  {}", look.key(ui, KeyAction::ToggleOverlay(number)));
            }
            if chip(ui, overlay.icon, look.t(overlay.text), overlay.is_on(*overlays), enabled, &help) {
                *overlays = overlays.toggled(number);
            }
        }
        if !for_clip {
            board_legend::ui(ui, look);
        }
    });
}

/// A switch of an icon and a word; whether it was pressed.
fn chip(ui: &mut Ui, icon: &str, name: &str, on: bool, enabled: bool, help: &str) -> bool {
    let text = RichText::new(format!("{icon} {name}")).small();
    let response = ui.add_enabled(enabled, Button::selectable(on, text).frame_when_inactive(true));
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, enabled, on, name));
    response.on_hover_text(help).on_disabled_hover_text(help).clicked()
}

fn tools(
    ui: &mut Ui,
    look: Look<'_>,
    view: &OverlaysView,
    obstacle: &mut MotionKind,
    commands: &mut Vec<TrainCommand>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        let hint = look.t(if view.tool == EditTool::Look { "edit-help-look" } else { "edit-help-tool" });
        ui.spacing_mut().button_padding = vec2(6.0, 3.0);
        ui.label(look.soft(icon::PENCIL_SIMPLE)).on_hover_text(format!("{}. {hint}", look.t("edit-title")));
        for tool in EditTool::ALL {
            let in_hand = std::mem::discriminant(&tool) == std::mem::discriminant(&view.tool);
            let key = look.key(ui, KeyAction::Tool(tool));
            let chosen = if matches!(tool, EditTool::Obstacle(_)) { EditTool::Obstacle(*obstacle) } else { tool };
            if chip(ui, tool_icon(tool), look.t(tool.key()), in_hand, true, &format!("{hint}  ·  {key}")) {
                commands.push(TrainCommand::SetTool(chosen));
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
            commands.push(TrainCommand::UndoEdit);
        }
        let key = look.key(ui, KeyAction::Save(SaveWhat::Level));
        if look.icon_button(ui, icon::FLOPPY_DISK, look.t("edit-save"), &key, true).clicked() {
            commands.push(TrainCommand::Save(SaveWhat::Level));
        }
    });
}

fn motion_list(
    ui: &mut Ui,
    look: Look<'_>,
    in_hand: MotionKind,
    obstacle: &mut MotionKind,
    commands: &mut Vec<TrainCommand>,
) {
    let list = ComboBox::from_id_salt("edit_motion")
        .width(ui.available_width())
        .selected_text(look.t(in_hand.key()))
        .truncate();
    let list = list.show_ui(ui, |ui| {
        for kind in MotionKind::ALL.into_iter().filter(|kind| kind.evenly().is_some()) {
            if ui.selectable_label(kind == in_hand, look.t(kind.key())).clicked() {
                *obstacle = kind;
                commands.push(TrainCommand::SetTool(EditTool::Obstacle(kind)));
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
