//! The tasks: what a sample is, what is right, and how a person writes one. A task is one file that implements `Rules`,
//! a variant of `TaskKind`, and its texts in the window. Models are not known here.

mod adding;
mod alphabet;
mod copy;
mod dates;
mod draw;
mod recall;
mod reversal;
mod rules;
mod sample;

use serde::{Deserialize, Serialize};

use crate::names::named;
use rules::Rules;

pub(super) use rules::is_made_of;

pub use alphabet::InputError;
pub use draw::{Source, Split};
pub use rules::{About, Difficulty, Generator, Mark, Measure, TaskShape};
pub use sample::{Input, Sample, SampleTarget};

named! {
    /// What is to be learned.
    TaskKind, "task", {
        /// Remember the one flagged symbol of many until asked: a memory over a gap.
        Recall = "recall",
        /// Add the two marked numbers of many: a memory for quantities.
        Adding = "adding",
        /// Write digits backwards.
        Reversal = "reversal",
        /// Write digits as they were.
        Copy = "copy",
        /// Write a date, given in one of five ways, as 2026-11-22.
        Dates = "dates",
    }
}

impl TaskKind {
    fn rules(self) -> &'static dyn Rules {
        match self {
            Self::Recall => &recall::Recall,
            Self::Adding => &adding::Adding,
            Self::Reversal => &reversal::Reversal,
            Self::Copy => &copy::Copy,
            Self::Dates => &dates::Dates,
        }
    }

    /// What it is.
    #[must_use]
    pub fn about(self) -> &'static About {
        self.rules().about()
    }

    /// What it asks of a model.
    #[must_use]
    pub fn shape(self) -> TaskShape {
        self.about().shape
    }

    /// How difficult it can be made.
    #[must_use]
    pub fn difficulty(self) -> Difficulty {
        self.about().difficulty
    }

    /// Whether it is one for a sequence-to-sequence model.
    #[must_use]
    pub fn translates(self) -> bool {
        matches!(self.shape(), TaskShape::Translate { .. })
    }

    /// A difficulty in words: "50", or a date's format by an example.
    #[must_use]
    pub fn difficulty_text(self, difficulty: usize) -> String {
        self.rules().difficulty_text(difficulty)
    }

    /// An input from what a person typed.
    ///
    /// # Errors
    /// What is wrong with it, and what is accepted.
    pub fn read(self, text: &str) -> Result<Input, InputError> {
        self.rules().read(text)
    }

    /// A symbol or a number for every step of an input.
    #[must_use]
    pub fn steps(self, input: &Input) -> Vec<String> {
        self.rules().steps(input)
    }

    /// How a step stands out, by its symbol in [`Self::steps`].
    #[must_use]
    pub fn mark(self, symbol: &str) -> Mark {
        self.rules().mark(symbol)
    }

    /// An input as a person would type it.
    #[must_use]
    pub fn write(self, input: &Input) -> String {
        self.steps(input).join(self.rules().separator())
    }

    /// What is right; `None` where the input is none that the task could have given.
    #[must_use]
    pub fn target(self, input: &Input) -> Option<SampleTarget> {
        self.rules().target(input)
    }

    /// An answer in the task's symbols.
    #[must_use]
    pub fn write_target(self, target: &SampleTarget) -> String {
        match target {
            SampleTarget::Class(class) => self.rules().class(*class),
            SampleTarget::Number(number) => format!("{number:.3}"),
            SampleTarget::Tokens(tokens) => match self.shape() {
                TaskShape::Translate { target, .. } => alphabet::decode(target, tokens),
                TaskShape::Choose { .. } | TaskShape::Say { .. } => String::new(),
            },
        }
    }
}

/// A task at a difficulty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What is to be learned.
    pub kind: TaskKind,
    /// The gap, length or format to begin with ..
    pub from: usize,
    /// .. and to end with.
    pub to: usize,
}

impl Task {
    /// The task at its documented difficulty.
    #[must_use]
    pub fn usual(kind: TaskKind) -> Self {
        let [from, to] = kind.difficulty().usual;
        Self { kind, from, to }
    }

    /// Whether the difficulty is one that the task has.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        let Difficulty { least, most, .. } = self.kind.difficulty();
        (least..=most).contains(&self.from) && (self.from..=most).contains(&self.to)
    }

    /// The difficulty that shows most: the hardest, or the first where none is harder than another.
    #[must_use]
    pub fn telling(&self) -> usize {
        if self.kind.difficulty().measure == Measure::Format { self.from } else { self.to }
    }

    /// How many steps something has to be remembered for at most.
    pub(super) fn memory(&self) -> usize {
        self.kind.rules().memory(self.to)
    }

    /// The difficulties at which accuracy is looked at: those that it is trained on; where that is one alone, others
    /// around it.
    #[must_use]
    pub fn difficulties(&self) -> Vec<usize> {
        let Difficulty { least, most, every, .. } = self.kind.difficulty();
        let (from, to) = if self.from == self.to { (least, most) } else { (self.from, self.to) };
        let mut difficulties: Vec<usize> = (from..=to).filter(|difficulty| difficulty.is_multiple_of(every)).collect();
        difficulties.extend([self.from, self.to]);
        difficulties.sort_unstable();
        difficulties.dedup();
        difficulties
    }
}
