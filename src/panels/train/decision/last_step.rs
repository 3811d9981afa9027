//! The step that was made last: what was seen, what was done, what came of it.

use bevy_egui::egui::Ui;

use super::{inputs, values, view::DecisionView};
use crate::{
    arena::DecisionRecord,
    panels::{Look, numbers},
};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &DecisionView<'_>, last: &DecisionRecord) {
    let DecisionRecord { observation, decision, outcome } = last;
    let value = f64::from(decision.values[decision.action.index()]);
    ui.horizontal_wrapped(|ui| {
        ui.label(format!("a = {}", look.t(decision.action.key()))).on_hover_text(look.t("decision-action-help"));
        values::choice(ui, look, view.setup.algorithm, decision);
        if values::has_probabilities(view) {
            let written = format!("π(a|s) = {}", numbers::percent(value));
            ui.label(written).on_hover_text(look.t("decision-probabilities-help"));
        } else {
            let written = format!("Q(s, a) = {}", numbers::signed(value, 3));
            ui.label(written).on_hover_text(look.t("decision-values-help"));
        }
        let reward = numbers::trimmed(f64::from(outcome.reward), 3);
        ui.label(format!("r = {reward}")).on_hover_text(look.t("decision-reward-help"));
    });
    inputs::ui(ui, look, view, observation, "decision-last-numbers");
}
