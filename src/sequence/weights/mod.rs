//! Weights as files: safetensors with PyTorch's names and shapes, ours with metadata that says what they were trained for.
//! Opening somebody's own cells is in `cells`.

mod cells;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Value};

pub use cells::{CellFile, Cells};

use super::{Model, TrainedModel, TrainingSettings};
use crate::tensors::weights::{WeightsError, WeightsFault, WeightsFile, to_safetensors};

/// The name of the file in the folder of a training.
pub const WEIGHTS_FILE: &str = "weights.safetensors";
/// The version of the metadata that this program writes.
const VERSION: u64 = 1;
const SETTINGS: &str = "settings";

impl TrainedModel {
    /// The file's content.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let settings = serde_json::to_string(self.settings()).unwrap_or_default();
        let entries = [
            ("format", "pt".to_owned()),
            (SETTINGS, settings),
            ("steps", self.steps().to_string()),
            ("version", VERSION.to_string()),
        ];
        let metadata = entries.into_iter().map(|(key, value)| (key.to_owned(), Value::from(value)));
        to_safetensors(Map::from_iter(metadata), self.model().tensors())
    }

    /// Reads a file's content; `file` is its name for messages.
    ///
    /// # Errors
    /// If it is damaged, none of ours, or its tensors are not those that its settings ask for.
    pub fn from_bytes(bytes: &[u8], file: &str) -> Result<Self, WeightsError> {
        Self::parse(bytes).map_err(|fault| fault.in_file(file))
    }

    fn parse(bytes: &[u8]) -> Result<Self, WeightsFault> {
        let file = WeightsFile::open(bytes)?;
        let settings = settings(&file)?.ok_or_else(|| WeightsFault::Unsaid {
            missing: "what it was trained for",
            remedy: "accepted are files of `sidestep sequence train`. To look into cells of any other file, see \
                     `sidestep sequence forward`"
                .to_owned(),
        })?;
        let steps = file.entry("steps", "a whole number")?.unwrap_or(0);
        let mut model = Model::new(&settings);
        let names: Vec<String> = model.named_parameters().into_iter().map(|(name, _)| name).collect();
        let accepted = format!("by the file's settings there are {}", names.join(", "));
        if let Some(stray) = file.names().iter().find(|&name| !names.contains(name)) {
            return Err(WeightsFault::Stray { tensor: stray.clone(), accepted });
        }
        for (name, mut parameter) in model.named_parameters() {
            let shape = parameter.shape();
            let expected = format!("{shape:?}, as the file's own settings ask for");
            parameter.copy_from(&file.numbers(&name, &shape, &expected, &accepted)?);
        }
        Ok(Self { settings, model, steps })
    }
}

/// As the bytes of its file, wherever it is a part of another one.
impl Serialize for TrainedModel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.to_bytes())
    }
}

impl<'de> Deserialize<'de> for TrainedModel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl de::Visitor<'_> for Bytes {
            type Value = TrainedModel;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("the bytes of a file of weights")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<TrainedModel, E> {
                TrainedModel::parse(bytes).map_err(|fault| E::custom(fault.to_string()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

/// The settings that the weights were trained with, if the file is ours.
fn settings(file: &WeightsFile<'_>) -> Result<Option<TrainingSettings>, WeightsFault> {
    let Some(text) = file.text(SETTINGS) else {
        return Ok(None);
    };
    file.check_version(VERSION)?;
    let damaged = |what: String| WeightsFault::Metadata { key: SETTINGS, what };
    let settings: TrainingSettings = serde_json::from_str(text).map_err(|error| damaged(error.to_string()))?;
    settings.check().map_err(|error| damaged(error.to_string()))?;
    Ok(Some(settings))
}
