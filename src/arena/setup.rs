//! What a simulation is made from: level, algorithm, observation, hyperparameters and seed. The same setup gives the same run, bit for bit.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    gridworld::{Level, LevelError, Observation, OptimumError, shared_level},
    learning::{Algorithm, Hyperparameters, Preset, Recipe, SettingError},
};

/// The version of the numerics. Programs of the same one make the same run of a setup, bit for bit, on every machine; it is
/// raised with whatever changes a bit of what is learned, which `tests/hashes` finds.
pub const NUMERICS: u32 = 2;

/// A run that learns, before it starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setup {
    /// The board and its rules; kept as the text of a level file.
    #[serde(with = "shared_level")]
    pub level: Arc<Level>,
    /// How is learned.
    pub algorithm: Algorithm,
    /// What is seen.
    pub observation: Observation,
    /// The algorithm's settings.
    pub hyperparameters: Hyperparameters,
    /// Where all chance comes from.
    pub seed: u64,
}

/// Why a run cannot start.
#[derive(Debug, Error)]
pub enum SetupError {
    /// The level breaks a rule.
    #[error(transparent)]
    Level(#[from] LevelError),
    /// A hyperparameter is out of its range.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// Nobody, or more than fit, would sit at one board.
    #[error("{found} players at one board are none or too many: seat 1 to {most}")]
    Seats {
        /// How many were to be seated.
        found: usize,
        /// How many fit.
        most: usize,
    },
    /// A network expects another number of inputs than the observation has.
    #[error(
        "the network expects {expected} inputs, but the observation {observation} of level {level} has {found}: choose the observation that it was trained with, or a level with as many obstacles"
    )]
    Inputs {
        /// Inputs of the network.
        expected: usize,
        /// Numbers in the observation.
        found: usize,
        /// The observation's name.
        observation: Observation,
        /// The level's name.
        level: String,
    },
    /// The optimum was to play, and there is none.
    #[error(transparent)]
    Optimum(#[from] OptimumError),
}

impl Setup {
    /// A level with what a preset sets on it.
    pub fn preset(level: Arc<Level>, algorithm: Algorithm, preset: Preset, seed: u64) -> Self {
        let Recipe { observation, hyperparameters, steps: _ } = Recipe::new(algorithm, preset, &level);
        Self { level, algorithm, observation, hyperparameters, seed }
    }

    /// Whether a run can start from it.
    ///
    /// # Errors
    /// The first setting that is out of its range, or the level's first fault.
    pub fn check(&self) -> Result<(), SetupError> {
        self.level.check()?;
        self.hyperparameters.check()?;
        Ok(())
    }

    /// The seed of one arena's generator: arenas share nothing but the run's seed.
    pub(super) fn arena_seed(&self, arena: u32) -> u64 {
        mix(self.seed, u64::from(arena) + 1)
    }
}

/// Whether a network with so many inputs sees this of the level.
pub(super) fn check_inputs(expected: usize, observation: Observation, level: &Level) -> Result<(), SetupError> {
    let found = observation.len(level);
    if found == expected {
        return Ok(());
    }
    Err(SetupError::Inputs { expected, found, observation, level: level.name.clone() })
}

/// Two numbers to one seed, by the finaliser of SplitMix64 (Steele et al., 2014): neighbours end up far apart.
pub(super) fn mix(seed: u64, stream: u64) -> u64 {
    let mut z = seed.wrapping_add(stream.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
