//! From pictures of the window to frames of the clip: cut out, put in order, scaled, and handed to the encoder.
//! All of it on a thread of its own, behind a short queue.

use std::{
    collections::BTreeMap,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread::{self, JoinHandle},
};

use bevy::{prelude::*, render::render_resource::TextureFormat};
use fast_image_resize::{PixelType, Resizer, images::Image as Pixels};
use thiserror::Error;

use crate::capture::{Finishing, Frame, FrameRecorder, FrameSize, RecordingError, RecordingOptions};

/// Pictures that wait for the thread at most; then the window waits for it.
const QUEUE: usize = 4;

/// Why a picture did not become a frame.
#[derive(Debug, Error)]
pub enum FrameError {
    /// The screen's pixels are of a kind that nobody here knows.
    #[error("the screen's format {0} is unknown here")]
    Format(String),
    /// There is no folder for recordings, or it cannot be made.
    #[error("there is no folder for recordings: set SIDESTEP_DATA to one that can be written to")]
    Folder,
    /// The file or the encoder refuses.
    #[error(transparent)]
    Recording(#[from] RecordingError),
    /// Scaling refuses.
    #[error("the picture cannot be scaled: {0}")]
    Scaling(String),
}

/// Which part of a picture is wanted, in its pixels.
#[derive(Clone, Debug, Default)]
pub struct Crop {
    /// The part; all of it where there is none.
    pub area: Option<Rect>,
    /// A part that is painted over, and with which colour.
    pub hidden: Option<(Rect, [u8; 4])>,
}

/// A picture of the window.
pub struct WindowPicture {
    /// The pixels as the renderer gives them.
    pub image: Image,
    /// What of them is wanted.
    pub crop: Crop,
}

impl WindowPicture {
    /// The frame that is wanted of it, brought to a size; borders get the colour of the picture's corner.
    pub fn develop(mut self, size: Option<FrameSize>) -> Result<Frame, FrameError> {
        let (width, height) = (self.image.width(), self.image.height());
        let swap = match self.image.texture_descriptor.format {
            TextureFormat::Rgba8UnormSrgb | TextureFormat::Rgba8Unorm => false,
            TextureFormat::Bgra8UnormSrgb | TextureFormat::Bgra8Unorm => true,
            other => return Err(FrameError::Format(format!("{other:?}"))),
        };
        let mut pixels = self.image.data.take().unwrap_or_default();
        if let Some((rect, colour)) = self.crop.hidden {
            let [red, green, blue, alpha] = colour;
            let colour = if swap { [blue, green, red, alpha] } else { colour };
            paint_over(&mut pixels, width, height, rect, colour);
        }
        let area = self.crop.area.map_or((0, 0, width, height), |area| within(area, width, height));
        let (left, top, wide, high) = area;
        let mut rgba = Vec::with_capacity(wide as usize * high as usize * 4);
        for row in top..top + high {
            let start = (row as usize * width as usize + left as usize) * 4;
            rgba.extend_from_slice(pixels.get(start..start + wide as usize * 4).unwrap_or_default());
        }
        for pixel in rgba.as_chunks_mut::<4>().0 {
            if swap {
                pixel.swap(0, 2);
            }
            pixel[3] = 255;
        }
        let here = FrameSize { width: wide, height: high };
        match size.filter(|size| *size != here) {
            Some(size) => scale(rgba, here, size),
            None => Ok(Frame::new(here, rgba)?),
        }
    }
}

/// A rectangle in whole pixels inside of a picture: left, top, width, height; the last two even, as video wants it.
fn within(area: Rect, width: u32, height: u32) -> (u32, u32, u32, u32) {
    let inside = |value: f32, most: u32| (value.round().max(0.0) as u32).min(most);
    let (left, top) = (inside(area.min.x, width), inside(area.min.y, height));
    let (right, bottom) = (inside(area.max.x, width), inside(area.max.y, height));
    let even = |length: u32| length & !1;
    (left, top, even(right.saturating_sub(left)), even(bottom.saturating_sub(top)))
}

fn paint_over(pixels: &mut [u8], width: u32, height: u32, rect: Rect, colour: [u8; 4]) {
    let (left, top, wide, high) = within(rect, width, height);
    for row in top..top + high {
        let start = (row as usize * width as usize + left as usize) * 4;
        if let Some(row) = pixels.get_mut(start..start + wide as usize * 4) {
            row.as_chunks_mut::<4>().0.fill(colour);
        }
    }
}

/// As large as it can be inside of `to`, with borders where the shapes differ.
fn scale(rgba: Vec<u8>, from: FrameSize, to: FrameSize) -> Result<Frame, FrameError> {
    let refused = |fault: &dyn std::fmt::Display| FrameError::Scaling(fault.to_string());
    let border: [u8; 4] = rgba.first_chunk().copied().unwrap_or([0, 0, 0, 255]);
    let factor =
        (f64::from(to.width) / f64::from(from.width.max(1))).min(f64::from(to.height) / f64::from(from.height.max(1)));
    let scaled = |length: u32, most: u32| ((f64::from(length) * factor).round() as u32).clamp(1, most);
    let (wide, high) = (scaled(from.width, to.width), scaled(from.height, to.height));
    let source =
        Pixels::from_vec_u8(from.width, from.height, rgba, PixelType::U8x4).map_err(|fault| refused(&fault))?;
    let mut small = Pixels::new(wide, high, PixelType::U8x4);
    Resizer::new().resize(&source, &mut small, None).map_err(|fault| refused(&fault))?;
    let mut pixels = border.repeat(to.width as usize * to.height as usize);
    let (left, top) = ((to.width - wide) / 2, (to.height - high) / 2);
    for (row, line) in small.buffer().chunks_exact(wide as usize * 4).enumerate() {
        let start = ((top as usize + row) * to.width as usize + left as usize) * 4;
        pixels[start..start + line.len()].copy_from_slice(line);
    }
    Ok(Frame::new(to, pixels)?)
}

/// The thread that develops pictures and feeds the encoder. None of a pool's: it waits for the next picture as long as
/// is recorded.
pub struct FrameThread {
    sender: SyncSender<WindowPicture>,
    worker: JoinHandle<Result<Option<Finishing>, FrameError>>,
    /// Pictures that came before one that was asked for earlier.
    early: BTreeMap<u64, WindowPicture>,
    next: u64,
}

impl FrameThread {
    /// Opens it for a clip. The first picture decides the size where none is asked for.
    pub fn open(options: RecordingOptions, size: Option<FrameSize>) -> Self {
        let (sender, pictures) = sync_channel(QUEUE);
        let worker = thread::spawn(move || develop_all(&pictures, options, size));
        Self { sender, worker, early: BTreeMap::new(), next: 0 }
    }

    /// Takes a picture; those that come out of order wait for the others.
    pub fn give(&mut self, number: u64, picture: WindowPicture) {
        self.early.insert(number, picture);
        while let Some(picture) = self.early.remove(&self.next) {
            self.next += 1;
            // Where the thread has ended already, its result says why.
            let _ = self.sender.send(picture);
        }
    }

    /// Whether it has given up already.
    pub fn has_failed(&self) -> bool {
        self.worker.is_finished()
    }

    /// Takes no more pictures; what was recorded is written on. `None` where there was no picture.
    pub fn close(self) -> Result<Option<Finishing>, FrameError> {
        drop(self.sender);
        self.worker.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault))
    }
}

fn develop_all(
    pictures: &Receiver<WindowPicture>,
    mut options: RecordingOptions,
    size: Option<FrameSize>,
) -> Result<Option<Finishing>, FrameError> {
    let mut recorder: Option<FrameRecorder> = None;
    for picture in pictures {
        // A window that changes its size in the middle is brought to the size of the first frame.
        let wanted = recorder.as_ref().map(|_| options.size).or(size);
        let frame = picture.develop(wanted)?;
        if let Some(recorder) = &mut recorder {
            recorder.frame(frame)?;
        } else {
            options.size = frame.size();
            let mut started = FrameRecorder::start(&options)?;
            started.frame(frame)?;
            recorder = Some(started);
        }
    }
    Ok(recorder.map(FrameRecorder::close))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::{
        asset::RenderAssetUsages,
        render::render_resource::{Extent3d, TextureDimension},
    };

    /// A picture whose pixel at (x, y) is (x, y, 7).
    fn picture(width: u32, height: u32, format: TextureFormat) -> Image {
        let swap = matches!(format, TextureFormat::Bgra8UnormSrgb);
        let pixel = |x: u32, y: u32| {
            if swap { [7, y as u8, x as u8, 0] } else { [x as u8, y as u8, 7, 0] }
        };
        let data = (0..height).flat_map(|y| (0..width).flat_map(move |x| pixel(x, y))).collect();
        let size = Extent3d { width, height, depth_or_array_layers: 1 };
        Image::new(size, TextureDimension::D2, data, format, RenderAssetUsages::MAIN_WORLD)
    }

    #[test]
    fn the_wanted_part_is_cut_out_whatever_the_order_of_the_channels() {
        for format in [TextureFormat::Rgba8UnormSrgb, TextureFormat::Bgra8UnormSrgb] {
            let picture = WindowPicture {
                image: picture(20, 10, format),
                crop: Crop {
                    area: Some(Rect::new(4.0, 2.0, 9.0, 8.0)),
                    hidden: Some((Rect::new(4.0, 2.0, 6.0, 4.0), [1, 2, 3, 255])),
                },
            };
            let frame = picture.develop(None).expect("the format is known");
            assert_eq!((frame.size().width, frame.size().height), (4, 6), "even sides");
            assert_eq!(frame.rgba()[..4], [1, 2, 3, 255], "what is hidden is painted over");
            let last = frame.rgba().len() - 4;
            assert_eq!(frame.rgba()[last..], [7, 7, 7, 255], "x = 7, y = 7");
        }
    }

    #[test]
    fn what_has_another_shape_gets_a_border() {
        let picture = WindowPicture { image: picture(40, 40, TextureFormat::Rgba8UnormSrgb), crop: Crop::default() };
        let size = FrameSize { width: 64, height: 32 };
        let frame = picture.develop(Some(size)).expect("it can be scaled");
        assert_eq!(frame.size(), size);
        let pixel = |x: usize, y: usize| &frame.rgba()[(y * 64 + x) * 4..][..4];
        assert_eq!(pixel(0, 16), [0, 0, 7, 255], "the border has the corner's colour");
        assert!(pixel(46, 31)[0] > 35 && pixel(46, 31)[1] > 35, "the far corner is at the right end of the picture");
    }
}
