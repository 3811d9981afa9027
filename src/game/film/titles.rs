//! The title card, and the words in the lower third.

use bevy::{prelude::*, sprite::Anchor};

use super::{
    layers::Still,
    layout::Places,
    lettering::{Lettering, Style, write},
    script::{Scene, Title},
};

/// The title card: it covers everything, and clears away.
pub(super) struct Card {
    cover: Entity,
    texts: [Entity; 2],
}

impl Card {
    pub(super) fn new(
        world: &mut World,
        lettering: &Lettering,
        title: &Title,
        backdrop: Color,
        frame: Vec2,
        unit: f32,
    ) -> Self {
        let cover = world.spawn((
            Name::new("Cover"),
            Sprite::from_color(backdrop, frame),
            Transform::from_xyz(0.0, 0.0, 10.0),
        ));
        let cover = cover.id();
        let middle = frame / 2.0;
        let style = Style {
            at: middle + Vec2::new(0.0, 0.3 * unit),
            anchor: Anchor::BOTTOM_CENTER,
            size: 1.9 * unit,
            is_bold: true,
            is_soft: false,
            width: frame.x - 3.0 * unit,
            depth: 11.0,
        };
        let subtitle = Style {
            at: middle + Vec2::new(0.0, 0.8 * unit),
            anchor: Anchor::TOP_CENTER,
            size: unit,
            is_bold: false,
            is_soft: true,
            ..style
        };
        let texts = [(style, &title.text), (subtitle, &title.subtitle)].map(|(style, words)| {
            let text = world.spawn((Name::new("Title"), lettering.text(&style))).id();
            write(world, text, words);
            text
        });
        Self { cover, texts }
    }

    /// How much of it is there, 1 to 0.
    pub(super) fn show(&self, world: &mut World, share: f32) {
        let shown = if share > 0.0 {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        };
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
    live: Entity,
    between: &'static str,
}

impl LowerThird {
    pub(super) fn new(world: &mut World, lettering: &Lettering, places: &Places) -> Self {
        let Places { words, unit, .. } = *places;
        // Beside the boards what changes stands below the rest, below them at the right.
        let (live_at, live_anchor, above) = if places.is_column {
            (Vec2::new(words.min.x, words.max.y), Anchor::BOTTOM_LEFT, 1.6 * unit)
        } else {
            (words.max, Anchor::BOTTOM_RIGHT, 0.0)
        };
        let style = Style {
            at: Vec2::new(words.min.x, words.max.y - above),
            anchor: Anchor::BOTTOM_LEFT,
            size: 1.25 * unit,
            is_bold: true,
            is_soft: false,
            width: words.width() - if places.is_column { 0.0 } else { 6.0 * unit },
            depth: 2.0,
        };
        let caption = world.spawn((Name::new("Caption"), lettering.text(&style), Still)).id();
        let letters = lettering.letters(0.8 * unit, false, true);
        let facts = world.spawn((TextSpan::default(), letters, ChildOf(caption))).id();
        let live = Style {
            at: live_at,
            anchor: live_anchor,
            size: 1.05 * unit,
            width: if places.is_column { words.width() } else { 12.0 * unit },
            ..style
        };
        // It changes with every step and is small: not worth looking at all again that stands still.
        let live = world.spawn((Name::new("Score"), lettering.text(&live))).id();
        let between = if places.is_column { "\n" } else { "  ·  " };
        Self {
            caption,
            facts,
            live,
            between,
        }
    }

    /// What is said throughout a scene.
    pub(super) fn begin(&self, world: &mut World, scene: &Scene) {
        write(world, self.caption, &scene.caption);
        let facts = scene.facts.join(self.between);
        let begins = if scene.caption.is_empty() || facts.is_empty() {
            ""
        } else {
            "\n"
        };
        write(world, self.facts, &format!("{begins}{facts}"));
    }

    /// What changes meanwhile.
    pub(super) fn follow(&self, world: &mut World, live: &str) {
        write(world, self.live, live);
    }
}
