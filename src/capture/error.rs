//! What can go wrong with a recording: what happened, where what was recorded until then lies, and what to do.
//! The encoders' own errors, which know no path, are `fault`.

use std::{io, path::PathBuf};

use thiserror::Error;

use super::{Format, FrameSize};

/// A recording that could not begin or go on. What was there before it is as it was.
#[derive(Debug, Error)]
pub enum RecordingError {
    /// The name is taken, and what has it stays.
    #[error("{} exists already and stays as it is: give another name, or move it away", path.display())]
    Exists {
        /// The name.
        path: PathBuf,
    },
    /// The target cannot be made.
    #[error("{} cannot be written ({source}): {}", path.display(), another(source))]
    Unwritable {
        /// The target.
        path: PathBuf,
        /// What the file system answered.
        source: io::Error,
    },
    /// The format or its encoder has no such size.
    #[error(
        "{size} is no size for {}",
        match format {
            Format::Mp4 => "an MP4: both sides are at least 16 and at most 3840 and 2160 pixels, upright or lying",
            Format::Gif => "a GIF: both sides are 1 to 65535 pixels",
            Format::Frames => "a PNG: it has at least one pixel and at most 268 million",
        }
    )]
    Size {
        /// What was asked for.
        format: Format,
        /// What was asked for.
        size: FrameSize,
    },
    /// Too fast, or not at all.
    #[error("{given} frames per second cannot be recorded: give 1 to 240; 30 and 60 are usual")]
    Rate {
        /// What was asked for.
        given: u32,
    },
    /// Pixels that make no frame.
    #[error("{given} bytes are no frame of {size}, which has {} (four per pixel)", size.bytes())]
    FrameBytes {
        /// The frame's size.
        size: FrameSize,
        /// How many bytes came.
        given: usize,
    },
    /// A frame of another size than the recording's. It was left out; the recording goes on.
    #[error(
        "a frame of {given} does not fit into a recording of {expected}: keep the size until the recording has ended"
    )]
    FrameSize {
        /// The recording's size.
        expected: FrameSize,
        /// The frame's.
        given: FrameSize,
    },
    /// The file system refused in the middle.
    #[error("{}: {}. {}", path.display(), happened(source), kept(*frames, *seconds))]
    Stopped {
        /// The recording.
        path: PathBuf,
        /// Frames that it holds. With none, it was removed.
        frames: u64,
        /// What they last, seconds.
        seconds: f64,
        /// What the file system answered.
        source: io::Error,
    },
    /// The encoder refused in the middle.
    #[error("{}: the encoder gave up ({what}). {}; try another size or format", path.display(), kept(*frames, *seconds))]
    Encoder {
        /// The recording.
        path: PathBuf,
        /// Frames that it holds. With none, it was removed.
        frames: u64,
        /// What they last, seconds.
        seconds: f64,
        /// What it said.
        what: String,
    },
    /// The recording ended before its first frame, and left no file.
    #[error("{}: nothing was recorded, so there is no file: let it run for at least one frame", path.display())]
    NoFrames {
        /// The file that there would have been.
        path: PathBuf,
    },
    /// The recording has ended with an error that was given out already.
    #[error("{}: this recording has ended already: start another", path.display())]
    Over {
        /// The recording.
        path: PathBuf,
    },
    /// The system gave no thread to encode on.
    #[error("no thread can be started to record on ({source}): close other programs and try again")]
    Thread {
        /// What the system answered.
        source: io::Error,
    },
}

/// What place to choose instead.
fn another(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            "a part of its path is a file, choose another folder"
        }
        _ => "choose a place that you may write to",
    }
}

fn happened(source: &io::Error) -> String {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            format!("the disk is full ({source}); free some space, or record elsewhere")
        }
        io::ErrorKind::FileTooLarge => {
            format!("the file may not grow larger ({source}); record a shorter clip, or elsewhere")
        }
        _ => format!("it cannot be written to any more ({source}); record elsewhere"),
    }
}

fn kept(frames: u64, seconds: f64) -> String {
    match frames {
        0 => "Nothing had been recorded yet, and no file is left".into(),
        _ => format!("What was recorded until then is in that place and plays: {frames} frames, {seconds:.2} s"),
    }
}
