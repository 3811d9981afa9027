//! What is written of each episode while a run goes on: the log, and `metrics.csv` for people, which holds the same.
//! How they are read again is in `history`.

use std::{
    fs::{File, OpenOptions},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use super::{EPISODES, METRICS, log};
use crate::{
    arena::EpisodeRecord,
    files::{self, FileError},
};

/// The columns of `metrics.csv`: the run's seed, and the fields of [`EpisodeRecord`].
pub(super) const HEADER: &str = "seed,episode,tick,arena,return,length,goal,hits,truncated,loss,td_error,exploration\n";

/// The rows of these episodes, without the header.
pub(super) fn rows(seed: u64, episodes: &[EpisodeRecord]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    let written = episodes.iter().try_for_each(|episode| writer.serialize((seed, episode)));
    written.expect("numbers have a text, and memory takes it");
    writer.into_inner().expect("memory takes it")
}

/// A file that more is appended to.
struct Growing {
    path: PathBuf,
    file: File,
}

impl Growing {
    fn begin(path: PathBuf, bytes: &[u8]) -> Result<Self, FileError> {
        files::put(&path, bytes, true)?;
        let file = OpenOptions::new().append(true).open(&path).map_err(FileError::writing(&path))?;
        Ok(Self { path, file })
    }

    fn append(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.file.write_all(bytes).map_err(FileError::writing(&self.path))
    }
}

/// The log and the table of a run, open for more episodes.
pub struct Metrics {
    seed: u64,
    log: Growing,
    table: Growing,
}

impl Metrics {
    /// Begins both with the episodes that were played before: none, or those of the run that goes on.
    ///
    /// # Errors
    /// When a file cannot be written; one that was there is untouched then.
    pub fn begin(folder: &Path, seed: u64, episodes: &[EpisodeRecord]) -> Result<Self, FileError> {
        let log = Growing::begin(folder.join(EPISODES), &log::begun(seed, episodes))?;
        let table = [HEADER.as_bytes(), &rows(seed, episodes)].concat();
        Ok(Self { seed, log, table: Growing::begin(folder.join(METRICS), &table)? })
    }

    /// Appends these episodes to both files. The log comes first: the table never has a row that the log lacks.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn append(&mut self, episodes: &[EpisodeRecord]) -> Result<(), FileError> {
        if episodes.is_empty() {
            return Ok(());
        }
        self.log.append(&log::records(episodes))?;
        self.table.append(&rows(self.seed, episodes))
    }

    /// Has the log on the disk: a run that is saved after this never lacks an episode.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn sync(&mut self) -> Result<(), FileError> {
        self.log.file.sync_data().map_err(FileError::writing(&self.log.path))
    }
}

/// Writes the episodes of several runs, by their folders, one below the other into one `metrics.csv`.
///
/// # Errors
/// When one cannot be read or the file cannot be written.
pub fn join(folders: &[&Path], into: &Path) -> Result<(), FileError> {
    let path = into.join(METRICS);
    let beside = files::beside(into).map_err(FileError::writing(&path))?;
    // Through the file itself: errors then speak of the table, not of the file beside it.
    let mut writer = BufWriter::new(beside.as_file());
    let mut write = |bytes: &[u8]| writer.write_all(bytes).map_err(FileError::writing(&path));
    write(HEADER.as_bytes())?;
    for folder in folders {
        // Every run that is joined has just been written.
        if let Some(Ok(contents)) = log::read(folder)? {
            write(&rows(contents.seed, &contents.episodes))?;
        }
    }
    writer.flush().and_then(|()| beside.as_file().sync_all()).map_err(FileError::writing(&path))?;
    drop(writer);
    beside.persist(&path).map(drop).map_err(|refused| FileError::writing(&path)(refused.error))
}

/// Whether a `metrics.csv` says nothing but what these runs wrote into it; it may end early.
pub(super) fn is_as_written(text: &[u8], runs: &[(u64, &[EpisodeRecord])]) -> bool {
    let Some(mut rest) = text.strip_prefix(HEADER.as_bytes()) else {
        return HEADER.as_bytes().starts_with(text);
    };
    for (seed, episodes) in runs {
        'rows: for some in episodes.chunks(1024) {
            for row in rows(*seed, some).split_inclusive(|byte| *byte == b'\n') {
                match rest.strip_prefix(row) {
                    Some(after) => rest = after,
                    // A program that was killed leaves half a row.
                    None if row.starts_with(rest) => return true,
                    None => break 'rows,
                }
            }
        }
    }
    // Half a row of an episode that is in no log.
    let next = runs.last().map(|(seed, episodes)| {
        let number = episodes.last().map_or(0, |last| last.episode) + 1;
        format!("{seed},{number},")
    });
    let is_half_a_row = next.is_some_and(|next| rest.starts_with(next.as_bytes()) && !rest.contains(&b'\n'));
    rest.is_empty() || is_half_a_row
}
