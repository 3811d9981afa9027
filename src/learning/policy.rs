//! A frozen policy: a network that only answers. It is what checkpoints hold, what opponents play with and what is evaluated.
//! Learning, and the file it stands in, are elsewhere.

use rand::{Rng, RngExt};

use super::{
    ACTIONS, Algorithm, Exploration, Metadata, Network,
    choice::{argmax, draw},
};
use crate::{
    gridworld::{Action, Observation},
    tensors::Activation,
};

/// epsilon where a file does not say it: the textbook's last one.
const USUAL_EPSILON: f32 = 0.01;

/// How a policy turns its values into an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionSelection {
    /// The action of the highest value or probability.
    Greedy,
    /// An action drawn from the policy's probabilities.
    Sample,
}

/// What a network does, without learning. Clones are cheap.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Says whether the network's outputs are Q-values or preferences.
    pub algorithm: Algorithm,
    /// What the network was trained to see, if that is known.
    pub observation: Option<Observation>,
    /// The network.
    pub network: Network,
    /// Where it comes from.
    pub metadata: Metadata,
}

impl Policy {
    /// The identity of what it does: FNV-1a (64 bits) over the network's sizes and weights, and its activation where that is
    /// not ReLU. Equal networks have equal fingerprints.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let sizes = self.network.sizes().into_iter().flat_map(|size| (size as u64).to_le_bytes());
        let weights = self.network.weights().into_iter().flat_map(|(weight, bias)| [weight, bias]);
        let weights = weights.flatten().flat_map(f32::to_le_bytes);
        let activation = (self.network.activation() == Activation::Tanh).then_some(b't');
        sizes
            .chain(weights)
            .chain(activation)
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// The share of its actions that are drawn at random when it plays as it learned.
    #[must_use]
    pub fn epsilon(&self) -> f32 {
        if self.algorithm.has_epsilon() { self.metadata.epsilon.unwrap_or(USUAL_EPSILON) } else { 0.0 }
    }

    /// Lowers [`Self::epsilon`] to `most` where it is greater.
    pub fn explore_at_most(&mut self, most: f32) {
        self.metadata.epsilon = self.algorithm.has_epsilon().then(|| self.epsilon().min(most));
    }

    /// Q-values or probabilities for `count` rows of observations.
    ///
    /// # Panics
    /// If `rows` is not `count` observations or `values` is shorter.
    pub fn values(&self, rows: &[f32], count: usize, values: &mut [[f32; ACTIONS]]) {
        self.algorithm.action_values().of(self.network.mlp(), rows, count, values);
    }

    /// The action with the largest value, the first of equals.
    #[must_use]
    pub fn greedy(&self, values: &[f32; ACTIONS]) -> Action {
        Action::ALL[argmax(values)]
    }

    /// An action as the learner would have drawn it when it was saved: from the probabilities, or, where values are
    /// Q-values, epsilon-greedy with the epsilon of that moment ([`Self::epsilon`]).
    pub fn sample(&self, values: &[f32; ACTIONS], generator: &mut impl Rng) -> Action {
        match self.algorithm.spec().exploration {
            Exploration::Entropy => Action::ALL[draw(values, generator.random())],
            Exploration::Epsilon if generator.random::<f32>() < self.epsilon() => {
                Action::ALL[generator.random_range(0..ACTIONS)]
            }
            Exploration::Epsilon => self.greedy(values),
        }
    }
}
