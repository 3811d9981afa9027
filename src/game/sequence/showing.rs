//! What the lab's panels are handed of the bench, frame by frame.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{Bench, input::TypedInput, wishes::Opened};
use crate::panels::{
    SequenceKey,
    sequence::{SequenceChoices, SequenceView},
};

/// All that is shown.
#[derive(SystemParam)]
pub(crate) struct LabScene<'w> {
    bench: Res<'w, Bench>,
    input: Res<'w, TypedInput>,
    opened: Res<'w, Opened>,
}

impl LabScene<'_> {
    /// Hands it to whoever draws it; nothing until there are models.
    pub(crate) fn show<R>(
        &self,
        choices: &SequenceChoices,
        pressed: &[SequenceKey],
        draw: impl FnOnce(&SequenceView<'_>) -> R,
    ) -> Option<R> {
        let models = self.bench.trainees();
        if models.is_empty() {
            return None;
        }
        let error = self.input.error();
        Some(draw(&SequenceView {
            choices,
            models: &models,
            is_running: self.bench.is_running,
            is_over: self.bench.is_over(),
            can_undo: self.bench.can_undo(),
            input: &self.input.text,
            input_error: error.as_deref(),
            opened: self.opened.0.as_ref(),
            past: &self.bench.past,
            pressed,
        }))
    }
}
