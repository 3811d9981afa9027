//! Pictures for the clipboard. They are encoded first, so that is done on a thread of its own.

use std::{
    borrow::Cow,
    sync::{Arc, Mutex, PoisonError},
};

use arboard::{Clipboard, ImageData};
use bevy::prelude::*;

use super::{ClipRecorder, WindowPicture};
use crate::{
    capture::{Frame, FrameSize},
    game::{Announcer, BackgroundJob, Fault},
};

/// Puts a picture on the clipboard, or says why it cannot.
type CopyPicture = dyn Fn(&Frame) -> Result<(), String> + Send + Sync;

/// Where copied pictures go.
#[derive(Resource, Clone)]
pub struct PictureClipboard(pub Arc<CopyPicture>);

impl Default for PictureClipboard {
    /// The system's. It stays open: on X11 a copy is there as long as the program that it was copied in.
    fn default() -> Self {
        let opened = Mutex::new(None);
        Self(Arc::new(move |frame: &Frame| {
            let mut opened = opened.lock().unwrap_or_else(PoisonError::into_inner);
            copy(&mut opened, frame).map_err(|error| error.to_string())
        }))
    }
}

fn copy(opened: &mut Option<Clipboard>, frame: &Frame) -> Result<(), arboard::Error> {
    let clipboard = match opened {
        Some(clipboard) => clipboard,
        None => opened.insert(Clipboard::new()?),
    };
    let FrameSize { width, height } = frame.size();
    let bytes = Cow::Borrowed(frame.rgba());
    clipboard.set_image(ImageData { width: width as usize, height: height as usize, bytes })
}

/// What comes of copying; why not, in words.
pub(super) type Copied = BackgroundJob<Result<(), Fault>>;

impl PictureClipboard {
    /// Begins to copy a picture of the window.
    pub(super) fn begin(&self, picture: WindowPicture) -> Copied {
        let copy = self.0.clone();
        BackgroundJob::start(move || {
            let frame = picture.develop(None).map_err(Fault::recording)?;
            copy(&frame).map_err(Fault::Clipboard)
        })
    }
}

/// Tells what came of it.
pub(super) fn finish(mut recorder: ResMut<ClipRecorder>, mut announcer: Announcer) {
    let copied = &mut recorder.bypass_change_detection().copying;
    for done in copied.extract_if(.., |copied| copied.is_done()) {
        if announcer.ok(done.result().flatten()).is_some() {
            announcer.done("notice-copied-picture");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use bevy::{
        asset::RenderAssetUsages,
        render::render_resource::{Extent3d, TextureDimension, TextureFormat},
    };

    use super::*;
    use crate::{
        game::{notices::Notice, recording::Crop},
        language::{Language, Texts},
    };

    /// A red picture of the window, of which the left half is wanted.
    fn picture() -> WindowPicture {
        let size = Extent3d { width: 8, height: 4, depth_or_array_layers: 1 };
        let format = TextureFormat::Bgra8UnormSrgb;
        let red = [0, 0, 255, 255];
        let image = Image::new_fill(size, TextureDimension::D2, &red, format, RenderAssetUsages::MAIN_WORLD);
        WindowPicture { image, crop: Crop { area: Some(Rect::new(0.0, 0.0, 4.0, 4.0)), hidden: None } }
    }

    /// What is said once a picture was given to this clipboard.
    fn said(clipboard: PictureClipboard) -> Vec<String> {
        let mut app = App::new();
        app.init_resource::<ClipRecorder>().add_message::<Notice>().add_systems(Update, finish);
        let copied = clipboard.begin(picture());
        while !copied.is_done() {
            std::thread::yield_now();
        }
        app.world_mut().resource_mut::<ClipRecorder>().copying.push(copied);
        app.update();
        assert!(app.world().resource::<ClipRecorder>().copying.is_empty());
        let notices: Vec<Notice> = app.world_mut().resource_mut::<Messages<Notice>>().drain().collect();
        let texts = Texts::new(Language::English);
        notices.iter().map(|notice| notice.say(&texts)).collect()
    }

    #[test]
    fn what_is_copied_is_the_picture_and_a_system_without_a_clipboard_is_named() {
        let (sender, copied) = channel();
        let sender = Mutex::new(sender);
        let keep = PictureClipboard(Arc::new(move |frame: &Frame| {
            let sender = sender.lock().map_err(|error| error.to_string())?;
            sender.send(frame.clone()).map_err(|error| error.to_string())
        }));
        assert_eq!(said(keep), ["Picture copied. Paste it into a slide or a message."]);
        let frame: Frame = copied.recv().expect("it was copied");
        assert_eq!(frame.size(), FrameSize { width: 4, height: 4 });
        assert_eq!(frame.rgba(), [255, 0, 0, 255].repeat(16));

        let none = PictureClipboard(Arc::new(|_: &Frame| Err("there is none".to_owned())));
        let said = said(none);
        assert!(said[0].contains("could not be copied") && said[0].ends_with("there is none"), "{said:?}");
    }
}
