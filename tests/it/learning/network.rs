//! Networks: their start, their shape, their clones.

use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use sidestep::learning::Network;

use super::reference::{flat, sine_network, sines};

fn network(sizes: &[usize], seed: u64) -> Network {
    Network::new(sizes, &mut Pcg64Mcg::seed_from_u64(seed))
}

#[test]
fn weights_start_uniform_within_one_over_the_root_of_the_inputs() {
    let network = network(&[100, 400, 5], 1);
    for (layer, (weight, bias)) in network.layers().iter().zip(network.weights()) {
        let bound = 1.0 / (layer.inputs() as f32).sqrt();
        for (values, spread) in [(&weight, 0.02), (&bias, 0.6)] {
            assert!(values.iter().all(|w| w.abs() <= bound), "within +-{bound}");
            let mean = values.iter().sum::<f32>() / values.len() as f32;
            assert!(mean.abs() < spread * bound, "centred: {mean} of {bound}");
        }
        let variance = weight.iter().map(|w| w * w).sum::<f32>() / weight.len() as f32;
        assert!((variance / (bound * bound / 3.0) - 1.0).abs() < 0.1, "as wide as a uniform distribution: {variance}");
    }
}

#[test]
fn the_same_seed_gives_the_same_network_and_another_seed_another() {
    let sizes = [15, 30, 30, 5];
    assert_eq!(network(&sizes, 7).weights(), network(&sizes, 7).weights());
    assert_ne!(network(&sizes, 7).weights(), network(&sizes, 8).weights());
}

#[test]
fn sizes_and_counts_are_those_asked_for() {
    let network = network(&[15, 30, 24, 5], 1);
    assert_eq!(network.sizes(), [15, 30, 24, 5]);
    assert_eq!(network.hidden(), [30, 24]);
    assert_eq!(network.parameter_count(), 16 * 30 + 31 * 24 + 25 * 5);
    assert_eq!(flat(&network).len(), network.parameter_count());
}

#[test]
fn a_batch_answers_as_its_rows_do_one_by_one() {
    // widths that are computed in blocks of each size
    let network = sine_network(&[9, 117, 20, 5]);
    let rows = sines(9 * 33, 3, 1.0);
    let together = network.forward(&rows, 33);
    for (index, row) in rows.chunks(9).enumerate() {
        assert_eq!(together[5 * index..5 * index + 5], network.forward(row, 1), "bit for bit, whatever is beside it");
    }
    assert!(network.forward(&[], 0).is_empty(), "no rows, no outputs");
}
