//! In which order the units stand in the heat maps: the same in all of them.

use crate::{
    panels::sequence::cell::Track,
    sequence::{CellKind, Part},
};

/// What units are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::panels::sequence::cell) enum Sort {
    /// As the weights have them.
    #[default]
    Number,
    /// By a part's value at the current step, the largest first.
    Now(Part),
    /// By a part's mean over all steps, the largest first.
    Mean(Part),
    /// By how open the gate that keeps the old state is, in the mean; the longest memory first.
    Memory,
}

/// The gate that decides how much of the old state is kept.
pub(super) const fn memory_gate(kind: CellKind) -> Option<Part> {
    match kind {
        CellKind::Rnn | CellKind::RnnRelu => None,
        CellKind::Lstm => Some(Part::ForgetGate),
        CellKind::Gru | CellKind::GruResetBefore => Some(Part::UpdateGate),
    }
}

impl Sort {
    /// The same for a cell of another kind; by number where that has no such part.
    pub fn within(self, kind: CellKind) -> Self {
        match self {
            Self::Now(part) | Self::Mean(part) if !kind.parts().contains(&part) => Self::Number,
            Self::Memory if memory_gate(kind).is_none() => Self::Number,
            sort => sort,
        }
    }

    /// The units from the top on.
    pub fn order(self, track: &Track, step: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..track.units).collect();
        let values = match self {
            Self::Number => return order,
            Self::Now(part) => track.value(part, step).to_vec(),
            Self::Mean(part) => means(track, part),
            Self::Memory => match memory_gate(track.kind) {
                Some(part) => means(track, part),
                None => return order,
            },
        };
        order.sort_by(|&one, &other| values[other].total_cmp(&values[one]));
        order
    }
}

/// A part's sum over all steps, per unit: sorts as the mean does.
fn means(track: &Track, part: Part) -> Vec<f32> {
    let mut sums = vec![0.0; track.units];
    for step in 0..track.steps() {
        for (sum, value) in sums.iter_mut().zip(track.value(part, step)) {
            *sum += value;
        }
    }
    sums
}
