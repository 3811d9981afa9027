//! Every setting of a training, with its meaning, range and default.
//! What the settings do stands in the cells, the models and the trainer.

use std::{fmt::Display, ops::RangeInclusive};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    AttentionKind, CellKind, GateBias,
    tasks::{About, Task, TaskKind},
};

/// A setting that no training can begin with.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{setting} {value} is not possible: give {accepted}")]
pub struct SettingsError {
    /// Which setting, as it is called in files and flags.
    pub setting: &'static str,
    /// What it is.
    pub value: String,
    /// What it could be, in words.
    pub accepted: String,
}

/// The settings. Defaults are those that were found to show each task's point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrainingSettings {
    /// What is to be learned, and how difficult it is.
    pub task: Task,
    /// The recurrent cells.
    pub cell: CellKind,
    /// Layers of cells, 1 or 2; an encoder and a decoder have as many each.
    pub layers: usize,
    /// Units of a layer, 8 to 128.
    pub hidden: usize,
    /// What a decoder sees of the input; only sequence-to-sequence tasks heed it.
    pub attention: AttentionKind,
    /// The forget gate's bias at the start (LSTM), -10 to 10. 1 is the usual advice (Jozefowicz et al. 2015).
    pub forget_bias: f32,
    /// Chrono initialisation instead: gates biased for memories as long as the task's.
    pub chrono: bool,
    /// Adam's learning rate, above 0 and up to 1.
    pub learning_rate: f32,
    /// The gradient's largest norm over all weights; 0 switches clipping off.
    pub clip_norm: f32,
    /// Samples per step, 1 to 256.
    pub batch: usize,
    /// The share of a decoder's inputs in training that are the right symbols and not its own, 0 to 1.
    pub teacher_forcing: f32,
    /// Where all chance comes from. Models with the same seed and task see the same batches.
    pub seed: u64,
}

/// When training stops.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stop {
    /// After so many steps, those before a model was opened from a file included.
    pub steps: u64,
    /// Or as soon as so large a share of held-out samples is right; `None`: not for that.
    pub accuracy: Option<f32>,
}

impl Stop {
    /// Steps at most.
    pub const MOST_STEPS: u64 = 20_000;

    /// The same, with what a file may hold but nobody can choose put right.
    #[must_use]
    pub fn settled(self) -> Self {
        let share = |share: f32| if share.is_finite() { share.clamp(0.01, 1.0) } else { 1.0 };
        Self { steps: self.steps.clamp(1, Self::MOST_STEPS), accuracy: self.accuracy.map(share) }
    }
}

impl Default for Stop {
    fn default() -> Self {
        Self { steps: 1000, accuracy: None }
    }
}

/// Models side by side at most.
pub const MOST_MODELS: usize = 4;

/// Whether models can be trained side by side: one to four with settings in their ranges, on the same batches.
#[must_use]
pub fn are_side_by_side(models: &[TrainingSettings]) -> bool {
    (1..=MOST_MODELS).contains(&models.len())
        && models.iter().all(|model| model.check().is_ok() && model.shares_batches(&models[0]))
}

impl Default for TrainingSettings {
    fn default() -> Self {
        Self::usual(TaskKind::Recall)
    }
}

impl TrainingSettings {
    /// Layers of cells.
    pub const LAYERS: RangeInclusive<usize> = 1..=2;
    /// Units of a layer.
    pub const HIDDEN: RangeInclusive<usize> = 8..=128;
    /// Samples per step.
    pub const BATCH: RangeInclusive<usize> = 1..=256;
    /// The forget gate's bias at the start.
    pub const FORGET_BIAS: RangeInclusive<f32> = -10.0..=10.0;
    /// Adam's learning rate.
    pub const LEARNING_RATE: RangeInclusive<f32> = 1e-6..=1.0;
    /// The gradient's largest norm.
    pub const CLIP_NORM: RangeInclusive<f32> = 0.0..=1000.0;
    /// The share of right symbols among a decoder's inputs.
    pub const TEACHER_FORCING: RangeInclusive<f32> = 0.0..=1.0;

    /// The documented settings for a task.
    #[must_use]
    pub fn usual(kind: TaskKind) -> Self {
        let About { cell, attention, learning_rate, batch, .. } = *kind.about();
        Self {
            task: Task::usual(kind),
            cell,
            layers: 1,
            hidden: 32,
            attention,
            forget_bias: 1.0,
            chrono: false,
            learning_rate,
            clip_norm: 1.0,
            batch,
            teacher_forcing: 1.0,
            seed: 1,
        }
    }

    /// Whether every setting is in its range.
    ///
    /// # Errors
    /// The first that is not.
    pub fn check(&self) -> Result<(), SettingsError> {
        let refused = |setting, value: String, accepted: String| SettingsError { setting, value, accepted };
        let difficulty = self.task.kind.difficulty();
        if !self.task.is_possible() {
            let (value, least, most) =
                (format!("{} to {}", self.task.from, self.task.to), difficulty.least, difficulty.most);
            return Err(refused(
                difficulty.measure.name(),
                value,
                format!("one from {least} to {most}, or a range of them"),
            ));
        }
        in_range("layers", self.layers, Self::LAYERS)?;
        in_range("hidden", self.hidden, Self::HIDDEN)?;
        in_range("batch", self.batch, Self::BATCH)?;
        in_range("forget-bias", self.forget_bias, Self::FORGET_BIAS)?;
        in_range("learning-rate", self.learning_rate, Self::LEARNING_RATE)?;
        in_range("clip-norm", self.clip_norm, Self::CLIP_NORM)?;
        in_range("teacher-forcing", self.teacher_forcing, Self::TEACHER_FORCING)?;
        if !self.task.kind.translates() && self.attention != AttentionKind::None {
            let translating = TaskKind::ALL.iter().filter(|kind| kind.translates());
            let names: Vec<_> = translating.map(|kind| kind.name()).collect();
            let accepted = format!("none, or a task of two sequences: {}", names.join(", "));
            return Err(refused("attention", self.attention.to_string(), accepted));
        }
        Ok(())
    }

    /// Whether both see the same batches.
    #[must_use]
    pub fn shares_batches(&self, other: &Self) -> bool {
        (self.task, self.batch, self.seed) == (other.task, other.batch, other.seed)
    }

    /// How the gates start.
    pub(super) fn gate_bias(&self) -> GateBias {
        GateBias { forget: self.forget_bias, chrono: self.chrono.then(|| self.task.memory()) }
    }
}

/// NaN is in no range.
fn in_range<T: PartialOrd + Display>(
    setting: &'static str,
    value: T,
    range: RangeInclusive<T>,
) -> Result<(), SettingsError> {
    if range.contains(&value) {
        return Ok(());
    }
    let accepted = format!("a number from {} to {}", range.start(), range.end());
    Err(SettingsError { setting, value: value.to_string(), accepted })
}
