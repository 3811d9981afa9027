//! What the agent believes about each cell: the heat map, its legend's bar, and arrows on top.
//! Repainted only when values, switches, palette or the size of cells change.

use bevy::prelude::*;

use crate::{learning::ActionValues, panels::Overlays};

use super::{
    BoardModel, BoardPalette, BoardParts, BoardSystems, CellValues, Painter, Placement, Shape, Values,
    arrows::{ArrowStyle, paint_choice, paint_difference, paint_optimum},
    floor::tile,
    geometry::BORDER,
    parts::{Canvas, hang},
    preference::{differs, warmth},
};

/// Below this many logical pixels a cell only shows its best arrow.
const DETAILED: f32 = 26.0;
/// Below this many it shows its heat or an arrow, not both.
const TINY: f32 = 9.0;

/// The lowest and the highest value of each kind on a board's heat map; nothing while it is not shown. Q-values and how sure a policy is
/// have no scale in common: where agents of both kinds are on the board, each is coloured on its own.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub struct ValueRange {
    q: Option<(f32, f32)>,
    probabilities: Option<(f32, f32)>,
}

impl ValueRange {
    /// Of the values of that kind.
    pub const fn of(&self, kind: ActionValues) -> Option<(f32, f32)> {
        match kind {
            ActionValues::Q => self.q,
            ActionValues::Probabilities => self.probabilities,
        }
    }

    /// The same, of the values of that kind alone.
    #[must_use]
    pub const fn only(self, kind: ActionValues) -> Self {
        match kind {
            ActionValues::Q => Self { probabilities: None, ..self },
            ActionValues::Probabilities => Self { q: None, ..self },
        }
    }

    /// Of all values on the board, for its legend; `None` where they have no scale in common.
    pub const fn legend(&self) -> Option<(f32, f32)> {
        match (self.q, self.probabilities) {
            (Some(range), None) | (None, Some(range)) => Some(range),
            _ => None,
        }
    }

    /// Widened by what is said of cells.
    pub fn include_values(&mut self, values: &Values) {
        values.iter().filter_map(|values| warmth_of((*values)?)).for_each(|warmth| self.include(warmth));
    }

    fn include(&mut self, Warmth { value, kind }: Warmth) {
        let range = match kind {
            ActionValues::Q => &mut self.q,
            ActionValues::Probabilities => &mut self.probabilities,
        };
        let (low, high) = range.unwrap_or((value, value));
        *range = Some((value.min(low), value.max(high)));
    }

    /// Where a cell lies in the range of its kind, 0 to 1; `None` while the heat map is not shown.
    pub fn share(&self, Warmth { value, kind }: Warmth) -> Option<f32> {
        self.of(kind).map(|(low, high)| share(value, low, high))
    }
}

/// How warm a cell is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Warmth {
    /// The best Q-value, or how sure the policy is.
    pub value: f32,
    /// Which of them.
    pub kind: ActionValues,
}

/// What the values were last painted from.
#[derive(Component, Clone, Debug, Default, PartialEq)]
pub struct ValuesPlan {
    /// The switches, the board's size, a cell's size, and whether there is a legend.
    frame: Option<(Overlays, IVec2, f32, bool)>,
    values: Option<Values>,
    heat: Option<Values>,
    optimum: Option<Vec<Option<[f32; 5]>>>,
}

impl ValuesPlan {
    /// Takes on what is to be painted now; whether it is something else than before.
    fn follow(&mut self, model: &BoardModel, overlays: Overlays, placement: &Placement) -> bool {
        let frame = Some((overlays, model.size(), placement.cell, placement.legend));
        let is_other = self.frame != frame
            || self.values != model.values
            || self.heat != model.heat
            || self.optimum != model.optimum;
        if is_other {
            self.frame = frame;
            self.values.clone_from(&model.values);
            self.heat.clone_from(&model.heat);
            self.optimum.clone_from(&model.optimum);
        }
        is_other
    }
}

fn detailed(placement: &Placement) -> bool {
    placement.cell >= DETAILED
}

pub(super) fn plugin(app: &mut App) {
    app.register_required_components::<BoardModel, ValueRange>();
    app.register_required_components::<BoardModel, ValuesPlan>();
    app.add_systems(PostUpdate, draw_values.in_set(BoardSystems::Draw));
}

type ValuesQuery<'a> =
    (&'a BoardModel, &'a Overlays, &'a Placement, &'a BoardParts, &'a mut ValuesPlan, &'a mut ValueRange);

fn draw_values(
    palette: Res<BoardPalette>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut boards: Query<ValuesQuery>,
    mut canvases: Query<(&Mesh2d, &mut Visibility), With<Canvas>>,
) {
    for (model, overlays, placement, parts, mut plan, mut range) in &mut boards {
        if placement.cell <= 0.0 || !(plan.follow(model, *overlays, placement) || palette.is_changed()) {
            continue;
        }
        range.set_if_neq(if overlays.values { span(model) } else { ValueRange::default() });
        let painter = paint(model, overlays, placement, &range, &palette);
        hang(painter, parts.values, &mut canvases, &mut meshes);
    }
}

/// How warm the cell with this index is; `None` for walls, goals and what was not evaluated.
pub fn warmth_at(model: &BoardModel, index: usize) -> Option<Warmth> {
    warmth_of(at(model.heat.as_ref().or(model.values.as_ref()), index)?)
}

fn warmth_of(CellValues { values, kind }: CellValues) -> Option<Warmth> {
    let value = warmth(&values, kind);
    value.is_finite().then_some(Warmth { value, kind })
}

/// The scale that is to be used, or else that of what is shown now.
fn span(model: &BoardModel) -> ValueRange {
    model.scale.unwrap_or_else(|| {
        let mut range = ValueRange::default();
        model.heat.as_ref().or(model.values.as_ref()).into_iter().for_each(|values| range.include_values(values));
        range
    })
}

fn paint(
    model: &BoardModel,
    overlays: &Overlays,
    placement: &Placement,
    range: &ValueRange,
    palette: &BoardPalette,
) -> Painter {
    let mut painter = Painter::default();
    let style = ArrowStyle { detailed: detailed(placement), with_optimum: overlays.optimum };
    // Where cells are tiny, arrows would only hide the heat.
    let arrows = overlays.actions && (placement.cell >= TINY || *range == ValueRange::default());
    for (index, cell) in model.cells() {
        if model.is_wall(cell) {
            continue;
        }
        let mut ground = palette.cell;
        if let Some(share) = warmth_at(model, index).and_then(|warmth| range.share(warmth)) {
            ground = palette.heat(share);
            painter.draw(tile(cell), ground);
        }
        let (values, optimum) = (at(model.values.as_ref(), index), at(model.optimum.as_ref(), index));
        if let (true, Some(values)) = (arrows, values) {
            let ink = palette.ink_on(ground);
            paint_choice(&mut painter, cell, &values, ink, style);
        }
        if let (true, Some(optimum)) = (overlays.optimum, optimum) {
            let casing = palette.dark_ink;
            paint_optimum(&mut painter, cell, &optimum, palette.optimum, casing, style);
        }
        if let (true, Some(values), Some(optimum)) = (overlays.differences, values, optimum)
            && differs(&values.values, &optimum)
        {
            paint_difference(&mut painter, cell, palette.difference, palette.light_ink);
        }
    }
    if placement.legend && range.legend().is_some() {
        paint_legend(&mut painter, model, placement, palette);
    }
    painter
}

/// The entry of a cell in a list per cell.
fn at<T: Copy>(list: Option<&Vec<Option<T>>>, index: usize) -> Option<T> {
    list?.get(index).copied().flatten()
}

/// Where a value lies in its range; in the middle where there is no range.
fn share(value: f32, low: f32, high: f32) -> f32 {
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
        BoardModel { width: 2, height: 2, values: Some(CellValues::of_one(values, ActionValues::Q)), ..default() }
    }

    /// Of the Q-values and of the probabilities.
    fn ranges(model: &BoardModel) -> [Option<(f32, f32)>; 2] {
        [ActionValues::Q, ActionValues::Probabilities].map(|kind| span(model).of(kind))
    }

    #[test]
    fn the_range_covers_all_cells_that_have_a_value() {
        let q = |best: f32| Some([best, best - 1.0, -2.0, -2.0, -2.0]);
        let model = model(vec![q(0.5), None, q(-0.25), Some([f32::NAN; 5])]);
        assert_eq!(ranges(&model), [Some((-0.25, 0.5)), None]);
        assert_eq!(span(&model).legend(), Some((-0.25, 0.5)));
        assert_eq!(warmth_at(&model, 1), None);
        assert_eq!(warmth_at(&model, 3), None);
        assert_eq!(warmth_at(&model, 99), None);
    }

    #[test]
    fn a_heat_of_its_own_goes_before_the_values() {
        let mut model = model(vec![Some([1.0; 5]); 4]);
        let heat = vec![Some([3.0; 5]), None, Some([5.0; 5]), None];
        model.heat = Some(CellValues::of_one(heat, ActionValues::Q));
        assert_eq!(ranges(&model), [Some((3.0, 5.0)), None]);
    }

    /// A REINFORCE agent and a Deep SARSA agent on one board: the same numbers mean different things.
    #[test]
    fn agents_of_both_kinds_are_coloured_on_scales_of_their_own() {
        let cell = |values, kind| Some(CellValues { values, kind });
        let (even, sure) = ([0.2; 5], [0.0, 1.0, 0.0, 0.0, 0.0]);
        let values = vec![
            cell(even, ActionValues::Probabilities),
            cell(sure, ActionValues::Probabilities),
            cell([-7.0, -9.0, -9.0, -9.0, -9.0], ActionValues::Q),
            cell([3.0, 0.0, 0.0, 0.0, 0.0], ActionValues::Q),
        ];
        let model = BoardModel { width: 2, height: 2, values: Some(values), ..default() };
        let [q, probabilities] = ranges(&model);
        assert_eq!(q, Some((-7.0, 3.0)), "the best Q-values");
        let (low, high) = probabilities.expect("two cells");
        assert!(low.abs() < 1e-5 && (high - 1.0).abs() < 1e-5, "how sure the policy is: {low} to {high}");
        let shares: Vec<f32> = (0..4).filter_map(|index| span(&model).share(warmth_at(&model, index)?)).collect();
        assert_eq!(shares, [0.0, 1.0, 0.0, 1.0]);
        assert_eq!(span(&model).legend(), None, "no one scale says both");
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
        assert!(paint(&model, &off, &placement, &ValueRange::default(), &palette).is_empty());
        let on = Overlays { actions: true, ..off };
        assert!(paint(&model, &on, &placement, &ValueRange::default(), &palette).len() >= 4);
    }
}
