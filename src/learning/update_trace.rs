//! The last update as one actor took part in it: the numbers that its formulas are written with.
//! Learners keep them from one update to the next anyway; they are put together only for whoever asks. No file holds them.

use super::Baseline;
use crate::gridworld::Action;

/// What the last update learned from one actor, by when its algorithm learns.
#[derive(Clone, Debug, PartialEq)]
pub enum UpdateTrace {
    /// From one step.
    Step(LearnedStep),
    /// From an episode as a whole.
    Episode(LearnedEpisode),
}

/// A step (s, a, r, s') that temporal differences learned from: target = r + gamma b(s'), error = target - Q(s, a).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LearnedStep {
    /// a.
    pub action: Action,
    /// r.
    pub reward: f32,
    /// gamma.
    pub gamma: f64,
    /// b(s'), what s' was worth; `None` where the episode terminated, so that nothing follows.
    pub bootstrap: Option<f32>,
    /// Whether the episode was cut off in s', so that no action was taken there.
    pub truncated: bool,
    /// Q(s, a) before the update.
    pub value: f32,
    /// What Q(s, a) was moved towards.
    pub target: f32,
    /// target - Q(s, a).
    pub error: f32,
    /// Steps in the update, one for each actor.
    pub samples: usize,
    /// 1/2 mean over them of (target - Q(s, a))^2.
    pub loss: f32,
}

/// An episode that the policy gradient learned from, and the loss of the whole update:
/// 1/N sum_t [ - rho_t A_t log pi(a_t|s_t) - beta H(pi(.|s_t)) ].
#[derive(Clone, Debug, PartialEq)]
pub struct LearnedEpisode {
    /// Its steps, t = 0, 1, ...
    pub steps: Vec<EpisodeStep>,
    /// gamma. NaN where the episode was finished before the run was saved by an early version.
    pub gamma: f32,
    /// What was taken for the rest of an episode that was cut off; 0 where it terminated. NaN as above.
    pub tail: f32,
    /// What the returns were compared with.
    pub baseline: Baseline,
    /// Mean and standard deviation of all returns in the update.
    pub spread: (f32, f32),
    /// N: steps in the update, of all of its episodes.
    pub samples: usize,
    /// 1/N sum_t - rho_t A_t log pi(a_t|s_t).
    pub policy_loss: f32,
    /// beta.
    pub entropy_bonus: f32,
    /// 1/N sum_t H(pi(.|s_t)), in nats.
    pub entropy: f32,
    /// policy_loss - beta entropy.
    pub loss: f32,
    /// 1/2 mean (V(s_t) - G_t)^2, where V is the baseline.
    pub value_loss: Option<f32>,
}

/// A step of such an episode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EpisodeStep {
    /// a_t.
    pub action: Action,
    /// r_{t+1}. NaN where the episode was finished before the run was saved by an early version.
    pub reward: f32,
    /// G_t = r_{t+1} + gamma G_{t+1}.
    pub discounted_return: f32,
    /// A_t: G_t against the baseline.
    pub advantage: f32,
    /// rho_t: what the step counts for, 1 but where older weights drew its action.
    pub weight: f32,
    /// log pi(a_t|s_t) before the update.
    pub log_probability: f32,
}

impl EpisodeStep {
    /// V(s_t) where that is the baseline: G_t - A_t.
    #[must_use]
    pub fn value(&self) -> f32 {
        self.discounted_return - self.advantage
    }
}
