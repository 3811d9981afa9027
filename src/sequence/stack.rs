//! Layers of cells one above the other: each reads the states of the one below.

use std::sync::Arc;

use dfdx::prelude::*;
use rand::Rng;

use super::{
    CellKind, GateBias, Graph, Matrix, Record, RecurrentCell,
    layer::{LayerInput, LayerState},
};
use crate::tensors::Parameter;

/// One or more layers of the same cells.
#[derive(Clone, Debug)]
pub struct Stack {
    pub(super) layers: Vec<RecurrentCell>,
}

/// What a stack has done.
pub(super) struct StackRun {
    /// The top layer's h' of every step, `[steps * batch, hidden]`.
    pub output: Matrix,
    /// Per layer, the bottom one first: the state after the last step ..
    pub last: Vec<LayerState>,
    /// .. the states of all steps, whose gradients can be asked for ..
    pub states: Vec<Matrix>,
    /// .. and everything that happened.
    pub records: Vec<Arc<Record>>,
}

impl Stack {
    /// Layers that have learned nothing, the bottom one first.
    pub(super) fn new(
        device: &Cpu,
        kind: CellKind,
        [inputs, hidden, layers]: [usize; 3],
        bias: GateBias,
        generator: &mut impl Rng,
    ) -> Self {
        let cell =
            |layer| RecurrentCell::new(device, kind, if layer == 0 { inputs } else { hidden }, hidden, bias, generator);
        Self { layers: (0..layers).map(cell).collect() }
    }

    /// The layers, the bottom one first.
    #[must_use]
    pub fn layers(&self) -> &[RecurrentCell] {
        &self.layers
    }

    /// The kind of the cells.
    #[must_use]
    pub fn kind(&self) -> CellKind {
        self.layers[0].kind
    }

    /// The number of inputs of a step.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.layers[0].inputs()
    }

    /// The number of units of a layer.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.layers[0].hidden()
    }

    /// What is trained, with PyTorch's names behind a prefix.
    pub(super) fn named_parameters(&mut self, prefix: &str) -> impl Iterator<Item = (String, Parameter<'_>)> {
        self.layers.iter_mut().enumerate().flat_map(move |(layer, cell)| {
            let names = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"];
            names.map(|name| format!("{prefix}{name}_l{layer}")).into_iter().zip(cell.parameters())
        })
    }

    /// Runs all layers, from `initial` (one state per layer) or from zeros.
    pub(super) fn run(&self, graph: &mut Graph, steps: LayerInput<'_>, initial: Option<&[LayerState]>) -> StackRun {
        let mut run =
            StackRun { output: steps.input.clone(), last: Vec::new(), states: Vec::new(), records: Vec::new() };
        for (layer, cell) in self.layers.iter().enumerate() {
            let steps = LayerInput { input: &run.output, leaf: steps.leaf && layer == 0, ..steps };
            let done = cell.run(graph, steps, initial.map(|states| &states[layer]));
            run.output = done.states.clone();
            run.last.push(done.last);
            run.states.push(done.states);
            run.records.push(done.record);
        }
        run
    }

    /// Runs the layers over given inputs, each `[features]`, `[batch][steps]` of them and all batches equally long, from
    /// zeros: the record of every layer, the bottom one first.
    ///
    /// # Panics
    /// If there is no step, samples differ in length, or a step has not [`Self::inputs`] numbers.
    #[must_use]
    pub fn trace(&self, samples: &[Vec<Vec<f32>>]) -> Vec<Arc<Record>> {
        let mut records = Vec::new();
        self.trace_along(samples, samples[0].len(), &mut |whole| records = whole.to_vec());
        records
    }

    /// The same, so many steps at a time: `visit` is handed the records of one stretch after the other.
    ///
    /// # Panics
    /// As for [`Self::trace`], or if `stretch` is 0.
    pub fn trace_along(&self, samples: &[Vec<Vec<f32>>], stretch: usize, visit: &mut dyn FnMut(&[Arc<Record>])) {
        let (batch, count, inputs) = (samples.len(), samples[0].len(), self.inputs());
        assert!(count > 0 && samples.iter().all(|sample| sample.len() == count), "samples of {count} steps");
        let mut graph = Graph::untraced(self.layers[0].weight_hh.device());
        let mut last: Option<Vec<LayerState>> = None;
        for from in (0..count).step_by(stretch) {
            let to = count.min(from + stretch);
            let rows = (from..to).flat_map(|step| samples.iter().flat_map(move |sample| &sample[step]));
            let input = graph.matrix(rows.copied().collect(), (to - from) * batch, inputs);
            let steps = LayerInput { input: &input, batch, lengths: None, leaf: true };
            let run = self.run(&mut graph, steps, last.as_deref());
            visit(&run.records);
            last = Some(run.last);
        }
    }
}
