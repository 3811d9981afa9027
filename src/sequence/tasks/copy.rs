//! Copy: digits are read, then written as they were.

use super::{
    About, Input, Rules, SampleTarget,
    reversal::{REVERSAL, digits},
    rules::Generator,
};

pub(super) struct Copy;

impl Rules for Copy {
    fn about(&self) -> &'static About {
        &About { summary: "digits, to be written as they were", ..REVERSAL }
    }

    fn draw(&self, length: usize, _: usize, generator: &mut Generator) -> Input {
        digits(length, generator)
    }

    fn target(&self, input: &Input) -> Option<SampleTarget> {
        (!input.tokens().is_empty()).then(|| SampleTarget::Tokens(input.tokens().to_vec()))
    }
}
