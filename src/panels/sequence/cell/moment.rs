//! The numbers of one unit at one step, or their means over all units: what flows in the diagram and stands in the formulas.

use super::{Track, quantity::Quantity};
use crate::{
    panels::numbers,
    sequence::{CellKind, Part},
};

/// Every quantity's number; NaN where the cell has no such thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct UnitValues {
    values: [f32; Quantity::COUNT],
    /// Whether these are means.
    pub is_mean: bool,
}

impl UnitValues {
    /// Of a unit; `None`: the mean of all units. Products are multiplied unit by unit before their mean is taken.
    pub fn of(track: &Track, step: usize, unit: Option<usize>) -> Self {
        let mut values = [0.0; Quantity::COUNT];
        let units = unit.map_or(0..track.units, |unit| unit..unit + 1);
        let share = 1.0 / units.len() as f32;
        for unit in units {
            for (sum, value) in values.iter_mut().zip(of_unit(track, step, unit)) {
                *sum += value * share;
            }
        }
        Self { values, is_mean: unit.is_none() }
    }

    /// The same number everywhere.
    #[cfg(test)]
    pub const fn all(value: f32) -> Self {
        Self { values: [value; Quantity::COUNT], is_mean: false }
    }

    pub fn value(&self, quantity: Quantity) -> f32 {
        self.values[quantity as usize]
    }
}

/// A number in the diagram and in the formulas.
pub(super) fn written(value: f32) -> String {
    numbers::real(f64::from(value), 2)
}

fn of_unit(track: &Track, step: usize, unit: usize) -> [f32; Quantity::COUNT] {
    let mut values = [f32::NAN; Quantity::COUNT];
    let part = |part: Part| track.value(part, step).get(unit).copied();
    let between = track.between(step).get(unit).copied();
    let (state, cell) = track.before(step);
    let mut set = |quantity: Quantity, value: Option<f32>| {
        values[quantity as usize] = value.unwrap_or(f32::NAN);
        value.unwrap_or(f32::NAN)
    };
    let h = set(Quantity::HiddenBefore, state.get(unit).copied());
    set(Quantity::Hidden, part(Part::Hidden));
    let candidate = set(Quantity::Candidate, part(Part::Candidate));
    match track.kind {
        CellKind::Rnn | CellKind::RnnRelu => {}
        CellKind::Lstm => {
            let c = set(Quantity::CellBefore, cell.get(unit).copied());
            let i = set(Quantity::InputGate, part(Part::InputGate));
            let f = set(Quantity::ForgetGate, part(Part::ForgetGate));
            set(Quantity::OutputGate, part(Part::OutputGate));
            set(Quantity::Cell, part(Part::Cell));
            set(Quantity::TanhCell, between);
            set(Quantity::Kept, Some(f * c));
            set(Quantity::Written, Some(i * candidate));
        }
        CellKind::Gru | CellKind::GruResetBefore => {
            let r = set(Quantity::ResetGate, part(Part::ResetGate));
            let z = set(Quantity::UpdateGate, part(Part::UpdateGate));
            set(Quantity::WriteShare, Some(1.0 - z));
            set(Quantity::Kept, Some(z * h));
            set(Quantity::Written, Some((1.0 - z) * candidate));
            if track.kind == CellKind::Gru {
                set(Quantity::FromState, between);
                set(Quantity::Reset, between.map(|from_state| r * from_state));
            } else {
                set(Quantity::Reset, between);
            }
        }
    }
    values
}
