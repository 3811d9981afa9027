//! Clips of replays, of the lab's pages and reels of trainings, asked for in the window. A clip is drawn by an app of its own, and a
//! process holds one app: so this very program is started again, as `sidestep record`, and tells how far it is.
//!
//! ```text
//! ClipOrder (what, how) -> ClipSource (files for it) -> ClipProcess -> a notice; before that, a preview
//! ```

mod arguments;
mod commands;
mod desk;
mod held;
mod job;
mod preview;
mod process;
mod source;

use std::path::PathBuf;

use bevy::prelude::*;

use super::sets::{ControlSystems, ViewSystems};
use crate::panels::replay::{ClipChoice, ClipCommand, ClipProgress};
use commands::ClipMaterial;
pub use desk::ClipDesk;
use job::ClipJob;
pub use preview::ClipPreview;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<CurrentClip>()
        .init_resource::<ClipProgram>()
        .init_resource::<ClipChoice>()
        .init_resource::<ClipPreview>()
        .add_message::<ClipCommand>()
        .add_systems(
            Update,
            (commands::carry_out, commands::finish, preview::make).chain().after(ControlSystems).before(ViewSystems),
        );
}

/// The program that makes clips.
#[derive(Resource, Clone, Debug)]
pub struct ClipProgram(pub PathBuf);

impl Default for ClipProgram {
    /// This one; where the system does not say which that is, the one that is found under its name.
    fn default() -> Self {
        Self(std::env::current_exe().unwrap_or_else(|_| "sidestep".into()))
    }
}

/// The video that is being made, one at a time. When it is dropped, the video ends where it is.
#[derive(Resource, Default)]
pub struct CurrentClip(Option<ClipJob>);

impl CurrentClip {
    /// Where the video stands that is being made.
    pub fn progress(&self) -> Option<ClipProgress> {
        self.0.as_ref().map(ClipJob::progress)
    }
}
