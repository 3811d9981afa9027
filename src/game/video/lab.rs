//! A video of a page of the sequence lab, by egui and without a window: each frame is the page at the clip's own time.
//! What the page shows is drawn in `panels::sequence`.

use std::{collections::BTreeSet, time::Duration};

use bevy::prelude::*;
use bevy_egui::{
    EguiContext, EguiContextSettings, EguiFullOutput, EguiGlobalSettings, EguiPlugin,
    egui::{RawInput, Rect as Frame2d, ViewportId, pos2},
};

use super::{
    TitleCard, VideoError, VideoStyle, cues,
    fitting::Ruler,
    layers::MovingCamera,
    loop_end::{self, LoopEnd},
    offscreen::OffscreenApp,
};
use crate::{
    capture::{ClipWords, Frame, FrameSize, TimedText},
    language::Texts,
    panels::{
        KeyMap, Look,
        sequence::{CLIP_SIDE, CardLines, ClipMoment, ClipPart, LabClip},
    },
    theme::{self, StyleOptions, Theme},
};

/// How long the card stands, how long it takes to clear away, when then something moves, and how long the result
/// stands, in seconds.
const TITLE: f64 = 2.2;
const CLEARING: f64 = 0.5;
const BEFORE: f64 = 0.5;
const RESULT: f64 = 2.0;

/// A video that is being made.
pub struct LabVideo {
    app: OffscreenApp,
    stage: Stage,
    size: FrameSize,
    timeline: LabTimeline,
    /// Frames that were rendered.
    rendered: u64,
    loop_end: LoopEnd,
    /// What the title card says.
    title: Option<String>,
    rate: u32,
    missing: BTreeSet<char>,
    is_cut: bool,
}

/// What is drawn, and with what.
struct Stage {
    clip: LabClip,
    texts: Texts,
    theme: Theme,
    keys: KeyMap,
    /// Pixels that a point has.
    scale: f32,
    /// The frame, points.
    size: Vec2,
}

impl LabVideo {
    /// Sets everything up; nothing is rendered yet. `seconds` are those of the whole video; one that loops leads back to its
    /// first frame.
    ///
    /// # Errors
    /// Nothing to render on, or a size that cannot be rendered.
    pub fn new(
        mut clip: LabClip,
        title: Option<&TitleCard>,
        (seconds, loops): (f64, bool),
        style: &VideoStyle,
    ) -> Result<Self, VideoError> {
        let FrameSize { width, height } = style.size;
        let pixels = UVec2::new(width, height);
        let scale = pixels.min_element() as f32 / CLIP_SIDE;
        let size = pixels.as_vec2() / scale;
        let (mut missing, mut is_cut) = (BTreeSet::new(), false);
        if let Some(TitleCard { text, subtitle, .. }) = title {
            let lines = [(text, true, 0.32, 54.0), (subtitle, false, 0.28, 28.0)];
            clip.card = Some(lines.map(|(words, is_bold, share, largest)| {
                let ruler = Ruler::new(is_bold);
                let fitted = ruler.fit(words, size * Vec2::new(0.86, share), 20.0..=largest);
                missing.append(&mut ruler.missing([words.as_str()]));
                is_cut |= fitted.is_cut;
                CardLines { text: fitted.text, size: fitted.size }
            }));
        }
        let rate = style.frames_per_second.max(1);
        let timeline = LabTimeline::new(rate, title.is_some(), loops, seconds);
        clip.seconds = timeline.moving as f64 / f64::from(rate);
        let frame_time = Duration::from_secs_f64(1.0 / f64::from(rate));
        let mut app = OffscreenApp::open(pixels, frame_time, plugin)?;
        let theme = Theme::new(style.mode);
        let world = app.world_mut();
        let mut cameras = world.query_filtered::<Entity, With<MovingCamera>>();
        let cameras: Vec<Entity> = cameras.iter(world).collect();
        for camera in cameras {
            let mut context = EguiContext::default();
            theme::install_fonts(context.get_mut());
            theme::apply(context.get_mut(), &theme, StyleOptions::default());
            let settings = EguiContextSettings { run_manually: true, ..default() };
            world.entity_mut(camera).insert((context, settings));
        }
        let stage = Stage { clip, texts: Texts::new(style.language), theme, keys: KeyMap::default(), scale, size };
        let loop_end = LoopEnd::new(timeline.rendered(), timeline.fade);
        let title = title.map(|title| format!("{}\n{}", title.text, title.subtitle));
        Ok(Self { app, stage, size: style.size, timeline, rendered: 0, loop_end, title, rate, missing, is_cut })
    }

    /// What players offer of it: the parts of what moves, and the result.
    #[must_use]
    pub fn words(&self) -> ClipWords {
        let parts = self.stage.clip.parts(self.stage.look());
        words(&self.timeline, self.title.as_deref(), &parts, self.rate, cues::language(&self.stage.texts))
    }

    /// The frame that stands for it: the last one before it leads back to the first.
    #[must_use]
    pub const fn telling(&self) -> u64 {
        self.timeline.rendered().saturating_sub(1)
    }

    /// Whether it begins with a title card.
    #[must_use]
    pub const fn has_card(&self) -> bool {
        self.title.is_some()
    }

    /// What its title has and the program's font has not: boxes are drawn in their place.
    #[must_use]
    pub fn missing_glyphs(&self) -> BTreeSet<char> {
        self.missing.clone()
    }

    /// Whether some of its words had no room, even in the smallest letters, and ended in an ellipsis.
    #[must_use]
    pub const fn has_cut_words(&self) -> bool {
        self.is_cut
    }

    /// Frames of the whole video.
    #[must_use]
    pub const fn frames(&self) -> u64 {
        self.timeline.frames
    }

    /// One frame, whatever came before: the next one is that which follows it.
    ///
    /// # Errors
    /// As [`Self::next_frame`].
    pub fn picture(&mut self, frame: u64) -> Result<Frame, VideoError> {
        self.render(frame)?;
        self.app.finish()?;
        self.loop_end.go_on_after(frame);
        let mut last = None;
        // Those that were on their way before it come first.
        while let Some(arrived) = self.arrived()? {
            last = Some(arrived);
        }
        last.ok_or_else(|| VideoError::Lost { what: "a frame was rendered and did not arrive".to_owned() })
    }

    /// Renders a frame: it arrives later.
    fn render(&mut self, frame: u64) -> Result<(), VideoError> {
        let moment = self.timeline.at(frame);
        // Letters that are new are in the picture one frame after they are in the page.
        while self.stage.draw(self.app.world_mut(), moment) {
            self.app.rehearse()?;
        }
        self.app.render()?;
        self.rendered = frame + 1;
        Ok(())
    }

    fn arrived(&mut self) -> Result<Option<Frame>, VideoError> {
        let frame = self.app.frame().map(|pixels| Frame::new(self.size, pixels)).transpose();
        frame.map_err(|error| VideoError::Lost { what: error.to_string() })
    }

    /// The next frame; `None` after the last one.
    ///
    /// # Errors
    /// A driver that breaks off.
    pub fn next_frame(&mut self) -> Result<Option<Frame>, VideoError> {
        let rendered = if self.loop_end.wants_rendered() { self.rendered_frame()? } else { None };
        Ok(self.loop_end.next_frame(rendered))
    }

    /// The next of the frames that are rendered; `None` after the last one.
    fn rendered_frame(&mut self) -> Result<Option<Frame>, VideoError> {
        loop {
            if let Some(frame) = self.arrived()? {
                return Ok(Some(frame));
            }
            if self.rendered < self.timeline.rendered() {
                self.render(self.rendered)?;
            } else {
                self.app.finish()?;
                if !self.app.has_frame() {
                    return Ok(None);
                }
            }
        }
    }
}

fn plugin(app: &mut App) {
    app.add_plugins(EguiPlugin::default());
    // The one that there is is run by `Stage::draw`.
    app.world_mut().resource_mut::<EguiGlobalSettings>().auto_create_primary_context = false;
}

/// What is said in which frame: the title, and each part of what moves.
fn words(
    timeline: &LabTimeline,
    title: Option<&str>,
    parts: &[ClipPart],
    rate: u32,
    language: &'static str,
) -> ClipWords {
    // The title is the part before the first one.
    let part = |frame: u64| match title {
        Some(_) if frame < timeline.title => 0,
        _ => parts.partition_point(|part| part.from <= timeline.at(frame).passed),
    };
    let mut captions = Vec::new();
    let mut chapters: Vec<(u64, String)> = Vec::new();
    let frames: Vec<u64> = (0..timeline.rendered()).collect();
    for frames in frames.chunk_by(|one, other| part(*one) == part(*other)) {
        let first = frames[0];
        let (caption, chapter) = match part(first).checked_sub(1).map(|part| &parts[part]) {
            Some(ClipPart { chapter, caption, .. }) => (caption.as_str(), chapter.as_deref()),
            None => (title.unwrap_or_default(), title.and_then(|title| title.lines().next())),
        };
        captions.push((first, caption.to_owned()));
        let Some(chapter) = chapter else { continue };
        // The later one of two that begin within a second: what is read takes no time before the first symbol is written.
        if chapters.last().is_some_and(|(start, _)| first - start < rate.into()) {
            chapters.pop();
        }
        chapters.push((first, chapter.to_owned()));
    }
    if let Some((first, _)) = chapters.first_mut() {
        *first = 0;
    }
    let [captions, chapters]: [Vec<TimedText>; 2] =
        [captions, chapters].map(|starts| cues::each_until_next(starts, timeline.frames));
    ClipWords { captions, chapters, language: Some(language) }
}

impl Stage {
    fn look(&self) -> Look<'_> {
        Look { texts: &self.texts, theme: &self.theme, keys: &self.keys }
    }

    /// Draws a moment, whatever time it is and whoever presses something; whether it has letters that no moment before
    /// had.
    fn draw(&self, world: &mut World, moment: ClipMoment) -> bool {
        let Self { clip, scale, size, .. } = self;
        let screen = Frame2d::from_min_max(pos2(0.0, 0.0), pos2(size.x, size.y));
        let look = self.look();
        let mut contexts = world.query::<(&mut EguiContext, &mut EguiFullOutput)>();
        let mut is_new = false;
        for (mut context, mut output) in contexts.iter_mut(world) {
            let mut input = RawInput { screen_rect: Some(screen), ..default() };
            input.viewports.entry(ViewportId::ROOT).or_default().native_pixels_per_point = Some(*scale);
            let drawn = context.get_mut().run_ui(input, |ui| clip.ui(ui, look, moment));
            is_new |= !drawn.textures_delta.is_empty();
            output.0 = Some(drawn);
        }
        is_new
    }
}

/// The frames: pure arithmetic, as that of boards.
#[derive(Clone, Copy, Debug, PartialEq)]
struct LabTimeline {
    frames: u64,
    title: u64,
    clearing: u64,
    /// Until something moves, counted from the title.
    before: u64,
    moving: u64,
    /// At the end, leading back to the first one.
    fade: u64,
}

impl LabTimeline {
    fn new(frames_per_second: u32, has_title: bool, loops: bool, seconds: f64) -> Self {
        let frames = |seconds: f64| (seconds * f64::from(frames_per_second)).round() as u64;
        let only = |share: f64| if has_title { frames(share) } else { 0 };
        let (title, clearing, before) = (only(TITLE), only(CLEARING), only(CLEARING) + frames(BEFORE));
        let (all, fade) = (frames(seconds), loop_end::fade(loops, frames_per_second));
        let moving = all.saturating_sub(title + before + frames(RESULT) + fade);
        Self { frames: all, title, clearing, before, moving, fade }
    }

    /// Frames before the first one begins to come back.
    const fn rendered(&self) -> u64 {
        self.frames - self.fade
    }

    /// What a frame shows, from 0.
    fn at(&self, frame: u64) -> ClipMoment {
        let since = frame.saturating_sub(self.title);
        let share = |part: u64, whole: u64| part.min(whole) as f64 / whole.max(1) as f64;
        let card = if frame < self.title { 1.0 } else { 1.0 - share(since + 1, self.clearing + 1) };
        // The last of the moving frames has arrived.
        let passed = share((since + 1).saturating_sub(self.before), self.moving);
        let has_card = self.title > 0;
        ClipMoment { passed, card: if has_card { card as f32 } else { 0.0 } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clip_begins_with_its_title_and_ends_with_its_result() {
        for rate in [1, 2, 24, 30, 60] {
            let clips = [(true, 20.0, false), (false, 20.0, false), (true, 8.0, false), (true, 20.0, true)];
            for (has_title, seconds, loops) in clips {
                let timeline = LabTimeline::new(rate, has_title, loops, seconds);
                assert_eq!(timeline.frames, (seconds * f64::from(rate)) as u64);
                let moments: Vec<ClipMoment> = (0..timeline.rendered()).map(|frame| timeline.at(frame)).collect();
                assert_eq!(moments[0], ClipMoment { passed: 0.0, card: if has_title { 1.0 } else { 0.0 } });
                assert!(moments.windows(2).all(|pair| pair[0].passed <= pair[1].passed));
                assert!(moments.iter().all(|moment| moment.card == 0.0 || moment.passed == 0.0), "{rate}: {moments:?}");
                let result = moments.iter().filter(|moment| moment.passed == 1.0).count();
                assert!(result as f64 >= RESULT * f64::from(rate), "{rate}: the result has {result} frames");
            }
        }
    }

    #[test]
    fn what_is_said_holds_in_the_frames_that_show_it_and_chapters_are_a_second_long() {
        let part = |from, chapter: Option<&str>, caption: &str| ClipPart {
            from,
            chapter: chapter.map(str::to_owned),
            caption: caption.to_owned(),
        };
        let parts = [
            part(0.0, Some("reads"), "reads"),
            part(0.000_001, Some("one"), "one"),
            part(0.5, None, "two"),
            part(1.0, Some("end"), "end"),
        ];
        for (rate, title, loops) in [(30, Some("Title\nbelow"), false), (30, None, true), (2, Some("Title"), true)] {
            let timeline = LabTimeline::new(rate, title.is_some(), loops, 20.0);
            let ClipWords { captions, chapters, language } = words(&timeline, title, &parts, rate, "eng");
            assert_eq!(language, Some("eng"));
            let said = |frame: u64| captions.iter().find(|cue| (cue.first..cue.end).contains(&frame));
            for frame in 0..timeline.rendered() {
                let shown = match timeline.at(frame).passed {
                    _ if frame < timeline.title => title.unwrap_or_default(),
                    0.0 => "reads",
                    passed if passed < 0.5 => "one",
                    passed if passed < 1.0 => "two",
                    _ => "end",
                };
                assert_eq!(said(frame).map(|cue| cue.text.as_str()), Some(shown), "frame {frame} at {rate}");
            }
            let names: Vec<&str> = chapters.iter().map(|cue| cue.text.as_str()).collect();
            // Without a title what is read is over after half a second.
            let begun: &[&str] = if title.is_some() { &["Title", "reads"] } else { &[] };
            assert_eq!(names, [begun, &["one", "end"]].concat());
            assert_eq!(chapters[0].first, 0);
            for cues in [&captions, &chapters] {
                assert!(cues.windows(2).all(|pair| pair[0].end == pair[1].first));
                assert_eq!(cues.last().map(|cue| cue.end), Some(timeline.frames));
            }
            assert!(chapters.iter().all(|cue| cue.end - cue.first >= rate.into()), "{chapters:?}");
        }
    }
}
