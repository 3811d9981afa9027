//! What can be wrong with a run: with its files, its folder, or what it is made from.

use std::path::PathBuf;

use thiserror::Error;

use crate::{
    arena::{ResumeError, SetupError, versus::MatchError},
    curves::CurveError,
    files::FileError,
    replay::ReplayError,
};

/// Why a run cannot begin, go on or be written.
#[derive(Debug, Error)]
pub enum RunError {
    /// The file system refuses a file, or its name is taken.
    #[error(transparent)]
    File(#[from] FileError),
    /// Its setup breaks a rule.
    #[error(transparent)]
    Setup(Box<SetupError>),
    /// Its opponents cannot play against each other.
    #[error(transparent)]
    Match(Box<MatchError>),
    /// Its state cannot be used.
    #[error("{}: {source}", path.display())]
    Resume {
        /// The state's file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<ResumeError>,
    },
    /// There is a run in the folder already.
    #[error(
        "{} already holds a run, which would be lost. Give another folder to --out, go on with that run \
         (--resume {}), or replace it (--force).",
        path.display(), path.display()
    )]
    Exists {
        /// The folder.
        path: PathBuf,
    },
    /// What would be written over is no run of this program, or is another one.
    #[error(
        "{} is not from a run of Sidestep that could be replaced here, and is left alone. \
         Give another folder to --out, or move it away.",
        path.display()
    )]
    NotOfTheRun {
        /// The file.
        path: PathBuf,
    },
    /// It would replace what it is made from.
    #[error(
        "the run is made from {}, and {} is that or lies in it or around it. Give a folder to --out that lies elsewhere.",
        source_path.display(), out.display()
    )]
    OwnSource {
        /// The folder that was to be written.
        out: PathBuf,
        /// What is read.
        source_path: PathBuf,
    },
    /// The run that is to go on is as long already.
    #[error(
        "{} has {done} {unit} already: --{unit} counts from the run's beginning, so ask for more than that",
        path.display()
    )]
    LongEnough {
        /// The run.
        path: PathBuf,
        /// How long it is.
        done: u64,
        /// What is counted.
        unit: &'static str,
    },
    /// A state that lies beside other files does not say where its run goes on.
    #[error("say where {} is to go on: --out FOLDER", path.display())]
    NoFolder {
        /// The state's file.
        path: PathBuf,
    },
    /// It would be replaced by what goes on with it.
    #[error("--force would replace the run that is to go on: leave it out, or give another folder to --out")]
    ReplacesItself,
    /// Its kept episodes cannot be read or written.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// Its learning curve cannot be drawn.
    #[error(transparent)]
    Curve(#[from] CurveError),
    /// A file does not hold what is to be read from it.
    #[error("{}: {what}", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// It gave no opponents.
    #[error("no opponents came of level {level}: {what}. Change its recipe or its seed.")]
    NoOpponents {
        /// The level's name.
        level: String,
        /// What is missing, in words.
        what: String,
    },
}

impl From<MatchError> for RunError {
    fn from(error: MatchError) -> Self {
        Self::Match(Box::new(error))
    }
}

impl From<SetupError> for RunError {
    fn from(error: SetupError) -> Self {
        Self::Setup(Box::new(error))
    }
}
