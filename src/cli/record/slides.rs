//! `--slides`: what is recorded as a presentation, a clip a slide. What a slide looks like inside is `capture::slides`' business.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    time::Instant,
};

use serde_json::json;

use super::{Arguments, Progress, Video, captions::taken};
use crate::{
    capture::{
        Format, FrameRecorder, RecordingOptions, TimedText, numbered,
        slides::{Slide, presentation},
    },
    cli::{Failure, Output, interrupt, output::thousands},
    files::{self, FileError},
    game::video::{self, VideoRenderer, VideoScene, VideoScript, VideoStyle, words},
    language::{Language, Texts},
    learning::Algorithm,
    names::quoted,
    replay::Origin,
};

/// A clip that is to be made, and what stands around it on its slide.
pub(super) struct SlideVideo {
    /// What its subject is called, without what tells it from others.
    pub name: String,
    pub title: String,
    /// What is to be seen, for who does not see it.
    pub alt: String,
    /// The settings of what is shown.
    pub notes: Vec<String>,
    pub video: Video,
}

/// Makes clips, and a presentation of that name of them.
///
/// # Errors
/// As a recording; a name that is taken or does not end with `.pptx`.
pub(super) fn make(
    path: &Path,
    arguments: &Arguments,
    (name, videos): (String, impl ExactSizeIterator<Item = Result<SlideVideo, Failure>>),
    style: &VideoStyle,
    output: &mut Output,
) -> Result<(), Failure> {
    let folder = tempfile::tempdir().map_err(FileError::writing(&env::temp_dir()))?;
    let texts = Texts::new(style.language);
    super::progress::begin();
    interrupt::catch("slides whose clips are whole become a presentation");
    let (start, mut made, mut slides) = (Instant::now(), 0, Vec::new());
    let count = videos.len();
    for (number, slide) in (1..).zip(videos) {
        let SlideVideo { title, alt, mut notes, mut video, .. } = slide?;
        if arguments.length().is_some() {
            super::say_scenes(video.scenes(), output)?;
        }
        super::note_missing(&video.missing_glyphs());
        let said = video.words();
        let options = RecordingOptions {
            frames_per_second: style.frames_per_second,
            quality: arguments.quality.unwrap_or_default(),
            words: arguments.offered(said.clone()),
            ..RecordingOptions::new(folder.path().join(format!("{number}.mp4")), Format::Mp4, style.size)
        };
        let mut poster = None;
        let mut recorder = FrameRecorder::start(&options)?;
        let mut progress = Progress::new(video.frames(), arguments);
        let mut frames = 0;
        progress.at(frames, output)?;
        while let Some(frame) = video.next_frame()? {
            if frames == video.telling() {
                poster = Some(frame.clone());
            }
            recorder.frame(frame)?;
            frames += 1;
            progress.at(frames, output)?;
            if interrupt::came() {
                break;
            }
        }
        drop(progress);
        made += frames;
        // A clip that was stopped has no end to show.
        let Some(poster) = poster.filter(|_| frames == video.frames()) else { break };
        let recorded = recorder.finish()?;
        let mut lines = told(&said.captions, style.frames_per_second);
        lines.append(&mut notes);
        lines.push(picture(&texts, arguments, style, recorded.seconds));
        lines.push(texts.t_with("slides-command", &[("command", command().into())]));
        slides.push(Slide {
            alt,
            title,
            clip: fs::read(&recorded.path).map_err(FileError::reading(&recorded.path))?,
            seconds: recorded.seconds,
            loops: arguments.looping,
            poster,
            notes: lines,
        });
        if interrupt::came() {
            break;
        }
    }
    if slides.is_empty() {
        return Err(Failure::new("stopped", "stopped before the first clip was whole: nothing was written"));
    }
    let language = if style.language == Language::Korean { "ko-KR" } else { "en-US" };
    let bytes = presentation(&name, language, &slides)?;
    let path = write(path, &bytes, arguments.count_up)?;
    let rate = made as f64 / start.elapsed().as_secs_f64();
    print(&path, (&slides, count), bytes.len() as u64, (made, rate), output)
}

/// Refuses a name that cannot be the presentation's, before anything is made.
///
/// # Errors
/// Another ending than `.pptx`, or a name that is taken.
pub(super) fn refuse(path: &Path, arguments: &Arguments) -> Result<(), Failure> {
    if !path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pptx")) {
        let name = path.display();
        return Err(Failure::usage(format_args!("{name}: give --slides a name that ends with .pptx")));
    }
    if files::is_taken(path) && !arguments.count_up { Err(taken(path)) } else { Ok(()) }
}

/// Under the name that is asked for, or under the next free one.
fn write(path: &Path, bytes: &[u8], count_up: bool) -> Result<PathBuf, Failure> {
    for number in 1..=if count_up { u32::MAX } else { 1 } {
        let Some(candidate) = numbered(path, number) else { break };
        match files::write_new(&candidate, bytes) {
            Ok(()) => return Ok(candidate),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(FileError::writing(&candidate)(error).into()),
        }
    }
    Err(taken(path))
}

/// Clips of each game, of two beside each other or of a whole training, one after the other.
pub(super) fn of_games(
    script: VideoScript,
    arguments: &Arguments,
    style: &VideoStyle,
) -> Result<impl ExactSizeIterator<Item = Result<SlideVideo, Failure>>, Failure> {
    let texts = Texts::new(style.language);
    let mut clips = clips(script, arguments);
    for (_, script) in &mut clips {
        if let Some(length) = arguments.length() {
            video::fit(&texts, script, length, style.frames_per_second)?;
        }
    }
    Ok(clips.into_iter().map(move |(title, script)| {
        let (alt, notes) = (alt(&texts, &title, &script), settings(&texts, &script));
        let video = Video::Boards(Box::new(VideoRenderer::new(script, style)?));
        Ok(SlideVideo { name: title.clone(), title, alt, notes, video })
    }))
}

/// The clips with the titles of their slides: a training stays one, as its curve grows through it, games come apart. The title card is
/// left out, since the slide has its words; a title that was asked for is on every slide.
fn clips(script: VideoScript, arguments: &Arguments) -> Vec<(String, VideoScript)> {
    let card = script.title.clone().unwrap_or_default();
    if script.curve.is_some() || script.scenes.len() < 2 {
        let title = if arguments.title.is_some() { vec![card.text] } else { vec![card.text, card.subtitle] };
        return vec![(joined(title), VideoScript { title: None, ..script })];
    }
    let alone = |scene| VideoScript { title: None, scenes: vec![scene], ..script.clone() };
    let title = |scene: &VideoScene| match &arguments.title {
        Some(title) => joined([title.clone(), scene.caption.clone()]),
        None => joined(scene.facts.iter().chain([&scene.caption]).cloned()),
    };
    script.scenes.iter().map(|scene| (title(scene), alone(scene.clone()))).collect()
}

pub(super) fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// What is to be seen, in one sentence after the other: what it is, and of each scene what comes of it.
fn alt(texts: &Texts, title: &str, script: &VideoScript) -> String {
    let scenes = script.scenes.iter().map(|scene| {
        let results = joined(words::results(texts, scene));
        // The title may say already which one it is.
        let caption = if script.scenes.len() == 1 && title.contains(&scene.caption) { "" } else { &scene.caption };
        if results.is_empty() { caption.to_owned() } else { words::of(caption, &results) }
    });
    let lines: Vec<String> = [title.to_owned()].into_iter().chain(scenes).filter(|line| !line.is_empty()).collect();
    lines.join(". ")
}

/// When what is said.
fn told(captions: &[TimedText], frames_per_second: u32) -> Vec<String> {
    let line = |cue: &TimedText| {
        let seconds = cue.first / u64::from(frames_per_second.max(1));
        let text: Vec<&str> = cue.text.lines().collect();
        format!("{}:{:02}  {}", seconds / 60, seconds % 60, text.join(" · "))
    };
    captions.iter().map(line).collect()
}

/// The settings of the runs whose episodes are shown, each once.
fn settings(texts: &Texts, script: &VideoScript) -> Vec<String> {
    let mut lines = Vec::new();
    for board in script.scenes.iter().flat_map(|scene| &scene.boards) {
        let Origin::Training { run, .. } = &board.replay.header.kind else { continue };
        let values: Vec<String> = run.hyperparameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let line = texts.t_with(
            "slides-run",
            &[
                ("algorithm", Algorithm::title_of(&run.algorithm).into()),
                ("seed", run.seed.to_string().into()),
                ("settings", values.join(" ").into()),
            ],
        );
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// How the clip was made.
fn picture(texts: &Texts, arguments: &Arguments, style: &VideoStyle, seconds: f64) -> String {
    texts.t_with(
        "slides-clip",
        &[
            ("size", style.size.to_string().into()),
            ("rate", style.frames_per_second.into()),
            ("seconds", format!("{seconds:.1}").into()),
            ("theme", texts.t(style.mode.key()).into()),
            ("quality", texts.t(arguments.quality.unwrap_or_default().key()).into()),
        ],
    )
}

/// The command that was typed, as a shell takes it.
fn command() -> String {
    let words = env::args_os().skip(1).map(|word| quoted(&word.to_string_lossy()));
    ["sidestep".to_owned()].into_iter().chain(words).collect::<Vec<_>>().join(" ")
}

fn print(
    path: &Path,
    (slides, count): (&[Slide], usize),
    bytes: u64,
    (frames, rate): (u64, f64),
    output: &mut Output,
) -> Result<(), Failure> {
    let file = path.display().to_string();
    let seconds: f64 = slides.iter().map(|slide| slide.seconds).sum();
    if output.json {
        let titles: Vec<&str> = slides.iter().map(|slide| slide.title.as_str()).collect();
        return output.object(&json!({
            "file": file,
            "slides": titles,
            "frames": frames,
            "seconds": seconds,
            "bytes": bytes,
            "stopped": slides.len() < count,
            "frames_made_per_second": rate,
        }));
    }
    let all = if slides.len() < count { format!(" of {count}, stopped before the end") } else { String::new() };
    let count = if slides.len() == 1 { "1 slide".to_owned() } else { format!("{} slides", slides.len()) };
    output.line(format!(
        "{file}: {count}{all}, {seconds:.1} s, {} kB; {rate:.0} frames were made a second",
        thousands(bytes.div_ceil(1000))
    ))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{game::video::SceneBoard, replay::Replay};

    /// Of several scenes each has its own end.
    #[test]
    fn alt_texts_say_of_each_scene_what_came_of_it() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/version-1/deep-sarsa.replay");
        let texts = Texts::new(Language::English);
        let scene = |caption: &str, goals| {
            let mut replay = Replay::load(&path).expect("it is there");
            replay.header.summary.scores[0].goals = goals;
            let boards = vec![SceneBoard::new(Arc::new(replay))];
            VideoScene { boards, caption: caption.into(), ..VideoScene::default() }
        };
        let mut script =
            VideoScript { scenes: vec![scene("Episode 1", 0), scene("Episode 30", 1)], ..Default::default() };
        let steps = script.scenes[0].boards[0].replay.header.summary.steps;
        let expected = format!("Classic. Episode 1: no goal in {steps} steps. Episode 30: goal after {steps} steps");
        assert_eq!(alt(&texts, "Classic", &script), expected);
        script.scenes.remove(0);
        assert_eq!(
            alt(&texts, "Classic · Episode 30", &script),
            format!("Classic · Episode 30. goal after {steps} steps")
        );
        script.scenes[0].boards[0].stretch.end -= 1;
        assert_eq!(alt(&texts, "Classic", &script), "Classic. Episode 30", "the end is not shown");
    }
}
