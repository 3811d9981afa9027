//! The texts around a board: its title, a note, and the figures at the legend's ends.
//! Figures on cells have their own file.

use bevy::prelude::*;

use super::{
    BoardFont, BoardModel, BoardPalette, BoardParts, BoardSystems, Placement, ValueRange,
    geometry::BORDER,
    labels::{LabelLine, Labels, write},
    numbers::figures,
    values::legend_bar,
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PostUpdate, write_titles.in_set(BoardSystems::Write));
}

fn write_titles(
    palette: Res<BoardPalette>,
    font: Res<BoardFont>,
    boards: Query<(&BoardModel, &Placement, &ValueRange, &BoardParts)>,
    mut labels: Labels,
) {
    for (model, placement, range, parts) in &boards {
        let shown = placement.cell > 0.0 && placement.title > 0.0;
        let border = BORDER * placement.cell;
        let (left, right) = (-border, placement.extent().x + border);
        let above = border + placement.title * 0.85;
        let title = LabelLine {
            text: if shown { &model.title } else { "" },
            at: Vec2::new(left + 2.0, above),
            size: placement.title,
            colour: palette.ink,
        };
        let title_width = write(&title, parts.title, &font, &mut labels);
        let note = LabelLine {
            text: if shown { &model.note } else { "" },
            at: Vec2::new(right - 2.0, above),
            size: model.note_size.unwrap_or(placement.note),
            colour: palette.ink_dim,
        };
        let note_width = write(&note, parts.note, &font, &mut labels);
        if let Ok((.., mut visibility, _)) = labels.get_mut(parts.note)
            && title_width + note_width + placement.title > right - left
        {
            visibility.set_if_neq(Visibility::Hidden);
        }
        let range = range.legend().filter(|_| placement.legend);
        let (middle, half) = legend_bar(model, placement);
        let ends = [(-1.0, range.map(|r| r.0)), (1.0, range.map(|r| r.1))];
        for ((side, value), label) in ends.into_iter().zip(parts.legend) {
            let text = value.map(figures).unwrap_or_default();
            let end = Vec2::new(middle.x + side * half.x, -middle.y) * placement.cell;
            let line = LabelLine {
                text: &text,
                at: end + Vec2::new(side * 6.0, 0.0),
                size: placement.note,
                colour: palette.ink_dim,
            };
            write(&line, label, &font, &mut labels);
        }
    }
}
