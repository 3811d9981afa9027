//! Adam on dfdx's gradients: dfdx's own optimisers can neither be sent to a thread, nor clip, nor be saved.
//! What the learning rate is at an update is the learner's business.

use dfdx::prelude::*;
use serde::{Deserialize, Serialize};

use super::network::{Network, RowGradients};

/// Decay of the first moment: PyTorch's default.
const BETA_1: f32 = 0.9;
/// Decay of the second moment: PyTorch's default.
const BETA_2: f32 = 0.999;
/// Keeps the quotient finite: PyTorch's default.
const EPSILON: f32 = 1e-8;
/// Moments below these are zeroed. Dead units let them decay into denormal numbers, on which every operation is
/// thirty times slower; at these sizes they move no weight any more.
const SMALLEST_FIRST: f32 = 1e-30;
const SMALLEST_SECOND: f32 = 1e-35;
/// A weight beyond this has exploded: useful ones stay below 10.
const LARGEST_WEIGHT: f32 = 1e4;

/// What one step found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The gradient's Euclidean norm over all weights, before clipping.
    pub gradient_norm: f32,
    /// Whether gradient and weights are finite and of sensible size. Where false after a bad gradient, nothing moved.
    pub sound: bool,
}

/// Adam's memory: the two moments of every weight, in the order of the layers (W row by row, then b).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Adam {
    first: Vec<f32>,
    second: Vec<f32>,
    steps: u64,
}

impl Adam {
    /// An optimiser that has seen nothing, for a network of this size.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let count = network.parameter_count();
        Self {
            first: vec![0.0; count],
            second: vec![0.0; count],
            steps: 0,
        }
    }

    /// Whether this memory belongs to a network of that size and holds only finite numbers.
    #[must_use]
    pub fn fits(&self, network: &Network) -> bool {
        let count = network.parameter_count();
        self.first.len() == count
            && self.second.len() == count
            && self.first.iter().all(|m| m.is_finite())
            && self.second.iter().all(|v| v.is_finite() && *v >= 0.0)
    }

    /// One step, as PyTorch's `Adam` takes it:
    /// m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, w -= lr m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + eps).
    ///
    /// Where the gradient's norm over all weights exceeds `clip_norm` (0 switches this off), it is scaled down to it.
    ///
    /// # Panics
    /// If the network is not the one that this optimiser was made for, or dfdx runs out of memory.
    pub fn step(
        &mut self,
        network: &mut Network,
        gradients: &mut RowGradients,
        learning_rate: f32,
        clip_norm: f32,
    ) -> Step {
        let mut squares = 0.0;
        for layer in &network.layers {
            squares += sum_of_squares(gradient(gradients, &layer.weight));
            squares += sum_of_squares(gradient(gradients, &layer.bias));
        }
        let gradient_norm = squares.sqrt();
        if !gradient_norm.is_finite() {
            return Step {
                gradient_norm,
                sound: false,
            };
        }
        let scale = if clip_norm > 0.0 && gradient_norm > clip_norm {
            clip_norm / gradient_norm
        } else {
            1.0
        };

        self.steps += 1;
        let elapsed = i32::try_from(self.steps).unwrap_or(i32::MAX);
        let rate = Rate {
            scale,
            step: learning_rate / (1.0 - f64::from(BETA_1).powi(elapsed)) as f32,
            second: (1.0 / (1.0 - f64::from(BETA_2).powi(elapsed))).sqrt() as f32,
        };
        let mut from = 0;
        let mut sound = true;
        let mut weights = Vec::new();
        for layer in &mut network.layers {
            weights.resize(layer.weight.shape().num_elements(), 0.0);
            layer.weight.copy_into(&mut weights);
            sound &= self.advance(from, &mut weights, gradient(gradients, &layer.weight), rate);
            layer.weight.copy_from(&weights);
            from += weights.len();

            weights.resize(layer.bias.shape().num_elements(), 0.0);
            layer.bias.copy_into(&mut weights);
            sound &= self.advance(from, &mut weights, gradient(gradients, &layer.bias), rate);
            layer.bias.copy_from(&weights);
            from += weights.len();
        }
        Step { gradient_norm, sound }
    }

    /// Moves one tensor's weights, whose moments start at `from`; says whether they are still sound.
    fn advance(&mut self, from: usize, weights: &mut [f32], gradient: &[f32], rate: Rate) -> bool {
        let first = &mut self.first[from..from + weights.len()];
        let second = &mut self.second[from..from + weights.len()];
        let mut unsound = 0_u32;
        for (((w, &g), m), v) in weights.iter_mut().zip(gradient).zip(first).zip(second) {
            let g = g * rate.scale;
            let next_m = BETA_1 * *m + (1.0 - BETA_1) * g;
            let next_v = BETA_2 * *v + (1.0 - BETA_2) * g * g;
            *m = if next_m.abs() < SMALLEST_FIRST { 0.0 } else { next_m };
            *v = if next_v < SMALLEST_SECOND { 0.0 } else { next_v };
            *w -= rate.step * *m / (v.sqrt() * rate.second + EPSILON);
            unsound |= u32::from(w.is_nan() | (w.abs() > LARGEST_WEIGHT));
        }
        unsound == 0
    }
}

/// One step's factors, the same for every weight.
#[derive(Clone, Copy)]
struct Rate {
    /// Clipping.
    scale: f32,
    /// lr / (1 - b1^t).
    step: f32,
    /// sqrt(1 / (1 - b2^t)).
    second: f32,
}

fn gradient<'a, S: Shape>(gradients: &'a mut RowGradients, tensor: &Tensor<S, f32, Cpu>) -> &'a [f32] {
    gradients
        .get_or_alloc_mut(tensor)
        .expect("memory for a tensor's gradient: it was there for the tensor")
}

/// Summed in eight lanes, which the compiler turns into vector instructions; a plain sum waits for each addition.
fn sum_of_squares(values: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    let chunks = values.chunks_exact(8);
    let rest: f32 = chunks.remainder().iter().map(|g| g * g).sum();
    for chunk in chunks {
        for (lane, g) in lanes.iter_mut().zip(chunk) {
            *lane += g * g;
        }
    }
    lanes.iter().sum::<f32>() + rest
}
