//! `sidestep record`: games become clips for a talk, without a window.
//! What is shown is decided in `sources`, how it is rendered in `game::video`, how it is encoded in `capture`.

mod arguments;
mod progress;
mod session;
mod sources;

use std::time::Instant;

pub use arguments::Arguments;
use progress::Progress;
use serde_json::json;

use super::{
    Failure, Output, interrupt,
    output::{decimal, note, thousands},
};
use crate::{
    capture::{FrameRecorder, Recorded, RecordingOptions},
    game::video::VideoRenderer,
};

/// Records and says what there is now.
///
/// # Errors
/// Arguments that do not fit each other, files that are not there or broken, a taken name, nothing to render on, a full disk.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    session::look_for_none();
    if arguments.supervised {
        progress::stop_when_left_alone();
    }
    let options = arguments.recording()?;
    let style = arguments.style();
    let script = sources::script(arguments, output)?;
    let mut video = VideoRenderer::new(script, &style)?;
    let missing = video.missing_glyphs();
    if !missing.is_empty() {
        let missing: Vec<String> = missing.into_iter().map(String::from).collect();
        note(format_args!("note: the font has no letters for {}: boxes are drawn in their place", missing.join(" ")));
    }
    progress::begin();
    let recorder = FrameRecorder::start(&options)?;
    interrupt::catch("the clip ends here");
    let start = Instant::now();
    let mut progress = Progress::new(video.frames(), arguments);
    progress.at(0, output)?;
    let recorded = render(&mut video, recorder, progress, output)?;
    if video.has_cut_words() {
        note(format_args!("note: some words have no room in {} and end in …: shorten them", style.size));
    }
    let stopped = recorded.frames < video.frames();
    let rate = recorded.frames as f64 / start.elapsed().as_secs_f64();
    print(&options, &recorded, stopped, rate, output)
}

/// Every frame of the video into the recording, until a person or a program asks to stop.
fn render(
    video: &mut VideoRenderer,
    mut recorder: FrameRecorder,
    mut progress: Progress,
    output: &mut Output,
) -> Result<Recorded, Failure> {
    let mut frames = 0;
    while let Some(frame) = video.next_frame()? {
        recorder.frame(frame)?;
        frames += 1;
        progress.at(frames, output)?;
        if interrupt::came() {
            break;
        }
    }
    Ok(recorder.finish()?)
}

fn print(
    options: &RecordingOptions,
    recorded: &Recorded,
    stopped: bool,
    rate: f64,
    output: &mut Output,
) -> Result<(), Failure> {
    let file = recorded.path.display().to_string();
    let (size, frames_per_second) = (options.format.size_in_file(options.size), options.frames_per_second);
    if output.json {
        return output.object(&json!({
            "file": file,
            "format": options.format,
            "width": size.width,
            "height": size.height,
            "frames_per_second": frames_per_second,
            "frames": recorded.frames,
            "seconds": recorded.seconds,
            "bytes": recorded.bytes,
            "stopped": stopped,
            "frames_made_per_second": rate,
        }));
    }
    output.line(format!(
        "{file}: {size}, {} frames at {frames_per_second} a second, {} s, {} kB{}; {rate:.0} frames were made a second",
        thousands(recorded.frames),
        decimal((recorded.seconds * 100.0).round() / 100.0),
        thousands(recorded.bytes.div_ceil(1000)),
        if stopped { ", stopped before its end" } else { "" },
    ))
}
