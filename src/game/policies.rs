//! Policies from files, for all places of the window that take one.

use std::path::Path;

use crate::{
    learning::{Algorithm, Checkpoint, Opened, Said},
    tensors::weights::{WeightsError, WeightsFault},
};

/// Reads a policy. A file without metadata, from elsewhere, is taken for `algorithm`, which is chosen in the training tab.
pub fn load(path: &Path, algorithm: Algorithm) -> Result<Opened, WeightsError> {
    match Checkpoint::load(path, &Said::default()) {
        Err(WeightsError { fault: WeightsFault::Unsaid { .. }, .. }) => {
            Checkpoint::load(path, &Said { algorithm: Some(algorithm), ..Said::default() })
        }
        other => other,
    }
}
