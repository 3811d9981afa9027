//! A perceptron's passes: against dfdx's own operations, against differences, and against PyTorch.

use dfdx::prelude::*;
use proptest::prelude::*;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use serde::Deserialize;
use sidestep::{learning::Network, tensors::Activation};

use super::{
    by_dfdx::{self, Loss, Passed, Rows, Traced, chosen, vector, wide},
    reference::{Mlp, assert_close, sine_network, sines},
};

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

/// Our passes; dfdx says only what the loss's derivatives by the outputs are.
fn passed(network: &Network, rows: &[f32], count: usize, loss: impl FnOnce(Traced) -> Loss) -> Passed {
    let mut mlp = network.mlp();
    mlp.forward(rows, count);
    let outputs: Vec<f32> = mlp.outputs().flatten().copied().collect();
    let width = network.outputs();
    let tensor: Rows = Cpu::default().tensor_from_vec(outputs.clone(), (count, width));
    let loss = loss(tensor.clone().leaky_traced());
    let value = loss.array();
    let by_outputs = loss.backward().get(&tensor).as_vec();
    for ((_, dz), derivatives) in mlp.outputs_and_gradients().zip(by_outputs.chunks_exact(width)) {
        dz.copy_from_slice(derivatives);
    }
    mlp.backward();
    Passed { outputs, loss: value, gradient: mlp.layout().in_order(mlp.gradient()) }
}

#[test]
fn the_q_loss_has_pytorchs_value_and_gradient() {
    let (golden, network, (rows, actions, targets)) = (golden(), sine_network(&SIZES), batch());
    let found = passed(&network, &rows, 6, |q| (chosen(q, &actions) - vector(&targets)).square().mean() * 0.5);
    assert_close(&found.outputs, &golden.outputs, 1e-6, "outputs");
    assert_close(&[found.loss], &[golden.q_loss], 1e-6, "loss");
    assert_close(&found.gradient, &golden.q_gradient, 1e-6, "gradient");
}

#[test]
fn the_policy_loss_has_pytorchs_value_and_gradient() {
    let (golden, network, (rows, actions, weights)) = (golden(), sine_network(&SIZES), batch());
    let found = passed(&network, &rows, 6, |preferences| {
        let log_pi = preferences.log_softmax::<Axis<1>>();
        let chosen = chosen(log_pi.with_empty_tape(), &actions);
        let negative_entropy = (log_pi.with_empty_tape().exp() * log_pi).sum::<(usize,), Axis<1>>();
        (negative_entropy * 0.3 - chosen * vector(&weights)).mean()
    });
    assert_close(&[found.loss], &[golden.policy_loss], 1e-6, "loss");
    assert_close(&found.gradient, &golden.policy_gradient, 1e-6, "gradient");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn dfdx_finds_the_same(
        sizes in prop::collection::vec(1_usize..40, 2..6),
        count in 1_usize..40,
        seed in any::<u64>(),
        activation in prop::sample::select(Activation::ALL.to_vec()),
    ) {
        let mut generator = Pcg64Mcg::seed_from_u64(seed);
        let network = Network::new(&sizes, &mut generator).with_activation(activation);
        let rows = sines(count * sizes[0], seed as usize % 1000, 1.0);
        let found = passed(&network, &rows, count, |outputs| outputs.square().mean());
        let expected = by_dfdx::passed(&network, &rows, count, |outputs| outputs.square().mean());
        prop_assert_eq!(&found.outputs, &network.forward(&rows, count));
        assert_close(&found.outputs, &wide(&expected.outputs), 1e-5, "outputs");
        assert_close(&found.gradient, &wide(&expected.gradient), 1e-5, "gradient");
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
        let found = passed(&network, &rows, count, |outputs| outputs.square().mean()).gradient;
        let expected = Mlp::of(&network).gradient(|mlp| {
            let rows: Vec<f64> = rows.iter().copied().map(f64::from).collect();
            let squares: f64 = rows.chunks(3).flat_map(|row| mlp.forward(row)).map(|output| output * output).sum();
            squares / (2 * count) as f64
        });
        assert_close(&found, &expected, 1e-4, "gradient");
    }
}
