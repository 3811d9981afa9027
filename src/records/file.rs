//! The file of the records: versioned JSON, written in one piece; one that cannot be read is set aside, never overwritten.
//! What the records say is in `table`.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Records;
use crate::files::{self, FileError, SetAside};

/// The layout that this program writes. In the first one nothing was kept by level and mode.
const VERSION: u32 = 2;
/// No file of ours is larger: a row takes about 200 bytes.
const LARGEST: u64 = 16 << 20;

/// Why records cannot be saved.
#[derive(Debug, Error)]
pub enum RecordsError {
    /// The file system refuses.
    #[error(transparent)]
    Write(#[from] FileError),
    /// Something else lies where the records belong, and would be lost.
    #[error("{} holds no records that this program can read ({finding}); move it away, then they can be saved there", file.display())]
    Foreign {
        /// The file.
        file: PathBuf,
        /// What is wrong with it, in words.
        finding: String,
    },
}

/// What stands in the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    version: u32,
    records: Records,
}

/// The version alone, which every layout has.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

impl Records {
    /// Reads the records from a file, empty ones if there is none. A damaged or foreign file is renamed to the first free
    /// `NAME.damaged-N.json` beside it, and the records begin anew.
    #[must_use]
    pub fn load(path: &Path) -> (Self, Option<SetAside>) {
        match read(path) {
            Ok(records) => (records.unwrap_or_default(), None),
            Err(finding) => (Self::default(), Some(SetAside::of(path, finding))),
        }
    }

    /// Writes the records in one piece; the folder is made if it is not there.
    ///
    /// # Errors
    /// If the file system refuses, or what lies there are no records; it is untouched then.
    pub fn save(&self, path: &Path) -> Result<(), RecordsError> {
        if let Err(finding) = read(path) {
            return Err(RecordsError::Foreign { file: path.to_owned(), finding });
        }
        let content = Content { version: VERSION, records: self.clone() };
        let mut bytes = serde_json::to_vec_pretty(&content).map_err(|error| FileError::writing(path)(error.into()))?;
        bytes.push(b'\n');
        Ok(files::put(path, &bytes, true)?)
    }
}

/// The records in a file, `None` if there is no such file; else what is wrong with it.
fn read(path: &Path) -> Result<Option<Records>, String> {
    let length = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
        Ok(metadata) => metadata.len(),
    };
    if length > LARGEST {
        return Err(format!("it is {length} bytes long, and no records of ours are longer than {LARGEST}"));
    }
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let text = files::text(bytes).map_err(|error| error.to_string())?;
    let Versioned { version } = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    if !(1..=VERSION).contains(&version) {
        return Err(format!("it has version {version}, this program reads 1 to {VERSION}"));
    }
    let content: Content = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    content.records.fault().map_or(Ok(Some(content.records)), Err)
}
