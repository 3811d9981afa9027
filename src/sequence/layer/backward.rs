//! The backward pass of a layer: backpropagation through time.

use std::sync::Arc;

use dfdx::prelude::*;

use super::{LayerState, forward::candidate_weight};
use crate::sequence::{
    CellKind, Matrix, Record, RecurrentCell, TensorGradients, add, add_rows, add_transposed_product,
    kernels::{gru, lstm, rnn},
    numbers, row_of,
};

/// All that the way back needs.
pub(super) struct Backward {
    pub cell: RecurrentCell,
    pub input: Matrix,
    pub leaf: bool,
    pub record: Arc<Record>,
    pub states: Matrix,
    pub last: LayerState,
    pub initial: Option<LayerState>,
}

/// What flows back, `d` for the loss's gradient.
struct Flow {
    /// By the state after the present step, `[batch, hidden]`; then by the one before.
    d_state: Vec<f32>,
    /// By the cell state likewise; only LSTM's.
    d_cell: Vec<f32>,
    /// By the sums of the gates of all steps, `[steps, batch, gates * hidden]`, as they come from the input ..
    d_input_sums: Vec<f32>,
    /// .. and as they come from the state, where that differs: a GRU's reset stands in between.
    d_state_sums: Vec<f32>,
}

impl Backward {
    /// Adds the gradients of weights, input and initial state, and completes those of the states.
    pub fn run(self, gradients: &mut TensorGradients) -> Result<(), CpuError> {
        let Record { kind, steps, batch, hidden, .. } = *self.record;
        let block = batch * hidden;
        let width = kind.gates() * hidden;
        let mut totals = gradients.get_or_alloc_mut(&self.states)?.to_vec();
        let sums = vec![0.0; steps * batch * width];
        let mut flow = Flow {
            d_state: gradients.get_or_alloc_mut(&self.last.hidden)?.to_vec(),
            d_cell: match &self.last.cell {
                Some(cell) => gradients.get_or_alloc_mut(cell)?.to_vec(),
                None => Vec::new(),
            },
            d_state_sums: if kind == CellKind::Gru { sums.clone() } else { Vec::new() },
            d_input_sums: sums,
        };
        let candidate = (kind == CellKind::GruResetBefore).then(|| candidate_weight(&self.cell));
        for step in (0..steps).rev() {
            let total = &mut totals[step * block..(step + 1) * block];
            add(total, &flow.d_state);
            self.back(&mut flow, step, total, candidate.as_ref());
        }
        gradients.get_or_alloc_mut(&self.states)?.copy_from_slice(&totals);
        if let Some(initial) = &self.initial {
            add(gradients.get_or_alloc_mut(&initial.hidden)?, &flow.d_state);
            if let Some(cell) = &initial.cell {
                add(gradients.get_or_alloc_mut(cell)?, &flow.d_cell);
            }
        }
        self.weights(flow, gradients)
    }

    /// One step back: `flow.d_state` and `flow.d_cell` are by the states before the step afterwards.
    fn back(&self, flow: &mut Flow, step: usize, d_states: &[f32], candidate: Option<&Matrix>) {
        let record = &*self.record;
        let (batch, hidden, width) = (record.batch, record.hidden, record.kind.gates() * record.hidden);
        let rows = step * batch * width..(step + 1) * batch * width;
        for sample in 0..batch {
            let row = step * batch + sample;
            let d_state = row_of(d_states, sample, hidden);
            let d_before = &mut flow.d_state[sample * hidden..][..hidden];
            if record.over(step, sample) {
                // the state stood still
                d_before.copy_from_slice(d_state);
                continue;
            }
            let gates = row_of(&record.gates, row, width);
            let before = row_of(&record.states, row, hidden);
            let dz = &mut flow.d_input_sums[row * width..][..width];
            d_before.fill(0.0);
            match record.kind {
                CellKind::Rnn | CellKind::RnnRelu => rnn::backward(record.kind.activation(), gates, d_state, dz),
                CellKind::Lstm => {
                    let c_before = row_of(&record.cells, row, hidden);
                    let tanh_cell = row_of(&record.beside, row, hidden);
                    let d_cell = &mut flow.d_cell[sample * hidden..][..hidden];
                    lstm::backward(gates, c_before, tanh_cell, d_state, d_cell, dz);
                }
                CellKind::Gru => {
                    let from_state = row_of(&record.beside, row, hidden);
                    let d_sums = &mut flow.d_state_sums[row * width..][..width];
                    gru::backward(gates, from_state, before, d_state, dz, d_sums, d_before);
                }
                CellKind::GruResetBefore => gru::backward_state(gates, before, d_state, dz, d_before),
            }
        }
        if let Some(weight) = candidate {
            self.back_through_reset(flow, step, weight);
        }
        let mut sums = match record.kind {
            CellKind::Gru => flow.d_state_sums[rows].to_vec(),
            _ => flow.d_input_sums[rows].to_vec(),
        };
        if candidate.is_some() {
            // the candidate's sum does not hold h itself
            sums.chunks_exact_mut(width).for_each(|row| row[2 * hidden..].fill(0.0));
        }
        let sums = self.matrix(sums, batch, width);
        add(&mut flow.d_state, &numbers(&sums.matmul(self.cell.weight_hh.clone())));
    }

    /// The product between the reset gate and the candidate, where the reset comes before.
    fn back_through_reset(&self, flow: &mut Flow, step: usize, weight: &Matrix) {
        let record = &*self.record;
        let (batch, hidden, width) = (record.batch, record.hidden, 3 * record.hidden);
        let rows = &flow.d_input_sums[step * batch * width..(step + 1) * batch * width];
        let candidates = rows.chunks_exact(width).flat_map(|row| &row[2 * hidden..]).copied().collect();
        let d_reset_states = numbers(&self.matrix(candidates, batch, hidden).matmul(weight.clone()));
        for sample in (0..batch).filter(|&sample| !record.over(step, sample)) {
            let row = step * batch + sample;
            gru::backward_gates(
                row_of(&record.gates, row, width),
                row_of(&record.states, row, hidden),
                row_of(&d_reset_states, sample, hidden),
                &mut flow.d_input_sums[row * width..][..width],
                &mut flow.d_state[sample * hidden..][..hidden],
            );
        }
    }

    /// The gradients of weights and input, from all steps at once.
    fn weights(&self, flow: Flow, gradients: &mut TensorGradients) -> Result<(), CpuError> {
        let record = &*self.record;
        let (hidden, rows) = (record.hidden, record.steps * record.batch);
        let width = record.kind.gates() * hidden;
        let Flow { d_input_sums, d_state_sums, .. } = flow;
        add_rows(gradients.get_or_alloc_mut(&self.cell.bias_ih)?, &d_input_sums);
        let outer = if record.kind == CellKind::Gru { &d_state_sums } else { &d_input_sums };
        add_rows(gradients.get_or_alloc_mut(&self.cell.bias_hh)?, outer);

        let d_input_sums = self.matrix(d_input_sums, rows, width);
        add_transposed_product(gradients.get_or_alloc_mut(&self.cell.weight_ih)?, &d_input_sums, &self.input);
        let before = self.matrix(record.states[..rows * hidden].to_vec(), rows, hidden);
        let d_weight = gradients.get_or_alloc_mut(&self.cell.weight_hh)?;
        match record.kind {
            CellKind::Rnn | CellKind::RnnRelu | CellKind::Lstm => {
                add_transposed_product(d_weight, &d_input_sums, &before);
            }
            CellKind::Gru => add_transposed_product(d_weight, &self.matrix(d_state_sums, rows, width), &before),
            CellKind::GruResetBefore => {
                // rows of r and z saw h, those of n saw r*h
                let (mut by_state, mut by_reset) = (vec![0.0; width * hidden], vec![0.0; width * hidden]);
                add_transposed_product(&mut by_state, &d_input_sums, &before);
                let reset_states = self.matrix(record.beside.clone(), rows, hidden);
                add_transposed_product(&mut by_reset, &d_input_sums, &reset_states);
                let seen = 2 * hidden * hidden;
                add(&mut d_weight[..seen], &by_state[..seen]);
                add(&mut d_weight[seen..], &by_reset[seen..]);
            }
        }
        if !self.leaf {
            let d_input = d_input_sums.matmul(self.cell.weight_ih.clone());
            add(gradients.get_or_alloc_mut(&self.input)?, &numbers(&d_input));
        }
        Ok(())
    }

    fn matrix(&self, numbers: Vec<f32>, rows: usize, columns: usize) -> Matrix {
        self.cell.weight_hh.device().tensor_from_vec(numbers, (rows, columns))
    }
}
