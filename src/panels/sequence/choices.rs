//! What a person chooses in the sequence lab and finds again at the next start.

use bevy::ecs::resource::Resource;
use serde::{Deserialize, Serialize};

use crate::{
    names::named,
    panels::{Speed, within},
    sequence::{SequencePreset, Stop, TrainingSettings, are_side_by_side},
};

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

/// How the gates of an untrained model are biased, on the page of the gradients.
#[derive(Clone, Copy, Debug, PartialEq)]
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
    /// Biases of an untrained model. They are tried on the models that are there now, and on no others.
    #[serde(skip)]
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
        let possible = are_side_by_side(&self.models);
        let speeds = Speed::SLOWEST..=Self::FASTEST;
        Self {
            speed: Speed { per_second: within(self.speed.per_second, speeds, usual.speed.per_second), ..self.speed },
            stop: self.stop.settled(),
            preset: if possible { self.preset } else { usual.preset },
            models: if possible { self.models } else { usual.models },
            ..self
        }
    }

    /// Training steps a second at most, where there is a rate.
    pub const FASTEST: f32 = 1000.0;
}
