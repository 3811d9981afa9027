//! Reversal: digits are read, then written backwards. Everything has to be kept until the end, so that a model without
//! attention shows how much its last state can hold.

use rand::RngExt;

use super::{
    alphabet::{self, InputError},
    rules::{Difficulty, Generator, Rules, Shape},
    sample::{Input, Target},
};

pub(super) const DIGITS: &str = "0123456789";

pub(super) const LENGTHS: Difficulty = Difficulty { name: "length", least: 3, most: 20, usual: [3, 12], every: 1 };

/// So many digits by chance.
pub(super) fn digits(length: usize, generator: &mut Generator) -> Input {
    Input::Tokens((0..length).map(|_| generator.random_range(0..DIGITS.len())).collect())
}

pub(super) struct Reversal;

impl Rules for Reversal {
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
        let backwards: Vec<usize> = input.tokens().iter().rev().copied().collect();
        (!backwards.is_empty()).then_some(Target::Tokens(backwards))
    }

    fn read(&self, text: &str) -> Result<Input, InputError> {
        alphabet::encode(DIGITS, text).map(Input::Tokens)
    }

    fn steps(&self, input: &Input) -> Vec<String> {
        alphabet::symbols(DIGITS, input.tokens())
    }
}
