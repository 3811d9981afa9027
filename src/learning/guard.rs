//! Notices a learner that diverges, and keeps the last weights that were good.
//! What to do then is decided in the algorithms: stop learning, go on deciding.

use super::Status;
use crate::tensors::AdamStep;

/// Updates between two snapshots.
const SNAPSHOT_EVERY: u64 = 256;

/// Two snapshots of all weights: those that are about to explode still look sound, so the older one is what is
/// restored.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    older: Vec<f32>,
    newer: Vec<f32>,
}

impl Guard {
    pub(super) fn new(weights: &[f32]) -> Self {
        Self { older: weights.to_vec(), newer: weights.to_vec() }
    }

    /// Called after every update; puts the last good weights back where the update was unsound.
    pub(super) fn watch(&mut self, weights: &mut [f32], update: u64, step: u64, taken: AdamStep, loss: f32) -> Status {
        let what = if !loss.is_finite() {
            format!("the loss became {loss}")
        } else if !taken.gradient_norm.is_finite() {
            format!("the gradient's norm became {}", taken.gradient_norm)
        } else if !taken.sound {
            "a weight exploded".to_owned()
        } else {
            if update.is_multiple_of(SNAPSHOT_EVERY) {
                std::mem::swap(&mut self.older, &mut self.newer);
                self.newer.copy_from_slice(weights);
            }
            return Status::Learning;
        };
        weights.copy_from_slice(&self.older);
        Status::Diverged { step, what }
    }

    /// The snapshots, older first.
    pub(super) fn snapshots(&self) -> [&[f32]; 2] {
        [&self.older, &self.newer]
    }

    pub(super) fn from_snapshots(older: Vec<f32>, newer: Vec<f32>) -> Self {
        Self { older, newer }
    }
}
