//! What the clip of the open dialog would be like: made by the program that makes clips,
//! once the choices rest for a moment.

use std::{
    ffi::OsString,
    path::Path,
    time::{Duration, Instant},
};

use bevy::prelude::*;
use bevy_egui::egui::{ColorImage, Context, TextureHandle, TextureOptions, load::SizedTexture};

use super::{
    ClipMaterial,
    held::HeldProcess,
    process::{ClipProcess, ClipProcessError, PreviewedClip},
};
use crate::{
    capture::Format,
    game::faults::Fault,
    language::Texts,
    panels::replay::{ClipForecast, ClipOrder, ClipPreviewView, PREVIEW_WIDTH, ReplayPlace},
};

/// How long choices rest before a preview of them is made.
const REST: Duration = Duration::from_millis(300);

/// The preview: of what is wanted, what is being made, and what was made last.
#[derive(Resource, Default)]
pub struct ClipPreview {
    wanted: Option<(ClipSubject, Instant)>,
    making: Option<(ClipSubject, HeldProcess<MadePreview>)>,
    made: Option<(ClipSubject, Result<MadePreview, Fault>)>,
}

/// An order, and the replay that is shown.
type ClipSubject = (ClipOrder, Option<ReplayPlace>);

struct MadePreview {
    clip: PreviewedClip,
    pictures: Vec<ColorImage>,
    textures: Vec<TextureHandle>,
}

impl ClipPreview {
    /// A clip of this is in prospect; of nothing where no dialog is open.
    pub fn want(&mut self, order: Option<&ClipOrder>, shown: Option<&ReplayPlace>) {
        let is_wanted = match (&self.wanted, order) {
            (Some(((wanted, of), _)), Some(order)) => wanted == order && of.as_ref() == shown,
            (wanted, order) => wanted.is_none() && order.is_none(),
        };
        if !is_wanted {
            self.wanted = order.map(|order| ((order.clone(), shown.cloned()), Instant::now()));
        }
    }

    /// Whether what is wanted is known, or why it is not.
    #[must_use]
    pub fn is_made(&self) -> bool {
        self.made.as_ref().zip(self.wanted.as_ref()).is_some_and(|((made, _), (wanted, _))| made == wanted)
    }

    /// What the dialog shows.
    pub fn view(&mut self, context: &Context, texts: &Texts) -> ClipPreviewView {
        let is_made = self.is_made();
        let (forecast, failure) = match &mut self.made {
            None => (None, None),
            Some((_, Err(fault))) => (None, Some(fault.say(texts)).filter(|_| is_made)),
            Some((_, Ok(made))) => (Some(made.forecast(context)), None),
        };
        ClipPreviewView { forecast, is_made, failure }
    }
}

impl MadePreview {
    fn forecast(&mut self, context: &Context) -> ClipForecast {
        for picture in self.pictures.drain(..) {
            self.textures.push(context.load_texture("clip preview", picture, TextureOptions::LINEAR));
        }
        let texture = |texture: &TextureHandle| SizedTexture::from_handle(texture);
        let PreviewedClip { pictures: _, seconds, bytes, takes, missing, cut } = &self.clip;
        ClipForecast {
            game: self.textures.last().map(texture),
            card: self.textures.first().filter(|_| self.textures.len() > 1).map(texture),
            seconds: *seconds,
            bytes: *bytes,
            takes: *takes,
            missing: missing.clone(),
            is_cut: *cut,
        }
    }
}

/// Makes a preview of what is wanted, one at a time. What is not wanted any more is let go.
pub(super) fn make(mut preview: ResMut<ClipPreview>, mut material: ClipMaterial) {
    let preview = preview.bypass_change_detection();
    if let Some((subject, process)) = preview.making.take_if(|(_, process)| process.is_done())
        && let Some(made) = process.wait().transpose()
    {
        preview.made = Some((subject, made));
    }
    let Some((wanted, since)) = &preview.wanted else {
        preview.made = None;
        preview.making.iter().for_each(|(_, process)| process.let_go());
        return;
    };
    match &preview.making {
        Some((making, process)) if making != wanted => process.let_go(),
        None if !preview.is_made() && since.elapsed() >= REST => match material.of(&previewed(&wanted.0)) {
            Some(Ok((source, words))) => {
                let process = HeldProcess::start(material.program(), source, |folder| asking(words, folder), hear);
                preview.making = Some((wanted.clone(), process));
            }
            Some(Err(fault)) => preview.made = Some((wanted.clone(), Err(fault))),
            // There is nothing to make it of.
            None => {}
        },
        _ => {}
    }
}

/// What is shown of an order: of a slide the clip that lies on it, above which its title stands.
fn previewed(order: &ClipOrder) -> ClipOrder {
    let mut order = order.clone();
    if std::mem::take(&mut order.choice.slides) {
        (order.choice.format, order.choice.title_card) = (Format::Mp4, false);
    }
    order
}

/// The words that ask for the clip, asking for a preview of it in a folder.
fn asking(mut words: Vec<OsString>, folder: &Path) -> Vec<OsString> {
    words.extend(["--preview".into(), folder.join("preview").into()]);
    words
}

fn hear(process: ClipProcess) -> Result<MadePreview, ClipProcessError> {
    let clip = process.hear_preview()?;
    let pictures = clip.pictures.iter().map(|file| picture(file)).collect::<Result<_, _>>()?;
    Ok(MadePreview { clip, pictures, textures: Vec::new() })
}

/// A picture as large as it is shown on a screen of many pixels.
fn picture(file: &Path) -> Result<ColorImage, ClipProcessError> {
    let read = image::open(file).map_err(|error| ClipProcessError::Said(error.to_string()))?;
    let width = 2 * PREVIEW_WIDTH as u32;
    let height = (width * read.height()).div_ceil(read.width().max(1)).max(1);
    let small = read.thumbnail_exact(width, height).to_rgba8();
    Ok(ColorImage::from_rgba_unmultiplied([small.width() as usize, small.height() as usize], small.as_raw()))
}
