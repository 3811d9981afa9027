//! Which frame shows what: pure arithmetic on numbers of frames, so that a clip's length is known before it is made.
//! How a moment looks is decided elsewhere.

/// How long the title card stands, and how long it takes to clear away, in seconds.
const TITLE: f64 = 2.2;
const CLEARING: f64 = 0.3;
/// How long a scene stands still before its first step and after its last, in seconds.
const BEFORE: f64 = 0.5;
const AFTER: f64 = 1.2;

/// The frames of a video.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Timeline {
    frames_per_second: f64,
    title: u64,
    clearing: u64,
    /// In the order of the scenes.
    spans: Vec<Span>,
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
    /// The number of the scene, from 0. While the title card covers everything, the first one stands there already.
    pub scene: usize,
    /// Steps made, with the share of the one that is being made: 2.25 is a quarter into the third.
    pub steps: f64,
    /// How much of the title card is still there, 1 to 0.
    pub title: f32,
    /// How much of the scene has passed, 0 to 1.
    pub passed: f32,
}

impl Timeline {
    /// For scenes of so many steps at so many steps a second.
    pub(super) fn new(frames_per_second: u32, has_title: bool, scenes: impl Iterator<Item = (usize, f64)>) -> Self {
        let rate = f64::from(frames_per_second);
        let frames = |seconds: f64| (seconds * rate).round() as u64;
        let title = if has_title { frames(TITLE) } else { 0 };
        let mut first = title;
        let spans = scenes
            .map(|(steps, speed)| {
                let span = Span {
                    first,
                    before: frames(BEFORE),
                    moving: (steps as f64 * rate / speed).ceil() as u64,
                    after: frames(AFTER),
                    steps,
                    speed,
                };
                first = span.end();
                span
            })
            .collect();
        Self { frames_per_second: rate, title, clearing: if has_title { frames(CLEARING) } else { 0 }, spans }
    }

    /// Frames of the whole video.
    pub(super) fn frames(&self) -> u64 {
        self.spans.last().map_or(self.title, Span::end)
    }

    /// What a frame shows, from 0; the last one's for what is beyond.
    pub(super) fn at(&self, frame: u64) -> FrameTime {
        let covered = FrameTime { title: 1.0, ..FrameTime::default() };
        if frame < self.title {
            return covered;
        }
        let scene = self.spans.partition_point(|span| span.first <= frame).saturating_sub(1);
        let Some(span) = self.spans.get(scene) else { return covered };
        let within = (frame - span.first).min(span.end() - span.first);
        // The first of the moving frames has come a frame's time far, the last one has arrived.
        let moving = (within + 1).saturating_sub(span.before);
        let steps = moving as f64 * span.speed / self.frames_per_second;
        let since = frame - self.title;
        let share = |part: u64, whole: u64| if whole == 0 { 1.0 } else { part as f32 / whole as f32 };
        FrameTime {
            scene,
            steps: steps.min(span.steps as f64),
            title: (1.0 - share(since + 1, self.clearing + 1)).max(0.0),
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

    #[test]
    fn scenes_follow_each_other_without_a_gap_and_each_comes_to_its_end() {
        for rate in [24, 30, 50, 60] {
            for speed in [0.5, 4.0, 7.3, 100.0, 1000.0] {
                let lengths = [9_usize, 0, 31, 1];
                let timeline = Timeline::new(rate, true, lengths.iter().map(|&steps| (steps, speed)));
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
        let timeline = Timeline::new(30, false, [(8, 4.0)].into_iter());
        let before = (BEFORE * 30.0) as u64;
        assert_eq!(timeline.at(before - 1).steps, 0.0);
        assert_eq!(timeline.at(before + 14).steps, 2.0);
        assert_eq!(timeline.frames(), before + 60 + (AFTER * 30.0) as u64);
    }

    #[test]
    fn the_title_stands_and_clears_away() {
        let timeline = Timeline::new(30, true, [(8, 4.0)].into_iter());
        let shares: Vec<f32> = (66..90).map(|frame| timeline.at(frame).title).collect();
        assert_eq!(timeline.at(65), FrameTime { title: 1.0, ..FrameTime::default() });
        assert!(shares[0] > 0.8 && shares[0] < 1.0);
        assert!(shares.windows(2).all(|pair| pair[0] >= pair[1]));
        assert_eq!(shares[23], 0.0);
        assert_eq!(Timeline::new(30, true, std::iter::empty()).frames(), 66);
    }
}
