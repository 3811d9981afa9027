//! Notices a learner that diverges, and keeps the last weights that were good.
//! What to do then is decided in the algorithms: stop learning, go on deciding.

use super::{learner::Status, network::Network};
use crate::tensors::Step;

/// Updates between two snapshots.
const SNAPSHOT_EVERY: u64 = 256;

/// Two snapshots: weights that are about to explode still look sound, so the older one is what is restored.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    older: Network,
    newer: Network,
}

impl Guard {
    pub(super) fn new(network: &Network) -> Self {
        Self { older: network.clone(), newer: network.clone() }
    }

    /// Called after every update; puts the last good weights back where the update was unsound.
    pub(super) fn watch(&mut self, network: &mut Network, update: u64, step: u64, taken: Step, loss: f32) -> Status {
        let what = if !loss.is_finite() {
            format!("the loss became {loss}")
        } else if !taken.gradient_norm.is_finite() {
            format!("the gradient's norm became {}", taken.gradient_norm)
        } else if !taken.sound {
            "a weight exploded".to_owned()
        } else {
            if update.is_multiple_of(SNAPSHOT_EVERY) {
                self.older = std::mem::replace(&mut self.newer, network.clone());
            }
            return Status::Learning;
        };
        network.copy_weights_from(&self.older);
        Status::Diverged { step, what }
    }

    /// The snapshots, older first.
    pub(super) fn snapshots(&self) -> [&Network; 2] {
        [&self.older, &self.newer]
    }

    pub(super) fn from_snapshots(older: Network, newer: Network) -> Self {
        Self { older, newer }
    }
}
