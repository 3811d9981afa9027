//! What is known of a model that is trained: every step, how good it was now and then, and what was seen inside it lately.
//! Who trains it, and looks into it, is for whoever asks.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{GradientFlow, Report, Score, Trace, TrainedModel, TrainingSettings};

/// A model in training, as others see it.
#[derive(Clone, Debug)]
pub struct Trainee {
    /// What tells it from the others: "LSTM", "GRU · dot".
    pub name: String,
    /// Its settings.
    pub settings: TrainingSettings,
    /// How it stands.
    pub state: ModelState,
    /// Training steps that it had made when it came here, as one that was opened from a file.
    pub began: u64,
    /// Every training step since.
    pub reports: Vec<Report>,
    /// What it was worth on held-out samples, by training steps; the last one is the newest.
    pub evaluations: Vec<Evaluation>,
    /// Seconds of training, without the pauses.
    pub seconds: f32,
    /// Training steps a second of wall time, lately.
    pub rate: f32,
    /// How it read the input and answered, as it stood lately; `None` until it has, or where the input cannot be read.
    pub trace: Option<Arc<Trace>>,
    /// The gradients back in time of a model that has learned nothing, with its own biases or with others that are tried.
    pub untrained_flow: Option<GradientFlow>,
    /// The same of this model as it stood lately.
    pub flow: Option<GradientFlow>,
}

impl Trainee {
    /// Nothing is known of it yet.
    #[must_use]
    pub const fn new(name: String, settings: TrainingSettings) -> Self {
        Self {
            name,
            settings,
            state: ModelState::Learning,
            began: 0,
            reports: Vec::new(),
            evaluations: Vec::new(),
            seconds: 0.0,
            rate: 0.0,
            trace: None,
            untrained_flow: None,
            flow: None,
        }
    }

    /// Training steps so far, those before it was opened from a file included.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.reports.last().map_or(self.began, |report| report.step)
    }

    /// Its scores by gap, length or format, as it was tested last; none before.
    #[must_use]
    pub fn by_difficulty(&self) -> &[Score] {
        self.evaluations.last().map_or(&[], |last| &last.by_difficulty)
    }

    /// Its line in the table of runs.
    #[must_use]
    pub fn past(&self, number: usize) -> PastRun {
        PastRun {
            number,
            name: self.name.clone(),
            settings: self.settings,
            state: self.state,
            steps: self.steps(),
            seconds: self.seconds,
            score: self.evaluations.last().map(|last| last.overall),
        }
    }
}

/// How a model stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// After so many training steps.
    pub step: u64,
    /// On the whole difficulty.
    pub overall: Score,
    /// By gap, length or format, see [`Task::difficulties`](super::tasks::Task::difficulties).
    pub by_difficulty: Vec<Score>,
}

impl Evaluation {
    /// Tests a model as often as it is done while it learns: so many samples that it takes a small part of the time.
    #[must_use]
    pub fn usual(trained: &TrainedModel) -> Self {
        Self::of(trained, 240, 40)
    }

    /// Tests a model on so many samples of the whole difficulty, and so many at each difficulty.
    #[must_use]
    pub fn of(trained: &TrainedModel, overall: usize, at_each: usize) -> Self {
        let difficulties = trained.settings().task.difficulties().into_iter();
        Self {
            step: trained.steps(),
            overall: trained.evaluate(None, overall),
            by_difficulty: difficulties.map(|difficulty| trained.evaluate(Some(difficulty), at_each)).collect(),
        }
    }
}

/// A training that is over, in the table of runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PastRun {
    /// Its number, from 1.
    pub number: usize,
    /// Its model's name.
    pub name: String,
    /// Its settings.
    pub settings: TrainingSettings,
    /// How it ended; [`ModelState::Learning`] where it was broken off.
    pub state: ModelState,
    /// Training steps.
    pub steps: u64,
    /// Seconds of training, without the pauses.
    pub seconds: f32,
    /// Its worth on held-out samples at the end; `None` where it was broken off before the first look.
    pub score: Option<Score>,
}
