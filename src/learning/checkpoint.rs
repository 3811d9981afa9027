//! A policy as a file: safetensors with PyTorch's names and shapes, and metadata that says what it is.
//! What a continued run needs beyond it is `LearnerState`.

use std::{collections::HashMap, fs, io, path::Path};

use safetensors::SafeTensors;
use serde_json::{Map, Value};

use super::{algorithm::Algorithm, checkpoint_error::CheckpointError, checkpoint_reader::Reader, policy::Policy};
use crate::{files, gridworld::Observation, tensors};

/// The version that this program writes.
pub(super) const VERSION: u64 = 1;
/// No policy is larger: eight layers of the largest width, and an observation as long again.
const LARGEST: u64 = 64 << 20;
/// The metadata's key for epsilon. Early versions wrote it for REINFORCE, too, with the policy's entropy in nats.
pub(super) const EPSILON: &str = "exploration";

/// Where a policy comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The level it was trained on.
    pub level: Option<String>,
    /// Steps of agents it learned from.
    pub step: u64,
    /// Episodes it learned from.
    pub episode: u64,
    /// The run's seed.
    pub seed: Option<u64>,
    /// epsilon when it was saved, where the algorithm has one ([`Algorithm::has_epsilon`]) and the file says it.
    pub epsilon: Option<f32>,
}

/// A policy that is to be, or was, a file.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    /// The policy.
    pub policy: Policy,
}

impl Checkpoint {
    /// Writes the file in one piece.
    ///
    /// # Errors
    /// If the file system refuses; an older file of that name is untouched then.
    pub fn save(&self, path: &Path) -> Result<(), CheckpointError> {
        files::write_atomically(path, &self.to_bytes())
            .map_err(|source| CheckpointError::Io { file: path.display().to_string(), source })
    }

    /// The file's content. Tensor 2k is layer k: `0.weight` `[outputs, inputs]`, `0.bias` `[outputs]`, `2.weight`, ...
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let Policy { algorithm, observation, network, metadata } = &self.policy;
        let mut entries = Map::new();
        let mut entry = |key: &str, value: Option<String>| {
            entries.extend(value.map(|value| (key.to_owned(), Value::from(value))));
        };
        entry("algorithm", Some(algorithm.to_string()));
        entry("episode", Some(metadata.episode.to_string()));
        entry(EPSILON, metadata.epsilon.map(|epsilon| epsilon.to_string()));
        entry("format", Some("pt".to_owned()));
        entry("level", metadata.level.clone());
        entry("observation", observation.map(|observation| observation.to_string()));
        entry("seed", metadata.seed.map(|seed| seed.to_string()));
        entry("step", Some(metadata.step.to_string()));
        entry("version", Some(VERSION.to_string()));

        let tensors =
            network.layers().iter().zip(network.weights()).enumerate().flat_map(|(index, (layer, (weight, bias)))| {
                let (outputs, inputs) = (layer.outputs(), layer.inputs());
                [
                    (format!("{}.weight", 2 * index), vec![outputs, inputs], weight),
                    (format!("{}.bias", 2 * index), vec![outputs], bias),
                ]
            });
        tensors::to_safetensors(entries, tensors)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// As [`Self::from_bytes`], and if the file cannot be read.
    pub fn load(
        path: &Path,
        algorithm: Option<Algorithm>,
        observation: Option<Observation>,
    ) -> Result<Self, CheckpointError> {
        let file = path.display().to_string();
        let refused = |source: io::Error| CheckpointError::Io { file: file.clone(), source };
        let length = fs::metadata(path).map_err(refused)?.len();
        if length > LARGEST {
            return Err(CheckpointError::TooLarge { file, found: length, most: LARGEST });
        }
        let bytes = fs::read(path).map_err(refused)?;
        Self::from_bytes(&bytes, &file, algorithm, observation)
    }

    /// Reads a file's content; `file` is its name for messages. `algorithm` and `observation` are what the user says:
    /// a file without metadata needs the first; a file that says otherwise is refused.
    ///
    /// # Errors
    /// If it is damaged, holds another kind of network, or does not say enough.
    pub fn from_bytes(
        bytes: &[u8],
        file: &str,
        algorithm: Option<Algorithm>,
        observation: Option<Observation>,
    ) -> Result<Self, CheckpointError> {
        let reader = Reader { file };
        if bytes.len() as u64 > LARGEST {
            return Err(CheckpointError::TooLarge { file: file.to_owned(), found: bytes.len() as u64, most: LARGEST });
        }
        let container = |error: safetensors::SafeTensorError| CheckpointError::Container {
            file: file.to_owned(),
            what: error.to_string(),
        };
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(container)?;
        let tensors = SafeTensors::deserialize(bytes).map_err(container)?;
        let none = HashMap::new();
        let entries = header.metadata().as_ref().unwrap_or(&none);
        reader.version(entries)?;
        let algorithm = match (reader.entry(entries, "algorithm", &Algorithm::NAMES.join(" or "))?, algorithm) {
            (Some(found), Some(said)) if found != said => {
                return Err(CheckpointError::OtherAlgorithm { file: file.to_owned(), found, said });
            }
            (found, said) => found.or(said).ok_or_else(|| CheckpointError::NoAlgorithm { file: file.to_owned() })?,
        };
        let observation = match (reader.entry(entries, "observation", "an observation's name")?, observation) {
            (Some(found), Some(said)) if found != said => {
                return Err(CheckpointError::OtherObservation { file: file.to_owned(), found, said });
            }
            (found, said) => found.or(said),
        };
        let number = "a whole number";
        let metadata = Metadata {
            level: entries.get("level").cloned(),
            step: reader.entry(entries, "step", number)?.unwrap_or(0),
            episode: reader.entry(entries, "episode", number)?.unwrap_or(0),
            seed: reader.entry(entries, "seed", number)?,
            epsilon: if algorithm.has_epsilon() { reader.epsilon(entries)? } else { None },
        };
        let network = reader.network(&tensors)?;
        Ok(Self { policy: Policy { algorithm, observation, network, metadata } })
    }
}
