//! The window's pictures: one is asked for at the end of each frame that is recorded, and comes some frames later.

use bevy::{
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
    game::{board::BoardLayout, faults::Fault, lanes::Lanes, notices::Notices, preferences::Preferences},
    language::Texts,
    panels::{MessageKind, Region},
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

#[expect(clippy::too_many_arguments, reason = "a picture is cut out of all that says where things are")]
pub(super) fn shoot(
    mut commands: Commands,
    mut studio: ResMut<Studio>,
    layout: Res<BoardLayout>,
    preferences: Res<Preferences>,
    theme: Res<Theme>,
    hidden: Res<HiddenPart>,
    window: Option<Single<&Window, With<PrimaryWindow>>>,
    under_way: Query<(), With<Asked>>,
) {
    let Some(window) = window else { return };
    let wants_clip = studio.running.is_some();
    if !wants_clip && studio.stills == 0 {
        return;
    }
    let scale = window.scale_factor();
    let physical = |rect: Rect| Rect { min: rect.min * scale, max: rect.max * scale };
    let hidden = hidden.0.map(|rect| physical(Rect::new(rect.min.x, rect.min.y, rect.max.x, rect.max.y).inflate(2.0)));
    let panel = theme.palette.panel;
    let cut = Cut {
        area: match preferences.clip.region {
            Region::Board => layout.viewport.map(physical),
            Region::Window => None,
        },
        hidden: hidden.map(|rect| (rect, [panel.r(), panel.g(), panel.b(), 255])),
    };
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
    mut notices: ResMut<Notices>,
    texts: Res<Texts>,
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
                    Err(fault) => notices.push(MessageKind::Error, &Fault::Recording(fault.to_string()).say(&texts)),
                }
            }
        }
    }
}
