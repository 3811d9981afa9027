//! What the agent believes about each cell: the heat map, its legend's bar, and arrows on top.
//! Repainted only when values, switches, palette or the size of cells change.

use bevy::prelude::*;

use super::{
    BoardModel, BoardPalette, BoardSystems, Overlays, Placement,
    arrows::{ArrowStyle, paint_choice, paint_difference, paint_optimum},
    floor::tile,
    geometry::BORDER,
    painter::{Painter, Shape},
    parts::{BoardParts, Canvas, hang},
    preference::{differs, warmth},
};

/// Below this many logical pixels a cell only shows its best arrow.
const DETAILED: f32 = 26.0;
/// Below this many it shows its heat or an arrow, not both.
const TINY: f32 = 9.0;

/// The lowest and the highest value on a board's heat map; `None` while it is not shown.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub struct ValueRange(pub Option<(f32, f32)>);

/// What the values were last painted from.
#[derive(Component, Clone, Debug, Default, PartialEq)]
pub struct ValuesPlan {
    size: IVec2,
    overlays: Option<Overlays>,
    cell: f32,
    legend: bool,
    values: Option<Vec<Option<[f32; 5]>>>,
    are_probabilities: bool,
    heat: Option<Vec<Option<f32>>>,
    optimum: Option<Vec<Option<[f32; 5]>>>,
}

impl ValuesPlan {
    fn fits(&self, model: &BoardModel, overlays: &Overlays, placement: &Placement) -> bool {
        self.overlays == Some(*overlays)
            && self.size == model.size()
            && self.cell == placement.cell
            && self.legend == placement.legend
            && self.are_probabilities == model.values_are_probabilities
            && self.values == model.values
            && self.heat == model.heat
            && self.optimum == model.optimum
    }

    fn follow(&mut self, model: &BoardModel, overlays: &Overlays, placement: &Placement) {
        self.overlays = Some(*overlays);
        self.size = model.size();
        self.cell = placement.cell;
        self.legend = placement.legend;
        self.are_probabilities = model.values_are_probabilities;
        self.values.clone_from(&model.values);
        self.heat.clone_from(&model.heat);
        self.optimum.clone_from(&model.optimum);
    }
}

fn detailed(placement: &Placement) -> bool {
    placement.cell >= DETAILED
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PostUpdate, draw_values.in_set(BoardSystems::Draw));
}

type Board<'a> = (&'a BoardModel, &'a Overlays, &'a Placement, &'a BoardParts, &'a mut ValuesPlan, &'a mut ValueRange);

fn draw_values(
    palette: Res<BoardPalette>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut boards: Query<Board>,
    mut canvases: Query<(&Mesh2d, &mut Visibility), With<Canvas>>,
) {
    for (model, overlays, placement, parts, mut plan, mut range) in &mut boards {
        if placement.cell <= 0.0 || (plan.fits(model, overlays, placement) && !palette.is_changed()) {
            continue;
        }
        plan.follow(model, overlays, placement);
        range.set_if_neq(ValueRange(overlays.heat_map.then(|| span(model)).flatten()));
        let painter = paint(model, overlays, placement, range.0, &palette);
        hang(painter, parts.values, &mut canvases, &mut meshes);
    }
}

/// How warm the cell with this index is; `None` for walls, goals and what was not evaluated.
pub fn warmth_at(model: &BoardModel, index: usize) -> Option<f32> {
    let given = match &model.heat {
        Some(heat) => heat.get(index).copied().flatten(),
        None => model
            .values
            .as_ref()
            .and_then(|values| values.get(index).copied().flatten())
            .map(|values| warmth(&values, model.values_are_probabilities)),
    };
    given.filter(|warmth| warmth.is_finite())
}

fn span(model: &BoardModel) -> Option<(f32, f32)> {
    model.cells().filter_map(|(index, _)| warmth_at(model, index)).fold(None, |span, value| {
        let (low, high) = span.unwrap_or((value, value));
        Some((value.min(low), value.max(high)))
    })
}

fn paint(
    model: &BoardModel,
    overlays: &Overlays,
    placement: &Placement,
    range: Option<(f32, f32)>,
    palette: &BoardPalette,
) -> Painter {
    let mut painter = Painter::default();
    let style = ArrowStyle { detailed: detailed(placement), with_optimum: overlays.optimum };
    let at = |list: &Option<Vec<Option<[f32; 5]>>>, index: usize| {
        list.as_ref().and_then(|values| values.get(index).copied().flatten())
    };
    // Where cells are tiny, arrows would only hide the heat.
    let arrows = overlays.arrows && (placement.cell >= TINY || range.is_none());
    for (index, cell) in model.cells() {
        if model.is_wall(cell) {
            continue;
        }
        let mut ground = palette.cell;
        if let (Some((low, high)), Some(warmth)) = (range, warmth_at(model, index)) {
            ground = palette.heat(share(warmth, low, high));
            painter.draw(tile(cell), ground);
        }
        let (values, optimum) = (at(&model.values, index), at(&model.optimum, index));
        if let (true, Some(values)) = (arrows, values) {
            let ink = palette.ink_on(ground);
            let by_chance = model.values_are_probabilities;
            paint_choice(&mut painter, cell, &values, by_chance, ink, style);
        }
        if let (true, Some(optimum)) = (overlays.optimum, optimum) {
            let casing = palette.dark_ink;
            paint_optimum(&mut painter, cell, &optimum, palette.optimum, casing, style);
        }
        if let (true, Some(values), Some(optimum)) = (overlays.difference, values, optimum)
            && differs(&values, &optimum)
        {
            paint_difference(&mut painter, cell, palette.difference, palette.light_ink);
        }
    }
    if placement.legend && range.is_some() {
        paint_legend(&mut painter, model, placement, palette);
    }
    painter
}

/// Where a value lies in its range; in the middle where there is no range.
pub fn share(value: f32, low: f32, high: f32) -> f32 {
    if high > low { (value - low) / (high - low) } else { 0.5 }
}

/// The legend's bar, in cells: its middle, and half its size.
pub fn legend_bar(model: &BoardModel, placement: &Placement) -> (Vec2, Vec2) {
    let size = model.size().as_vec2();
    let text = placement.title / placement.cell.max(1e-3);
    (Vec2::new(size.x / 2.0, size.y + BORDER + text * 0.95), Vec2::new(size.x * 0.25, text * 0.3))
}

fn paint_legend(painter: &mut Painter, model: &BoardModel, placement: &Placement, palette: &BoardPalette) {
    const STEPS: usize = 48;
    let (middle, half) = legend_bar(model, placement);
    let step = half.x * 2.0 / STEPS as f32;
    // Each piece reaches to the end and the next lies over it, so that no seam shines through.
    for index in 0..STEPS {
        let from = index as f32 * step;
        let at = middle + Vec2::new(from / 2.0, 0.0);
        let piece = Shape::rectangle(at, Vec2::new(half.x - from / 2.0, half.y)).rounded(half.y.min(step / 2.0));
        painter.draw(piece, palette.heat(index as f32 / (STEPS - 1) as f32));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(values: Vec<Option<[f32; 5]>>) -> BoardModel {
        BoardModel { width: 2, height: 2, values: Some(values), ..default() }
    }

    #[test]
    fn the_range_covers_all_cells_that_have_a_value() {
        let q = |best: f32| Some([best, best - 1.0, -2.0, -2.0, -2.0]);
        let model = model(vec![q(0.5), None, q(-0.25), Some([f32::NAN; 5])]);
        assert_eq!(span(&model), Some((-0.25, 0.5)));
        assert_eq!(warmth_at(&model, 1), None);
        assert_eq!(warmth_at(&model, 3), None);
        assert_eq!(warmth_at(&model, 99), None);
    }

    #[test]
    fn a_heat_of_its_own_goes_before_the_values() {
        let mut model = model(vec![Some([1.0; 5]); 4]);
        model.heat = Some(vec![Some(3.0), None, Some(5.0), None]);
        assert_eq!(span(&model), Some((3.0, 5.0)));
    }

    #[test]
    fn equal_values_lie_in_the_middle() {
        assert_eq!(share(0.3, 0.3, 0.3), 0.5);
        assert_eq!(share(0.5, 0.0, 2.0), 0.25);
    }

    #[test]
    fn nothing_is_painted_while_everything_is_off() {
        let model = model(vec![Some([1.0, 0.0, 0.0, 0.0, 0.0]); 4]);
        let palette = BoardPalette::dark();
        let placement = Placement { cell: 40.0, ..default() };
        let off = Overlays::default();
        assert!(paint(&model, &off, &placement, None, &palette).is_empty());
        let on = Overlays { arrows: true, ..off };
        assert!(paint(&model, &on, &placement, None, &palette).len() >= 4);
    }
}
