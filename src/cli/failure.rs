//! Everything that can go wrong in a command: what, where, and what to do about it, with its exit code.
//! It is told to the person in one place, `output`.

use std::{io, path::PathBuf};

use serde_json::{Value, json};
use thiserror::Error;

use crate::{
    arena::{ResumeError, SetupError},
    curves::CurveError,
    gridworld::{LevelError, OptimumError},
    replay::{Difference, ReplayError, TapeFault},
    runs::RunError,
    tensors::weights::WeightsError,
};
#[cfg(feature = "window")]
use crate::{
    capture::RecordingError,
    game::{KindError, NO_WINDOW, film::FilmError},
};

/// Why a command failed.
#[derive(Debug, Error)]
pub enum Failure {
    /// The arguments do not fit each other, or name something that is not there.
    #[error("{0}\nFor what a command takes, see: sidestep <COMMAND> --help")]
    Usage(String),
    /// A level file is missing or broken.
    #[error(transparent)]
    Level(#[from] LevelError),
    /// A run cannot start.
    #[error(transparent)]
    Setup(Box<SetupError>),
    /// A checkpoint is missing or broken.
    #[error(transparent)]
    Checkpoint(WeightsError),
    /// A file cannot be opened as anything.
    #[cfg(feature = "window")]
    #[error(transparent)]
    Kind(#[from] KindError),
    /// A sequence model's weights are missing or broken.
    #[error(transparent)]
    Weights(WeightsError),
    /// A file does not hold what is to be read from it.
    #[error("{}: {what}", path.display())]
    Input {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what is accepted.
        what: String,
    },
    /// A run cannot be resumed.
    #[error("{}: {source}", path.display())]
    Resume {
        /// The resume state's file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<ResumeError>,
    },
    /// The exact optimum cannot be computed.
    #[error(transparent)]
    Optimum(#[from] OptimumError),
    /// The learning curve cannot be drawn.
    #[error(transparent)]
    Curve(#[from] CurveError),
    /// A file cannot be read.
    #[error("cannot read {}: {source}. Check that it exists and that you may read it.", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A name is taken, and what has it stays.
    #[error("{} exists already and stays as it is: give another name to --out, or replace it (--force)", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A file cannot be written.
    #[error("cannot write {}: {source}. {}", path.display(), remedy(source))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// There is a run in the folder already.
    #[error(
        "{} already holds a run, which would be lost. Give another folder to --out, go on with that run \
         (--resume {}), or replace it (--force).",
        path.display(), path.display()
    )]
    RunExists {
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
    /// A run would replace what it is made from.
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
    /// A replay is missing or broken.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// A replay does not play as it was recorded.
    #[error("{}: {difference}", path.display())]
    Differs {
        /// The file.
        path: PathBuf,
        /// Where, and why that can be.
        difference: Box<Difference>,
    },
    /// Something is wrong with some of several files; with which has been said.
    #[error("{failed} of {all} files have failed: see above")]
    Several {
        /// How many.
        failed: usize,
        /// Of how many.
        all: usize,
    },
    /// Some replays are broken or do not play as they were recorded; which ones has been said.
    #[error("{different} of {checked} replays are not as they were recorded")]
    Different {
        /// How many.
        different: usize,
        /// Of how many.
        checked: usize,
    },
    /// What was recorded would not play again.
    #[error("{}: not written: {fault}. Report this, with the command.", path.display())]
    NotKept {
        /// The file that was to be.
        path: PathBuf,
        /// Why.
        fault: TapeFault,
    },
    /// A learner's weights became useless.
    #[error("{0}")]
    Diverged(String),
    /// A training run gave no opponents.
    #[error("no opponents came of level {level}: {what}. Change its recipe or its seed.")]
    Opponents {
        /// The level's name.
        level: String,
        /// What is missing, in words.
        what: String,
    },
    /// Episodes that were just played would not play again.
    #[error("the episode cannot be shown: {0}. Report this, with the command.")]
    Unplayable(String),
    /// A film cannot be made.
    #[cfg(feature = "window")]
    #[error(transparent)]
    Film(#[from] Box<FilmError>),
    /// A recording cannot begin or go on.
    #[cfg(feature = "window")]
    #[error(transparent)]
    Recording(#[from] RecordingError),
    /// Standard output cannot be written.
    #[error("cannot write to standard output: {0}")]
    Output(#[from] io::Error),
}

/// What a person does about a file that cannot be written.
fn remedy(refused: &io::Error) -> &'static str {
    match refused.kind() {
        io::ErrorKind::IsADirectory => "It is a folder: give the name of a file.",
        io::ErrorKind::NotADirectory => "A part of its path is a file: choose another folder.",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "Free some space, or choose another place.",
        io::ErrorKind::FileTooLarge => "Choose a place where files may be larger.",
        _ => "Choose a folder that you may write to and that has room.",
    }
}

impl From<SetupError> for Failure {
    fn from(error: SetupError) -> Self {
        Self::Setup(Box::new(error))
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Read { path, source } => Self::Read { path, source },
            RunError::Write { path, source } => Self::Write { path, source },
        }
    }
}

impl Failure {
    /// 2 where the arguments are to blame, 3 where nothing can render, else 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            #[cfg(feature = "window")]
            Self::Film(error) if matches!(**error, FilmError::NoAdapter { .. }) => NO_WINDOW,
            _ => 1,
        }
    }

    /// A short name that scripts can compare.
    fn kind(&self) -> &'static str {
        match self {
            Self::Usage(_) => "usage",
            Self::Level(_) => "level",
            Self::Setup(_) => "setup",
            Self::Checkpoint(_) => "checkpoint",
            #[cfg(feature = "window")]
            Self::Kind(_) => "file",
            Self::Weights(_) => "weights",
            Self::Input { .. } => "input",
            Self::Resume { .. } => "resume",
            Self::Optimum(OptimumError::TooLarge { .. }) => "too-large",
            Self::Optimum(_) => "optimum",
            Self::Curve(_) => "curve",
            Self::Read { .. } => "read",
            Self::Write { .. } => "write",
            Self::Exists { .. } => "exists",
            Self::RunExists { .. } => "run-exists",
            Self::NotOfTheRun { .. } => "not-of-the-run",
            Self::OwnSource { .. } => "own-source",
            Self::Replay(_) => "replay",
            Self::Several { .. } => "several",
            Self::Differs { .. } | Self::Different { .. } => "different",
            Self::NotKept { .. } => "not-kept",
            Self::Diverged(_) => "diverged",
            Self::Opponents { .. } => "opponents",
            Self::Unplayable(_) => "unplayable",
            #[cfg(feature = "window")]
            Self::Film(_) => "film",
            #[cfg(feature = "window")]
            Self::Recording(_) => "recording",
            Self::Output(_) => "output",
        }
    }

    /// What `--json` prints.
    pub fn object(&self) -> Value {
        json!({ "error": self.kind(), "message": self.to_string() })
    }

    /// Whether the command's own JSON says it already.
    pub fn is_told(&self) -> bool {
        matches!(self, Self::Diverged(_) | Self::Different { .. } | Self::Several { .. })
    }

    /// Whether the reader of standard output has gone away: nothing that anybody has to be told.
    pub fn nobody_listens(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
