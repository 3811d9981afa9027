//! Why the agent does what it does: what it sees, what each action is worth to it, what it chose, and what it learned from the step before.
//! All of it comes from the arena's records; nothing is computed anew but words.

mod seen;
mod target;
mod values;

use bevy_egui::egui::{CollapsingHeader, Ui};
use egui_phosphor::regular as icon;

use crate::{
    arena::{DecisionRecord, Setup},
    panels::{Look, numbers},
};

pub use seen::{Thing, Window, things};

/// One decision with everything that is known of it.
#[derive(Clone, Copy, Debug)]
pub struct DecisionView<'a> {
    /// Who decided, and on which level: it says what the observation's numbers mean.
    pub setup: &'a Setup,
    /// What was seen, decided and learned.
    pub record: &'a DecisionRecord,
    /// Epsilon, or the entropy of the policy in nats.
    pub exploration: f32,
}

/// The panel. It remembers nothing but what egui keeps.
#[derive(Clone, Debug, Default)]
pub struct DecisionPanel;

impl DecisionPanel {
    /// Draws the decision, or a note where there is none yet.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: Option<&DecisionView<'_>>) {
        let Self = self;
        let Some(view) = view else {
            look.heading(ui, icon::LIGHTBULB, look.t("decision-title"));
            ui.label(look.soft(look.t("decision-none")));
            return;
        };
        ui.horizontal_wrapped(|ui| {
            look.heading(ui, icon::LIGHTBULB, look.t("decision-title"));
            values::badges(ui, look, view);
        });
        values::ui(ui, look, view);
        ui.add_space(2.0);
        ui.scope(|ui| {
            // Lines of text, not of buttons.
            ui.spacing_mut().interact_size.y = 0.0;
            ui.spacing_mut().item_spacing.y = 4.0;
            target::ui(ui, look, view);
            ui.add_space(2.0);
            ui.label(look.soft(look.t("decision-sees")));
            seen::ui(ui, look, view);
        });
        CollapsingHeader::new(
            look.soft(look.texts.t_with("decision-numbers", &[("count", view.record.observation.len().into())])),
        )
        .id_salt("decision_numbers")
        .show(ui, |ui| {
            let written: Vec<String> =
                view.record.observation.iter().map(|number| numbers::real(f64::from(*number), 2)).collect();
            ui.add(bevy_egui::egui::Label::new(look.small(written.join("  "))).wrap().selectable(true));
        });
    }
}
