//! The forward pass of a layer.

use dfdx::prelude::*;

use super::{LayerInput, LayerState};
use crate::sequence::{
    CellKind, Matrix, Record, RecurrentCell, add,
    kernels::{gru, lstm, rnn},
    numbers,
};

pub(super) fn forward(cell: &RecurrentCell, steps: LayerInput<'_>, initial: Option<&LayerState>) -> Record {
    let (batch, hidden) = (steps.batch, cell.hidden());
    let count = steps.input.shape().0 / batch;
    assert!(count > 0, "a sequence of no steps");
    let mut record = Record::new(cell.kind, count, batch, hidden, steps.lengths);
    if let Some(initial) = initial {
        initial.hidden.copy_into(&mut record.states[..batch * hidden]);
        if let Some(c) = &initial.cell {
            c.copy_into(&mut record.cells[..batch * hidden]);
        }
    }
    record.gates = from_input(cell, steps.input);
    let device = cell.weight_hh.device();
    let weights = Recurrent::new(cell);
    for step in 0..count {
        let from = step * batch * hidden;
        let before = device.tensor_from_vec(record.states[from..from + batch * hidden].to_vec(), (batch, hidden));
        let sums = numbers(&before.matmul(weights.transposed.clone()));
        advance(&mut record, step, &sums, &weights);
    }
    record
}

/// `W_ih` x plus both biases, for all steps at once. A GRU's `b_hn` is left out: it stands inside the bracket with the reset gate.
fn from_input(cell: &RecurrentCell, input: &Matrix) -> Vec<f32> {
    let mut sums = numbers(&input.clone().matmul(cell.weight_ih.clone().permute::<_, Axes2<1, 0>>()));
    let mut bias = numbers(&cell.bias_ih);
    let mut outer = numbers(&cell.bias_hh);
    if cell.kind == CellKind::Gru {
        outer.truncate(2 * cell.hidden());
    }
    add(&mut bias, &outer);
    for row in sums.chunks_exact_mut(bias.len()) {
        add(row, &bias);
    }
    sums
}

/// The recurrent weights in the forms that a step needs.
struct Recurrent {
    /// `W_hh^T`
    transposed: Matrix,
    /// GRU: `b_hn`.
    candidate_bias: Vec<f32>,
    /// GRU with the reset before the product: `W_hn^T`.
    candidate: Option<Matrix>,
}

impl Recurrent {
    fn new(cell: &RecurrentCell) -> Self {
        let hidden = cell.hidden();
        let candidate =
            (cell.kind == CellKind::GruResetBefore).then(|| candidate_weight(cell).permute::<_, Axes2<1, 0>>());
        let candidate_bias = match cell.kind {
            CellKind::Gru => numbers(&cell.bias_hh)[2 * hidden..].to_vec(),
            _ => Vec::new(),
        };
        Self { transposed: cell.weight_hh.clone().permute::<_, Axes2<1, 0>>(), candidate_bias, candidate }
    }
}

/// A GRU's `W_hn`, `[hidden, hidden]`.
pub(super) fn candidate_weight(cell: &RecurrentCell) -> Matrix {
    let hidden = cell.hidden();
    let rows = numbers(&cell.weight_hh)[2 * hidden * hidden..].to_vec();
    cell.weight_hh.device().tensor_from_vec(rows, (hidden, hidden))
}

/// One step of every sample, given `sums` = `W_hh` h.
fn advance(record: &mut Record, step: usize, sums: &[f32], weights: &Recurrent) {
    let (batch, hidden, width) = (record.batch, record.hidden, record.kind.gates() * record.hidden);
    let block = batch * hidden;
    if record.kind == CellKind::GruResetBefore {
        return advance_reset_before(record, step, sums, weights);
    }
    for sample in 0..batch {
        let over = record.over(step, sample);
        let row = step * batch + sample;
        let gates = &mut record.gates[row * width..][..width];
        let sums = &sums[sample * width..][..width];
        let (before, after) = record.states.split_at_mut((step + 1) * block);
        let before = &before[row * hidden..][..hidden];
        let state = &mut after[sample * hidden..][..hidden];
        if over {
            gates.fill(0.0);
            state.copy_from_slice(before);
        }
        match record.kind {
            CellKind::Lstm => {
                let (cells, cells_after) = record.cells.split_at_mut((step + 1) * block);
                let c_before = &cells[row * hidden..][..hidden];
                let c = &mut cells_after[sample * hidden..][..hidden];
                if over {
                    c.copy_from_slice(c_before);
                    continue;
                }
                add(gates, sums);
                lstm::forward(gates, c_before, c, &mut record.beside[row * hidden..][..hidden], state);
            }
            _ if over => {}
            CellKind::Rnn | CellKind::RnnRelu => {
                add(gates, sums);
                rnn::forward(record.kind.activation(), gates, state);
            }
            CellKind::Gru | CellKind::GruResetBefore => {
                let (outer, candidate) = sums.split_at(2 * hidden);
                add(&mut gates[..2 * hidden], outer);
                let from_state = &mut record.beside[row * hidden..][..hidden];
                from_state.copy_from_slice(candidate);
                add(from_state, &weights.candidate_bias);
                gru::forward(gates, from_state, before, state);
            }
        }
    }
}

/// The form whose candidate needs a product of its own, with r*h.
fn advance_reset_before(record: &mut Record, step: usize, sums: &[f32], weights: &Recurrent) {
    let (batch, hidden, width) = (record.batch, record.hidden, 3 * record.hidden);
    let block = batch * hidden;
    for sample in 0..batch {
        let row = step * batch + sample;
        let gates = &mut record.gates[row * width..][..width];
        add(&mut gates[..2 * hidden], &sums[sample * width..][..2 * hidden]);
        let before = &record.states[row * hidden..][..hidden];
        gru::forward_gates(gates, before, &mut record.beside[row * hidden..][..hidden]);
    }
    let Some(weight) = &weights.candidate else { return };
    let reset_states = record.beside[step * block..(step + 1) * block].to_vec();
    let reset_states = weight.device().tensor_from_vec(reset_states, (batch, hidden));
    let candidates = numbers(&reset_states.matmul(weight.clone()));
    for sample in 0..batch {
        let over = record.over(step, sample);
        let row = step * batch + sample;
        let gates = &mut record.gates[row * width..][..width];
        let (before, after) = record.states.split_at_mut((step + 1) * block);
        let before = &before[row * hidden..][..hidden];
        let state = &mut after[sample * hidden..][..hidden];
        if over {
            gates.fill(0.0);
            state.copy_from_slice(before);
            continue;
        }
        add(&mut gates[2 * hidden..], &candidates[sample * hidden..][..hidden]);
        gru::forward_state(gates, before, state);
    }
}
