//! A run as a short text that can be sent to somebody: level, algorithm, observation, settings and seed, and which
//! numerics it was made with. Whoever reads it gets the same run, bit for bit.
//!
//! ```text
//! sidestep1_ base58( bits of the run, their CRC-32 )
//! ```
//!
//! A code says all that differs from [`SETTINGS`], a table that never changes, and not what differs from a preset:
//! presets are improved from version to version, and a code means the same for ever.

mod base58;
mod bits;
mod level;

use std::{fmt, str::FromStr, sync::Arc};

use thiserror::Error;

use super::{NUMERICS, Setup, SetupError, Simulation};
use crate::{
    files::checksum,
    gridworld::{Level, Observation, limits},
    learning::{Algorithm, HyperparameterKind, HyperparameterSpec, Hyperparameters},
    names::is_invisible,
};
use bits::{BitReader, BitStream, BitWriter};

/// What codes begin with, before the number of their format.
const NAME: &str = "sidestep";
/// The format of codes that this program writes and reads.
const FORMAT: u32 = 1;
/// Most characters of a code.
const LONGEST: usize = 200;

/// The algorithms by their numbers in codes: new ones go to the end.
const ALGORITHMS: &[&str] = &["deep-sarsa", "reinforce", "deep-q-learning"];
/// The built-in levels by their numbers in codes: new ones go to the end.
const LEVELS: &[&str] = &["classic", "classic-paced", "cliff", "rush", "plaza", "chase", "harbour"];
/// What settings that are no numbers can be, by their numbers in codes: new ones go to the end.
const CHOICES: &[&str] = &["none", "whitened", "value"];
/// The settings by their numbers in codes, with the value that each has where a code does not say it. A new setting
/// goes to the end, with the value that changes nothing.
const SETTINGS: &[(&str, &str)] = &[
    ("hidden", "30,30"),
    ("learning_rate", "0.001"),
    ("learning_rate_decay", "1"),
    ("learning_rate_min", "0.00001"),
    ("gamma", "0.99"),
    ("epsilon_start", "1"),
    ("epsilon_decay", "0.9999"),
    ("epsilon_min", "0.01"),
    ("baseline", "whitened"),
    ("entropy_bonus", "0"),
    ("clip_norm", "0"),
    ("actors", "1"),
    ("entropy_bonus_decay", "1"),
    ("entropy_bonus_min", "0"),
    ("epsilon_hold", "0"),
];

/// A run code, written or read.
#[derive(Clone, Debug, PartialEq)]
pub struct RunCode {
    /// The numerics of the program that made it: [`NUMERICS`] where it gives the same bits here.
    pub numerics: u32,
    /// How is learned.
    pub algorithm: Algorithm,
    /// What is seen.
    pub observation: Observation,
    /// The algorithm's settings.
    pub hyperparameters: Hyperparameters,
    /// Where all chance comes from.
    pub seed: u64,
    /// The board and its rules.
    pub level: CodedLevel,
}

/// The level of a run code.
#[derive(Clone, Debug, PartialEq)]
pub enum CodedLevel {
    /// It is in the code, or built in. What is said about a level that is not built in is left out.
    Here(Arc<Level>),
    /// It is too large for a code, or built in only in another version.
    Needed {
        /// Its name.
        name: String,
        /// What tells it from other levels.
        hash: u32,
    },
}

/// Why a text gives no run.
#[derive(Debug, Error)]
pub enum RunCodeError {
    /// It is something else.
    #[error(
        "this is no run code: one begins with {NAME}{FORMAT}_ and comes from `train` or, by Ctrl+Shift+C, from the window"
    )]
    NoCode,
    /// Characters are missing or wrong.
    #[error(
        "this run code is damaged: characters are missing or wrong. Copy it once more, from {NAME}{FORMAT}_ to its end."
    )]
    Damaged,
    /// A later version has made it.
    #[error("this run code was made by a later version of Sidestep, which this one cannot read: get the latest one")]
    Newer,
    /// Its level has to be given.
    #[error("this run code needs the level `{name}`, which does not fit into it: give the level's file")]
    NeedsLevel {
        /// The level's name.
        name: String,
    },
    /// Another level was given.
    #[error("this run code was made on the level `{name}`, and the level that was given (`{given}`) is another one")]
    OtherLevel {
        /// The name of the level that is needed.
        name: String,
        /// The name of the one that was given.
        given: String,
    },
    /// A level was given, and the code has its own.
    #[error("this run code has its own level, `{name}`: leave the other one out")]
    SpareLevel {
        /// The name of its level.
        name: String,
    },
    /// It would be a run that cannot start.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

/// How much of a run its code gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// All of it.
    Run,
    /// The run as it began: its settings or its board were changed while it ran.
    Beginning,
    /// Its settings: it began with weights from elsewhere or in a version with other numerics, or nothing says how.
    Settings,
}

impl Gives {
    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Beginning => "beginning",
            Self::Settings => "settings",
        }
    }
}

impl Simulation {
    /// The run's code, and how much of the run it gives; `None` if nobody learns.
    pub fn code(&self) -> Option<(RunCode, Gives)> {
        Some(match self.provenance() {
            Some(provenance) => {
                let gives = if self.has_other_numerics() {
                    Gives::Settings
                } else if provenance.changes.is_empty() {
                    Gives::Run
                } else {
                    Gives::Beginning
                };
                (RunCode::of(&provenance.setup), gives)
            }
            None => (RunCode::of(self.setup()?), Gives::Settings),
        })
    }
}

impl RunCode {
    /// The code of a run that can start.
    #[must_use]
    pub fn of(setup: &Setup) -> Self {
        let Setup { level, algorithm, observation, hyperparameters, seed } = setup.clone();
        let hash = level::hash(&level);
        let code = |level| {
            let hyperparameters = hyperparameters.clone();
            Self { numerics: NUMERICS, algorithm, observation, hyperparameters, seed, level }
        };
        let whole = code(CodedLevel::Here(level.clone()));
        let fits = |code: &Self| code.to_string().len() <= LONGEST;
        if fits(&whole) {
            return whole;
        }
        // As much of the name as there is room for.
        let names = level.name.char_indices().map(|(end, _)| &level.name[..end]).rev();
        let names = std::iter::once(level.name.as_str()).chain(names);
        let mut named = names.map(|name| code(CodedLevel::Needed { name: name.to_owned(), hash }));
        named.find(fits).unwrap_or(whole)
    }

    /// The run that the code means, on the level that is `given` where it needs one.
    ///
    /// # Errors
    /// A level that is missing, another one or one too many; settings that cannot be.
    pub fn setup(&self, given: Option<Arc<Level>>) -> Result<Setup, RunCodeError> {
        let level = match (&self.level, given) {
            (CodedLevel::Here(level), None) => level.clone(),
            (CodedLevel::Here(level), Some(_)) => return Err(RunCodeError::SpareLevel { name: level.name.clone() }),
            (CodedLevel::Needed { hash, .. }, Some(level)) if level::hash(&level) == *hash => level,
            (CodedLevel::Needed { name, .. }, Some(level)) => {
                return Err(RunCodeError::OtherLevel { name: name.clone(), given: level.name.clone() });
            }
            (CodedLevel::Needed { name, .. }, None) => return Err(RunCodeError::NeedsLevel { name: name.clone() }),
        };
        let Self { algorithm, observation, hyperparameters, seed, .. } = self.clone();
        let setup = Setup { level, algorithm, observation, hyperparameters, seed };
        setup.check()?;
        Ok(setup)
    }

    /// Whether this program calculates as the one that made it.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        self.numerics == NUMERICS
    }

    /// Written or read.
    fn pass(&self, tape: &mut impl BitStream) -> Result<Self, RunCodeError> {
        let passed = Self {
            numerics: tape.number(self.numerics.into()) as u32,
            algorithm: one_of(tape, ALGORITHMS, self.algorithm.name())?,
            observation: observation(tape, self.observation)?,
            hyperparameters: settings(tape, &self.hyperparameters)?,
            seed: tape.number(self.seed),
            level: self.level.pass(tape)?,
        };
        // Room for what later versions add.
        if tape.flag(false) { Err(RunCodeError::Newer) } else { Ok(passed) }
    }

    /// From what stands behind the name and the format.
    fn unpack(text: &str) -> Result<Self, RunCodeError> {
        let bytes = base58::read(text).filter(|_| text.len() <= LONGEST).ok_or(RunCodeError::Damaged)?;
        let (bytes, sum) = bytes.split_last_chunk().ok_or(RunCodeError::Damaged)?;
        if u32::from_be_bytes(*sum) != checksum(bytes) {
            return Err(RunCodeError::Damaged);
        }
        let level = CodedLevel::Needed { name: String::new(), hash: 0 };
        let blank = Self {
            numerics: 0,
            algorithm: Algorithm::FIRST,
            observation: Observation::default(),
            hyperparameters: Hyperparameters::default(),
            seed: 0,
            level,
        };
        let code = blank.pass(&mut BitReader::new(bytes))?;
        // There is one way to write a run: anything else was not written by this program.
        if code.bytes() != bytes {
            return Err(RunCodeError::Damaged);
        }
        Ok(code)
    }

    fn bytes(&self) -> Vec<u8> {
        let mut writer = BitWriter::default();
        // Only what is read can be newer than this program.
        let _ = self.pass(&mut writer);
        writer.bytes()
    }
}

impl fmt::Display for RunCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.bytes();
        bytes.extend(checksum(&bytes).to_be_bytes());
        f.pad(&format!("{NAME}{FORMAT}_{}", base58::write(&bytes)))
    }
}

impl FromStr for RunCode {
    type Err = RunCodeError;

    /// A code may stand among other words, or be broken into lines by a mail.
    fn from_str(text: &str) -> Result<Self, RunCodeError> {
        let alone = text.split_whitespace().filter_map(find).map(|(format, code)| read(format, code));
        let joined: String = text
            .chars()
            .filter(|&character| !character.is_whitespace() && character != '>' && !is_invisible(character))
            .collect();
        let (format, code) = find(&joined).ok_or(RunCodeError::NoCode)?;
        alone.flatten().next().map_or_else(|| read(format, code), Ok)
    }
}

/// The format and the rest of the first code in a text.
fn find(text: &str) -> Option<(u32, &str)> {
    text.match_indices(NAME).find_map(|(at, _)| {
        let (format, code) = text[at + NAME.len()..].split_once('_')?;
        let code = code.split(|character: char| !character.is_ascii_alphanumeric()).next()?;
        Some((format.parse().ok()?, code))
    })
}

fn read(format: u32, code: &str) -> Result<RunCode, RunCodeError> {
    match format {
        FORMAT => RunCode::unpack(code),
        0 => Err(RunCodeError::NoCode),
        _ => Err(RunCodeError::Newer),
    }
}

/// A choice by its number in a table.
fn one_of<T: FromStr>(tape: &mut impl BitStream, table: &[&str], name: &str) -> Result<T, RunCodeError> {
    let number = table.iter().position(|known| *known == name).unwrap_or(table.len());
    let number = usize::try_from(tape.number(number as u64)).ok();
    let name = number.and_then(|number| table.get(number)).ok_or(RunCodeError::Newer)?;
    name.parse().map_err(|_| RunCodeError::Newer)
}

fn observation(tape: &mut impl BitStream, given: Observation) -> Result<Observation, RunCodeError> {
    let number = match given {
        Observation::Relative => 0,
        Observation::RelativePhase => 1,
        Observation::View { size } => size as u64,
    };
    let name = match tape.number(number) {
        0 => "relative".to_owned(),
        1 => "relative-phase".to_owned(),
        size => format!("view-{size}"),
    };
    name.parse().map_err(|_| RunCodeError::Damaged)
}

/// Those that differ from the table.
fn settings(tape: &mut impl BitStream, given: &Hyperparameters) -> Result<Hyperparameters, RunCodeError> {
    let differs: Vec<bool> =
        SETTINGS.iter().map(|(key, usual)| given.get(key).is_some_and(|value| value != *usual)).collect();
    let count = differs.iter().rposition(|&differs| differs).map_or(0, |last| last as u64 + 1);
    let count = tape.number(count);
    if count > SETTINGS.len() as u64 {
        return Err(RunCodeError::Newer);
    }
    let mut settings = Hyperparameters::default();
    for (index, (key, usual)) in SETTINGS.iter().enumerate() {
        let is_said = (index as u64) < count && tape.flag(differs[index]);
        let value = if is_said { setting(tape, key, given)? } else { (*usual).to_owned() };
        settings.set(key, &value).map_err(|_| RunCodeError::Damaged)?;
    }
    Ok(settings)
}

/// One of them, as text.
fn setting(tape: &mut impl BitStream, key: &str, given: &Hyperparameters) -> Result<String, RunCodeError> {
    let Some(parameter) = HyperparameterSpec::named(key) else { return Err(RunCodeError::Newer) };
    let text = given.get(key).unwrap_or_default();
    Ok(match parameter.kind {
        HyperparameterKind::Real { .. } => tape.real(given.real(key).unwrap_or_default()).to_string(),
        HyperparameterKind::Integer { .. } => tape.number(text.parse().unwrap_or_default()).to_string(),
        HyperparameterKind::Choice(_) => one_of(tape, CHOICES, &text)?,
        HyperparameterKind::Widths => {
            let widths = tape.list(&given.hidden, 8, |tape, width| {
                tape.number(width.copied().unwrap_or_default() as u64).to_string()
            });
            widths.join(",")
        }
    })
}

impl CodedLevel {
    fn pass(&self, tape: &mut impl BitStream) -> Result<Self, RunCodeError> {
        let blank = Level::empty("", 1, 1);
        let (given, name, hash) = match self {
            Self::Here(level) => (&**level, &level.name, level::hash(level)),
            Self::Needed { name, hash } => (&blank, name, *hash),
        };
        let built_in = |name: &str, hash| Level::built_in(name).filter(|level| level::hash(level) == hash);
        let is_needed = matches!(self, Self::Needed { .. });
        if tape.flag(LEVELS.contains(&name.as_str()) && (is_needed || built_in(name, hash).is_some())) {
            let name: String = one_of(tape, LEVELS, name)?;
            let hash = tape.bits(hash.into(), 32) as u32;
            let level = built_in(&name, hash);
            return Ok(level.map_or(Self::Needed { name, hash }, |level| Self::Here(Arc::new(level))));
        }
        let is_needed = tape.flag(is_needed);
        let name = tape.text(name, 4 * limits::NAME);
        if is_needed {
            return Ok(Self::Needed { name, hash: tape.bits(hash.into(), 32) as u32 });
        }
        let mut level = level::level(tape, given)?;
        level.name = name;
        level.check().map_err(|_| RunCodeError::Damaged)?;
        Ok(Self::Here(Arc::new(level)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        gridworld::MotionKind,
        learning::{Baseline, PARAMETERS},
    };

    #[test]
    fn every_choice_has_a_number_in_codes() {
        assert!(Algorithm::NAMES.iter().all(|name| ALGORITHMS.contains(name)));
        assert!(Level::built_in_names().iter().all(|name| LEVELS.contains(name)));
        assert!(Baseline::NAMES.iter().all(|name| CHOICES.contains(name)));
        assert!(MotionKind::NAMES.iter().all(|name| level::MOTIONS.contains(name)));
        assert!(PARAMETERS.iter().all(|parameter| SETTINGS.iter().any(|(key, _)| *key == parameter.key)));
    }
}
