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
    /// Whether every algorithm heeds it; of the others each algorithm names its own in its row.
    pub common: bool,
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
        self.common || algorithm.spec().hyperparameters.contains(&self.key)
    }
}

const COMMON: bool = true;
const OWN: bool = false;

const fn live(key: &'static str, common: bool, min: f64, max: f64, logarithmic: bool) -> Parameter {
    Parameter { key, common, kind: Kind::Real { min, max, logarithmic }, live: true }
}

/// Every hyperparameter, in the order in which a person meets them.
pub const PARAMETERS: &[Parameter] = &[
    Parameter { key: "hidden", common: COMMON, kind: Kind::Widths, live: false },
    live("learning_rate", COMMON, 0.0, 1.0, true),
    live("learning_rate_decay", COMMON, 0.9, 1.0, false),
    live("learning_rate_min", COMMON, 0.0, 1.0, true),
    live("gamma", COMMON, 0.0, 1.0, false),
    live("epsilon_start", OWN, 0.0, 1.0, false),
    live("epsilon_decay", OWN, 0.9, 1.0, false),
    live("epsilon_min", OWN, 0.0, 1.0, true),
    Parameter { key: "baseline", common: OWN, kind: Kind::Choice(Baseline::NAMES), live: false },
    live("entropy_bonus", OWN, 0.0, 1.0, true),
    live("clip_norm", COMMON, 0.0, 1000.0, true),
    Parameter { key: "actors", common: COMMON, kind: Kind::Integer { min: 1, max: 64 }, live: false },
];
