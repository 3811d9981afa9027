//! A run's folder as far as a reel of it needs one: the kept episodes, and the return of every episode that was played.
//! How episodes are kept is in `episodes`; what a reel looks like is none of this room's business.

use std::{fs::File, io, path::Path, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{episodes, error::ReplayError, kept::Episode};
use crate::files;

/// In a run's folder, a row per episode. A whole run has more columns than are read here.
pub const METRICS: &str = "metrics.csv";

#[derive(Serialize, Deserialize)]
struct Row {
    /// From 1.
    episode: u64,
    /// Undiscounted.
    #[serde(rename = "return")]
    episode_return: f32,
}

/// Lays a run out in a folder: these of its episodes, and the returns of all, from the first.
///
/// # Errors
/// What the file system answers.
pub fn lay_out(folder: &Path, kept: &[Arc<Episode>], returns: &[f32]) -> Result<(), ReplayError> {
    for episode in kept {
        // What something else than the rules moved does not play, and is left out.
        if let Ok(replay) = episode.replay() {
            replay.save(&episodes::path(folder, episode.number))?;
        }
    }
    let path = folder.join(METRICS);
    write(&path, returns).map_err(in_file(&path))
}

fn write(path: &Path, returns: &[f32]) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    for (episode, &episode_return) in (1..).zip(returns) {
        rows.serialize(Row { episode, episode_return })?;
    }
    let bytes = rows.into_inner().map_err(csv::IntoInnerError::into_error)?;
    files::write_atomically(path, &bytes)
}

/// The returns of all episodes of a run of one seed, in their order, up to a row that was cut short; none if there is no such file.
///
/// # Errors
/// When the file is there and cannot be read.
pub fn returns(folder: &Path) -> Result<Vec<f32>, ReplayError> {
    let path = folder.join(METRICS);
    let file = match File::open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        file => file.map_err(in_file(&path))?,
    };
    let rows = csv::Reader::from_reader(file).into_deserialize();
    Ok(rows.map_while(Result::ok).map(|row: Row| row.episode_return).collect())
}

fn in_file(path: &Path) -> impl FnOnce(io::Error) -> ReplayError {
    let file = path.display().to_string();
    move |source| ReplayError::Io { file, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn returns_are_read_back_beside_columns_that_nobody_asks_for() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(returns(folder.path()).expect("nothing there").is_empty());
        lay_out(folder.path(), &[], &[-1.5, 0.25, 1.0]).expect("written");
        assert_eq!(returns(folder.path()).expect("read"), [-1.5, 0.25, 1.0]);
        let whole = "seed,episode,tick,return,goal\n3,1,10,-0.5,true\n3,2,20,0.75,true\n3,3";
        std::fs::write(folder.path().join(METRICS), whole).expect("written");
        assert_eq!(returns(folder.path()).expect("read"), [-0.5, 0.75]);
    }
}
