//! A model for any task: one that reads and answers, or one that translates. Made from settings, or from a file's weights.

use dfdx::prelude::Cpu;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;

use super::{
    AttentionKind, CellKind, EncoderDecoder, EncoderDecoderSizes, GateBias, SPECIAL_TOKENS, SequenceClassifier,
    TrainingSettings, tasks::TaskShape,
};
use crate::tensors::{self, Parameter};

/// The model of a task. A clone is cheap and shares the identity of its tensors: only one of them may ever be trained.
#[derive(Clone, Debug)]
pub enum Model {
    /// For tasks that are answered once, at the end.
    Classifier(SequenceClassifier),
    /// For tasks of two sequences.
    EncoderDecoder(EncoderDecoder),
}

impl Model {
    /// A model that has learned nothing, for settings that were checked.
    pub(super) fn new(settings: &TrainingSettings) -> Self {
        let TrainingSettings { cell, layers, hidden, attention, .. } = *settings;
        let (bias, seed) = (settings.gate_bias(), settings.seed);
        match settings.task.kind.shape() {
            TaskShape::Choose { features, classes } => {
                Self::classifier(cell, [features, hidden, layers, classes], bias, seed)
            }
            TaskShape::Say { features } => Self::classifier(cell, [features, hidden, layers, 1], bias, seed),
            TaskShape::Translate { source, target } => {
                let sizes = EncoderDecoderSizes {
                    source: source.chars().count(),
                    target: target.chars().count() + SPECIAL_TOKENS,
                    hidden,
                    layers,
                };
                Self::encoder_decoder(cell, attention, sizes, bias, seed)
            }
        }
    }

    /// A model that has learned nothing, of `[inputs, hidden, layers, outputs]`, none of them 0.
    #[must_use]
    pub fn classifier(cell: CellKind, sizes: [usize; 4], bias: GateBias, seed: u64) -> Self {
        let mut generator = Pcg64Mcg::seed_from_u64(seed);
        Self::Classifier(SequenceClassifier::new(&tensors::device(), cell, sizes, bias, &mut generator))
    }

    /// A model that has learned nothing, no size being 0.
    #[must_use]
    pub fn encoder_decoder(
        cell: CellKind,
        attention: AttentionKind,
        sizes: EncoderDecoderSizes,
        bias: GateBias,
        seed: u64,
    ) -> Self {
        let mut generator = Pcg64Mcg::seed_from_u64(seed);
        Self::EncoderDecoder(EncoderDecoder::new(&tensors::device(), cell, attention, sizes, bias, &mut generator))
    }

    pub(super) fn device(&self) -> &Cpu {
        match self {
            Self::Classifier(classifier) => classifier.device(),
            Self::EncoderDecoder(model) => model.device(),
        }
    }

    /// What is trained, each with its name in a file, PyTorch's where PyTorch has one.
    pub(super) fn named_parameters(&mut self) -> Vec<(String, Parameter<'_>)> {
        match self {
            Self::Classifier(classifier) => classifier.named_parameters(),
            Self::EncoderDecoder(model) => model.named_parameters(),
        }
    }

    /// What is trained.
    pub(super) fn parameters(&mut self) -> Vec<Parameter<'_>> {
        self.named_parameters().into_iter().map(|(_, parameter)| parameter).collect()
    }

    /// Every tensor with its name, shape and numbers, row by row.
    #[must_use]
    pub fn tensors(&self) -> Vec<(String, Vec<usize>, Vec<f32>)> {
        let mut copy = self.clone();
        let tensor = |(name, parameter): (String, Parameter<'_>)| {
            let mut numbers = vec![0.0; parameter.count()];
            parameter.copy_into(&mut numbers);
            (name, parameter.shape(), numbers)
        };
        copy.named_parameters().into_iter().map(tensor).collect()
    }

    /// The number of weights and biases.
    #[must_use]
    pub fn parameter_count(&self) -> usize {
        self.clone().parameters().iter().map(Parameter::count).sum()
    }
}
