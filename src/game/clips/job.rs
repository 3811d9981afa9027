//! A video that is being made, and how far it is.

use std::{
    ffi::OsString,
    path::PathBuf,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use super::{held::HeldProcess, process::FinishedClip, source::ClipSource};
use crate::{
    game::faults::Fault,
    panels::replay::{ClipKind, ClipProgress},
};

/// The video. When it is dropped, it ends where it is.
pub(super) struct ClipJob {
    kind: ClipKind,
    told: Arc<Told>,
    process: HeldProcess<FinishedClip>,
}

/// What the process has said.
#[derive(Default)]
struct Told {
    frames: AtomicU64,
    of: AtomicU64,
    /// When there was a frame, and how many there were then.
    begun: OnceLock<(Instant, u64)>,
}

impl ClipJob {
    /// Goes to work.
    pub fn begin(program: PathBuf, kind: ClipKind, material: ClipSource, arguments: Vec<OsString>) -> Self {
        let told = Arc::<Told>::default();
        let heard = told.clone();
        let process = HeldProcess::start(
            program,
            material,
            |_| arguments,
            move |process| {
                process.hear(|frames, of| {
                    heard.frames.store(frames, Ordering::Relaxed);
                    heard.of.store(of, Ordering::Relaxed);
                    if frames > 0 {
                        heard.begun.get_or_init(|| (Instant::now(), frames));
                    }
                })
            },
        );
        Self { kind, told, process }
    }

    /// Where it stands.
    pub fn progress(&self) -> ClipProgress {
        let Told { frames, of, begun } = &*self.told;
        let (frames, of) = (frames.load(Ordering::Relaxed), of.load(Ordering::Relaxed));
        let seconds_left = begun.get().filter(|(_, first)| frames > *first).map(|(begun, first)| {
            begun.elapsed().as_secs_f32() * of.saturating_sub(frames) as f32 / (frames - first) as f32
        });
        ClipProgress {
            kind: self.kind,
            done: frames as f32 / of.max(1) as f32,
            seconds_left,
            stopping: self.process.is_let_go(),
        }
    }

    /// The video ends where it is.
    pub fn stop(&self) {
        self.process.let_go();
    }

    /// Whether there is nothing more to wait for.
    pub fn is_done(&self) -> bool {
        self.process.is_done()
    }

    /// Waits for what comes of it.
    pub fn wait(self) -> Result<Option<FinishedClip>, Fault> {
        self.process.wait()
    }
}
