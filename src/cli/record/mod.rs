//! `sidestep record`: games become clips for a talk, without a window.
//! What is shown is decided in `sources`, how it is rendered in `game::video`, how it is encoded in `capture`.

mod arguments;
mod captions;
mod check;
mod lab;
mod preview;
mod progress;
mod session;
mod slides;
mod sources;

use std::{collections::BTreeSet, time::Instant};

use arguments::Arguments;
use progress::Progress;
use serde_json::{Value, json};

use super::{
    Failure, Output, interrupt,
    output::{decimal, note, thousands},
};
use crate::{
    capture::{ClipWords, Frame, FrameRecorder, Recorded, RecordingOptions},
    game::video::{LabVideo, SceneTime, VideoError, VideoRenderer, VideoScene},
    language::{Language, Texts},
};

/// What `sidestep record` takes: what a clip is to be made of, or a task for clips that there are.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct RecordArguments {
    #[command(subcommand)]
    task: Option<Task>,

    #[command(flatten)]
    clip: Arguments,
}

#[derive(Debug, clap::Subcommand)]
enum Task {
    /// Say whether clips play in PowerPoint, Keynote, Google Slides and on the web, and what mends them
    Check(check::Arguments),
}

impl RecordArguments {
    /// Whether the answer is JSON.
    pub const fn json(&self) -> bool {
        match &self.task {
            Some(Task::Check(arguments)) => arguments.json,
            None => self.clip.json,
        }
    }
}

/// Does the task, or records.
///
/// # Errors
/// As [`record`], or as the task.
pub fn run(arguments: &RecordArguments, output: &mut Output) -> Result<(), Failure> {
    match &arguments.task {
        Some(Task::Check(arguments)) => check::run(arguments, output),
        None => record(&arguments.clip, output),
    }
}

/// Records and says what there is now.
///
/// # Errors
/// Arguments that do not fit each other, files that are not there or broken, a taken name, nothing to render on, a full disk.
fn record(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    session::look_for_none();
    if arguments.supervised {
        progress::stop_when_left_alone();
    }
    let style = arguments.style();
    if let Some(path) = &arguments.slides {
        slides::refuse(path, arguments)?;
        return match &arguments.lab {
            Some(what) => {
                let slide = lab::slide(what, arguments, &style)?;
                slides::make(path, arguments, (slide.name.clone(), std::iter::once(Ok(slide))), &style, output)
            }
            None => {
                let script = sources::script(arguments, output)?;
                let name = script.title.as_ref().map_or_else(|| "Sidestep".to_owned(), |title| title.text.clone());
                slides::make(path, arguments, (name, slides::of_games(script, arguments, &style)?), &style, output)
            }
        };
    }
    let mut options = arguments.recording()?;
    let mut video = match &arguments.lab {
        Some(what) => lab::slide(what, arguments, &style)?.video,
        None => Video::Boards(Box::new(VideoRenderer::new(sources::script(arguments, output)?, &style)?)),
    };
    if let Some(folder) = &arguments.preview {
        return preview::run(folder, &mut video, &options, output);
    }
    note_missing(&video.missing_glyphs());
    if arguments.length().is_some() {
        say_scenes(video.scenes(), output)?;
    }
    progress::begin();
    options.words = arguments.offered(video.words());
    let recorder = FrameRecorder::start(&options)?;
    interrupt::catch("the clip ends here");
    let start = Instant::now();
    let mut progress = Progress::new(video.frames(), arguments);
    progress.at(0, output)?;
    let recorded = render(&mut video, recorder, progress, output)?;
    if video.has_cut_words() {
        note(format_args!("note: some words have no room in {} and end in …: shorten them", style.size));
    }
    if arguments.captions {
        captions::write(&options, &recorded)?;
    }
    let stopped = recorded.frames < video.frames();
    let rate = recorded.frames as f64 / start.elapsed().as_secs_f64();
    print(&options, &recorded, (stopped, rate, &video), output)
}

/// What is shown, at what speed and why, where that is chosen from data.
fn say_scenes<'a>(
    scenes: impl IntoIterator<Item = (&'a VideoScene, SceneTime)>,
    output: &mut Output,
) -> Result<(), Failure> {
    if output.json {
        return Ok(());
    }
    let texts = Texts::new(Language::English);
    for (scene, time) in scenes {
        let stretch = scene.boards.iter().map(|board| {
            let (stretch, all) = (&board.stretch, board.replay.steps.len());
            let numbers = [("from", stretch.start.into()), ("to", stretch.end.into()), ("all", all.into())];
            texts.t_with("video-stretch", &numbers)
        });
        let stretch: Vec<String> = stretch.collect();
        let episode = scene.episode.map(|episode| format!("episode {episode}: ")).unwrap_or_default();
        let stand = if scene.stand > 0.0 {
            format!(", then it stands for {} s", hundredths(scene.stand))
        } else {
            String::new()
        };
        let why: Vec<&str> = scene.reasons.iter().map(|reason| texts.t(reason.key())).collect();
        let why = if why.is_empty() { String::new() } else { format!(" ({})", why.join(", ")) };
        output.line(format!(
            "{} s  {episode}{}, {} a second{stand}{why}",
            hundredths(time.start),
            stretch.join(" beside "),
            hundredths(scene.speed),
        ))?;
    }
    Ok(())
}

fn hundredths(value: f64) -> String {
    decimal((value * 100.0).round() / 100.0)
}

/// Says which letters cannot be drawn.
fn note_missing(missing: &BTreeSet<char>) {
    let missing: Vec<String> = missing.iter().copied().map(String::from).collect();
    if !missing.is_empty() {
        note(format_args!("note: the font has no letters for {}: boxes are drawn in their place", missing.join(" ")));
    }
}

/// What is recorded: games on boards, or a page of the lab.
enum Video {
    Boards(Box<VideoRenderer>),
    Lab(Box<LabVideo>),
}

impl Video {
    fn frames(&self) -> u64 {
        match self {
            Self::Boards(video) => video.frames(),
            Self::Lab(video) => video.frames(),
        }
    }

    /// The scenes on boards; the lab has none.
    fn scenes(&self) -> Vec<(&VideoScene, SceneTime)> {
        match self {
            Self::Boards(video) => video.scenes().collect(),
            Self::Lab(_) => Vec::new(),
        }
    }

    fn next_frame(&mut self) -> Result<Option<Frame>, VideoError> {
        match self {
            Self::Boards(video) => video.next_frame(),
            Self::Lab(video) => video.next_frame(),
        }
    }

    fn missing_glyphs(&self) -> BTreeSet<char> {
        match self {
            Self::Boards(video) => video.missing_glyphs(),
            Self::Lab(video) => video.missing_glyphs(),
        }
    }

    fn words(&self) -> ClipWords {
        match self {
            Self::Boards(video) => video.words(),
            Self::Lab(video) => video.words(),
        }
    }

    /// The frame that stands for it.
    fn telling(&self) -> u64 {
        match self {
            Self::Boards(video) => video.telling(),
            Self::Lab(video) => video.telling(),
        }
    }

    fn has_card(&self) -> bool {
        match self {
            Self::Boards(video) => video.has_card(),
            Self::Lab(video) => video.has_card(),
        }
    }

    /// One frame, whatever came before.
    fn picture(&mut self, frame: u64) -> Result<Frame, VideoError> {
        match self {
            Self::Boards(video) => video.picture(frame),
            Self::Lab(video) => video.picture(frame),
        }
    }

    fn has_cut_words(&self) -> bool {
        match self {
            Self::Boards(video) => video.has_cut_words(),
            Self::Lab(video) => video.has_cut_words(),
        }
    }
}

/// Every frame of the video into the recording, until a person or a program asks to stop.
fn render(
    video: &mut Video,
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
    (stopped, rate, video): (bool, f64, &Video),
    output: &mut Output,
) -> Result<(), Failure> {
    let file = recorded.path.display().to_string();
    let captions =
        (!options.words.captions.is_empty()).then(|| recorded.path.with_extension("vtt").display().to_string());
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
            "scenes": video.scenes().into_iter().map(|(scene, time)| scene_object(scene, time)).collect::<Vec<_>>(),
            "captions": captions,
            "stopped": stopped,
            "frames_made_per_second": rate,
        }));
    }
    output.line(format!(
        "{file}: {size}, {} frames at {frames_per_second} a second, {} s, {} kB{}{}; {rate:.0} frames were made a second",
        thousands(recorded.frames),
        hundredths(recorded.seconds),
        thousands(recorded.bytes.div_ceil(1000)),
        if stopped { ", stopped before its end" } else { "" },
        captions.map_or_else(String::new, |captions| format!(", captions in {captions}")),
    ))
}

/// What a program is told of a scene.
fn scene_object(scene: &VideoScene, time: SceneTime) -> Value {
    let boards = scene.boards.iter().map(
        |board| json!({ "from": board.stretch.start, "to": board.stretch.end, "steps": board.replay.steps.len() }),
    );
    json!({
        "start": time.start,
        "end": time.end,
        "caption": scene.caption,
        "episode": scene.episode,
        "steps_per_second": scene.speed,
        "reasons": scene.reasons.iter().map(|reason| reason.name()).collect::<Vec<_>>(),
        "boards": boards.collect::<Vec<_>>(),
    })
}
