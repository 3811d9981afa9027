//! The question before the run of a code takes the place of what runs: what the code means, in words and as a picture.
//! Reading codes, and the clipboard, are the game's business.

use bevy_egui::egui::{Context, Frame, Id, Margin, Modal, RichText, ScrollArea, Ui};
use egui_phosphor::regular as icon;

use super::{Draft, LevelEntry, Look, RunCodeCommand, levels, observation::observation_name};
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

/// The question.
#[derive(Clone, Copy, Debug, Default)]
pub struct RunCodeQuestion {
    /// Whether it was there in the last frame.
    was_asked: bool,
}

impl RunCodeQuestion {
    /// Asks while a code waits; returns the answer.
    pub fn ui(&mut self, context: &Context, look: Look<'_>, view: Option<RunCodeView<'_>>) -> Option<RunCodeCommand> {
        let is_new = !std::mem::replace(&mut self.was_asked, view.is_some());
        let view = view?;
        let room = context.content_rect().size();
        let frame = Frame::popup(&context.style_of(context.theme())).inner_margin(Margin::same(14));
        let modal = Modal::new(Id::new("run_code_question")).frame(frame).show(context, |ui| {
            ui.set_width((room.x - 60.0).min(look.size(ui) * 30.0));
            let title =
                RichText::new(look.t("run-code-question")).font(look.strong_font(ui)).size(look.size(ui) * 1.15);
            ui.label(title);
            ui.label(look.soft(look.t("run-code-question-help")));
            ui.add_space(6.0);
            ScrollArea::vertical().max_height(room.y - 200.0).show(ui, |ui| meaning_ui(ui, look, &view));
            ui.add_space(6.0);
            ui.horizontal_wrapped(|ui| {
                let no = look.button(ui, icon::ARROW_U_UP_LEFT, look.t("question-no"), "");
                if is_new {
                    no.request_focus();
                }
                let yes = look.primary_button(ui, icon::PLAY, look.t("run-code-begin"), "", 0.0);
                if yes.clicked() {
                    Some(RunCodeCommand::Begin)
                } else {
                    no.clicked().then_some(RunCodeCommand::Dismiss)
                }
            })
            .inner
        });
        modal.inner.or_else(|| modal.should_close().then_some(RunCodeCommand::Dismiss))
    }
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
