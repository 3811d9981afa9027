//! Long short-term memory: i, f, o = sigmoid(..), g = tanh(..), c' = f*c + i*g, h' = o*tanh(c').
//! Rows of gates stand in PyTorch's order: i f g o.

use crate::tensors::activation::{sigmoid_all, tanh_all};

/// One sample's step. `gates` comes in as the sums and goes out as i f g o; `tanh_cell` becomes tanh(c').
///
/// Loop by loop, each over few rows: then the compiler can prove that they do not overlap, and uses vector instructions.
#[inline]
pub fn forward(gates: &mut [f32], before: &[f32], cell: &mut [f32], tanh_cell: &mut [f32], state: &mut [f32]) {
    let units = state.len();
    sigmoid_all(&mut gates[..2 * units]);
    tanh_all(&mut gates[2 * units..3 * units]);
    sigmoid_all(&mut gates[3 * units..]);
    let (input, rest) = gates.split_at(units);
    let (forget, rest) = rest.split_at(units);
    let (candidate, output) = rest.split_at(units);
    for ((c, f), c_before) in cell.iter_mut().zip(forget).zip(before) {
        *c = f * c_before;
    }
    for ((c, i), g) in cell.iter_mut().zip(input).zip(candidate) {
        *c += i * g;
    }
    tanh_cell.copy_from_slice(cell);
    tanh_all(tanh_cell);
    for ((h, o), t) in state.iter_mut().zip(output).zip(tanh_cell) {
        *h = o * *t;
    }
}

/// Given dL/dh' and, in `d_cell`, what dL/dc' comes from later steps; `d_cell` becomes dL/dc.
///
/// dc' += dh' o (1 - tanh(c')^2); di = dc' g, df = dc' c, dg = dc' i, do = dh' tanh(c'), each times its slope;
/// dc = dc' f.
#[inline]
pub fn backward(gates: &[f32], before: &[f32], tanh_cell: &[f32], d_state: &[f32], d_cell: &mut [f32], dz: &mut [f32]) {
    let units = d_state.len();
    let (input, rest) = gates.split_at(units);
    let (forget, rest) = rest.split_at(units);
    let (candidate, output) = rest.split_at(units);
    let (d_input, rest) = dz.split_at_mut(units);
    let (d_forget, rest) = rest.split_at_mut(units);
    let (d_candidate, d_output) = rest.split_at_mut(units);
    let (output, d_output) = (&output[..units], &mut d_output[..units]);
    let (before, tanh_cell, d_cell) = (&before[..units], &tanh_cell[..units], &mut d_cell[..units]);
    for k in 0..units {
        let (i, f, g, o) = (input[k], forget[k], candidate[k], output[k]);
        let (t, dh) = (tanh_cell[k], d_state[k]);
        let dc = d_cell[k] + dh * o * (1.0 - t * t);
        d_input[k] = dc * g * i * (1.0 - i);
        d_forget[k] = dc * before[k] * f * (1.0 - f);
        d_candidate[k] = dc * i * (1.0 - g * g);
        d_output[k] = dh * t * o * (1.0 - o);
        d_cell[k] = dc * f;
    }
}
