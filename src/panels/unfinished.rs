//! The question at the start whether to go on with what ran when the window was closed. What that is, is known by the game.

use bevy::ecs::message::Message;
use bevy_egui::egui::{Context, Frame, Id, Margin, Modal, RichText, Ui};
use egui_phosphor::regular as icon;

use super::{Look, numbers};
use crate::{
    learning::Algorithm,
    sequence::{SequencePreset, tasks::TaskKind},
};

/// The runs that learned.
#[derive(Clone, Debug, PartialEq)]
pub struct UnfinishedTraining {
    /// The level's name.
    pub level: String,
    /// The algorithm of the first run.
    pub algorithm: Algorithm,
    /// Episodes of the first run.
    pub episodes: u64,
    /// Runs side by side.
    pub lanes: usize,
}

/// The session of the sequence lab.
#[derive(Clone, Debug, PartialEq)]
pub struct UnfinishedLab {
    /// The comparison, if it is one.
    pub preset: Option<SequencePreset>,
    /// What is learned.
    pub task: TaskKind,
    /// How far the slowest model has come, and after how many steps training stops.
    pub steps: [u64; 2],
}

/// What was going on; one of the two at least.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnfinishedView {
    /// Runs that learned.
    pub training: Option<UnfinishedTraining>,
    /// Models side by side.
    pub lab: Option<UnfinishedLab>,
}

/// The answer.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfinishedCommand {
    /// Go on where it stood.
    Continue,
    /// Begin anew; what was kept stays where it is for now.
    StartFresh,
}

/// The question.
#[derive(Clone, Copy, Debug, Default)]
pub struct UnfinishedQuestion {
    /// Whether it was there in the last frame.
    was_asked: bool,
}

impl UnfinishedQuestion {
    /// Asks while there is something to go on with; returns the answer. Going on takes nothing away, so it has the focus.
    pub fn ui(
        &mut self,
        context: &Context,
        look: Look<'_>,
        view: Option<&UnfinishedView>,
    ) -> Option<UnfinishedCommand> {
        let is_new = !std::mem::replace(&mut self.was_asked, view.is_some());
        let view = view?;
        let frame = Frame::popup(&context.style_of(context.theme())).inner_margin(Margin::same(14));
        let modal = Modal::new(Id::new("unfinished_question")).frame(frame).show(context, |ui| {
            ui.set_width((context.content_rect().width() - 60.0).min(look.size(ui) * 34.0));
            let title = RichText::new(look.t("unfinished-question")).font(look.strong_font(ui));
            ui.label(title.size(look.size(ui) * 1.15));
            ui.add_space(4.0);
            what(ui, look, view);
            ui.add_space(4.0);
            ui.label(look.soft(look.t("unfinished-question-help")));
            ui.add_space(6.0);
            ui.horizontal_wrapped(|ui| {
                let on = look.primary_button(ui, icon::PLAY, look.t("unfinished-continue"), "", 0.0);
                if is_new {
                    on.request_focus();
                }
                let fresh = look.button(ui, icon::SPARKLE, look.t("unfinished-fresh"), "");
                if on.clicked() {
                    Some(UnfinishedCommand::Continue)
                } else {
                    fresh.clicked().then_some(UnfinishedCommand::StartFresh)
                }
            })
            .inner
        });
        modal.inner.or_else(|| modal.should_close().then_some(UnfinishedCommand::StartFresh))
    }
}

/// A line for each.
fn what(ui: &mut Ui, look: Look<'_>, view: &UnfinishedView) {
    if let Some(UnfinishedTraining { level, algorithm, episodes, lanes }) = &view.training {
        let values = [
            ("level", level.as_str().into()),
            ("algorithm", algorithm.title().into()),
            ("episodes", numbers::whole(*episodes).into()),
            ("lanes", (*lanes).into()),
        ];
        ui.label(format!("{}  {}", icon::GRADUATION_CAP, look.texts.t_with("unfinished-training", &values)));
    }
    if let Some(UnfinishedLab { preset, task, steps: [step, steps] }) = &view.lab {
        let name = look.t(preset.map_or(task.key(), SequencePreset::key));
        let values =
            [("name", name.into()), ("step", numbers::whole(*step).into()), ("steps", numbers::whole(*steps).into())];
        ui.label(format!("{}  {}", icon::STACK, look.texts.t_with("unfinished-lab", &values)));
    }
}
