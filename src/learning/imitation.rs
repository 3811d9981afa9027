//! Learning from demonstrations, before learning from rewards: a policy's network is moved towards what somebody did.
//! The losses are in `imitation_loss`; what a network is worth before and after is measured above.

use rand::{SeedableRng, seq::SliceRandom};
use rand_pcg::Pcg64Mcg;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    ACTIONS, Demonstration, Network, Policy, Status,
    choice::argmax,
    imitation_loss::{Batch, Bootstrapping, Following, cloning_loss, large_margin_loss, td_targets},
    trained::{TrainedNetwork, UpdateStep},
};

/// How an algorithm learns from demonstrations; the losses are in `imitation_loss`.
#[derive(Clone, Copy, Debug)]
pub(super) enum Imitates {
    /// Behaviour cloning: the demonstrated actions become likelier.
    Cloning,
    /// Temporal differences along the demonstrated way with this bootstrap (see `deep_sarsa::Bootstrap`), and a large margin for
    /// the demonstrated action.
    LargeMargin(Bootstrapping),
}

/// How long, how fast and how firmly is imitated.
///
/// The defaults were chosen with the optimum's demonstrations on `classic`, `classic-paced` and `chase` (seeds 1 to 5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Imitation {
    /// Updates of the network, 1 to 1,000,000. 300 and 1000 did as well as the default.
    pub updates: u32,
    /// Demonstrated steps in one update, 1 or more; all of them where there are fewer.
    pub batch: usize,
    /// Adam's learning rate, 0 to 1; 0.001 is Adam's own default.
    pub learning_rate: f64,
    /// The gradient's largest norm over all weights; 0 switches clipping off.
    pub clip_norm: f64,
    /// Q-values: by how much the demonstrated action's value is to exceed every other's, 0 or more, in units
    /// of reward. 0.8 is DQfD's; with less an agent that was shown little did worse where it had to leave the shown way.
    pub margin: f64,
    /// Q-values: lambda, what the margin counts beside the TD error, 0 or more. 1 is DQfD's.
    pub margin_weight: f64,
    /// Q-values: epsilon is at most this when learning goes on afterwards, 0 to 1: random steps would soon undo what was shown.
    pub exploration: f32,
}

impl Default for Imitation {
    fn default() -> Self {
        Self {
            updates: 500,
            batch: 64,
            learning_rate: 1e-3,
            clip_norm: 1.0,
            margin: 0.8,
            margin_weight: 1.0,
            exploration: 0.1,
        }
    }
}

/// What came of imitating.
#[derive(Clone, Debug)]
pub struct Imitated {
    /// The policy as it is now.
    pub policy: Policy,
    /// The loss before each update, per step.
    pub losses: Vec<f32>,
    /// The share of demonstrated steps in which the policy's best action was the demonstrated one, before.
    pub agreement_before: f32,
    /// The same afterwards.
    pub agreement_after: f32,
}

/// Why nothing was learned from demonstrations.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImitationError {
    /// There is not a single step to learn from.
    #[error("there are no demonstrated steps to learn from: play a round first")]
    Nothing,
    /// The observations are not those that the policy was made for.
    #[error(
        "demonstration {number} has observations of {found} numbers, but the policy sees {expected}: record it with the observation that the policy was trained with"
    )]
    Size {
        /// Which demonstration, from 1.
        number: usize,
        /// The policy's inputs.
        expected: usize,
        /// The demonstration's size.
        found: usize,
    },
    /// A demonstration's parts do not fit each other, or hold something that is no number.
    #[error("demonstration {number} is damaged ({what}): record it anew")]
    Damaged {
        /// Which demonstration, from 1.
        number: usize,
        /// What does not fit, in words.
        what: &'static str,
    },
    /// A setting is out of its range.
    #[error("{setting} is out of its range: give {expected}")]
    Setting {
        /// The setting's name.
        setting: &'static str,
        /// What could be given, in words.
        expected: &'static str,
    },
    /// The weights exploded on the way.
    #[error("learning from the demonstrations went astray at update {update} ({what}): use a lower learning rate")]
    Diverged {
        /// The update at which it was noticed, from 1.
        update: u64,
        /// What was noticed, in words.
        what: String,
    },
}

/// Moves a policy's network towards what the demonstrations show: policies of probabilities by behaviour cloning, Q-values by
/// temporal differences along the demonstrated way and a large margin for the demonstrated action (both in `imitation_loss`).
///
/// The same arguments give the same weights, bit for bit. The policy itself is not changed.
///
/// # Errors
/// Nothing to learn from, demonstrations that do not fit the policy, a setting out of range, or weights that explode.
pub fn imitate(
    policy: &Policy,
    demonstrations: &[Demonstration],
    gamma: f64,
    settings: &Imitation,
    seed: u64,
) -> Result<Imitated, ImitationError> {
    imitate_watched(policy, demonstrations, gamma, settings, seed, &mut |_| {})
}

/// The same. `watch` is told after each update how many have been made.
///
/// # Errors
/// As for [`imitate`].
pub fn imitate_watched(
    policy: &Policy,
    demonstrations: &[Demonstration],
    gamma: f64,
    settings: &Imitation,
    seed: u64,
    watch: &mut dyn FnMut(u32),
) -> Result<Imitated, ImitationError> {
    settings.check(gamma)?;
    let shown = Shown::of(demonstrations, policy.network.inputs())?;
    let mut generator = Pcg64Mcg::seed_from_u64(seed);
    let mut trained = TrainedNetwork::of(&policy.network);
    let mut losses = Vec::with_capacity(settings.updates as usize);
    let mut order: Vec<usize> = (0..shown.steps.len()).collect();
    let mut rest = 0..0;
    for update in 1..=u64::from(settings.updates) {
        // Every step once in random order, then all of them again.
        if rest.is_empty() {
            order.shuffle(&mut generator);
            rest = 0..order.len();
        }
        let end = rest.end.min(rest.start + settings.batch);
        let batch = shown.batch(&order[rest.start..end]);
        rest.start = end;

        let loss = match policy.algorithm.spec().imitates {
            Imitates::Cloning => cloning_loss(&mut trained, &batch),
            Imitates::LargeMargin(bootstrap) => {
                let targets = td_targets(&mut trained, &batch, gamma as f32, bootstrap);
                let (margin, weight) = (settings.margin as f32, settings.margin_weight as f32);
                large_margin_loss(&mut trained, &batch, &targets, margin, weight)
            }
        };
        let descent = trained.descend(loss, settings.update_step(update));
        if let Status::Diverged { what, .. } = descent.status {
            return Err(ImitationError::Diverged { update, what });
        }
        losses.push(descent.loss);
        watch(losses.len() as u32);
    }

    let mut imitator = policy.clone();
    imitator.network = trained.network().clone();
    imitator.explore_at_most(settings.exploration);
    Ok(Imitated {
        losses,
        agreement_before: shown.agreement(&policy.network),
        agreement_after: shown.agreement(&imitator.network),
        policy: imitator,
    })
}

impl Imitation {
    fn check(&self, gamma: f64) -> Result<(), ImitationError> {
        let positive = |value: f64| value.is_finite() && value >= 0.0;
        let share = |value: f64| (0.0..=1.0).contains(&value);
        for (fits, setting, expected) in [
            ((1..=1_000_000).contains(&self.updates), "updates", "a whole number from 1 to 1000000"),
            (self.batch > 0, "batch", "a whole number from 1"),
            (share(self.learning_rate), "learning_rate", "a number from 0 to 1"),
            (positive(self.clip_norm), "clip_norm", "a number from 0"),
            (positive(self.margin), "margin", "a number from 0"),
            (positive(self.margin_weight), "margin_weight", "a number from 0"),
            (share(self.exploration.into()), "exploration", "a number from 0 to 1"),
            (share(gamma), "gamma", "a number from 0 to 1"),
        ] {
            if !fits {
                return Err(ImitationError::Setting { setting, expected });
            }
        }
        Ok(())
    }

    fn update_step(&self, update: u64) -> UpdateStep {
        UpdateStep { learning_rate: self.learning_rate as f32, clip_norm: self.clip_norm as f32, update, step: 0 }
    }
}

/// All demonstrated steps, one after the other.
struct Shown<'a> {
    steps: Vec<Step<'a>>,
}

/// One step: s, a, r, s' and what was done there.
#[derive(Clone, Copy)]
struct Step<'a> {
    state: &'a [f32],
    action: usize,
    reward: f32,
    next_state: &'a [f32],
    following: Following,
}

impl<'a> Shown<'a> {
    fn of(demonstrations: &'a [Demonstration], size: usize) -> Result<Self, ImitationError> {
        let mut steps = Vec::new();
        for (index, demonstration) in demonstrations.iter().enumerate() {
            let number = index + 1;
            if demonstration.size != size {
                return Err(ImitationError::Size { number, expected: size, found: demonstration.size });
            }
            if let Some(what) = fault(demonstration) {
                return Err(ImitationError::Damaged { number, what });
            }
            let Demonstration { observations, actions, rewards, terminated, .. } = demonstration;
            let row = |step: usize| &observations[step * size..][..size];
            steps.extend(actions.iter().zip(rewards).enumerate().map(|(step, (action, &reward))| Step {
                state: row(step),
                action: action.index(),
                reward,
                next_state: row(step + 1),
                following: match actions.get(step + 1) {
                    Some(next) => Following::Action(next.index()),
                    None if *terminated => Following::End,
                    None => Following::CutOff,
                },
            }));
        }
        if steps.is_empty() {
            return Err(ImitationError::Nothing);
        }
        Ok(Self { steps })
    }

    fn batch(&self, chosen: &[usize]) -> Batch {
        let mut batch = Batch::default();
        for step in chosen.iter().map(|&index| self.steps[index]) {
            batch.states.extend_from_slice(step.state);
            batch.actions.push(step.action);
            batch.rewards.push(step.reward);
            batch.next_states.extend_from_slice(step.next_state);
            batch.following.push(step.following);
        }
        batch
    }

    /// The share of steps in which the network's best action is the demonstrated one.
    fn agreement(&self, network: &Network) -> f32 {
        let states: Vec<f32> = self.steps.iter().flat_map(|step| step.state).copied().collect();
        let values = network.forward(&states, self.steps.len());
        let chosen = values.chunks_exact(ACTIONS).map(argmax);
        let agreed = chosen.zip(&self.steps).filter(|(action, step)| *action == step.action).count();
        agreed as f32 / self.steps.len() as f32
    }
}

/// What does not fit in a demonstration whose size is right.
fn fault(demonstration: &Demonstration) -> Option<&'static str> {
    let Demonstration { size, observations, actions, rewards, .. } = demonstration;
    if rewards.len() != actions.len() {
        return Some("it has not one reward for each action");
    }
    if observations.len() != (actions.len() + 1) * size {
        return Some("it has not one observation more than actions");
    }
    let numbers = observations.iter().chain(rewards);
    numbers.into_iter().any(|number| !number.is_finite()).then_some("a value is not a number")
}
