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
    ClipWords {
        captions: captions.collect(),
        chapters: chapters(script, &parts, (timeline, texts), frames_per_second),
        language: Some(language(texts)),
    }
}

/// The language of all that is said, as an MP4 names it.
pub(super) fn language(texts: &Texts) -> &'static str {
    if texts.language() == Language::Korean { "kor" } else { "eng" }
}

/// Texts that each hold until the next one begins, the last one until the end of so many frames.
pub(super) fn each_until_next(starts: Vec<(u64, String)>, frames: u64) -> Vec<TimedText> {
    let ends: Vec<u64> = starts.iter().skip(1).map(|(start, _)| *start).chain([frames]).collect();
    starts.into_iter().zip(ends).map(|((first, text), end)| TimedText { first, end, text }).collect()
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
            let results = words::results(texts, scene);
            if is_over && !results.is_empty() {
                results
            } else {
                vec![scene.caption.clone(), joined(scene.boards.iter().map(|board| &board.name)), joined(&scene.facts)]
            }
        }
    };
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// The title and each scene; of a single one also where its games end and obstacles are met, a second apart at least.
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
    if let [scene] = script.scenes.as_slice() {
        let mut ends: Vec<(u64, String)> = Vec::new();
        for moment in moments(scene, texts) {
            let mut frames =
                parts.iter().filter(|(part, ..)| *part != Part::Title).flat_map(|&(_, first, end)| first..end);
            let Some(frame) = frames.find(|frame| timeline.at(*frame).steps >= moment.shown as f64) else { continue };
            let is_near = |start: &u64| start.abs_diff(frame) < u64::from(frames_per_second);
            match ends.iter_mut().find(|(end, _)| is_near(end)) {
                // Two that end together are named together.
                Some((_, said)) if moment.is_end => *said = format!("{said} · {}", moment.said),
                Some(_) => {}
                None if starts.iter().any(|(start, _)| is_near(start)) => {}
                None if moment.is_end => ends.push((frame, moment.said)),
                None => starts.push((frame, moment.said)),
            }
        }
        starts.append(&mut ends);
        starts.sort_by_key(|(start, _)| *start);
    }
    each_until_next(starts, timeline.frames())
}

/// What one may want to jump to within a scene.
struct Moment {
    /// After so many of the steps that are shown.
    shown: usize,
    is_end: bool,
    said: String,
}

/// Where the games of a scene end, then where obstacles are met.
fn moments(scene: &VideoScene, texts: &Texts) -> Vec<Moment> {
    let mut moments = Vec::new();
    for board in &scene.boards {
        let header = &board.replay.header;
        let play = header.seats.iter().filter(|seat| seat.agent.is_some()).count();
        for marker in board.replay.markers() {
            let who = match header.seats.get(marker.seat) {
                Some(seat) if play > 1 => &seat.name,
                _ => &board.name,
            };
            let is_end = marker.event == Event::Goal;
            let keys = match marker.event {
                Event::Goal => ["video-chapter-goal", "video-chapter-goal-of"],
                Event::Hit(_) => ["video-chapter-hit", "video-chapter-hit-of"],
                Event::Explored | Event::Surprise(_) => continue,
            };
            let said = [("step", marker.step.into()), ("who", who.as_str().into())];
            let said = texts.t_with(keys[usize::from(!who.is_empty())], &said);
            if let Some(shown) = marker.step.checked_sub(board.stretch.start).filter(|step| *step > 0) {
                moments.push(Moment { shown, is_end, said });
            }
        }
        // Who comes to no goal ends, too.
        if board.stretch.end == board.replay.steps.len() && header.score().goals == 0 {
            let said = words::of(&board.name, &words::result(texts, header));
            moments.push(Moment { shown: board.stretch.len(), is_end: true, said });
        }
    }
    moments.sort_by_key(|moment| (!moment.is_end, moment.shown));
    moments
}

/// What a scene is called.
fn name(scene: &VideoScene) -> String {
    let names = joined(scene.boards.iter().map(|board| &board.name));
    [names, scene.caption.clone(), joined(&scene.facts)].into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

fn joined<'a>(parts: impl IntoIterator<Item = &'a String>) -> String {
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use std::{path::Path, sync::Arc};

    use super::*;
    use crate::{game::video::SceneBoard, replay::Replay};

    /// Of two side by side, too, one can jump to where each ends and to what happens on the way, and knows whose it is.
    #[test]
    fn chapters_say_what_happens_to_whom_and_when() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/version-1/deep-sarsa.replay");
        let replay = Arc::new(Replay::load(&path).expect("it is there"));
        let texts = Texts::new(Language::English);
        let board = |name: &str, steps| {
            let mut board = SceneBoard::new(replay.clone());
            name.clone_into(&mut board.name);
            board.stretch.end -= steps;
            board
        };
        let titles = |boards: Vec<SceneBoard>| -> Vec<String> {
            // So slow that nothing is near anything else.
            let scene = VideoScene { boards, caption: "Classic".into(), speed: 0.5, ..VideoScene::default() };
            let script = VideoScript { scenes: vec![scene], ..VideoScript::default() };
            let words = words(&script, &Timeline::of(&script, 10), &texts, 10);
            words.chapters.into_iter().map(|chapter| chapter.text).collect()
        };
        let markers = replay.markers();
        let hits = markers.iter().filter(|marker| matches!(marker.event, Event::Hit(_))).map(|marker| marker.step);
        let end = match markers.iter().find(|marker| marker.event == Event::Goal) {
            Some(goal) => format!("goal, step {}", goal.step),
            None => words::result(&texts, &replay.header),
        };
        let both = titles(vec![board("Before", 0), board("After", 0)]);
        assert_eq!(both[0], "Before · After");
        assert_eq!(both.last(), Some(&format!("Before: {end} · After: {end}")), "{both:?}");
        let first = { hits }.find(|step| *step + 1 < replay.steps.len());
        if let Some(step) = first {
            assert!(both.contains(&format!("Before: hit by an obstacle, step {step}")), "{both:?}");
        }
        // One that is not shown to its end has none.
        let alone = titles(vec![board("", 1)]);
        assert!(alone[0] == "Classic" && !alone.iter().any(|said| said.to_lowercase().contains(&end)), "{alone:?}");
        let said = |step: usize| format!("Hit by an obstacle, step {step}");
        assert!(first.is_none_or(|step| alone.contains(&said(step))), "{alone:?}");
    }
}
