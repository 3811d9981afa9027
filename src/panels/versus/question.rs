//! A question before something that cannot be taken back. It lies over everything and begins with the harmless answer in focus.

use bevy_egui::egui::{Frame, Id, Margin, Modal, RichText, Ui};
use egui_phosphor::regular as icon;

use super::VersusCommand;
use crate::panels::Look;

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
pub(super) fn ui(ui: &Ui, look: Look<'_>, question: &mut Option<Question>, is_new: bool) -> Option<VersusCommand> {
    let asked = (*question)?;
    let (title, help, yes) = asked.texts();
    let frame = Frame::popup(ui.style()).inner_margin(Margin::same(14));
    let modal = Modal::new(Id::new("versus_question")).frame(frame);
    let modal = modal.show(ui.ctx(), |ui| {
        ui.set_width((ui.ctx().content_rect().width() - 60.0).min(look.size(ui) * 26.0));
        ui.label(RichText::new(look.t(title)).font(look.strong_font(ui)).size(look.size(ui) * 1.15));
        ui.label(look.soft(look.t(help)));
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            let no = look.button(ui, icon::ARROW_U_UP_LEFT, look.t("question-no"), "");
            if is_new {
                no.request_focus();
            }
            let yes = look.button(ui, icon::WARNING, look.t(yes), "");
            if yes.clicked() {
                Some(true)
            } else if no.clicked() {
                Some(false)
            } else {
                None
            }
        })
        .inner
    });
    let answer = modal.inner.or_else(|| modal.should_close().then_some(false))?;
    *question = None;
    answer.then(|| asked.command())
}
