//! `sidestep record`: games become clips for a talk, without a window.
//! What is shown is decided in `sources`, how it is rendered in `game::film`, how it is encoded in `capture`.

mod arguments;
mod sources;

use std::{
    process::exit,
    sync::atomic::{AtomicBool, Ordering},
    time::Instant,
};

pub use arguments::Arguments;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use super::{
    Failure,
    output::{Output, decimal, note, thousands},
};
use crate::{
    capture::{Recorded, Recorder, RecordingOptions},
    game::film::Film,
};

/// Whether a person asked to stop. One per process, as Ctrl-C is.
static STOP: AtomicBool = AtomicBool::new(false);

/// What was recorded, in JSON.
#[derive(Serialize)]
struct Answer {
    file: String,
    format: &'static str,
    width: u32,
    height: u32,
    frames_per_second: u32,
    frames: u64,
    /// What the clip lasts.
    seconds: f64,
    bytes: u64,
    /// Whether it was stopped before its end.
    stopped: bool,
    /// Frames made in a second.
    frames_made_per_second: f64,
}

/// Records and says what there is now.
///
/// # Errors
/// Arguments that do not fit each other, files that are not there or broken, a taken name, nothing to render on, a full disk.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    let options = arguments.recording()?;
    let look = arguments.look();
    let script = sources::script(arguments)?;
    let mut film = Film::new(script, &look).map_err(Box::new)?;
    let recorder = Recorder::start(&options)?;
    stop_on_interrupt();
    let start = Instant::now();
    let bar = bar(film.frames(), arguments.quiet);
    let recorded = shoot(&mut film, recorder, &bar);
    bar.finish_and_clear();
    let recorded = recorded?;
    let stopped = recorded.frames < film.frames();
    let rate = recorded.frames as f64 / start.elapsed().as_secs_f64();
    print(&options, &recorded, stopped, rate, output)
}

/// The first Ctrl-C ends the clip where it is; the second ends at once, and the clip plays nevertheless.
fn stop_on_interrupt() {
    // An error means that somebody else handles Ctrl-C already: then it ends the program as it always does.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            exit(130);
        }
        note("\nstopping: the clip ends here (Ctrl-C again ends at once)");
    });
}

fn bar(frames: u64, quiet: bool) -> ProgressBar {
    let target = if quiet {
        ProgressDrawTarget::hidden()
    } else {
        ProgressDrawTarget::stderr()
    };
    let template = "{bar:40.blue} {percent:>3}%  {human_pos}/{human_len} frames, {per_sec}, {eta} left";
    // the template is ours; indicatif's own would do as well
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(frames), target).with_style(style.progress_chars("━╸─"))
}

/// Every frame of the film into the recording, until a person asks to stop.
fn shoot(film: &mut Film, mut recorder: Recorder, bar: &ProgressBar) -> Result<Recorded, Failure> {
    while let Some(frame) = film.next_frame().map_err(Box::new)? {
        recorder.frame(frame)?;
        bar.inc(1);
        if STOP.load(Ordering::Relaxed) {
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
    let (size, frames_per_second) = (options.size, options.frames_per_second);
    if output.json {
        return output.object(&Answer {
            file,
            format: arguments::format_name(options.format),
            width: size.width,
            height: size.height,
            frames_per_second,
            frames: recorded.frames,
            seconds: recorded.seconds,
            bytes: recorded.bytes,
            stopped,
            frames_made_per_second: rate,
        });
    }
    output.line(format!(
        "{file}: {size}, {} frames at {frames_per_second} a second, {} s, {} kB{}; {rate:.0} frames were made a second",
        thousands(recorded.frames),
        decimal((recorded.seconds * 100.0).round() / 100.0),
        thousands(recorded.bytes.div_ceil(1000)),
        if stopped { ", stopped before its end" } else { "" },
    ))
}
