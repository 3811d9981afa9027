//! Levels, policies and models on disk. Rules, learners and cells take and give bytes: their files are read and written here, and errors
//! get the file's name.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use thiserror::Error;

use crate::{
    files::{self, FileError},
    gridworld::{Level, LevelError, limits},
    learning::{Checkpoint, Opened, Said},
    sequence::{LARGEST_LAB, LabError, LabState, TrainedModel},
    tensors::weights::{LARGEST, WeightsError, WeightsFault},
};

/// Reads a level file.
///
/// # Errors
/// When it cannot be read, or is no level that can be played: file, place and remedy.
pub fn level(path: &Path) -> Result<Level, LevelError> {
    let file = path.display().to_string();
    // One byte more than allowed is enough to know that it is too large: a device or a huge file is not read to its end.
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(limits::FILE as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|error| LevelError::unreadable(&file, &error.to_string()))?;
    Level::from_bytes(bytes, &file)
}

/// Reads a policy; see [`Checkpoint::from_bytes`].
///
/// # Errors
/// If the file cannot be read, is damaged, holds another kind of network or several, or does not say enough.
pub fn policy(path: &Path, said: &Said) -> Result<Opened, WeightsError> {
    Checkpoint::from_bytes(&weights(path)?, &path.display().to_string(), said)
}

/// The same, but what is said holds only where the file is from elsewhere and says nothing of itself.
///
/// # Errors
/// As for [`policy`].
pub fn foreign_policy(path: &Path, said: &Said) -> Result<Opened, WeightsError> {
    match policy(path, &Said::default()) {
        Err(WeightsError { fault: WeightsFault::Unsaid { .. }, .. }) => policy(path, said),
        other => other,
    }
}

/// Reads a model of the sequence lab; see [`TrainedModel::from_bytes`].
///
/// # Errors
/// If the file cannot be read, is damaged or none of ours.
pub fn model(path: &Path) -> Result<TrainedModel, WeightsError> {
    TrainedModel::from_bytes(&weights(path)?, &path.display().to_string())
}

/// Why the file of a session of the lab cannot be used.
#[derive(Debug, Error)]
pub enum LabFileError {
    /// The file system refuses.
    #[error(transparent)]
    File(#[from] FileError),
    /// What stands in it is no session.
    #[error("{}: {fault}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        fault: LabError,
    },
}

/// Reads a session of the sequence lab; see [`LabState::from_bytes`].
///
/// # Errors
/// If the file cannot be read, is damaged or none of ours.
pub fn lab(path: &Path) -> Result<LabState, LabFileError> {
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to know that it is too large.
    let read = File::open(path).and_then(|file| file.take(LARGEST_LAB + 1).read_to_end(&mut bytes));
    let content = |fault| LabFileError::Content { path: path.to_owned(), fault };
    if read.map_err(FileError::reading(path))? as u64 > LARGEST_LAB {
        return Err(content(LabError::TooLarge));
    }
    LabState::from_bytes(&bytes).map_err(content)
}

/// Writes a session of the sequence lab in one piece.
///
/// # Errors
/// If the file system refuses; an older file of that name is untouched then.
pub fn save_lab(path: &Path, state: &LabState) -> Result<(), LabFileError> {
    Ok(files::write_atomically(path, &lab_bytes(path, state)?).map_err(FileError::writing(path))?)
}

/// What such a file holds; `path` is where it is to lie.
///
/// # Errors
/// When the encoder refuses, which no session makes it do.
pub fn lab_bytes(path: &Path, state: &LabState) -> Result<Vec<u8>, LabFileError> {
    state.to_bytes().map_err(|fault| LabFileError::Content { path: path.to_owned(), fault })
}

/// The bytes of a file of weights, if they are not too many.
///
/// # Errors
/// If the file system refuses, or the file is too large.
pub fn weights(path: &Path) -> Result<Vec<u8>, WeightsError> {
    let refused = |fault: WeightsFault| fault.in_file(&path.display().to_string());
    let length = fs::metadata(path).map_err(|error| refused(WeightsFault::Io(error)))?.len();
    if length > LARGEST {
        return Err(refused(WeightsFault::TooLarge { found: length, most: LARGEST }));
    }
    fs::read(path).map_err(|error| refused(WeightsFault::Io(error)))
}

/// Writes a file of weights in one piece.
///
/// # Errors
/// If the file system refuses; an older file of that name is untouched then.
pub fn save_weights(path: &Path, bytes: &[u8]) -> Result<(), WeightsError> {
    files::write_atomically(path, bytes).map_err(|error| WeightsFault::Io(error).in_file(&path.display().to_string()))
}
