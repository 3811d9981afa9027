//! A picture of the page as it is: cut out of the window's next frame and written as PNG.

use std::{
    io::Cursor,
    panic,
    path::{Path, PathBuf},
    thread::{self, JoinHandle},
};

use bevy::{
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
    window::PrimaryWindow,
};
use image::{ImageFormat, RgbaImage};

use super::export::say_saved;
use crate::{
    files,
    game::{
        board::BoardLayout,
        faults::Fault,
        notices::Notices,
        recording::{Cut, Shot},
    },
    language::Texts,
    panels::MessageKind,
};

/// The file that a picture is wanted for; it is taken as soon as the dialog has gone.
#[derive(Resource, Default)]
pub(super) struct PictureWanted(pub(super) Option<PathBuf>);

/// A picture that was asked for.
#[derive(Component, Clone)]
pub(super) struct Asked {
    file: PathBuf,
    cut: Cut,
}

/// Pictures that are being written.
#[derive(Resource, Default)]
pub(super) struct Desk(Vec<(PathBuf, JoinHandle<Result<(), Fault>>)>);

/// Asks for the window's next frame.
pub(super) fn shoot(
    mut commands: Commands,
    mut wanted: ResMut<PictureWanted>,
    layout: Res<BoardLayout>,
    window: Option<Single<&Window, With<PrimaryWindow>>>,
) {
    let Some(window) = window else { return };
    let Some(file) = wanted.0.take() else { return };
    let scale = window.scale_factor();
    let area = layout.viewport.map(|area| Rect { min: area.min * scale, max: area.max * scale });
    let cut = Cut { area, hidden: None };
    commands.spawn((Name::new("Picture of the page"), Screenshot::primary_window(), Asked { file, cut })).observe(
        |captured: On<ScreenshotCaptured>, asked: Query<&Asked>, mut desk: ResMut<Desk>| {
            let Ok(Asked { file, cut }) = asked.get(captured.entity).cloned() else {
                return;
            };
            let (image, path) = (captured.image.clone(), file.clone());
            let worker = thread::spawn(move || develop(Shot { image, cut }, &path));
            desk.0.push((file, worker));
        },
    );
}

/// On a thread.
fn develop(shot: Shot, path: &Path) -> Result<(), Fault> {
    let frame = shot.develop(None).map_err(|error| Fault::Recording(error.to_string()))?;
    let refused = |finding: String| Fault::Write { file: path.display().to_string(), finding };
    let size = frame.size();
    let picture = RgbaImage::from_raw(size.width, size.height, frame.rgba().to_vec())
        .ok_or_else(|| refused("the picture has no pixels".to_owned()))?;
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).map_err(|error| refused(error.to_string()))?;
    files::write_atomically(path, png.get_ref()).map_err(|error| Fault::write(path, &error))
}

/// Says which pictures are there.
pub(super) fn hand_over(mut desk: ResMut<Desk>, mut notices: ResMut<Notices>, texts: Res<Texts>) {
    let done: Vec<_> = desk.bypass_change_detection().0.extract_if(.., |(_, worker)| worker.is_finished()).collect();
    for (path, worker) in done {
        match worker.join().unwrap_or_else(|fault| panic::resume_unwind(fault)) {
            Ok(()) => say_saved(&path, &mut notices, &texts),
            Err(fault) => notices.push(MessageKind::Error, &fault.say(&texts)),
        }
    }
}
