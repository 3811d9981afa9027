//! The input that all models read: written by the person, or drawn from the held-out samples.

use bevy::prelude::*;

use crate::sequence::tasks::{Input, InputError, Source, Task};

/// The input.
#[derive(Resource, Default)]
pub(in crate::game) struct TypedInput {
    pub(in crate::game) text: String,
    read: Option<Result<Input, InputError>>,
    drawing: Option<(Task, Source)>,
}

impl TypedInput {
    /// Takes over what the person has written.
    pub(super) fn write(&mut self, task: Task, text: &str) {
        text.clone_into(&mut self.text);
        self.read = Some(task.kind.read(text));
    }

    /// Another held-out sample, of this gap, length or format, or the one that shows most.
    pub(super) fn draw(&mut self, task: Task, wanted: Option<usize>) {
        if self.drawing.as_ref().is_none_or(|(drawn, _)| *drawn != task) {
            self.drawing = None;
        }
        let fresh = || (task, Source::to_look_at(task));
        let (_, source) = self.drawing.get_or_insert_with(fresh);
        let difficulty = task.kind.difficulty();
        let wanted = wanted.filter(|wanted| (difficulty.least..=difficulty.most).contains(wanted));
        let sample = source.sample(wanted.unwrap_or(task.telling()));
        self.text = task.kind.write(&sample.input);
        self.read = Some(Ok(sample.input));
    }

    /// Draws one where what is there is another task's.
    pub(super) fn follow(&mut self, task: Task) {
        if self.drawing.as_ref().is_none_or(|(drawn, _)| *drawn != task) {
            self.draw(task, None);
        }
    }

    /// The input, where it can be read.
    pub(in crate::game) fn read(&self) -> Option<&Input> {
        self.read.as_ref()?.as_ref().ok()
    }

    /// Why it cannot.
    pub(super) fn error(&self) -> Option<String> {
        Some(self.read.as_ref()?.as_ref().err()?.to_string())
    }
}
