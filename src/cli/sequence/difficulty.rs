//! How difficult a task is to be, from its flags: `--gap 50` or `--length 3-12`.

use std::str::FromStr;

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};

use crate::{
    cli::Failure,
    sequence::{
        AttentionKind, CellKind,
        tasks::{Task, TaskKind},
    },
};

/// Turns a choice's name into the choice; clap lists the names in its help and its errors.
pub fn task() -> impl TypedValueParser<Value = TaskKind> {
    PossibleValuesParser::new(TaskKind::NAMES.iter().copied()).try_map(|name| name.parse::<TaskKind>())
}

/// As [`task`], for cells.
pub fn cell() -> impl TypedValueParser<Value = CellKind> {
    PossibleValuesParser::new(CellKind::NAMES.iter().copied()).try_map(|name| name.parse::<CellKind>())
}

/// As [`task`], for attention.
pub fn attention() -> impl TypedValueParser<Value = AttentionKind> {
    PossibleValuesParser::new(AttentionKind::NAMES.iter().copied()).try_map(|name| name.parse::<AttentionKind>())
}

/// `50` or `3-12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    from: Option<usize>,
    to: usize,
}

impl FromStr for Range {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.parse().map_err(|_| "give a number, or a range such as 3-12".to_owned());
        match text.split_once('-') {
            None => Ok(Self { from: None, to: number(text)? }),
            Some((from, to)) => match (number(from)?, number(to)?) {
                (from, to) if from > to => Err(format!("give the smaller number first: {to}-{from}")),
                (from, to) => Ok(Self { from: Some(from), to }),
            },
        }
    }
}

/// How difficult.
#[derive(Clone, Copy, Debug, Args)]
pub struct DifficultyArguments {
    /// Recall: gaps up to N (1 to 100), or from A to B [default: 50]
    #[arg(long, value_name = "N|A-B", conflicts_with = "length")]
    gap: Option<Range>,

    /// Adding: sequences of N steps (10 to 100) [default: 50]; reversal and copy: of A to B symbols (3 to 20) [default: 3-12]
    #[arg(long, value_name = "N|A-B")]
    length: Option<Range>,
}

impl DifficultyArguments {
    /// The task at this difficulty; `usual` where nothing is said.
    ///
    /// # Errors
    /// Where the flag is not the task's.
    pub fn of(self, usual: Task) -> Result<Task, Failure> {
        let name = usual.kind.difficulty().name;
        let (flag, range) = match (self.gap, self.length) {
            (None, None) => return Ok(usual),
            (Some(range), _) => ("gap", range),
            (None, Some(range)) => ("length", range),
        };
        if flag != name {
            let remedy = if name == "format" { "leave it out".to_owned() } else { format!("use --{name}") };
            return Err(Failure::Usage(format!("the task {} has no --{flag}: {remedy}", usual.kind)));
        }
        // a gap names the longest; a length is one length
        let from = range.from.unwrap_or(if flag == "gap" { usual.kind.difficulty().least } else { range.to });
        Ok(Task { from, to: range.to, ..usual })
    }
}
