//! The title card, and the words in the lower third.

use bevy::{prelude::*, sprite::Anchor};

use super::{
    TitleCard, VideoScene,
    layers::Static,
    layout::FrameLayout,
    text::{TextStyle2d, TextStyles, write},
};
use crate::{
    game::board::world_from_window,
    theme::{self, Theme},
};

/// The title card: it covers everything, and clears away.
pub(super) struct TitleCardView {
    cover: Entity,
    texts: [Entity; 2],
}

impl TitleCardView {
    pub(super) fn new(
        world: &mut World,
        styles: &TextStyles,
        title: &TitleCard,
        backdrop: Color,
        frame: Vec2,
        unit: f32,
    ) -> Self {
        let cover =
            world.spawn((Name::new("Cover"), Sprite::from_color(backdrop, frame), Transform::from_xyz(0.0, 0.0, 10.0)));
        let cover = cover.id();
        let middle = frame / 2.0;
        let style = TextStyle2d {
            at: middle + Vec2::new(0.0, 0.3 * unit),
            anchor: Anchor::BOTTOM_CENTER,
            size: 1.9 * unit,
            is_bold: true,
            is_soft: false,
            width: frame.x - 3.0 * unit,
            depth: 11.0,
        };
        let subtitle = TextStyle2d {
            at: middle + Vec2::new(0.0, 0.8 * unit),
            anchor: Anchor::TOP_CENTER,
            size: unit,
            is_bold: false,
            is_soft: true,
            ..style
        };
        let texts = [(style, &title.text), (subtitle, &title.subtitle)].map(|(style, words)| {
            let text = world.spawn((Name::new("Title"), styles.text(&style))).id();
            write(world, text, words);
            text
        });
        Self { cover, texts }
    }

    /// How much of it is there, 1 to 0.
    pub(super) fn show(&self, world: &mut World, share: f32) {
        let shown = if share > 0.0 { Visibility::Inherited } else { Visibility::Hidden };
        for part in [self.cover, self.texts[0], self.texts[1]] {
            if let Some(mut visibility) = world.get_mut::<Visibility>(part) {
                visibility.set_if_neq(shown);
            }
            if let Some(mut sprite) = world.get_mut::<Sprite>(part) {
                sprite.color.set_alpha(share);
            }
            if let Some(mut colour) = world.get_mut::<TextColor>(part)
                && (colour.0.alpha() - share).abs() > 1e-3
            {
                colour.0.set_alpha(share);
            }
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
}

/// From one line to the next, in letters' heights.
const LINE: f32 = 1.24;

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
            width: words.width() - if places.is_column { 0.0 } else { 6.0 * unit },
            depth: 2.0,
        };
        let caption = world.spawn((Name::new("Caption"), styles.text(&style), Static)).id();
        let letters = styles.letters(0.8 * unit, false, true);
        let facts = world.spawn((TextSpan::default(), letters, ChildOf(caption))).id();
        let live = TextStyle2d { at: live_at, anchor: live_anchor, width: live_width(places), ..style };
        // It changes with every step and is small: not worth looking at all again that stands still.
        let live = world.spawn((Name::new("Score"), styles.text(&live))).id();
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
        }
    }

    /// What is said throughout a scene, and by whom something is got meanwhile.
    pub(super) fn begin(&self, world: &mut World, scene: &VideoScene, scores: &[(usize, String)]) {
        write(world, self.caption, &scene.caption);
        let between = if self.places.is_column { "\n" } else { "  ·  " };
        let facts = scene.facts.join(between);
        let begins = if scene.caption.is_empty() || facts.is_empty() { "" } else { "\n" };
        write(world, self.facts, &format!("{begins}{facts}"));

        let size = letters_for(scores, &self.places);
        for (&line, number) in self.lines.iter().zip(0..) {
            let seat = scores.get(number).map_or(0, |(seat, _)| *seat);
            let colour = if scores.len() > 1 { self.seats[seat % 4] } else { self.ink };
            if let Some(mut font) = world.get_mut::<TextFont>(line) {
                font.font_size = FontSize::Px(size.round());
            }
            if let Some(mut letters) = world.get_mut::<TextColor>(line) {
                letters.0 = colour;
            }
        }
        let FrameLayout { words, unit, .. } = self.places;
        let above = if self.places.is_column && !scores.is_empty() {
            LINE * size * scores.len() as f32 + 0.3 * unit
        } else {
            0.0
        };
        let at = world_from_window(Vec2::new(words.min.x, words.max.y - above), self.frame).round();
        if let Some(mut place) = world.get_mut::<Transform>(self.caption) {
            place.translation = at.extend(place.translation.z);
        }
    }

    /// What changes meanwhile.
    pub(super) fn follow(&self, world: &mut World, scores: &[(usize, String)]) {
        for (&line, number) in self.lines.iter().zip(0..) {
            let (begins, said) = match scores.get(number) {
                Some((_, said)) => (if number > 0 { "\n" } else { "" }, said.as_str()),
                None => ("", ""),
            };
            write(world, line, &format!("{begins}{said}"));
        }
    }
}

/// How wide what changes may be.
fn live_width(places: &FrameLayout) -> f32 {
    if places.is_column { places.words.width() } else { 12.0 * places.unit }
}

/// Letters so high that every line keeps to itself, and all of them leave room for the rest; but never too small to be read.
fn letters_for(scores: &[(usize, String)], places: &FrameLayout) -> f32 {
    // Digits, the sign and Latin letters are about so wide; Korean ones are square. Figures grow by a few signs.
    let width = |letter: char| if letter.is_ascii() || letter == '−' { 0.6 } else { 1.0 };
    let widths = scores.iter().map(|(_, said)| said.chars().map(width).sum::<f32>() + 1.2);
    let widest = widths.fold(1.0, f32::max);
    let lines = scores.len().max(1) as f32;
    (1.05 * places.unit)
        .min(live_width(places) / widest)
        .min(0.5 * places.words.height().max(2.7 * places.unit) / (LINE * lines))
        .max(0.5 * places.unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::video::layout::share_out;

    #[test]
    fn letters_shrink_until_each_who_plays_has_a_line() {
        let places = share_out(Vec2::new(1280.0, 720.0), 1, IVec2::splat(8), 2, false);
        let scores = |names: &[&str]| -> Vec<(usize, String)> {
            let said = names.iter().map(|name| format!("{name} −0.08"));
            said.enumerate().collect()
        };
        let size = |names: &[&str]| letters_for(&scores(names), &places) / places.unit;
        assert_eq!(size(&["Return"]), 1.05);
        assert!(size(&["Trained opponent", "Half-way opponent"]) < 1.05);
        assert!(size(&["훈련을 마친 상대", "훈련 중간의 상대"]) < 1.05);
        let longest = "A name that somebody has written for a very long time";
        assert_eq!(size(&[longest, longest, longest, longest]), 0.5);
    }
}
