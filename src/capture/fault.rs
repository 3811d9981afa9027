//! What stops an encoder, before anybody says where and with what left; and what all encoders have in common.

use std::io;

use super::Frame;

/// Why an encoder cannot go on.
#[derive(Debug)]
pub(super) enum Fault {
    /// The file system.
    Io(io::Error),
    /// The encoder itself.
    Codec(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Fault {
    /// From whatever a codec's library says.
    pub(super) fn codec(error: impl std::fmt::Display) -> Self {
        Self::Codec(error.to_string())
    }
}

/// Takes frames in order and leaves a target that is whole after every call, whether or not it failed.
pub(super) trait Encoder: Send {
    /// The next frame, of the size that the encoder was made for.
    fn encode(&mut self, frame: &Frame) -> Result<(), Fault>;

    /// Writes what is held back, and ends the target for good; its size in bytes.
    fn finish(&mut self) -> Result<u64, Fault>;

    /// How many of the frames the target holds by now.
    fn kept(&self) -> u64;
}
