//! The cells and models against independent references: PyTorch, plain dfdx operations, finite differences.
//! What is seen from outside is tested in `tests/it`.

mod differences;
mod parity;
mod plain;
mod tape;

use super::TensorGradients;
use crate::tensors::Parameter;

/// The numbers that the fixtures are made with, too.
fn sines(count: usize, start: usize, scale: f64) -> Vec<f32> {
    (start..start + count).map(|at| (scale * (1.7 * at as f64 + 0.3).sin()) as f32).collect()
}

/// Sines, the count running on from parameter to parameter.
fn fill(parameters: Vec<Parameter<'_>>) {
    let mut start = 0;
    for mut parameter in parameters {
        let count = parameter.count();
        parameter.copy_from(&sines(count, start, 0.6));
        start += count;
    }
}

/// The gradients of all parameters, one behind the other.
fn gradient(parameters: Vec<Parameter<'_>>, gradients: &mut TensorGradients) -> Vec<f32> {
    let of = |parameter: Parameter<'_>| match parameter {
        Parameter::Vector(tensor) => gradients.get_or_alloc_mut(&*tensor).expect("memory").to_vec(),
        Parameter::Matrix(tensor) => gradients.get_or_alloc_mut(&*tensor).expect("memory").to_vec(),
    };
    parameters.into_iter().flat_map(of).collect()
}

/// Whether all numbers are as close as 1e-5, where they are small absolutely, else in relation.
fn assert_close(found: &[f32], expected: &[f64], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
        let off = (f64::from(*found) - expected).abs();
        assert!(off <= 1e-5 * expected.abs().max(1.0), "{what}, number {at}: {found}, expected {expected}");
    }
}
