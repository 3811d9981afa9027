//! A network's passes by dfdx's own operations and tape, for ours to be compared with.

use dfdx::prelude::*;
use sidestep::{learning::Network, tensors::Activation};

/// Rows of numbers.
pub type Rows<T = NoneTape> = Tensor<(usize, usize), f32, Cpu, T>;
/// The outputs of a network that can be run backward.
pub type Traced = Rows<OwnedTape<f32, Cpu>>;
/// A loss that can be run backward.
pub type Loss = Tensor<Rank0, f32, Cpu, OwnedTape<f32, Cpu>>;

/// What a pass and the way back found; the gradient in the order of [`Network::weights`].
pub struct Passed {
    pub outputs: Vec<f32>,
    pub loss: f32,
    pub gradient: Vec<f32>,
}

/// `count` rows through a network, and the loss of its outputs back.
pub fn passed(network: &Network, rows: &[f32], count: usize, loss: impl FnOnce(Traced) -> Loss) -> Passed {
    let device = Cpu::default();
    let input: Rows = device.tensor_from_vec(rows.to_vec(), (count, network.inputs()));
    let mut activations = input.leaky_traced();
    for (index, layer) in network.layers().iter().enumerate() {
        let bias = layer.bias.retaped::<OwnedTape<f32, Cpu>>().broadcast_like::<_, Axis<0>>(&(count, layer.outputs()));
        let weight = layer.weight.retaped::<OwnedTape<f32, Cpu>>().permute::<_, Axes2<1, 0>>();
        activations = activations.matmul(weight) + bias;
        if index + 1 < network.layers().len() {
            activations = match network.activation() {
                Activation::Relu => activations.relu(),
                Activation::Tanh => activations.tanh(),
            };
        }
    }
    let outputs = activations.as_vec();
    let loss = loss(activations);
    let value = loss.array();
    let gradients = loss.backward();
    let in_order = network.layers().iter().flat_map(|layer| {
        let weight: Rows = gradients.get(&layer.weight);
        weight.as_vec().into_iter().chain(gradients.get(&layer.bias).as_vec())
    });
    Passed { outputs, loss: value, gradient: in_order.collect() }
}

/// The outputs alone.
pub fn outputs(network: &Network, rows: &[f32], count: usize) -> Vec<f32> {
    passed(network, rows, count, MeanTo::mean).outputs
}

/// One number of each row: the one at its index.
pub fn chosen(outputs: Traced, indices: &[usize]) -> Tensor<(usize,), f32, Cpu, OwnedTape<f32, Cpu>> {
    let indices: Tensor<(usize,), usize, Cpu> = Cpu::default().tensor_from_vec(indices.to_vec(), (indices.len(),));
    outputs.select(indices)
}

/// A row of numbers.
pub fn vector(numbers: &[f32]) -> Tensor<(usize,), f32, Cpu> {
    Cpu::default().tensor_from_vec(numbers.to_vec(), (numbers.len(),))
}

pub fn wide(numbers: &[f32]) -> Vec<f64> {
    numbers.iter().copied().map(f64::from).collect()
}
