//! Copy: digits are read, then written as they were.

use super::{
    alphabet::{self, InputError},
    reversal::{DIGITS, LENGTHS, digits},
    rules::{Difficulty, Generator, Rules, Shape},
    sample::{Input, Target},
};

pub(super) struct Copy;

impl Rules for Copy {
    fn shape(&self) -> Shape {
        Shape::Translate { source: DIGITS, target: DIGITS }
    }

    fn difficulty(&self) -> Difficulty {
        LENGTHS
    }

    fn draw(&self, length: usize, _: usize, generator: &mut Generator) -> Input {
        digits(length, generator)
    }

    fn target(&self, input: &Input) -> Option<Target> {
        (!input.tokens().is_empty()).then(|| Target::Tokens(input.tokens().to_vec()))
    }

    fn read(&self, text: &str) -> Result<Input, InputError> {
        alphabet::encode(DIGITS, text).map(Input::Tokens)
    }

    fn steps(&self, input: &Input) -> Vec<String> {
        alphabet::symbols(DIGITS, input.tokens())
    }
}
