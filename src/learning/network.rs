//! A multilayer perceptron whose sizes are known only at run time: its weights, its start, its forward pass.
//! The traced forward pass with its gradient is in `fused`; what moves the weights is in `tensors`.

use dfdx::prelude::*;
use rand::{Rng, RngExt};

use crate::tensors::{self, Activation, Parameter};

/// The number of actions, and so of outputs of a network that chooses among them.
pub const ACTIONS: usize = crate::gridworld::Action::COUNT;

/// Rows of numbers on the CPU, one row per sample.
pub type Rows = Tensor<(usize, usize), f32, Cpu>;
/// Rows that remember how they were computed.
pub type TracedRows = Tensor<(usize, usize), f32, Cpu, OwnedTape<f32, Cpu>>;
/// Gradients by tensor.
pub type RowGradients = Gradients<f32, Cpu>;

/// One affine map, y = x W^T + b.
#[derive(Clone, Debug)]
pub struct Layer {
    /// W, `[outputs, inputs]`, as PyTorch lays it out.
    pub weight: Rows,
    /// b, `[outputs]`.
    pub bias: Tensor<(usize,), f32, Cpu>,
}

impl Layer {
    /// The number of inputs.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.weight.shape().1
    }

    /// The number of outputs.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.weight.shape().0
    }
}

/// Affine maps with an activation between them and nothing after the last.
///
/// A clone is cheap (weights are shared until one side changes). Clones share the identity of their tensors, so only
/// one of them may ever be trained: the others are snapshots and frozen policies.
#[derive(Clone, Debug)]
pub struct Network {
    pub(super) device: Cpu,
    pub(super) layers: Vec<Layer>,
    pub(super) activation: Activation,
}

impl Network {
    /// A network with the given sizes, from the observation's to the output's, initialised as PyTorch's `Linear`:
    /// weights and biases uniform in +-1/sqrt(inputs), drawn layer by layer, weights row by row and then the bias.
    ///
    /// # Panics
    /// If there are fewer than two sizes or one of them is zero.
    #[must_use]
    pub fn new(sizes: &[usize], generator: &mut impl Rng) -> Self {
        let weights = sizes
            .windows(2)
            .map(|pair| {
                let bound = 1.0 / (pair[0] as f32).sqrt();
                let mut draw = |count: usize| -> Vec<f32> {
                    (0..count).map(|_| (generator.random::<f32>() * 2.0 - 1.0) * bound).collect()
                };
                (draw(pair[0] * pair[1]), draw(pair[1]))
            })
            .collect();
        Self::from_weights(sizes, weights)
    }

    /// A network with given weights: per layer W row by row (`[outputs, inputs]`) and b; ReLU between layers.
    ///
    /// # Panics
    /// If there are fewer than two sizes, one of them is zero, or the weights do not fit them.
    #[must_use]
    pub fn from_weights(sizes: &[usize], weights: Vec<(Vec<f32>, Vec<f32>)>) -> Self {
        assert!(
            sizes.len() >= 2 && !sizes.contains(&0),
            "a network needs two sizes or more, none of them 0: {sizes:?}"
        );
        assert_eq!(sizes.len() - 1, weights.len(), "one pair of weights and biases per layer");
        let device = tensors::device();
        let layers = sizes
            .windows(2)
            .zip(weights)
            .map(|(pair, (weight, bias))| Layer {
                weight: device.tensor_from_vec(weight, (pair[1], pair[0])),
                bias: device.tensor_from_vec(bias, (pair[1],)),
            })
            .collect();
        Self { device, layers, activation: Activation::Relu }
    }

    /// The same weights with another activation between layers.
    #[must_use]
    pub fn with_activation(self, activation: Activation) -> Self {
        Self { activation, ..self }
    }

    /// What stands between layers.
    #[must_use]
    pub const fn activation(&self) -> Activation {
        self.activation
    }

    /// The sizes from input to output, for example `[15, 30, 30, 5]`.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        std::iter::once(self.inputs()).chain(self.layers.iter().map(Layer::outputs)).collect()
    }

    /// The widths of the hidden layers, input side first.
    #[must_use]
    pub fn hidden(&self) -> Vec<usize> {
        let outputs: Vec<usize> = self.layers.iter().map(Layer::outputs).collect();
        outputs[..outputs.len() - 1].to_vec()
    }

    /// The length of an observation.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.layers[0].inputs()
    }

    /// The number of outputs.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.layers[self.layers.len() - 1].outputs()
    }

    /// The layers, for drawing and for saving.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The number of weights and biases.
    #[must_use]
    pub fn parameter_count(&self) -> usize {
        self.layers.iter().map(|layer| layer.outputs() * (layer.inputs() + 1)).sum()
    }

    /// What is trained, layer by layer: W, then b.
    pub(super) fn parameters(&mut self) -> Vec<Parameter<'_>> {
        self.layers
            .iter_mut()
            .flat_map(|layer| [Parameter::Matrix(&mut layer.weight), Parameter::Vector(&mut layer.bias)])
            .collect()
    }

    /// Per layer W row by row and b, as [`Self::from_weights`] takes them.
    #[must_use]
    pub fn weights(&self) -> Vec<(Vec<f32>, Vec<f32>)> {
        self.layers
            .iter()
            .map(|layer| {
                let mut weight = vec![0.0; layer.outputs() * layer.inputs()];
                layer.weight.copy_into(&mut weight);
                let mut bias = vec![0.0; layer.outputs()];
                layer.bias.copy_into(&mut bias);
                (weight, bias)
            })
            .collect()
    }

    /// Takes over another network's weights, keeping this one's identity (and so its optimiser).
    ///
    /// # Panics
    /// If the sizes differ.
    pub fn copy_weights_from(&mut self, other: &Self) {
        for (layer, (weight, bias)) in self.layers.iter_mut().zip(other.weights()) {
            layer.weight.copy_from(&weight);
            layer.bias.copy_from(&bias);
        }
    }

    /// The outputs for `count` rows of observations, row after row.
    ///
    /// # Panics
    /// If `rows` is not `count` times [`Self::inputs`] long.
    #[must_use]
    pub fn forward(&self, rows: &[f32], count: usize) -> Vec<f32> {
        assert_eq!(rows.len(), count * self.inputs(), "rows of {} numbers", self.inputs());
        if count == 0 {
            return Vec::new();
        }
        let mut activations = rows.to_vec();
        for (index, layer) in self.layers.iter().enumerate() {
            let input: Rows = self.device.tensor_from_vec(activations, (count, layer.inputs()));
            activations = self.affine(layer, &input);
            if index + 1 < self.layers.len() {
                self.activation.apply(&mut activations);
            }
        }
        activations
    }

    /// x W^T + b, row after row.
    pub(super) fn affine(&self, layer: &Layer, input: &Rows) -> Vec<f32> {
        let product = input.clone().matmul(layer.weight.clone().permute::<_, Axes2<1, 0>>());
        let mut sums = vec![0.0; input.shape().0 * layer.outputs()];
        product.copy_into(&mut sums);
        let mut bias = vec![0.0; layer.outputs()];
        layer.bias.copy_into(&mut bias);
        for row in sums.chunks_exact_mut(layer.outputs()) {
            for (sum, b) in row.iter_mut().zip(&bias) {
                *sum += b;
            }
        }
        sums
    }
}
