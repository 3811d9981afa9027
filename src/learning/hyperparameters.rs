//! Every setting of a learner: meaning, default and source at the fields of [`Hyperparameters`]; name, range, whether every
//! algorithm heeds it and whether it acts at once in the table [`PARAMETERS`], from which the window and the `--set` flag are
//! built. What the settings do is in the algorithms.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Algorithm, Baseline, Preset};
use crate::{gridworld::Observation, tensors::math::pow};

/// The largest number of hidden layers.
pub const LAYERS: usize = 8;
/// The largest width of a hidden layer.
pub const WIDTH: usize = 1024;

/// What values a hyperparameter takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum HyperparameterKind {
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

impl HyperparameterKind {
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
pub struct HyperparameterSpec {
    /// The field's name in `Hyperparameters`, and the key of `--set`.
    pub key: &'static str,
    /// Whether every algorithm heeds it; of the others each algorithm names its own in its row.
    pub common: bool,
    /// Its values.
    pub kind: HyperparameterKind,
    /// Whether a change acts at once; the others need a new learner.
    pub live: bool,
}

impl HyperparameterSpec {
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

const fn live(key: &'static str, common: bool, min: f64, max: f64, logarithmic: bool) -> HyperparameterSpec {
    HyperparameterSpec { key, common, kind: HyperparameterKind::Real { min, max, logarithmic }, live: true }
}

/// Every hyperparameter, in the order in which a person meets them.
pub const PARAMETERS: &[HyperparameterSpec] = &[
    HyperparameterSpec { key: "hidden", common: COMMON, kind: HyperparameterKind::Widths, live: false },
    live("learning_rate", COMMON, 0.0, 1.0, true),
    live("learning_rate_decay", COMMON, 0.9, 1.0, false),
    live("learning_rate_min", COMMON, 0.0, 1.0, true),
    live("gamma", COMMON, 0.0, 1.0, false),
    live("epsilon_start", OWN, 0.0, 1.0, false),
    live("epsilon_decay", OWN, 0.9, 1.0, false),
    live("epsilon_min", OWN, 0.0, 1.0, true),
    HyperparameterSpec {
        key: "epsilon_hold",
        common: OWN,
        kind: HyperparameterKind::Integer { min: 0, max: 100_000_000 },
        live: true,
    },
    HyperparameterSpec { key: "baseline", common: OWN, kind: HyperparameterKind::Choice(Baseline::NAMES), live: false },
    live("entropy_bonus", OWN, 0.0, 1.0, true),
    live("entropy_bonus_decay", OWN, 0.9, 1.0, false),
    live("entropy_bonus_min", OWN, 0.0, 1.0, true),
    live("clip_norm", COMMON, 0.0, 1000.0, true),
    HyperparameterSpec {
        key: "actors",
        common: COMMON,
        kind: HyperparameterKind::Integer { min: 1, max: 64 },
        live: false,
    },
];

/// A setting that does not exist or cannot have that value.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SettingError {
    /// No hyperparameter has this name.
    #[error("there is no hyperparameter `{key}`: choose one of {known}")]
    Unknown {
        /// The name that was given.
        key: String,
        /// The names that exist.
        known: String,
    },
    /// The value is outside the range or not of the kind.
    #[error("`{value}` is no value for the hyperparameter `{key}`: give {expected}")]
    Value {
        /// The hyperparameter.
        key: String,
        /// What was given.
        value: String,
        /// What could be given, in words.
        expected: String,
    },
}

/// The settings of all algorithms; each ignores what only others heed ([`HyperparameterSpec::concerns`] says
/// which).
///
/// Textbook values are those of the `RLCode` course's grid world; tuned ones were found by trying them on the built-in levels with
/// seeds 1 to 200. What they become on a level is in [`Recipe`](super::Recipe).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hyperparameters {
    /// Widths of the hidden layers, input side first; up to eight of them. Empty: a linear map.
    pub hidden: Vec<usize>,
    /// Adam's learning rate at the start; 0.001 is the course's and Adam's own default.
    pub learning_rate: f64,
    /// What the learning rate is multiplied by at every update; 1 keeps it.
    pub learning_rate_decay: f64,
    /// Where the learning rate stops falling.
    pub learning_rate_min: f64,
    /// gamma: what a reward one step later is worth, 0 to 1. Low values teach an agent to hide: the goal is worth
    /// gamma^8 at the start of `classic`.
    pub gamma: f64,
    /// epsilon at the start: the share of random actions (Deep SARSA).
    pub epsilon_start: f64,
    /// What epsilon is multiplied by at every step of an agent.
    pub epsilon_decay: f64,
    /// Where epsilon stops falling.
    pub epsilon_min: f64,
    /// For how many steps of agents epsilon stays at `epsilon_min` or above; in as many steps again it then falls to 0,
    /// in a straight line. 0: it stays there for ever.
    pub epsilon_hold: usize,
    /// What is subtracted from a return (REINFORCE).
    pub baseline: Baseline,
    /// beta at the start: the reward for a policy that stays undecided (REINFORCE); 0 switches it off.
    pub entropy_bonus: f64,
    /// What beta is multiplied by at every step of an agent; 1 keeps it.
    pub entropy_bonus_decay: f64,
    /// Where beta stops falling.
    pub entropy_bonus_min: f64,
    /// The gradient's largest norm over all weights; 0 switches clipping off.
    pub clip_norm: f64,
    /// How many arenas feed this learner, 1 to 64; it acts for all with one forward pass and learns from all with one
    /// update.
    pub actors: usize,
}

impl Default for Hyperparameters {
    fn default() -> Self {
        Self::preset(Algorithm::FIRST, Preset::Tuned)
    }
}

impl Hyperparameters {
    /// The settings of a preset.
    #[must_use]
    pub fn preset(algorithm: Algorithm, preset: Preset) -> Self {
        (algorithm.spec().preset)(preset)
    }

    /// What the presets of all algorithms begin with: the course's settings.
    pub(super) fn textbook() -> Self {
        Self {
            hidden: vec![30, 30],
            learning_rate: 1e-3,
            learning_rate_decay: 1.0,
            learning_rate_min: 1e-5,
            gamma: 0.99,
            epsilon_start: 1.0,
            epsilon_decay: 0.9999,
            epsilon_min: 0.01,
            epsilon_hold: 0,
            baseline: Baseline::Whitened,
            entropy_bonus: 0.0,
            entropy_bonus_decay: 1.0,
            entropy_bonus_min: 0.0,
            clip_norm: 0.0,
            actors: 1,
        }
    }

    /// Sets the hyperparameter `key` (a field's name) from text: a number, a name, or widths such as `64,64`.
    ///
    /// # Errors
    /// If there is no such key, or the value is not of its kind or out of its range; nothing has changed then.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), SettingError> {
        let parameter = HyperparameterSpec::named(key).ok_or_else(|| SettingError::Unknown {
            key: key.to_owned(),
            known: PARAMETERS.iter().map(|parameter| parameter.key).collect::<Vec<_>>().join(", "),
        })?;
        let refused = || SettingError::Value {
            key: key.to_owned(),
            value: value.to_owned(),
            expected: parameter.kind.describe(),
        };
        let value = value.trim();
        match parameter.kind {
            HyperparameterKind::Real { min, max, .. } => {
                let number: f64 = value.parse().map_err(|_| refused())?;
                // NaN is in no range.
                if !(min..=max).contains(&number) {
                    return Err(refused());
                }
                *self.real_mut(key).ok_or_else(refused)? = number;
            }
            HyperparameterKind::Integer { min, max } => {
                let number: usize = value.parse().map_err(|_| refused())?;
                if !(min..=max).contains(&number) {
                    return Err(refused());
                }
                *self.integer_mut(key).ok_or_else(refused)? = number;
            }
            HyperparameterKind::Choice(_) => self.baseline = value.parse().map_err(|_| refused())?,
            HyperparameterKind::Widths => {
                let widths: Result<Vec<usize>, _> = value
                    .split([',', '-', 'x'])
                    .filter(|part| !part.is_empty())
                    .map(|part| part.trim().parse())
                    .collect();
                let widths = widths.map_err(|_| refused())?;
                if !HyperparameterKind::widths_fit(&widths) {
                    return Err(refused());
                }
                self.hidden = widths;
            }
        }
        Ok(())
    }

    /// The value of the hyperparameter `key` as [`Self::set`] takes it, if there is one of that name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<String> {
        match key {
            "hidden" => Some(self.hidden.iter().map(usize::to_string).collect::<Vec<_>>().join(",")),
            "baseline" => Some(self.baseline.to_string()),
            _ => {
                let whole = self.clone().integer_mut(key).map(|number| number.to_string());
                whole.or_else(|| self.real(key).map(|number| number.to_string()))
            }
        }
    }

    /// The real-valued hyperparameter of that name.
    #[must_use]
    pub fn real(&self, key: &str) -> Option<f64> {
        self.clone().real_mut(key).copied()
    }

    /// The real-valued hyperparameter of that name, to change it.
    pub fn real_mut(&mut self, key: &str) -> Option<&mut f64> {
        Some(match key {
            "learning_rate" => &mut self.learning_rate,
            "learning_rate_decay" => &mut self.learning_rate_decay,
            "learning_rate_min" => &mut self.learning_rate_min,
            "gamma" => &mut self.gamma,
            "epsilon_start" => &mut self.epsilon_start,
            "epsilon_decay" => &mut self.epsilon_decay,
            "epsilon_min" => &mut self.epsilon_min,
            "entropy_bonus" => &mut self.entropy_bonus,
            "entropy_bonus_decay" => &mut self.entropy_bonus_decay,
            "entropy_bonus_min" => &mut self.entropy_bonus_min,
            "clip_norm" => &mut self.clip_norm,
            _ => return None,
        })
    }

    /// The hyperparameter of that name that is a whole number, to change it.
    fn integer_mut(&mut self, key: &str) -> Option<&mut usize> {
        Some(match key {
            "epsilon_hold" => &mut self.epsilon_hold,
            "actors" => &mut self.actors,
            _ => return None,
        })
    }

    /// Whether every value is in its range.
    ///
    /// # Errors
    /// The first that is not.
    pub fn check(&self) -> Result<(), SettingError> {
        let mut copy = self.clone();
        for parameter in PARAMETERS {
            let value = self.get(parameter.key).unwrap_or_default();
            copy.set(parameter.key, &value)?;
        }
        Ok(())
    }

    /// Takes over from `others` what acts at once ([`HyperparameterSpec::live`]).
    pub fn set_live(&mut self, others: &Self) {
        for parameter in PARAMETERS.iter().filter(|parameter| parameter.live) {
            if let (Some(mine), Some(theirs)) = (self.real_mut(parameter.key), others.real(parameter.key)) {
                *mine = theirs;
            }
            if let (Some(mine), Some(theirs)) =
                (self.integer_mut(parameter.key), others.clone().integer_mut(parameter.key))
            {
                *mine = *theirs;
            }
        }
    }

    /// The learning rate after `updates` updates: learning_rate x learning_rate_decay^updates, but not under
    /// learning_rate_min (nor over learning_rate).
    #[must_use]
    pub fn learning_rate_at(&self, updates: u64) -> f32 {
        decayed(self.learning_rate, self.learning_rate_decay, self.learning_rate_min, updates) as f32
    }

    /// epsilon after `steps` steps of agents: epsilon_start x epsilon_decay^steps, but not under epsilon_min; where
    /// epsilon_hold is set, not under epsilon_min x (2 - steps / epsilon_hold) once that many steps are over.
    #[must_use]
    pub fn epsilon_at(&self, steps: u64) -> f32 {
        let hold = self.epsilon_hold as f64;
        let share = if hold > 0.0 { (2.0 - steps as f64 / hold).clamp(0.0, 1.0) } else { 1.0 };
        decayed(self.epsilon_start, self.epsilon_decay, self.epsilon_min * share, steps) as f32
    }

    /// beta after `steps` steps of agents: entropy_bonus x entropy_bonus_decay^steps, but not under entropy_bonus_min
    /// (nor over entropy_bonus).
    #[must_use]
    pub fn entropy_bonus_at(&self, steps: u64) -> f64 {
        decayed(self.entropy_bonus, self.entropy_bonus_decay, self.entropy_bonus_min, steps)
    }
}

/// A function of the count alone, so that a schedule has no state to save and a changed setting acts at once.
fn decayed(start: f64, decay: f64, least: f64, count: u64) -> f64 {
    (start * pow(decay, count)).max(least.min(start))
}

/// The observation that a preset was made for.
#[must_use]
pub fn preset_observation(algorithm: Algorithm, preset: Preset) -> Observation {
    (algorithm.spec().observation)(preset)
}

/// What the presets of all algorithms so far were made for.
pub(super) fn usual_observation(preset: Preset) -> Observation {
    match preset {
        Preset::Textbook => Observation::Relative,
        Preset::Tuned => Observation::View { size: 3 },
    }
}
