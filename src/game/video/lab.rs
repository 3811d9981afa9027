//! A video of a page of the sequence lab, by egui and without a window: each frame is the page at the clip's own time.
//! What the page shows is drawn in `panels::sequence`.

use std::{collections::BTreeSet, time::Duration};

use bevy::prelude::*;
use bevy_egui::{
    EguiContext, EguiContextSettings, EguiFullOutput, EguiGlobalSettings, EguiPlugin,
    egui::{RawInput, Rect as Frame2d, ViewportId, pos2},
};

use super::{TitleCard, VideoError, VideoStyle, fitting::Ruler, layers::MovingCamera, offscreen::OffscreenApp};
use crate::{
    capture::{Frame, FrameSize},
    language::Texts,
    panels::{
        KeyMap, Look,
        sequence::{CLIP_SIDE, CardLines, ClipMoment, LabClip},
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
    /// Sets everything up; nothing is rendered yet. `seconds` are those of the whole video.
    ///
    /// # Errors
    /// Nothing to render on, or a size that cannot be rendered.
    pub fn new(
        mut clip: LabClip,
        title: Option<&TitleCard>,
        seconds: f64,
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
        let timeline = LabTimeline::new(style.frames_per_second, title.is_some(), seconds);
        clip.seconds = timeline.moving as f64 / f64::from(style.frames_per_second.max(1));
        let frame_time = Duration::from_secs_f64(1.0 / f64::from(style.frames_per_second.max(1)));
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
        Ok(Self { app, stage, size: style.size, timeline, rendered: 0, missing, is_cut })
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

    /// The next frame; `None` after the last one.
    ///
    /// # Errors
    /// A driver that breaks off.
    pub fn next_frame(&mut self) -> Result<Option<Frame>, VideoError> {
        loop {
            if let Some(pixels) = self.app.frame() {
                let frame = Frame::new(self.size, pixels);
                return frame.map(Some).map_err(|error| VideoError::Lost { what: error.to_string() });
            }
            if self.rendered < self.frames() {
                let moment = self.timeline.at(self.rendered);
                // Letters that are new are in the picture one frame after they are in the page.
                while self.stage.draw(self.app.world_mut(), moment) {
                    self.app.rehearse()?;
                }
                self.app.render()?;
                self.rendered += 1;
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

impl Stage {
    /// Draws a moment, whatever time it is and whoever presses something; whether it has letters that no moment before
    /// had.
    fn draw(&self, world: &mut World, moment: ClipMoment) -> bool {
        let Self { clip, texts, theme, keys, scale, size } = self;
        let screen = Frame2d::from_min_max(pos2(0.0, 0.0), pos2(size.x, size.y));
        let look = Look { texts, theme, keys };
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
}

impl LabTimeline {
    fn new(frames_per_second: u32, has_title: bool, seconds: f64) -> Self {
        let frames = |seconds: f64| (seconds * f64::from(frames_per_second)).round() as u64;
        let only = |share: f64| if has_title { frames(share) } else { 0 };
        let (title, clearing, before) = (only(TITLE), only(CLEARING), only(CLEARING) + frames(BEFORE));
        let all = frames(seconds);
        Self { frames: all, title, clearing, before, moving: all.saturating_sub(title + before + frames(RESULT)) }
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
            for (has_title, seconds) in [(true, 20.0), (false, 20.0), (true, 8.0)] {
                let timeline = LabTimeline::new(rate, has_title, seconds);
                assert_eq!(timeline.frames, (seconds * f64::from(rate)) as u64);
                let moments: Vec<ClipMoment> = (0..timeline.frames).map(|frame| timeline.at(frame)).collect();
                assert_eq!(moments[0], ClipMoment { passed: 0.0, card: if has_title { 1.0 } else { 0.0 } });
                assert!(moments.windows(2).all(|pair| pair[0].passed <= pair[1].passed));
                assert!(moments.iter().all(|moment| moment.card == 0.0 || moment.passed == 0.0), "{rate}: {moments:?}");
                let result = moments.iter().filter(|moment| moment.passed == 1.0).count();
                assert!(result as f64 >= RESULT * f64::from(rate), "{rate}: the result has {result} frames");
            }
        }
    }
}
