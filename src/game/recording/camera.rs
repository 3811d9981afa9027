//! The window's pictures: one is asked for at the end of each frame that is recorded, and comes some frames later.

use bevy::{
    ecs::system::SystemParam,
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
    window::PrimaryWindow,
};

use super::{
    HiddenPart, STILL, Studio,
    darkroom::{Cut, Shot},
    folder::RecordingFolder,
};
use crate::{
    capture::{IfTaken, still},
    game::{board::BoardLayout, faults::Fault, lanes::Lanes, notices::Announcer, preferences::Preferences},
    panels::Region,
    theme::Theme,
};

/// Pictures on their way at most: more would only fill the memory of a machine that cannot follow.
const ON_THEIR_WAY: usize = 6;

/// A picture that was asked for.
#[derive(Component, Clone)]
pub(super) struct Asked {
    /// Its place in the clip; `None` for a still.
    number: Option<u64>,
    cut: Cut,
}

/// Pictures that have come, until they are handed on: the renderer takes their entities away again at once.
#[derive(Resource, Default)]
pub(super) struct Desk(Vec<(Asked, Image)>);

/// All that says where things are in the window, and what of it is in a picture.
#[derive(SystemParam)]
pub(super) struct Framing<'w, 's> {
    layout: Res<'w, BoardLayout>,
    preferences: Res<'w, Preferences>,
    theme: Res<'w, Theme>,
    hidden: Res<'w, HiddenPart>,
    window: Option<Single<'w, 's, &'static Window, With<PrimaryWindow>>>,
}

impl Framing<'_, '_> {
    /// What a picture is cut to; `None` where there is no window.
    fn cut(&self) -> Option<Cut> {
        let scale = self.window.as_ref()?.scale_factor();
        let physical = |rect: Rect| Rect { min: rect.min * scale, max: rect.max * scale };
        let hidden = self.hidden.0.map(|rect| Rect::new(rect.min.x, rect.min.y, rect.max.x, rect.max.y).inflate(2.0));
        let panel = self.theme.palette.panel;
        Some(Cut {
            area: match self.preferences.clip.region {
                Region::Board => self.layout.viewport.map(physical),
                Region::Window => None,
            },
            hidden: hidden.map(|rect| (physical(rect), [panel.r(), panel.g(), panel.b(), 255])),
        })
    }
}

pub(super) fn shoot(
    mut commands: Commands,
    mut studio: ResMut<Studio>,
    framing: Framing,
    under_way: Query<(), With<Asked>>,
) {
    if studio.running.is_none() && studio.stills == 0 {
        return;
    }
    let Some(cut) = framing.cut() else { return };
    let number = if let Some(running) = &mut studio.running {
        if under_way.iter().count() >= ON_THEIR_WAY {
            // The renderer is behind; this frame is shown but not recorded, and window time has gone on without it only once.
            return;
        }
        running.shots += 1;
        Some(running.shots - 1)
    } else {
        studio.stills -= 1;
        None
    };
    commands.spawn((Name::new("Picture of the window"), Screenshot::primary_window(), Asked { number, cut })).observe(
        |mut captured: On<ScreenshotCaptured>, asked: Query<&Asked>, mut desk: ResMut<Desk>| {
            if let Ok(asked) = asked.get(captured.entity) {
                // Megabytes that nobody else looks at: taken, not copied.
                desk.0.push((asked.clone(), std::mem::take(&mut captured.image)));
            }
        },
    );
}

/// Hands pictures on to the darkroom, in the order of their numbers, and stills to a file.
pub(super) fn collect(
    mut studio: ResMut<Studio>,
    mut desk: ResMut<Desk>,
    folder: Res<RecordingFolder>,
    lanes: Res<Lanes>,
    mut announcer: Announcer,
) {
    for (asked, image) in desk.0.drain(..) {
        let shot = Shot { image, cut: asked.cut };
        match (asked.number, &mut studio.running) {
            (Some(number), Some(running)) => running.darkroom.give(number, shot),
            // The recording was stopped in the meantime.
            (Some(_), None) => {}
            (None, _) => {
                let path = folder.path(&lanes.plan.level.name, STILL);
                let saved = path.and_then(|path| {
                    let frame = shot.develop(None)?;
                    Ok(still(&path, IfTaken::Number, frame)?)
                });
                match saved {
                    Ok(finishing) => studio.finishing.push(finishing),
                    Err(fault) => announcer.error(Fault::Recording(fault.to_string())),
                }
            }
        }
    }
}
