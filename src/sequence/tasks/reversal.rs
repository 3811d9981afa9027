//! Reversal: digits are read, then written backwards. Everything has to be kept until the end, so that a model without
//! attention shows how much its last state can hold.

use rand::RngExt;

use super::{About, Difficulty, Input, Measure, Rules, SampleTarget, TaskShape, rules::Generator};
use crate::sequence::{AttentionKind, CellKind};

const DIGITS: &str = "0123456789";

/// Reversal, and what other tasks of digits have in common with it.
pub(super) const REVERSAL: About = About {
    summary: "digits, to be written backwards",
    shape: TaskShape::Translate { source: DIGITS, target: DIGITS },
    difficulty: Difficulty { measure: Measure::Length, least: 3, most: 20, usual: [3, 12], every: 1 },
    cell: CellKind::Gru,
    attention: AttentionKind::Dot,
    learning_rate: 3e-3,
    batch: 64,
};

/// So many digits by chance.
pub(super) fn digits(length: usize, generator: &mut Generator) -> Input {
    Input::Tokens((0..length).map(|_| generator.random_range(0..DIGITS.len())).collect())
}

pub(super) struct Reversal;

impl Rules for Reversal {
    fn about(&self) -> &'static About {
        &REVERSAL
    }

    fn draw(&self, length: usize, _: usize, generator: &mut Generator) -> Input {
        digits(length, generator)
    }

    fn target(&self, input: &Input) -> Option<SampleTarget> {
        let backwards: Vec<usize> = input.tokens().iter().rev().copied().collect();
        (!backwards.is_empty()).then_some(SampleTarget::Tokens(backwards))
    }
}
