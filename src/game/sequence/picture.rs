//! A picture of the page as it is: cut out of the window's next frame and written as PNG.

use std::{
    io::Cursor,
    path::{Path, PathBuf},
};

use bevy::{
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
    window::PrimaryWindow,
};
use image::{ImageFormat, RgbaImage};

use crate::{
    files,
    game::{
        board::BoardLayout,
        faults::Fault,
        job::Job,
        notices::Announcer,
        recording::{Cut, Shot},
    },
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
pub(super) struct Desk(Vec<(PathBuf, Job<Result<(), Fault>>)>);

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
            desk.0.push((file, Job::start(move || develop(Shot { image, cut }, &path))));
        },
    );
}

/// In the background.
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
pub(super) fn hand_over(mut desk: ResMut<Desk>, mut announcer: Announcer) {
    let done: Vec<_> = desk.bypass_change_detection().0.extract_if(.., |(_, job)| job.is_done()).collect();
    for (path, job) in done {
        match job.result().flatten() {
            Ok(()) => announcer.done_with("notice-saved", &path),
            Err(fault) => announcer.error(fault),
        }
    }
}
