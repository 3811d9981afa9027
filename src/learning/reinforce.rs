//! REINFORCE: the Monte Carlo policy gradient, with a choice of baselines.
//! What it remembers of episodes is in `episodes`; when to decide and to learn is the simulation's business.

use bevy_ecs::component::Component;
use dfdx::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

use super::{
    algorithm::{Algorithm, Baseline},
    choice::{argmax, draw, five, softmax},
    episodes::{Episodes, LONGEST},
    hyperparameters::Hyperparameters,
    learner::{Decision, Learner, Status, Target, Update},
    network::{ACTIONS, Network},
    state::{LearnerState, Memory, Moment, StateError, network_sizes},
    trained::{Loss, Pace, Trained},
};
use crate::gridworld::{Action, Outcome};

/// The largest weight of a step whose action an older policy drew; see [`Reinforce`].
const LARGEST_RATIO: f32 = 2.0;
/// Returns that spread less than this are equal: whitening gives them advantage 0 instead of dividing by 0.
const SMALLEST_SPREAD: f32 = 1e-6;

/// A REINFORCE learner.
///
/// **Loss.** With G_t the discounted return that followed step t, b the baseline, H the entropy and N the number of steps:
/// 1/N sum_t [ - rho_t log pi(a_t|s_t) (G_t - b_t) - beta H(pi(.|s_t)) ]. Like the course's code it leaves out Sutton's gamma^t.
///
/// **When.** An update takes place when as many episodes have finished as there are actors, from all steps of all of
/// them: with one actor that is after every episode. No episode is left out or taken twice, so short ones are not favoured.
///
/// **On-policy.** An episode that was running at an update began under older weights (with one actor only its first
/// action did, as that is decided before the update). Such a step counts with rho_t = min(pi_now / pi_then, 2); all
/// others have rho_t = 1.
///
/// **Truncation.** An episode that was cut off is learned from like any other. What would have followed is worth
/// V(s_T) where a value network exists, and 0 otherwise. An episode without end is cut after 1000 steps.
///
/// **Baselines.** `whitened` subtracts the mean of the batch's returns and divides by their standard deviation (equal
/// returns give 0); `value` subtracts V(s_t), learned alongside by 1/2 mean (V(s_t) - G_t)^2 in a network of the same
/// hidden layers.
#[derive(Component, Debug)]
pub struct Reinforce {
    hyperparameters: Hyperparameters,
    observation_len: usize,
    generator: Pcg64Mcg,
    policy: Trained,
    /// V, where that is the baseline.
    value: Option<Trained>,
    /// (s, a, log pi(a|s)) of every actor at the last decision but one.
    previous: Moment,
    /// The same at the last decision.
    current: Moment,
    episodes: Episodes,
    entropy: f32,
    targets: Vec<Option<Target>>,
    status: Status,
    steps: u64,
    updates: u64,
}

impl Reinforce {
    /// What the rest of a cut-off episode is worth.
    fn tail(&self, row: &[f32]) -> f32 {
        self.value.as_ref().map_or(0.0, |value| value.network.forward(row, 1)[0])
    }

    /// G_t - b_t for all waiting steps.
    fn advantages(&self) -> Vec<f32> {
        let steps = self.episodes.finished();
        let returns = &steps.returns;
        match (&self.value, self.hyperparameters.baseline) {
            (Some(value), _) => {
                let values = value.network.forward(&steps.observations, steps.len());
                returns.iter().zip(values).map(|(g, v)| g - v).collect()
            }
            (None, Baseline::Whitened) => whiten(returns),
            (None, _) => returns.clone(),
        }
    }

    /// One batched update from all waiting episodes.
    fn update(&mut self) -> Update {
        let advantages = self.advantages();
        self.updates += 1;
        let pace = Pace {
            learning_rate: self.hyperparameters.learning_rate_at(self.updates - 1),
            clip_norm: self.hyperparameters.clip_norm as f32,
            update: self.updates,
            step: self.steps,
        };
        let (loss, entropy) = self.policy_loss(&advantages);
        self.entropy = entropy;
        let descent = self.policy.descend(loss, pace);
        self.status = descent.status;
        let steps = self.episodes.finished();
        if let Some(value) = &mut self.value {
            let loss = value_loss(&value.network, &steps.observations, &steps.returns);
            let fitted = value.descend(loss, pace);
            if self.status == Status::Learning {
                self.status = fitted.status;
            }
        }
        let mut last = 0;
        for &(actor, length) in self.episodes.origins() {
            last += length;
            self.targets[actor] = Some(Target { target: steps.returns[last - 1], error: advantages[last - 1] });
        }
        let count = steps.len();
        let update = Update {
            loss: descent.loss,
            td_error: advantages.iter().map(|advantage| advantage.abs()).sum::<f32>() / count as f32,
            td_target: steps.returns[0],
            exploration: entropy,
            gradient_norm: descent.step.gradient_norm,
            learning_rate: pace.learning_rate,
            samples: count as u32,
        };
        self.episodes.clear_finished();
        update
    }

    /// The loss that is written at [`Reinforce`], and the mean entropy.
    fn policy_loss(&self, advantages: &[f32]) -> (Loss, f32) {
        let steps = self.episodes.finished();
        let count = steps.len();
        let device = &self.policy.network.device;
        let actions: Tensor<(usize,), usize, Cpu> = device.tensor_from_vec(steps.actions.clone(), (count,));

        let log_pi = self.policy.network.forward_traced(&steps.observations, count).log_softmax::<Axis<1>>();
        let chosen = log_pi.with_empty_tape().select::<(usize,), _>(actions);
        // Weights are constants: no gradient flows through rho or the baseline.
        let mut weights = vec![0.0; count];
        chosen.copy_into(&mut weights);
        for ((weight, then), advantage) in weights.iter_mut().zip(&steps.log_probabilities).zip(advantages) {
            *weight = (*weight - then).exp().min(LARGEST_RATIO) * advantage;
        }
        let weights: Tensor<(usize,), f32, Cpu> = device.tensor_from_vec(weights, (count,));

        let negative_entropy = (log_pi.with_empty_tape().exp() * log_pi).sum::<(usize,), Axis<1>>();
        let mut entropies = vec![0.0; count];
        negative_entropy.copy_into(&mut entropies);
        let entropy = -entropies.iter().sum::<f32>() / count as f32;

        let beta = self.hyperparameters.entropy_bonus as f32;
        let loss = (negative_entropy * beta - chosen * weights).mean();
        (loss, entropy)
    }
}

/// 1/2 mean (V(s) - G)^2.
fn value_loss(network: &Network, observations: &[f32], returns: &[f32]) -> Loss {
    let count = returns.len();
    let returns: Tensor<(usize, usize), f32, Cpu> = network.device.tensor_from_vec(returns.to_vec(), (count, 1));
    (network.forward_traced(observations, count) - returns).square().mean() * 0.5
}

/// (G - mean) / standard deviation; all 0 where the returns are equal.
fn whiten(returns: &[f32]) -> Vec<f32> {
    let count = returns.len() as f32;
    let mean = returns.iter().sum::<f32>() / count;
    let spread = (returns.iter().map(|g| (g - mean) * (g - mean)).sum::<f32>() / count).sqrt();
    if spread < SMALLEST_SPREAD {
        return vec![0.0; returns.len()];
    }
    returns.iter().map(|g| (g - mean) / spread).collect()
}

impl Learner for Reinforce {
    fn new(observation_len: usize, hyperparameters: &Hyperparameters, seed: u64) -> Self {
        let mut generator = Pcg64Mcg::seed_from_u64(seed);
        let actors = hyperparameters.actors;
        Self {
            policy: Trained::new(&network_sizes(observation_len, hyperparameters, ACTIONS), &mut generator),
            value: (hyperparameters.baseline == Baseline::Value)
                .then(|| Trained::new(&network_sizes(observation_len, hyperparameters, 1), &mut generator)),
            hyperparameters: hyperparameters.clone(),
            observation_len,
            generator,
            previous: Moment::default(),
            current: Moment::default(),
            episodes: Episodes::new(actors),
            // Before the first update: the entropy of not knowing anything.
            entropy: (ACTIONS as f32).ln(),
            targets: vec![None; actors],
            status: Status::Learning,
            steps: 0,
            updates: 0,
        }
    }

    fn restore(state: &LearnerState) -> Result<Self, StateError> {
        state.check(Algorithm::Reinforce)?;
        let Memory::Reinforce { episodes, entropy, value } = &state.memory else {
            return Err(StateError::Damaged { what: "the memory is another algorithm's" });
        };
        let (actors, size) = (state.hyperparameters.actors, state.observation_len);
        if !episodes.fits(actors, size, ACTIONS) {
            return Err(StateError::Damaged { what: "the episodes do not fit the settings" });
        }
        let [previous, current] = state.moments.clone();
        if value.is_some() != (state.hyperparameters.baseline == Baseline::Value) {
            return Err(StateError::Damaged { what: "the value network does not fit the baseline" });
        }
        Ok(Self {
            policy: Trained::from_state(&state.network, &state.sizes(ACTIONS))?,
            value: value.as_ref().map(|value| Trained::from_state(value, &state.sizes(1))).transpose()?,
            hyperparameters: state.hyperparameters.clone(),
            observation_len: size,
            generator: state.generator.clone(),
            previous,
            current,
            episodes: episodes.clone(),
            entropy: *entropy,
            targets: state.targets.clone(),
            status: state.status.clone(),
            steps: state.steps,
            updates: state.updates,
        })
    }

    fn state(&self) -> LearnerState {
        LearnerState {
            version: LearnerState::VERSION,
            algorithm: Algorithm::Reinforce,
            hyperparameters: self.hyperparameters.clone(),
            observation_len: self.observation_len,
            status: self.status.clone(),
            steps: self.steps,
            updates: self.updates,
            generator: self.generator.clone(),
            network: self.policy.state(),
            moments: [self.previous.clone(), self.current.clone()],
            targets: self.targets.clone(),
            memory: Memory::Reinforce {
                episodes: self.episodes.clone(),
                entropy: self.entropy,
                value: self.value.as_ref().map(|value| Box::new(value.state())),
            },
        }
    }

    fn algorithm(&self) -> Algorithm {
        Algorithm::Reinforce
    }

    fn decide(&mut self, observations: &[f32], decisions: &mut [Decision]) {
        let actors = self.hyperparameters.actors;
        assert_eq!(decisions.len(), actors, "one decision per actor");
        let mut rows = self.policy.network.forward(observations, actors);
        std::mem::swap(&mut self.previous, &mut self.current);
        self.current.clear();
        self.current.observations.extend_from_slice(observations);
        for (pi, decision) in rows.chunks_exact_mut(ACTIONS).zip(decisions) {
            softmax(pi);
            let action = draw(pi, self.generator.random::<f32>());
            *decision = Decision { action: Action::ALL[action], values: five(pi), greedy: action == argmax(pi) };
            self.current.actions.push(action);
            self.current.values.push(pi[action].ln());
        }
    }

    fn learn(&mut self, outcomes: &[Option<Outcome>], final_observations: &[f32]) -> Option<Update> {
        assert_eq!(outcomes.len(), self.hyperparameters.actors, "one outcome per actor");
        if self.status != Status::Learning || self.previous.actions.is_empty() {
            return None;
        }
        let size = self.observation_len;
        let gamma = self.hyperparameters.gamma as f32;
        for (actor, outcome) in outcomes.iter().enumerate() {
            let Some(outcome) = *outcome else { continue };
            self.steps += 1;
            let (s, a) = (&self.previous.observations[actor * size..][..size], self.previous.actions[actor]);
            let length = self.episodes.push(actor, s, a, self.previous.values[actor], outcome.reward);
            if outcome.terminated {
                self.episodes.finish(actor, gamma, 0.0);
            } else if outcome.truncated {
                let tail = self.tail(&final_observations[actor * size..][..size]);
                self.episodes.finish(actor, gamma, tail);
            } else if length >= LONGEST {
                let tail = self.tail(&self.current.observations[actor * size..][..size]);
                self.episodes.finish(actor, gamma, tail);
            }
        }
        (self.episodes.finished_count() >= self.hyperparameters.actors).then(|| self.update())
    }

    fn evaluate(&self, observations: &[f32], count: usize, values: &mut [[f32; ACTIONS]]) {
        let rows = self.policy.network.forward(observations, count);
        for (pi, into) in rows.chunks_exact(ACTIONS).zip(values) {
            into.copy_from_slice(pi);
            softmax(into);
        }
    }

    fn network(&self) -> &Network {
        &self.policy.network
    }

    fn status(&self) -> &Status {
        &self.status
    }

    fn hyperparameters(&self) -> &Hyperparameters {
        &self.hyperparameters
    }

    fn set_live(&mut self, hyperparameters: &Hyperparameters) {
        self.hyperparameters.set_live(hyperparameters);
    }

    fn start_from(&mut self, network: &Network) {
        self.policy.start_from(network);
    }

    fn exploration(&self) -> f32 {
        self.entropy
    }

    fn steps(&self) -> u64 {
        self.steps
    }

    fn updates(&self) -> u64 {
        self.updates
    }

    fn target(&self, actor: usize) -> Option<Target> {
        self.targets.get(actor).copied().flatten()
    }
}
