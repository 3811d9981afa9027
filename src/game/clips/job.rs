//! A video that is being made: a thread of its own writes what it needs, starts the process and hears it.

use std::{
    ffi::OsString,
    path::PathBuf,
    process::ChildStdin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    process::{ClipProcess, ClipProcessError, FinishedClip},
    source::ClipSource,
};
use crate::{
    game::{faults::Fault, job::BackgroundJob},
    panels::replay::{ClipKind, ClipProgress},
};

/// How long the end of the program waits for the video's.
const PATIENCE: Duration = Duration::from_secs(5);

/// What comes of it: nothing where it was stopped before it began.
type ClipOutcome = Result<Option<FinishedClip>, ClipProcessError>;

/// The video.
pub(super) struct ClipJob {
    kind: ClipKind,
    shared: Arc<Shared>,
    job: Option<BackgroundJob<ClipOutcome>>,
}

/// What the window and the thread both know.
#[derive(Default)]
struct Shared {
    handle: Mutex<ProcessHandle>,
    frames: AtomicU64,
    of: AtomicU64,
}

/// By what the process is held.
#[derive(Default)]
enum ProcessHandle {
    /// It has not been started.
    #[default]
    Waiting,
    /// It goes on as long as this is open.
    Held(Option<ChildStdin>),
    /// It is to come to an end.
    Let,
}

impl ClipJob {
    /// Goes to work.
    pub fn begin(program: PathBuf, kind: ClipKind, material: ClipSource, arguments: Vec<OsString>) -> Self {
        let shared = Arc::<Shared>::default();
        let told = shared.clone();
        Self { kind, shared, job: Some(BackgroundJob::start(move || work(program, material, arguments, &told))) }
    }

    /// Where it stands.
    pub fn progress(&self) -> ClipProgress {
        let (frames, of) = (&self.shared.frames, &self.shared.of);
        ClipProgress {
            kind: self.kind,
            done: frames.load(Ordering::Relaxed) as f32 / of.load(Ordering::Relaxed).max(1) as f32,
            stopping: matches!(*self.shared.handle(), ProcessHandle::Let),
        }
    }

    /// The video ends where it is.
    pub fn stop(&self) {
        let handle = std::mem::replace(&mut *self.shared.handle(), ProcessHandle::Let);
        if let ProcessHandle::Held(open) = handle {
            drop(open);
        }
    }

    /// Whether there is nothing more to wait for.
    pub fn is_done(&self) -> bool {
        self.job.as_ref().is_none_or(BackgroundJob::is_done)
    }

    /// Waits for what comes of it.
    pub fn wait(mut self) -> Result<Option<FinishedClip>, Fault> {
        let Some(job) = self.job.take() else { return Ok(None) };
        job.result()?.map_err(|error| Fault::Recording(error.to_string()))
    }
}

impl Drop for ClipJob {
    /// The process brings its video to an end; what was written for it is taken away then.
    fn drop(&mut self) {
        self.stop();
        let asked = Instant::now();
        while !self.is_done() && asked.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Shared {
    fn handle(&self) -> std::sync::MutexGuard<'_, ProcessHandle> {
        self.handle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn work(program: PathBuf, material: ClipSource, arguments: Vec<OsString>, shared: &Shared) -> ClipOutcome {
    let folder = tempfile::Builder::new().prefix("sidestep-clip-").tempdir().map_err(ClipProcessError::Folder)?;
    let mut words = material.arguments(&folder)?;
    words.extend(arguments);
    let helper = {
        let mut handle = shared.handle();
        if matches!(*handle, ProcessHandle::Let) {
            return Ok(None);
        }
        let (helper, open) = ClipProcess::start(&program, words)?;
        *handle = ProcessHandle::Held(open);
        helper
    };
    let made = helper.hear(|frames, of| {
        shared.frames.store(frames, Ordering::Relaxed);
        shared.of.store(of, Ordering::Relaxed);
    });
    match made {
        // Stopped before there was a frame, it has nothing to say.
        Err(ClipProcessError::Silent(_)) if matches!(*shared.handle(), ProcessHandle::Let) => Ok(None),
        made => made.map(Some),
    }
}
