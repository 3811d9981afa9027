//! The cells and attention as textbooks write them: one sample, one step, no gradient, no attention to speed.
//! Start reading here. `layer`, `kernels` and `operations` compute the same for whole batches, with gradients; tests hold
//! one against the other.

use super::{Attention, AttentionKind, CellKind, RecurrentCell, numbers};

/// What a cell hands from step to step.
#[derive(Clone, Debug, PartialEq)]
pub struct CellState {
    /// h, `[hidden]`
    pub hidden: Vec<f32>,
    /// c, `[hidden]`; only LSTM's.
    pub cell: Vec<f32>,
}

/// One step: the state after reading `x`, `[inputs]`.
///
/// # Panics
/// If the lengths do not fit the cell.
#[must_use]
pub fn step(cell: &RecurrentCell, x: &[f32], state: &CellState) -> CellState {
    match cell.kind() {
        CellKind::Rnn => rnn(cell, x, state, f32::tanh),
        CellKind::RnnRelu => rnn(cell, x, state, |z| z.max(0.0)),
        CellKind::Lstm => lstm(cell, x, state),
        CellKind::Gru => gru(cell, x, state),
        CellKind::GruResetBefore => gru_reset_before(cell, x, state),
    }
}

/// h' = f(W_ih x + b_ih + W_hh h + b_hh), f being tanh or ReLU
fn rnn(cell: &RecurrentCell, x: &[f32], CellState { hidden: h, .. }: &CellState, f: fn(f32) -> f32) -> CellState {
    let [w_ih, w_hh, b_ih, b_hh] = cell.weights();
    let (from_x, from_h) = (affine(&w_ih, x, &b_ih), affine(&w_hh, h, &b_hh));
    CellState { hidden: (0..h.len()).map(|k| f(from_x[k] + from_h[k])).collect(), cell: Vec::new() }
}

/// i, f, o = sigmoid(W_ih x + b_ih + W_hh h + b_hh), g = tanh(..); c' = f c + i g; h' = o tanh(c')
fn lstm(cell: &RecurrentCell, x: &[f32], CellState { hidden: h, cell: c }: &CellState) -> CellState {
    let [w_ih, w_hh, b_ih, b_hh] = cell.weights();
    let (from_x, from_h) = (affine(&w_ih, x, &b_ih), affine(&w_hh, h, &b_hh));
    let units = h.len();
    let (hidden, cell) = (0..units)
        .map(|k| {
            let sum = |gate: usize| from_x[gate * units + k] + from_h[gate * units + k];
            let (i, f, g, o) = (sigmoid(sum(0)), sigmoid(sum(1)), sum(2).tanh(), sigmoid(sum(3)));
            let c = f * c[k] + i * g;
            (o * c.tanh(), c)
        })
        .unzip();
    CellState { hidden, cell }
}

/// PyTorch's form: r, z = sigmoid(W_ih x + b_ih + W_hh h + b_hh); n = tanh(W_in x + b_in + r (W_hn h + b_hn));
/// h' = (1 - z) n + z h
fn gru(cell: &RecurrentCell, x: &[f32], CellState { hidden: h, .. }: &CellState) -> CellState {
    let [w_ih, w_hh, b_ih, b_hh] = cell.weights();
    let (from_x, from_h) = (affine(&w_ih, x, &b_ih), affine(&w_hh, h, &b_hh));
    let units = h.len();
    let unit = |k: usize| {
        let sum = |gate: usize| from_x[gate * units + k] + from_h[gate * units + k];
        let (r, z) = (sigmoid(sum(0)), sigmoid(sum(1)));
        let n = (from_x[2 * units + k] + r * from_h[2 * units + k]).tanh();
        (1.0 - z) * n + z * h[k]
    };
    CellState { hidden: (0..units).map(unit).collect(), cell: Vec::new() }
}

/// The first papers' form: the reset gate before the product, n = tanh(W_in x + b_in + W_hn (r h) + b_hn)
fn gru_reset_before(cell: &RecurrentCell, x: &[f32], CellState { hidden: h, .. }: &CellState) -> CellState {
    let [w_ih, w_hh, b_ih, b_hh] = cell.weights();
    let (from_x, from_h) = (affine(&w_ih, x, &b_ih), affine(&w_hh, h, &b_hh));
    let units = h.len();
    let gate = |gate: usize, k: usize| sigmoid(from_x[gate * units + k] + from_h[gate * units + k]);
    let reset: Vec<f32> = (0..units).map(|k| gate(0, k) * h[k]).collect();
    let from_reset = affine(&w_hh[2 * units * units..], &reset, &b_hh[2 * units..]);
    let unit = |k: usize| {
        let z = gate(1, k);
        let n = (from_x[2 * units + k] + from_reset[k]).tanh();
        (1.0 - z) * n + z * h[k]
    };
    CellState { hidden: (0..units).map(unit).collect(), cell: Vec::new() }
}

/// Where a decoder attends, and what it gets.
#[derive(Clone, Debug, PartialEq)]
pub struct Attended {
    /// e, one for each encoder state.
    pub scores: Vec<f32>,
    /// a = softmax(e)
    pub weights: Vec<f32>,
    /// The context vector, sum of a s.
    pub context: Vec<f32>,
}

/// Attention of the decoder's state `h` over the encoder's `states` s: dot e = h . s; general e = h . W s; concat and
/// additive e = v . tanh(W h + U s). `None` without attention.
#[must_use]
pub fn attend(attention: &Attention, h: &[f32], states: &[Vec<f32>]) -> Option<Attended> {
    let weights: Vec<Vec<f32>> = attention.weights.iter().map(numbers).collect();
    let score = |s: &Vec<f32>| match attention.kind() {
        AttentionKind::None => None,
        AttentionKind::Dot => Some(dot(h, s)),
        AttentionKind::General => Some(dot(h, &product(&weights[0], s))),
        AttentionKind::Concat | AttentionKind::Additive => {
            let (query, key) = (product(&weights[0], h), product(&weights[1], s));
            Some((0..h.len()).map(|k| weights[2][k] * (query[k] + key[k]).tanh()).sum())
        }
    };
    let scores = states.iter().map(score).collect::<Option<Vec<f32>>>()?;
    let exponentials: Vec<f32> = scores.iter().map(|e| e.exp()).collect();
    let sum: f32 = exponentials.iter().sum();
    let weights: Vec<f32> = exponentials.iter().map(|e| e / sum).collect();
    let context = (0..h.len()).map(|k| weights.iter().zip(states).map(|(a, s)| a * s[k]).sum()).collect();
    Some(Attended { scores, weights, context })
}

/// 1 / (1 + exp(-x))
fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// W x, with W row by row.
fn product(weight: &[f32], x: &[f32]) -> Vec<f32> {
    weight.chunks_exact(x.len()).map(|row| dot(row, x)).collect()
}

/// W x + b
fn affine(weight: &[f32], x: &[f32], bias: &[f32]) -> Vec<f32> {
    product(weight, x).iter().zip(bias).map(|(sum, b)| sum + b).collect()
}
