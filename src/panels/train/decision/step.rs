//! What temporal differences learned from a step: target, error and loss, each as a formula with its numbers.

use bevy_egui::egui::Ui;

use super::{
    formula::{bracketed, letters, line, real, remark, set, short, signed},
    view::DecisionView,
};
use crate::{learning::LearnedStep, panels::Look};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &DecisionView<'_>, learned: &LearnedStep) {
    let algorithm = view.setup.algorithm;
    let LearnedStep { action, reward, gamma, bootstrap, truncated, value, target, error, samples, loss } = *learned;
    let from = [("action", look.t(action.key()).into()), ("reward", real(reward).into())];
    ui.label(look.small(look.texts.t_with("decision-learned-step", &from)))
        .on_hover_text(look.t("decision-learned-step-help"));

    let spec = algorithm.spec();
    let (formula, numbers) = match bootstrap {
        Some(next) => (
            if truncated { spec.target_truncated } else { spec.target },
            format!("{} + {} · {} = {}", real(reward), set(gamma), bracketed(real(next)), real(target)),
        ),
        None => ("r", format!("{} = {}", real(reward), real(target))),
    };
    line(ui, look, "decision-td-target", formula, &numbers, &format!("algorithm-{algorithm}-target"));
    if bootstrap.is_none() {
        ui.label(look.small(look.t("decision-td-ended")));
    } else if truncated {
        ui.label(look.small(look.t("decision-td-truncated")));
        if spec.target_truncated != spec.target {
            ui.label(look.small(look.t("decision-td-expected")));
        }
    }

    let numbers = format!("{} − {} = {}", real(target), bracketed(real(value)), signed(error));
    line(ui, look, "decision-td-error", look.t("decision-td-error-formula"), &numbers, "decision-td-error-help");

    let squared = format!("{}² = {}", bracketed(short(error)), short(0.5 * error * error));
    let (formula, numbers) = match samples {
        1 => ("decision-td-loss-formula", format!("½ · {squared}")),
        // Half the mean over all actors: this one's share, then the whole.
        _ => ("decision-td-loss-formula-mean", format!("½ · {} = {}", short(2.0 * loss), short(loss))),
    };
    line(ui, look, "decision-loss", look.t(formula), &numbers, "decision-td-loss-help");
    if samples > 1 {
        let share = [("share", format!("½ · {squared}").into()), ("count", samples.into())];
        ui.label(look.small(look.texts.t_with("decision-td-share", &share)));
    }
    let gamma = look.texts.t_with("decision-letter-gamma", &[("value", set(gamma).into())]);
    letters(ui, look, [(gamma, "param-gamma-help")]);
    remark(ui, look, &format!("algorithm-{algorithm}-notes"));
}
