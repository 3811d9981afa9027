//! What a video says when, for players: chapters and captions. Which frame shows what is `timeline`'s, the words are `words`'.

use super::{VideoScene, VideoScript, timeline::Timeline, words};
use crate::{
    capture::{ClipWords, TimedText},
    language::{Language, Texts},
    replay::Event,
};

/// What a frame is of.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Title,
    /// A scene, and whether all that is played in it has ended.
    Scene(usize, bool),
}

/// All that players offer of a video.
pub(super) fn words(script: &VideoScript, timeline: &Timeline, texts: &Texts, frames_per_second: u32) -> ClipWords {
    let mut parts: Vec<(Part, u64, u64)> = Vec::new();
    for frame in 0..timeline.frames() {
        let part = part(script, timeline, frame);
        match parts.last_mut() {
            Some((last, _, end)) if *last == part => *end += 1,
            _ => parts.push((part, frame, frame + 1)),
        }
    }
    let captions = parts.iter().map(|&(part, first, end)| TimedText { first, end, text: caption(script, part, texts) });
    let language = Some(if texts.language() == Language::Korean { "kor" } else { "eng" });
    ClipWords {
        captions: captions.collect(),
        chapters: chapters(script, &parts, (timeline, texts), frames_per_second),
        language,
    }
}

fn part(script: &VideoScript, timeline: &Timeline, frame: u64) -> Part {
    let time = timeline.at(frame);
    if time.is_card {
        return Part::Title;
    }
    let steps = script.scenes.get(time.scene).map_or(0, VideoScene::steps);
    Part::Scene(time.scene, time.steps >= steps as f64)
}

/// What the frames of a part say: what is shown, and at its end what came of it.
fn caption(script: &VideoScript, part: Part, texts: &Texts) -> String {
    let lines = match part {
        Part::Title => script
            .title
            .iter()
            .flat_map(|title| [title.text.clone(), title.subtitle.clone(), title.result.clone()])
            .collect(),
        Part::Scene(number, is_over) => {
            let Some(scene) = script.scenes.get(number) else { return String::new() };
            let result = |name: &str, board: &super::SceneBoard| {
                let result = words::result(texts, &board.replay.header);
                if name.is_empty() { result } else { format!("{name}: {result}") }
            };
            // What is shown of a game may end before the game does.
            let is_whole = scene.boards.iter().all(|board| board.stretch.end >= board.replay.steps.len());
            if is_over && is_whole {
                scene.boards.iter().map(|board| result(&board.name, board)).collect()
            } else {
                vec![scene.caption.clone(), joined(scene.boards.iter().map(|board| &board.name)), joined(&scene.facts)]
            }
        }
    };
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// The title and each scene; of a single game also where obstacles were met and where it came to its goal, a second apart at least.
fn chapters(
    script: &VideoScript,
    parts: &[(Part, u64, u64)],
    (timeline, texts): (&Timeline, &Texts),
    frames_per_second: u32,
) -> Vec<TimedText> {
    let mut starts: Vec<(u64, String)> = Vec::new();
    let mut begun = None;
    for &(part, first, _) in parts {
        let (scene, name) = match part {
            Part::Title => (None, script.title.as_ref().map_or_else(String::new, |title| title.text.clone())),
            Part::Scene(number, _) => (Some(number), script.scenes.get(number).map_or_else(String::new, name)),
        };
        if begun != Some(scene) {
            begun = Some(scene);
            starts.push((first, name));
        }
    }
    if let [VideoScene { boards, .. }] = script.scenes.as_slice()
        && let [board] = boards.as_slice()
    {
        let mut markers = board.replay.markers();
        // The goal is what one looks for.
        markers.sort_by_key(|marker| marker.event != Event::Goal);
        for marker in markers {
            let key = match marker.event {
                Event::Goal => "marker-goal",
                Event::Hit(_) => "marker-hit",
                Event::Explored | Event::Surprise(_) => continue,
            };
            let mut frames =
                parts.iter().filter(|(part, ..)| *part != Part::Title).flat_map(|&(_, first, end)| first..end);
            let shown = marker.step.checked_sub(board.stretch.start).filter(|step| *step > 0);
            let frame = shown.and_then(|step| frames.find(|frame| timeline.at(*frame).steps >= step as f64));
            let Some(frame) = frame else { continue };
            if starts.iter().all(|(start, _)| start.abs_diff(frame) >= u64::from(frames_per_second)) {
                starts.push((frame, texts.t(key).to_owned()));
            }
        }
        starts.sort_by_key(|(start, _)| *start);
    }
    let ends: Vec<u64> = starts.iter().skip(1).map(|(start, _)| *start).chain([timeline.frames()]).collect();
    starts.into_iter().zip(ends).map(|((first, text), end)| TimedText { first, end, text }).collect()
}

/// What a scene is called.
fn name(scene: &VideoScene) -> String {
    let names = joined(scene.boards.iter().map(|board| &board.name));
    [scene.caption.clone(), names, joined(&scene.facts)].into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

fn joined<'a>(parts: impl IntoIterator<Item = &'a String>) -> String {
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
