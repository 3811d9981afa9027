//! The window's pictures: one is asked for at the end of each frame that is recorded, and comes some frames later.

use bevy::{
    ecs::system::SystemParam,
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
    window::PrimaryWindow,
};

use super::{
    ClipRecorder, HiddenPart, PictureClipboard, STILL, StillTarget,
    folder::RecordingFolder,
    frame_thread::{Crop, WindowPicture},
    subject::Subject,
};
use crate::{
    capture::{IfTaken, still},
    game::{Announcer, Fault, board::BoardLayout},
    panels::{RecordingChoice, Region},
    theme::Theme,
};

/// Pictures on their way at most: more would only fill the memory of a machine that cannot follow.
const ON_THEIR_WAY: usize = 6;

/// A picture that was asked for.
#[derive(Component, Clone)]
pub(super) struct ScreenshotRequest {
    /// What it is for.
    purpose: Purpose,
    crop: Crop,
}

#[derive(Clone, Copy)]
enum Purpose {
    /// A frame of the clip, by its number.
    Frame(u64),
    Still(StillTarget),
}

/// Pictures that have come, until they are handed on: the renderer takes their entities away again at once.
#[derive(Resource, Default)]
pub(super) struct ScreenshotQueue(Vec<(ScreenshotRequest, Image)>);

/// All that says where things are in the window, and what of it is in a picture.
#[derive(SystemParam)]
pub(super) struct Framing<'w, 's> {
    layout: Res<'w, BoardLayout>,
    choice: Res<'w, RecordingChoice>,
    theme: Res<'w, Theme>,
    hidden: Res<'w, HiddenPart>,
    window: Option<Single<'w, 's, &'static Window, With<PrimaryWindow>>>,
}

impl Framing<'_, '_> {
    /// What a picture is cut to; `None` where there is no window.
    fn cut(&self) -> Option<Crop> {
        let scale = self.window.as_ref()?.scale_factor();
        let physical = |rect: Rect| Rect { min: rect.min * scale, max: rect.max * scale };
        let hidden = self.hidden.0.map(|rect| Rect::new(rect.min.x, rect.min.y, rect.max.x, rect.max.y).inflate(2.0));
        let panel = self.theme.palette.panel;
        Some(Crop {
            area: match self.choice.region {
                Region::Board => self.layout.viewport.map(physical),
                Region::Window => None,
            },
            hidden: hidden.map(|rect| (physical(rect), [panel.r(), panel.g(), panel.b(), 255])),
        })
    }
}

pub(super) fn request(
    mut commands: Commands,
    mut recorder: ResMut<ClipRecorder>,
    framing: Framing,
    under_way: Query<(), With<ScreenshotRequest>>,
) {
    if recorder.running.is_none() && recorder.stills.is_empty() {
        return;
    }
    let Some(crop) = framing.cut() else { return };
    let purpose = if let Some(running) = &mut recorder.running {
        if under_way.iter().count() >= ON_THEIR_WAY {
            // The renderer is behind; this frame is shown but not recorded, and window time has gone on without it only once.
            return;
        }
        running.pictures += 1;
        Purpose::Frame(running.pictures - 1)
    } else {
        Purpose::Still(recorder.stills.remove(0))
    };
    commands
        .spawn((Name::new("Picture of the window"), Screenshot::primary_window(), ScreenshotRequest { purpose, crop }))
        .observe(
            |mut captured: On<ScreenshotCaptured>,
             asked: Query<&ScreenshotRequest>,
             mut queue: ResMut<ScreenshotQueue>| {
                if let Ok(asked) = asked.get(captured.entity) {
                    // Megabytes that nobody else looks at: taken, not copied.
                    queue.0.push((asked.clone(), std::mem::take(&mut captured.image)));
                }
            },
        );
}

/// Hands pictures on to the thread that makes frames of them, in the order of their numbers, and stills to a file.
pub(super) fn collect(
    mut recorder: ResMut<ClipRecorder>,
    mut queue: ResMut<ScreenshotQueue>,
    (folder, clipboard): (Res<RecordingFolder>, Res<PictureClipboard>),
    subject: Subject,
    mut announcer: Announcer,
) {
    for (asked, image) in queue.0.drain(..) {
        let picture = WindowPicture { image, crop: asked.crop };
        match asked.purpose {
            // Unless the recording was stopped in the meantime.
            Purpose::Frame(number) => {
                if let Some(running) = &mut recorder.running {
                    running.frame_thread.give(number, picture);
                }
            }
            Purpose::Still(StillTarget::Clipboard) => recorder.copying.push(clipboard.begin(picture)),
            Purpose::Still(StillTarget::File) => {
                let path = folder.path(&subject.name(), STILL);
                let saved = path.and_then(|path| {
                    let frame = picture.develop(None)?;
                    Ok(still(&path, IfTaken::Number, frame)?)
                });
                recorder.finishing.extend(announcer.ok(saved.map_err(Fault::recording)));
            }
        }
    }
}
