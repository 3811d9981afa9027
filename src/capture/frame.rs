//! One picture: its size and its pixels. Where the pixels come from is the callers' business.

use derive_more::Display;

use super::RecordingError;

/// A picture's width and height, pixels.
#[derive(Debug, Display, Clone, Copy, PartialEq, Eq)]
#[display("{width}x{height}")]
pub struct FrameSize {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

impl FrameSize {
    /// Bytes that a frame of this size has: four per pixel.
    #[must_use]
    pub const fn bytes(self) -> u64 {
        self.width as u64 * self.height as u64 * 4
    }
}

/// RGBA pixels, eight bits each, sRGB, row by row from the top without padding. Recordings are opaque: alpha is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    size: FrameSize,
    rgba: Vec<u8>,
}

impl Frame {
    /// A frame of `rgba`, which has [`FrameSize::bytes`] bytes.
    ///
    /// # Errors
    /// [`RecordingError::FrameBytes`] if `rgba` has another length.
    pub fn new(size: FrameSize, rgba: Vec<u8>) -> Result<Self, RecordingError> {
        if rgba.len() as u64 != size.bytes() {
            return Err(RecordingError::FrameBytes { size, given: rgba.len() });
        }
        Ok(Self { size, rgba })
    }

    /// Width and height.
    #[must_use]
    pub const fn size(&self) -> FrameSize {
        self.size
    }

    /// The pixels, `[height, width, 4]`.
    #[must_use]
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// This frame with a share of another one of its size, 0 to 1.
    #[must_use]
    pub fn blended(&self, other: &Self, share: f32) -> Self {
        let mix =
            |(&one, &other): (&u8, &u8)| (f32::from(one) + share * (f32::from(other) - f32::from(one))).round() as u8;
        Self { size: self.size, rgba: self.rgba.iter().zip(&other.rgba).map(mix).collect() }
    }

    /// The pixels without alpha, `[height, width, 3]`.
    pub(super) fn rgb(&self) -> Vec<u8> {
        let (pixels, _) = self.rgba.as_chunks::<4>();
        pixels.iter().flat_map(|&[red, green, blue, _]| [red, green, blue]).collect()
    }
}
