//! How the decision was made, and the five actions with their Q-values or probabilities.

use bevy_egui::egui::{self, Response, Ui};

use super::view::{DecisionView, Moment};
use crate::{
    gridworld::Action,
    learning::{ActionValues, Algorithm, Decision, Exploration},
    panels::{Bars, Look, numbers},
};

/// Whether the choice was greedy or is still to be made, and how much the agent explores.
pub(super) fn badges(ui: &mut Ui, look: Look<'_>, view: &DecisionView<'_>, moment: &Moment<'_>) {
    match &moment.decision {
        Some(decision) => _ = choice(ui, look, view.setup.algorithm, decision),
        None => {
            let badge = look.badge(ui, look.t("decision-open"), look.theme.palette.accent);
            badge.on_hover_text(look.t("decision-open-help"));
        }
    }
    let (key, help, value) = match view.setup.algorithm.spec().exploration {
        Exploration::Epsilon => ("decision-epsilon", "decision-epsilon-help", view.exploration),
        Exploration::Entropy => ("decision-entropy", "decision-entropy-help", entropy(moment.values)),
    };
    let written = numbers::real(f64::from(value), 3);
    ui.label(look.small(look.texts.t_with(key, &[("value", written.into())]))).on_hover_text(look.t(help));
    let (title, help) = if has_probabilities(view) {
        ("decision-probabilities", "decision-probabilities-help")
    } else {
        ("decision-values", "decision-values-help")
    };
    let font = egui::TextStyle::Small.resolve(ui.style());
    let width = ui.painter().layout_no_wrap(look.t(title).to_owned(), font, look.theme.palette.text).size().x;
    let title = |ui: &mut Ui| _ = ui.label(look.small(look.t(title))).on_hover_text(look.t(help));
    // Beside a long word in English or Korean there is no room for it: then it begins another line.
    if ui.available_size_before_wrap().x > width {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), title);
    } else {
        title(ui);
    }
}

/// How an action was chosen, in a word.
pub(super) fn choice(ui: &mut Ui, look: Look<'_>, algorithm: Algorithm, decision: &Decision) -> Response {
    let p = &look.theme.palette;
    let probabilities = algorithm.action_values() == ActionValues::Probabilities;
    let (badge, colour, explained) = match (probabilities, decision.greedy) {
        (false, true) => ("decision-greedy", p.good, "decision-greedy-help"),
        (false, false) => ("decision-explored", p.warning, "decision-explored-help"),
        (true, true) => ("decision-likeliest", p.good, "decision-likeliest-help"),
        (true, false) => ("decision-drawn", p.warning, "decision-drawn-help"),
    };
    look.badge(ui, look.t(badge), colour).on_hover_text(look.t(explained))
}

/// A bar for each action.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &DecisionView<'_>, moment: &Moment<'_>) {
    let bars = Bars {
        values: moment.values,
        probabilities: has_probabilities(view),
        chosen: moment.decision.map(|decision| decision.action),
        colour: look.theme.palette.accent,
        below: look.theme.palette.obstacle,
    };
    bars.ui(ui, look);
}

/// Whether the five numbers are probabilities rather than Q-values.
pub(super) fn has_probabilities(view: &DecisionView<'_>) -> bool {
    view.setup.algorithm.action_values() == ActionValues::Probabilities
}

/// H = - sum_a pi(a|s) ln pi(a|s), in nats.
fn entropy(probabilities: &[f32; Action::COUNT]) -> f32 {
    -probabilities.iter().filter(|pi| **pi > 0.0).map(|pi| pi * pi.ln()).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::entropy;

    #[test]
    fn the_entropy_is_that_of_the_five_probabilities() {
        assert!((entropy(&[0.2; 5]) - 5f32.ln()).abs() < 1e-6);
        assert!((entropy(&[0.975, 0.017, 0.008, 0.0, 0.0]) - 0.133).abs() < 1e-3);
        assert_eq!(entropy(&[0.0, 1.0, 0.0, 0.0, 0.0]).abs(), 0.0);
    }
}
