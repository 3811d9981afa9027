//! The weights of one layer of cells, laid out and named as PyTorch does, and how they start.
//! What is computed with them is in `layer`.

use dfdx::prelude::*;
use rand::{Rng, RngExt};

use super::{CellKind, Matrix, Vector, numbers};
use crate::tensors::Parameter;

/// How gates are biased before training. Weights are uniform in +-1/sqrt(hidden), as PyTorch's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GateBias {
    /// LSTM: the forget gate's bias. 1 keeps a memory that has not learned yet from fading within a few steps.
    pub forget: f32,
    /// Chrono initialisation (Tallec and Ollivier 2018) for memories of up to so many steps, at least 3: `b_f` = log U[1, T-1],
    /// `b_i` = `-b_f`; the GRU's update bias likewise. It replaces `forget`.
    pub chrono: Option<usize>,
}

/// One layer of cells. A clone shares the identity of its tensors: only one of them may ever be trained.
#[derive(Clone, Debug)]
pub struct RecurrentCell {
    pub(super) kind: CellKind,
    /// `[gates * hidden, inputs]`
    pub(super) weight_ih: Matrix,
    /// `[gates * hidden, hidden]`
    pub(super) weight_hh: Matrix,
    /// `[gates * hidden]`
    pub(super) bias_ih: Vector,
    /// `[gates * hidden]`
    pub(super) bias_hh: Vector,
}

impl RecurrentCell {
    /// A layer that has learned nothing.
    pub(super) fn new(
        device: &Cpu,
        kind: CellKind,
        inputs: usize,
        hidden: usize,
        bias: GateBias,
        generator: &mut impl Rng,
    ) -> Self {
        let rows = kind.gates() * hidden;
        let bound = 1.0 / (hidden as f32).sqrt();
        let weight_ih = uniform(rows * inputs, bound, generator);
        let weight_hh = uniform(rows * hidden, bound, generator);
        let mut bias_ih = uniform(rows, bound, generator);
        let mut bias_hh = uniform(rows, bound, generator);
        bias.apply(kind, hidden, &mut bias_ih, &mut bias_hh, generator);
        Self::from_weights(device, kind, [inputs, hidden], [weight_ih, weight_hh, bias_ih, bias_hh])
    }

    /// A layer with given weights, row by row: `W_ih`, `W_hh`, `b_ih`, `b_hh`.
    ///
    /// # Panics
    /// If the weights do not fit the sizes.
    #[must_use]
    pub fn from_weights(device: &Cpu, kind: CellKind, [inputs, hidden]: [usize; 2], weights: [Vec<f32>; 4]) -> Self {
        let rows = kind.gates() * hidden;
        let [weight_ih, weight_hh, bias_ih, bias_hh] = weights;
        Self {
            kind,
            weight_ih: device.tensor_from_vec(weight_ih, (rows, inputs)),
            weight_hh: device.tensor_from_vec(weight_hh, (rows, hidden)),
            bias_ih: device.tensor_from_vec(bias_ih, (rows,)),
            bias_hh: device.tensor_from_vec(bias_hh, (rows,)),
        }
    }

    /// The kind of the cells.
    #[must_use]
    pub const fn kind(&self) -> CellKind {
        self.kind
    }

    /// The number of inputs.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.weight_ih.shape().1
    }

    /// The number of units.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.weight_hh.shape().1
    }

    /// `W_ih`, `W_hh`, `b_ih`, `b_hh`, row by row.
    #[must_use]
    pub fn weights(&self) -> [Vec<f32>; 4] {
        [numbers(&self.weight_ih), numbers(&self.weight_hh), numbers(&self.bias_ih), numbers(&self.bias_hh)]
    }

    pub(super) fn parameters(&mut self) -> [Parameter<'_>; 4] {
        [
            Parameter::Matrix(&mut self.weight_ih),
            Parameter::Matrix(&mut self.weight_hh),
            Parameter::Vector(&mut self.bias_ih),
            Parameter::Vector(&mut self.bias_hh),
        ]
    }
}

impl GateBias {
    /// Writes the biases of gates into a row of each; only the sum of the two matters.
    fn apply(self, kind: CellKind, hidden: usize, ih: &mut [f32], hh: &mut [f32], generator: &mut impl Rng) {
        let mut set = |block: usize, unit: usize, value: f32| {
            ih[block * hidden + unit] = value;
            hh[block * hidden + unit] = 0.0;
        };
        for unit in 0..hidden {
            let remembers = self.chrono.map(|longest| {
                let most = (longest.max(3) - 1) as f32;
                (1.0 + generator.random::<f32>() * (most - 1.0)).ln()
            });
            match (kind, remembers) {
                (CellKind::Rnn | CellKind::RnnRelu, _) | (CellKind::Gru | CellKind::GruResetBefore, None) => {}
                (CellKind::Lstm, None) => set(1, unit, self.forget),
                (CellKind::Lstm, Some(bias)) => {
                    set(1, unit, bias);
                    set(0, unit, -bias);
                }
                (CellKind::Gru | CellKind::GruResetBefore, Some(bias)) => set(1, unit, bias),
            }
        }
    }
}

/// Numbers uniform in +-bound.
pub(super) fn uniform(count: usize, bound: f32, generator: &mut impl Rng) -> Vec<f32> {
    (0..count).map(|_| (generator.random::<f32>() * 2.0 - 1.0) * bound).collect()
}
