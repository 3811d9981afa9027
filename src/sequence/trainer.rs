//! The trainer: one training step per call, from the same seed always the same. It knows no thread, file or clock.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use serde::{Deserialize, Serialize};

use super::{
    Graph, Model, SettingsError, TrainedModel, TrainingSettings,
    objective::{mixed_inputs, objective},
    tasks::{Generator, Sample, Source, Split},
    teacher_inputs,
};
use crate::tensors::{Adam, Parameter};

/// What a step came to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The number of this step, from 1.
    pub step: u64,
    /// The batch's loss before the step: cross-entropy in nats per symbol, or mean squared error.
    pub loss: f32,
    /// The share of the batch that was right. Of a translation: all its symbols, each given the right ones before it; what a
    /// model does on its own words is said by [`TrainedModel::evaluate`].
    pub accuracy: f32,
    /// The gradient's Euclidean norm over all weights, before clipping.
    pub gradient_norm: f32,
    /// False where gradient or weights became useless; the weights are then those before the step, and training is over.
    pub sound: bool,
}

/// A model in training: all that the rest of it depends on, between two steps. That is what a session of the lab keeps.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Trainer {
    trained: TrainedModel,
    adam: Adam,
    /// Draws the batches.
    batches: Generator,
    /// Decides where a decoder is told the truth.
    coin: Pcg64Mcg,
    diverged: bool,
}

impl Trainer {
    /// A model that has learned nothing.
    ///
    /// # Errors
    /// A setting out of its range.
    pub fn new(settings: TrainingSettings) -> Result<Self, SettingsError> {
        let trained = TrainedModel::new(settings)?;
        Ok(Self::from_start(trained))
    }

    /// Goes on training a model that was trained before, on batches from the seed's beginning; the optimiser starts anew.
    #[must_use]
    pub fn from_trained(trained: &TrainedModel) -> Self {
        Self::from_start(trained.copy())
    }

    /// The same training with tensors of its own, to go on as if it had never stopped.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self { trained: self.trained.copy(), ..self.clone() }
    }

    /// Whether its parts belong together; in a file they may not.
    pub(super) fn is_whole(&self) -> bool {
        self.adam.fits(self.trained.model().parameter_count())
    }

    fn from_start(trained: TrainedModel) -> Self {
        let settings = trained.settings();
        Self {
            adam: Adam::new(trained.model().parameter_count()),
            batches: Generator::seed_from_u64(settings.seed),
            coin: Pcg64Mcg::seed_from_u64(settings.seed),
            trained,
            diverged: false,
        }
    }

    /// Back to the beginning: same seed, same weights, same batches.
    pub fn reset(&mut self) {
        let fresh = TrainedModel::fresh(*self.trained.settings());
        *self = Self::from_start(fresh);
    }

    /// The settings.
    #[must_use]
    pub const fn settings(&self) -> &TrainingSettings {
        self.trained.settings()
    }

    /// The model as it is now; to keep it, clone it: that is cheap.
    #[must_use]
    pub const fn trained(&self) -> &TrainedModel {
        &self.trained
    }

    /// Whether training is over because the weights became useless.
    #[must_use]
    pub const fn diverged(&self) -> bool {
        self.diverged
    }

    /// One step on a new batch: forward, backward through time, clip, Adam. `None` once training has diverged.
    pub fn step(&mut self) -> Option<Report> {
        let TrainingSettings { task, batch, .. } = *self.trained.settings();
        let mut source = Source::resumed(task, Split::Training, self.batches.clone());
        let samples = source.batch(batch);
        self.batches = source.generator();
        self.step_on(&samples)
    }

    /// As [`Self::step`], on samples of one's own, which are as the task draws them.
    ///
    /// # Panics
    /// If there is no sample, or they are another task's.
    pub fn step_on(&mut self, samples: &[Sample]) -> Option<Report> {
        if self.diverged {
            return None;
        }
        let settings = *self.trained.settings();
        let inputs = match self.trained.model() {
            Model::Classifier(_) => Vec::new(),
            Model::EncoderDecoder(_) if settings.teacher_forcing >= 1.0 => teacher_inputs(samples),
            Model::EncoderDecoder(model) => {
                mixed_inputs(model, samples, || self.coin.random::<f32>() < settings.teacher_forcing)
            }
        };
        let before = self.trained.clone();
        let rates = [settings.learning_rate, settings.clip_norm];
        let report = learn(&mut self.trained.model, &mut self.adam, samples, &inputs, rates);
        if report.sound {
            self.trained.steps += 1;
        } else {
            self.trained = before;
            self.diverged = true;
        }
        Some(Report { step: self.trained.steps() + u64::from(!report.sound), ..report })
    }
}

/// One step of any model, of a task's sizes or not: forward, backward through time, clip, Adam with `[learning rate, largest
/// norm]`. `inputs` are a decoder's, see [`teacher_inputs`]; a classifier needs none. The weights are not put back where they became
/// useless, and the report's step is 0: here nobody counts.
///
/// # Panics
/// If there is no sample, or samples, inputs and model do not fit each other.
pub fn learn(
    model: &mut Model,
    adam: &mut Adam,
    samples: &[Sample],
    inputs: &[usize],
    [learning_rate, clip_norm]: [f32; 2],
) -> Report {
    let mut graph = Graph::traced(model.device());
    let objective = objective(model, &mut graph, samples, inputs);
    let mut gradients = graph.backward(objective.loss);
    let parameters = model.parameters();
    parameters.iter().for_each(|parameter: &Parameter<'_>| parameter.flush_gradient(&mut gradients));
    let taken = adam.step(parameters, &mut gradients, learning_rate, clip_norm);
    let right = objective.right.iter().filter(|&&right| right).count();
    Report {
        step: 0,
        loss: objective.value,
        accuracy: right as f32 / samples.len() as f32,
        gradient_norm: taken.gradient_norm,
        sound: taken.sound && objective.value.is_finite(),
    }
}
