//! Keeps episodes of a run, and writes them on a thread of its own: a file takes as long as hundreds of ticks.
//! Which episodes are kept, and in which files, is decided in `replay`.

use std::{
    path::Path,
    sync::mpsc::{SyncSender, sync_channel},
    thread::{self, JoinHandle},
};

use super::RunError;
use crate::{
    arena::Simulation,
    replay::{Episodes, FolderUpdate, ReplayError},
};

/// A run's kept episodes and their writer.
pub(super) struct Replays {
    episodes: Episodes,
    writer: Option<Writer>,
}

struct Writer {
    updates: SyncSender<FolderUpdate>,
    thread: JoinHandle<Result<(), ReplayError>>,
}

impl Replays {
    /// Of a run in its folder; `saved` is the folder of the run that it goes on with.
    ///
    /// # Errors
    /// When what was kept before cannot be read.
    pub fn begin(saved: Option<&Path>, folder: &Path, simulation: &Simulation) -> Result<Self, RunError> {
        let episodes = match saved {
            Some(saved) => Episodes::resume(saved, folder, simulation)?,
            None => Episodes::begin(folder, simulation),
        };
        // One update waits while another is made: a disk that is slower than that holds the training up rather than filling the memory.
        let (updates, work) = sync_channel(1);
        let thread = thread::spawn(move || work.into_iter().try_for_each(FolderUpdate::make));
        Ok(Self { episodes, writer: Some(Writer { updates, thread }) })
    }

    /// What the tick that has just been made tells.
    ///
    /// # Errors
    /// When a file could not be written.
    #[inline]
    pub fn listen(&mut self, simulation: &Simulation) -> Result<(), RunError> {
        match self.episodes.listen(simulation) {
            Some(update) => self.send(update),
            None => Ok(()),
        }
    }

    /// Has the folder brought up to date.
    ///
    /// # Errors
    /// When a file could not be written.
    pub fn save(&mut self, simulation: &Simulation) -> Result<(), RunError> {
        let update = self.episodes.update(simulation);
        self.send(update)
    }

    fn send(&mut self, update: FolderUpdate) -> Result<(), RunError> {
        match &self.writer {
            Some(writer) if writer.updates.send(update).is_ok() => Ok(()),
            // It has given up: it says why.
            _ => self.finish(),
        }
    }

    /// Waits until everything is written.
    ///
    /// # Errors
    /// When a file could not be written.
    pub fn finish(&mut self) -> Result<(), RunError> {
        let Some(Writer { updates, thread }) = self.writer.take() else {
            return Ok(());
        };
        drop(updates);
        match thread.join() {
            Ok(written) => Ok(written?),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}
