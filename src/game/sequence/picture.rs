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
        Announcer, BackgroundJob, Fault,
        board::BoardLayout,
        recording::{Crop, WindowPicture},
    },
};

/// The file that a picture is wanted for; it is taken as soon as the dialog has gone.
#[derive(Resource, Default)]
pub(super) struct PictureWanted(pub(super) Option<PathBuf>);

/// A picture that was asked for.
#[derive(Component, Clone)]
pub(super) struct PageScreenshot {
    file: PathBuf,
    crop: Crop,
}

/// Pictures that are being written.
#[derive(Resource, Default)]
pub(super) struct PictureWrites(Vec<(PathBuf, BackgroundJob<Result<(), Fault>>)>);

/// Asks for the window's next frame.
pub(super) fn request(
    mut commands: Commands,
    mut wanted: ResMut<PictureWanted>,
    layout: Res<BoardLayout>,
    window: Option<Single<&Window, With<PrimaryWindow>>>,
) {
    let Some(window) = window else { return };
    let Some(file) = wanted.0.take() else { return };
    let scale = window.scale_factor();
    let area = layout.viewport.map(|area| Rect { min: area.min * scale, max: area.max * scale });
    let crop = Crop { area, hidden: None };
    commands
        .spawn((Name::new("Picture of the page"), Screenshot::primary_window(), PageScreenshot { file, crop }))
        .observe(
            |captured: On<ScreenshotCaptured>, asked: Query<&PageScreenshot>, mut writes: ResMut<PictureWrites>| {
                let Ok(PageScreenshot { file, crop }) = asked.get(captured.entity).cloned() else {
                    return;
                };
                let (image, path) = (captured.image.clone(), file.clone());
                writes.0.push((file, BackgroundJob::start(move || develop(WindowPicture { image, crop }, &path))));
            },
        );
}

/// In the background.
fn develop(picture: WindowPicture, path: &Path) -> Result<(), Fault> {
    let frame = picture.develop(None).map_err(Fault::recording)?;
    let size = frame.size();
    let picture = RgbaImage::from_raw(size.width, size.height, frame.rgba().to_vec())
        .ok_or_else(|| Fault::write(path, "the picture has no pixels"))?;
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).map_err(|error| Fault::write(path, error))?;
    files::write_atomically(path, png.get_ref()).map_err(|error| Fault::write(path, error))
}

/// Says which pictures are there.
pub(super) fn hand_over(mut writes: ResMut<PictureWrites>, mut announcer: Announcer) {
    let done: Vec<_> = writes.bypass_change_detection().0.extract_if(.., |(_, job)| job.is_done()).collect();
    for (path, job) in done {
        announcer.saved(job.result().flatten(), &path);
    }
}
