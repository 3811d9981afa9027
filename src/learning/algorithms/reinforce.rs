//! REINFORCE: the Monte Carlo policy gradient, with a choice of baselines. From top to bottom: decide, learn, target, loss, update.
//! What it remembers of episodes is in `episodes`, what it shares with the other algorithms in `base`.

mod trace;

use rand::RngExt;

use crate::{
    gridworld::{Action, Outcome},
    learning::{
        ACTIONS, Algorithm, Baseline, Decision, EpisodeStep, Hyperparameters, LearnedEpisode, Learner, LearnerState,
        LearnerTrace, Preset, StateError, Status, Target, Update, UpdateTrace,
        base::Base,
        choice::{argmax, draw, five},
        episodes::{Ending, Episodes, LONGEST, Steps},
        state::{Memory, network_sizes},
        trained::TrainedNetwork,
    },
    tensors::math::{exp, ln, log_softmax, softmax},
};

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
#[derive(Debug)]
pub struct Reinforce {
    /// Its network is the policy's; its moments hold log pi(a|s).
    base: Base,
    /// V, where that is the baseline.
    value: Option<TrainedNetwork>,
    episodes: Episodes,
    /// What the last update learned from.
    batch: Batch,
    /// Of the policy at the last update.
    entropy: f32,
}

/// Everything that an update learns from, kept for whoever asks what it was, and to spare allocations.
#[derive(Debug, Default)]
struct Batch {
    steps: Steps,
    /// Which actor each episode was, and how many steps it had.
    origins: Vec<(usize, usize)>,
    endings: Vec<Ending>,
    /// G_t - b_t.
    advantages: Vec<f32>,
    /// log pi(a_t|s_t) as the policy is now.
    log_probabilities: Vec<f32>,
    /// beta.
    entropy_bonus: f32,
    loss: f32,
    value_loss: Option<f32>,
}

/// What it heeds beside the settings of every algorithm.
pub(super) const OWN: &[&str] = &["baseline", "entropy_bonus", "entropy_bonus_decay", "entropy_bonus_min"];

/// The settings of a preset.
pub(super) fn preset(preset: Preset) -> Hyperparameters {
    match preset {
        Preset::Textbook => Hyperparameters { hidden: vec![24, 24], ..Hyperparameters::textbook() },
        Preset::Tuned => Hyperparameters {
            hidden: vec![64, 64],
            learning_rate: 2e-3,
            // At one rate throughout, a policy that is nearly certain is lost by a single strange episode sooner or later.
            learning_rate_decay: 0.9997,
            baseline: Baseline::Value,
            entropy_bonus: 0.01,
            clip_norm: 1.0,
            ..Hyperparameters::textbook()
        },
    }
}

/// The tuned settings on a level that is far or in which chance plays a part: an update from more episodes, and
/// a reward for staying undecided that is large at first, without which it learns on crossings to hide, and falls to a
/// fifth in a million steps.
pub(super) fn far(near: Hyperparameters) -> Hyperparameters {
    Hyperparameters {
        entropy_bonus: 0.1,
        entropy_bonus_decay: 0.999_998_4,
        entropy_bonus_min: near.entropy_bonus,
        learning_rate_decay: 1.0,
        actors: 16,
        ..near
    }
}

impl Learner for Reinforce {
    /// 1. Decide: draw from pi(.|s).
    fn decide(&mut self, observations: &[f32], decisions: &mut [Decision]) {
        let base = &mut self.base;
        let actors = base.hyperparameters.actors;
        assert_eq!(decisions.len(), actors, "one decision per actor");
        base.begin_moment(observations);
        for (preferences, decision) in base.trained.forward(observations, actors).zip(decisions) {
            let mut pi = five(preferences);
            softmax(&mut pi);
            let action = draw(&pi, base.generator.random::<f32>());
            *decision = Decision { action: Action::ALL[action], values: pi, greedy: action == argmax(&pi) };
            base.current.actions.push(action);
            base.current.values.push(ln(pi[action]));
        }
    }

    /// 2. Learn: remember every actor's step (s, a, r); when enough episodes have ended, from all of their steps at once.
    fn learn(&mut self, outcomes: &[Option<Outcome>], final_observations: &[f32]) -> Option<Update> {
        let actors = self.base.hyperparameters.actors;
        assert_eq!(outcomes.len(), actors, "one outcome per actor");
        if !self.base.can_learn() {
            return None;
        }
        let gamma = self.base.hyperparameters.gamma as f32;
        for (actor, outcome) in outcomes.iter().enumerate() {
            let Some(outcome) = *outcome else { continue };
            self.base.steps += 1;
            let Base { previous, current, .. } = &self.base;
            let (s, a, log_pi) =
                (self.base.row(&previous.observations, actor), previous.actions[actor], previous.values[actor]);
            let length = self.episodes.push(actor, s, a, log_pi, outcome.reward);
            let tail = if outcome.terminated {
                0.0
            } else if outcome.truncated {
                tail(&mut self.value, self.base.row(final_observations, actor))
            } else if length >= LONGEST {
                tail(&mut self.value, self.base.row(&current.observations, actor))
            } else {
                continue;
            };
            self.episodes.finish(actor, gamma, tail);
        }
        (self.episodes.finished_count() >= actors).then(|| self.update())
    }

    /// The policy's entropy.
    fn exploration(&self) -> f32 {
        self.entropy
    }

    fn new(observation_len: usize, hyperparameters: &Hyperparameters, seed: u64) -> Self {
        let mut base = Base::new(observation_len, hyperparameters, seed);
        Self {
            value: (hyperparameters.baseline == Baseline::Value)
                .then(|| TrainedNetwork::new(&network_sizes(observation_len, hyperparameters, 1), &mut base.generator)),
            episodes: Episodes::new(hyperparameters.actors),
            batch: Batch::default(),
            // Before the first update: the entropy of not knowing anything.
            entropy: ln(ACTIONS as f32),
            base,
        }
    }

    fn restore(state: &LearnerState) -> Result<Self, StateError> {
        let base = Base::restore(state, Algorithm::Reinforce)?;
        let Memory::Reinforce { episodes, entropy, value } = &state.memory else {
            return Err(StateError::Damaged { what: "the memory is another algorithm's" });
        };
        if !episodes.fits(base.hyperparameters.actors, base.observation_len, ACTIONS) {
            return Err(StateError::Damaged { what: "the episodes do not fit the settings" });
        }
        if value.is_some() != (base.hyperparameters.baseline == Baseline::Value) {
            return Err(StateError::Damaged { what: "the value network does not fit the baseline" });
        }
        Ok(Self {
            value: value.as_ref().map(|value| TrainedNetwork::from_state(value, &state.sizes(1))).transpose()?,
            episodes: episodes.clone().filled(),
            batch: Batch::default(),
            entropy: *entropy,
            base,
        })
    }

    fn state(&self) -> LearnerState {
        let memory = Memory::Reinforce {
            episodes: Box::new(self.episodes.clone()),
            entropy: self.entropy,
            value: self.value.as_ref().map(|value| Box::new(value.state())),
        };
        self.base.state(Algorithm::Reinforce, memory)
    }

    fn algorithm(&self) -> Algorithm {
        Algorithm::Reinforce
    }

    fn last_update(&self, actor: usize) -> Option<UpdateTrace> {
        self.batch.episode_of(actor, self.base.hyperparameters.baseline, self.entropy).map(UpdateTrace::Episode)
    }

    fn trace(
        &self,
        before: &LearnerState,
        outcomes: &[Option<Outcome>],
        is_updated: bool,
        final_observations: &[f32],
    ) -> LearnerTrace {
        self.traced(before, outcomes, is_updated, final_observations)
    }

    fn base(&self) -> &Base {
        &self.base
    }

    fn base_mut(&mut self) -> &mut Base {
        &mut self.base
    }
}

impl Reinforce {
    /// 3. Target: G_t - b_t for all waiting steps. (The returns are summed up in `episodes`.)
    fn find_advantages(&mut self) {
        let Batch { steps, advantages, .. } = &mut self.batch;
        advantages.clear();
        advantages.extend_from_slice(&steps.returns);
        if let Some(value) = &mut self.value {
            let values = value.forward(&steps.observations, steps.len());
            advantages.iter_mut().zip(values).for_each(|(advantage, v)| *advantage -= v[0]);
        } else if self.base.hyperparameters.baseline == Baseline::Whitened {
            whiten(advantages);
        }
    }

    /// 4. Loss: the one that is written at [`Reinforce`], and the mean entropy.
    ///
    /// With z the preferences and w = rho (G - b), a constant (no gradient flows through rho or the baseline), the
    /// derivatives of a step's share are d/dz_k [ - w log pi(a) ] = w (pi_k - [k = a]) and d/dz_k [ - beta H ] = beta
    /// pi_k (log pi_k + H).
    fn policy_loss(&mut self) -> (f32, f32) {
        let Batch { steps, advantages, log_probabilities, entropy_bonus, .. } = &mut self.batch;
        let count = steps.len() as f32;
        let beta = self.base.hyperparameters.entropy_bonus_at(self.base.steps) as f32;
        *entropy_bonus = beta;
        log_probabilities.clear();
        let (mut loss, mut entropies) = (0.0, 0.0);
        let rows = self.base.trained.forward_for_loss(&steps.observations, steps.len());
        for (step, (preferences, dz)) in rows.enumerate() {
            let mut log_pi = five(preferences);
            log_softmax(&mut log_pi);
            let pi = log_pi.map(exp);
            let action = steps.actions[step];
            let weight = rho(log_pi[action], steps.log_probabilities[step]) * advantages[step];
            let entropy = -pi.iter().zip(log_pi).map(|(pi, log_pi)| pi * log_pi).sum::<f32>();
            for k in 0..ACTIONS {
                let chosen = f32::from(u8::from(k == action));
                dz[k] = (weight * (pi[k] - chosen) + beta * pi[k] * (log_pi[k] + entropy)) / count;
            }
            log_probabilities.push(log_pi[action]);
            loss -= weight * log_pi[action] + beta * entropy;
            entropies += entropy;
        }
        (loss / count, entropies / count)
    }

    /// 5. Update: one step of Adam down the loss's gradient, from all waiting episodes; where there is V, one for it, too.
    fn update(&mut self) -> Update {
        let Batch { steps, origins, endings, .. } = &mut self.batch;
        self.episodes.take_finished(steps, origins, endings);
        self.find_advantages();
        let (loss, entropy) = self.policy_loss();
        self.entropy = entropy;
        let update_step = self.base.next_update_step();
        let descent = self.base.trained.descend(loss, update_step);
        self.base.status = descent.status;
        self.batch.loss = loss;
        let Batch { steps, origins, advantages, value_loss: loss_of_v, .. } = &mut self.batch;
        if let Some(value) = &mut self.value {
            let loss = value_loss(value, &steps.observations, &steps.returns);
            let fitted = value.descend(loss, update_step);
            if self.base.status == Status::Learning {
                self.base.status = fitted.status;
            }
            *loss_of_v = Some(loss);
        }
        let mut last = 0;
        for &(actor, length) in origins.iter() {
            last += length;
            self.base.targets[actor] = Some(Target { target: steps.returns[last - 1], error: advantages[last - 1] });
        }
        let count = steps.len();
        Update {
            loss: descent.loss,
            td_error: advantages.iter().map(|advantage| advantage.abs()).sum::<f32>() / count as f32,
            td_target: steps.returns[0],
            exploration: entropy,
            gradient_norm: descent.step.gradient_norm,
            learning_rate: update_step.learning_rate,
            samples: count as u32,
        }
    }
}

impl Batch {
    /// The last episode of an actor in it.
    fn episode_of(&self, actor: usize, baseline: Baseline, entropy: f32) -> Option<LearnedEpisode> {
        let place = self.origins.iter().rposition(|&(other, _)| other == actor)?;
        let begin: usize = self.origins[..place].iter().map(|&(_, length)| length).sum();
        let end = begin + self.origins[place].1;
        let Ending { gamma, tail } = self.endings[place];
        let mut steps: Vec<EpisodeStep> = (0..self.steps.len()).map(|step| self.step(step)).collect();
        let samples = steps.len();
        let shares = steps.iter().map(|step| step.weight * step.advantage * step.log_probability);
        let policy_loss = -shares.sum::<f32>() / samples as f32;
        Some(LearnedEpisode {
            steps: steps.drain(begin..end).collect(),
            gamma,
            tail,
            baseline,
            spread: spread(&self.steps.returns),
            samples,
            policy_loss,
            entropy_bonus: self.entropy_bonus,
            entropy,
            loss: self.loss,
            value_loss: self.value_loss,
        })
    }

    /// One of its steps.
    fn step(&self, step: usize) -> EpisodeStep {
        let Steps { actions, log_probabilities, returns, rewards, .. } = &self.steps;
        EpisodeStep {
            action: Action::ALL[actions[step]],
            reward: rewards[step],
            discounted_return: returns[step],
            advantage: self.advantages[step],
            weight: rho(self.log_probabilities[step], log_probabilities[step]),
            log_probability: self.log_probabilities[step],
        }
    }
}

/// What a step counts for whose action was drawn with another probability than it has now.
fn rho(log_probability: f32, then: f32) -> f32 {
    exp(log_probability - then).min(LARGEST_RATIO)
}

/// What the rest of an episode that was cut off before this row is worth.
fn tail(value: &mut Option<TrainedNetwork>, row: &[f32]) -> f32 {
    value.as_mut().and_then(|value| value.forward(row, 1).next().map(|v| v[0])).unwrap_or(0.0)
}

/// 1/2 mean (V(s) - G)^2; its derivative by V(s) is (V(s) - G) / count.
fn value_loss(value: &mut TrainedNetwork, observations: &[f32], returns: &[f32]) -> f32 {
    let count = returns.len() as f32;
    let mut squares = 0.0;
    for ((v, dv), g) in value.forward_for_loss(observations, returns.len()).zip(returns) {
        let error = v[0] - g;
        dv[0] = error / count;
        squares += error * error;
    }
    0.5 * squares / count
}

/// Mean and standard deviation.
fn spread(returns: &[f32]) -> (f32, f32) {
    let count = returns.len() as f32;
    let mean = returns.iter().sum::<f32>() / count;
    (mean, (returns.iter().map(|g| (g - mean) * (g - mean)).sum::<f32>() / count).sqrt())
}

/// (G - mean) / standard deviation, in place; all 0 where the returns are equal.
fn whiten(returns: &mut [f32]) {
    let (mean, spread) = spread(returns);
    let is_flat = spread < SMALLEST_SPREAD;
    returns.iter_mut().for_each(|g| *g = if is_flat { 0.0 } else { (*g - mean) / spread });
}
