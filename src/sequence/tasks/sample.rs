//! Samples: what a model is given, and what is right.
//! What they mean is said by the tasks.

/// What a model reads.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Numbers, `[steps][features]`.
    Features(Vec<Vec<f32>>),
    /// Tokens of the source alphabet.
    Tokens(Vec<usize>),
}

impl Input {
    /// The number of steps.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Features(steps) => steps.len(),
            Self::Tokens(tokens) => tokens.len(),
        }
    }

    /// Whether there is no step.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The numbers of every step; none where it is tokens.
    #[must_use]
    pub fn features(&self) -> &[Vec<f32>] {
        match self {
            Self::Features(steps) => steps,
            Self::Tokens(_) => &[],
        }
    }

    /// The tokens; none where it is numbers.
    #[must_use]
    pub fn tokens(&self) -> &[usize] {
        match self {
            Self::Features(_) => &[],
            Self::Tokens(tokens) => tokens,
        }
    }
}

/// What is right.
#[derive(Clone, Debug, PartialEq)]
pub enum SampleTarget {
    /// One of the classes.
    Class(usize),
    /// A number.
    Number(f32),
    /// Tokens of the target alphabet.
    Tokens(Vec<usize>),
}

impl SampleTarget {
    /// The tokens; none where it is something else.
    #[must_use]
    pub fn tokens(&self) -> &[usize] {
        match self {
            Self::Tokens(tokens) => tokens,
            Self::Class(_) | Self::Number(_) => &[],
        }
    }
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// What is read.
    pub input: Input,
    /// What is right.
    pub target: SampleTarget,
}
