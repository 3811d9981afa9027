//! The targets of Deep SARSA and of deep Q-learning beside one another: they are the same but for one term, the value of the next state.

use bevy_egui::egui::{Frame, Label, Margin, RichText, Stroke, Ui, vec2};

use super::{LensCommand, ShownTick, card::opening, words};
use crate::{
    gridworld::Action,
    learning::{Algorithm, NextRule, NextTrace},
    lens::{Formula, FormulaPart, Subject, in_brackets, number},
    panels::{Look, numbers},
    theme::mix,
};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, asked: &mut Vec<LensCommand>) {
    let Some(step) = shown.lens.learned_step() else { return };
    ui.add_space(10.0);
    ui.label(RichText::new(look.t("lens-compare")).font(look.strong_font(ui)));
    ui.columns(2, |columns| {
        let bootstrapping = Algorithm::ALL.iter().filter(|algorithm| algorithm.spec().next.is_some());
        for (ui, algorithm) in columns.iter_mut().zip(bootstrapping) {
            target(ui, look, shown, *algorithm, asked);
        }
    });
    ui.add(Label::new(difference(look, shown, step.next.as_ref())).wrap());
}

/// The target as one of them makes it. The one that runs has a frame and says so.
fn target(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, algorithm: Algorithm, asked: &mut Vec<LensCommand>) {
    let p = &look.theme.palette;
    let Some(rule) = algorithm.spec().next else { return };
    let Some(card) = shown.lens.card(Subject::TargetBy(rule_here(shown, rule))) else { return };
    let runs = shown.lens.trace.setup.algorithm == algorithm;
    let (line, colour) = if runs { (2.0, p.accent) } else { (1.0, mix(p.panel, p.outline, 0.6)) };
    Frame::new().stroke(Stroke::new(line, colour)).corner_radius(6).inner_margin(Margin::same(8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(algorithm.title()).font(look.strong_font(ui)));
        written(ui, look, &card.formula, |symbol, _| words::symbol(symbol), asked);
        written(ui, look, &card.formula, |_, value| in_brackets(value), asked);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.label(RichText::new("= ").monospace());
            opening(ui, look, &number(card.value), Some(card.subject), asked);
        });
        ui.label(look.soft(look.t(if runs { "lens-compare-used" } else { "lens-compare-other" })));
    });
}

/// The formula with a ground behind the term in which the two differ.
fn written(
    ui: &mut Ui,
    look: Look<'_>,
    formula: &Formula,
    write: impl Fn(&str, f32) -> String,
    asked: &mut Vec<LensCommand>,
) {
    let p = &look.theme.palette;
    let Formula::Parts(parts) = formula else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
        ui.label(RichText::new("= ").monospace());
        for part in parts {
            match part {
                FormulaPart::Signs(signs) => _ = ui.label(RichText::new(words::signs(signs)).monospace()),
                FormulaPart::Operand(operand) => {
                    let text = write(&operand.symbol, operand.value);
                    if matches!(operand.subject, Some(Subject::NextBy(_))) {
                        let ground = mix(p.panel, p.warning, 0.12);
                        Frame::new().fill(ground).corner_radius(3).inner_margin(Margin::symmetric(3, 0)).show(
                            ui,
                            |ui| {
                                opening(ui, look, &text, operand.subject, asked);
                            },
                        );
                    } else {
                        opening(ui, look, &text, operand.subject, asked);
                    }
                }
            }
        }
    });
}

/// Which value of s' is taken here by who otherwise takes this one.
fn rule_here(shown: &ShownTick<'_>, rule: NextRule) -> NextRule {
    let next = shown.lens.learned_step().and_then(|step| step.next.as_ref());
    match (rule, next) {
        (NextRule::Executed, Some(NextTrace { action: None, .. })) => NextRule::Expected,
        _ => rule,
    }
}

/// In what the two differ here, and why.
fn difference(look: Look<'_>, shown: &ShownTick<'_>, next: Option<&NextTrace>) -> String {
    let Some(next) = next else { return look.t("lens-compare-ended").to_owned() };
    let value = |rule| shown.lens.card(Subject::NextBy(rule)).map_or(0.0, |card| card.value);
    let sarsa = value(rule_here(shown, NextRule::Executed));
    let most = value(NextRule::Largest);
    let best = Action::ALL.into_iter().find(|action| next.outputs[action.index()] == most);
    let name = |action: Option<Action>| action.map_or_else(String::new, |action| words::action_name(look, action));
    let short = |value: f32| numbers::short(value.into());
    let said = [
        ("action", name(next.action).into()),
        ("best", name(best).into()),
        ("sarsa", short(sarsa).into()),
        ("most", short(most).into()),
        ("difference", short(most - sarsa).into()),
    ];
    let key = match next.action {
        None => "lens-compare-cut",
        Some(_) if most == sarsa => "lens-compare-same",
        Some(_) => "lens-compare-differs",
    };
    look.texts.t_with(key, &said)
}
