//! Room for a run: whether it may write into a folder, and what goes for it.
//! What a run consists of is said in `folder`.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    RESUME, RunError, Tell,
    folder::{FILES, overlap, resolved, run_folders, saved_level},
    seed_folders, settings,
};
use crate::{
    files::{self, FileError},
    replay::episodes,
};

/// Makes the folder ready for a new run, which is to write into these `folders` and is made from the `sources`: files, and folders
/// of runs. With `force` it takes the place of the run that is there.
///
/// # Errors
/// When the folder holds a run and `force` is not given, when it holds anything else that would be written over, when that would cost
/// a source, or when it cannot be written.
pub(super) fn prepare(
    out: &Path,
    folders: &[PathBuf],
    force: bool,
    sources: &[PathBuf],
    tell: Tell<'_>,
) -> Result<(), RunError> {
    let of_the_run = run_folders(out);
    let taken: Vec<PathBuf> = files_of(folders)?.into_iter().chain(files_of(&of_the_run)?).collect();
    for source in sources {
        if touches(out, &taken, source).map_err(FileError::reading(out))? {
            return Err(RunError::OwnSource { out: out.to_owned(), source_path: source.clone() });
        }
    }
    // A run of several seeds is later found by the folders of its seeds: no other run's may be among them.
    let mut strangers: Vec<PathBuf> = folders.to_vec();
    if folders.len() > 1 {
        strangers.extend(
            seed_folders(out).map_err(FileError::reading(out))?.into_iter().filter(|seed| seed.join(RESUME).exists()),
        );
    }
    strangers.retain(|folder| !of_the_run.contains(folder));
    if let Some(stranger) = files_of(&strangers)?.into_iter().find(|file| file.symlink_metadata().is_ok()) {
        return Err(RunError::NotOfTheRun { path: stranger });
    }
    if !of_the_run.is_empty() && !force {
        return Err(RunError::Exists { path: out.to_owned() });
    }

    fs::create_dir_all(out).map_err(FileError::writing(out))?;
    // a folder that cannot be written should be known before the training, not after it
    files::beside(out).map_err(FileError::writing(out))?;
    // before the states are gone that say which level is the run's
    let level = of_the_run.iter().find_map(|folder| saved_level(folder));
    for folder in &of_the_run {
        settings::set_other_level_aside(folder, level.as_ref(), tell)?;
    }
    for file in files_of(&of_the_run)?.into_iter().filter(|file| file.symlink_metadata().is_ok()) {
        fs::remove_file(&file).map_err(FileError::writing(&file))?;
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
        let real = resolved(source)?;
        return Ok(taken.iter().any(|taken| resolved(taken).is_ok_and(|taken| taken == real)));
    }
    // A folder of a seed or of replays may be a link.
    let folders: BTreeSet<&Path> = taken.iter().filter_map(|file| file.parent()).chain([out]).collect();
    for folder in folders {
        if overlap(folder, source)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The files that runs in these folders have or will have.
fn files_of(folders: &[PathBuf]) -> Result<Vec<PathBuf>, RunError> {
    let mut files = Vec::new();
    for folder in folders {
        files.extend(FILES.map(|name| folder.join(name)));
        files.push(folder.join(episodes::UNDER_WAY));
        if folder.is_dir() {
            files.extend(episodes::files(folder).map_err(FileError::reading(folder))?);
        }
    }
    Ok(files)
}
