//! A multilayer perceptron whose sizes are known only at run time: its weights, its start, its forward pass.
//! The passes themselves, and what moves the weights, are in `tensors`.

use dfdx::prelude::*;
use rand::{Rng, RngExt};

use crate::tensors::{self, Activation, LayerWeights, Layout, Mlp, mlp::transposed};

/// The number of actions, and so of outputs of a network that chooses among them.
pub const ACTIONS: usize = crate::gridworld::Action::COUNT;

/// One affine map, y = x W^T + b.
#[derive(Clone, Debug)]
pub struct Layer {
    /// W, `[outputs, inputs]` as in PyTorch, but stored column by column: what a forward pass reads one after the
    /// other.
    pub weight: Tensor<(usize, usize), f32, Cpu>,
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
    layers: Vec<Layer>,
    activation: Activation,
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
    pub fn from_weights(sizes: &[usize], weights: LayerWeights) -> Self {
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
                weight: device
                    .tensor_from_vec(transposed(&weight, pair[0]), (pair[0], pair[1]))
                    .permute::<_, Axes2<1, 0>>(),
                bias: device.tensor_from_vec(bias, (pair[1],)),
            })
            .collect();
        Self { layers, activation: Activation::Relu }
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

    /// Where its weights stand in one row of numbers.
    #[must_use]
    pub fn layout(&self) -> Layout {
        Layout::new(&self.sizes())
    }

    /// The network that `mlp` computes, in tensors of its own.
    pub(super) fn of(mlp: &Mlp) -> Self {
        let layout = mlp.layout();
        Self::from_weights(&layout.sizes(), layout.layers_of(mlp.weights())).with_activation(mlp.activation())
    }

    /// What computes its outputs and its gradient, with the weights as they are now.
    #[must_use]
    pub fn mlp(&self) -> Mlp {
        let mut mlp = Mlp::new(&self.sizes(), self.activation);
        self.copy_into(mlp.weights_mut());
        mlp
    }

    /// Writes all weights into one row of numbers, in the order of [`Self::layout`].
    fn copy_into(&self, row: &mut [f32]) {
        let mut rest = row;
        for layer in &self.layers {
            let (weight, behind) = rest.split_at_mut(layer.outputs() * layer.inputs());
            let (bias, behind) = behind.split_at_mut(layer.outputs());
            layer.weight.copy_into(weight);
            layer.bias.copy_into(bias);
            rest = behind;
        }
    }

    /// Per layer W row by row and b, as [`Self::from_weights`] takes them.
    #[must_use]
    pub fn weights(&self) -> LayerWeights {
        let mut row = vec![0.0; self.parameter_count()];
        self.copy_into(&mut row);
        self.layout().layers_of(&row)
    }

    /// The outputs for `count` rows of observations, row after row.
    ///
    /// # Panics
    /// If `rows` is not `count` times [`Self::inputs`] long.
    #[must_use]
    pub fn forward(&self, rows: &[f32], count: usize) -> Vec<f32> {
        let mut mlp = self.mlp();
        mlp.forward(rows, count);
        mlp.outputs().flatten().copied().collect()
    }
}
