//! `sidestep opponents`: which opponents come with the program, and, with `--out`, to make them anew.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use serde::Serialize;

use super::{Bar, Failure, Output, decimal, note, percent, thousands};
use crate::{
    arena::opponents::{Measured, fixed_keys, opponents},
    gridworld::Level,
    runs::opponents::{check, make, steps},
};

const EXAMPLES: &str = "\
Examples:
  sidestep opponents                      who there is, and how good
  sidestep opponents --level rush --json
  sidestep opponents --out new --level cliff

An opponent is the policy of a training run after so many episodes, and explores
as it did then. Ratings are Elo's points out of races of all opponents of a level
against each other, with their 95% interval; return, success, steps and hits are
means over episodes alone on the level as a race is run on it. With --out a level
is learned anew, as assets/opponents/README.md says; the folder gets
LEVEL-1.safetensors (the weakest) to LEVEL-9.safetensors, and what was measured
in measured.toml; what it has of a level already is kept unless --force is given.
The same version of the program gives the same files on every machine, bit for
bit.";

/// What `sidestep opponents` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A built-in level; may be repeated [default: all of them]
    #[arg(long, value_parser = PossibleValuesParser::new(Level::built_in_names().iter().copied()))]
    level: Vec<String>,

    /// Write them, made anew, to this folder, which takes up to two minutes for each level
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,

    /// Replace the opponents that the folder has of these levels
    #[arg(long, requires = "out")]
    force: bool,

    /// Print one JSON object for each opponent
    #[arg(long)]
    pub json: bool,
}

/// One opponent in words.
#[derive(Serialize)]
struct Answer {
    level: String,
    #[serde(flatten)]
    measured: Measured,
}

/// Lists the opponents, or makes them.
///
/// # Errors
/// A folder that cannot be written, or a training run from which no snapshots can be chosen.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    let asked = |name: &&&str| arguments.level.is_empty() || arguments.level.iter().any(|level| level == **name);
    let levels = || Level::built_in_names().iter().filter(asked);
    if let Some(folder) = &arguments.out {
        // What would be replaced should be known before the first training, not after it.
        levels().try_for_each(|level| check(level, folder, arguments.force))?;
    }
    for level in levels() {
        let measured = match &arguments.out {
            Some(folder) => {
                note(format_args!("{level}: learning"));
                let mut bar = Bar::new(steps(level), "steps", false);
                make(level, folder, arguments.force, &mut |done| bar.at(done))?
            }
            None => opponents(level).iter().map(|known| known.measured).collect(),
        };
        for measured in measured {
            let level = (*level).to_owned();
            say(&Answer { level, measured }, output)?;
        }
        if arguments.out.is_none() && !output.json {
            say_fixed_keys(level, output)?;
        }
    }
    Ok(())
}

fn say(answer: &Answer, output: &mut Output) -> Result<(), Failure> {
    if output.json {
        return output.object(answer);
    }
    let Answer { level, measured } = answer;
    output.line(format!(
        "{level:<14} {:>7} episodes  rating {:>4} \u{b1} {:>2}  explores {:>6}  return {:>8}  success {:>6}  steps {:>6}  hits {:>6}",
        thousands(measured.episodes),
        whole(measured.rating),
        whole(measured.interval),
        percent(measured.epsilon.into()),
        decimal(measured.episode_return.into()),
        percent(measured.success.into()),
        decimal(measured.steps.into()),
        decimal(measured.hits.into()),
    ))
}

fn whole(points: f32) -> String {
    format!("{points:.0}")
}

/// How far one comes on a level with keys that are pressed without looking.
fn say_fixed_keys(level: &str, output: &mut Output) -> Result<(), Failure> {
    let Some(keys) = fixed_keys(level) else { return Ok(()) };
    output.line(format!(
        "{level:<14} {:>7} episodes  lose {} of races to the best keys that are pressed without looking",
        thousands(keys.opponent),
        percent(keys.wins.into()),
    ))
}
