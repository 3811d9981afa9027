//! What can be wrong with the files of a run.

use std::{
    io,
    path::{Path, PathBuf},
};

use thiserror::Error;

/// A file of a run that the file system refuses.
#[derive(Debug, Error)]
pub enum RunError {
    /// It cannot be read.
    #[error("cannot read {}: {source}. Check that it exists and that you may read it.", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// It cannot be written.
    #[error("cannot write {}: {source}. Choose a folder that you may write to and that has room.", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

impl RunError {
    pub(super) fn reading(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Read { path, source }
    }

    pub(super) fn writing(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }
}
