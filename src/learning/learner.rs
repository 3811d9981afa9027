//! What every algorithm offers to the simulation that asks it, and what it tells about itself.
//! The algorithms themselves have a file each.

use serde::{Deserialize, Serialize};

use super::{
    ACTIONS, Algorithm, Hyperparameters, LearnerState, LearnerTrace, Network, StateError, UpdateTrace, base::Base,
};
use crate::gridworld::{Action, Outcome};

/// What a learner chose, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The action to execute.
    pub action: Action,
    /// Q-values or probabilities of the five actions, see [`Algorithm::action_values`].
    pub values: [f32; ACTIONS],
    /// Whether the action was taken for its value; not so where it was drawn at random, or, for a policy of
    /// probabilities, where the draw fell on another than the likeliest.
    pub greedy: bool,
}

/// What one update did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Update {
    /// The loss before the update, per sample.
    pub loss: f32,
    /// Mean size of [`Target::error`] over the samples.
    pub td_error: f32,
    /// The first sample's target: with one actor, that of its last step.
    pub td_target: f32,
    /// epsilon, or the policy's mean entropy in nats over the samples.
    pub exploration: f32,
    /// The gradient's norm over all weights, before clipping.
    pub gradient_norm: f32,
    /// The learning rate that was used.
    pub learning_rate: f32,
    /// How many steps of agents it learned from.
    pub samples: u32,
}

/// The target and the error of one actor's last learned step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// What the value or the policy was moved towards: the TD target, or the return that followed.
    pub target: f32,
    /// target - Q(s, a), or the advantage.
    pub error: f32,
}

/// Whether a learner still learns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// All is well.
    #[default]
    Learning,
    /// Loss, gradient or weights became infinite, NaN or absurdly large. The last good weights are back in place and
    /// will not change any more; it still decides.
    Diverged {
        /// The step of agents at which it was noticed.
        step: u64,
        /// What was noticed, in words.
        what: String,
    },
}

/// An algorithm with its network, its optimiser and its memory.
///
/// One tick is: `decide` for s_t, then `learn` with what a_{t-1} led to. Rows of observations belong to actors, in an
/// order that never changes; there are as many as [`Hyperparameters::actors`]. When an actor's episode has ended, the
/// world is reset before the next `decide`, which therefore sees the new episode's first state.
pub trait Learner: Send + Sync + 'static {
    /// A learner that knows nothing. `observation_len` is a row's length.
    fn new(observation_len: usize, hyperparameters: &Hyperparameters, seed: u64) -> Self
    where
        Self: Sized;

    /// The same learner as the one whose [`Self::state`] it was, to the bit.
    ///
    /// # Errors
    /// If the state is another algorithm's or its parts contradict each other.
    fn restore(state: &LearnerState) -> Result<Self, StateError>
    where
        Self: Sized;

    /// Everything that a continued run needs.
    fn state(&self) -> LearnerState;

    /// Which algorithm this is.
    fn algorithm(&self) -> Algorithm;

    /// Chooses an action for every actor with one batched forward pass, and remembers rows and choices.
    ///
    /// # Panics
    /// If `observations` is not `[actors x size]` or `decisions` not `[actors]`.
    fn decide(&mut self, observations: &[f32], decisions: &mut [Decision]);

    /// Learns from what the actions before the last `decide` led to, with at most one batched update.
    ///
    /// `outcomes[i]` is `None` where actor i made no step. Row i of `final_observations` is read only where outcome i
    /// is truncated and not terminated: it is the state in which the episode was cut off, before the reset.
    ///
    /// # Panics
    /// If a slice has not the size said.
    fn learn(&mut self, outcomes: &[Option<Outcome>], final_observations: &[f32]) -> Option<Update>;

    /// epsilon, or the mean entropy (nats) of the last update's policy.
    fn exploration(&self) -> f32;

    /// The last update as an actor took part in it, with the numbers of its formulas; `None` before its first one,
    /// and after the learner was restored until the next one.
    fn last_update(&self, actor: usize) -> Option<UpdateTrace>;

    /// The tick that it just went through, with every number: given its state before, the outcomes and final
    /// observations that [`Self::learn`] was told, and whether that was an update.
    fn trace(
        &self,
        before: &LearnerState,
        outcomes: &[Option<Outcome>],
        is_updated: bool,
        final_observations: &[f32],
    ) -> LearnerTrace;

    /// What it has in common with other learners.
    fn base(&self) -> &Base;

    /// The same, to change it.
    fn base_mut(&mut self) -> &mut Base;

    /// Q-values or probabilities for `count` rows; changes nothing.
    fn evaluate(&self, observations: &[f32], count: usize, values: &mut [[f32; ACTIONS]]) {
        self.algorithm().action_values().of(self.base().trained.mlp(), observations, count, values);
    }

    /// The network that decides.
    fn network(&self) -> &Network {
        self.base().trained.network()
    }

    /// Whether it still learns.
    fn status(&self) -> &Status {
        &self.base().status
    }

    /// The settings in force.
    fn hyperparameters(&self) -> &Hyperparameters {
        &self.base().hyperparameters
    }

    /// Takes over what acts at once.
    fn set_live(&mut self, hyperparameters: &Hyperparameters) {
        self.base_mut().hyperparameters.set_live(hyperparameters);
    }

    /// Takes over a trained network's weights, to go on learning from them.
    ///
    /// # Panics
    /// If its sizes are not this learner's.
    fn start_from(&mut self, network: &Network) {
        self.base_mut().trained.start_from(network);
    }

    /// Steps of agents learned from so far.
    fn steps(&self) -> u64 {
        self.base().steps
    }

    /// Updates so far.
    fn updates(&self) -> u64 {
        self.base().updates
    }

    /// Target and error of an actor's last learned step, if there was one.
    fn target(&self, actor: usize) -> Option<Target> {
        self.base().targets.get(actor).copied().flatten()
    }
}
