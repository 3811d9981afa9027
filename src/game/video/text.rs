//! Texts of a video: their fonts, colours and places. What they say comes from the script.

use bevy::{prelude::*, sprite::Anchor};

use crate::{
    game::board::{BoardFont, world_from_window},
    theme::{self, Theme},
};

/// Belongs to what is said in scenes, and not on the title card.
#[derive(Component)]
pub(super) struct SceneWords;

impl SceneWords {
    /// Shows all of it, or none.
    pub(super) fn show(world: &mut World, is_shown: bool) {
        let shown = if is_shown { Visibility::Inherited } else { Visibility::Hidden };
        let mut words = world.query_filtered::<&mut Visibility, With<Self>>();
        for mut visibility in words.iter_mut(world) {
            visibility.set_if_neq(shown);
        }
    }
}

/// What texts are written with.
pub(super) struct TextStyles {
    regular: Handle<Font>,
    bold: Handle<Font>,
    pub(super) ink: Color,
    pub(super) soft: Color,
    pub(super) frame: Vec2,
}

/// Where a text stands, and how.
#[derive(Clone, Copy)]
pub(super) struct TextStyle2d {
    /// Pixels, y downwards; the anchor's place.
    pub at: Vec2,
    pub anchor: Anchor,
    /// Letters' height in pixels.
    pub size: f32,
    pub is_bold: bool,
    pub is_soft: bool,
    /// How wide its lines are at most: whoever writes it has broken them.
    pub width: f32,
    pub depth: f32,
}

impl TextStyles {
    pub(super) fn new(world: &mut World, theme: &Theme, frame: Vec2) -> Self {
        let mut fonts = world.resource_mut::<Assets<Font>>();
        let [regular, bold] = [theme::REGULAR, theme::SEMIBOLD].map(|font| fonts.add(Font::from_bytes(font.to_vec())));
        world.insert_resource(BoardFont(bold.clone()));
        Self {
            regular,
            bold,
            ink: theme::bevy_color(theme.palette.text),
            soft: theme::bevy_color(theme.palette.text_soft),
            frame,
        }
    }

    /// A text that says nothing yet.
    pub(super) fn text(&self, style: &TextStyle2d) -> impl Bundle + use<> {
        let justify = match style.anchor {
            anchor if anchor.x < -0.1 => Justify::Left,
            anchor if anchor.x > 0.1 => Justify::Right,
            _ => Justify::Center,
        };
        (
            Text2d::default(),
            TextLayout::new(justify, LineBreak::NoWrap),
            style.anchor,
            self.letters(style.size, style.is_bold, style.is_soft),
            Transform::from_translation(world_from_window(style.at, self.frame).round().extend(style.depth)),
        )
    }

    /// Font and colour alone, for a part of another text.
    pub(super) fn letters(&self, size: f32, is_bold: bool, is_soft: bool) -> impl Bundle + use<> {
        let font = if is_bold { &self.bold } else { &self.regular };
        (
            TextFont { font: font.into(), font_size: FontSize::Px(size.round()), ..default() },
            TextColor(if is_soft { self.soft } else { self.ink }),
        )
    }
}

/// Puts words into a text; touches it only if they are others, since laying text out is dear.
pub(super) fn write(world: &mut World, text: Entity, words: &str) {
    if let Some(mut text) = world.get_mut::<Text2d>(text)
        && text.0 != words
    {
        words.clone_into(&mut text.0);
    }
    if let Some(mut span) = world.get_mut::<TextSpan>(text)
        && span.0 != words
    {
        words.clone_into(&mut span.0);
    }
}
