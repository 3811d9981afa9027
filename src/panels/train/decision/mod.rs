//! Why the agent does what it does: what it sees, what each action is worth to it, what it chose, and what it learned from the step before.
//! All of it comes from the arena's records; nothing is computed anew but words.

mod seen;
mod target;
mod values;

use bevy_egui::egui::{CollapsingHeader, Ui};
use egui_phosphor::regular as icon;

use crate::{
    gridworld::{Level, Observation},
    learning::{Algorithm, Decision},
    panels::{Look, numbers},
};

pub use seen::{Thing, Window, things};
pub use target::{ReturnTerms, TdTerms, Terms};

/// One decision with everything that is known of it.
#[derive(Clone, Copy, Debug)]
pub struct DecisionView<'a> {
    /// The level, which says what the observation's numbers mean.
    pub level: &'a Level,
    /// How the world was put into numbers.
    pub observation: Observation,
    /// The numbers.
    pub numbers: &'a [f32],
    /// Who decided.
    pub algorithm: Algorithm,
    /// What was decided.
    pub decision: Decision,
    /// Epsilon, or the entropy of the policy in nats.
    pub exploration: f32,
    /// What was learned from the last finished step or episode, once something was.
    pub terms: Option<Terms>,
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
            look.soft(look.texts.t_with("decision-numbers", &[("count", view.numbers.len().into())])),
        )
        .id_salt("decision_numbers")
        .show(ui, |ui| {
            let written: Vec<String> = view.numbers.iter().map(|number| numbers::real(f64::from(*number), 2)).collect();
            ui.add(bevy_egui::egui::Label::new(look.small(written.join("  "))).wrap().selectable(true));
        });
    }
}
