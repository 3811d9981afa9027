//! Frames as PNGs, exact to the pixel: a folder of them. A single one is `still`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use image::{
    ExtendedColorType, ImageEncoder,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};

use super::{
    Frame,
    fault::{Encoder, Fault},
};

/// The frame as a PNG file's bytes.
pub(super) fn png(frame: &Frame, compression: CompressionType) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let size = frame.size();
    PngEncoder::new_with_quality(&mut bytes, compression, FilterType::Adaptive)
        .write_image(&frame.rgb(), size.width, size.height, ExtendedColorType::Rgb8)
        .map_err(Fault::codec)?;
    Ok(bytes)
}

/// A folder that fills with frames.
pub(super) struct Pngs {
    folder: PathBuf,
    frames: u64,
    bytes: u64,
}

impl Pngs {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.into(), frames: 0, bytes: 0 }
    }
}

impl Encoder for Pngs {
    fn encode(&mut self, frame: &Frame) -> Result<(), Fault> {
        let bytes = png(frame, CompressionType::Fast)?;
        let path = self.folder.join(format!("frame-{:06}.png", self.frames + 1));
        // Named at the end, so that every file of that name is a whole one.
        let unnamed = self.folder.join(".frame.part");
        let written = fs::write(&unnamed, &bytes).and_then(|()| fs::rename(&unnamed, path));
        if let Err(error) = written {
            // It is half a frame at most; if it stays, nothing reads it.
            let _ = fs::remove_file(&unnamed);
            return Err(error.into());
        }
        self.frames += 1;
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    fn finish(&mut self) -> Result<u64, Fault> {
        Ok(self.bytes)
    }

    fn kept(&self) -> u64 {
        self.frames
    }
}
