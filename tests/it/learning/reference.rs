//! A perceptron, its gradients and Adam written down a second time, slowly and in f64, for the learners to be compared
//! with: gradients are differences of losses, so nothing here shares a mistake with backpropagation.

use sidestep::learning::Network;

/// Affine maps with ReLU between; all weights in one row: per layer W row by row, then b.
#[derive(Clone)]
pub struct Mlp {
    pub sizes: Vec<usize>,
    pub weights: Vec<f64>,
}

impl Mlp {
    pub fn of(network: &Network) -> Self {
        Self { sizes: network.sizes(), weights: flat(network).into_iter().map(f64::from).collect() }
    }

    pub fn forward(&self, row: &[f64]) -> Vec<f64> {
        let mut activations = row.to_vec();
        let mut rest = &self.weights[..];
        for (index, pair) in self.sizes.windows(2).enumerate() {
            let (inputs, outputs) = (pair[0], pair[1]);
            let (weight, others) = rest.split_at(inputs * outputs);
            let (bias, others) = others.split_at(outputs);
            rest = others;
            let last = index + 2 == self.sizes.len();
            activations = (0..outputs)
                .map(|output| {
                    let row = &weight[output * inputs..(output + 1) * inputs];
                    let sum = bias[output] + row.iter().zip(&activations).map(|(w, x)| w * x).sum::<f64>();
                    if last { sum } else { sum.max(0.0) }
                })
                .collect();
        }
        activations
    }

    /// Central differences of a loss by every weight.
    pub fn gradient(&self, loss: impl Fn(&Self) -> f64) -> Vec<f64> {
        let step = 1e-6;
        (0..self.weights.len())
            .map(|index| {
                let mut moved = self.clone();
                moved.weights[index] += step;
                let above = loss(&moved);
                moved.weights[index] -= 2.0 * step;
                (above - loss(&moved)) / (2.0 * step)
            })
            .collect()
    }
}

/// Adam as its paper writes it.
pub struct Adam {
    first: Vec<f64>,
    second: Vec<f64>,
    steps: i32,
}

impl Adam {
    pub fn new(count: usize) -> Self {
        Self { first: vec![0.0; count], second: vec![0.0; count], steps: 0 }
    }

    /// One step; gives the gradient's norm before clipping.
    pub fn step(&mut self, mlp: &mut Mlp, gradient: &[f64], learning_rate: f64, clip_norm: f64) -> f64 {
        let norm = gradient.iter().map(|g| g * g).sum::<f64>().sqrt();
        let scale = if clip_norm > 0.0 && norm > clip_norm { clip_norm / norm } else { 1.0 };
        self.steps += 1;
        for (index, g) in gradient.iter().enumerate() {
            let g = g * scale;
            self.first[index] = 0.9 * self.first[index] + 0.1 * g;
            self.second[index] = 0.999 * self.second[index] + 0.001 * g * g;
            let m = self.first[index] / (1.0 - 0.9_f64.powi(self.steps));
            let v = self.second[index] / (1.0 - 0.999_f64.powi(self.steps));
            mlp.weights[index] -= learning_rate * m / (v.sqrt() + 1e-8);
        }
        norm
    }
}

pub fn softmax(values: &[f64]) -> Vec<f64> {
    let total: f64 = values.iter().map(|value| value.exp()).sum();
    values.iter().map(|value| value.exp() / total).collect()
}

/// All weights of a network in one row: per layer W row by row, then b.
pub fn flat(network: &Network) -> Vec<f32> {
    network.weights().into_iter().flat_map(|(weight, bias)| weight.into_iter().chain(bias)).collect()
}

/// `scale * sin(1.7 (start + k) + 0.3)` for k below `count`, as `tests/reference/learners.py` has it.
pub fn sines(count: usize, start: usize, scale: f64) -> Vec<f32> {
    (0..count).map(|k| (scale * (1.7 * (start + k) as f64 + 0.3).sin()) as f32).collect()
}

/// A network whose weights are sines, as in `tests/reference/learners.py`.
pub fn sine_network(sizes: &[usize]) -> Network {
    let mut start = 0;
    let mut next = |count: usize| {
        start += count;
        sines(count, start - count, 0.6)
    };
    let weights = sizes.windows(2).map(|pair| (next(pair[0] * pair[1]), next(pair[1]))).collect();
    Network::from_weights(sizes, weights)
}

pub fn assert_close(found: &[f32], expected: &[f64], tolerance: f64, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}: as many numbers");
    for (index, (&found, &expected)) in found.iter().zip(expected).enumerate() {
        let error = (f64::from(found) - expected).abs();
        assert!(error <= tolerance * (1.0 + expected.abs()), "{what}[{index}]: {found} instead of {expected}");
    }
}
