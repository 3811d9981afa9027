//! What a person and a program are told when a command fails, and the exit code.
//! It is told in one place, `output`.

use std::{fmt, io, path::Path};

use serde_json::{Value, json};

use crate::{
    arena::SetupError,
    curves::CurveError,
    disk::LabFileError,
    files::FileError,
    gridworld::{LevelError, OptimumError},
    replay::{Difference, ReplayError},
    runs::RunError,
};
#[cfg(feature = "window")]
use crate::{
    capture::{RecordingError, check::CheckError, slides::SlidesError},
    game::{KindError, NO_WINDOW, video::VideoError},
};

/// Why a command failed: what, where, and what to do about it.
#[derive(Debug)]
pub struct Failure {
    /// A short name that scripts can compare.
    kind: &'static str,
    message: String,
    exit_code: u8,
    /// Whether the command's own JSON says it already.
    pub(super) is_told: bool,
    /// Whether the reader of standard output has gone away: nothing that anybody has to be told.
    pub(super) nobody_listens: bool,
}

impl Failure {
    /// Of a kind, in words.
    pub(super) fn new(kind: &'static str, message: impl fmt::Display) -> Self {
        Self { kind, message: message.to_string(), exit_code: 1, is_told: false, nobody_listens: false }
    }

    /// The arguments do not fit each other, or name something that is not there.
    pub(super) fn usage(message: impl fmt::Display) -> Self {
        let help = "For what a command takes, see: sidestep <COMMAND> --help";
        Self { exit_code: 2, ..Self::new("usage", format_args!("{message}\n{help}")) }
    }

    /// A file does not hold what is to be read from it, or does not hold it as it should.
    pub(super) fn of_file(kind: &'static str, path: &Path, what: impl fmt::Display) -> Self {
        Self::new(kind, format_args!("{}: {what}", path.display()))
    }

    /// A replay does not play as it was recorded.
    pub(super) fn differs(path: &Path) -> impl FnOnce(Difference) -> Self {
        move |difference| Self::of_file("different", path, difference)
    }

    /// What the command's own JSON says already.
    pub(super) fn told(self) -> Self {
        Self { is_told: true, ..self }
    }

    /// Whether standard output cannot be written.
    pub(super) fn is_output(&self) -> bool {
        self.kind == "output"
    }

    /// 2 where the arguments are to blame, 3 where nothing can render, else 1.
    pub(super) const fn exit_code(&self) -> u8 {
        self.exit_code
    }

    /// What `--json` prints.
    pub(super) fn object(&self) -> Value {
        json!({ "error": self.kind, "message": self.message })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// What errors are called that say everything themselves.
macro_rules! kinds {
    ($($error:ty: $kind:literal),+ $(,)?) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::new($kind, error)
            }
        })+
    };
}

kinds! {
    LevelError: "level",
    SetupError: "setup",
    CurveError: "curve",
    ReplayError: "replay",
}
#[cfg(feature = "window")]
kinds! {
    KindError: "file",
    RecordingError: "recording",
    CheckError: "clip",
    SlidesError: "slides",
}

impl From<OptimumError> for Failure {
    fn from(error: OptimumError) -> Self {
        let kind = if matches!(error, OptimumError::TooLarge { .. }) { "too-large" } else { "optimum" };
        Self::new(kind, error)
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        let kind = match error {
            FileError::Read { .. } => "read",
            FileError::Write { .. } => "write",
            FileError::Exists { .. } => "exists",
        };
        Self::new(kind, error)
    }
}

impl From<LabFileError> for Failure {
    fn from(error: LabFileError) -> Self {
        match error {
            LabFileError::File(error) => error.into(),
            LabFileError::Content { .. } => Self::new("session", error),
        }
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        let kind = match error {
            RunError::File(error) => return error.into(),
            RunError::LongEnough { .. } | RunError::NoFolder { .. } | RunError::ReplacesItself => {
                return Self::usage(error);
            }
            RunError::Setup(_) => "setup",
            RunError::Replay(_) => "replay",
            RunError::Curve(_) => "curve",
            RunError::Resume { .. } => "resume",
            RunError::Exists { .. } => "run-exists",
            RunError::NotOfTheRun { .. } => "not-of-the-run",
            RunError::OwnSource { .. } => "own-source",
            RunError::Unusable { .. } => "input",
            RunError::NoOpponents { .. } | RunError::Match(_) => "opponents",
        };
        Self::new(kind, error)
    }
}

#[cfg(feature = "window")]
impl From<VideoError> for Failure {
    fn from(error: VideoError) -> Self {
        let exit_code = match error {
            VideoError::NoAdapter { .. } => NO_WINDOW,
            VideoError::Short { .. } => 2,
            _ => 1,
        };
        Self { exit_code, ..Self::new("film", error) }
    }
}

/// Files have errors of their own: what is left is standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let nobody_listens = error.kind() == io::ErrorKind::BrokenPipe;
        Self { nobody_listens, ..Self::new("output", format_args!("cannot write to standard output: {error}")) }
    }
}
