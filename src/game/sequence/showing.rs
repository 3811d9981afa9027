//! What the lab's panels are handed of the bench, frame by frame.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{Bench, input::TypedInput, learner::Learner, opened::Opened};
use crate::panels::{
    SequenceKey,
    sequence::{InputView, ModelView, SequenceChoices, SequenceView},
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
        let models = self.bench.views();
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
            input: InputView { text: &self.input.text, error: error.as_deref() },
            opened: self.opened.0.as_ref().map(super::opened::OpenedCell::view),
            past: &self.bench.past,
            pressed,
        }))
    }
}

impl Bench {
    /// The models as they stand.
    #[must_use]
    pub fn views(&self) -> Vec<ModelView<'_>> {
        self.models.iter().map(model_view).collect()
    }
}

fn model_view(model: &Learner) -> ModelView<'_> {
    ModelView {
        name: &model.name,
        settings: &model.settings,
        state: model.state,
        reports: &model.reports,
        evaluations: &model.evaluations,
        rate: model.rate(),
        trace: model.trace.as_ref(),
        untrained_flow: model.untrained_flow.as_ref(),
        flow: model.flow.as_ref(),
    }
}
