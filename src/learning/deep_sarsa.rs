//! Deep SARSA: on-policy temporal differences with a network for Q.
//! When to decide and to learn is the simulation's business; see `Learner`.

use bevy_ecs::component::Component;
use dfdx::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

use super::{
    algorithm::Algorithm,
    choice::{argmax, five},
    hyperparameters::Hyperparameters,
    learner::{Decision, Learner, Status, Target, Update},
    network::{ACTIONS, Network},
    state::{LearnerState, Memory, Moment, StateError, network_sizes},
    trained::{Pace, Trained},
};
use crate::gridworld::{Action, Outcome};

/// A Deep SARSA learner.
///
/// - The behaviour is epsilon-greedy in Q; the a' of the target is the action that is then executed.
/// - The target r + gamma Q(s', a') is a constant: no gradient flows through it.
/// - A terminated episode has no s': the target is r. A truncated one has, but no action was taken there; its Q(s', a')
///   is replaced by its expectation under the policy, (1 - epsilon) max Q(s_T, .) + epsilon mean Q(s_T, .).
#[derive(Component, Debug)]
pub struct DeepSarsa {
    hyperparameters: Hyperparameters,
    observation_len: usize,
    generator: Pcg64Mcg,
    q: Trained,
    /// (s, a, Q(s, a)) of every actor at the last decision but one.
    previous: Moment,
    /// (s', a', Q(s', a')) of every actor at the last decision.
    current: Moment,
    targets: Vec<Option<Target>>,
    /// Rows of the present update, kept to spare allocations.
    batch: Batch,
    status: Status,
    steps: u64,
    updates: u64,
}

/// The samples of one update, one per actor that made a step.
#[derive(Debug, Default)]
struct Batch {
    actors: Vec<usize>,
    observations: Vec<f32>,
    actions: Vec<usize>,
    targets: Vec<f32>,
}

impl DeepSarsa {
    /// r + gamma (1 - terminated) Q(s', a') for one actor.
    fn td_target(&self, actor: usize, outcome: Outcome, final_observations: &[f32]) -> f32 {
        let gamma = self.hyperparameters.gamma as f32;
        if outcome.terminated {
            // easy to overlook: what the present decision saw is the next episode's start, not this one's s'
            outcome.reward
        } else if outcome.truncated {
            let row = &final_observations[actor * self.observation_len..][..self.observation_len];
            outcome.reward + gamma * self.expected_value(row)
        } else {
            outcome.reward + gamma * self.current.values[actor]
        }
    }

    /// sum over a of pi(a|s) Q(s, a) under the epsilon-greedy policy.
    fn expected_value(&self, row: &[f32]) -> f32 {
        let q = self.q.network.forward(row, 1);
        let epsilon = self.exploration();
        let mean = q.iter().sum::<f32>() / q.len() as f32;
        (1.0 - epsilon) * q[argmax(&q)] + epsilon * mean
    }

    /// 1/2 mean over samples of (target - Q(s, a))^2.
    fn update(&mut self) -> Update {
        let Batch { actors, observations, actions, targets } = &self.batch;
        let count = actors.len();
        let device = &self.q.network.device;
        let chosen_actions: Tensor<(usize,), usize, Cpu> = device.tensor_from_vec(actions.clone(), (count,));
        let td_targets: Tensor<(usize,), f32, Cpu> = device.tensor_from_vec(targets.clone(), (count,));

        let q = self.q.network.forward_traced(observations, count);
        let chosen = q.select::<(usize,), _>(chosen_actions);
        let delta = chosen - td_targets;
        // What dfdx holds is Q - target; delta is the other way round.
        let mut errors = vec![0.0; count];
        delta.copy_into(&mut errors);
        let loss = delta.square().mean() * 0.5;

        self.updates += 1;
        let learning_rate = self.hyperparameters.learning_rate_at(self.updates - 1);
        let pace = Pace {
            learning_rate,
            clip_norm: self.hyperparameters.clip_norm as f32,
            update: self.updates,
            step: self.steps,
        };
        let descent = self.q.descend(loss, pace);
        self.status = descent.status;
        for ((&actor, &error), &target) in actors.iter().zip(&errors).zip(targets) {
            self.targets[actor] = Some(Target { target, error: -error });
        }
        Update {
            loss: descent.loss,
            td_error: errors.iter().map(|error| error.abs()).sum::<f32>() / count as f32,
            td_target: targets[0],
            exploration: self.exploration(),
            gradient_norm: descent.step.gradient_norm,
            learning_rate,
            samples: count as u32,
        }
    }
}

impl Learner for DeepSarsa {
    fn new(observation_len: usize, hyperparameters: &Hyperparameters, seed: u64) -> Self {
        let mut generator = Pcg64Mcg::seed_from_u64(seed);
        Self {
            q: Trained::new(&network_sizes(observation_len, hyperparameters, ACTIONS), &mut generator),
            targets: vec![None; hyperparameters.actors],
            hyperparameters: hyperparameters.clone(),
            observation_len,
            generator,
            previous: Moment::default(),
            current: Moment::default(),
            batch: Batch::default(),
            status: Status::Learning,
            steps: 0,
            updates: 0,
        }
    }

    fn restore(state: &LearnerState) -> Result<Self, StateError> {
        state.check(Algorithm::DeepSarsa)?;
        if !matches!(state.memory, Memory::DeepSarsa) {
            return Err(StateError::Damaged { what: "the memory is another algorithm's" });
        }
        let [previous, current] = state.moments.clone();
        Ok(Self {
            q: Trained::from_state(&state.network, &state.sizes(ACTIONS))?,
            targets: state.targets.clone(),
            hyperparameters: state.hyperparameters.clone(),
            observation_len: state.observation_len,
            generator: state.generator.clone(),
            previous,
            current,
            batch: Batch::default(),
            status: state.status.clone(),
            steps: state.steps,
            updates: state.updates,
        })
    }

    fn state(&self) -> LearnerState {
        LearnerState {
            version: LearnerState::VERSION,
            algorithm: Algorithm::DeepSarsa,
            hyperparameters: self.hyperparameters.clone(),
            observation_len: self.observation_len,
            status: self.status.clone(),
            steps: self.steps,
            updates: self.updates,
            generator: self.generator.clone(),
            network: self.q.state(),
            moments: [self.previous.clone(), self.current.clone()],
            targets: self.targets.clone(),
            memory: Memory::DeepSarsa,
        }
    }

    fn algorithm(&self) -> Algorithm {
        Algorithm::DeepSarsa
    }

    fn decide(&mut self, observations: &[f32], decisions: &mut [Decision]) {
        let actors = self.hyperparameters.actors;
        assert_eq!(decisions.len(), actors, "one decision per actor");
        let values = self.q.network.forward(observations, actors);
        let epsilon = self.exploration();
        // What was current is now what the next outcomes belong to; its buffers are reused.
        std::mem::swap(&mut self.previous, &mut self.current);
        self.current.clear();
        self.current.observations.extend_from_slice(observations);
        for (q, decision) in values.chunks_exact(ACTIONS).zip(decisions) {
            let explored = self.generator.random::<f32>() < epsilon;
            let action = if explored { self.generator.random_range(0..ACTIONS) } else { argmax(q) };
            *decision = Decision { action: Action::ALL[action], values: five(q), greedy: !explored };
            self.current.actions.push(action);
            self.current.values.push(q[action]);
        }
    }

    fn learn(&mut self, outcomes: &[Option<Outcome>], final_observations: &[f32]) -> Option<Update> {
        assert_eq!(outcomes.len(), self.hyperparameters.actors, "one outcome per actor");
        if self.status != Status::Learning || self.previous.actions.is_empty() {
            return None;
        }
        let mut batch = std::mem::take(&mut self.batch);
        batch.clear();
        for (actor, outcome) in outcomes.iter().enumerate() {
            let Some(outcome) = *outcome else { continue };
            let row = &self.previous.observations[actor * self.observation_len..][..self.observation_len];
            batch.actors.push(actor);
            batch.observations.extend_from_slice(row);
            batch.actions.push(self.previous.actions[actor]);
            batch.targets.push(self.td_target(actor, outcome, final_observations));
        }
        self.batch = batch;
        self.steps += self.batch.actors.len() as u64;
        if self.batch.actors.is_empty() { None } else { Some(self.update()) }
    }

    fn evaluate(&self, observations: &[f32], count: usize, values: &mut [[f32; ACTIONS]]) {
        for (q, into) in self.q.network.forward(observations, count).chunks_exact(ACTIONS).zip(values) {
            *into = five(q);
        }
    }

    fn network(&self) -> &Network {
        &self.q.network
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
        self.q.start_from(network);
    }

    fn exploration(&self) -> f32 {
        self.hyperparameters.epsilon_at(self.steps)
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

impl Batch {
    fn clear(&mut self) {
        self.actors.clear();
        self.observations.clear();
        self.actions.clear();
        self.targets.clear();
    }
}
