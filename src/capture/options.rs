//! What a recording is to become: format, size, rate, quality, name.

use std::path::{Path, PathBuf};

use super::{ClipWords, FrameSize, RecordingError};
use crate::names::named;

named! {
    /// What the frames become.
    #[derive(Default)]
    Format, "format", {
        /// H.264 in MP4, yuv420p, BT.709. Sizes are even there: an odd one gains a column or row that repeats its neighbour.
        #[default]
        Mp4 = "mp4",
        /// A GIF that loops. Its clock counts hundredths of a second and its images stay for two at least, so that of more than
        /// 50 frames a second some are left out; the clip's time is kept.
        Gif = "gif",
        /// A folder with a PNG per frame, `frame-000001.png` and so on.
        Frames = "frames",
    }
}

impl Format {
    /// The format that a path's ending asks for: `.mp4`, `.gif`, or none at all for a folder of frames.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let Some(ending) = path.extension() else { return Some(Self::Frames) };
        [Self::Mp4, Self::Gif].into_iter().find(|format| ending.eq_ignore_ascii_case(format.ending()))
    }

    /// How such a file's name ends; nothing for a folder of frames.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Mp4 | Self::Gif => self.name(),
            Self::Frames => "",
        }
    }

    /// The size that pictures have in the file: H.264 with half as many colours knows even ones only.
    #[must_use]
    pub const fn size_in_file(self, size: FrameSize) -> FrameSize {
        match self {
            Self::Mp4 => FrameSize { width: size.width.next_multiple_of(2), height: size.height.next_multiple_of(2) },
            Self::Gif | Self::Frames => size,
        }
    }

    /// Sizes that the format can hold, and the encoder make.
    fn holds(self, size: FrameSize) -> bool {
        let (short, long) = (size.width.min(size.height), size.width.max(size.height));
        match self {
            // OpenH264's bounds, both upright and lying
            Self::Mp4 => short >= 16 && long <= 3840 && short <= 2160,
            Self::Gif => short >= 1 && long <= u16::MAX.into(),
            Self::Frames => short >= 1 && size.bytes() <= 1 << 30,
        }
    }
}

named! {
    /// How close to the frames a recording is, against its size. PNG frames are always exact.
    #[derive(Default)]
    Quality, "quality", {
        /// For mail.
        Small = "small",
        /// For slides.
        #[default]
        Standard = "standard",
        /// For editing.
        High = "high",
    }
}

/// What to do if the name is taken. Overwriting is not among it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IfTaken {
    /// Say so: [`RecordingError::Exists`].
    #[default]
    Refuse,
    /// Take the next free one: `clip.mp4`, `clip-2.mp4`, `clip-3.mp4`.
    Number,
}

/// All that a recording has to know before its first frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingOptions {
    /// The file, or for [`Format::Frames`] the folder. Folders above it are made; a folder of frames may exist if it is empty.
    pub path: PathBuf,
    /// What the frames become, whatever the path's ending.
    pub format: Format,
    /// The size of every frame.
    pub size: FrameSize,
    /// Frames that make a second of the clip, 1 to 240; how fast they are given does not matter.
    pub frames_per_second: u32,
    /// How close, against how large.
    pub quality: Quality,
    /// What to do if `path` exists, or a name `beside` it.
    pub if_taken: IfTaken,
    /// Endings of other files of that name, which are written later and have to be free as well.
    pub beside: &'static [&'static str],
    /// What players offer beside the pictures, for [`Format::Mp4`]; the others have no room for it.
    pub words: ClipWords,
}

impl RecordingOptions {
    /// A recording into `path` at 30 frames a second and standard quality; a taken name is refused.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, format: Format, size: FrameSize) -> Self {
        Self {
            path: path.into(),
            format,
            size,
            frames_per_second: 30,
            quality: Quality::default(),
            if_taken: IfTaken::default(),
            beside: &[],
            words: ClipWords::default(),
        }
    }

    pub(super) fn check(&self) -> Result<(), RecordingError> {
        if !self.format.holds(self.size) {
            return Err(RecordingError::Size { format: self.format, size: self.size });
        }
        if !(1..=240).contains(&self.frames_per_second) {
            return Err(RecordingError::Rate { given: self.frames_per_second });
        }
        Ok(())
    }
}
