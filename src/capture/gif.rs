//! A GIF that loops: every image holds only what changed, in as few colours as show it well.
//! Which colours those are is `palette`'s business; that the file always has its trailer, `stream`'s.

use gif::{DisposalMethod, Frame as Image, Repeat};

use super::{
    Frame, Quality, RecordingOptions,
    fault::{Encoder, Fault},
    palette::Palette,
    stream::{Medium, Stream},
};

/// The block that ends a GIF.
const TRAILER: &[u8] = b";";
/// Players show an image of less than two hundredths of a second for ten.
const SHORTEST: u64 = 2;
/// Of 50 pixels one may be further off than the tolerance before colours are chosen anew.
const STRAYS: usize = 50;

pub(super) struct Gif {
    stream: Stream,
    rate: u64,
    /// Colours in an image at most.
    most: u8,
    /// How far a channel may be off before a palette is called unfit.
    tolerance: u8,
    screen: Option<Screen>,
    /// Frames given so far.
    frames: u64,
    /// Frames whose time is covered by written images, and hundredths of a second that these last.
    kept: u64,
    shown_until: u64,
    /// The latest frame, if it was too short for an image of its own.
    held: Option<Frame>,
}

/// What is shown, from the first frame on.
struct Screen {
    encoder: gif::Encoder<Vec<u8>>,
    /// The last frame that became an image.
    shown: Frame,
    /// The first frame's colours, which are stored once.
    global: Palette,
    /// The colours that were chosen last, for when the first frame's do not do.
    local: Option<Palette>,
}

/// Part of a frame, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Gif {
    pub(super) fn new(medium: impl Medium + 'static, options: &RecordingOptions) -> Self {
        let (most, tolerance) = match options.quality {
            Quality::Small => (31, 32),
            Quality::Standard => (255, 8),
            Quality::High => (255, 2),
        };
        Self {
            stream: Stream::new(medium, TRAILER),
            rate: options.frames_per_second.into(),
            most,
            tolerance,
            screen: None,
            frames: 0,
            kept: 0,
            shown_until: 0,
            held: None,
        }
    }

    /// Writes `frame` as what is shown until `end`, hundredths of a second from the start.
    fn show(&mut self, frame: &Frame, end: u64) -> Result<(), Fault> {
        let delay = u16::try_from(end - self.shown_until).map_err(Fault::codec)?;
        let bytes = match &mut self.screen {
            None => {
                let (mut screen, first) = Screen::new(frame, self.most)?;
                let bytes = screen.encode(first, delay)?;
                self.screen = Some(screen);
                bytes
            }
            Some(screen) => {
                let image = screen.update(frame, self.most, self.tolerance);
                screen.encode(image, delay)?
            }
        };
        self.stream.append(bytes)?;
        self.shown_until = end;
        self.kept = self.frames;
        Ok(())
    }

    /// When the frames given so far are over, rounded to hundredths of a second.
    fn end(&self) -> u64 {
        (self.frames * 200 + self.rate) / (2 * self.rate)
    }
}

impl Encoder for Gif {
    fn encode(&mut self, frame: &Frame) -> Result<(), Fault> {
        self.frames += 1;
        let end = self.end();
        if end - self.shown_until < SHORTEST {
            self.held = Some(frame.clone());
            return Ok(());
        }
        self.held = None;
        self.show(frame, end)
    }

    fn finish(&mut self) -> Result<u64, Fault> {
        if let Some(last) = self.held.take() {
            self.show(&last, self.end())?;
        }
        Ok(self.stream.settle()?)
    }

    fn kept(&self) -> u64 {
        self.kept
    }
}

impl Screen {
    /// A screen that shows `frame`, and the image that draws it.
    fn new(frame: &Frame, most: u8) -> Result<(Self, Image<'static>), Fault> {
        let size = frame.size();
        let (width, height) = (size.width as usize, size.height as usize);
        let pixels: Vec<[u8; 3]> = pixels(frame).collect();
        let mut global = Palette::of(&pixels, most);
        let indices = pixels.iter().map(|&pixel| global.nearest(pixel).index).collect();
        let whole = Area { left: 0, top: 0, width, height };
        let image = image(whole, indices);
        let mut encoder =
            gif::Encoder::new(Vec::new(), image.width, image.height, global.bytes()).map_err(Fault::codec)?;
        encoder.set_repeat(Repeat::Infinite).map_err(Fault::codec)?;
        let screen = Self { encoder, shown: frame.clone(), global, local: None };
        Ok((screen, image))
    }

    /// The image that turns what is shown into `frame`.
    fn update(&mut self, frame: &Frame, most: u8, tolerance: u8) -> Image<'static> {
        let Some(area) = changed(&self.shown, frame) else {
            self.shown = frame.clone();
            // An image has a pixel at least. This one is transparent, so that any palette will do.
            let mut nothing = image(Area { left: 0, top: 0, width: 1, height: 1 }, vec![0]);
            nothing.transparent = Some(0);
            return nothing;
        };
        let drawing: Vec<Option<[u8; 3]>> = changes(&self.shown, frame, area);
        self.shown = frame.clone();
        let mut own = false;
        let mut drawn = draw(&drawing, &mut self.global, tolerance);
        if drawn.is_none() {
            own = true;
            drawn = self.local.as_mut().and_then(|palette| draw(&drawing, palette, tolerance));
        }
        let indices = drawn.unwrap_or_else(|| {
            let pixels: Vec<[u8; 3]> = drawing.iter().copied().flatten().collect();
            let palette = self.local.insert(Palette::of(&pixels, most));
            draw(&drawing, palette, u8::MAX).unwrap_or_default()
        });
        let mut image = image(area, indices);
        let palette = match &self.local {
            Some(local) if own => local,
            _ => &self.global,
        };
        image.transparent = Some(palette.len());
        if own {
            image.palette = Some(palette.bytes().to_vec());
        }
        image
    }

    fn encode(&mut self, mut image: Image<'static>, delay: u16) -> Result<Vec<u8>, Fault> {
        image.delay = delay;
        self.encoder.write_frame(&image).map_err(Fault::codec)?;
        Ok(std::mem::take(self.encoder.get_mut()))
    }
}

/// Indices of `drawing` in `palette`, the first free one where nothing is drawn; nothing if too many colours are further off
/// than `tolerance`.
fn draw(drawing: &[Option<[u8; 3]>], palette: &mut Palette, tolerance: u8) -> Option<Vec<u8>> {
    let transparent = palette.len();
    let mut strays_left = drawing.iter().flatten().count() / STRAYS;
    let mut indices = Vec::with_capacity(drawing.len());
    let mut last = None;
    for pixel in drawing {
        let Some(colour) = *pixel else {
            indices.push(transparent);
            continue;
        };
        let nearest = match last {
            Some((known, nearest)) if known == colour => nearest,
            _ => palette.nearest(colour),
        };
        last = Some((colour, nearest));
        if nearest.error > tolerance {
            strays_left = strays_left.checked_sub(1)?;
        }
        indices.push(nearest.index);
    }
    Some(indices)
}

fn image(area: Area, indices: Vec<u8>) -> Image<'static> {
    // Every side fits: the options were checked.
    let side = |pixels: usize| u16::try_from(pixels).unwrap_or(u16::MAX);
    Image {
        left: side(area.left),
        top: side(area.top),
        width: side(area.width),
        height: side(area.height),
        dispose: DisposalMethod::Keep,
        buffer: indices.into(),
        ..Image::default()
    }
}

fn pixels(frame: &Frame) -> impl Iterator<Item = [u8; 3]> {
    let (pixels, _) = frame.rgba().as_chunks::<4>();
    pixels.iter().map(|&[red, green, blue, _]| [red, green, blue])
}

/// The smallest area outside of which the frames, of one size, are the same.
fn changed(before: &Frame, after: &Frame) -> Option<Area> {
    let width = after.size().width as usize;
    let rows = || before.rgba().chunks_exact(width * 4).zip(after.rgba().chunks_exact(width * 4));
    let top = rows().position(|(before, after)| before != after)?;
    let bottom = rows().rposition(|(before, after)| before != after)?;
    let (mut left, mut right) = (width - 1, 0);
    for (before, after) in rows().take(bottom + 1).skip(top) {
        let (before, after) = (before.as_chunks::<4>().0, after.as_chunks::<4>().0);
        let differs = |column: &usize| before[*column] != after[*column];
        left = (0..left).find(differs).unwrap_or(left);
        right = (right + 1..width).rev().find(differs).unwrap_or(right);
    }
    Some(Area { left, top, width: right + 1 - left, height: bottom + 1 - top })
}

/// The pixels of `area` row by row, as far as they are not the same.
fn changes(before: &Frame, after: &Frame, area: Area) -> Vec<Option<[u8; 3]>> {
    let width = after.size().width as usize;
    let (before, after) = (before.rgba().as_chunks::<4>().0, after.rgba().as_chunks::<4>().0);
    let mut drawing = Vec::with_capacity(area.width * area.height);
    for row in area.top..area.top + area.height {
        let row = row * width + area.left..row * width + area.left + area.width;
        drawing.extend(before[row.clone()].iter().zip(&after[row]).map(|(before, after)| {
            let &[red, green, blue, _] = after;
            (before != after).then_some([red, green, blue])
        }));
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::{Format, FrameSize, stream::tests::SmallDisk};

    const SIZE: FrameSize = FrameSize { width: 5, height: 4 };

    fn frame(grey: impl Fn(usize, usize) -> u8) -> Frame {
        let pixel = |index: usize| [grey(index % 5, index / 5); 4];
        Frame::new(SIZE, (0..20).flat_map(pixel).collect()).expect("a frame")
    }

    #[test]
    fn only_what_changed_is_drawn() {
        let before = frame(|_, _| 7);
        let after = frame(|x, y| if (x, y) == (1, 1) || (x, y) == (3, 2) { 9 } else { 7 });
        let area = changed(&before, &after).expect("two pixels differ");
        assert_eq!(area, Area { left: 1, top: 1, width: 3, height: 2 });
        let new = Some([9; 3]);
        assert_eq!(changes(&before, &after, area), [new, None, None, None, None, new]);
        assert_eq!(changed(&after, &after), None);
        for (x, y) in (0..5).flat_map(|x| (0..4).map(move |y| (x, y))) {
            let one = frame(|column, row| if (column, row) == (x, y) { 8 } else { 7 });
            assert_eq!(changed(&before, &one), Some(Area { left: x, top: y, width: 1, height: 1 }));
        }
    }

    /// The hundredths of a second of a clip of `frames` frames, image by image.
    fn delays(rate: u32, frames: u8) -> Vec<u16> {
        let disk = SmallDisk::new(1 << 20);
        let mut options = RecordingOptions::new("", Format::Gif, SIZE);
        options.frames_per_second = rate;
        let mut gif = Gif::new(disk.clone(), &options);
        for number in 0..frames {
            gif.encode(&frame(|_, _| number)).expect("room enough");
        }
        gif.finish().expect("room enough");
        assert_eq!(gif.kept(), u64::from(frames));
        let mut decoder = gif::DecodeOptions::new().read_info(disk.bytes().leak() as &[u8]).expect("a GIF");
        std::iter::from_fn(|| decoder.read_next_frame().expect("an image").map(|image| image.delay)).collect()
    }

    #[test]
    fn time_is_kept_to_the_hundredth() {
        assert_eq!(delays(30, 6), [3, 4, 3, 3, 4, 3]);
        assert_eq!(delays(50, 4), [2; 4]);
        assert_eq!(delays(60, 6), [2, 3, 2, 3], "images shorter than 2 are left out");
        assert_eq!(delays(60, 120).iter().sum::<u16>(), 200);
        assert_eq!(delays(240, 240).iter().sum::<u16>(), 100);
        assert_eq!(delays(60, 2), [2, 1], "the last frame is shown");
    }

    #[test]
    fn a_full_disk_leaves_a_whole_file() {
        let disk = SmallDisk::new(150);
        let mut gif = Gif::new(disk.clone(), &RecordingOptions::new("", Format::Gif, SIZE));
        let full = (0..).find_map(|number| gif.encode(&frame(|x, _| number + u8::try_from(x).expect("small"))).err());
        assert!(matches!(full, Some(Fault::Io(_))));
        let mut decoder = gif::DecodeOptions::new().read_info(disk.bytes().leak() as &[u8]).expect("a GIF");
        let images = std::iter::from_fn(|| decoder.read_next_frame().expect("whole to the end").map(|_| ())).count();
        assert_eq!(images as u64, gif.kept());
        assert!(images > 0);
    }
}
