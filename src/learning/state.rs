//! Everything that a learner needs to go on as if it had never stopped, as one serialisable value.
//! Which file it stands in, and what else a run needs, is decided above.

use rand_pcg::Pcg64Mcg;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    ACTIONS, Algorithm, Hyperparameters, SettingError, Status, Target, TracedLayer, episodes::Episodes,
    trained::TrainedState,
};
use crate::tensors::Activation;

/// The layout of [`LearnerState`]; a file with another is refused.
const VERSION: u32 = 1;

/// A state that no learner can be made from.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StateError {
    /// Written by a program with another layout.
    #[error(
        "the learner's state has version {found}, this program reads {VERSION}: train anew, or load the checkpoint instead"
    )]
    Version {
        /// The version found.
        found: u32,
    },
    /// It belongs to another algorithm.
    #[error("the learner's state is of {found}, not of {wanted}: continue it with that algorithm")]
    Algorithm {
        /// The state's algorithm.
        found: Algorithm,
        /// The one that was asked for.
        wanted: Algorithm,
    },
    /// A hyperparameter is out of its range.
    #[error("the learner's state is damaged: {0}")]
    Setting(#[from] SettingError),
    /// Two parts do not fit each other.
    #[error("the learner's state is damaged: {what}; train anew, or load the checkpoint instead")]
    Damaged {
        /// What does not fit, in words.
        what: &'static str,
    },
}

/// A learner's whole state. Made by `Learner::state`, read by `Learner::restore`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LearnerState {
    pub(super) version: u32,
    pub(super) algorithm: Algorithm,
    pub(super) hyperparameters: Hyperparameters,
    pub(super) observation_len: usize,
    pub(super) status: Status,
    pub(super) steps: u64,
    pub(super) updates: u64,
    #[serde(with = "words")]
    pub(super) generator: Pcg64Mcg,
    pub(super) network: TrainedState,
    /// What all actors saw and did at the last decision but one, and at the last.
    pub(super) moments: [TickRecord; 2],
    pub(super) targets: Vec<Option<Target>>,
    pub(super) memory: Memory,
}

/// What only one of the algorithms remembers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Memory {
    /// It remembers nothing of its own.
    #[serde(alias = "DeepSarsa")]
    Nothing,
    Reinforce {
        episodes: Box<Episodes>,
        entropy: f32,
        value: Option<Box<TrainedState>>,
    },
}

/// What all actors saw and did at one tick; empty before the first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct TickRecord {
    /// `[actors x size]`.
    pub(super) observations: Vec<f32>,
    /// Per actor, the action's index.
    pub(super) actions: Vec<usize>,
    /// Per actor, what the network said of the action: its Q-value, or the logarithm of its probability.
    pub(super) values: Vec<f32>,
}

impl TickRecord {
    /// Forgets what it holds, but not its buffers.
    pub(super) fn clear(&mut self) {
        self.observations.clear();
        self.actions.clear();
        self.values.clear();
    }

    /// Whether it is that many actors' or still empty.
    fn fits(&self, actors: usize, size: usize) -> bool {
        let empty = self.actions.is_empty();
        let count = if empty { 0 } else { actors };
        self.observations.len() == count * size
            && self.actions.len() == count
            && self.values.len() == count
            && self.actions.iter().all(|&action| action < ACTIONS)
    }
}

impl LearnerState {
    /// The layout that this program writes.
    pub(super) const VERSION: u32 = VERSION;

    /// What holds for all algorithms.
    pub(super) fn check(&self, wanted: Algorithm) -> Result<(), StateError> {
        if self.version != VERSION {
            return Err(StateError::Version { found: self.version });
        }
        if self.algorithm != wanted {
            return Err(StateError::Algorithm { found: self.algorithm, wanted });
        }
        self.hyperparameters.check()?;
        let actors = self.hyperparameters.actors;
        let moments_fit = self.moments.iter().all(|moment| moment.fits(actors, self.observation_len));
        if self.targets.len() != actors || !moments_fit {
            return Err(StateError::Damaged { what: "the memory does not fit the number of actors" });
        }
        Ok(())
    }

    /// What all actors saw at the last decision, `[actors x size]`; nothing before the first.
    #[must_use]
    pub fn seen(&self) -> &[f32] {
        &self.moments[1].observations
    }

    /// The layers of the network that decides, and what stands between them.
    pub(super) fn deciding(&self) -> (Vec<TracedLayer>, Activation) {
        self.network.traced()
    }

    /// The sizes of a network on these observations with these hidden layers and so many outputs.
    pub(super) fn sizes(&self, outputs: usize) -> Vec<usize> {
        network_sizes(self.observation_len, &self.hyperparameters, outputs)
    }
}

/// The sizes of a learner's network, from the observation to the outputs.
pub(super) fn network_sizes(observation_len: usize, hyperparameters: &Hyperparameters, outputs: usize) -> Vec<usize> {
    let mut sizes = vec![observation_len];
    sizes.extend(&hyperparameters.hidden);
    sizes.push(outputs);
    sizes
}

/// A generator as two words of 64 bits: not every format has numbers of 128.
mod words {
    use rand_pcg::Pcg64Mcg;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(generator: &Pcg64Mcg, serializer: S) -> Result<S::Ok, S::Error> {
        let state = generator.state();
        [(state >> 64) as u64, state as u64].serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Pcg64Mcg, D::Error> {
        let [high, low] = <[u64; 2]>::deserialize(deserializer)?;
        Ok(Pcg64Mcg::new(u128::from(high) << 64 | u128::from(low)))
    }
}
