//! How difficult a task is to be, from its flags: `--gap 50` or `--length 3-12`; and what the settings of each task are, for
//! the help of flags.

use std::{fmt::Display, str::FromStr};

use clap::Args;

use crate::{
    cli::Failure,
    sequence::tasks::{About, Difficulty, Measure, Task, TaskKind},
};

/// What something is for each task that has it, in words: `lstm for recall, adding; gru for reversal, copy, dates`.
pub fn by_task<T: Display>(of: impl Fn(&'static About) -> Option<T>) -> String {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for kind in TaskKind::ALL {
        let Some(value) = of(kind.about()).map(|value| value.to_string()) else { continue };
        match groups.iter_mut().find(|(other, _)| *other == value) {
            Some((_, names)) => names.push(kind.name()),
            None => groups.push((value, vec![kind.name()])),
        }
    }
    let words = groups.iter().map(|(value, names)| format!("{value} for {}", names.join(", ")));
    words.collect::<Vec<_>>().join("; ")
}

/// The ranges and defaults of the tasks whose difficulty is counted so, in words.
fn ranges(wanted: Measure) -> String {
    by_task(|about| {
        let Difficulty { measure, least, most, usual: [from, to], .. } = about.difficulty;
        let usual = if from == to { to.to_string() } else { format!("{from}-{to}") };
        (measure == wanted).then(|| format!("{least} to {most} [default: {usual}]"))
    })
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
    #[arg(
        long, value_name = "N|A-B", conflicts_with = "length",
        help = format!("Gaps up to N, or from A to B: {}", ranges(Measure::Gap))
    )]
    gap: Option<Range>,

    #[arg(
        long, value_name = "N|A-B",
        help = format!("How long sequences are, N steps or symbols, or from A to B: {}", ranges(Measure::Length))
    )]
    length: Option<Range>,
}

impl DifficultyArguments {
    /// The task at this difficulty; `usual` where nothing is said.
    ///
    /// # Errors
    /// Where the flag is not the task's.
    pub fn of(self, usual: Task) -> Result<Task, Failure> {
        let Difficulty { measure, least, .. } = usual.kind.difficulty();
        let (flag, range) = match (self.gap, self.length) {
            (None, None) => return Ok(usual),
            (Some(range), _) => (Measure::Gap, range),
            (None, Some(range)) => (Measure::Length, range),
        };
        if flag != measure {
            let remedy = match measure {
                Measure::Format => "leave it out".to_owned(),
                measure => format!("use --{measure}"),
            };
            return Err(Failure::usage(format_args!("the task {} has no --{flag}: {remedy}", usual.kind)));
        }
        // a gap names the longest; a length is one length
        let from = range.from.unwrap_or(if measure == Measure::Gap { least } else { range.to });
        Ok(Task { from, to: range.to, ..usual })
    }
}
