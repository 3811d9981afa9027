//! The folder of a run as `train` fills it: whether it may, and what was made from what.
//! What a run consists of is said in [`runs`].

use std::{fs, path::Path};

use crate::{
    arena::{Setup, Simulation},
    cli::Failure,
    files,
    learning::{Kind, PARAMETERS},
    replay::episodes,
    runs::{self, CHECKPOINT, FILES, LEVEL, RESUME, SETTINGS},
};

/// Writes a file of a run in one piece.
///
/// # Errors
/// When the file system refuses.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    files::write_atomically(path, bytes).map_err(|source| Failure::Write { path: path.to_owned(), source })
}

/// Makes the folder ready for a new run.
///
/// # Errors
/// When it holds a run and `force` is not given, or cannot be written.
pub fn prepare(folder: &Path, force: bool) -> Result<(), Failure> {
    let write = |path: &Path| {
        let path = path.to_owned();
        move |source| Failure::Write { path, source }
    };
    fs::create_dir_all(folder).map_err(write(folder))?;
    // a folder that cannot be written should be known before the training, not after it
    files::beside(folder).map_err(write(folder))?;

    let mut folders = runs::seed_folders(folder)?;
    folders.push(folder.to_owned());
    let mut old = Vec::new();
    for folder in &folders {
        old.extend(FILES.map(|name| folder.join(name)).into_iter().filter(|path| path.exists()));
        old.extend(episodes::files(folder).map_err(|source| Failure::Read { path: folder.clone(), source })?);
    }
    if !old.is_empty() && !force {
        return Err(Failure::RunExists { path: folder.to_owned() });
    }
    for path in old {
        fs::remove_file(&path).map_err(write(&path))?;
    }
    // what a person put beside our files keeps the folders
    for folder in &folders {
        let _ = fs::remove_dir(folder.join(episodes::FOLDER));
    }
    for emptied in &folders[..folders.len() - 1] {
        let _ = fs::remove_dir(emptied);
    }
    Ok(())
}

/// Writes what the run is made from: `settings.toml` and the level beside it.
///
/// # Errors
/// When the file system refuses.
pub fn write_settings(folder: &Path, setup: &Setup, seeds: &[u64], length: &str) -> Result<(), Failure> {
    write(&folder.join(LEVEL), setup.level.to_toml().as_bytes())?;
    let text = |value: &str| toml::Value::from(value).to_string();
    let mut settings = format!(
        "# What this run was made from; its level is level.toml.\n\
         version = 1\nprogram = {}\nlevel = {}\nalgorithm = {}\nobservation = {}\nseeds = {seeds:?}\n{length}\n\n[hyperparameters]\n",
        text(concat!("sidestep ", env!("CARGO_PKG_VERSION"))),
        text(&setup.level.name),
        text(setup.algorithm.name()),
        text(&setup.observation.to_string()),
    );
    for parameter in PARAMETERS.iter().filter(|parameter| parameter.concerns(setup.algorithm)) {
        let value = setup.hyperparameters.get(parameter.key).unwrap_or_default();
        // numbers as numbers, the rest as --set takes it
        let value = match parameter.kind {
            Kind::Real { .. } | Kind::Integer { .. } => value,
            Kind::Choice(_) | Kind::Widths => text(&value),
        };
        settings.push_str(&format!("{} = {value}\n", parameter.key));
    }
    write(&folder.join(SETTINGS), settings.as_bytes())
}

/// Saves the run as it is: its network, and everything that going on needs.
///
/// # Errors
/// When the file system refuses.
pub fn save(folder: &Path, simulation: &Simulation) -> Result<(), Failure> {
    let resume = folder.join(RESUME);
    if let Some(checkpoint) = simulation.checkpoint() {
        write(&folder.join(CHECKPOINT), &checkpoint.to_bytes())?;
    }
    let bytes = simulation
        .state()
        .and_then(|state| state.to_bytes())
        .map_err(|source| Failure::Resume { path: resume.clone(), source: Box::new(source) })?;
    write(&resume, &bytes)
}
