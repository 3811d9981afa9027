//! What the policy gradient learned from: whole episodes.

use serde::Serialize;

use super::UnitsTrace;
use crate::{
    gridworld::Action,
    learning::{ACTIONS, Baseline},
};

/// The episodes of an update and their loss, 1/N sum_t [ - ratio_t A_t log pi(a_t|s_t) - beta H(pi(.|s_t)) ].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EpisodesTrace {
    /// What the returns were compared with.
    pub kind: Baseline,
    /// The mean of all returns.
    pub mean: f32,
    /// Their standard deviation.
    pub deviation: f32,
    /// beta.
    pub entropy_bonus: f32,
    /// Steps of agents that were made by then, by which beta falls.
    pub steps_learned: u64,
    /// 1/N sum_t - ratio_t A_t log pi(a_t|s_t).
    pub policy_loss: f32,
    /// 1/N sum_t H(pi(.|s_t)).
    pub entropy: f32,
    /// policy_loss - beta entropy, before the update.
    pub loss: f32,
    /// 1/2 mean (V(s_t) - G_t)^2, where V is the baseline.
    pub value_loss: Option<f32>,
    /// The episodes, one behind the other in the order of the network's samples.
    pub episodes: Vec<EpisodeTrace>,
}

/// An episode: one number (or row of the five actions) for each of its steps, t = 0, 1, ..
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EpisodeTrace {
    /// Whose episode.
    pub actor: usize,
    /// Which of the network's samples is its first step.
    pub first: usize,
    /// gamma. NaN where the episode had ended before the state was saved by an early version.
    pub gamma: f32,
    /// What was taken for the rest of an episode that was cut off; 0 where it terminated. NaN as above.
    pub tail: f32,
    /// Where the tail comes from, if the episode was cut off just now.
    pub cut_off: Option<CutOff>,
    /// a_t.
    pub actions: Vec<Action>,
    /// r_{t+1}. NaN as above.
    pub rewards: Vec<f32>,
    /// G_t = r_{t+1} + gamma G_{t+1}, and the tail behind the last.
    pub returns: Vec<f32>,
    /// b_t: 0, the mean, or V(s_t).
    pub baseline: Vec<f32>,
    /// A_t = G_t - b_t, divided by the deviation where returns are whitened (0 where all are equal).
    pub advantages: Vec<f32>,
    /// pi(.|s_t) before the update.
    pub probabilities: Vec<[f32; ACTIONS]>,
    /// log pi(.|s_t) before the update.
    pub log_policy: Vec<[f32; ACTIONS]>,
    /// log pi(a_t|s_t) before the update.
    pub log_probabilities: Vec<f32>,
    /// log pi(a_t|s_t) when a_t was drawn.
    pub log_probabilities_then: Vec<f32>,
    /// min(pi / pi then, 2).
    pub ratios: Vec<f32>,
    /// H(pi(.|s_t)) in nats.
    pub entropies: Vec<f32>,
    /// The part of dL/dz of the outputs that comes from the return: ratio_t A_t (pi_k - [k = a_t]) / N.
    pub return_errors: Vec<[f32; ACTIONS]>,
    /// The part that comes from the entropy bonus: beta pi_k (log pi_k + H) / N.
    pub entropy_errors: Vec<[f32; ACTIONS]>,
    /// pi(.|s_t) after the update.
    pub probabilities_after: Vec<[f32; ACTIONS]>,
}

/// The state in which an episode was cut off, and V of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CutOff {
    /// What was seen there.
    pub observation: Vec<f32>,
    /// What the value network computed; V is its last sum.
    pub layers: Vec<UnitsTrace>,
}

impl CutOff {
    /// V of the state.
    #[must_use]
    pub fn value(&self) -> f32 {
        self.layers.last().and_then(|last| last.sum.first()).copied().unwrap_or(0.0)
    }
}
