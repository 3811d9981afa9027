//! The value of each cell in figures, where cells are large enough to read them.
//! Texts are dear: they are kept in a pool per board and rewritten a few times a second at most.

use bevy::{prelude::*, sprite::Anchor};

use crate::panels::Overlays;

use super::{
    BoardFont, BoardModel, BoardPalette, BoardSystems, Placement, ValueRange,
    labels::{LabelLine, Labels, label, write},
    values::warmth_at,
};

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

fn write_numbers(
    mut commands: Commands,
    time: Res<Time>,
    palette: Res<BoardPalette>,
    font: Res<BoardFont>,
    mut boards: Query<NumbersQuery>,
    mut labels: Labels,
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
            let label = commands.spawn((label("Number", Anchor::BOTTOM_LEFT, 0.2), ChildOf(board))).id();
            pool.labels.push(label);
            // Written at the next frame, when it exists.
            pool.shown = None;
        }
        for (index, label) in pool.labels.iter().enumerate() {
            let warmth = warmth_at(model, index).filter(|_| index < count);
            let ground =
                warmth.and_then(|warmth| range.share(warmth)).map_or(palette.cell, |share| palette.heat(share));
            let width = model.width.max(1);
            let (column, row) = (index as i32 % width, index as i32 / width);
            let line = LabelLine {
                text: &warmth.map(|warmth| figures(warmth.value)).unwrap_or_default(),
                // In a corner, where neither arrows nor round pieces reach.
                at: Vec2::new(column as f32 + 0.06, -(row as f32 + 0.94)) * placement.cell,
                size: (placement.cell * 0.13).clamp(9.0, 17.0),
                colour: palette.ink_on(ground),
            };
            write(&line, *label, &font, &mut labels);
        }
    }
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
