//! What a video is made of, and where it lies: replays that have a file are read from there, what is in memory alone is written for it.

use std::{ffi::OsString, path::PathBuf, sync::Arc};

use tempfile::TempDir;

use super::process::ClipProcessError;
use crate::{
    arena::Metric,
    disk,
    game::{Lane, replays::ReplaySource},
    panels::sequence::ClipPage,
    replay::{Episode, episodes},
    runs::reel,
    sequence::{LAB_EXTENSION, LabState},
};

/// What is shown.
pub(super) enum ClipSource {
    /// A replay, and one beside it.
    Replays(ReplaySource, Option<ReplaySource>),
    /// A session of the lab, the page that is shown, the number of the model that it looks into, and what that reads.
    Lab(Box<LabState>, ClipPage, usize, Option<String>),
    /// A run: what it keeps for a reel, and the return of every episode.
    Run(Vec<Arc<Episode>>, Vec<f32>),
}

impl ClipSource {
    /// The run of a lane as it stands: the episodes kept for their number, the best, the last. Of a long run the returns are means of
    /// stretches, shorter than what a learning curve averages over.
    pub fn of_run(lane: &Lane) -> Self {
        let episodes = lane.memory.episodes();
        let latest = lane.memory.latest();
        let best = lane.memory.best();
        let is_shown =
            |episode: &Arc<Episode>| episode.mark.is_some() || episode.number == latest || best == Some(episode.number);
        let kept = episodes.into_iter().filter(is_shown);
        let curve = lane.simulation.history().curve(Metric::Return).iter();
        let returns = curve.flat_map(|stretch| std::iter::repeat_n(stretch.mean, stretch.count as usize));
        Self::Run(kept.collect(), returns.collect())
    }

    /// The arguments that name it. What has no file is written into the folder, which has to stay as long as they are used.
    pub fn arguments(self, folder: &TempDir) -> Result<Vec<OsString>, ClipProcessError> {
        match self {
            Self::Replays(shown, beside) => {
                let mut words: Vec<OsString> = vec!["--replay".into(), file(shown, folder, 1)?.into()];
                if let Some(beside) = beside {
                    words.extend(["--side-by-side".into(), file(beside, folder, 2)?.into()]);
                }
                Ok(words)
            }
            Self::Lab(state, page, model, input) => {
                let file = folder.path().join("session").with_extension(LAB_EXTENSION);
                disk::save_lab(&file, &state)?;
                let mut words: Vec<OsString> = vec!["--lab".into(), file.into(), "--page".into(), page.name().into()];
                if page != ClipPage::Training {
                    words.extend(["--model".into(), (model + 1).to_string().into()]);
                    // In one word with its name: it may begin with a dash.
                    words.extend(input.map(|input| format!("--read={input}").into()));
                }
                Ok(words)
            }
            Self::Run(kept, returns) => {
                reel::lay_out(folder.path(), &kept, &returns)?;
                Ok(vec!["--training".into(), folder.path().into()])
            }
        }
    }
}

/// The file of a replay: its own, or one that is written for it.
fn file(source: ReplaySource, folder: &TempDir, number: u64) -> Result<PathBuf, ClipProcessError> {
    let replay = match source {
        ReplaySource::File(path) => return Ok(path),
        ReplaySource::Replay(replay) => *replay,
        ReplaySource::Episode(episode) => episode.replay()?,
    };
    let path = episodes::path(folder.path(), number);
    replay.save(&path)?;
    Ok(path)
}
