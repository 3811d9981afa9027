//! The folder of a run as `train` fills it: whether it may, and what was made from what.
//! What a run consists of is said in [`runs`].

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    arena::{Setup, Simulation},
    cli::{Failure, output::note},
    files,
    gridworld::Level,
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

/// Makes the folder ready for a new run, which is to write into these `folders` and is made from the `sources`: files, and folders
/// of runs. With `force` it takes the place of the run that is there.
///
/// # Errors
/// When the folder holds a run and `force` is not given, when it holds anything else that would be written over, when that would cost
/// a source, or when it cannot be written.
pub fn prepare(out: &Path, folders: &[PathBuf], force: bool, sources: &[PathBuf]) -> Result<(), Failure> {
    let unknown = |source| Failure::Read { path: out.to_owned(), source };
    let of_the_run = runs::run_folders(out);
    let taken: Vec<PathBuf> = files_of(folders)?.into_iter().chain(files_of(&of_the_run)?).collect();
    for source in sources {
        if touches(out, &taken, source).map_err(unknown)? {
            return Err(Failure::OwnSource { out: out.to_owned(), source_path: source.clone() });
        }
    }
    // A run of several seeds is later found by the folders of its seeds: no other run's may be among them.
    let mut strangers: Vec<PathBuf> = folders.to_vec();
    if folders.len() > 1 {
        strangers.extend(runs::seed_folders(out)?.into_iter().filter(|seed| seed.join(RESUME).exists()));
    }
    strangers.retain(|folder| !of_the_run.contains(folder));
    if let Some(stranger) = files_of(&strangers)?.into_iter().find(|file| file.symlink_metadata().is_ok()) {
        return Err(Failure::NotOfTheRun { path: stranger });
    }
    if !of_the_run.is_empty() && !force {
        return Err(Failure::RunExists { path: out.to_owned() });
    }

    let write = |path: &Path| {
        let path = path.to_owned();
        move |source| Failure::Write { path, source }
    };
    fs::create_dir_all(out).map_err(write(out))?;
    // a folder that cannot be written should be known before the training, not after it
    files::beside(out).map_err(write(out))?;
    // before the states are gone that say which level is the run's
    let level = of_the_run.iter().find_map(|folder| runs::saved_level(folder));
    for folder in &of_the_run {
        set_other_level_aside(folder, level.as_ref())?;
    }
    for file in files_of(&of_the_run)?.into_iter().filter(|file| file.symlink_metadata().is_ok()) {
        fs::remove_file(&file).map_err(write(&file))?;
    }
    // what a person put beside our files keeps the folders
    for folder in of_the_run.iter().rev() {
        let _ = fs::remove_dir(folder.join(episodes::FOLDER));
        if folder != out {
            let _ = fs::remove_dir(folder);
        }
    }
    Ok(())
}

/// Whether a source is among the files that are taken, or, being a folder, lies in or around one that they are in.
fn touches(out: &Path, taken: &[PathBuf], source: &Path) -> io::Result<bool> {
    if !source.is_dir() {
        let real = runs::resolved(source)?;
        return Ok(taken.iter().any(|taken| runs::resolved(taken).is_ok_and(|taken| taken == real)));
    }
    // A folder of a seed or of replays may be a link.
    let folders: BTreeSet<&Path> = taken.iter().filter_map(|file| file.parent()).chain([out]).collect();
    for folder in folders {
        if runs::overlap(folder, source)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The files that runs in these folders have or will have.
fn files_of(folders: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for folder in folders {
        files.extend(FILES.map(|name| folder.join(name)));
        files.push(folder.join(episodes::UNDER_WAY));
        if folder.is_dir() {
            files.extend(episodes::files(folder).map_err(|source| Failure::Read { path: folder.clone(), source })?);
        }
    }
    Ok(files)
}

/// Sets the level's file of a folder aside where it is another than this one: it is a person's own.
fn set_other_level_aside(folder: &Path, level: Option<&Level>) -> Result<(), Failure> {
    let path = folder.join(LEVEL);
    let Ok(text) = fs::read(&path) else {
        return Ok(());
    };
    let is_same =
        |level: &Level| text == level.to_toml().as_bytes() || Level::load(&path).is_ok_and(|found| found == *level);
    if level.is_some_and(is_same) {
        return Ok(());
    }
    set_aside(&path, "is not the level that the run was made from")
}

fn set_aside(path: &Path, why: &str) -> Result<(), Failure> {
    let aside =
        files::set_aside_as(path, "changed").map_err(|source| Failure::Write { path: path.to_owned(), source })?;
    note(format_args!("note: {} {why}; it is kept as {}", path.display(), aside.display()));
    Ok(())
}

/// Writes what the run is made from: `settings.toml` and the level beside it. What somebody else wrote under these names is set aside.
///
/// # Errors
/// When the file system refuses.
pub fn write_settings(folder: &Path, setup: &Setup, seeds: &[u64], length: &str) -> Result<(), Failure> {
    set_other_level_aside(folder, Some(&setup.level))?;
    if !folder.join(LEVEL).exists() {
        write(&folder.join(LEVEL), setup.level.to_toml().as_bytes())?;
    }
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
    let path = folder.join(SETTINGS);
    if path.exists() && !runs::has_settings(folder) {
        set_aside(&path, "was not written by this program")?;
    }
    write(&path, settings.as_bytes())
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
