//! Weights as files: safetensors with PyTorch's names and shapes, ours with metadata that says what they were trained for.
//! Opening somebody's own cells is in `cells`.

mod cells;
mod error;
mod file;

use std::{fs, io, path::Path};

use serde_json::{Map, Value};

pub use cells::CellFile;
pub use error::WeightsError;
use file::File;

use super::{model::Model, settings::Settings, trained::Trained};
use crate::{files, tensors};

/// The version of the metadata that this program writes.
const VERSION: u64 = 1;
/// No model of ours is larger; somebody's own cells may be as large.
const LARGEST: u64 = 64 << 20;

impl Trained {
    /// The file's content.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let settings = serde_json::to_string(self.settings()).unwrap_or_default();
        let entries = [
            ("format", "pt".to_owned()),
            ("settings", settings),
            ("steps", self.steps().to_string()),
            ("version", VERSION.to_string()),
        ];
        let metadata = entries.into_iter().map(|(key, value)| (key.to_owned(), Value::from(value)));
        tensors::to_safetensors(Map::from_iter(metadata), self.model().tensors())
    }

    /// Writes the file in one piece.
    ///
    /// # Errors
    /// If the file system refuses; an older file of that name is untouched then.
    pub fn save(&self, path: &Path) -> Result<(), WeightsError> {
        files::write_atomically(path, &self.to_bytes())
            .map_err(|source| WeightsError::Io { file: path.display().to_string(), source })
    }

    /// Reads a file.
    ///
    /// # Errors
    /// As [`Self::from_bytes`], and if it cannot be read.
    pub fn load(path: &Path) -> Result<Self, WeightsError> {
        let bytes = read(path)?;
        Self::from_bytes(&bytes, &path.display().to_string())
    }

    /// Reads a file's content; `file` is its name for messages.
    ///
    /// # Errors
    /// If it is damaged, none of ours, or its tensors are not those that its settings ask for.
    pub fn from_bytes(bytes: &[u8], file: &str) -> Result<Self, WeightsError> {
        let file = File::open(bytes, file)?;
        if let Some(found) = file.entry::<u64>("version", "a whole number")?
            && found > VERSION
        {
            return Err(WeightsError::Version { file: file.name.to_owned(), found, known: VERSION });
        }
        let settings =
            file.metadata.get("settings").ok_or_else(|| WeightsError::NotOurs { file: file.name.to_owned() })?;
        let damaged = |what: String| WeightsError::Metadata { file: file.name.to_owned(), key: "settings", what };
        let settings: Settings = serde_json::from_str(settings).map_err(|error| damaged(error.to_string()))?;
        settings.check().map_err(|error| damaged(error.to_string()))?;
        let steps = file.entry("steps", "a whole number")?.unwrap_or(0);
        let mut model = Model::new(&settings);
        let names = model.names();
        file.only(&names)?;
        for (name, mut parameter) in names.iter().zip(model.parameters()) {
            parameter.copy_from(&file.numbers(name, &parameter.shape(), "as the file's own settings ask for")?);
        }
        Ok(Self::from_parts(settings, model, steps))
    }
}

/// A file's bytes, if they are not too many.
fn read(path: &Path) -> Result<Vec<u8>, WeightsError> {
    let refused = |source: io::Error| WeightsError::Io { file: path.display().to_string(), source };
    let length = fs::metadata(path).map_err(refused)?.len();
    if length > LARGEST {
        return Err(WeightsError::TooLarge { file: path.display().to_string(), found: length, most: LARGEST });
    }
    fs::read(path).map_err(refused)
}
