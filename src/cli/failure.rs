//! Everything that can go wrong in a command: what, where, and what to do about it, with its exit code.
//! It is told to the person in one place, `output`.

use std::{io, path::PathBuf};

use serde_json::{Value, json};
use thiserror::Error;

use crate::{
    arena::SetupError,
    curves::CurveError,
    files::FileError,
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
    /// The file system refuses a file, or its name is taken.
    #[error(transparent)]
    File(#[from] FileError),
    /// A run cannot begin, go on or be written.
    #[error(transparent)]
    Run(RunError),
    /// The exact optimum cannot be computed.
    #[error(transparent)]
    Optimum(#[from] OptimumError),
    /// The learning curve cannot be drawn.
    #[error(transparent)]
    Curve(#[from] CurveError),
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

impl From<SetupError> for Failure {
    fn from(error: SetupError) -> Self {
        Self::Setup(Box::new(error))
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::File(error) => error.into(),
            RunError::Setup(error) => Self::Setup(error),
            RunError::Replay(error) => error.into(),
            RunError::Curve(error) => error.into(),
            RunError::LongEnough { .. } | RunError::NoFolder { .. } | RunError::ReplacesItself => {
                Self::Usage(error.to_string())
            }
            _ => Self::Run(error),
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
            Self::Optimum(OptimumError::TooLarge { .. }) => "too-large",
            Self::Optimum(_) => "optimum",
            Self::Curve(_) => "curve",
            Self::File(FileError::Read { .. }) => "read",
            Self::File(FileError::Write { .. }) => "write",
            Self::File(FileError::Exists { .. }) => "exists",
            Self::Run(RunError::Resume { .. }) => "resume",
            Self::Run(RunError::Exists { .. }) => "run-exists",
            Self::Run(RunError::NotOfTheRun { .. }) => "not-of-the-run",
            Self::Run(RunError::OwnSource { .. }) => "own-source",
            Self::Run(RunError::Unusable { .. }) => "input",
            Self::Run(RunError::NoOpponents { .. }) => "opponents",
            // The others are failures of their own.
            Self::Run(_) => "run",
            Self::Replay(_) => "replay",
            Self::Several { .. } => "several",
            Self::Differs { .. } | Self::Different { .. } => "different",
            Self::NotKept { .. } => "not-kept",
            Self::Diverged(_) => "diverged",
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
