//! How the decision was made, and the five actions with their Q-values or probabilities.

use bevy_egui::egui::{self, Ui};

use super::DecisionView;
use crate::{
    learning::{ActionValues, Exploration},
    panels::{Look, bars::Bars, numbers},
};

/// Whether the choice was greedy, and how much the agent explores.
pub(super) fn badges(ui: &mut Ui, look: Look<'_>, view: &DecisionView<'_>) {
    let p = &look.theme.palette;
    let probabilities = view.setup.algorithm.action_values() == ActionValues::Probabilities;
    let (badge, colour, explained) = match (probabilities, view.record.decision.greedy) {
        (false, true) => ("decision-greedy", p.good, "decision-greedy-help"),
        (false, false) => ("decision-explored", p.warning, "decision-explored-help"),
        (true, true) => ("decision-likeliest", p.good, "decision-likeliest-help"),
        (true, false) => ("decision-drawn", p.warning, "decision-drawn-help"),
    };
    look.badge(ui, look.t(badge), colour).on_hover_text(look.t(explained));
    let (key, help) = match view.setup.algorithm.spec().exploration {
        Exploration::Epsilon => ("decision-epsilon", "decision-epsilon-help"),
        Exploration::Entropy => ("decision-entropy", "decision-entropy-help"),
    };
    let written = numbers::real(f64::from(view.exploration), 3);
    ui.label(look.small(look.texts.t_with(key, &[("value", written.into())]))).on_hover_text(look.t(help));
    let (title, help) = if probabilities {
        ("decision-probabilities", "decision-probabilities-help")
    } else {
        ("decision-values", "decision-values-help")
    };
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.label(look.small(look.t(title))).on_hover_text(look.t(help));
    });
}

/// A bar for each action.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &DecisionView<'_>) {
    let bars = Bars {
        values: &view.record.decision.values,
        probabilities: view.setup.algorithm.action_values() == ActionValues::Probabilities,
        chosen: Some(view.record.decision.action),
        colour: look.theme.palette.accent,
    };
    bars.ui(ui, look);
}
