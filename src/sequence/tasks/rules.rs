//! What every task says of itself, and what several of them need to say it.

use rand_pcg::Pcg64Mcg;

use super::{
    alphabet::InputError,
    sample::{Input, Target},
};

/// Where a task's chances come from.
pub(super) type Generator = Pcg64Mcg;

/// What a task asks of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
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

/// What a task's difficulty is counted in, and how far it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difficulty {
    /// "gap", "length" or "format".
    pub name: &'static str,
    /// The least that makes sense.
    pub least: usize,
    /// The most that is offered.
    pub most: usize,
    /// The documented setting: from, to.
    pub usual: [usize; 2],
    /// Between two points at which it is looked at.
    pub every: usize,
}

/// One task. To add one: a file with a type that implements this, and a variant of [`TaskKind`](super::TaskKind).
pub(super) trait Rules: Sync {
    fn shape(&self) -> Shape;
    fn difficulty(&self) -> Difficulty;
    /// A sample's input at a point of the difficulty. Where `longest` matters, all inputs are made as long as its needs.
    fn draw(&self, point: usize, longest: usize, generator: &mut Generator) -> Input;
    /// Whether inputs at different points are equally long, or can be padded, so that one batch can hold them.
    fn mixes_points(&self) -> bool {
        true
    }
    /// What is right; `None` where the input is none that the task could have given.
    fn target(&self, input: &Input) -> Option<Target>;
    /// An input from what a person typed.
    fn read(&self, text: &str) -> Result<Input, InputError>;
    /// A symbol or a number for every step of an input, as [`Rules::read`] takes them.
    fn steps(&self, input: &Input) -> Vec<String>;
    /// What stands between the steps when they are written as one text.
    fn separator(&self) -> &'static str {
        ""
    }
    /// The name of a choice.
    fn class(&self, class: usize) -> String {
        class.to_string()
    }
    /// A point of the difficulty in words.
    fn point(&self, point: usize) -> String {
        point.to_string()
    }
}

/// A feature vector of zeros with some ones.
pub(super) fn ones(features: usize, at: &[usize]) -> Vec<f32> {
    (0..features).map(|feature| if at.contains(&feature) { 1.0 } else { 0.0 }).collect()
}

/// Whether an input is of numbers, `features` at every step, and not empty.
pub(super) fn is_made_of(input: &Input, features: usize) -> bool {
    !input.is_empty()
        && input.features().len() == input.len()
        && input.features().iter().all(|step| step.len() == features)
}
