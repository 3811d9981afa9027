//! Deep Q-learning: off-policy temporal differences with a network for Q. Deciding, learning, loss and update are those of
//! `deep_sarsa`; here is the one term of the target that differs.

use super::deep_sarsa::{Bootstrap, TdLearner};
use crate::learning::{Algorithm, NextRule, choice::argmax};

/// A deep Q-learning learner.
///
/// - The behaviour is epsilon-greedy in Q, but the value that is learned is the greedy policy's: the target is
///   r + gamma max_a Q(s', a), whatever action is executed in s'. It is a constant: no gradient flows through it.
/// - A terminated episode has no s': the target is r. A truncated one has: r + gamma max_a Q(s_T, a).
/// - The loss is 1/2 mean (target - Q(s, a))^2 over the steps of one tick, one for each actor; one update each tick.
///
/// This is Q-learning (Watkins 1989) with a network in the table's place, not DQN (Mnih et al. 2015): a step is learned from
/// once, when it is made, and the target is the learned network's own; there is no replay buffer and no target network.
pub type DeepQLearning = TdLearner<QLearning>;

/// max_a Q(s', a): off-policy.
#[derive(Debug)]
pub struct QLearning;

impl Bootstrap for QLearning {
    const ALGORITHM: Algorithm = Algorithm::DeepQLearning;

    fn bootstrap(q: &[f32], _executed: Option<usize>, _epsilon: f32) -> f32 {
        q[argmax(q)]
    }

    fn rule(_: bool) -> NextRule {
        NextRule::Largest
    }
}
