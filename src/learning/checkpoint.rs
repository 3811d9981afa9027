//! A policy as a file: safetensors with PyTorch's names and shapes, and metadata that says what it is.
//! What a continued run needs beyond it is `LearnerState`.

use std::fmt::Display;

use serde_json::{Map, Value};

use super::{
    Algorithm, Policy,
    perceptrons::{self, Perceptron},
};
use crate::{
    gridworld::Observation,
    tensors::{
        Activation,
        weights::{WeightsError, WeightsFault, WeightsFile, to_safetensors},
    },
};

/// The version that this program writes.
const VERSION: u64 = 1;
/// The metadata's key for epsilon. Early versions wrote it for REINFORCE, too, with the policy's entropy in nats.
const EPSILON: &str = "exploration";

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
    /// The file's content. Tensor 2k is layer k: `0.weight` `[outputs, inputs]`, `0.bias` `[outputs]`, `2.weight`, ...
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let Policy { algorithm, observation, network, metadata } = &self.policy;
        let mut entries = Map::new();
        let mut entry = |key: &str, value: Option<String>| {
            entries.extend(value.map(|value| (key.to_owned(), Value::from(value))));
        };
        entry("activation", Some(network.activation().to_string()));
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
        to_safetensors(entries, tensors)
    }

    /// Reads a file's content; `file` is its name for messages. A file without metadata needs an algorithm that is said;
    /// a file that says otherwise is refused.
    ///
    /// # Errors
    /// If it is damaged, holds another kind of network or several, or does not say enough.
    pub fn from_bytes(bytes: &[u8], file: &str, said: &Said) -> Result<Opened, WeightsError> {
        parse(bytes, said).map_err(|fault| fault.in_file(file))
    }
}

/// What a person says of a policy's file, where it does not say it itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Whether the network's outputs are Q-values or preferences.
    pub algorithm: Option<Algorithm>,
    /// What the network was trained to see.
    pub observation: Option<Observation>,
    /// What stands between its layers.
    pub activation: Option<Activation>,
    /// Which of several networks it is: what the names of its tensors begin with.
    pub network: Option<String>,
}

/// A policy that was read from a file.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The policy.
    pub policy: Policy,
    /// The names of other networks and tensors in the file.
    pub left_out: Vec<String>,
    /// Whether nobody said what stands between the layers: then it was taken for ReLU.
    pub is_activation_assumed: bool,
    /// Whether the file is from elsewhere, and says nothing of itself.
    pub is_foreign: bool,
}

fn parse(bytes: &[u8], said: &Said) -> Result<Opened, WeightsFault> {
    let file = WeightsFile::open(bytes)?;
    let is_ours = file.text("algorithm").is_some();
    if is_ours {
        file.check_version(VERSION)?;
    }
    let algorithm = settled("algorithm", file.entry("algorithm", &Algorithm::NAMES.join(" or "))?, said.algorithm)?;
    let algorithm = algorithm.ok_or_else(|| WeightsFault::Unsaid {
        missing: "which algorithm its network belongs to",
        remedy: "say it with --algorithm deep-sarsa or --algorithm reinforce".to_owned(),
    })?;
    let observation = file.entry("observation", "an observation's name")?;
    let observation = settled("observation", observation, said.observation)?;
    // Files of early versions do not say it: all their networks had ReLU.
    let early = is_ours.then_some(Activation::Relu);
    let activation = file.entry("activation", &Activation::NAMES.join(" or "))?.or(early);
    let activation = settled("activation", activation, said.activation)?;
    let number = "a whole number";
    let metadata = Metadata {
        level: file.text("level").map(str::to_owned),
        step: file.entry("step", number)?.unwrap_or(0),
        episode: file.entry("episode", number)?.unwrap_or(0),
        seed: file.entry("seed", number)?,
        epsilon: if algorithm.has_epsilon() { epsilon(&file)? } else { None },
    };
    let Perceptron { network, left_out } = perceptrons::read(&file, said.network.as_deref())?;
    let is_activation_assumed = activation.is_none() && network.layers().len() > 1;
    let network = network.with_activation(activation.unwrap_or(Activation::Relu));
    let policy = Policy { algorithm, observation, network, metadata };
    Ok(Opened { policy, left_out, is_activation_assumed, is_foreign: !is_ours })
}

/// What holds where a file says one thing or nothing, and a person another or nothing.
fn settled<T: Copy + PartialEq + Display>(
    key: &'static str,
    found: Option<T>,
    said: Option<T>,
) -> Result<Option<T>, WeightsFault> {
    match (found, said) {
        (Some(found), Some(said)) if found != said => Err(WeightsFault::Contradiction {
            key,
            found: found.to_string(),
            said: said.to_string(),
            remedy: format!("leave --{key} out"),
        }),
        (found, said) => Ok(found.or(said)),
    }
}

fn epsilon(file: &WeightsFile<'_>) -> Result<Option<f32>, WeightsFault> {
    let expected = "a number from 0 to 1";
    match file.entry(EPSILON, expected)? {
        Some(found) if !(0.0..=1.0).contains(&found) => {
            Err(WeightsFault::Metadata { key: EPSILON, what: format!("it is `{found}`, expected {expected}") })
        }
        epsilon => Ok(epsilon),
    }
}
