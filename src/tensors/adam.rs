//! Adam on dfdx's gradients and on a perceptron's: dfdx's own optimisers can neither be sent to a thread, nor clip,
//! nor be saved. What the learning rate is at an update is the caller's business.

use dfdx::prelude::*;
use fearless_simd::{Simd, dispatch};
use serde::{Deserialize, Serialize};

use super::{
    Mlp, dot,
    lanes::{padded, squares},
    math::pow,
};

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
/// The square of anything smaller is no normal number.
const SMALLEST_GRADIENT: f32 = 1e-19;
/// A weight beyond this has exploded: useful ones stay below 10.
const LARGEST_WEIGHT: f32 = 1e4;

/// What one step found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdamStep {
    /// The gradient's Euclidean norm over all weights, before clipping.
    pub gradient_norm: f32,
    /// Whether gradient and weights are finite and of sensible size. Where false after a bad gradient, nothing moved.
    pub sound: bool,
}

/// A tensor that is trained.
#[derive(Debug)]
pub enum Parameter<'a> {
    /// A bias.
    Vector(&'a mut Tensor<(usize,), f32, Cpu>),
    /// A weight matrix.
    Matrix(&'a mut Tensor<(usize, usize), f32, Cpu>),
}

impl Parameter<'_> {
    /// `[length]` or `[rows, columns]`.
    #[must_use]
    pub fn shape(&self) -> Vec<usize> {
        match self {
            Self::Vector(tensor) => vec![tensor.shape().0],
            Self::Matrix(tensor) => vec![tensor.shape().0, tensor.shape().1],
        }
    }

    /// How many numbers it holds.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Vector(tensor) => tensor.shape().num_elements(),
            Self::Matrix(tensor) => tensor.shape().num_elements(),
        }
    }

    /// Zeroes what is too small in its gradient to move a weight, but not to slow the optimiser down: squares of such
    /// numbers are denormal. They come from gradients that vanish, and from choices that are long certain.
    pub fn flush_gradient(&self, gradients: &mut Gradients<f32, Cpu>) {
        for g in self.gradient_mut(gradients) {
            *g = if g.abs() < SMALLEST_GRADIENT { 0.0 } else { *g };
        }
    }

    fn gradient<'g>(&self, gradients: &'g mut Gradients<f32, Cpu>) -> &'g [f32] {
        self.gradient_mut(gradients)
    }

    fn gradient_mut<'g>(&self, gradients: &'g mut Gradients<f32, Cpu>) -> &'g mut [f32] {
        match self {
            Self::Vector(tensor) => gradients.get_or_alloc_mut(&**tensor),
            Self::Matrix(tensor) => gradients.get_or_alloc_mut(&**tensor),
        }
        .expect("memory for a tensor's gradient: it was there for the tensor")
    }

    /// Its numbers, row by row, into a slice of [`Self::count`].
    pub fn copy_into(&self, numbers: &mut [f32]) {
        match self {
            Self::Vector(tensor) => tensor.copy_into(numbers),
            Self::Matrix(tensor) => tensor.copy_into(numbers),
        }
    }

    /// Its numbers, row by row, from a slice of [`Self::count`].
    pub fn copy_from(&mut self, numbers: &[f32]) {
        match self {
            Self::Vector(tensor) => tensor.copy_from(numbers),
            Self::Matrix(tensor) => tensor.copy_from(numbers),
        }
    }
}

/// Adam's memory: the two moments of every weight, in the order in which a network lists its parameters.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Adam {
    first: Vec<f32>,
    second: Vec<f32>,
    steps: u64,
}

impl Adam {
    /// An optimiser that has seen nothing, for a network of `count` weights and biases.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self { first: vec![0.0; count], second: vec![0.0; count], steps: 0 }
    }

    /// Whether this memory belongs to a network of that size and holds only finite numbers.
    #[must_use]
    pub fn fits(&self, count: usize) -> bool {
        self.first.len() == count
            && self.second.len() == count
            && self.first.iter().all(|m| m.is_finite())
            && self.second.iter().all(|v| v.is_finite() && *v >= 0.0)
    }

    /// The same with its moments in another order.
    #[must_use]
    pub fn reordered(&self, reorder: impl Fn(&[f32]) -> Vec<f32>) -> Self {
        Self { first: reorder(&self.first), second: reorder(&self.second), steps: self.steps }
    }

    /// One step, as PyTorch's `Adam` takes it:
    /// m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, w -= lr m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + eps).
    ///
    /// Where the gradient's norm over all weights exceeds `clip_norm` (0 switches this off), it is scaled down to it.
    ///
    /// # Panics
    /// If the parameters are not those that this optimiser was made for, in the same order, or dfdx runs out of memory.
    pub fn step(
        &mut self,
        mut parameters: Vec<Parameter<'_>>,
        gradients: &mut Gradients<f32, Cpu>,
        learning_rate: f32,
        clip_norm: f32,
    ) -> AdamStep {
        let mut squares = 0.0;
        for parameter in &parameters {
            let gradient = parameter.gradient(gradients);
            squares += dot(gradient, gradient);
        }
        let gradient_norm = squares.sqrt();
        let Some(rate) = self.begin(gradient_norm, learning_rate, clip_norm) else {
            return AdamStep { gradient_norm, sound: false };
        };
        let mut from = 0;
        let mut sound = true;
        let mut weights = Vec::new();
        for parameter in &mut parameters {
            weights.resize(parameter.count(), 0.0);
            parameter.copy_into(&mut weights);
            sound &= self.advance(from, &mut weights, parameter.gradient(gradients), rate);
            parameter.copy_from(&weights);
            from += weights.len();
        }
        AdamStep { gradient_norm, sound }
    }

    /// The same step for a perceptron, whose layout its moments have.
    ///
    /// # Panics
    /// If this optimiser was made for another number of weights.
    pub fn step_mlp(&mut self, mlp: &mut Mlp, learning_rate: f32, clip_norm: f32) -> AdamStep {
        let level = mlp.level();
        let (weights, gradient) = mlp.weights_and_gradient();
        dispatch!(level, simd => self.step_on(simd, weights, gradient, learning_rate, clip_norm))
    }

    #[inline(always)]
    fn step_on<S: Simd>(
        &mut self,
        simd: S,
        weights: &mut [f32],
        gradient: &[f32],
        learning_rate: f32,
        clip_norm: f32,
    ) -> AdamStep {
        let count = self.first.len();
        let gradient_norm = squares(simd, &gradient[..padded(count)]).sqrt();
        let Some(rate) = self.begin(gradient_norm, learning_rate, clip_norm) else {
            return AdamStep { gradient_norm, sound: false };
        };
        AdamStep { gradient_norm, sound: self.advance(0, &mut weights[..count], &gradient[..count], rate) }
    }

    /// Counts one step more; how far it goes. `None` if the gradient is unsound.
    fn begin(&mut self, gradient_norm: f32, learning_rate: f32, clip_norm: f32) -> Option<Rate> {
        if !gradient_norm.is_finite() {
            return None;
        }
        self.steps += 1;
        Some(Rate::at(self.steps, gradient_norm, learning_rate, clip_norm))
    }

    /// Both moments of every weight: m and v.
    pub(crate) fn moments(&self) -> [&[f32]; 2] {
        [&self.first, &self.second]
    }

    /// What the next step will move weights by, given its gradient's norm; the optimiser stays as it is.
    pub(crate) fn next_step(&self, gradient_norm: f32, learning_rate: f32, clip_norm: f32) -> AdamFactors {
        let t = self.steps + 1;
        AdamFactors {
            beta_1: BETA_1,
            beta_2: BETA_2,
            epsilon: EPSILON,
            t,
            learning_rate,
            clip_factor: Rate::at(t, gradient_norm, learning_rate, clip_norm).scale,
            correction_1: 1.0 - pow(BETA_1.into(), t),
            correction_2: 1.0 - pow(BETA_2.into(), t),
            rate: Rate::at(t, gradient_norm, learning_rate, clip_norm),
        }
    }

    /// Moves weights whose moments start at `from`; says whether they are still sound.
    #[inline(always)]
    fn advance(&mut self, from: usize, weights: &mut [f32], gradient: &[f32], rate: Rate) -> bool {
        let first = &mut self.first[from..from + weights.len()];
        let second = &mut self.second[from..from + weights.len()];
        let mut unsound = 0_u32;
        for (((w, &g), m), v) in weights.iter_mut().zip(gradient).zip(first).zip(second) {
            let step;
            (*m, *v, step) = rate.moved(g, *m, *v);
            *w -= step;
            unsound |= u32::from(w.is_nan() | (w.abs() > LARGEST_WEIGHT));
        }
        unsound == 0
    }
}

/// One step's factors, the same for every weight.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Rate {
    /// Clipping.
    scale: f32,
    /// lr / (1 - b1^t).
    step: f32,
    /// sqrt(1 / (1 - b2^t)).
    second: f32,
}

impl Rate {
    fn at(t: u64, gradient_norm: f32, learning_rate: f32, clip_norm: f32) -> Self {
        Self {
            scale: if clip_norm > 0.0 && gradient_norm > clip_norm { clip_norm / gradient_norm } else { 1.0 },
            step: learning_rate / (1.0 - pow(BETA_1.into(), t)) as f32,
            second: (1.0 / (1.0 - pow(BETA_2.into(), t))).sqrt() as f32,
        }
    }

    /// One weight's next moments, and what is subtracted from it.
    #[inline(always)]
    fn moved(self, g: f32, m: f32, v: f32) -> (f32, f32, f32) {
        let g = g * self.scale;
        let m = BETA_1 * m + (1.0 - BETA_1) * g;
        let v = BETA_2 * v + (1.0 - BETA_2) * g * g;
        let m = if m.abs() < SMALLEST_FIRST { 0.0 } else { m };
        let v = if v < SMALLEST_SECOND { 0.0 } else { v };
        (m, v, self.step * m / (v.sqrt() * self.second + EPSILON))
    }
}

/// What one step moves all weights by: step = learning_rate m^ / (sqrt(v^) + epsilon) with m^ = m / correction_1 and
/// v^ = v / correction_2.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AdamFactors {
    /// Decay of m.
    pub beta_1: f32,
    /// Decay of v.
    pub beta_2: f32,
    /// Keeps the quotient finite.
    pub epsilon: f32,
    /// Which step it is, from 1.
    pub t: u64,
    /// How far weights go at most, about.
    pub learning_rate: f32,
    /// What the gradient is multiplied by, so that its norm does not exceed the clipping norm.
    pub clip_factor: f32,
    /// 1 - beta_1^t.
    pub correction_1: f64,
    /// 1 - beta_2^t.
    pub correction_2: f64,
    #[serde(skip)]
    rate: Rate,
}

impl AdamFactors {
    /// A weight's next m and v, and what is subtracted from it, given its gradient before clipping, m and v.
    pub(crate) fn moved(&self, gradient: f32, m: f32, v: f32) -> (f32, f32, f32) {
        self.rate.moved(gradient, m, v)
    }
}
