//! What a run was made from, as it stands in its folder: `settings.toml` and the level beside it.
//! What a person wrote under these names is set aside.

use std::{fs, path::Path};

use super::{LEVEL, SETTINGS, Tell, folder::has_settings};
use crate::{
    arena::Setup,
    disk,
    files::{self, FileError},
    gridworld::Level,
    learning::{HyperparameterKind, PARAMETERS},
};

/// Sets the level's file of a folder aside where it is another than this one: it is a person's own.
pub(super) fn set_other_level_aside(folder: &Path, level: Option<&Level>, tell: Tell<'_>) -> Result<(), FileError> {
    let path = folder.join(LEVEL);
    let Ok(text) = fs::read(&path) else {
        return Ok(());
    };
    let is_same =
        |level: &Level| text == level.to_toml().as_bytes() || disk::level(&path).is_ok_and(|found| found == *level);
    if level.is_some_and(is_same) {
        return Ok(());
    }
    set_aside(&path, "is not the level that the run was made from", tell)
}

fn set_aside(path: &Path, why: &str, tell: Tell<'_>) -> Result<(), FileError> {
    let aside = files::set_aside_as(path, "changed").map_err(FileError::writing(path))?;
    tell(&format!("{} {why}; it is kept as {}", path.display(), aside.display()));
    Ok(())
}

/// Writes what the run is made from: `settings.toml`, with `more` lines in it, and the level beside it. What somebody
/// else wrote under these names is set aside.
///
/// # Errors
/// When the file system refuses.
pub(super) fn write(folder: &Path, setup: &Setup, seeds: &[u64], more: &str, tell: Tell<'_>) -> Result<(), FileError> {
    set_other_level_aside(folder, Some(&setup.level), tell)?;
    if !folder.join(LEVEL).exists() {
        files::put(&folder.join(LEVEL), setup.level.to_toml().as_bytes(), true)?;
    }
    let text = |value: &str| toml::Value::from(value).to_string();
    let mut settings = format!(
        "# What this run was made from; its level is level.toml.\n\
         version = 1\nprogram = {}\nlevel = {}\nalgorithm = {}\nobservation = {}\nseeds = {seeds:?}\n{more}\n\n[hyperparameters]\n",
        text(concat!("sidestep ", env!("CARGO_PKG_VERSION"))),
        text(&setup.level.name),
        text(setup.algorithm.name()),
        text(&setup.observation.to_string()),
    );
    for parameter in PARAMETERS.iter().filter(|parameter| parameter.concerns(setup.algorithm)) {
        let value = setup.hyperparameters.get(parameter.key).unwrap_or_default();
        // numbers as numbers, the rest as --set takes it
        let value = match parameter.kind {
            HyperparameterKind::Real { .. } | HyperparameterKind::Integer { .. } => value,
            HyperparameterKind::Choice(_) | HyperparameterKind::Widths => text(&value),
        };
        settings.push_str(&format!("{} = {value}\n", parameter.key));
    }
    let path = folder.join(SETTINGS);
    if path.exists() && !has_settings(folder) {
        set_aside(&path, "was not written by this program", tell)?;
    }
    files::put(&path, settings.as_bytes(), true)
}
