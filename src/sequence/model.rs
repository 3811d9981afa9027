//! A model for any task: one that reads and answers, or one that translates. Made from settings, or from a file's weights.

use dfdx::prelude::Cpu;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;

use super::{AttentionKind, CellKind, GateBias, MARKS, Reader, Settings, Translator, TranslatorSizes, tasks::Shape};
use crate::tensors::{self, Parameter};

/// The model of a task. A clone is cheap and shares the identity of its tensors: only one of them may ever be trained.
#[derive(Clone, Debug)]
pub enum Model {
    /// For tasks that are answered once, at the end.
    Reader(Reader),
    /// For tasks of two sequences.
    Translator(Translator),
}

impl Model {
    /// A model that has learned nothing, for settings that were checked.
    pub(super) fn new(settings: &Settings) -> Self {
        let Settings { cell, layers, hidden, attention, .. } = *settings;
        let (bias, seed) = (settings.gate_bias(), settings.seed);
        match settings.task.kind.shape() {
            Shape::Choose { features, classes } => Self::reader(cell, [features, hidden, layers, classes], bias, seed),
            Shape::Say { features } => Self::reader(cell, [features, hidden, layers, 1], bias, seed),
            Shape::Translate { source, target } => {
                let sizes = TranslatorSizes {
                    source: source.chars().count(),
                    target: target.chars().count() + MARKS,
                    hidden,
                    layers,
                };
                Self::translator(cell, attention, sizes, bias, seed)
            }
        }
    }

    /// A model that has learned nothing, of `[inputs, hidden, layers, outputs]`, none of them 0.
    #[must_use]
    pub fn reader(cell: CellKind, sizes: [usize; 4], bias: GateBias, seed: u64) -> Self {
        let mut generator = Pcg64Mcg::seed_from_u64(seed);
        Self::Reader(Reader::new(&tensors::device(), cell, sizes, bias, &mut generator))
    }

    /// A model that has learned nothing, no size being 0.
    #[must_use]
    pub fn translator(
        cell: CellKind,
        attention: AttentionKind,
        sizes: TranslatorSizes,
        bias: GateBias,
        seed: u64,
    ) -> Self {
        let mut generator = Pcg64Mcg::seed_from_u64(seed);
        Self::Translator(Translator::new(&tensors::device(), cell, attention, sizes, bias, &mut generator))
    }

    pub(super) fn device(&self) -> &Cpu {
        match self {
            Self::Reader(reader) => reader.device(),
            Self::Translator(translator) => translator.device(),
        }
    }

    /// What is trained, each with its name in a file, PyTorch's where PyTorch has one.
    pub(super) fn named_parameters(&mut self) -> Vec<(String, Parameter<'_>)> {
        match self {
            Self::Reader(reader) => reader.named_parameters(),
            Self::Translator(translator) => translator.named_parameters(),
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
