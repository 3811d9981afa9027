//! The list of all keys, as a window. The keys themselves are in `keys`.

use bevy_egui::egui::{self, Context, RichText};
use egui_phosphor::regular as icon;

use super::{BINDINGS, Dialog, KeyAction, KeySet, Look, key_cap, keys::Group};
use crate::gridworld::Action;

/// The window with the keys.
#[derive(Clone, Copy, Debug, Default)]
pub struct Help {
    /// Whether it is shown.
    pub open: bool,
}

impl Help {
    /// Draws the window if it is open. Whether the hint of the first match is wanted once more.
    pub fn ui(&mut self, context: &Context, look: Look<'_>) -> bool {
        let Self { open } = self;
        let mut is_wanted = false;
        Dialog::new(icon::KEYBOARD, look.t("help-title"), "help_window", 640.0).show(context, open, |ui| {
            let (text, help) = (look.t("hint-again"), look.t("hint-again-help"));
            is_wanted = look.button(ui, icon::LIGHTBULB, text, help).clicked();
            keys_ui(ui, look);
        });
        is_wanted
    }
}

/// The keys, group by group; two columns where there is room.
pub(super) fn keys_ui(ui: &mut egui::Ui, look: Look<'_>) {
    if ui.available_width() > 520.0 {
        let gap = 24.0;
        let half = ((ui.available_width() - gap) / 2.0).floor();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for groups in [&Group::ALL[..5], &Group::ALL[5..]] {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    ui.set_width(half);
                    groups.iter().for_each(|group| group_ui(ui, look, *group));
                });
            }
        });
    } else {
        Group::ALL.iter().for_each(|group| group_ui(ui, look, *group));
    }
    for text in ["help-plots", "help-notes"] {
        ui.label(look.small(look.t(text)));
    }
}

fn group_ui(ui: &mut egui::Ui, look: Look<'_>, group: Group) {
    ui.label(RichText::new(look.t(group.key())).font(look.strong_font(ui)).color(look.theme.palette.accent));
    if let Group::Player(set) = group {
        steering_keys(ui, look, set);
        ui.add_space(8.0);
        return;
    }
    for binding in BINDINGS.iter().filter(|binding| binding.group == group) {
        look.row(ui, look.t(binding.text), "", |ui| {
            key_cap(ui, look, &look.key(ui, binding.action));
        });
    }
    ui.add_space(8.0);
}

/// The keys that a person steers with, in a row; what each does stands under the pointer.
pub(super) fn steering_keys(ui: &mut egui::Ui, look: Look<'_>, set: KeySet) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        for action in [Action::Up, Action::Left, Action::Down, Action::Right, Action::Stay] {
            let text = look.key(ui, KeyAction::Player(set, action));
            key_cap(ui, look, &text).on_hover_text(look.t(action.key()));
        }
    });
}
