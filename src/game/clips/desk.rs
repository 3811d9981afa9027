//! What screens are told of clips, and what they hand on of what is asked for about them.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::Context;

use super::{ClipPreview, CurrentClip};
use crate::{
    game::recording::RecordingFolder,
    language::Texts,
    panels::replay::{ClipChoice, ClipCommand, ClipOrder, ClipPreviewView, ClipProgress, ClipView, ReplayPlace},
};

/// Where a screen with a window of choices asks and is told.
#[derive(SystemParam)]
pub struct ClipDesk<'w> {
    choice: Res<'w, ClipChoice>,
    current: Res<'w, CurrentClip>,
    folder: Res<'w, RecordingFolder>,
    preview: ResMut<'w, ClipPreview>,
    commands: MessageWriter<'w, ClipCommand>,
}

/// What there is to know in a frame.
pub struct ClipNews {
    choice: ClipChoice,
    making: Option<ClipProgress>,
    preview: ClipPreviewView,
    folder: Option<String>,
}

impl ClipDesk<'_> {
    /// What there is to know.
    pub fn news(&mut self, context: &Context, texts: &Texts) -> ClipNews {
        ClipNews {
            choice: *self.choice,
            making: self.current.progress(),
            preview: self.preview.view(context, texts),
            folder: self.folder.0.as_ref().map(|folder| folder.display().to_string()),
        }
    }

    /// What was asked for, and the clip of the window of choices, if that is open.
    pub fn take(&mut self, asked: Vec<ClipCommand>, order: Option<&ClipOrder>, shown: Option<&ReplayPlace>) {
        self.commands.write_batch(asked);
        self.preview.want(order, shown);
    }
}

impl ClipNews {
    /// For panels; the keys say why no clip of a replay and of a run can be made. The lab knows itself what it shows.
    pub fn view(&self, no_clip: Option<&'static str>, no_reel: Option<&'static str>) -> ClipView<'_> {
        let no_folder = self.folder.is_none().then_some("video-no-folder");
        ClipView {
            choice: self.choice,
            making: self.making,
            preview: &self.preview,
            no_clip: no_folder.or(no_clip),
            no_reel: no_folder.or(no_reel),
            no_lab: no_folder,
            run_has_optimum: false,
            folder: self.folder.as_deref().unwrap_or_default(),
        }
    }
}
