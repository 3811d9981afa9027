//! The title card, and the words in the lower third.

use std::ops::RangeInclusive;

use bevy::{prelude::*, sprite::Anchor};

use super::{
    TitleCard, VideoScene,
    fitting::{Fitted, LINE, Ruler, SEPARATOR},
    layers::Static,
    layout::{CardLayout, FrameLayout},
    text::{SceneWords, TextStyle2d, TextStyles, write},
};
use crate::{
    game::board::world_from_window,
    theme::{self, Theme},
};

/// The title card's words, and what covers a change.
pub(super) struct TitleCardView {
    cover: Entity,
    texts: [Entity; 3],
    /// Whether all of its words have room.
    pub is_whole: bool,
}

/// Letters' least height, in units: 18 pixels where a frame is 720 high, as on the lab's pages.
const LEAST: f32 = 0.45;

impl TitleCardView {
    pub(super) fn new(
        world: &mut World,
        styles: &TextStyles,
        title: &TitleCard,
        backdrop: Color,
        (CardLayout { words, changes, .. }, unit): (&CardLayout, f32),
    ) -> Self {
        let at = world_from_window(changes.center(), styles.frame).extend(10.0);
        let sprite = Sprite::from_color(backdrop, changes.size());
        let cover = world.spawn((Name::new("Cover"), sprite, Transform::from_translation(at))).id();

        // Each with its greatest height, its share of the room, what is free above it, and whether it is soft.
        let parts = [
            (&title.text, 1.9, 0.45, 0.0, false),
            (&title.subtitle, 0.95, 0.22, 0.4, true),
            (&title.result, 0.95, 0.33, 0.9, false),
        ];
        let fitted = parts.map(|(said, size, share, gap, is_soft)| {
            let gap = if said.is_empty() { 0.0 } else { gap * unit };
            let room = Vec2::new(words.width(), share * words.height() - gap);
            let fit = Ruler::new(!is_soft).fit(said, room, LEAST * unit..=size * unit);
            let height = gap + fit.text.lines().count() as f32 * LINE * fit.size;
            (fit, gap, height, is_soft)
        });
        let is_whole = fitted.iter().all(|(fit, ..)| !fit.is_cut);
        let mut top = words.center().y - fitted.iter().map(|(.., height, _)| height).sum::<f32>() / 2.0;
        let texts = fitted.map(|(fit, gap, height, is_soft)| {
            let at = Vec2::new(words.min.x, top + gap);
            top += height;
            let (anchor, is_bold, width) = (Anchor::TOP_LEFT, !is_soft, words.width());
            let style = TextStyle2d { at, anchor, size: fit.size, is_bold, is_soft, width, depth: 2.0 };
            let text = world.spawn((Name::new("Title"), styles.text(&style), Static)).id();
            write(world, text, &fit.text);
            text
        });
        Self { cover, texts, is_whole }
    }

    /// Shows its words, or takes them away.
    pub(super) fn show(&self, world: &mut World, is_shown: bool) {
        let shown = if is_shown { Visibility::Inherited } else { Visibility::Hidden };
        for text in self.texts {
            if let Some(mut visibility) = world.get_mut::<Visibility>(text) {
                visibility.set_if_neq(shown);
            }
        }
    }

    /// Covers what changes with the background, 0 to 1.
    pub(super) fn cover(&self, world: &mut World, share: f32) {
        if let Some(mut sprite) = world.get_mut::<Sprite>(self.cover) {
            sprite.color.set_alpha(share);
        }
    }
}

/// The words beside or below the boards.
pub(super) struct LowerThird {
    caption: Entity,
    facts: Entity,
    /// A line for each that plays.
    lines: [Entity; 4],
    /// The colours of those who play, by seat, and of who plays alone.
    seats: [Color; 4],
    ink: Color,
    places: FrameLayout,
    frame: Vec2,
    /// Where large letters are written.
    width: f32,
    /// How high they may stand in this scene.
    height: f32,
    /// How high letters of what changes are.
    live: f32,
}

impl LowerThird {
    pub(super) fn new(world: &mut World, styles: &TextStyles, theme: &Theme, places: &FrameLayout) -> Self {
        let FrameLayout { words, unit, .. } = *places;
        // Beside the boards what changes stands below the rest, below them at the right.
        let (live_at, live_anchor) = if places.is_column {
            (Vec2::new(words.min.x, words.max.y), Anchor::BOTTOM_LEFT)
        } else {
            (words.max, Anchor::BOTTOM_RIGHT)
        };
        let style = TextStyle2d {
            at: Vec2::new(words.min.x, words.max.y),
            anchor: Anchor::BOTTOM_LEFT,
            size: 1.25 * unit,
            is_bold: true,
            is_soft: false,
            width: words.width(),
            depth: 2.0,
        };
        let caption = world.spawn((Name::new("Caption"), styles.text(&style), Static, SceneWords)).id();
        let letters = styles.letters(0.8 * unit, false, true);
        let facts = world.spawn((TextSpan::default(), letters, ChildOf(caption))).id();
        let live = TextStyle2d { at: live_at, anchor: live_anchor, width: live_width(places), ..style };
        // It changes with every step and is small: not worth looking at all again that stands still.
        let live = world.spawn((Name::new("Score"), styles.text(&live), SceneWords)).id();
        let lines = [(); 4].map(|()| {
            let letters = styles.letters(1.05 * unit, true, false);
            world.spawn((TextSpan::default(), letters, ChildOf(live))).id()
        });
        Self {
            caption,
            facts,
            lines,
            seats: theme.palette.seats.map(theme::bevy_color),
            ink: styles.ink,
            places: *places,
            frame: styles.frame,
            width: style.width,
            height: 0.0,
            live: 0.0,
        }
    }

    /// What is said throughout a scene, and by whom something is got meanwhile; whether all of it has room.
    pub(super) fn begin(&mut self, world: &mut World, scene: &VideoScene, scores: &[(Option<usize>, String)]) -> bool {
        let size = letters_for(scores, &self.places);
        self.live = size;
        let FrameLayout { words, unit, is_column, .. } = self.places;
        self.width = words.width() - if is_column || scores.is_empty() { 0.0 } else { size * widest(scores) + unit };
        let above = if is_column && !scores.is_empty() { LINE * size * scores.len() as f32 + 0.3 * unit } else { 0.0 };
        // Facts stand below, in half of the height or what the caption and a line for its result leave of it.
        let free = words.height() - above;
        let caption =
            Ruler::new(true).fit(&scene.caption, Vec2::new(self.width, free / 2.0), LEAST * unit..=1.25 * unit);
        let said = (caption.text.lines().count() + 1) as f32 * LINE * caption.size;
        let small = 0.8 * unit;
        let room = Vec2::new(self.width, (free / 2.0).max(free - said).max(LINE * small));
        let facts = fit_facts(&scene.facts, room, LEAST * unit..=small, is_column);
        let lines = facts.text.lines().count() as f32;
        self.height = free - lines * LINE * facts.size;
        let is_whole = self.say(world, &scene.caption) && !facts.is_cut;
        let begins = if scene.caption.is_empty() || facts.text.is_empty() { "" } else { "\n" };
        write(world, self.facts, &format!("{begins}{}", facts.text));
        resize(world, self.facts, facts.size);

        for (&line, number) in self.lines.iter().zip(0..) {
            let seat = scores.get(number).and_then(|(seat, _)| *seat);
            let colour = seat.map_or(self.ink, |seat| self.seats[seat % 4]);
            resize(world, line, size);
            if let Some(mut letters) = world.get_mut::<TextColor>(line) {
                letters.0 = colour;
            }
        }
        let at = world_from_window(Vec2::new(words.min.x, words.max.y - above), self.frame).round();
        if let Some(mut place) = world.get_mut::<Transform>(self.caption) {
            place.translation = at.extend(place.translation.z);
        }
        is_whole
    }

    /// What is said in large letters from now on; whether all of it has room.
    pub(super) fn say(&self, world: &mut World, words: &str) -> bool {
        let unit = self.places.unit;
        let room = Vec2::new(self.width, self.height);
        let Fitted { text, size, is_cut } = Ruler::new(true).fit(words, room, LEAST * unit..=1.25 * unit);
        write(world, self.caption, &text);
        resize(world, self.caption, size);
        !is_cut
    }

    /// What changes meanwhile, or becomes known; whether all of it has room.
    pub(super) fn follow(&self, world: &mut World, scores: &[(Option<usize>, String)]) -> bool {
        let room = Vec2::new(live_width(&self.places), LINE * self.live);
        let mut is_whole = true;
        for (&line, number) in self.lines.iter().zip(0..) {
            let (begins, said) = match scores.get(number) {
                Some((_, said)) => (if number > 0 { "\n" } else { "" }, said.as_str()),
                None => ("", ""),
            };
            let least = self.live.min(LEAST * self.places.unit);
            let Fitted { text, size, is_cut } = Ruler::new(true).fit(said, room, least..=self.live);
            is_whole &= !is_cut;
            resize(world, line, size);
            write(world, line, &format!("{begins}{text}"));
        }
        is_whole
    }
}

/// Facts in lines of their own where those have room, else one after the other: whichever leaves larger letters.
fn fit_facts(facts: &[String], room: Vec2, sizes: RangeInclusive<f32>, is_column: bool) -> Fitted {
    let fit = |between: &str| Ruler::new(false).fit(&facts.join(between), room, sizes.clone());
    let joined = fit(SEPARATOR);
    let lines =
        Some(fit("\n")).filter(|lines| is_column && !lines.is_cut && (joined.is_cut || lines.size >= joined.size));
    lines.unwrap_or(joined)
}

/// Writes a text in letters of this height.
fn resize(world: &mut World, text: Entity, size: f32) {
    if let Some(mut font) = world.get_mut::<TextFont>(text)
        && font.font_size != FontSize::Px(size.round())
    {
        font.font_size = FontSize::Px(size.round());
    }
}

/// How wide what changes may be.
fn live_width(places: &FrameLayout) -> f32 {
    let width = places.words.width();
    if places.is_column { width } else { (0.5 * width).max(12.0 * places.unit) }
}

/// Letters so high that every line keeps to itself, and all of them leave room for the rest; but never too small to be read.
fn letters_for(scores: &[(Option<usize>, String)], places: &FrameLayout) -> f32 {
    let lines = scores.len().max(1) as f32;
    // In a column they share the height with the rest, else they stand beside it.
    let share = if places.is_column { 0.5 } else { 1.0 };
    (1.05 * places.unit)
        .min(live_width(places) / widest(scores))
        .min(share * places.words.height().max(2.7 * places.unit) / (LINE * lines))
        .max(0.5 * places.unit)
}

/// The width of the longest line, in letters' heights.
fn widest(scores: &[(Option<usize>, String)]) -> f32 {
    let ruler = Ruler::new(true);
    // Figures grow by a few signs.
    scores.iter().map(|(_, said)| ruler.width(said) + 1.2).fold(1.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::video::layout::share_out;

    #[test]
    fn letters_shrink_until_each_who_plays_has_a_line() {
        let places = share_out(Vec2::new(1280.0, 720.0), 1, IVec2::splat(8), 2, false);
        let scores = |names: &[&str]| -> Vec<(Option<usize>, String)> {
            names.iter().map(|name| (None, format!("{name} −0.08"))).collect()
        };
        let size = |names: &[&str]| letters_for(&scores(names), &places) / places.unit;
        assert_eq!(size(&["Return"]), 1.05);
        for names in [["Trained opponent", "Half-way opponent"], ["훈련을 많이 마친 상대", "훈련 중간의 상대"]]
        {
            assert!(size(&names) < 1.05 && size(&names) > 0.8, "{names:?}: {}", size(&names));
            assert!(size(&names) * places.unit * widest(&scores(&names)) <= places.words.width() + 0.1);
        }
        let longest = "A name that somebody has written for a very long time";
        assert_eq!(size(&[longest, longest, longest, longest]), 0.5);
    }
}
