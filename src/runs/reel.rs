//! Lays out a folder that a reel of a run can be made from: the kept episodes, and the return of every episode that was played.
//! How episodes are kept is in [`episodes`]; what a reel looks like is no business of this module.

use std::{io, path::Path, sync::Arc};

use super::METRICS;
use crate::{
    files,
    replay::{Episode, ReplayError, episodes},
};

/// Writes these of a run's episodes, and the returns of all, from the first.
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
    write(&path, returns).map_err(|source| ReplayError { file: path.display().to_string(), fault: source.into() })
}

fn write(path: &Path, returns: &[f32]) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(["episode", "return"])?;
    for (episode, episode_return) in (1_u64..).zip(returns) {
        rows.serialize((episode, episode_return))?;
    }
    let bytes = rows.into_inner().map_err(csv::IntoInnerError::into_error)?;
    files::write_atomically(path, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runs::returns;

    #[test]
    fn returns_are_read_back_beside_columns_that_nobody_asks_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let read = || returns(folder.path()).expect("read");
        assert_eq!(read(), (Vec::new(), Vec::new()), "nothing is there");
        lay_out(folder.path(), &[], &[-1.5, 0.25, 1.0]).expect("written");
        assert_eq!(read(), (vec![-1.5, 0.25, 1.0], Vec::new()));
        let whole = "seed,episode,tick,return,goal\n3,1,10,-0.5,true\n3,2,20,0.75,true\n3,3";
        std::fs::write(folder.path().join(METRICS), whole).expect("written");
        assert_eq!(read(), (vec![-0.5, 0.75], Vec::new()));
    }
}
