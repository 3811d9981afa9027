//! Which frame shows what: pure arithmetic on numbers of frames, so that a clip's length is known before it is made.
//! How a moment looks is decided elsewhere.

use super::{VideoScene, VideoScript, loop_end};

/// How long the title card stands, in seconds.
pub(super) const TITLE: f64 = 2.2;
/// How long it takes to leave for the background, and the first scene to come out of it, in seconds.
const CLEARING: f64 = 0.15;
/// How long a scene stands still before its first step and after its last, in seconds.
const BEFORE: f64 = 0.5;
const AFTER: f64 = 1.2;

/// The frames of a video.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Timeline {
    frames_per_second: f64,
    title: u64,
    clearing: u64,
    /// Frames at the end that lead back to the first one.
    fade: u64,
    /// In the order of the scenes.
    spans: Vec<Span>,
}

/// What a scene takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Play {
    pub steps: usize,
    /// Steps in a second.
    pub speed: f64,
    /// How long it stands after its last step beyond what every scene does, in seconds.
    pub stand: f64,
}

/// When a scene is on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SceneTime {
    /// Seconds from the video's beginning.
    pub start: f64,
    /// Seconds until the next scene, or until the first frame begins to come back.
    pub end: f64,
}

/// The frames of a scene.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Span {
    first: u64,
    before: u64,
    moving: u64,
    after: u64,
    steps: usize,
    speed: f64,
}

/// What a frame shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct FrameTime {
    /// Whether it is the title card, with the boards of the first scene.
    pub is_card: bool,
    /// The number of the scene, from 0.
    pub scene: usize,
    /// Steps made, with the share of the one that is being made: 2.25 is a quarter into the third.
    pub steps: f64,
    /// How much is covered by the background, 0 to 1: what goes and what comes are never seen at once.
    pub cover: f32,
    /// How much of the scene has passed, 0 to 1.
    pub passed: f32,
}

impl Timeline {
    /// Of a script.
    pub(super) fn of(script: &VideoScript, frames_per_second: u32) -> Self {
        let play = |scene: &VideoScene| Play { steps: scene.steps(), speed: scene.speed, stand: scene.stand };
        Self::new(frames_per_second, script.title.is_some(), script.loops, script.scenes.iter().map(play))
    }

    /// For these scenes, and with a way back to the first frame where it loops.
    pub(super) fn new(
        frames_per_second: u32,
        has_title: bool,
        loops: bool,
        scenes: impl Iterator<Item = Play>,
    ) -> Self {
        let rate = f64::from(frames_per_second);
        let frames = |seconds: f64| (seconds * rate).round() as u64;
        let title = if has_title { frames(TITLE) } else { 0 };
        let mut first = title;
        let spans = scenes
            .map(|Play { steps, speed, stand }| {
                let span = Span {
                    first,
                    before: frames(BEFORE),
                    // Rounding errors are no reason for another frame.
                    moving: (steps as f64 * rate / speed - 1e-6).ceil() as u64,
                    after: frames(AFTER) + frames(stand),
                    steps,
                    speed,
                };
                first = span.end();
                span
            })
            .collect();
        let clearing = if has_title { frames(CLEARING) } else { 0 };
        let fade = loop_end::fade(loops, frames_per_second);
        Self { frames_per_second: rate, title, clearing, fade, spans }
    }

    /// Frames of the whole video.
    pub(super) fn frames(&self) -> u64 {
        self.rendered() + self.fade
    }

    /// Frames before the first one begins to come back.
    pub(super) fn rendered(&self) -> u64 {
        self.spans.last().map_or(self.title, Span::end)
    }

    /// When each scene begins and ends, in seconds.
    pub(super) fn scenes(&self) -> impl Iterator<Item = SceneTime> {
        let second = |frame: u64| frame as f64 / self.frames_per_second;
        self.spans.iter().map(move |span| SceneTime { start: second(span.first), end: second(span.end()) })
    }

    /// What a frame shows, from 0; the last one's for what is beyond.
    pub(super) fn at(&self, frame: u64) -> FrameTime {
        // Of the frames around the end of the title card the nearest are covered most.
        let from_end = if frame < self.title { self.title - 1 - frame } else { frame - self.title };
        let cover = self.clearing.saturating_sub(from_end) as f32 / (self.clearing + 1) as f32;
        let card = FrameTime { is_card: true, cover, ..FrameTime::default() };
        if frame < self.title {
            return card;
        }
        let scene = self.spans.partition_point(|span| span.first <= frame).saturating_sub(1);
        let Some(span) = self.spans.get(scene) else { return card };
        let within = (frame - span.first).min(span.end() - span.first);
        // The first of the moving frames has come a frame's time far, the last one has arrived.
        let moving = (within + 1).saturating_sub(span.before);
        let steps = moving as f64 * span.speed / self.frames_per_second;
        let share = |part: u64, whole: u64| if whole == 0 { 1.0 } else { part as f32 / whole as f32 };
        FrameTime {
            is_card: false,
            scene,
            steps: steps.min(span.steps as f64),
            cover,
            passed: share(within, span.end() - span.first),
        }
    }
}

impl Span {
    const fn end(&self) -> u64 {
        self.first + self.before + self.moving + self.after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EIGHT: Play = Play { steps: 8, speed: 4.0, stand: 0.0 };

    #[test]
    fn scenes_follow_each_other_without_a_gap_and_each_comes_to_its_end() {
        for rate in [24, 30, 50, 60] {
            for speed in [0.5, 4.0, 7.3, 100.0, 1000.0] {
                let lengths = [9_usize, 0, 31, 1];
                let plays = lengths.iter().map(|&steps| Play { steps, speed, stand: 0.0 });
                let timeline = Timeline::new(rate, true, false, plays);
                let mut reached = [0.0_f64; 4];
                let mut last = (0, 0.0);
                for frame in 0..timeline.frames() {
                    let FrameTime { scene, steps, .. } = timeline.at(frame);
                    assert!((scene, steps) >= last, "frame {frame} goes back from {last:?}");
                    assert!(scene <= last.0 + 1, "scene {} was left out", last.0 + 1);
                    last = (scene, steps);
                    reached[scene] = steps;
                }
                assert_eq!(reached, lengths.map(|steps| steps as f64), "{rate} frames, {speed} steps a second");
            }
        }
    }

    #[test]
    fn a_step_takes_as_many_frames_as_its_speed_says() {
        let timeline = Timeline::new(30, false, false, std::iter::once(EIGHT));
        let before = (BEFORE * 30.0) as u64;
        assert_eq!(timeline.at(before - 1).steps, 0.0);
        assert_eq!(timeline.at(before + 14).steps, 2.0);
        assert_eq!(timeline.frames(), before + 60 + (AFTER * 30.0) as u64);
    }

    #[test]
    fn the_title_card_leaves_for_the_background_before_the_scene_comes_out_of_it() {
        let timeline = Timeline::new(30, true, false, std::iter::once(EIGHT));
        let covers: Vec<f32> = (60..72).map(|frame| timeline.at(frame).cover).collect();
        let expected = [0, 1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 0].map(|share| share as f32 / 6.0);
        assert_eq!(covers, expected);
        assert_eq!(timeline.at(0), FrameTime { is_card: true, ..FrameTime::default() });
        assert_eq!([65, 66].map(|frame| timeline.at(frame).is_card), [true, false]);
        assert_eq!(Timeline::new(30, true, false, std::iter::empty()).frames(), 66);
    }

    #[test]
    fn a_video_that_loops_holds_its_end_and_comes_back_to_its_beginning() {
        for rate in [1, 2, 5, 10, 30, 60, 240] {
            let [plain, looping] =
                [false, true].map(|loops| Timeline::new(rate, true, loops, [EIGHT, EIGHT].into_iter()));
            let frames = plain.frames();
            assert_eq!(looping.rendered(), frames);
            let fade = looping.frames() - frames;
            assert_eq!(fade, (u64::from(rate) / 5).max(1), "a fifth of a second at {rate} frames a second");
            let end = looping.at(frames - 1);
            assert_eq!(looping.at(frames - u64::from(rate)).steps, end.steps, "the result is held for a second");
        }
    }
}
