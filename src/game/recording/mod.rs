//! Recording what the window shows: its clock while it records, the pictures off the screen, their way to the encoder.
//! How frames become files stands in `capture`.
//!
//! ```text
//! frame_clock (a frame is 1/30 s) -> screenshots (of the window) -> frame_thread (crop, scale) -> capture (encode)
//! ```

mod clipboard;
mod commands;
mod folder;
mod frame_clock;
mod frame_thread;
mod screenshots;
mod subject;

use bevy::prelude::*;

pub use clipboard::PictureClipboard;
pub use folder::RecordingFolder;
pub(super) use frame_thread::{Crop, WindowPicture};

use super::{ControlSystems, ViewSystems};
use crate::{
    capture::Finishing,
    panels::{ClipState, Rate, RecordingChoice, RecordingCommand, Region},
};
use clipboard::Copied;
use frame_thread::FrameThread;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<ClipRecorder>()
        .init_resource::<RecordingFolder>()
        .init_resource::<PictureClipboard>()
        .init_resource::<HiddenPart>()
        .init_resource::<RecordingChoice>()
        .add_message::<RecordingCommand>()
        .init_resource::<screenshots::ScreenshotQueue>()
        .add_systems(
            Update,
            (
                commands::carry_out.after(ControlSystems).before(ViewSystems),
                screenshots::collect,
                (commands::finish, clipboard::finish),
            )
                .chain(),
        )
        // Only a window that is drawn can be photographed.
        .add_systems(
            Last,
            screenshots::request
                .in_set(CameraSystems)
                .before(frame_clock::FrameClockSystems)
                .before(super::simulation_clock::leave)
                .run_if(resource_exists::<crate::theme::Theme>),
        )
        .add_plugins(frame_clock::plugin);
}

/// Pictures of the window are asked for here, once all of it is drawn.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CameraSystems;

/// The recording that runs, and those that are still being written.
#[derive(Resource, Default)]
pub struct ClipRecorder {
    running: Option<RunningClip>,
    finishing: Vec<Finishing>,
    /// Stills that are on their way to the clipboard.
    copying: Vec<Copied>,
    /// Where stills are to go that were asked for and are not on their way yet.
    stills: Vec<StillTarget>,
}

/// Where a still goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StillTarget {
    File,
    Clipboard,
}

/// How the names of stills end; those of clips end otherwise.
const STILL: &str = "png";

/// What must not be in a clip of the whole window: the buttons that show that it records, in points. Said by who draws them.
#[derive(Resource, Default)]
pub struct HiddenPart(pub Option<bevy_egui::egui::Rect>);

struct RunningClip {
    frame_thread: FrameThread,
    rate: Rate,
    /// Pictures asked for so far.
    pictures: u64,
}

impl ClipRecorder {
    /// What the buttons show.
    pub fn state(&self) -> ClipState {
        if let Some(running) = &self.running {
            return ClipState::Recording { seconds: running.pictures as f32 / running.rate.per_second() as f32 };
        }
        let progress = self.finishing.iter().map(Finishing::progress);
        let (done, given) = progress.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        if self.finishing.is_empty() {
            ClipState::Idle
        } else {
            ClipState::Finishing { done: done as f32 / given.max(1) as f32 }
        }
    }

    /// Whether a clip or a picture of the board alone is being taken, as is chosen now.
    pub fn records_board(&self, choice: RecordingChoice) -> bool {
        (self.is_recording() || !self.stills.is_empty()) && choice.region == Region::Board
    }

    /// Whether a clip is being recorded.
    pub fn is_recording(&self) -> bool {
        self.running.is_some()
    }
}
