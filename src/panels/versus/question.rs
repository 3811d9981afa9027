//! What is asked before something that cannot be taken back.

use bevy_egui::egui::Context;
use egui_phosphor::regular as icon;

use super::VersusCommand;
use crate::panels::{Look, dialog};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Whether to give the match up.
    GiveUp,
    /// Whether to forget all records.
    ResetRecords,
}

impl Question {
    const fn texts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::GiveUp => ("give-up-question", "give-up-question-help", "give-up"),
            Self::ResetRecords => ("records-question", "records-question-help", "records-reset"),
        }
    }

    const fn command(self) -> VersusCommand {
        match self {
            Self::GiveUp => VersusCommand::GiveUp,
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
