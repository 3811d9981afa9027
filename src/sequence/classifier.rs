//! A model that reads a sequence and answers once, at its end: layers of cells, and a linear map of the last state.
//! What the answer means is the task's business.

use dfdx::prelude::*;
use rand::Rng;

use super::{
    CellKind, GateBias, Graph, Matrix, Stack, Vector, cell::uniform, layer::LayerInput, operations::linear,
    stack::StackRun,
};
use crate::tensors::Parameter;

/// The model.
#[derive(Clone, Debug)]
pub struct SequenceClassifier {
    pub(super) stack: Stack,
    /// `[outputs, hidden]`
    pub(super) head_weight: Matrix,
    /// `[outputs]`
    pub(super) head_bias: Vector,
}

impl SequenceClassifier {
    /// A model that has learned nothing: `[inputs, hidden, layers, outputs]`.
    pub(super) fn new(
        device: &Cpu,
        kind: CellKind,
        [inputs, hidden, layers, outputs]: [usize; 4],
        bias: GateBias,
        generator: &mut impl Rng,
    ) -> Self {
        let stack = Stack::new(device, kind, [inputs, hidden, layers], bias, generator);
        let bound = 1.0 / (hidden as f32).sqrt();
        Self {
            stack,
            head_weight: device.tensor_from_vec(uniform(outputs * hidden, bound, generator), (outputs, hidden)),
            head_bias: device.tensor_from_vec(uniform(outputs, bound, generator), (outputs,)),
        }
    }

    /// The layers of cells.
    #[must_use]
    pub const fn stack(&self) -> &Stack {
        &self.stack
    }

    pub(super) fn device(&self) -> &Cpu {
        self.head_weight.device()
    }

    pub(super) fn named_parameters(&mut self) -> Vec<(String, Parameter<'_>)> {
        let weight = ("head.weight".to_owned(), Parameter::Matrix(&mut self.head_weight));
        let bias = ("head.bias".to_owned(), Parameter::Vector(&mut self.head_bias));
        self.stack.named_parameters("").chain([weight, bias]).collect()
    }

    /// Reads samples of equal length, given as `[steps * batch, inputs]`, step by step; the answers, `[batch, outputs]`, and
    /// what the layers did.
    pub(super) fn read(&self, graph: &mut Graph, rows: Vec<f32>, batch: usize) -> (Matrix, StackRun) {
        let inputs = self.stack.inputs();
        let count = rows.len() / inputs;
        let input = graph.matrix(rows, count, inputs);
        let steps = LayerInput { input: &input, batch, lengths: None, leaf: true };
        let run = self.stack.run(graph, steps, None);
        let top = &run.last[run.last.len() - 1].hidden;
        (linear(graph, top, &self.head_weight, Some(&self.head_bias)), run)
    }
}
