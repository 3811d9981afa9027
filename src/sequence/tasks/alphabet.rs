//! Symbols and tokens: a token is a symbol's place in its alphabet. And what can be wrong with what a person typed.

use thiserror::Error;

/// No input is longer: a person's own may exceed what a model was trained on, but has to fit on a screen.
pub const LONGEST: usize = 200;

/// An input that no model of the task can read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InputError {
    /// Nothing at all.
    #[error("the sequence is empty: give at least one of {accepted}")]
    Empty {
        /// What is accepted, in words.
        accepted: String,
    },
    /// A symbol that the task does not have.
    #[error("`{symbol}`, at place {place}, is not in the alphabet: give only {accepted}")]
    Foreign {
        /// The symbol.
        symbol: String,
        /// Where, from 1.
        place: usize,
        /// What is accepted, in words.
        accepted: String,
    },
    /// More than can be shown.
    #[error("{found} steps are too many: give at most {most}")]
    TooLong {
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// Numbers where symbols belong, or the other way round, or too few of them.
    #[error("these are no steps of the task `{task}`: read them with it, or draw its samples")]
    Form {
        /// The task.
        task: &'static str,
    },
    /// Samples that are to be read in step, but are not equally long.
    #[error("one sample has {first} steps, another {other}: give samples of equal length")]
    Lengths {
        /// Of the first.
        first: usize,
        /// Of another.
        other: usize,
    },
}

/// What every symbol of a text stands for. Refused is what is empty or too long, and the first symbol that stands for nothing;
/// `accepted` says what would do.
pub(super) fn read_symbols<S: ToString, T>(
    symbols: impl Iterator<Item = S> + Clone,
    accepted: impl Fn() -> String,
    mut step: impl FnMut(&S) -> Option<T>,
) -> Result<Vec<T>, InputError> {
    match symbols.clone().count() {
        0 => return Err(InputError::Empty { accepted: accepted() }),
        found if found > LONGEST => return Err(InputError::TooLong { found, most: LONGEST }),
        _ => {}
    }
    let foreign =
        |at: usize, symbol: &S| InputError::Foreign { symbol: symbol.to_string(), place: at + 1, accepted: accepted() };
    symbols.enumerate().map(|(at, symbol)| step(&symbol).ok_or_else(|| foreign(at, &symbol))).collect()
}

/// An alphabet in words.
fn accepted(alphabet: &str) -> String {
    let symbols: Vec<String> =
        alphabet.chars().map(|symbol| if symbol == ' ' { "space".to_owned() } else { symbol.to_string() }).collect();
    format!("the symbols {}", symbols.join(" "))
}

/// The tokens of a text.
///
/// # Errors
/// If it is empty, too long, or has a symbol that the alphabet lacks.
pub fn encode(alphabet: &str, text: &str) -> Result<Vec<usize>, InputError> {
    let token = |symbol: &char| alphabet.chars().position(|known| known == *symbol);
    read_symbols(text.trim().chars(), || accepted(alphabet), token)
}

/// The symbols of tokens; one that is no symbol becomes a question mark.
#[must_use]
pub fn decode(alphabet: &str, tokens: &[usize]) -> String {
    tokens.iter().map(|&token| alphabet.chars().nth(token).unwrap_or('?')).collect()
}

/// Each token's symbol.
#[must_use]
pub fn symbols(alphabet: &str, tokens: &[usize]) -> Vec<String> {
    tokens.iter().map(|&token| decode(alphabet, &[token])).collect()
}
