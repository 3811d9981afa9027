//! The thread that encodes, and the way to its result: by waiting, by asking now and then, or by letting go.
//! How frames get to it is `recorder`.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::Receiver,
    },
    thread::{self, JoinHandle},
};

use super::{
    Frame, RecordingError,
    fault::{Encoder, Fault},
    target::Place,
};

/// A recording that is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// The file, or the folder of frames.
    pub path: PathBuf,
    /// Frames that were given, which is also how many the clip has (a GIF at more than 50 a second has fewer).
    pub frames: u64,
    /// What they last, seconds.
    pub seconds: f64,
    /// Bytes on the disk.
    pub bytes: u64,
}

/// A recording that takes no more frames and is being written to its end. Dropped, it waits for that.
#[derive(Debug)]
pub struct Finishing {
    worker: Worker,
    given: u64,
}

impl Finishing {
    pub(super) fn new(worker: Worker, given: u64) -> Self {
        Self { worker, given }
    }

    /// Frames that are encoded, of those that were given.
    #[must_use]
    pub fn progress(&self) -> (u64, u64) {
        (self.worker.encoded(), self.given)
    }

    /// Whether [`Finishing::wait`] would return at once.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.worker.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// [`RecordingError::Stopped`], [`RecordingError::Encoder`] with what was recorded until then,
    /// [`RecordingError::NoFrames`] if no frame had been given, [`RecordingError::Over`] if the error was given out before.
    pub fn wait(mut self) -> Result<Recorded, RecordingError> {
        self.worker.join()
    }
}

/// The thread, which is waited for at the latest when this is dropped.
#[derive(Debug)]
pub(super) struct Worker {
    thread: Option<JoinHandle<Result<Recorded, RecordingError>>>,
    encoded: Arc<AtomicU64>,
    path: PathBuf,
}

impl Worker {
    /// A thread that encodes all of `frames` with what `make` gives, then finishes. It is no task of a pool: it waits for frames as long as
    /// the recording goes on, which would take a pool's thread away from everybody else, and commands without a window have no pool.
    pub(super) fn start(
        make: impl FnOnce() -> Result<Box<dyn Encoder>, Fault> + Send + 'static,
        frames: Receiver<Frame>,
        place: &Place,
        frames_per_second: u32,
    ) -> Result<Self, RecordingError> {
        let encoded = Arc::new(AtomicU64::new(0));
        let path = place.path.clone();
        let work = Work { place: place.clone(), frames_per_second, encoded: Arc::clone(&encoded) };
        let thread = thread::Builder::new()
            .name("recording".into())
            .spawn(move || match make() {
                Ok(made) => work.run(made, frames),
                Err(fault) => Err(work.stopped(0, fault)),
            })
            .map_err(|source| {
                place.give_back();
                RecordingError::Thread { source }
            })?;
        Ok(Self { thread: Some(thread), encoded, path })
    }

    pub(super) fn path(&self) -> &PathBuf {
        &self.path
    }

    pub(super) fn encoded(&self) -> u64 {
        self.encoded.load(Ordering::Relaxed)
    }

    /// What became of it; only the first call is told.
    pub(super) fn join(&mut self) -> Result<Recorded, RecordingError> {
        let Some(thread) = self.thread.take() else {
            return Err(RecordingError::Over { path: self.path.clone() });
        };
        thread.join().unwrap_or_else(|_| {
            Err(RecordingError::Encoder {
                path: self.path.clone(),
                frames: 0,
                seconds: 0.0,
                what: "it panicked, which is a bug: please report it".into(),
            })
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Whoever wanted to know has asked.
        let _ = self.join();
    }
}

struct Work {
    place: Place,
    frames_per_second: u32,
    encoded: Arc<AtomicU64>,
}

impl Work {
    fn run(self, mut encoder: Box<dyn Encoder>, frames: Receiver<Frame>) -> Result<Recorded, RecordingError> {
        let mut count = 0;
        for frame in frames {
            if let Err(fault) = encoder.encode(&frame) {
                return Err(self.stopped(encoder.kept(), fault));
            }
            count += 1;
            self.encoded.store(count, Ordering::Relaxed);
        }
        if count == 0 {
            self.place.give_back();
            return Err(RecordingError::NoFrames { path: self.place.path });
        }
        match encoder.finish() {
            Ok(bytes) => Ok(Recorded { seconds: self.seconds(count), path: self.place.path, frames: count, bytes }),
            Err(fault) => Err(self.stopped(encoder.kept(), fault)),
        }
    }

    /// The error that says where this stopped and what there is of it.
    fn stopped(&self, frames: u64, fault: Fault) -> RecordingError {
        if frames == 0 {
            self.place.give_back();
        }
        let (path, seconds) = (self.place.path.clone(), self.seconds(frames));
        match fault {
            Fault::Io(source) => RecordingError::Stopped { path, frames, seconds, source },
            Fault::Codec(what) => RecordingError::Encoder { path, frames, seconds, what },
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "no clip has 2^53 frames")]
    fn seconds(&self, frames: u64) -> f64 {
        frames as f64 / f64::from(self.frames_per_second)
    }
}
