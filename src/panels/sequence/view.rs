//! What the sequence lab's pages are handed to draw. Filled by the game; nothing here trains or computes.

use std::{path::Path, sync::Arc};

use crate::{
    panels::{SequenceKey, Speed},
    sequence::{CellKind, GradientFlow, Preset, Record, Report, Score, Settings, Trace, tasks::Task},
};

use super::choices::{Page, SequenceChoices, Stop, WhatIf};

/// What the tab shows.
#[derive(Clone, Copy)]
pub struct SequenceView<'a> {
    /// Which page, and what is chosen on it.
    pub choices: &'a SequenceChoices,
    /// The models that are trained side by side, one to four; all have the same task, batch and seed.
    pub models: &'a [ModelView<'a>],
    /// Whether they are to learn now.
    pub is_running: bool,
    /// Whether every one of them has come to an end.
    pub is_over: bool,
    /// Whether there are models from before that can be brought back.
    pub can_undo: bool,
    /// The input that all of them read.
    pub input: InputView<'a>,
    /// A cell from a file, if one was opened.
    pub opened: Option<OpenedView<'a>>,
    /// Trainings that are over, the newest first.
    pub past: &'a [PastRun],
    /// What was pressed since the last frame, in order.
    pub pressed: &'a [SequenceKey],
}

impl SequenceView<'_> {
    /// What all models learn.
    #[must_use]
    pub fn task(&self) -> Task {
        self.models[0].settings.task
    }
}

/// One of the models that are trained side by side. Its colour is the theme's series of its place.
#[derive(Clone, Copy)]
pub struct ModelView<'a> {
    /// What tells it from the others: "LSTM", "GRU, dot".
    pub name: &'a str,
    /// Its settings.
    pub settings: &'a Settings,
    /// How it stands.
    pub state: ModelState,
    /// Every training step so far.
    pub reports: &'a [Report],
    /// What it was worth on held-out samples, by training steps; the last one is the newest.
    pub evaluations: &'a [Evaluation],
    /// Training steps a second of wall time, lately.
    pub rate: f32,
    /// How it read the input and answered, as it stood lately; `None` until it has, or where the input cannot be read.
    pub trace: Option<&'a Arc<Trace>>,
    /// The gradients back in time of a model that has learned nothing, with the biases of [`WhatIf`].
    pub untrained_flow: Option<&'a GradientFlow>,
    /// The same of this model as it stood lately.
    pub flow: Option<&'a GradientFlow>,
}

impl ModelView<'_> {
    /// Training steps so far.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.reports.last().map_or(0, |report| report.step)
    }
}

/// How a model stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelState {
    /// It learns, or will when time runs.
    Learning,
    /// It has made all the steps that it was to make.
    AllSteps,
    /// It is as good as it was to become.
    GoodEnough,
    /// Its weights became useless; it stands as it was before that.
    Diverged,
}

/// What a model was worth at one point of its training.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// After so many training steps.
    pub step: u64,
    /// On the whole difficulty.
    pub overall: Score,
    /// By gap, length or format.
    pub points: Vec<Score>,
}

/// The input that is looked at.
#[derive(Clone, Copy)]
pub struct InputView<'a> {
    /// As a person writes it.
    pub text: &'a str,
    /// What is wrong with it, in words.
    pub error: Option<&'a str>,
}

/// A cell that somebody trained elsewhere.
#[derive(Clone, Copy)]
pub struct OpenedView<'a> {
    /// Its file.
    pub file: &'a Path,
    /// Its kind.
    pub kind: CellKind,
    /// Numbers per step.
    pub features: usize,
    /// What it reads: numbers separated by blanks or commas, a line or a semicolon per step.
    pub text: &'a str,
    /// What is wrong with that, in words.
    pub error: Option<&'a str>,
    /// The steps, as they are written.
    pub steps: &'a [String],
    /// What every layer did, the bottom one first; one sample. Empty where the input cannot be read.
    pub layers: &'a [Arc<Record>],
}

/// A training that is over, in the table of runs.
#[derive(Clone, Debug, PartialEq)]
pub struct PastRun {
    /// Its number, from 1.
    pub number: usize,
    /// Its model's name.
    pub name: String,
    /// Its settings.
    pub settings: Settings,
    /// How it ended; [`ModelState::Learning`] where it was broken off.
    pub state: ModelState,
    /// Training steps.
    pub steps: u64,
    /// Seconds of training, without the pauses.
    pub seconds: f32,
    /// Its worth on held-out samples at the end; `None` where it was broken off before the first look.
    pub score: Option<Score>,
}

/// What the sequence lab's pages ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum SequenceCommand {
    /// Let the models learn.
    Play,
    /// Let them stand.
    Pause,
    /// One training step each, then stand.
    Step,
    /// All of them back to the beginning: same seed, same weights, same batches.
    Reset,
    /// All of them back to the beginning with another seed.
    NewSeed,
    /// How fast they learn, in training steps a second.
    SetSpeed(Speed),
    /// When they stop.
    SetStop(Stop),
    /// Other models, or the same with other settings: training begins anew. One to four, of one task, batch and seed.
    SetModels(Vec<Settings>),
    /// These models, from their beginning, at once running.
    Preset(Preset),
    /// Bring back the models that were there before the last reset, change or preset.
    Undo,
    /// Another page.
    Show(Page),
    /// Look at this input.
    SetInput(String),
    /// Look at another held-out sample, of this gap, length or format where one is named.
    DrawInput(Option<usize>),
    /// Biases for the gradients of an untrained model.
    SetWhatIf(WhatIf),
    /// Choose a file for the weights of the model of this number.
    SaveWeights(usize),
    /// Choose a file of weights: a trained model, which joins the others, or a cell from elsewhere, which is looked into.
    OpenWeights,
    /// What the opened cell reads.
    SetOpenedInput(String),
    /// Put the opened cell away.
    CloseOpened,
    /// Save a picture of the page as it is.
    ExportPicture,
    /// Save the numbers of the page, of the model of this number where the page shows one model.
    ExportNumbers(usize),
    /// Save the table of runs.
    ExportRuns,
    /// Forget the table of runs.
    ClearRuns,
}
