//! The program's process as the window holds it: a thread of its own writes what it needs, starts it and hears it.
//! It comes to an end when it is let go.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::ChildStdin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use super::{
    process::{ClipProcess, ClipProcessError},
    source::ClipSource,
};
use crate::game::{faults::Fault, job::BackgroundJob};

/// How long the end of the window waits for the process's.
const PATIENCE: Duration = Duration::from_secs(5);

/// The process, and what will come of it: nothing where it was let go before it began.
pub(super) struct HeldProcess<T: Send + 'static> {
    handle: Arc<Handle>,
    job: Option<BackgroundJob<Result<Option<T>, ClipProcessError>>>,
}

#[derive(Default)]
struct Handle(Mutex<State>);

#[derive(Default)]
enum State {
    /// It has not been started.
    #[default]
    Waiting,
    /// It goes on as long as this is open.
    Held(Option<ChildStdin>),
    /// It is to come to an end.
    LetGo,
}

impl<T: Send + 'static> HeldProcess<T> {
    /// Starts the program on what it is made of, with arguments that may name files in a folder that is there as long.
    pub fn start(
        program: PathBuf,
        material: ClipSource,
        arguments: impl FnOnce(&Path) -> Vec<OsString> + Send + 'static,
        hear: impl FnOnce(ClipProcess) -> Result<T, ClipProcessError> + Send + 'static,
    ) -> Self {
        let handle = Arc::<Handle>::default();
        let held = handle.clone();
        let job = BackgroundJob::start(move || -> Result<Option<T>, ClipProcessError> {
            let folder =
                tempfile::Builder::new().prefix("sidestep-clip-").tempdir().map_err(ClipProcessError::Folder)?;
            let mut words = material.arguments(&folder)?;
            words.extend(arguments(folder.path()));
            let process = {
                let mut state = held.state();
                if matches!(*state, State::LetGo) {
                    return Ok(None);
                }
                let (process, open) = ClipProcess::start(&program, words)?;
                *state = State::Held(open);
                process
            };
            match hear(process) {
                // Stopped before there was anything of it, it has nothing to say.
                Err(ClipProcessError::Silent(_)) if held.is_let_go() => Ok(None),
                made => made.map(Some),
            }
        });
        Self { handle, job: Some(job) }
    }

    /// Lets it come to its end.
    pub fn let_go(&self) {
        let state = std::mem::replace(&mut *self.handle.state(), State::LetGo);
        if let State::Held(open) = state {
            drop(open);
        }
    }

    /// Whether it was let go.
    pub fn is_let_go(&self) -> bool {
        self.handle.is_let_go()
    }

    /// Whether there is nothing more to wait for.
    pub fn is_done(&self) -> bool {
        self.job.as_ref().is_none_or(BackgroundJob::is_done)
    }

    /// Waits for what comes of it.
    pub fn wait(mut self) -> Result<Option<T>, Fault> {
        let Some(job) = self.job.take() else { return Ok(None) };
        job.result()?.map_err(|error| Fault::Recording(error.to_string()))
    }
}

impl<T: Send + 'static> Drop for HeldProcess<T> {
    /// What was written for it is taken away when it has ended.
    fn drop(&mut self) {
        self.let_go();
        let asked = Instant::now();
        while !self.is_done() && asked.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Handle {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_let_go(&self) -> bool {
        matches!(*self.state(), State::LetGo)
    }
}
