//! The fused operation's gradients: against dfdx's own operations, against differences, and against PyTorch.

use dfdx::prelude::*;
use proptest::prelude::*;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use serde::Deserialize;
use sidestep::{
    learning::{Network, RowGradients, Rows, TracedRows},
    tensors::Activation,
};

use super::reference::{Mlp, assert_close, sine_network, sines};

const SIZES: [usize; 4] = [4, 6, 7, 5];

#[derive(Deserialize)]
struct Golden {
    gradients: Gradients_,
}

#[derive(Deserialize)]
struct Gradients_ {
    outputs: Vec<f64>,
    q_loss: f64,
    q_gradient: Vec<f64>,
    policy_loss: f64,
    policy_gradient: Vec<f64>,
}

fn golden() -> Gradients_ {
    let golden: Golden = serde_json::from_str(include_str!("../../data/learners.json")).expect("written by our script");
    golden.gradients
}

/// The batch of the script: six rows, their actions, and a weight for each.
fn batch() -> (Vec<f32>, Vec<usize>, Vec<f32>) {
    let rows = (0..6).flat_map(|step| sines(SIZES[0], 10 * step, 1.0)).collect();
    (rows, (0..6).map(|step| (3 * step) % 5).collect(), sines(6, 100, 1.0))
}

/// The gradients in the order of the weights.
fn in_order(network: &Network, gradients: &RowGradients) -> Vec<f32> {
    network
        .layers()
        .iter()
        .flat_map(|layer| {
            let weight: Rows = gradients.get(&layer.weight);
            weight.as_vec().into_iter().chain(gradients.get(&layer.bias).as_vec())
        })
        .collect()
}

#[test]
fn the_q_loss_has_pytorchs_value_and_gradient() {
    let (golden, network, (rows, actions, targets)) = (golden(), sine_network(&SIZES), batch());
    let device = Cpu::default();
    let actions: Tensor<(usize,), usize, Cpu> = device.tensor_from_vec(actions, (6,));
    let targets: Tensor<(usize,), f32, Cpu> = device.tensor_from_vec(targets, (6,));

    let outputs = network.forward_traced(&rows, 6);
    assert_close(&outputs.as_vec(), &golden.outputs, 1e-6, "outputs");
    let loss = (outputs.select::<(usize,), _>(actions) - targets).square().mean() * 0.5;
    assert_close(&[loss.array()], &[golden.q_loss], 1e-6, "loss");
    assert_close(&in_order(&network, &loss.backward()), &golden.q_gradient, 1e-6, "gradient");
}

#[test]
fn the_policy_loss_has_pytorchs_value_and_gradient() {
    let (golden, network, (rows, actions, weights)) = (golden(), sine_network(&SIZES), batch());
    let device = Cpu::default();
    let actions: Tensor<(usize,), usize, Cpu> = device.tensor_from_vec(actions, (6,));
    let weights: Tensor<(usize,), f32, Cpu> = device.tensor_from_vec(weights, (6,));

    let log_pi = network.forward_traced(&rows, 6).log_softmax::<Axis<1>>();
    let chosen = log_pi.with_empty_tape().select::<(usize,), _>(actions);
    let negative_entropy = (log_pi.with_empty_tape().exp() * log_pi).sum::<(usize,), Axis<1>>();
    let loss = (negative_entropy * 0.3 - chosen * weights).mean();
    assert_close(&[loss.array()], &[golden.policy_loss], 1e-6, "loss");
    assert_close(&in_order(&network, &loss.backward()), &golden.policy_gradient, 1e-6, "gradient");
}

/// The same network from dfdx's own operations, one by one.
fn plain(network: &Network, rows: &[f32], count: usize) -> TracedRows {
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
    activations
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn fused_and_plain_agree(
        sizes in prop::collection::vec(1_usize..40, 2..6),
        count in 1_usize..40,
        seed in any::<u64>(),
        activation in prop::sample::select(Activation::ALL.to_vec()),
    ) {
        let mut generator = Pcg64Mcg::seed_from_u64(seed);
        let network = Network::new(&sizes, &mut generator).with_activation(activation);
        let rows = sines(count * sizes[0], seed as usize % 1000, 1.0);
        let (fused, plain) = (network.forward_traced(&rows, count), plain(&network, &rows, count));
        prop_assert_eq!(fused.as_vec(), network.forward(&rows, count));
        let outputs: Vec<f64> = plain.as_vec().into_iter().map(f64::from).collect();
        assert_close(&fused.as_vec(), &outputs, 1e-5, "outputs");
        let fused = in_order(&network, &fused.square().mean().backward());
        let plain: Vec<f64> =
            in_order(&network, &plain.square().mean().backward()).into_iter().map(f64::from).collect();
        assert_close(&fused, &plain, 1e-5, "gradients");
    }

    #[test]
    fn gradients_are_differences_of_losses(
        hidden in prop::collection::vec(1_usize..6, 0..3),
        count in 1_usize..5,
        seed in any::<u64>(),
    ) {
        let sizes: Vec<usize> = [3].into_iter().chain(hidden).chain([2]).collect();
        let network = Network::new(&sizes, &mut Pcg64Mcg::seed_from_u64(seed));
        let rows = sines(count * 3, seed as usize % 1000, 1.0);
        let found = in_order(&network, &network.forward_traced(&rows, count).square().mean().backward());
        let expected = Mlp::of(&network).gradient(|mlp| {
            let rows: Vec<f64> = rows.iter().copied().map(f64::from).collect();
            let squares: f64 = rows.chunks(3).flat_map(|row| mlp.forward(row)).map(|output| output * output).sum();
            squares / (2 * count) as f64
        });
        assert_close(&found, &expected, 1e-4, "gradient");
    }
}
