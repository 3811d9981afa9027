//! One frame as one PNG, exact to the pixel, encoded beside whatever goes on. Frames in a row are `recorder`'s.

use std::{path::Path, sync::mpsc::sync_channel};

use image::codecs::png::CompressionType;

use super::{
    Finishing, Format, Frame, IfTaken, RecordingError, RecordingOptions,
    fault::{Encoder, Fault},
    png::png,
    stream::Stream,
    target,
    worker::Worker,
};

/// Writes `frame` as a PNG to `path` on a thread of its own.
///
/// # Errors
/// [`RecordingError::Size`], [`RecordingError::Exists`], [`RecordingError::Unwritable`], [`RecordingError::Thread`]; what
/// comes later, [`Finishing::wait`] tells.
pub fn still(path: &Path, if_taken: IfTaken, frame: Frame) -> Result<Finishing, RecordingError> {
    RecordingOptions::new(path, Format::Frames, frame.size()).check()?;
    let (file, place) = target::file(path, if_taken, &[])?;
    let (sender, frames) = sync_channel(1);
    let still = Still { stream: Stream::new(file, &[]), written: false };
    let worker = Worker::start(move || Ok(Box::new(still)), frames, &place, 1)?;
    // If the worker is gone already, its error says why.
    let _ = sender.send(frame);
    Ok(Finishing::new(worker, 1))
}

struct Still {
    stream: Stream,
    written: bool,
}

impl Encoder for Still {
    fn encode(&mut self, frame: &Frame) -> Result<(), Fault> {
        self.stream.append(png(frame, CompressionType::Default)?)?;
        self.written = true;
        Ok(())
    }

    fn finish(&mut self) -> Result<u64, Fault> {
        Ok(self.stream.settle()?)
    }

    fn kept(&self) -> u64 {
        self.written.into()
    }
}
