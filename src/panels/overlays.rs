//! What the board shows besides who stands where, and the tools that change it. Drawing and editing happen on the board.

use bevy::ecs::component::Component;
use bevy_egui::egui::{Align, Button, ComboBox, Layout, RichText, Ui, WidgetInfo, WidgetType, vec2};
use egui_phosphor::regular as icon;
use serde::{Deserialize, Serialize};

use super::{Command, EditTool, KeyAction, Look, SaveWhat, look::name_node};
use crate::gridworld::MotionKind;

/// What an overlay is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// What the agent says of the actions: only who plays by numbers has it.
    Values,
    /// The exact optimum: not every level has one that is known.
    Optimum,
}

/// An overlay: how it is called, what it needs, where it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Overlay {
    /// Its name in the file of preferences and on the command line.
    pub name: &'static str,
    /// Key of its name in the window.
    pub text: &'static str,
    help: &'static str,
    icon: &'static str,
    /// What it is drawn from.
    pub needs: &'static [Needs],
    /// What the command line says of it; `None` for what films do not let choose.
    pub film: Option<&'static str>,
    /// Its switch.
    pub switch: fn(&mut Overlays) -> &mut bool,
}

impl Overlay {
    /// Whether it is switched on.
    #[must_use]
    pub fn is_on(&self, mut overlays: Overlays) -> bool {
        *(self.switch)(&mut overlays)
    }
}

/// Writes a switch for each overlay, and the table of all of them.
macro_rules! overlays {
    ($($(#[$doc:meta])* $name:ident { on: $on:literal, icon: $icon:ident, needs: $needs:expr, film: $film:expr })+) => {
        /// What is drawn on a board besides the pieces.
        #[derive(Component, Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Overlays {
            $($(#[$doc])* pub $name: bool),+
        }

        impl Default for Overlays {
            fn default() -> Self {
                Self { $($name: $on),+ }
            }
        }

        impl Overlays {
            /// Nothing is switched on.
            pub const NONE: Self = Self { $($name: false),+ };
        }

        /// All overlays, in the order of their switches and of their keys `1`, `2`, ...
        pub const OVERLAYS: &[Overlay] = &[$(Overlay {
            name: stringify!($name),
            text: concat!("overlay-", stringify!($name)),
            help: concat!("overlay-", stringify!($name), "-help"),
            icon: icon::$icon,
            needs: $needs,
            film: $film,
            switch: |overlays| &mut overlays.$name,
        }),+];
    };
}

overlays! {
    /// What the agent expects of each cell, as a heat map, with a legend where there is room.
    values {
        on: false, icon: THERMOMETER, needs: &[Needs::Values], film: Some("What the agent expects, in colours")
    }
    /// What the agent prefers, as arrows.
    actions {
        on: false, icon: ARROWS_OUT_CARDINAL, needs: &[Needs::Values], film: Some("What the agent prefers, as arrows")
    }
    /// What the exact optimum would do, as arrows.
    optimum { on: false, icon: PATH, needs: &[Needs::Optimum], film: Some("What would be best, as arrows") }
    /// Marks where the agent's choice is not an optimal one.
    differences {
        on: false,
        icon: NOT_EQUALS,
        needs: &[Needs::Values, Needs::Optimum],
        film: Some("Where the agent does not prefer what is best")
    }
    /// Where the agents came from.
    trail { on: true, icon: FOOTPRINTS, needs: &[], film: Some("Where the agents come from") }
    /// Gaps between the cells and a checkered tint. Films always have it.
    grid { on: true, icon: GRID_FOUR, needs: &[], film: None }
    /// What the agent expects of each cell in figures, where cells are large enough: in films, for a room, they are not.
    numbers { on: false, icon: HASH, needs: &[Needs::Values], film: None }
}

impl Overlays {
    /// Whether something is switched on that is drawn from this.
    #[must_use]
    pub fn need(self, what: Needs) -> bool {
        OVERLAYS.iter().any(|overlay| overlay.needs.contains(&what) && overlay.is_on(self))
    }

    /// Without what is drawn from this.
    #[must_use]
    pub fn without(mut self, what: Needs) -> Self {
        for overlay in OVERLAYS.iter().filter(|overlay| overlay.needs.contains(&what)) {
            *(overlay.switch)(&mut self) = false;
        }
        self
    }

    /// With the n-th overlay of [`OVERLAYS`] switched over; unchanged where there is none.
    #[must_use]
    pub fn toggled(mut self, number: usize) -> Self {
        if let Some(overlay) = OVERLAYS.get(number) {
            *(overlay.switch)(&mut self) ^= true;
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
    obstacle: MotionKind,
}

impl OverlayPanel {
    /// Draws switches and tools, in as many rows as the width asks for: made for a strip under the board.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &OverlaysView) -> Vec<Command> {
        let Self { obstacle } = self;
        let mut commands = Vec::new();
        let mut overlays = view.overlays;
        switches(ui, look, &mut overlays, view.has_optimum, false);
        if overlays != view.overlays {
            commands.push(Command::SetOverlays(overlays));
        }
        tools(ui, look, view, obstacle, &mut commands);
        commands
    }
}

/// The switches, in as many rows as the width asks for: of all overlays, or of those that a film lets choose.
pub(super) fn switches(ui: &mut Ui, look: Look<'_>, overlays: &mut Overlays, has_optimum: bool, for_film: bool) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        ui.spacing_mut().button_padding = vec2(6.0, 3.0);
        if !for_film {
            ui.label(look.soft(icon::STACK)).on_hover_text(look.t("overlays-title"));
        }
        for (number, overlay) in OVERLAYS.iter().enumerate().filter(|(_, overlay)| !for_film || overlay.film.is_some())
        {
            let enabled = has_optimum || !overlay.needs.contains(&Needs::Optimum);
            let mut help = look.t(if enabled { overlay.help } else { "overlay-no-optimum" }).to_owned();
            if !for_film {
                help += &format!("  ·  {}", look.key(ui, KeyAction::ToggleOverlay(number)));
            }
            if chip(ui, look, overlay.icon, look.t(overlay.text), overlay.is_on(*overlays), enabled, &help) {
                *overlays = overlays.toggled(number);
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

fn tools(ui: &mut Ui, look: Look<'_>, view: &OverlaysView, obstacle: &mut MotionKind, commands: &mut Vec<Command>) {
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
    in_hand: MotionKind,
    obstacle: &mut MotionKind,
    commands: &mut Vec<Command>,
) {
    let list = ComboBox::from_id_salt("edit_motion")
        .width(ui.available_width())
        .selected_text(look.t(in_hand.key()))
        .truncate();
    let list = list.show_ui(ui, |ui| {
        for kind in MotionKind::ALL.into_iter().filter(|kind| kind.evenly().is_some()) {
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
