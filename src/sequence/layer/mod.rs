//! One layer of cells over all steps of a batch, as a single operation on the tape: the products that do not wait for one
//! another are made at once, the rest step by step. What one unit computes is in `kernels`.

mod backward;
mod forward;

use std::sync::Arc;

use super::{Graph, Matrix, Record, RecurrentCell};

/// What a layer hands from step to step, `[batch, hidden]` each.
#[derive(Clone, Debug)]
pub struct LayerState {
    /// h
    pub hidden: Matrix,
    /// c, where the cell has one.
    pub cell: Option<Matrix>,
}

/// What a layer is run over.
#[derive(Clone, Copy)]
pub struct LayerInput<'a> {
    /// `[steps * batch, inputs]`, step by step.
    pub input: &'a Matrix,
    pub batch: usize,
    /// Where each sample ends, if not all at the last step; beyond it its state stands still.
    pub lengths: Option<&'a [usize]>,
    /// Whether the input is data, which nobody wants a gradient of.
    pub leaf: bool,
}

/// What a layer has done.
pub struct LayerRun {
    /// h' of every step, `[steps * batch, hidden]`. After a backward pass its gradient is the loss's whole gradient by
    /// each of these states, that through later steps included.
    pub states: Matrix,
    /// The state after the last step.
    pub last: LayerState,
    pub record: Arc<Record>,
}

impl RecurrentCell {
    /// Runs the layer from `initial`, or from zeros.
    ///
    /// # Panics
    /// If sizes do not fit, or there is no step.
    pub(super) fn run(&self, graph: &mut Graph, steps: LayerInput<'_>, initial: Option<&LayerState>) -> LayerRun {
        let record = Arc::new(forward::forward(self, steps, initial));
        let block = record.batch * record.hidden;
        let (rows, hidden) = (record.steps * record.batch, record.hidden);
        let states = graph.matrix(record.states[block..].to_vec(), rows, hidden);
        let last_block = |blocks: &[f32]| graph.matrix(blocks[blocks.len() - block..].to_vec(), record.batch, hidden);
        let last = LayerState {
            hidden: last_block(&record.states),
            cell: self.kind.has_cell_state().then(|| last_block(&record.cells)),
        };
        let pass = backward::Backward {
            // a clone shares the weights' identity, which files their gradients under the right tensor
            cell: self.clone(),
            input: steps.input.clone(),
            leaf: steps.leaf,
            record: Arc::clone(&record),
            states: states.clone(),
            last: last.clone(),
            initial: initial.cloned(),
        };
        graph.backward_op(move |gradients| pass.run(gradients));
        LayerRun { states, last, record }
    }
}
