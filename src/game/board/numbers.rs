//! The value of each cell in figures, where cells are large enough to read them.
//! Texts are dear: they are kept in a pool per board and rewritten a few times a second at most.

use bevy::{prelude::*, sprite::Anchor};

use crate::panels::Overlays;

use super::{BoardFont, BoardModel, BoardPalette, BoardSystems, Placement, ValueRange, values::warmth_at};

/// Cells smaller than this many logical pixels carry no figures.
const READABLE: f32 = 46.0;
/// Nobody reads faster; and laying out a hundred texts every frame would cost more than the learning.
const EVERY: f32 = 0.2;

/// The texts of a board's cells, by their index.
#[derive(Component, Clone, Debug, Default)]
pub struct NumberPool {
    labels: Vec<Entity>,
    age: f32,
    /// What the present figures were written for.
    shown: Option<(Overlays, Placement)>,
}

pub(super) fn plugin(app: &mut App) {
    app.register_required_components::<BoardModel, NumberPool>();
    app.add_systems(PostUpdate, write_numbers.in_set(BoardSystems::Write));
}

type NumbersQuery<'a> = (Entity, &'a BoardModel, &'a Overlays, &'a Placement, &'a ValueRange, &'a mut NumberPool);

type NumberText<'a> = (&'a mut Text2d, &'a mut TextFont, &'a mut TextColor, &'a mut Transform, &'a mut Visibility);

fn write_numbers(
    mut commands: Commands,
    time: Res<Time>,
    palette: Res<BoardPalette>,
    font: Res<BoardFont>,
    mut boards: Query<NumbersQuery>,
    mut labels: Query<NumberText, Without<NumberPool>>,
) {
    for (board, model, overlays, placement, range, mut pool) in &mut boards {
        pool.age += time.delta_secs();
        let now = (*overlays, *placement);
        let settings_changed = pool.shown != Some(now) || palette.is_changed() || font.is_changed();
        if pool.age < EVERY && !settings_changed {
            continue;
        }
        pool.age = 0.0;
        pool.shown = Some(now);
        let wanted = overlays.numbers && placement.cell >= READABLE;
        let count = if wanted { (model.width * model.height).max(0) as usize } else { 0 };
        while pool.labels.len() < count {
            let label = commands.spawn((number(), ChildOf(board))).id();
            pool.labels.push(label);
            // Written at the next frame, when it exists.
            pool.shown = None;
        }
        for (index, label) in pool.labels.iter().enumerate() {
            let Ok((mut text, mut text_font, mut colour, mut transform, mut visibility)) = labels.get_mut(*label)
            else {
                continue;
            };
            let warmth = warmth_at(model, index).filter(|_| index < count);
            let Some(warmth) = warmth else {
                visibility.set_if_neq(Visibility::Hidden);
                continue;
            };
            visibility.set_if_neq(Visibility::Inherited);
            let figures = figures(warmth.value);
            if text.0 != figures {
                text.0 = figures;
            }
            text_font.set_if_neq(TextFont {
                font: (&font.0).into(),
                font_size: FontSize::Px((placement.cell * 0.13).clamp(9.0, 17.0).round()),
                ..default()
            });
            let ground = range.share(warmth).map_or(palette.cell, |share| palette.heat(share));
            colour.set_if_neq(TextColor(palette.ink_on(ground).into()));
            let column = index as i32 % model.width;
            let row = index as i32 / model.width;
            // In a corner, where neither arrows nor round pieces reach.
            let at = Vec2::new(column as f32 + 0.06, -(row as f32 + 0.94)) * placement.cell;
            let moved = transform.with_translation(at.round().extend(transform.translation.z));
            transform.set_if_neq(moved);
        }
    }
}

fn number() -> impl Bundle {
    (
        Name::new("Number"),
        Text2d::default(),
        TextLayout::no_wrap(),
        Anchor::BOTTOM_LEFT,
        Transform::from_xyz(0.0, 0.0, 0.2),
        Visibility::Hidden,
    )
}

/// A value in few figures: two decimals while it is small, none when it is large; the minus sign is a real one.
pub fn figures(value: f32) -> String {
    let size = value.abs();
    let decimals = if size < 9.995 {
        2
    } else if size < 99.95 {
        1
    } else {
        0
    };
    let text = format!("{size:.decimals$}");
    let zero = !text.contains(|figure: char| ('1'..='9').contains(&figure));
    if value < 0.0 && !zero { format!("\u{2212}{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_short() {
        for (value, text) in [
            (0.0, "0.00"),
            (-0.001, "0.00"),
            (0.987, "0.99"),
            (-1.5, "\u{2212}1.50"),
            (9.996, "10.0"),
            (42.25, "42.2"),
            (-312.4, "\u{2212}312"),
        ] {
            assert_eq!(figures(value), text);
        }
    }
}
