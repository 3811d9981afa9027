//! What the sequence lab's pages are handed to draw. Filled by the game; nothing here trains or computes.

use bevy::ecs::message::Message;

use crate::{
    panels::{ClipView, SequenceKey, Speed},
    sequence::{OpenedCell, PastRun, SequencePreset, Stop, Trainee, TrainingSettings, tasks::Task},
};

use super::{Page, SequenceChoices, WhatIf};

/// What the tab shows.
#[derive(Clone, Copy)]
pub struct SequenceView<'a> {
    /// Which page, and what is chosen on it.
    pub choices: &'a SequenceChoices,
    /// The models that are trained side by side, one to four; all have the same task, batch and seed. A model's colour is
    /// the theme's series of its place.
    pub models: &'a [&'a Trainee],
    /// Whether they are to learn now.
    pub is_running: bool,
    /// Whether every one of them has come to an end.
    pub is_over: bool,
    /// Whether there are models from before that can be brought back.
    pub can_undo: bool,
    /// Whether there are models that were taken back.
    pub can_redo: bool,
    /// The input that all of them read, as a person writes it.
    pub input: &'a str,
    /// What is wrong with it, in words.
    pub input_error: Option<&'a str>,
    /// A cell from a file, if one was opened.
    pub opened: Option<&'a OpenedCell>,
    /// Trainings that are over, the newest first.
    pub past: &'a [PastRun],
    /// Clips of pages: how they are made, and the one that is.
    pub clips: ClipView<'a>,
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

/// What was asked for in a frame.
pub(super) type Commands = Vec<SequenceCommand>;

/// What the sequence lab's pages ask for.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum SequenceCommand {
    /// Let the models learn; where all have come to an end, nothing happens but that it is said.
    Play,
    /// Let them stand.
    Pause,
    /// One training step each, then stand.
    Step,
    /// All of them back to the beginning: same seed, same weights, same batches.
    Reset,
    /// The same, at once running.
    Again,
    /// All of them back to the beginning with another seed.
    NewSeed,
    /// How fast they learn, in training steps a second.
    SetSpeed(Speed),
    /// When they stop.
    SetStop(Stop),
    /// Other models, or the same with other settings: training begins anew. One to four, of one task, batch and seed.
    SetModels(Vec<TrainingSettings>),
    /// These models, from their beginning, at once running.
    Preset(SequencePreset),
    /// These models as they were trained to the end before, with their curves; they stand.
    Trained(SequencePreset),
    /// Bring back the models that were there before the last reset, change or preset.
    Undo,
    /// Take the last undo back.
    Redo,
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
    /// Choose a file: a session, a trained model, which joins the others, or a cell from elsewhere, which is looked into.
    Open,
    /// Choose a file for the session as it stands.
    SaveSession,
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
