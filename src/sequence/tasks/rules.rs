//! What every task says of itself, and what several of them need to say it.

use rand_pcg::Pcg64Mcg;

use super::{
    Input, InputError, SampleTarget,
    alphabet::{self},
};
use crate::{
    names::named,
    sequence::{AttentionKind, CellKind},
};

/// Where a task's chances come from.
pub type Generator = Pcg64Mcg;

/// What a task asks of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskShape {
    /// Read steps of so many numbers, and choose one of so many classes at the end.
    Choose {
        /// Numbers per step.
        features: usize,
        /// Choices.
        classes: usize,
    },
    /// Read steps of so many numbers, and say one number at the end.
    Say {
        /// Numbers per step.
        features: usize,
    },
    /// Turn symbols into others.
    Translate {
        /// The symbols that are read.
        source: &'static str,
        /// The symbols that are written.
        target: &'static str,
    },
}

impl TaskShape {
    /// The symbols that are read; none where numbers are.
    pub(super) const fn source(self) -> &'static str {
        match self {
            Self::Translate { source, .. } => source,
            Self::Choose { .. } | Self::Say { .. } => "",
        }
    }

    /// The accuracy of who guesses, where there are choices.
    #[must_use]
    pub fn chance(self) -> Option<f64> {
        match self {
            Self::Choose { classes, .. } => Some(1.0 / classes as f64),
            Self::Say { .. } | Self::Translate { .. } => None,
        }
    }
}

named! {
    /// What a task's difficulty is counted in.
    Measure, "lab", {
        /// Steps from what is to be remembered to the question.
        Gap = "gap",
        /// Steps of the input.
        Length = "length",
        /// Ways of writing the input; none is harder than another.
        Format = "format",
    }
}

/// How difficult a task can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difficulty {
    /// What it is counted in.
    pub measure: Measure,
    /// The least that makes sense.
    pub least: usize,
    /// The most that is offered.
    pub most: usize,
    /// The documented setting: from, to.
    pub usual: [usize; 2],
    /// Between two difficulties at which it is looked at.
    pub every: usize,
}

/// How a step of an input stands out among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Not at all.
    Plain,
    /// It is to be remembered.
    Flagged,
    /// It asks.
    Asks,
}

/// What a task is, and the settings that were found to show what it is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct About {
    /// What is asked, in a few English words.
    pub summary: &'static str,
    /// What it asks of a model.
    pub shape: TaskShape,
    /// How difficult it can be made.
    pub difficulty: Difficulty,
    /// The documented setting of the cells ..
    pub cell: CellKind,
    /// .. of the attention ..
    pub attention: AttentionKind,
    /// .. of Adam's learning rate ..
    pub learning_rate: f32,
    /// .. and of the samples per step.
    pub batch: usize,
}

/// One task. To add one: a file with a type that implements this, and in `mod.rs` a variant of
/// [`TaskKind`](super::TaskKind) with its line in `TaskKind::rules`.
pub(super) trait Rules: Sync {
    fn about(&self) -> &'static About;
    /// A sample's input at a difficulty. Where `longest` matters, all inputs are made as long as its needs.
    fn draw(&self, difficulty: usize, longest: usize, generator: &mut Generator) -> Input;
    /// Whether inputs at different difficulties are equally long, or can be padded, so that one batch can hold them.
    fn mixes_difficulties(&self) -> bool {
        true
    }
    /// What is right; `None` where the input is none that the task could have given.
    fn target(&self, input: &Input) -> Option<SampleTarget>;
    /// An input from what a person typed; unless a task says otherwise, symbols of its alphabet.
    fn read(&self, text: &str) -> Result<Input, InputError> {
        alphabet::encode(self.about().shape.source(), text).map(Input::Tokens)
    }
    /// A symbol or a number for every step of an input, as [`Rules::read`] takes them.
    fn steps(&self, input: &Input) -> Vec<String> {
        alphabet::symbols(self.about().shape.source(), input.tokens())
    }
    /// How a step stands out, by its symbol in [`Rules::steps`].
    fn mark(&self, _symbol: &str) -> Mark {
        Mark::Plain
    }
    /// What stands between the steps when they are written as one text.
    fn separator(&self) -> &'static str {
        ""
    }
    /// How many steps something has to be remembered for at most, at a difficulty up to `to`.
    fn memory(&self, to: usize) -> usize {
        to
    }
    /// The name of a choice.
    fn class(&self, class: usize) -> String {
        class.to_string()
    }
    /// A difficulty in words.
    fn difficulty_text(&self, difficulty: usize) -> String {
        difficulty.to_string()
    }
}

/// A feature vector of zeros with some ones.
pub(super) fn ones(features: usize, at: &[usize]) -> Vec<f32> {
    (0..features).map(|feature| if at.contains(&feature) { 1.0 } else { 0.0 }).collect()
}

/// Whether an input is of numbers, `features` at every step, and not empty.
pub(in crate::sequence) fn is_made_of(input: &Input, features: usize) -> bool {
    !input.is_empty()
        && input.features().len() == input.len()
        && input.features().iter().all(|step| step.len() == features)
}
