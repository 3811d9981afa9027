//! The table of hyperparameters: names, ranges, whose they are, and which act at once.
//! The window and the `--set` flag are built from it; meanings are at the fields of `Hyperparameters`.

use super::algorithm::{Algorithm, Baseline};

/// The largest number of hidden layers.
pub const LAYERS: usize = 8;
/// The largest width of a hidden layer.
pub const WIDTH: usize = 1024;

/// What values a hyperparameter takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A real number from `min` to `max`.
    Real {
        /// The smallest value.
        min: f64,
        /// The largest value.
        max: f64,
        /// Whether a slider should be logarithmic.
        logarithmic: bool,
    },
    /// A whole number from `min` to `max`.
    Integer {
        /// The smallest value.
        min: usize,
        /// The largest value.
        max: usize,
    },
    /// One of these names.
    Choice(&'static [&'static str]),
    /// Widths of hidden layers, such as `64,64`.
    Widths,
}

impl Kind {
    /// What to give, in words, for messages.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Real { min, max, .. } => format!("a number from {min} to {max}"),
            Self::Integer { min, max } => format!("a whole number from {min} to {max}"),
            Self::Choice(names) => format!("one of {}", names.join(", ")),
            Self::Widths => format!("up to {LAYERS} widths from 1 to {WIDTH} with commas between, such as 64,64"),
        }
    }

    /// Whether these are widths that a network may have.
    #[must_use]
    pub fn widths_fit(widths: &[usize]) -> bool {
        widths.len() <= LAYERS && widths.iter().all(|width| (1..=WIDTH).contains(width))
    }
}

/// One hyperparameter's entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// The field's name in `Hyperparameters`, and the key of `--set`.
    pub key: &'static str,
    /// The algorithms that heed it.
    pub algorithms: &'static [Algorithm],
    /// Its values.
    pub kind: Kind,
    /// Whether a change acts at once; the others need a new learner.
    pub live: bool,
}

impl Parameter {
    /// The entry of that name.
    #[must_use]
    pub fn named(key: &str) -> Option<&'static Self> {
        PARAMETERS.iter().find(|parameter| parameter.key == key)
    }

    /// Whether the algorithm heeds it.
    #[must_use]
    pub fn concerns(&self, algorithm: Algorithm) -> bool {
        self.algorithms.contains(&algorithm)
    }
}

const BOTH: &[Algorithm] = Algorithm::ALL;
const SARSA: &[Algorithm] = &[Algorithm::DeepSarsa];
const REINFORCE: &[Algorithm] = &[Algorithm::Reinforce];

const fn live(key: &'static str, algorithms: &'static [Algorithm], min: f64, max: f64, logarithmic: bool) -> Parameter {
    Parameter { key, algorithms, kind: Kind::Real { min, max, logarithmic }, live: true }
}

/// Every hyperparameter, in the order in which a person meets them.
pub const PARAMETERS: &[Parameter] = &[
    Parameter { key: "hidden", algorithms: BOTH, kind: Kind::Widths, live: false },
    live("learning_rate", BOTH, 0.0, 1.0, true),
    live("learning_rate_decay", BOTH, 0.9, 1.0, false),
    live("learning_rate_min", BOTH, 0.0, 1.0, true),
    live("gamma", BOTH, 0.0, 1.0, false),
    live("epsilon_start", SARSA, 0.0, 1.0, false),
    live("epsilon_decay", SARSA, 0.9, 1.0, false),
    live("epsilon_min", SARSA, 0.0, 1.0, true),
    Parameter { key: "baseline", algorithms: REINFORCE, kind: Kind::Choice(Baseline::NAMES), live: false },
    live("entropy_bonus", REINFORCE, 0.0, 1.0, true),
    live("clip_norm", BOTH, 0.0, 1000.0, true),
    Parameter { key: "actors", algorithms: BOTH, kind: Kind::Integer { min: 1, max: 64 }, live: false },
];
