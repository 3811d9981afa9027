//! Frames into MP4 (H.264), GIF, a folder of PNGs or one PNG, encoded on a worker thread behind a bounded queue.
//! It knows pixels only: who renders them, when, and how they come off the GPU is its callers' business.
//!
//! # What happens to files
//! A recording is written straight into the file that it is named after, and that file is whole, and plays, at all times:
//! a killed program or a full disk costs what was not yet written, nothing else. No file is ever
//! overwritten: a name that is taken is refused or counted up ([`IfTaken`]).
//!
//! - **MP4** grows as a fragmented file, a quarter of a second at a time. [`FrameRecorder::finish`] appends the index
//!   of a plain file and turns the fragments into its data by changing 16 bytes, since more programs play and seek plain files.
//!   Chapters and captions come with it.
//! - **GIF** has its trailer written after every image and overwritten by the next.
//! - **PNG frames** come under a provisional name and are renamed.

pub mod check;
mod error;
mod fault;
mod frame;
mod gif;
mod h264;
mod movie;
mod mp4;
mod options;
mod palette;
mod png;
mod recorder;
pub mod slides;
mod still;
mod stream;
mod target;
mod tracks;
mod words;
mod worker;

pub use error::RecordingError;
pub use frame::{Frame, FrameSize};
pub use options::{Format, IfTaken, Quality, RecordingOptions};
pub use recorder::{FrameRecorder, QUEUE};
pub use still::still;
pub use target::numbered;
pub use words::{ClipWords, TimedText, web_vtt};
pub use worker::{Finishing, Recorded};
