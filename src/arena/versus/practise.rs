//! A hunted agent goes on learning from what its hunters did in past rounds.
//! When it does that, and on which thread, is decided above.

use thiserror::Error;

use super::{
    MatchSettings, Round,
    rehearse::{RecordedHunts, rehearsal_level},
};
use crate::{
    arena::{Setup, SetupError, Simulation},
    learning::{Hyperparameters, Learner, Policy, Preset, Status},
};

/// Why an agent cannot practise.
#[derive(Debug, Error)]
pub enum PractiseError {
    /// No round is a hunt on this level.
    #[error("there is no hunt on this level to practise against: play a round first")]
    NothingRecorded,
    /// Nobody says how the agent sees the world.
    #[error(
        "this policy does not say what it was trained to see: save it from a run of this program, or name its observation"
    )]
    Observation,
    /// The learner became useless on the way.
    #[error("practising went wrong at step {step}: {what}; let it play as it was")]
    Diverged {
        /// Step of agents at which it was noticed.
        step: u64,
        /// What was noticed.
        what: String,
    },
    /// The policy does not fit the level.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

/// Slow, so that what it knows already is not forgotten. This and the two below were chosen on eight sets of hunts on four levels (seeds 11 and 12):
/// with the tuned preset's own values it learned to hide from the recorded hunters and never reached the goal again.
const LEARNING_RATE: f64 = 5e-4;
/// Far-sighted, so that a goal that takes a detour is still worth it.
const GAMMA: f64 = 0.98;
/// Enough to find another way than the one on which it was caught.
const EPSILON: f64 = 0.05;

/// Lets a hunted policy go on learning for `episodes` episodes, from boards as they began in these rounds, with the obstacles steered as they
/// were then: what the hunter said in each step, and nothing more once its record ends. Obstacles that nobody steered draw their own chance.
/// Any hit ends an episode, as being caught ends a round. The layers are the policy's; settings are the tuned preset's but for the three
/// above. What is learned is a way round these hunts: a hunter who then does something else may catch it as before.
///
/// The same arguments give the same policy, bit for bit.
///
/// # Errors
/// No hunt among the rounds, a policy that does not fit the level, or one that became useless.
pub fn practise(
    policy: &Policy,
    settings: &MatchSettings,
    rounds: &[Round],
    episodes: u32,
    seed: u64,
) -> Result<Policy, PractiseError> {
    if settings.hunters().is_none() {
        return Err(PractiseError::NothingRecorded);
    }
    let observation = policy.observation.ok_or(PractiseError::Observation)?;
    let level = rehearsal_level(settings);
    let setup = Setup {
        level: level.clone(),
        algorithm: policy.algorithm,
        observation,
        hyperparameters: Hyperparameters {
            learning_rate: LEARNING_RATE,
            learning_rate_decay: 0.9999,
            gamma: GAMMA,
            epsilon_min: EPSILON,
            epsilon_hold: 0,
            ..Hyperparameters::preset(policy.algorithm, Preset::Tuned)
        },
        seed,
    };
    let mut simulation = Simulation::from_policy(&setup, policy)?;
    let mut hunts = RecordedHunts::new(settings, level, rounds)?;
    while simulation.episodes() < u64::from(episodes) {
        hunts.tick(&mut simulation);
        simulation.drain_episodes();
        if let Some(Status::Diverged { step, what }) = simulation.learner().map(Learner::status) {
            let (step, what) = (*step, what.clone());
            return Err(PractiseError::Diverged { step, what });
        }
    }
    // Somebody learns here, so there is something to save.
    simulation.checkpoint().map(|checkpoint| checkpoint.policy).ok_or(PractiseError::NothingRecorded)
}
