//! The question before the run of a code takes the place of what runs: what the code means, in words and as a picture.
//! Reading codes, and the clipboard, are the game's business.

use bevy_egui::egui::{Context, RichText, ScrollArea, Ui};
use egui_phosphor::regular as icon;

use super::{Draft, LevelEntry, Look, Question, RunCodeCommand, levels, observation_name};
use crate::learning::{HyperparameterKind, HyperparameterSpec, Hyperparameters, Recipe};

/// A pasted code that waits for an answer.
#[derive(Clone, Copy, Debug)]
pub struct RunCodeView<'a> {
    /// What it means.
    pub draft: &'a Draft,
    /// The level of it.
    pub level: &'a LevelEntry,
    /// Whether the run comes out here with the same bits as where the code was made.
    pub is_exact: bool,
}

/// Asks while a code waits; returns the answer.
pub fn run_code_question(context: &Context, look: Look<'_>, view: &RunCodeView<'_>) -> Option<RunCodeCommand> {
    let question = Question {
        id: "run_code_question",
        title: look.t("run-code-question"),
        help: look.t("run-code-question-help"),
        width: 405.0,
        decline: None,
    };
    let room = context.content_rect().height() - 200.0;
    let answer = question.ask(
        context,
        look,
        |ui| {
            ScrollArea::vertical().max_height(room).show(ui, |ui| meaning_ui(ui, look, view));
            ui.add_space(6.0);
        },
        |ui| look.primary_button(ui, icon::PLAY, look.t("run-code-begin"), "", 0.0),
    )?;
    Some(if answer { RunCodeCommand::Begin } else { RunCodeCommand::Dismiss })
}

fn meaning_ui(ui: &mut Ui, look: Look<'_>, view: &RunCodeView<'_>) {
    let RunCodeView { draft, level, is_exact } = *view;
    ui.label(RichText::new(levels::name(look, level)).font(look.strong_font(ui)));
    levels::card(ui, look, level, None);
    let preset = look.t(draft.preset.key());
    let preset = if draft.is_preset(&level.level) {
        preset.to_owned()
    } else {
        look.texts.t_with("preset-changed", &[("preset", preset.into())])
    };
    for (name, value) in [
        ("learner-algorithm", draft.algorithm.title().to_owned()),
        ("learner-observation", observation_name(look.texts, draft.observation)),
        ("learner-seed", draft.seed.to_string()),
        ("learner-preset", preset),
    ] {
        look.row(ui, look.t(name), "", |ui| ui.label(value));
    }
    let usual = Recipe::new(draft.algorithm, draft.preset, &level.level).hyperparameters;
    for parameter in draft.changed(&level.level) {
        let (name, help) = (format!("param-{}", parameter.key), format!("param-{}-help", parameter.key));
        let values = [("value", &draft.hyperparameters), ("preset", &usual)]
            .map(|(name, settings)| (name, value(look, parameter, settings).into()));
        look.row(ui, look.t(&name), look.t(&help), |ui| ui.label(look.texts.t_with("run-code-changed", &values)));
    }
    if !is_exact {
        ui.label(RichText::new(look.t("run-code-inexact")).small().color(look.theme.palette.warning));
    }
}

/// The value of a parameter, in words.
fn value(look: Look<'_>, parameter: &HyperparameterSpec, settings: &Hyperparameters) -> String {
    let value = settings.get(parameter.key).unwrap_or_default();
    match parameter.kind {
        HyperparameterKind::Choice(_) => look.t(&format!("choice-{value}")).to_owned(),
        _ => value,
    }
}
