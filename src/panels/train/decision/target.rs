//! What was learned from: the TD target with its formula and numbers, or the return and the advantage.

use bevy_egui::egui::{CollapsingHeader, RichText, Ui};

use super::DecisionView;
use crate::{
    learning::{Algorithm, Learns, Target},
    panels::{Look, numbers},
};

/// target = r + gamma b(s'), error = target - Q(s, a); b(s') is Q(s', a') for SARSA, max_a Q(s', a) for Q-learning.
#[derive(Clone, Copy, Debug, PartialEq)]
struct TdTerms {
    /// r.
    reward: f32,
    /// gamma.
    gamma: f32,
    /// b(s'); `None` where the episode ended and nothing follows.
    next: Option<f32>,
    /// The target.
    target: f32,
    /// The error.
    error: f32,
}

impl TdTerms {
    /// The parts of a target: b(s') follows from the others, except with a gamma of zero, where it does not count.
    fn new(reward: f32, gamma: f32, target: f32, error: f32, terminated: bool) -> Self {
        let next = (!terminated && gamma > 0.0).then(|| (target - reward) / gamma);
        Self { reward, gamma, next, target, error }
    }

    /// Q(s, a) before the update.
    fn value(&self) -> f32 {
        self.target - self.error
    }
}

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &DecisionView<'_>) {
    let (setup, record) = (view.setup, view.record);
    let (Some(target), Some(learned)) = (record.target, record.learned) else {
        ui.label(look.small(look.t("decision-no-update")));
        return;
    };
    match setup.algorithm.spec().learns {
        Learns::EachStep => {
            let (gamma, ended) = (setup.hyperparameters.gamma as f32, learned.terminated);
            td(ui, look, setup.algorithm, &TdTerms::new(learned.reward, gamma, target.target, target.error, ended));
        }
        Learns::EndOfEpisode => returns(ui, look, setup.algorithm, target),
    }
    remark(ui, look, &format!("algorithm-{}-notes", setup.algorithm));
}

/// Where the study notes slip: folded, for those who have them at hand.
fn remark(ui: &mut Ui, look: Look<'_>, text: &str) {
    if look.texts.has(text) {
        let header = CollapsingHeader::new(look.small(look.t("notes-remark"))).id_salt(text);
        header.show_unindented(ui, |ui| ui.label(look.small(look.t(text))));
    }
}

fn td(ui: &mut Ui, look: Look<'_>, algorithm: Algorithm, terms: &TdTerms) {
    let real = |number: f32| numbers::real(f64::from(number), 3);
    let target = match terms.next {
        Some(next) => format!(
            "{} + {} · {} = {}",
            real(terms.reward),
            numbers::real(f64::from(terms.gamma), 2),
            bracketed(next),
            real(terms.target)
        ),
        None => format!("{} = {}", real(terms.reward), real(terms.target)),
    };
    let formula = if terms.next.is_some() { algorithm.spec().target } else { "r" };
    line(ui, look, "decision-td-target", formula, &target, &target_help(algorithm));
    if terms.next.is_none() {
        ui.label(look.small(look.t("decision-td-ended")));
    }
    let error = format!(
        "{} − {} = {}",
        real(terms.target),
        bracketed(terms.value()),
        numbers::signed(f64::from(terms.error), 3)
    );
    line(ui, look, "decision-td-error", "δ = target − Q(s, a)", &error, "decision-td-error-help");
}

/// The discounted return to go, and the advantage: the return against the baseline.
fn returns(ui: &mut Ui, look: Look<'_>, algorithm: Algorithm, learned: Target) {
    let target = numbers::signed(f64::from(learned.target), 3);
    line(ui, look, "decision-return", algorithm.spec().target, &target, &target_help(algorithm));
    let advantage = numbers::signed(f64::from(learned.error), 3);
    line(ui, look, "decision-advantage", "A", &advantage, "decision-advantage-help");
}

/// What the target is, in words.
fn target_help(algorithm: Algorithm) -> String {
    format!("algorithm-{algorithm}-target")
}

/// A negative number in brackets, as it is written after an operator.
fn bracketed(number: f32) -> String {
    let written = numbers::real(f64::from(number), 3);
    if written.starts_with('−') { format!("({written})") } else { written }
}

fn line(ui: &mut Ui, look: Look<'_>, name: &str, formula: &str, values: &str, help: &str) {
    let response = ui
        .horizontal_wrapped(|ui| {
            ui.label(RichText::new(look.t(name)).font(look.strong_font(ui)));
            ui.label(look.small(formula));
            ui.label(values);
        })
        .response;
    response.on_hover_text(look.t(help));
}

#[cfg(test)]
mod tests {
    use super::{TdTerms, bracketed};

    #[test]
    fn the_parts_of_a_target_add_up() {
        let terms = TdTerms::new(-1.0, 0.9, -0.55, 0.25, false);
        assert!((terms.next.expect("the episode goes on") - 0.5).abs() < 1e-6);
        assert!((terms.value() + 0.8).abs() < 1e-6);
        assert_eq!(TdTerms::new(1.0, 0.9, 1.0, 0.2, true).next, None);
        assert_eq!(TdTerms::new(1.0, 0.0, 1.0, 0.2, false).next, None);
    }

    #[test]
    fn negative_numbers_stand_in_brackets() {
        assert_eq!([bracketed(-0.5), bracketed(0.5)], ["(−0.500)", "0.500"]);
    }
}
