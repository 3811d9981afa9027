//! A model with what it was made for: it answers, is tested on samples it never saw, and can be looked into.
//! How it learns is in `trainer`; its file is in `weights`.

use serde::{Deserialize, Serialize};

use super::{
    Graph, Model, SettingsError, TrainingSettings,
    decoding::greedy,
    objective::{decoder_steps, objective, sources},
    tasks::{Sample, SampleTarget, Source, Split},
    teacher_inputs,
};

/// Samples that are run at once when a model is tested.
const CHUNK: usize = 100;
/// Where the held-out samples begin: the same for all models of a task, whatever their seed.
const HELD_OUT_SEED: u64 = 0x5eed;

/// How good a model is on samples that it never saw.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Gap, length or format; `None`: over the task's whole difficulty, each as often.
    #[serde(rename = "point", default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<usize>,
    /// Cross-entropy in nats per symbol (given the right symbols before), or mean squared error.
    pub loss: f32,
    /// The share of samples that were wholly right, a decoder hearing its own words only.
    pub accuracy: f32,
    /// How many samples there were.
    pub samples: usize,
}

/// A model, its settings, and how far it was trained. A clone is cheap and does not change when the original learns on.
#[derive(Clone, Debug)]
pub struct TrainedModel {
    pub(super) settings: TrainingSettings,
    pub(super) model: Model,
    pub(super) steps: u64,
}

impl TrainedModel {
    /// A model that has learned nothing.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(settings: TrainingSettings) -> Result<Self, SettingsError> {
        settings.check()?;
        Ok(Self::fresh(settings))
    }

    /// As [`Self::new`], for settings that were checked.
    pub(super) fn fresh(settings: TrainingSettings) -> Self {
        Self { settings, model: Model::new(&settings), steps: 0 }
    }

    /// A copy with tensors of its own, which may be trained.
    pub(super) fn copy(&self) -> Self {
        let mut copy = Self { model: Model::new(&self.settings), ..*self };
        for (mut parameter, (_, _, numbers)) in copy.model.parameters().into_iter().zip(self.model.tensors()) {
            parameter.copy_from(&numbers);
        }
        copy
    }

    /// The settings.
    #[must_use]
    pub const fn settings(&self) -> &TrainingSettings {
        &self.settings
    }

    /// The model.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// Training steps so far.
    #[must_use]
    pub const fn steps(&self) -> u64 {
        self.steps
    }

    /// Tests it on held-out samples at a difficulty, or on the whole of it. The same arguments test on the same
    /// samples.
    ///
    /// # Panics
    /// If the task has no such difficulty.
    #[must_use]
    pub fn evaluate(&self, difficulty: Option<usize>, samples: usize) -> Score {
        self.evaluate_watched(difficulty, samples, &mut |_| ())
    }

    /// The same. `watch` is told again and again how many samples have been tested.
    ///
    /// # Panics
    /// If the task has no such difficulty.
    #[must_use]
    pub fn evaluate_watched(&self, difficulty: Option<usize>, samples: usize, watch: &mut dyn FnMut(usize)) -> Score {
        let task = self.settings.task;
        let difficulties = difficulty.map_or_else(|| (task.from..=task.to).collect(), |difficulty| vec![difficulty]);
        let mut source = Source::new(task, Split::HeldOut, HELD_OUT_SEED);
        let (mut right, mut loss, mut count) = (0, 0.0, 0);
        // in turns, so that every difficulty has as many samples as the next, but one
        let share = |at: usize| samples / difficulties.len() + usize::from(at < samples % difficulties.len());
        for (at, &difficulty) in difficulties.iter().enumerate() {
            let mut rest = share(at);
            while rest > 0 {
                let chunk: Vec<Sample> = (0..rest.min(CHUNK)).map(|_| source.sample(difficulty)).collect();
                let (chunk_right, chunk_loss) = self.test(&chunk);
                right += chunk_right;
                loss += f64::from(chunk_loss) * chunk.len() as f64;
                count += chunk.len();
                rest -= chunk.len();
                watch(count);
            }
        }
        Score { difficulty, loss: (loss / count as f64) as f32, accuracy: right as f32 / count as f32, samples: count }
    }

    /// How many of the samples are right, and their loss.
    fn test(&self, samples: &[Sample]) -> (usize, f32) {
        let mut graph = Graph::untraced(self.model.device());
        let inputs = teacher_inputs(samples);
        let objective = objective(&self.model, &mut graph, samples, &inputs);
        let right = match &self.model {
            Model::Classifier(_) => objective.right.iter().filter(|&&right| right).count(),
            Model::EncoderDecoder(model) => {
                let said = greedy(model, &sources(samples), decoder_steps(samples));
                let pairs = said.into_iter().zip(samples);
                pairs.filter(|(said, sample)| SampleTarget::Tokens(said.clone()) == sample.target).count()
            }
        };
        (right, objective.value)
    }
}
