//! The episodes of a run as they are found in its folder: from the log where there is one, else from `metrics.csv`, however that
//! was changed. Nothing is dropped in silence: what cannot be read, and where a changed file went, is said in notes.

use std::path::{Path, PathBuf};

use super::{EPISODES, METRICS, log, metrics, table};
use crate::{
    arena::{EpisodeRecord, Simulation},
    files::{self, FileError},
};

/// More episodes than this are not missing one after the other; a number far beyond the others is none.
const LARGEST_GAP: u64 = 1_000_000;

/// What is known of a run that goes on.
#[derive(Debug, Default)]
pub struct Recalled {
    /// The episodes up to where it was saved, in their order.
    pub episodes: Vec<EpisodeRecord>,
    /// What a person has to be told, in sentences.
    pub notes: Vec<String>,
}

/// The episodes of the run that was saved in `folder` and goes on as `simulation`. Those that came after it was saved are left out:
/// going on plays them again.
///
/// Where the run goes on in the same folder (`in_place`), its files are about to be written anew; what would be lost by that is set
/// aside.
///
/// # Errors
/// When a file cannot be read or set aside.
pub fn recall(folder: &Path, simulation: &Simulation, in_place: bool) -> Result<Recalled, FileError> {
    let seed = simulation.setup().map_or(0, |setup| setup.seed);
    let saved = simulation.episodes();
    let fits = |episode: &EpisodeRecord| (episode.episode <= saved) == (episode.tick <= simulation.ticks());
    let mut notes = Vec::new();
    let mut episodes = Vec::new();

    let log_path = folder.join(EPISODES);
    let fault = match log::read(folder)? {
        None => None,
        Some(Err(what)) => Some(what),
        Some(Ok(log)) if log.seed != seed || !log.episodes.iter().all(fits) => Some("it is of another run".to_owned()),
        Some(Ok(log)) => {
            episodes = log.episodes;
            (log.damaged > 0).then(|| format!("{} of its records are damaged", log.damaged))
        }
    };
    if let Some(fault) = fault {
        let kept = if in_place { format!("; it is kept as {}", aside(&log_path, "damaged")?) } else { String::new() };
        notes.push(format!("{}: {fault}{kept}", log_path.display()));
    }

    let table_path = folder.join(METRICS);
    // Numbers grow and none is there twice.
    let before = |episodes: &[EpisodeRecord]| episodes.partition_point(|episode| episode.episode <= saved) as u64;
    if before(&episodes) < saved
        && let Some(bytes) = files::read_if_there(&table_path)?
    {
        let mut found = table::episodes(&bytes);
        for stranger in found.rows.extract_if(.., |row| !fits(row)) {
            found.unreadable += 1;
            found.fault.get_or_insert_with(|| format!("episode {} is of another run", stranger.episode));
        }
        notes.extend(found.note(&table_path));
        add(&mut episodes, found.rows, |episode| episode.episode);
    }
    let missing = saved - before(&episodes);
    if missing > 0 {
        notes.push(format!(
            "{}: no file has {missing} of the run's {saved} episodes, and its curve goes on without them",
            folder.display()
        ));
    }

    if in_place {
        notes.extend(set_changed_aside(folder, &[(seed, &episodes)])?);
    }
    episodes.truncate(before(&episodes) as usize);
    Ok(Recalled { episodes, notes })
}

/// Sets a folder's `metrics.csv` aside where it says anything else than what these runs, seed by seed, wrote into it; what to tell
/// of that.
///
/// # Errors
/// When it cannot be read or set aside.
pub fn set_changed_aside(folder: &Path, runs: &[(u64, &[EpisodeRecord])]) -> Result<Option<String>, FileError> {
    let path = folder.join(METRICS);
    let Some(bytes) = files::read_if_there(&path)? else {
        return Ok(None);
    };
    if metrics::is_as_written(&bytes, runs) {
        return Ok(None);
    }
    let aside = aside(&path, "changed")?;
    Ok(Some(format!("{} is not as the run wrote it; it is kept as {aside}, and written anew", path.display())))
}

/// The undiscounted return of every episode of the run of one seed in a folder, from the first; NaN where one is missing, nothing
/// where there are no files of episodes. Beside it what a person has to be told.
///
/// # Errors
/// When a file is there and cannot be read.
pub fn returns(folder: &Path) -> Result<(Vec<f32>, Vec<String>), FileError> {
    let mut notes = Vec::new();
    let mut known: Vec<(u64, f32)> = Vec::new();
    let log_path = folder.join(EPISODES);
    let is_whole = match log::read(folder)? {
        None => false,
        Some(Err(what)) => {
            notes.push(format!("{}: {what}", log_path.display()));
            false
        }
        Some(Ok(log)) => {
            known.extend(log.episodes.iter().map(|episode| (episode.episode, episode.episode_return)));
            known.last().is_none_or(|(last, _)| *last == known.len() as u64)
        }
    };
    let table_path = folder.join(METRICS);
    if let Some(bytes) = files::read_if_there(&table_path)?.filter(|_| !is_whole) {
        let found = table::returns(&bytes);
        notes.extend(found.note(&table_path));
        add(&mut known, found.rows, |(episode, _)| *episode);
    }
    Ok((by_episode(known), notes))
}

/// The episodes of a run in which something happened for the first time, where that is known of all before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Firsts {
    /// A goal was reached.
    pub goal: Option<u64>,
    /// A goal was reached and nothing was met.
    pub without_hit: Option<u64>,
}

/// The first episodes of the run of one seed in a folder, from its log or else its table; nothing where that is not whole.
///
/// # Errors
/// When a file is there and cannot be read.
pub fn firsts(folder: &Path) -> Result<Firsts, FileError> {
    let log = log::read(folder)?.and_then(Result::ok);
    let known = match log {
        Some(log) => log.episodes,
        None => {
            files::read_if_there(&folder.join(METRICS))?.map_or_else(Vec::new, |bytes| table::episodes(&bytes).rows)
        }
    };
    // Of what is missing nobody knows what happened in it.
    let whole =
        || known.iter().zip(1..).take_while(|(episode, number)| episode.episode == *number).map(|(episode, _)| episode);
    let goal = whole().find(|episode| episode.goal).map(|episode| episode.episode);
    let without_hit = whole().find(|episode| episode.goal && episode.hits == 0).map(|episode| episode.episode);
    Ok(Firsts { goal, without_hit })
}

/// The returns in a row, with NaN where one is missing.
#[must_use]
pub fn by_episode(known: impl IntoIterator<Item = (u64, f32)>) -> Vec<f32> {
    let mut returns: Vec<f32> = Vec::new();
    for (episode, episode_return) in known {
        let missing = episode.saturating_sub(1).saturating_sub(returns.len() as u64);
        if missing > LARGEST_GAP {
            break;
        }
        returns.extend(std::iter::repeat_n(f32::NAN, missing as usize));
        returns.push(episode_return);
    }
    returns
}

/// Adds what is not known yet, by its number.
fn add<T>(known: &mut Vec<T>, more: Vec<T>, number: impl Fn(&T) -> u64) {
    known.extend(more);
    // Stable, so that of two with one number the one that was known is the first, and stays.
    known.sort_by_key(&number);
    known.dedup_by_key(|one| number(one));
}

/// Moves a file out of the way; where it is now.
fn aside(path: &Path, why: &str) -> Result<String, FileError> {
    let aside: PathBuf = files::set_aside_as(path, why).map_err(FileError::writing(path))?;
    Ok(aside.display().to_string())
}
