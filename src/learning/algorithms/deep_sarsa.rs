//! Deep SARSA: on-policy temporal differences with a network for Q. From top to bottom: decide, learn, target, loss, update.
//! What it shares with the other algorithms is in `base`. Deep Q-learning is all of this but one term of the target.

mod trace;

use std::{fmt::Debug, marker::PhantomData};

use crate::{
    gridworld::{Action, Outcome},
    learning::{
        Algorithm, Decision, Hyperparameters, LearnedStep, Learner, LearnerState, LearnerTrace, NextRule, Preset,
        StateError, Target, Update, UpdateTrace,
        base::Base,
        choice::{EpsilonDraw, argmax, epsilon_greedy, five},
        state::Memory,
    },
};

/// A Deep SARSA learner.
///
/// - The behaviour is epsilon-greedy in Q; the a' of the target is the action that is then executed.
/// - The target r + gamma Q(s', a') is a constant: no gradient flows through it.
/// - A terminated episode has no s': the target is r. A truncated one has, but no action was taken there; its Q(s', a')
///   is replaced by its expectation under the policy, (1 - epsilon) max Q(s_T, .) + epsilon mean Q(s_T, .).
/// - The loss is 1/2 mean (target - Q(s, a))^2 over the steps of one tick, one for each actor; one update each tick.
pub type DeepSarsa = TdLearner<Sarsa>;

/// What it heeds beside the settings of every algorithm.
pub(super) const OWN: &[&str] = &["epsilon_start", "epsilon_decay", "epsilon_min", "epsilon_hold"];

/// The settings of a preset.
pub(super) fn preset(preset: Preset) -> Hyperparameters {
    match preset {
        Preset::Textbook => Hyperparameters::textbook(),
        Preset::Tuned => Hyperparameters {
            hidden: vec![64, 64],
            learning_rate_decay: 0.999_99,
            // A detour has to cost something where a step is free: with 0.99 the agent finds the goal unhurt, but dawdles.
            gamma: 0.75,
            // A faster fall leaves one seed in a hundred hiding where nothing passes.
            epsilon_decay: 0.99975,
            // With less exploration for a shorter time one agent in twenty waits where it first found a gap.
            epsilon_min: 0.1,
            epsilon_hold: 200_000,
            ..Hyperparameters::textbook()
        },
    }
}

/// The tuned settings on a level that is far or in which chance plays a part: more actors and schedules that fall more slowly.
pub(super) fn far(near: Hyperparameters) -> Hyperparameters {
    Hyperparameters {
        learning_rate_decay: 0.9999,
        epsilon_decay: 0.99999,
        epsilon_min: 0.01,
        epsilon_hold: 0,
        clip_norm: 1.0,
        actors: 16,
        ..near
    }
}

/// What Q(s', .) counts in the target: the one term in which algorithms of temporal differences differ.
pub trait Bootstrap: Debug + Send + Sync + 'static {
    /// Whose it is.
    const ALGORITHM: Algorithm;

    /// The value of s'. `executed` is a'; `None` where the episode was cut off in s', so that no action was taken there.
    fn bootstrap(q: &[f32], executed: Option<usize>, epsilon: f32) -> f32;

    /// What that is, with a' or without.
    fn rule(is_executed: bool) -> NextRule;
}

/// Q(s', a'): on-policy.
#[derive(Debug)]
pub struct Sarsa;

impl Bootstrap for Sarsa {
    const ALGORITHM: Algorithm = Algorithm::DeepSarsa;

    fn bootstrap(q: &[f32], executed: Option<usize>, epsilon: f32) -> f32 {
        match executed {
            Some(action) => q[action],
            // sum over a of pi(a|s) Q(s, a) under the epsilon-greedy policy
            None => (1.0 - epsilon) * q[argmax(q)] + epsilon * (q.iter().sum::<f32>() / q.len() as f32),
        }
    }

    fn rule(is_executed: bool) -> NextRule {
        if is_executed { NextRule::Executed } else { NextRule::Expected }
    }
}

/// A learner by temporal differences with the bootstrap `B`.
#[derive(Debug)]
pub struct TdLearner<B> {
    base: Base,
    /// The samples of the present update, kept to spare allocations.
    batch: Batch,
    bootstrap: PhantomData<B>,
}

/// The samples of one update, one for each actor that made a step.
#[derive(Debug, Default)]
struct Batch {
    actors: Vec<usize>,
    observations: Vec<f32>,
    actions: Vec<usize>,
    targets: Vec<f32>,
    /// target - Q(s, a).
    errors: Vec<f32>,
    /// What each led to.
    outcomes: Vec<Outcome>,
    /// b(s'), where something follows.
    bootstraps: Vec<Option<f32>>,
    /// gamma of this update.
    gamma: f64,
    /// Its loss.
    loss: f32,
}

impl<B: Bootstrap> Learner for TdLearner<B> {
    /// 1. Decide: at random with probability epsilon, else the action with the largest Q.
    fn decide(&mut self, observations: &[f32], decisions: &mut [Decision]) {
        let base = &mut self.base;
        let actors = base.hyperparameters.actors;
        assert_eq!(decisions.len(), actors, "one decision per actor");
        let epsilon = base.hyperparameters.epsilon_at(base.steps);
        base.begin_moment(observations);
        for (q, decision) in base.trained.forward(observations, actors).zip(decisions) {
            let EpsilonDraw { explored, action, .. } = epsilon_greedy(q, epsilon, &mut base.generator);
            *decision = Decision { action: Action::ALL[action], values: five(q), greedy: !explored };
            base.current.actions.push(action);
            base.current.values.push(B::bootstrap(q, Some(action), epsilon));
        }
    }

    /// 2. Learn from (s, a, r, s', a') of every actor that made a step.
    fn learn(&mut self, outcomes: &[Option<Outcome>], final_observations: &[f32]) -> Option<Update> {
        assert_eq!(outcomes.len(), self.base.hyperparameters.actors, "one outcome per actor");
        if !self.base.can_learn() {
            return None;
        }
        let mut batch = std::mem::take(&mut self.batch);
        batch.clear();
        for (actor, outcome) in outcomes.iter().enumerate() {
            let Some(outcome) = *outcome else { continue };
            batch.actors.push(actor);
            batch.observations.extend_from_slice(self.base.row(&self.base.previous.observations, actor));
            batch.actions.push(self.base.previous.actions[actor]);
            let bootstrap = self.bootstrap(actor, outcome, final_observations);
            batch.targets.push(self.td_target(outcome, bootstrap));
            batch.outcomes.push(outcome);
            batch.bootstraps.push(bootstrap);
        }
        batch.gamma = self.base.hyperparameters.gamma;
        self.batch = batch;
        self.base.steps += self.batch.actors.len() as u64;
        if self.batch.actors.is_empty() { None } else { Some(self.update()) }
    }

    /// epsilon.
    fn exploration(&self) -> f32 {
        self.base.hyperparameters.epsilon_at(self.base.steps)
    }

    fn new(observation_len: usize, hyperparameters: &Hyperparameters, seed: u64) -> Self {
        Self::of(Base::new(observation_len, hyperparameters, seed))
    }

    fn restore(state: &LearnerState) -> Result<Self, StateError> {
        let base = Base::restore(state, B::ALGORITHM)?;
        if state.memory != Memory::Nothing {
            return Err(StateError::Damaged { what: "the memory is another algorithm's" });
        }
        Ok(Self::of(base))
    }

    fn state(&self) -> LearnerState {
        self.base.state(B::ALGORITHM, Memory::Nothing)
    }

    fn algorithm(&self) -> Algorithm {
        B::ALGORITHM
    }

    fn last_update(&self, actor: usize) -> Option<UpdateTrace> {
        let batch = &self.batch;
        let row = batch.actors.iter().position(|&other| other == actor)?;
        let (target, error) = (batch.targets[row], batch.errors[row]);
        Some(UpdateTrace::Step(LearnedStep {
            action: Action::ALL[batch.actions[row]],
            reward: batch.outcomes[row].reward,
            gamma: batch.gamma,
            bootstrap: batch.bootstraps[row],
            truncated: batch.outcomes[row].truncated,
            value: target - error,
            target,
            error,
            samples: batch.actors.len(),
            loss: batch.loss,
        }))
    }

    fn trace(
        &self,
        before: &LearnerState,
        _: &[Option<Outcome>],
        is_updated: bool,
        final_observations: &[f32],
    ) -> LearnerTrace {
        self.traced(before, is_updated, final_observations)
    }

    fn base(&self) -> &Base {
        &self.base
    }

    fn base_mut(&mut self) -> &mut Base {
        &mut self.base
    }
}

impl<B: Bootstrap> TdLearner<B> {
    fn of(base: Base) -> Self {
        Self { base, batch: Batch::default(), bootstrap: PhantomData }
    }

    /// 3. Target: r + gamma (1 - terminated) Q(s', a'), for one actor.
    fn td_target(&self, outcome: Outcome, bootstrap: Option<f32>) -> f32 {
        let gamma = self.base.hyperparameters.gamma as f32;
        bootstrap.map_or(outcome.reward, |value| outcome.reward + gamma * value)
    }

    /// Q(s', a') of one actor, or what stands in its place; `None` where the episode terminated.
    fn bootstrap(&mut self, actor: usize, outcome: Outcome, final_observations: &[f32]) -> Option<f32> {
        if outcome.terminated {
            // easy to overlook: what the present decision saw is the next episode's start, not this one's s'
            None
        } else if outcome.truncated {
            let epsilon = self.exploration();
            let row = self.base.row(final_observations, actor);
            let q = self.base.trained.forward(row, 1).next().expect("as many rows as were given");
            Some(B::bootstrap(q, None, epsilon))
        } else {
            Some(self.base.current.values[actor])
        }
    }

    /// 4. Loss: 1/2 mean over n samples of (target - Q(s, a))^2; its derivative by Q(s, a) is -(target - Q(s, a)) / n.
    fn loss(&mut self) -> f32 {
        let Batch { observations, actions, targets, errors, .. } = &mut self.batch;
        let count = actions.len() as f32;
        let mut squares = 0.0;
        let rows = self.base.trained.forward_for_loss(observations, actions.len());
        for ((q, dq), (&action, &target)) in rows.zip(actions.iter().zip(&*targets)) {
            let error = target - q[action];
            dq[action] = -error / count;
            squares += error * error;
            errors.push(error);
        }
        0.5 * squares / count
    }

    /// 5. Update: one step of Adam down the loss's gradient.
    fn update(&mut self) -> Update {
        let loss = self.loss();
        let update_step = self.base.next_update_step();
        let descent = self.base.trained.descend(loss, update_step);
        self.base.status = descent.status;
        self.batch.loss = descent.loss;

        let Batch { actors, targets, errors, .. } = &self.batch;
        for ((&actor, &error), &target) in actors.iter().zip(errors).zip(targets) {
            self.base.targets[actor] = Some(Target { target, error });
        }
        Update {
            loss: descent.loss,
            td_error: errors.iter().map(|error| error.abs()).sum::<f32>() / errors.len() as f32,
            td_target: targets[0],
            exploration: self.exploration(),
            gradient_norm: descent.step.gradient_norm,
            learning_rate: update_step.learning_rate,
            samples: errors.len() as u32,
        }
    }
}

impl Batch {
    fn clear(&mut self) {
        self.actors.clear();
        self.observations.clear();
        self.actions.clear();
        self.targets.clear();
        self.errors.clear();
        self.outcomes.clear();
        self.bootstraps.clear();
    }
}
