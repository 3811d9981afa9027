//! Which files a run consists of.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::error::RunError;

/// The network.
pub const CHECKPOINT: &str = "checkpoint.safetensors";
/// The whole state of the run.
pub const RESUME: &str = "resume.bin";
/// Every episode, for this program; see [`super::EpisodeLog`].
pub const EPISODES: &str = "episodes.bin";
/// Every episode, one row each, for people.
pub const METRICS: &str = "metrics.csv";
/// What the run was made from.
pub const SETTINGS: &str = "settings.toml";
/// The level that it was made on.
pub const LEVEL: &str = "level.toml";
/// The learning curve in pixels.
pub const CURVE_PNG: &str = "learning-curve.png";
/// The learning curve in lines.
pub const CURVE_SVG: &str = "learning-curve.svg";

/// All files of a run but for its replays.
pub const FILES: [&str; 8] = [CHECKPOINT, RESUME, EPISODES, METRICS, SETTINGS, LEVEL, CURVE_PNG, CURVE_SVG];

/// The folder of one seed in the folder of several.
#[must_use]
pub fn seed_folder(folder: &Path, seed: u64) -> PathBuf {
    folder.join(format!("seed-{seed}"))
}

/// The folders of single seeds in the folder of several, in the order of their seeds.
///
/// # Errors
/// When the folder is there and cannot be read.
pub fn seed_folders(folder: &Path) -> Result<Vec<PathBuf>, RunError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut seeds = Vec::new();
    for entry in fs::read_dir(folder).map_err(RunError::reading(folder))? {
        let path = entry.map_err(RunError::reading(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let seed = name.strip_prefix("seed-").and_then(|seed| seed.parse::<u64>().ok());
        if let Some(seed) = seed.filter(|seed| path.is_dir() && path == seed_folder(folder, *seed)) {
            seeds.push(seed);
        }
    }
    seeds.sort_unstable();
    Ok(seeds.into_iter().map(|seed| seed_folder(folder, seed)).collect())
}
