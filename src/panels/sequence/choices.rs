//! What a person chooses in the sequence lab and finds again at the next start.

use bevy::ecs::resource::Resource;
use serde::{Deserialize, Serialize};

use crate::{
    names::named,
    panels::Speed,
    sequence::{SequencePreset, TrainingSettings},
};

/// Models side by side at most.
pub const MOST_MODELS: usize = 4;

named! {
    /// A page of the lab.
    #[derive(Default)]
    Page, "lab", {
        /// Models learn side by side.
        #[default]
        Training = "training",
        /// What one of them does with an input, step by step.
        Cell = "cell",
        /// How far its gradients reach back.
        Forgetting = "forgetting",
        /// What its decoder looks at.
        Attention = "attention",
    }
}

/// When training stops.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stop {
    /// After so many steps.
    pub steps: u64,
    /// Or as soon as so large a share of held-out samples is right; `None`: not for that.
    pub accuracy: Option<f32>,
}

impl Stop {
    /// Steps at most.
    pub const MOST_STEPS: u64 = 20_000;
}

impl Default for Stop {
    fn default() -> Self {
        Self { steps: 1000, accuracy: None }
    }
}

/// How the gates of an untrained model are biased, on the page of the gradients.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WhatIf {
    /// Whether these are tried; else every model starts as its own settings say.
    pub on: bool,
    /// The forget gate's bias (LSTM), -10 to 10.
    pub forget_bias: f32,
    /// Chrono initialisation instead.
    pub chrono: bool,
}

impl Default for WhatIf {
    fn default() -> Self {
        Self { on: false, forget_bias: 1.0, chrono: false }
    }
}

/// Everything that is chosen.
#[derive(Resource, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SequenceChoices {
    /// Which page is shown.
    pub page: Page,
    /// How fast the models learn, in training steps a second.
    pub speed: Speed,
    /// When they stop.
    pub stop: Stop,
    /// Biases of an untrained model.
    pub what_if: WhatIf,
    /// The preset that was chosen last, until something in it is changed.
    pub preset: Option<SequencePreset>,
    /// The models.
    pub models: Vec<TrainingSettings>,
}

impl Default for SequenceChoices {
    fn default() -> Self {
        let preset = SequencePreset::Gap50;
        Self {
            page: Page::default(),
            // So that a preset takes half a minute: time to watch.
            speed: Speed { per_second: 50.0, turbo: false },
            stop: Stop { steps: preset.steps(), accuracy: None },
            what_if: WhatIf::default(),
            preset: Some(preset),
            models: preset.models(),
        }
    }
}

impl SequenceChoices {
    /// The same, with what a file may hold but nobody can choose put right.
    #[must_use]
    pub fn settled(self) -> Self {
        let usual = Self::default();
        let same = |one: &TrainingSettings, other: &TrainingSettings| {
            (one.task, one.batch, one.seed) == (other.task, other.batch, other.seed)
        };
        let possible = (1..=MOST_MODELS).contains(&self.models.len())
            && self.models.iter().all(|model| model.check().is_ok() && same(model, &self.models[0]));
        let real = |value: f32, least: f32, most: f32, otherwise: f32| match value.is_finite() {
            true => value.clamp(least, most),
            false => otherwise,
        };
        Self {
            speed: Speed {
                per_second: real(self.speed.per_second, Speed::SLOWEST, Self::FASTEST, usual.speed.per_second),
                ..self.speed
            },
            stop: Stop {
                steps: self.stop.steps.clamp(1, Stop::MOST_STEPS),
                accuracy: self.stop.accuracy.map(|share| real(share, 0.01, 1.0, 1.0)),
            },
            what_if: WhatIf { forget_bias: real(self.what_if.forget_bias, -10.0, 10.0, 1.0), ..self.what_if },
            preset: if possible { self.preset } else { usual.preset },
            models: if possible { self.models } else { usual.models },
            ..self
        }
    }

    /// Training steps a second at most, where there is a rate.
    pub const FASTEST: f32 = 1000.0;
}
