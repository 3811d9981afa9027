//! What can be wrong with a file of weights, each with its place and the remedy.

use std::io;

use thiserror::Error;

/// A file of weights that nothing can be made from, or that could not be read or written.
#[derive(Debug, Error)]
#[error("{file}: {fault}")]
pub struct WeightsError {
    /// The file's name.
    pub file: String,
    /// What is wrong with it.
    pub fault: WeightsFault,
}

/// What is wrong with a file of weights.
#[derive(Debug, Error)]
pub enum WeightsFault {
    /// The file system refused.
    #[error(transparent)]
    Io(io::Error),
    /// More than a model of sensible size takes.
    #[error("{found} bytes are more than is read ({most} at most): is it another model's file?")]
    TooLarge {
        /// Its size.
        found: u64,
        /// The largest size.
        most: u64,
    },
    /// Weights, but in another container.
    #[error("this is {container}, not safetensors; convert it in Python with {remedy}")]
    OtherContainer {
        /// What it is.
        container: &'static str,
        /// A line of Python that converts it.
        remedy: &'static str,
    },
    /// No safetensors at all, or cut short.
    #[error(
        "this is no whole safetensors file ({0}): it may have been cut short; copy it again, or write it anew \
         with safetensors.torch.save_file"
    )]
    Damaged(String),
    /// A tensor that should be there is not.
    #[error("there is no tensor `{tensor}`; there are {found}. {accepted}")]
    Missing {
        /// The tensor's name.
        tensor: String,
        /// The names that there are.
        found: String,
        /// What would be read.
        accepted: String,
    },
    /// A tensor that cannot be read or left out.
    #[error("the tensor `{tensor}` cannot be read: {accepted}")]
    Stray {
        /// The tensor's name.
        tensor: String,
        /// What would be read.
        accepted: String,
    },
    /// Several networks would do.
    #[error("there are several networks: {networks}. Say which with --network NAME")]
    Several {
        /// Their names and sizes, with commas between.
        networks: String,
    },
    /// No network has the name that was given.
    #[error("there is no network `{name}`: there are {networks}")]
    NoSuchNetwork {
        /// The name that was given.
        name: String,
        /// The names and sizes of the networks that there are.
        networks: String,
    },
    /// There are networks, but none of the kind that is wanted.
    #[error("there is no network with {wanted}: there are {networks}")]
    NoneFits {
        /// What is wanted, in words.
        wanted: String,
        /// The names and sizes of the networks that there are.
        networks: String,
    },
    /// Numbers of another kind.
    #[error("`{tensor}` holds {found} numbers, accepted is F32: save the model with float32 (model.float())")]
    Dtype {
        /// The tensor's name.
        tensor: String,
        /// Their type.
        found: String,
    },
    /// A tensor's shape does not fit.
    #[error("`{tensor}` has the shape {found:?}, expected {expected}")]
    Shape {
        /// The tensor's name.
        tensor: String,
        /// Its shape.
        found: Vec<usize>,
        /// What would fit, in words.
        expected: String,
    },
    /// The weights are another cell's.
    #[error("`{tensor}` has the shape {found:?}; {cell} has {gates} x hidden rows and hidden columns. {other}")]
    OtherCell {
        /// The tensor's name.
        tensor: String,
        /// Its shape.
        found: Vec<usize>,
        /// The cell that was asked for.
        cell: &'static str,
        /// How many blocks of rows it has.
        gates: usize,
        /// Which cell it could be, in words.
        other: String,
    },
    /// A weight is no number.
    #[error("`{tensor}` holds {found} at position {at}: the run that wrote it had diverged; use an earlier checkpoint")]
    NotFinite {
        /// The tensor's name.
        tensor: String,
        /// The value.
        found: f32,
        /// Its place, row by row.
        at: usize,
    },
    /// Nothing says what the weights are.
    #[error("the file does not say {missing}: {remedy}")]
    Unsaid {
        /// What it should say.
        missing: &'static str,
        /// What to do, in words.
        remedy: String,
    },
    /// The file says one thing, the person another.
    #[error("by the file's metadata the {key} is {found}, not {said}: {remedy}")]
    Contradiction {
        /// Of what, as the metadata has it.
        key: &'static str,
        /// The file's.
        found: String,
        /// The person's.
        said: String,
        /// What to do, in words.
        remedy: String,
    },
    /// An entry of the metadata is not what it should be.
    #[error("the metadata's `{key}` is damaged: {what}")]
    Metadata {
        /// The entry.
        key: &'static str,
        /// What is wrong with it.
        what: String,
    },
    /// Written by a later program.
    #[error("the file has version {found}, this program reads up to {known}: use a newer Sidestep")]
    Version {
        /// The file's version.
        found: u64,
        /// The newest that is known.
        known: u64,
    },
}

impl WeightsFault {
    /// With the name of the file that it was found in.
    #[must_use]
    pub fn in_file(self, file: &str) -> WeightsError {
        WeightsError { file: file.to_owned(), fault: self }
    }
}
