//! Ready-made comparisons, each named by what it shows. That they show it is measured: benches/README.md says how.

use super::{
    AttentionKind, CellKind, LabError, LabState, TrainingSettings,
    tasks::{Task, TaskKind},
};
use crate::names::named;

named! {
    /// A comparison of models that are trained side by side.
    SequencePreset, "preset", {
        /// A gap of 50: the RNN forgets, LSTM and GRU remember.
        Gap50 = "gap-50",
        /// A gap of 5: all of them remember.
        Gap5 = "gap-5",
        /// Adding over 20 to 50 steps: the RNN guesses, LSTM and GRU add.
        Adding = "adding-50",
        /// A gap of 100: what the forget gate's bias decides.
        ForgetBias = "forget-bias",
        /// Reversal: without attention all has to go through one state.
        Bottleneck = "bottleneck",
        /// Dates: attention lays input and output side by side.
        Dates = "dates",
        /// Copy: four ways to score.
        Scores = "scores",
    }
}

impl SequencePreset {
    /// The models, one to four, of one task, batch and seed.
    #[must_use]
    pub fn models(self) -> Vec<TrainingSettings> {
        let recall = |to| TrainingSettings {
            task: Task { kind: TaskKind::Recall, from: 1, to },
            ..TrainingSettings::usual(TaskKind::Recall)
        };
        let cells = |base: TrainingSettings| {
            [CellKind::Rnn, CellKind::Lstm, CellKind::Gru].map(|cell| TrainingSettings { cell, ..base })
        };
        let biased =
            |forget_bias, chrono| TrainingSettings { cell: CellKind::Lstm, forget_bias, chrono, ..recall(100) };
        let attending =
            |kind, attention, hidden| TrainingSettings { attention, hidden, ..TrainingSettings::usual(kind) };
        match self {
            Self::Gap50 => cells(recall(50)).into(),
            Self::Gap5 => cells(recall(5)).into(),
            Self::Adding => cells(TrainingSettings {
                task: Task { kind: TaskKind::Adding, from: 20, to: 50 },
                ..TrainingSettings::usual(TaskKind::Adding)
            })
            .into(),
            Self::ForgetBias => vec![biased(0.0, false), biased(1.0, false), biased(0.0, true)],
            Self::Bottleneck => vec![
                attending(TaskKind::Reversal, AttentionKind::None, 64),
                attending(TaskKind::Reversal, AttentionKind::Dot, 32),
            ],
            Self::Dates => vec![
                attending(TaskKind::Dates, AttentionKind::None, 32),
                attending(TaskKind::Dates, AttentionKind::General, 32),
            ],
            Self::Scores => {
                [AttentionKind::Dot, AttentionKind::General, AttentionKind::Concat, AttentionKind::Additive]
                    .map(|attention| attending(TaskKind::Copy, attention, 32))
                    .into()
            }
        }
    }

    /// The same models trained to their end before, with their curves. How they were made, and how good they are, is in
    /// assets/lab/README.md.
    ///
    /// # Errors
    /// When a file that comes with the program is damaged; a test opens them all.
    pub fn trained(self) -> Result<LabState, LabError> {
        let bytes: &[u8] = match self {
            Self::Gap50 => include_bytes!("../../assets/lab/gap-50.lab"),
            Self::Gap5 => include_bytes!("../../assets/lab/gap-5.lab"),
            Self::Adding => include_bytes!("../../assets/lab/adding-50.lab"),
            Self::ForgetBias => include_bytes!("../../assets/lab/forget-bias.lab"),
            Self::Bottleneck => include_bytes!("../../assets/lab/bottleneck.lab"),
            Self::Dates => include_bytes!("../../assets/lab/dates.lab"),
            Self::Scores => include_bytes!("../../assets/lab/scores.lab"),
        };
        LabState::from_bytes(bytes)
    }

    /// Training steps after which the point is made.
    #[must_use]
    pub const fn steps(self) -> u64 {
        match self {
            Self::Gap5 | Self::Bottleneck => 1500,
            Self::Adding => 2500,
            Self::Scores => 800,
            Self::Gap50 | Self::Dates => 1000,
            Self::ForgetBias => 1200,
        }
    }
}
