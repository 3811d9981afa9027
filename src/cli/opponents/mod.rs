//! `sidestep opponents`: which opponents come with the program, and, with `--out`, how they are made.
//! The training run is in `recipe`, the choice of its snapshots in `ladder`.

mod ladder;
mod recipe;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::builder::PossibleValuesParser;
use serde::Serialize;

use super::{
    Failure,
    output::{Output, decimal, note, percent, thousands},
    written,
};
use crate::{
    arena::opponents::{Measured, Measurements, Strength, opponents},
    files,
    gridworld::Level,
    learning::{Checkpoint, Opened, Said},
};
use ladder::{Look, measure};

const EXAMPLES: &str = "\
Examples:
  sidestep opponents                      who there is, and how good
  sidestep opponents --level rush --json
  sidestep opponents --out new --level cliff

Return, success, steps and hits are means over greedy play on the level as it
is. With --out a level is learned anew, as assets/opponents/README.md says; the
folder gets LEVEL-early.safetensors, LEVEL-middle.safetensors,
LEVEL-final.safetensors, and an entry for each in measured.toml; what it has of
a level already is kept unless --force is given. The same program gives the same
files, bit for bit, on one kind of processor.";

/// Where measurements stand, beside the opponents.
const MEASURED: &str = "measured.toml";
/// Episodes that an opponent is measured over, and their seed: none that its snapshot was chosen on.
const EPISODES: u32 = 1000;
const SEED: u64 = 999;

/// What `sidestep opponents` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A built-in level; may be repeated [default: all of them]
    #[arg(long, value_parser = PossibleValuesParser::new(Level::built_in_names().iter().copied()))]
    level: Vec<String>,

    /// Write them, made anew, to this folder, which takes up to a minute for each level
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
    strength: Strength,
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
        let refuse = if arguments.force { refuse_others } else { refuse_known };
        levels().try_for_each(|level| refuse(level, folder))?;
    }
    for level in levels() {
        let measured = match &arguments.out {
            Some(folder) => make(level, folder, arguments.force)?,
            None => opponents(level).iter().map(|known| (known.strength, known.measured)).collect(),
        };
        for (strength, measured) in measured {
            let level = (*level).to_owned();
            say(&Answer { level, strength, measured }, output)?;
        }
    }
    Ok(())
}

fn say(answer: &Answer, output: &mut Output) -> Result<(), Failure> {
    if output.json {
        return output.object(answer);
    }
    let Answer { level, strength, measured } = answer;
    output.line(format!(
        "{level:<14} {strength:<7} return {:>8}  success {:>6}  steps {:>6}  hits {:>6}  after {:>9} steps of training",
        decimal(measured.episode_return.into()),
        percent(measured.success.into()),
        decimal(measured.steps.into()),
        decimal(measured.hits.into()),
        thousands(measured.training_steps),
    ))
}

/// Where an opponent stands.
fn file_of(folder: &Path, level: &str, strength: Strength) -> PathBuf {
    folder.join(format!("{level}-{strength}.safetensors"))
}

/// Refuses a level of which the folder has something already.
fn refuse_known(level: &str, folder: &Path) -> Result<(), Failure> {
    for strength in Strength::ALL {
        written::refuse_taken(&file_of(folder, level, *strength), false)?;
    }
    let file = folder.join(MEASURED);
    if read(&file)?.of_level(level).next().is_some() {
        return Err(Failure::Exists { path: file });
    }
    Ok(())
}

/// Refuses a level for whose opponents the folder has files that are none.
fn refuse_others(level: &str, folder: &Path) -> Result<(), Failure> {
    let of_the_level = |opened: Opened| opened.policy.metadata.level.is_some_and(|found| found == level);
    for strength in Strength::ALL {
        let path = file_of(folder, level, *strength);
        if files::is_taken(&path) && !Checkpoint::load(&path, &Said::default()).is_ok_and(of_the_level) {
            return Err(Failure::NotOfTheRun { path });
        }
    }
    read(&folder.join(MEASURED)).map(drop)
}

/// Learns a level, chooses the snapshots, measures and writes them.
fn make(level: &str, folder: &Path, force: bool) -> Result<Vec<(Strength, Measured)>, Failure> {
    let Some(setup) = recipe::setup(level)? else {
        return Err(Failure::Usage(format!("there is no built-in level `{level}`")));
    };
    // A file that cannot be read should be known before the training, not after it.
    let file = folder.join(MEASURED);
    let mut measurements = read(&file)?;
    note(format_args!("{level}: learning"));
    let looks = ladder::climb(&setup, recipe::steps(level))?;
    let Some([early, middle]) = ladder::choose(&looks.iter().map(Look::rung).collect::<Vec<_>>()) else {
        return Err(Failure::Opponents {
            level: level.to_owned(),
            what: "no two snapshots of the run lead up to its end".to_owned(),
        });
    };
    let mut made = Vec::new();
    for (&strength, index) in Strength::ALL.iter().zip([early, middle, looks.len() - 1]) {
        let policy = Arc::new(looks[index].policy.clone());
        let measured = measure(&policy, &setup, EPISODES, SEED)?;
        let policy = Arc::unwrap_or_clone(policy);
        written::put(&file_of(folder, level, strength), &Checkpoint { policy }.to_bytes(), force)?;
        made.push((strength, measured));
    }
    measurements.set_level(level, made.iter().copied());
    let text = measurements.to_toml().map_err(|error| unusable(&file, error.to_string()))?;
    files::write_atomically(&file, text.as_bytes()).map_err(|source| Failure::Write { path: file, source })?;
    Ok(made)
}

/// What the folder says of its opponents so far.
fn read(file: &Path) -> Result<Measurements, Failure> {
    match fs::read(file) {
        Ok(bytes) => {
            let text = files::text(bytes).map_err(|error| unusable(file, error.to_string()))?;
            text.parse().map_err(|finding| unusable(file, finding))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Measurements::default()),
        Err(source) => Err(Failure::Read { path: file.to_owned(), source }),
    }
}

fn unusable(file: &Path, what: String) -> Failure {
    Failure::Input { path: file.to_owned(), what }
}
