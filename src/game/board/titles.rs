//! The texts around a board: its title, a note, and the figures at the legend's ends.
//! Figures on cells have their own file.

use bevy::{prelude::*, text::TextLayoutInfo};

use super::{
    BoardFont, BoardModel, BoardPalette, BoardParts, BoardSystems, Placement, ValueRange, geometry::BORDER,
    numbers::figures, values::legend_bar,
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PostUpdate, write_titles.in_set(BoardSystems::Write));
}

type TitleText<'a> =
    (&'a mut Text2d, &'a mut TextFont, &'a mut TextColor, &'a mut Transform, &'a mut Visibility, &'a TextLayoutInfo);

/// What a text is to say, and where (world units from the board's corner, y upwards).
struct TitleLine<'a> {
    text: &'a str,
    at: Vec2,
    size: f32,
    colour: LinearRgba,
}

fn write_titles(
    palette: Res<BoardPalette>,
    font: Res<BoardFont>,
    boards: Query<(&BoardModel, &Placement, &ValueRange, &BoardParts)>,
    mut labels: Query<TitleText, Without<BoardParts>>,
) {
    for (model, placement, range, parts) in &boards {
        let shown = placement.cell > 0.0 && placement.title > 0.0;
        let border = BORDER * placement.cell;
        let (left, right) = (-border, placement.extent().x + border);
        let above = border + placement.title * 0.85;
        let title = TitleLine {
            text: if shown { &model.title } else { "" },
            at: Vec2::new(left + 2.0, above),
            size: placement.title,
            colour: palette.ink,
        };
        let title_width = write(&title, parts.title, &font, &mut labels);
        let note = TitleLine {
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
            let line = TitleLine {
                text: &text,
                at: end + Vec2::new(side * 6.0, 0.0),
                size: placement.note,
                colour: palette.ink_dim,
            };
            write(&line, label, &font, &mut labels);
        }
    }
}

/// Touches only what differs: laying text out is the dear part. Answers how wide it was at its last layout.
fn write(line: &TitleLine, label: Entity, font: &BoardFont, labels: &mut Query<TitleText, Without<BoardParts>>) -> f32 {
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
