//! Opponents are snapshots of one training run for each built-in level. The run is in `recipe`, the choice of its snapshots in `ladder`,
//! what opponents are in `arena`.

mod ladder;
mod recipe;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

pub use recipe::steps;

use super::RunError;
use crate::{
    arena::opponents::{Measured, Measurements, Strength},
    disk,
    files::{self, FileError},
    learning::{Checkpoint, Opened, Said},
};
use ladder::{Snapshot, measure};

/// Where measurements stand, beside the opponents.
const MEASURED: &str = "measured.toml";
/// Episodes that an opponent is measured over, and their seed: none that its snapshot was chosen on.
const EPISODES: u32 = 1000;
const SEED: u64 = 999;

/// Where an opponent stands.
fn file_of(folder: &Path, level: &str, strength: Strength) -> PathBuf {
    folder.join(format!("{level}-{strength}.safetensors"))
}

/// Refuses a level of which the folder has something already; with `force`, one for whose opponents it has files that are none.
///
/// # Errors
/// The first file that stands in the way.
pub fn check(level: &str, folder: &Path, force: bool) -> Result<(), RunError> {
    let of_the_level = |opened: Opened| opened.policy.metadata.level.is_some_and(|found| found == level);
    for strength in Strength::ALL {
        let path = file_of(folder, level, strength);
        files::refuse_taken(&path, force)?;
        if files::is_taken(&path) && !disk::policy(&path, &Said::default()).is_ok_and(of_the_level) {
            return Err(RunError::NotOfTheRun { path });
        }
    }
    let path = folder.join(MEASURED);
    if read(&path)?.of_level(level).next().is_some() && !force {
        return Err(FileError::Exists { path }.into());
    }
    Ok(())
}

/// Learns a built-in level, chooses the snapshots, measures and writes them; `watch` is told how many steps were made.
///
/// # Errors
/// A folder that cannot be written, or a training run from which no snapshots can be chosen.
pub fn make(
    level: &str,
    folder: &Path,
    force: bool,
    watch: &mut dyn FnMut(u64),
) -> Result<Vec<(Strength, Measured)>, RunError> {
    let none = |what: &str| RunError::NoOpponents { level: level.to_owned(), what: what.to_owned() };
    let setup = recipe::setup(level).ok_or_else(|| none("it is not built in"))?;
    // A file that cannot be read should be known before the training, not after it.
    let file = folder.join(MEASURED);
    let mut measurements = read(&file)?;
    let looks = ladder::climb(&setup, steps(level), watch)?;
    let chosen = ladder::choose(&looks.iter().map(Snapshot::rung).collect::<Vec<_>>());
    let [early, middle] = chosen.ok_or_else(|| none("no two snapshots of the run lead up to its end"))?;
    let mut made = Vec::new();
    for (strength, index) in Strength::ALL.into_iter().zip([early, middle, looks.len() - 1]) {
        let policy = Arc::new(looks[index].policy.clone());
        let measured = measure(&policy, &setup, EPISODES, SEED)?;
        let policy = Arc::unwrap_or_clone(policy);
        files::put(&file_of(folder, level, strength), &Checkpoint { policy }.to_bytes(), force)?;
        made.push((strength, measured));
    }
    measurements.set_level(level, made.iter().copied());
    let text = measurements.to_toml().map_err(|error| unusable(&file, error.to_string()))?;
    files::put(&file, text.as_bytes(), true)?;
    Ok(made)
}

/// What the folder says of its opponents so far.
fn read(file: &Path) -> Result<Measurements, RunError> {
    let Some(bytes) = files::read_if_there(file)? else {
        return Ok(Measurements::default());
    };
    let text = files::text(bytes).map_err(|error| unusable(file, error.to_string()))?;
    text.parse().map_err(|finding| unusable(file, finding))
}

fn unusable(file: &Path, what: String) -> RunError {
    RunError::Unusable { path: file.to_owned(), what }
}
