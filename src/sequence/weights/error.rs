//! What can be wrong with a file of weights, each with its place and the remedy.

use std::io;

use thiserror::Error;

use crate::sequence::kind::CellKind;

/// A file that no model can be made from, or that could not be read or written.
#[derive(Debug, Error)]
pub enum WeightsError {
    /// The file system refused.
    #[error("{file}: {source}")]
    Io {
        /// The file.
        file: String,
        /// What the file system answered.
        source: io::Error,
    },
    /// More than a model of sensible size takes.
    #[error("{file}: {found} bytes are more than is read ({most} at most): is it another model's file?")]
    TooLarge {
        /// The file.
        file: String,
        /// Its size.
        found: u64,
        /// The largest size.
        most: u64,
    },
    /// No safetensors at all, or cut short.
    #[error(
        "{file}: this is no whole safetensors file ({what}): write it with safetensors.torch.save_file, or copy it again"
    )]
    Container {
        /// The file.
        file: String,
        /// What the format's reader found.
        what: String,
    },
    /// A tensor that should be there is not.
    #[error("{file}: there is no tensor `{tensor}`; there are {found}. {accepted}")]
    Missing {
        /// The file.
        file: String,
        /// The tensor's name.
        tensor: String,
        /// The names that there are.
        found: String,
        /// What would be read.
        accepted: String,
    },
    /// A tensor that is not known.
    #[error("{file}: the tensor `{tensor}` cannot be read: {accepted}")]
    Stray {
        /// The file.
        file: String,
        /// The tensor's name.
        tensor: String,
        /// What would be read.
        accepted: String,
    },
    /// Cells stand under several names.
    #[error("{file}: there are cells under several names ({prefixes}): say which with --prefix")]
    Several {
        /// The file.
        file: String,
        /// The prefixes, with commas between.
        prefixes: String,
    },
    /// Numbers of another kind.
    #[error("{file}: `{tensor}` holds {found} numbers, accepted is F32: save the model with float32 (model.float())")]
    Dtype {
        /// The file.
        file: String,
        /// The tensor's name.
        tensor: String,
        /// Their type.
        found: String,
    },
    /// A tensor's shape does not fit.
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
    /// The weights have another number of gates.
    #[error("{file}: `{tensor}` has the shape {found:?}; {kind} has {gates} x hidden rows and hidden columns. {other}")]
    OtherCell {
        /// The file.
        file: String,
        /// The tensor's name.
        tensor: String,
        /// Its shape.
        found: Vec<usize>,
        /// The cell that was asked for.
        kind: CellKind,
        /// How many blocks of rows it has.
        gates: usize,
        /// Which cell it could be, in words.
        other: String,
    },
    /// A weight is no number.
    #[error("{file}: `{tensor}` holds {found} at position {at}: the run that wrote it had diverged")]
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
    /// Nothing says what the weights were trained for.
    #[error(
        "{file}: the file does not say what it was trained for; accepted are files of `sidestep sequence train`. \
         To look into cells of any other file, see `sidestep sequence forward`"
    )]
    NotOurs {
        /// The file.
        file: String,
    },
    /// An entry of the metadata is not what it should be.
    #[error("{file}: the metadata's `{key}` is damaged: {what}")]
    Metadata {
        /// The file.
        file: String,
        /// The entry.
        key: &'static str,
        /// What is wrong with it.
        what: String,
    },
    /// Written by a later program.
    #[error("{file}: the file has version {found}, this program reads up to {known}: use a newer Sidestep")]
    Version {
        /// The file.
        file: String,
        /// The file's version.
        found: u64,
        /// The newest that is known.
        known: u64,
    },
}
