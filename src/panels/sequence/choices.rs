//! What a person chooses in the sequence lab and finds again at the next start.

use serde::{Deserialize, Serialize};

use crate::{
    panels::Speed,
    sequence::{CellKind, Settings, tasks::TaskKind},
};

/// Models side by side at most.
pub const MOST_MODELS: usize = 4;

/// A page of the lab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// Models learn side by side.
    #[default]
    Training,
    /// What one of them does with an input, step by step.
    Cell,
    /// How far its gradients reach back.
    Forgetting,
    /// What its decoder looks at.
    Attention,
}

impl Page {
    /// All pages, from left to right.
    pub const ALL: [Self; 4] = [Self::Training, Self::Cell, Self::Forgetting, Self::Attention];

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Training => "lab-training",
            Self::Cell => "lab-cell",
            Self::Forgetting => "lab-forgetting",
            Self::Attention => "lab-attention",
        }
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
        Self {
            steps: 1000,
            accuracy: None,
        }
    }
}

/// How the gates of an untrained model are biased, on the page of the gradients.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WhatIf {
    /// The forget gate's bias (LSTM), -10 to 10.
    pub forget_bias: f32,
    /// Chrono initialisation instead.
    pub chrono: bool,
}

impl Default for WhatIf {
    fn default() -> Self {
        Self {
            forget_bias: 1.0,
            chrono: false,
        }
    }
}

/// Everything that is chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    pub preset: Option<usize>,
    /// The models.
    pub models: Vec<Settings>,
}

impl Default for SequenceChoices {
    fn default() -> Self {
        let model = |cell| Settings {
            cell,
            ..Settings::usual(TaskKind::Recall)
        };
        Self {
            page: Page::default(),
            speed: Speed {
                turbo: true,
                ..Speed::default()
            },
            stop: Stop::default(),
            what_if: WhatIf::default(),
            preset: Some(0),
            models: [CellKind::Rnn, CellKind::Lstm, CellKind::Gru].map(model).into(),
        }
    }
}
