//! What is asked before something that cannot be taken back.

use bevy_egui::egui::Context;
use egui_phosphor::regular as icon;

use super::{PlayView, VersusCommand};
use crate::panels::{Look, dialog};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Whether to give the match up.
    GiveUp,
    /// Whether to end a time trial, which is not rated: nothing is lost by it.
    EndTrial,
    /// Whether to forget all records.
    ResetRecords,
}

impl PlayView<'_> {
    /// What is asked of a person who has had enough, and what the button says that asks it.
    pub(super) fn end_question(&self) -> (Question, &'static str) {
        let is_trial = self.ghost.as_ref().is_some_and(|ghost| ghost.is_trial);
        let question = if is_trial { Question::EndTrial } else { Question::GiveUp };
        (question, question.texts().2)
    }
}

impl Question {
    /// Whether it is asked while a match is played, and means nothing afterwards.
    pub(super) const fn ends_match(self) -> bool {
        matches!(self, Self::GiveUp | Self::EndTrial)
    }

    const fn texts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::GiveUp => ("give-up-question", "give-up-question-help", "give-up"),
            Self::EndTrial => ("trial-question", "trial-question-help", "trial-end"),
            Self::ResetRecords => ("records-question", "records-question-help", "records-reset"),
        }
    }

    const fn command(self) -> VersusCommand {
        match self {
            Self::GiveUp | Self::EndTrial => VersusCommand::GiveUp,
            Self::ResetRecords => VersusCommand::ResetRecords,
        }
    }
}

/// Asks; `question` is taken back with the answer. Returns what was agreed to.
pub(super) fn ui(context: &Context, look: Look<'_>, question: &mut Option<Question>) -> Option<VersusCommand> {
    let asked = (*question)?;
    let (title, help, yes) = asked.texts();
    let dialog = dialog::Question {
        id: "versus_question",
        title: look.t(title),
        help: look.t(help),
        width: 350.0,
        decline: None,
    };
    let answer = dialog.ask(context, look, |_| {}, |ui| look.button(ui, icon::WARNING, look.t(yes), ""))?;
    *question = None;
    answer.then(|| asked.command())
}
