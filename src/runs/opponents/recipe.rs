//! What the built-in opponents are trained with: the two recipes of assets/policies/README.md, setting by setting, so that a
//! change of the presets does not change them.

use std::sync::Arc;

use crate::{
    arena::Setup,
    gridworld::{Level, Observation},
    learning::{Algorithm, Baseline, Hyperparameters},
};

/// The run of a built-in level, as a race is run on it; `None` if there is no such level.
pub(super) fn setup(level: &str) -> Option<Setup> {
    let built_in = Level::built_in(level)?;
    let small = Hyperparameters {
        hidden: vec![64, 64],
        learning_rate: 1e-3,
        learning_rate_decay: 0.9999,
        learning_rate_min: 1e-5,
        gamma: 0.98,
        epsilon_start: 1.0,
        epsilon_decay: 0.999_99,
        epsilon_min: 0.01,
        epsilon_hold: 0,
        // The next four are for REINFORCE alone.
        baseline: Baseline::None,
        entropy_bonus: 0.0,
        entropy_bonus_decay: 1.0,
        entropy_bonus_min: 0.0,
        clip_norm: 1.0,
        actors: 16,
    };
    let large = Hyperparameters {
        hidden: vec![128, 128],
        learning_rate_decay: 0.999_95,
        epsilon_decay: 0.999_995,
        actors: 32,
        ..small.clone()
    };
    Some(Setup {
        level: Arc::new(built_in.for_race()),
        algorithm: Algorithm::DeepSarsa,
        observation: Observation::View { size: 7 },
        hyperparameters: if is_large(level) { large } else { small },
        seed: 1,
    })
}

/// How long the run of a built-in level lasts, in steps of agents.
#[must_use]
pub fn steps(level: &str) -> u64 {
    if is_large(level) { 3_000_000 } else { 800_000 }
}

/// Eight walkers leave more to be learned.
fn is_large(level: &str) -> bool {
    level == "plaza"
}
