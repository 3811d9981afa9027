//! Which files a run consists of, and which folders are provably one.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

use serde::Deserialize;

use crate::{arena::SimulationState, files, gridworld::Level};

/// The network.
pub const CHECKPOINT: &str = "checkpoint.safetensors";
/// The whole state of the run.
pub const RESUME: &str = "resume.bin";
/// Every episode, for this program; see `log`.
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
pub fn seed_folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut seeds = Vec::new();
    for path in files::entries(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let seed = name.strip_prefix("seed-").and_then(|seed| seed.parse::<u64>().ok());
        if let Some(seed) = seed.filter(|seed| path.is_dir() && path == seed_folder(folder, *seed)) {
            seeds.push(seed);
        }
    }
    seeds.sort_unstable();
    Ok(seeds.into_iter().map(|seed| seed_folder(folder, seed)).collect())
}

/// What a run says in its `settings.toml`, as far as it tells a run from other folders.
#[derive(Debug, Deserialize)]
struct Settings {
    version: u32,
    program: String,
    seeds: Vec<u64>,
}

impl Settings {
    /// Those of the run in this folder; `None` where nothing proves that there is one.
    fn of(folder: &Path) -> Option<Self> {
        let text = fs::read_to_string(folder.join(SETTINGS)).ok()?;
        let settings: Self = toml::from_str(&text).ok()?;
        (settings.version > 0 && settings.program.starts_with("sidestep ")).then_some(settings)
    }
}

/// Whether the folder's `settings.toml` was written by this program.
#[must_use]
pub fn has_settings(folder: &Path) -> bool {
    Settings::of(folder).is_some()
}

/// The level of the run that was saved in this folder.
#[must_use]
pub fn saved_level(folder: &Path) -> Option<Level> {
    let bytes = fs::read(folder.join(RESUME)).ok()?;
    let state = SimulationState::from_bytes(&bytes).ok()?;
    Some(Level::clone(&state.setup().level))
}

/// The folders of the run that a folder provably holds, itself first: none where its files may be anybody's. The folders of several
/// seeds belong to it where its settings name them.
#[must_use]
pub fn run_folders(folder: &Path) -> Vec<PathBuf> {
    let settings = Settings::of(folder);
    if settings.is_none() && saved_level(folder).is_none() {
        return Vec::new();
    }
    let seeds = settings.map(|settings| settings.seeds).filter(|seeds| seeds.len() > 1).unwrap_or_default();
    let seeds = seeds.into_iter().map(|seed| seed_folder(folder, seed));
    let proven = seeds.filter(|seed| has_settings(seed) || saved_level(seed).is_some());
    std::iter::once(folder.to_owned()).chain(proven).collect()
}

/// Whether one folder is the other, or lies in it, whatever links lead there. Neither need be there.
///
/// # Errors
/// When the present folder is unknown.
pub fn overlap(one: &Path, other: &Path) -> io::Result<bool> {
    let (one, other) = (resolved(one)?, resolved(other)?);
    Ok(one.starts_with(&other) || other.starts_with(&one))
}

/// A path without links, as far as it exists.
///
/// # Errors
/// When the present folder is unknown.
pub fn resolved(path: &Path) -> io::Result<PathBuf> {
    let mut resolved = PathBuf::new();
    for component in std::path::absolute(path)?.components() {
        match component {
            // What went before has no links any more, so that its parent is where `..` leads.
            Component::ParentDir => drop(resolved.pop()),
            component => resolved.push(component),
        }
        if let Ok(real) = fs::canonicalize(&resolved) {
            resolved = real;
        }
    }
    Ok(resolved)
}
