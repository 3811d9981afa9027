//! From a run code to the run that it means. What is in a code is said in the arena.

use std::sync::Arc;

use super::{Failure, note, settings};
use crate::arena::{RunCode, RunCodeError, Setup};

/// The run that a code means, on the level of `--level` where it needs one.
///
/// # Errors
/// A level that is missing, another one, or one too many; settings that cannot be.
pub fn setup(code: &RunCode, level: Option<&str>) -> Result<Setup, Failure> {
    let given = level.map(settings::find).transpose()?;
    let setup = code.setup(given.map(Arc::new)).map_err(|error| match error {
        RunCodeError::Setup(error) => error.into(),
        RunCodeError::NeedsLevel { .. } => Failure::usage(format_args!("{error}: --level FILE")),
        error => Failure::usage(error),
    })?;
    if !code.is_exact() {
        note(
            "note: a version of Sidestep that calculates differently made this run code: \
             the settings are the same, the weights will not be equal bit for bit",
        );
    }
    Ok(setup)
}
