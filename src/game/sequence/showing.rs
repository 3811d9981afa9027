//! What the lab's panels are handed of the session, frame by frame.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{TrainingSession, commands::OpenedFile, input::TypedInput};
use crate::panels::{
    SequenceKey,
    sequence::{SequenceChoices, SequenceView},
};

/// All that is shown.
#[derive(SystemParam)]
pub(crate) struct LabScene<'w> {
    session: Res<'w, TrainingSession>,
    input: Res<'w, TypedInput>,
    opened: Res<'w, OpenedFile>,
    choices: Res<'w, SequenceChoices>,
}

impl LabScene<'_> {
    /// Hands it to whoever draws it; nothing until there are models.
    pub(crate) fn show<R>(&self, pressed: &[SequenceKey], draw: impl FnOnce(&SequenceView<'_>) -> R) -> Option<R> {
        let models = self.session.trainees();
        if models.is_empty() {
            return None;
        }
        let error = self.input.error();
        Some(draw(&SequenceView {
            choices: &self.choices,
            models: &models,
            is_running: self.session.is_running,
            is_over: self.session.is_over(),
            can_undo: self.session.can_undo(),
            input: &self.input.text,
            input_error: error.as_deref(),
            opened: self.opened.0.as_ref(),
            past: &self.session.past,
            pressed,
        }))
    }
}
