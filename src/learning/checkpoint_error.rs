//! What can be wrong with a checkpoint, each with its place and the remedy.
//! Where it is found out is `checkpoint`.

use std::io;

use thiserror::Error;

use super::algorithm::Algorithm;
use crate::gridworld::Observation;

/// A file that no policy can be made from, or that could not be read or written.
#[derive(Debug, Error)]
pub enum CheckpointError {
    /// The file system refused.
    #[error("{file}: {source}")]
    Io {
        /// The file.
        file: String,
        /// What the file system answered.
        source: io::Error,
    },
    /// More than a network of sensible size takes.
    #[error("{file}: {found} bytes are more than a policy has ({most} at most): is it another model's file?")]
    TooLarge {
        /// The file.
        file: String,
        /// Its size.
        found: u64,
        /// The largest size.
        most: u64,
    },
    /// No safetensors at all, or cut short.
    #[error("{file}: this is no whole safetensors file ({what}): it may have been cut short; copy it again")]
    Container {
        /// The file.
        file: String,
        /// What the format's reader found.
        what: String,
    },
    /// A tensor that should be there is not.
    #[error(
        "{file}: there is no tensor `{tensor}`: layers are named as PyTorch's Sequential names them: 0.weight, 0.bias, 2.weight, ..."
    )]
    Missing {
        /// The file.
        file: String,
        /// The tensor's name.
        tensor: String,
    },
    /// A tensor that does not belong to such a network.
    #[error(
        "{file}: there is a tensor `{tensor}` that belongs to no layer: only Linear layers with ReLU between are read, named 0.weight, 0.bias, 2.weight, ..."
    )]
    Stray {
        /// The file.
        file: String,
        /// The tensor's name.
        tensor: String,
    },
    /// Deeper than any network of ours.
    #[error("{file}: the network has more layers than are read (at most {most} layers): is it another model's file?")]
    TooDeep {
        /// The file.
        file: String,
        /// The largest number of layers.
        most: usize,
    },
    /// Numbers of another kind.
    #[error("{file}: `{tensor}` holds {found} numbers: save the model with float32 (model.float())")]
    Dtype {
        /// The file.
        file: String,
        /// The tensor's name.
        tensor: String,
        /// Their type.
        found: String,
    },
    /// A tensor's shape does not fit its neighbours.
    #[error("{file}: `{tensor}` has the shape {found:?}, expected {expected}")]
    Shape {
        /// The file.
        file: String,
        /// The tensor's name.
        tensor: String,
        /// Its shape.
        found: Vec<usize>,
        /// What would fit, in words.
        expected: String,
    },
    /// A weight is no number.
    #[error(
        "{file}: `{tensor}` holds {found} at position {at}: the run that wrote it had diverged; use an earlier checkpoint"
    )]
    NotFinite {
        /// The file.
        file: String,
        /// The tensor's name.
        tensor: String,
        /// The value.
        found: f32,
        /// Its place, row by row.
        at: usize,
    },
    /// Nothing says which algorithm it is.
    #[error(
        "{file}: the file does not say which algorithm its network belongs to: say it with --algorithm deep-sarsa or --algorithm reinforce"
    )]
    NoAlgorithm {
        /// The file.
        file: String,
    },
    /// The file says one algorithm, the user another.
    #[error("{file}: the network was trained with {found}, not {said}: leave --algorithm out")]
    OtherAlgorithm {
        /// The file.
        file: String,
        /// The file's.
        found: Algorithm,
        /// The user's.
        said: Algorithm,
    },
    /// The file says one observation, the user another.
    #[error("{file}: the network was trained on the observation {found}, not {said}: leave --observation out")]
    OtherObservation {
        /// The file.
        file: String,
        /// The file's.
        found: Observation,
        /// The user's.
        said: Observation,
    },
    /// An entry of the metadata is not what it should be.
    #[error("{file}: the metadata's `{key}` is `{value}`, expected {expected}")]
    Metadata {
        /// The file.
        file: String,
        /// The entry.
        key: &'static str,
        /// Its value.
        value: String,
        /// What would do, in words.
        expected: String,
    },
    /// Written by a later program.
    #[error("{file}: the checkpoint has version {found}, this program reads up to {known}: use a newer Sidestep")]
    Version {
        /// The file.
        file: String,
        /// The file's version.
        found: u64,
        /// The newest that is known.
        known: u64,
    },
}
