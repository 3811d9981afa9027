//! What a clip will be like, for a program that asks before it has one made: pictures, length, size and time.

use std::{path::Path, time::Instant};

use serde_json::json;

use super::Video;
use crate::{
    capture::{Format, FrameRecorder, IfTaken, Recorded, RecordingError, RecordingOptions, still},
    cli::{Failure, Output},
};

/// Frames that are made as those of the clip, to measure size and speed.
const MEASURED: u64 = 12;

/// Writes pictures of the title card, if there is one, and of the game, and says what there is to know.
///
/// # Errors
/// A replay that does not play, a folder that cannot be written to, a driver that breaks off.
pub fn run(folder: &Path, video: &mut Video, options: &RecordingOptions, output: &mut Output) -> Result<(), Failure> {
    could_be_written(&options.path)?;
    let frames = video.frames();
    // Late enough that something has happened, before the result stands still.
    let numbers = video.has_card().then_some(0).into_iter().chain([frames * 3 / 4]);
    let mut pictures = Vec::new();
    for number in numbers {
        let frame = video.picture(number)?;
        let picture = still(&folder.join(format!("frame-{number}.png")), IfTaken::Refuse, frame)?.wait()?;
        pictures.push(picture.path.display().to_string());
    }
    let measured = |video: &mut Video, name: &str, count| -> Result<(Recorded, f64), Failure> {
        let (start, path) = (Instant::now(), folder.join(name));
        let mut recorder = FrameRecorder::start(&RecordingOptions { path, ..options.clone() })?;
        for _ in 0..count {
            let Some(frame) = video.next_frame()? else { break };
            recorder.frame(frame)?;
        }
        Ok((recorder.finish()?, start.elapsed().as_secs_f64()))
    };
    let (first, _) = measured(video, "first", 1)?;
    let (several, seconds) = measured(video, "several", MEASURED)?;
    // What follows a frame that stands alone is mostly the difference to it.
    let each = several.bytes.saturating_sub(first.bytes) / several.frames.saturating_sub(1).max(1);
    let alone = match options.format {
        Format::Mp4 => frames.div_ceil(u64::from(2 * options.frames_per_second)),
        Format::Gif | Format::Frames => 1,
    };
    output.object(&json!({
        "pictures": pictures,
        "seconds": frames as f64 / f64::from(options.frames_per_second),
        "bytes": alone * first.bytes + frames.saturating_sub(alone) * each,
        "takes": frames as f64 * seconds / several.frames.max(1) as f64,
        "missing": String::from_iter(video.missing_glyphs()),
        "cut": video.has_cut_words(),
    }))
}

/// Whether the clip could be made where it is to be, without leaving anything there.
fn could_be_written(path: &Path) -> Result<(), RecordingError> {
    let refused = |source| RecordingError::Unwritable { path: path.to_owned(), source };
    let here = Path::new(".");
    // Folders on the way there are made with the clip.
    let there = path.ancestors().skip(1).find(|folder| folder.exists()).unwrap_or(here);
    tempfile::tempfile_in(there).map(drop).map_err(refused)
}
