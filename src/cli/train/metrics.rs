//! `metrics.csv`: one row per episode, appended while the run goes on.
//! Where the file stands is said in `folder`.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::folder::METRICS;
use crate::{arena::EpisodeRecord, cli::Failure, files};

/// A row of the file.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Row {
    pub seed: u64,
    /// From 1.
    pub episode: u64,
    /// Ticks that the run had made when the episode ended.
    pub tick: u64,
    /// Which of the actors' boards.
    pub arena: u32,
    #[serde(rename = "return")]
    pub episode_return: f32,
    pub length: u32,
    pub goal: bool,
    pub hits: u32,
    pub truncated: bool,
    /// Means over the updates during the episode; NaN where there was none.
    pub loss: f32,
    pub td_error: f32,
    /// Epsilon, or the policy's entropy in nats.
    pub exploration: f32,
}

impl Row {
    pub fn new(seed: u64, record: &EpisodeRecord) -> Self {
        Self {
            seed,
            episode: record.episode,
            tick: record.tick,
            arena: record.arena,
            episode_return: record.episode_return,
            length: record.length,
            goal: record.goal,
            hits: record.hits,
            truncated: record.truncated,
            loss: record.loss,
            td_error: record.td_error,
            exploration: record.exploration,
        }
    }

    pub fn hit_free(&self) -> bool {
        self.goal && self.hits == 0
    }
}

/// The file, open for more rows.
pub struct Metrics {
    path: PathBuf,
    writer: csv::Writer<File>,
}

impl Metrics {
    /// Begins the file with rows that are there already: none, or those of the run that goes on.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn begin(folder: &Path, rows: &[Row]) -> Result<Self, Failure> {
        let path = folder.join(METRICS);
        let failed = |source| Failure::Write { path: path.clone(), source };
        let mut beginning = csv::Writer::from_writer(Vec::new());
        if rows.is_empty() {
            beginning.write_record(HEADER).map_err(io::Error::from).map_err(failed)?;
        }
        for row in rows {
            beginning.serialize(row).map_err(io::Error::from).map_err(failed)?;
        }
        let bytes = beginning.into_inner().map_err(|error| failed(error.into_error()))?;
        super::folder::write(&path, &bytes)?;
        let file = OpenOptions::new().append(true).open(&path).map_err(failed)?;
        let writer = csv::WriterBuilder::new().has_headers(false).from_writer(file);
        Ok(Self { path, writer })
    }

    /// Appends a row.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn append(&mut self, row: &Row) -> Result<(), Failure> {
        self.writer.serialize(row).map_err(|error| self.failed(error.into()))
    }

    /// Hands all rows to the file system.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(|error| self.failed(error))
    }

    fn failed(&self, source: io::Error) -> Failure {
        Failure::Write { path: self.path.clone(), source }
    }
}

/// The header of a file without rows; with rows, their fields' names are the header.
const HEADER: [&str; 12] = [
    "seed",
    "episode",
    "tick",
    "arena",
    "return",
    "length",
    "goal",
    "hits",
    "truncated",
    "loss",
    "td_error",
    "exploration",
];

/// The rows of a run's first `episodes` episodes, as far as they were written. What came after a run was saved is left
/// out: going on from there will write it again. So is a last row that was cut short.
///
/// # Errors
/// When the file is there and cannot be read.
pub fn read(folder: &Path, episodes: u64) -> Result<Vec<Row>, Failure> {
    let path = folder.join(METRICS);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(Failure::Read { path, source }),
    };
    let mut reader = csv::Reader::from_reader(file);
    let rows = reader.deserialize().map_while(Result::ok).take_while(|row: &Row| row.episode <= episodes);
    Ok(rows.collect())
}

/// Writes the metrics of several seeds one below the other into one file.
///
/// # Errors
/// When one cannot be read or the file cannot be written.
pub fn join(folders: &[&Path], into: &Path) -> Result<(), Failure> {
    let path = into.join(METRICS);
    let failed = |source| Failure::Write { path: path.clone(), source };
    let beside = files::beside(into).map_err(failed)?;
    let mut writer = BufWriter::new(beside);
    for (number, folder) in folders.iter().enumerate() {
        let one = folder.join(METRICS);
        let text = fs::read_to_string(&one).map_err(|source| Failure::Read { path: one, source })?;
        let skipped = if number == 0 { 0 } else { text.find('\n').map_or(text.len(), |end| end + 1) };
        writer.write_all(&text.as_bytes()[skipped..]).map_err(failed)?;
    }
    let beside = writer.into_inner().map_err(|error| failed(error.into_error()))?;
    beside.persist(&path).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(episode: u64) -> Row {
        Row {
            seed: 3,
            episode,
            tick: episode * 10,
            arena: 0,
            episode_return: -0.1,
            length: 10,
            goal: true,
            hits: 0,
            truncated: false,
            loss: f32::NAN,
            td_error: 0.5,
            exploration: 1.0,
        }
    }

    #[test]
    fn rows_are_read_back_up_to_where_the_run_was_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut metrics = Metrics::begin(folder.path(), &[]).expect("begun");
        for episode in 1..=5 {
            metrics.append(&row(episode)).expect("appended");
        }
        metrics.flush().expect("flushed");
        let rows = read(folder.path(), 3).expect("read");
        assert_eq!(rows.iter().map(|row| row.episode).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(rows[0].episode_return, -0.1);
        assert!(rows[0].loss.is_nan());

        let mut metrics = Metrics::begin(folder.path(), &rows).expect("begun again");
        metrics.append(&row(4)).expect("appended");
        metrics.flush().expect("flushed");
        assert_eq!(read(folder.path(), u64::MAX).expect("read").len(), 4);
    }

    #[test]
    fn a_row_that_was_cut_short_is_left_out() {
        let folder = tempfile::tempdir().expect("a folder");
        Metrics::begin(folder.path(), &[row(1), row(2)]).expect("begun");
        let path = folder.path().join(METRICS);
        let text = fs::read_to_string(&path).expect("read");
        assert!(text.starts_with(&HEADER.join(",")), "{text}");
        fs::write(&path, &text[..text.len() - 12]).expect("written");
        assert_eq!(read(folder.path(), u64::MAX).expect("read").len(), 1);
        assert!(read(&folder.path().join("nowhere"), 1).expect("nothing there").is_empty());
    }
}
