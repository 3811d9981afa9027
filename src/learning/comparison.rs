//! Comparisons that show where algorithms come to something else, with the settings under which it is seen.
//! Running them side by side is the window's business.

use super::{Algorithm, Hyperparameters, Preset};
use crate::{gridworld::Observation, names::named};

named! {
    /// A comparison of algorithms.
    Comparison, "comparison", {
        /// Who learns the value of an exploring policy keeps away from the edge, who learns that of the greedy policy walks along
        /// it (Sutton and Barto, Reinforcement Learning, example 6.6).
        Cliff = "cliff",
    }
}

/// What is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The built-in level that it takes place on.
    pub level: &'static str,
    /// The algorithm that is compared with the next ones that heed the same settings ([`Algorithm::alike`]).
    pub algorithm: Algorithm,
    /// How many are compared.
    pub count: usize,
    /// The preset that the settings come from, but for what is changed.
    pub preset: Preset,
    /// What the agents see.
    pub observation: Observation,
    /// The settings of each algorithm.
    pub hyperparameters: Hyperparameters,
}

impl Comparison {
    /// What is compared.
    #[must_use]
    pub fn compared(self) -> Compared {
        match self {
            Self::Cliff => Compared {
                level: "cliff",
                algorithm: Algorithm::DeepSarsa,
                count: 2,
                preset: Preset::Tuned,
                observation: Observation::View { size: 3 },
                // Epsilon is Sutton and Barto's. Gamma and the decay were chosen on seeds 1 to 60, where within 2,000 episodes
                // 59 of 60 greedy policies of each algorithm took the way that is expected of it.
                hyperparameters: Hyperparameters {
                    learning_rate: 2e-3,
                    learning_rate_decay: 0.99995,
                    gamma: 0.95,
                    epsilon_start: 0.1,
                    epsilon_decay: 1.0,
                    epsilon_min: 0.1,
                    epsilon_hold: 0,
                    ..Hyperparameters::preset(Algorithm::DeepSarsa, Preset::Tuned)
                },
            },
        }
    }
}
