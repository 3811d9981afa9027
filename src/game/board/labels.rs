//! The texts of a board: where each stands, and that only what differs is touched. What they say is decided where they are written.

use bevy::{prelude::*, sprite::Anchor, text::TextLayoutInfo};

use super::BoardFont;

type LabelText<'a> =
    (&'a mut Text2d, &'a mut TextFont, &'a mut TextColor, &'a mut Transform, &'a mut Visibility, &'a TextLayoutInfo);

/// All texts.
pub(super) type Labels<'w, 's> = Query<'w, 's, LabelText<'static>>;

/// What a text is to say, and where (world units from the board's corner, y upwards).
pub(super) struct LabelLine<'a> {
    pub text: &'a str,
    pub at: Vec2,
    pub size: f32,
    pub colour: LinearRgba,
}

/// A text that says nothing yet.
pub(super) fn label(name: &'static str, anchor: Anchor, depth: f32) -> impl Bundle {
    (
        Name::new(name),
        Text2d::default(),
        TextLayout::no_wrap(),
        anchor,
        Transform::from_xyz(0.0, 0.0, depth),
        Visibility::Hidden,
    )
}

/// Touches only what differs: laying text out is the dear part. Answers how wide it was at its last layout.
pub(super) fn write(line: &LabelLine, label: Entity, font: &BoardFont, labels: &mut Labels) -> f32 {
    let Ok((mut text, mut text_font, mut colour, mut transform, mut visibility, layout)) = labels.get_mut(label) else {
        return 0.0;
    };
    if line.text.is_empty() {
        visibility.set_if_neq(Visibility::Hidden);
        return 0.0;
    }
    visibility.set_if_neq(Visibility::Inherited);
    if text.0 != line.text {
        line.text.clone_into(&mut text.0);
    }
    text_font.set_if_neq(TextFont { font: (&font.0).into(), font_size: FontSize::Px(line.size.round()), ..default() });
    colour.set_if_neq(TextColor(line.colour.into()));
    let moved = transform.with_translation(line.at.round().extend(transform.translation.z));
    transform.set_if_neq(moved);
    layout.size.x
}
