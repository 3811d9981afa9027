//! A film on its way: puts each frame's moment before the camera and hands the frames out in order.

use std::time::Duration;

use bevy::prelude::*;

use super::{
    FilmError, Look, Script,
    curve::CurveView,
    layers::Still,
    layout::{Places, share_out},
    lettering::Lettering,
    playing::Playing,
    studio::Studio,
    timeline::{Moment, Timeline},
    titles::{Card, LowerThird},
    words,
};
use crate::{
    capture::{Frame, FrameSize},
    game::board::{BoardLayout, BoardModel, BoardOptions, BoardPalette, Flash},
    language::Texts,
    theme::Theme,
};

/// Below this many pixels nothing can be read.
const LEAST: u32 = 64;
/// Titles of boards are so many pixels high at a text scale of 1, where boards are large.
const TITLE: f32 = 19.0;

/// A film that is being made.
pub struct Film {
    script: Script,
    look: Look,
    texts: Texts,
    timeline: Timeline,
    studio: Studio,
    card: Option<Card>,
    lower_third: LowerThird,
    curve: Option<CurveView>,
    /// The scene that is on, with its boards.
    scene: Option<usize>,
    boards: Vec<(Entity, Playing)>,
    /// Frames that were shot.
    shot: u64,
}

impl Film {
    /// Sets everything up; nothing is rendered yet.
    ///
    /// # Errors
    /// Nothing to render on, a size that cannot be rendered, or a script that cannot be shown.
    pub fn new(script: Script, look: &Look) -> Result<Self, FilmError> {
        let speeds = script.scenes.iter().map(|scene| scene.speed);
        if let Some(speed) = speeds.into_iter().find(|speed| !(*speed > 0.0 && *speed <= 10_000.0)) {
            return Err(FilmError::Speed { speed });
        }
        if script.scenes.iter().all(|scene| scene.takes.is_empty()) {
            return Err(FilmError::Empty);
        }
        let steps = script.scenes.iter().map(|scene| {
            let longest = scene.takes.iter().map(|take| take.replay.steps.len()).max();
            (longest.unwrap_or(0), scene.speed)
        });
        let timeline = Timeline::new(look.frames_per_second, script.title.is_some(), steps);

        let FrameSize { width, height } = look.size;
        let frame_time = Duration::from_secs_f64(1.0 / f64::from(look.frames_per_second.max(1)));
        let mut studio = Studio::open(UVec2::new(width, height), LEAST, frame_time)?;
        let frame = UVec2::new(width, height).as_vec2();
        let theme = Theme::new(look.mode);
        let texts = Texts::new(look.language);
        let places = places(&script, frame);
        let palette = BoardPalette::of_theme(&theme);
        let backdrop = Color::from(palette.backdrop);
        let world = studio.world_mut();
        world.insert_resource(palette);
        world.insert_resource(layout(&places, frame));
        world.insert_resource(BoardOptions { text_scale: text_scale(&script, look, &places), ..default() });
        world.spawn((
            Name::new("Backdrop"),
            Sprite::from_color(backdrop, frame),
            Transform::from_xyz(0.0, 0.0, -10.0),
            Still,
        ));
        let lettering = Lettering::new(world, &theme, frame);
        let lower_third = LowerThird::new(world, &lettering, &theme, &places);
        let curve = script.curve.as_ref().zip(places.curve).and_then(|(curve, place)| {
            CurveView::new(world, &lettering, (&theme, &texts), (place, places.unit, frame), curve)
        });
        let card = script.title.as_ref().map(|title| Card::new(world, &lettering, title, backdrop, frame, places.unit));
        let mut film = Self {
            script,
            look: *look,
            texts,
            timeline,
            studio,
            card,
            lower_third,
            curve,
            scene: None,
            boards: Vec::new(),
            shot: 0,
        };
        // The first scene stands there already while the title card clears away.
        film.begin(0)?;
        Ok(film)
    }

    /// Frames of the whole film.
    #[must_use]
    pub fn frames(&self) -> u64 {
        self.timeline.frames()
    }

    /// The next frame; `None` after the last one.
    ///
    /// # Errors
    /// A replay that does not play as it was recorded, or a driver that breaks off.
    pub fn next_frame(&mut self) -> Result<Option<Frame>, FilmError> {
        loop {
            if let Some(pixels) = self.studio.frame() {
                let frame = Frame::new(self.look.size, pixels);
                return frame.map(Some).map_err(|error| FilmError::Lost { what: error.to_string() });
            }
            if self.shot < self.frames() {
                self.arrange(self.shot)?;
                self.studio.shoot()?;
                self.shot += 1;
            } else {
                self.studio.finish()?;
                if !self.studio.has_frame() {
                    return Ok(None);
                }
            }
        }
    }

    /// Puts a frame's moment before the camera.
    fn arrange(&mut self, frame: u64) -> Result<(), FilmError> {
        let Moment { scene, steps, title, passed } = self.timeline.at(frame);
        if self.scene != Some(scene) {
            self.begin(scene)?;
        }
        if let Some(card) = &self.card {
            card.show(self.studio.world_mut(), title);
        }
        self.play(steps)?;
        self.say();
        self.grow(scene, passed);
        Ok(())
    }

    /// Sets a scene up.
    fn begin(&mut self, scene: usize) -> Result<(), FilmError> {
        self.scene = Some(scene);
        let Some(script) = self.script.scenes.get(scene) else {
            return Ok(());
        };
        let world = self.studio.world_mut();
        for (board, _) in self.boards.drain(..) {
            world.despawn(board);
        }
        for (slot, take) in script.takes.iter().enumerate() {
            let model = BoardModel { slot, title: take.name.clone(), ..default() };
            let board = world.spawn((Name::new("Board"), model, self.look.overlays)).id();
            self.boards.push((board, Playing::new(take)));
        }
        let scores = match self.boards.as_slice() {
            [(_, only)] => words::scores(&self.texts, only.header(), only.scores()),
            _ => Vec::new(),
        };
        self.lower_third.begin(world, script, &scores);
        for (board, playing) in &mut self.boards {
            if let Some(mut model) = world.get_mut::<BoardModel>(*board) {
                playing.fill(&mut model, self.look.overlays);
            }
        }
        self.studio.rehearse()
    }

    /// Plays the boards to where `steps` have been made.
    fn play(&mut self, steps: f64) -> Result<(), FilmError> {
        let world = self.studio.world_mut();
        for (board, playing) in &mut self.boards {
            let events = playing.advance(steps)?;
            if let Some(mut model) = world.get_mut::<BoardModel>(*board) {
                playing.fill(&mut model, self.look.overlays);
            }
            let flashes = events.into_iter().map(|(kind, cell)| Flash { board: *board, kind, cell });
            world.write_message_batch(flashes);
        }
        Ok(())
    }

    /// Says what has been got so far: below the words, or above each of several boards.
    fn say(&mut self) {
        let world = self.studio.world_mut();
        let said = |playing: &Playing| words::scores(&self.texts, playing.header(), playing.scores());
        match self.boards.as_slice() {
            [(_, only)] => self.lower_third.follow(world, &said(only)),
            boards => {
                self.lower_third.follow(world, &[]);
                for (board, playing) in boards {
                    if let Some(mut model) = world.get_mut::<BoardModel>(*board) {
                        let scores: Vec<String> = said(playing).into_iter().map(|(_, score)| score).collect();
                        model.note = scores.join(" · ");
                    }
                }
            }
        }
    }

    /// Lets the curve come from the episode before to the scene's own while the scene's first half passes.
    fn grow(&mut self, scene: usize, passed: f32) {
        let Some(curve) = &mut self.curve else { return };
        let episode = |scene: usize| self.script.scenes.get(scene).and_then(|scene| scene.episode);
        let before = scene.checked_sub(1).and_then(episode).unwrap_or(0) as f32;
        let now = episode(scene).map_or(before, |episode| episode as f32);
        let share = (passed * 2.0).min(1.0);
        curve.grow(self.studio.world_mut(), before + (now - before) * share * share * (3.0 - 2.0 * share));
    }
}

/// One layout for all scenes, in which the largest has room.
fn places(script: &Script, frame: Vec2) -> Places {
    let takes = || script.scenes.iter().flat_map(|scene| &scene.takes);
    let count = script.scenes.iter().map(|scene| scene.takes.len()).max().unwrap_or(1);
    let size = |take: &super::Take| IVec2::new(take.replay.level().width, take.replay.level().height);
    let cells = takes().map(size).fold(IVec2::ONE, IVec2::max);
    let lines = if script.scenes.iter().all(|scene| scene.facts.is_empty()) { 1 } else { 2 };
    share_out(frame, count, cells, lines, script.curve.is_some())
}

fn layout(places: &Places, frame: Vec2) -> BoardLayout {
    BoardLayout { viewport: Some(places.boards), window: frame, scale_factor: 1.0, focus: None }
}

/// Boards have titles where there are several and a legend where values are shown; otherwise they keep no room for texts.
fn text_scale(script: &Script, look: &Look, places: &Places) -> f32 {
    let letters = if script.scenes.iter().any(|scene| scene.takes.len() > 1) {
        0.85
    } else if look.overlays.values {
        0.65
    } else {
        0.01
    };
    letters * places.unit / TITLE
}
