//! What can be wrong with a replay: a file that is none, and steps that do not play as they were recorded.

use std::{io, path::Path};

use thiserror::Error;

use super::{PROGRAM_VERSION, Replay};

/// A file that no replay can be made from, or that could not be read or written.
#[derive(Debug, Error)]
#[error("{file}: {fault}")]
pub struct ReplayError {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub fault: ReplayFault,
}

/// What is wrong with the file of a replay.
#[derive(Debug, Error)]
pub enum ReplayFault {
    /// The file system refused.
    #[error(transparent)]
    Io(io::Error),
    /// A folder where a file is wanted.
    #[error("it is a folder: give a file that ends with .replay")]
    Folder,
    /// A file where a folder is wanted.
    #[error("it is a file: give a folder")]
    NoFolder,
    /// Something else.
    #[error("this is no replay: give a file that ends with .replay, as the window and `train` write them")]
    Foreign,
    /// Written by a later program.
    #[error("the replay has version {found} of the format, this program reads up to {known}: use a newer Sidestep")]
    Version {
        /// The file's version.
        found: u32,
        /// The newest that is known.
        known: u32,
    },
    /// Not as it was written.
    #[error("the replay is damaged ({what}): copy it again, or record it anew")]
    Damaged {
        /// What was found.
        what: String,
    },
    /// More than a replay holds.
    #[error("the replay is larger than any that is read ({most} bytes at most): record a shorter episode")]
    TooLarge {
        /// The largest size, in bytes.
        most: u64,
    },
}

impl From<io::Error> for ReplayFault {
    fn from(refused: io::Error) -> Self {
        match refused.kind() {
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::NotADirectory => Self::NoFolder,
            _ => Self::Io(refused),
        }
    }
}

/// What is wrong, or what the file system answered, with the file.
pub(super) fn in_file<F: Into<ReplayFault>>(path: &Path) -> impl FnOnce(F) -> ReplayError {
    let file = path.display().to_string();
    move |fault| ReplayError { file, fault: fault.into() }
}

/// A step that does not play as it was recorded. What was played until there is true; what would follow is not.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("step {step} of {steps} does not play as it was recorded: {cause}")]
pub struct Difference {
    /// The first step with another result, from 1; the last one where only the summary says something else.
    pub step: usize,
    /// Steps in the replay.
    pub steps: usize,
    /// Why that can be.
    pub cause: Cause,
}

/// Why a replay can play differently.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Cause {
    /// Rules change from version to version.
    #[error(
        "Sidestep {file} recorded it and this is {program}, whose rules differ; play it with the version that recorded it"
    )]
    OtherVersion {
        /// The version that wrote the file.
        file: String,
        /// This one.
        program: &'static str,
    },
    /// The same version plays the same.
    #[error("this version recorded it, so the file was edited afterwards; use the original")]
    Edited,
}

impl Difference {
    /// At a step of a replay.
    pub(super) fn new(replay: &Replay, step: usize) -> Self {
        let file = &replay.header.program_version;
        let cause = if file == PROGRAM_VERSION {
            Cause::Edited
        } else {
            Cause::OtherVersion { file: file.clone(), program: PROGRAM_VERSION }
        };
        Self { step, steps: replay.steps.len(), cause }
    }
}
