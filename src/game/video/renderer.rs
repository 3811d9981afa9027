//! A video on its way: puts each frame's moment before the camera and hands the frames out in order.

use std::{collections::BTreeSet, time::Duration};

use bevy::prelude::*;

use super::{
    VideoError, VideoScene, VideoScript, VideoStyle, cues,
    curve::CurveView,
    fitting::{LINE, Ruler},
    layers::Static,
    layout::{CardLayout, FrameLayout, share_out},
    loop_end::LoopEnd,
    offscreen::OffscreenApp,
    player::BoardPlayer,
    text::{SceneWords, TextStyles},
    timeline::{FrameTime, SceneTime, Timeline},
    titles::{LowerThird, TitleCardView},
    words,
};
use crate::{
    capture::{ClipWords, Frame, FrameSize},
    game::board::{self, BoardLayout, BoardModel, BoardOptions, BoardPalette, Flash, Placement, ValueRange},
    language::Texts,
    theme::Theme,
};

/// Notes beside boards' titles are written so much smaller at most, where they have no room.
const LEAST_NOTE: f32 = 0.6;

/// A video that is being made.
pub struct VideoRenderer {
    script: VideoScript,
    style: VideoStyle,
    texts: Texts,
    timeline: Timeline,
    app: OffscreenApp,
    card: Option<TitleCardView>,
    /// Where boards stand on the card and in the scenes.
    card_places: CardLayout,
    places: FrameLayout,
    lower_third: LowerThird,
    curve: Option<CurveView>,
    /// The scene that is on with its boards, and whether they stand on the title card.
    scene: Option<(usize, bool)>,
    boards: Vec<(Entity, BoardPlayer)>,
    /// Frames that were rendered.
    rendered: u64,
    loop_end: LoopEnd,
    /// Whether some words had no room so far.
    is_cut: bool,
    /// Of the heat map, from the first frame to the last.
    scale: Option<ValueRange>,
    /// The height of boards' titles, and the width of the boards that they stand above where all are in a row.
    letters: f32,
    title_width: f32,
}

impl VideoRenderer {
    /// Sets everything up; nothing is rendered yet.
    ///
    /// # Errors
    /// Nothing to render on, a size that cannot be rendered, or a script that cannot be shown.
    pub fn new(mut script: VideoScript, style: &VideoStyle) -> Result<Self, VideoError> {
        let speeds = script.scenes.iter().map(|scene| scene.speed);
        if let Some(speed) = speeds.into_iter().find(|speed| !(*speed > 0.0 && *speed <= 10_000.0)) {
            return Err(VideoError::Speed { speed });
        }
        if script.scenes.iter().all(|scene| scene.boards.is_empty()) {
            return Err(VideoError::Empty);
        }
        let timeline = Timeline::of(&script, style.frames_per_second);

        let mut scale = None;
        if style.overlays.values {
            let scale = scale.insert(ValueRange::default());
            let mut boards = script.scenes.iter().flat_map(|scene| &scene.boards);
            boards.try_for_each(|scene_board| BoardPlayer::widen(scale, scene_board))?;
        }

        let FrameSize { width, height } = style.size;
        let frame_time = Duration::from_secs_f64(1.0 / f64::from(style.frames_per_second.max(1)));
        let mut app = OffscreenApp::open(UVec2::new(width, height), frame_time, board::plugin)?;
        let frame = UVec2::new(width, height).as_vec2();
        let theme = Theme::new(style.mode);
        let texts = Texts::new(style.language);
        for scene in &mut script.scenes {
            words::say_stretch(&texts, scene);
            let legend = words::legend(&texts, style.overlays, scene);
            scene.facts.extend(legend);
        }
        let places = places(&script, frame);
        let letters = letters(&script, style);
        let scene_boards = script.scenes.iter().map(|scene| scene.boards.len()).max().unwrap_or(1);
        let palette = BoardPalette::of_theme(&theme);
        let backdrop = Color::from(palette.backdrop);
        let world = app.world_mut();
        world.insert_resource(palette);
        world.insert_resource(BoardOptions { title: Some(letters * places.unit), ..default() });
        world.spawn((
            Name::new("Backdrop"),
            Sprite::from_color(backdrop, frame),
            Transform::from_xyz(0.0, 0.0, -10.0),
            Static,
        ));
        let styles = TextStyles::new(world, &theme, frame);
        let lower_third = LowerThird::new(world, &styles, &theme, &places);
        let episodes: Vec<f32> = script.scenes.iter().filter_map(|scene| Some(scene.episode? as f32)).collect();
        let curve = script.curve.as_ref().zip(places.curve).and_then(|(curve, place)| {
            CurveView::new(world, &styles, (&theme, &texts), (place, places.unit, frame), (curve, &episodes))
        });
        let card_places = places.card(frame);
        let place = (&card_places, places.unit);
        let card = script.title.as_ref().map(|title| TitleCardView::new(world, &styles, title, backdrop, place));
        let loop_end = LoopEnd::new(timeline.rendered(), timeline.frames() - timeline.rendered());
        let mut video = Self {
            script,
            style: *style,
            texts,
            timeline,
            app,
            card,
            card_places,
            places,
            lower_third,
            curve,
            scene: None,
            boards: Vec::new(),
            rendered: 0,
            loop_end,
            is_cut: false,
            scale,
            letters: letters * places.unit,
            title_width: places.boards.width() / columns(places.boards.size(), scene_boards) as f32,
        };
        video.is_cut = video.card.as_ref().is_some_and(|card| !card.is_whole);
        video.begin(0, video.card.is_some())?;
        Ok(video)
    }

    /// What its words have and the program's font has not: boxes are drawn in their place.
    #[must_use]
    pub fn missing_glyphs(&self) -> BTreeSet<char> {
        let VideoScript { title, scenes, .. } = &self.script;
        let titles = title.iter().flat_map(|title| [&title.text, &title.subtitle, &title.result]);
        let captions = scenes.iter().flat_map(|scene| scene.facts.iter().chain([&scene.caption]));
        let boards = || scenes.iter().flat_map(|scene| &scene.boards);
        let seats = boards().flat_map(|board| board.replay.header.seats.iter().map(|seat| &seat.name));
        let names = boards().map(|board| &board.name).chain(seats);
        Ruler::new(false).missing(titles.chain(captions).chain(names).map(String::as_str))
    }

    /// Whether some of its words had no room in the frames so far, even in the smallest letters, and ended in an ellipsis.
    #[must_use]
    pub const fn has_cut_words(&self) -> bool {
        self.is_cut
    }

    /// What players offer of it: chapters and captions.
    #[must_use]
    pub fn words(&self) -> ClipWords {
        cues::words(&self.script, &self.timeline, &self.texts, self.style.frames_per_second)
    }

    /// Frames of the whole video.
    #[must_use]
    pub fn frames(&self) -> u64 {
        self.timeline.frames()
    }

    /// Its scenes in their order, and when each is on the screen.
    pub fn scenes(&self) -> impl Iterator<Item = (&VideoScene, SceneTime)> {
        self.script.scenes.iter().zip(self.timeline.scenes())
    }

    /// The frame that stands for it: the last one before it leads back to the first, when all is at rest and the result is said.
    #[must_use]
    pub fn telling(&self) -> u64 {
        self.timeline.rendered().saturating_sub(1)
    }

    /// Whether it begins with a title card.
    #[must_use]
    pub const fn has_card(&self) -> bool {
        self.card.is_some()
    }

    /// One frame, whatever came before: the next one is that which follows it. Frames are asked for in their order.
    ///
    /// # Errors
    /// As [`Self::next_frame`].
    pub fn picture(&mut self, frame: u64) -> Result<Frame, VideoError> {
        let FrameTime { is_card, scene, steps, .. } = self.timeline.at(frame);
        self.begin(scene, is_card)?;
        for (_, player) in &mut self.boards {
            // What happened on the way has faded by then.
            player.advance(steps)?;
        }
        self.arrange(frame)?;
        self.app.render()?;
        self.app.finish()?;
        self.rendered = frame + 1;
        self.loop_end.go_on_after(frame);
        self.rendered_frame()?
            .ok_or_else(|| VideoError::Lost { what: "a frame was rendered and did not arrive".to_owned() })
    }

    /// The next frame; `None` after the last one.
    ///
    /// # Errors
    /// A replay that does not play as it was recorded, or a driver that breaks off.
    pub fn next_frame(&mut self) -> Result<Option<Frame>, VideoError> {
        let rendered = if self.loop_end.wants_rendered() { self.rendered_frame()? } else { None };
        Ok(self.loop_end.next_frame(rendered))
    }

    /// The next of the frames that are rendered; `None` after the last one.
    fn rendered_frame(&mut self) -> Result<Option<Frame>, VideoError> {
        loop {
            if let Some(pixels) = self.app.frame() {
                let frame = Frame::new(self.style.size, pixels);
                return frame.map(Some).map_err(|error| VideoError::Lost { what: error.to_string() });
            }
            if self.rendered < self.timeline.rendered() {
                self.arrange(self.rendered)?;
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

    /// Puts a frame's moment before the camera.
    fn arrange(&mut self, frame: u64) -> Result<(), VideoError> {
        let FrameTime { is_card, scene, steps, cover, passed } = self.timeline.at(frame);
        if self.scene != Some((scene, is_card)) {
            self.begin(scene, is_card)?;
        }
        if let Some(card) = &self.card {
            card.cover(self.app.world_mut(), cover);
        }
        self.play(steps)?;
        if !is_card {
            self.say();
            self.grow(scene, passed);
        }
        Ok(())
    }

    /// Sets a scene up, or the title card with its boards.
    fn begin(&mut self, scene: usize, is_card: bool) -> Result<(), VideoError> {
        self.scene = Some((scene, is_card));
        let Some(script) = self.script.scenes.get(scene) else {
            return Ok(());
        };
        let world = self.app.world_mut();
        for (board, _) in self.boards.drain(..) {
            world.despawn(board);
        }
        let is_moved = is_card && self.card_places.boards != self.places.boards;
        let boards = if is_card { self.card_places.boards } else { self.places.boards };
        let FrameSize { width, height } = self.style.size;
        let window = UVec2::new(width, height).as_vec2();
        world.insert_resource(BoardLayout { viewport: Some(boards), window, scale_factor: 1.0, ..default() });
        SceneWords::show(world, !is_card);
        if let Some(card) = &self.card {
            card.show(world, is_card);
        }
        // Half of what is above a board is for what has been got.
        let room = Vec2::new(0.5 * self.title_width, 1.0);
        for (slot, scene_board) in script.boards.iter().enumerate() {
            // Where boards are smaller than in the scenes, the card's own words name them.
            let name = if is_moved { "" } else { &scene_board.name };
            let title = Ruler::new(true).fit(name, room, self.letters..=self.letters);
            self.is_cut |= title.is_cut;
            let kind = words::thinker(&scene_board.replay.header).and_then(|(_, seat)| seat.values);
            let scale = self.scale.map(|scale| kind.map(|kind| scale.only(kind)).unwrap_or_default());
            let model = BoardModel { slot, title: title.text, scale, ..default() };
            let board = world.spawn((Name::new("Board"), model, self.style.overlays)).id();
            self.boards.push((board, BoardPlayer::at_start(scene_board)?));
        }
        let scores: Vec<(Option<usize>, String)> = match self.boards.as_slice() {
            // There is room for what it begins with and for what it comes to.
            [(_, only)] => {
                let of = |scores| words::scores(&self.texts, only.header(), scores);
                let ends = of(&only.header().summary.scores);
                let both = of(only.scores()).into_iter().zip(ends);
                both.map(|(now, end)| if now.1.len() > end.1.len() { now } else { end }).collect()
            }
            _ => words::results(&self.texts, script).into_iter().map(|result| (None, result)).collect(),
        };
        self.is_cut |= !self.lower_third.begin(world, script, &scores);
        for (board, player) in &mut self.boards {
            if let Some(mut model) = world.get_mut::<BoardModel>(*board) {
                player.fill(&mut model, self.style.overlays);
            }
        }
        self.app.rehearse()
    }

    /// Plays the boards to where `steps` have been made.
    fn play(&mut self, steps: f64) -> Result<(), VideoError> {
        let world = self.app.world_mut();
        for (board, player) in &mut self.boards {
            let events = player.advance(steps)?;
            if let Some(mut model) = world.get_mut::<BoardModel>(*board) {
                player.fill(&mut model, self.style.overlays);
            }
            let flashes = events.into_iter().map(|(kind, cell)| Flash { board: *board, kind, cell });
            world.write_message_batch(flashes);
        }
        Ok(())
    }

    /// Says what has been got so far, below the words or above each of several boards, and at the end what came of it.
    fn say(&mut self) {
        let world = self.app.world_mut();
        let said = |player: &BoardPlayer| words::scores(&self.texts, player.header(), player.scores());
        match self.boards.as_slice() {
            [(_, only)] => {
                self.is_cut |= !self.lower_third.follow(world, &said(only));
                if only.is_over() {
                    let caption =
                        self.scene.and_then(|(scene, _)| Some(self.script.scenes.get(scene)?.caption.as_str()));
                    let result = words::result(&self.texts, only.header());
                    let words = [caption.unwrap_or_default(), &result].map(str::to_owned);
                    let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
                    self.is_cut |=
                        !self.lower_third.say(world, &words.join(if self.places.is_column { "\n" } else { " · " }));
                }
            }
            boards => {
                // What came of each is said in large letters, in the order of the boards, once it is known.
                let scene = self.scene.and_then(|(scene, _)| self.script.scenes.get(scene));
                let results = scene.map(|scene| words::results(&self.texts, scene)).unwrap_or_default();
                let known = results.into_iter().zip(boards.iter());
                let known =
                    known.map(|(said, (_, player))| (None, if player.is_over() { said } else { String::new() }));
                self.is_cut |= !self.lower_third.follow(world, &known.collect::<Vec<_>>());
                for (board, player) in boards {
                    let scores: Vec<String> = said(player).into_iter().map(|(_, score)| score).collect();
                    let note = scores.join(" · ");
                    let Some(placement) = world.get::<Placement>(*board).copied() else { continue };
                    if let Some(mut model) = world.get_mut::<BoardModel>(*board) {
                        let title = Ruler::new(true).width(&model.title) * placement.title;
                        let room = placement.extent().x - title - placement.title;
                        let size = placement.note;
                        // On one line, beside the title.
                        let fitted =
                            Ruler::new(true).fit(&note, Vec2::new(room, LINE * size), LEAST_NOTE * size..=size);
                        self.is_cut |= fitted.is_cut;
                        model.note = fitted.text;
                        model.note_size = Some(fitted.size);
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
        curve.grow(self.app.world_mut(), before + (now - before) * share * share * (3.0 - 2.0 * share));
    }
}

/// One layout for all scenes, in which the largest has room.
fn places(script: &VideoScript, frame: Vec2) -> FrameLayout {
    let scene_boards = || script.scenes.iter().flat_map(|scene| &scene.boards);
    let count = script.scenes.iter().map(|scene| scene.boards.len()).max().unwrap_or(1);
    let size = |scene_board: &super::SceneBoard| {
        IVec2::new(scene_board.replay.level().width, scene_board.replay.level().height)
    };
    let cells = scene_boards().map(size).fold(IVec2::ONE, IVec2::max);
    let lines = if script.scenes.iter().all(|scene| scene.facts.is_empty()) { 1 } else { 2 };
    let lines = if count > 1 { lines + count.min(2) } else { lines };
    share_out(frame, count, cells, lines, script.curve.is_some())
}

/// In how many columns so many boards of this room stand, as far as their shape is not known.
fn columns(room: Vec2, count: usize) -> usize {
    if room.x < room.y { 1 } else { count.max(1) }
}

/// How high letters around boards are, in units. Boards have titles where there are several and a legend where values are shown;
/// otherwise they keep no room for texts.
fn letters(script: &VideoScript, style: &VideoStyle) -> f32 {
    if script.scenes.iter().any(|scene| scene.boards.len() > 1) {
        // Boards of an upright frame stand one below the other, and are small for their letters.
        if style.size.width < style.size.height { 0.7 } else { 0.85 }
    } else if style.overlays.values {
        0.65
    } else {
        0.01
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests;
