//! The number by which a tick stands out: by how much what was expected was wrong.

use super::{Lens, StopKind};

/// An error of a tick, and the small step that shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LearnedError {
    /// The TD error, or the advantage of one step of the episode.
    pub value: f32,
    /// Where it is shown.
    pub kind: StopKind,
    /// The step of the episode that it belongs to; 0 for the TD error.
    pub step: usize,
}

impl Lens<'_> {
    /// The actor's TD error, or the largest advantage of its episode, by size; `None` where nothing was learned from it.
    #[must_use]
    pub fn largest_error(&self) -> Option<LearnedError> {
        if let Some(step) = self.learned_step() {
            return Some(LearnedError { value: step.error, kind: StopKind::TdError, step: 0 });
        }
        let advantages = self.episode()?.advantages.iter().copied().enumerate();
        let (step, value) = advantages.max_by(|(_, one), (_, other)| one.abs().total_cmp(&other.abs()))?;
        Some(LearnedError { value, kind: StopKind::Advantage, step })
    }
}
