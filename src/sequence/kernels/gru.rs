//! The gated recurrent unit in both forms: h' = (1-z)*n + z*h, and n = tanh(x_n + r*(U h + b)), the reset gate after the
//! product, or n = tanh(x_n + U (r*h) + b), before it. Rows of gates stand in PyTorch's order: r z n.

use crate::tensors::activation::{sigmoid_all, tanh_all};

/// Splits a row of three blocks.
fn blocks(row: &mut [f32], units: usize) -> (&mut [f32], &mut [f32], &mut [f32]) {
    let (r, rest) = row.split_at_mut(units);
    let (z, n) = rest.split_at_mut(units);
    (r, z, &mut n[..units])
}

/// The reset gate after the product. `gates` comes in as the sums of r and z and as x_n, and goes out as r z n;
/// `from_state` is U h + b.
#[inline]
pub fn forward(gates: &mut [f32], from_state: &[f32], before: &[f32], state: &mut [f32]) {
    let units = state.len();
    let (outer, candidate) = gates.split_at_mut(2 * units);
    sigmoid_all(outer);
    for ((n, r), u) in candidate.iter_mut().zip(&*outer).zip(from_state) {
        *n += r * u;
    }
    forward_state(gates, before, state);
}

/// Given dL/dh'. Both rows are of the sums: `d_input` by what came from x, `d_state_sums` by what came from h; they differ
/// in n, where r stands between. `d_before` becomes dL/dh but for the product's part.
///
/// dn = dh' (1-z) (1-n^2), dz = dh' (h-n) z (1-z), dr = dn (U h + b) r (1-r).
#[inline]
pub fn backward(
    gates: &[f32],
    from_state: &[f32],
    before: &[f32],
    d_state: &[f32],
    d_input: &mut [f32],
    d_state_sums: &mut [f32],
    d_before: &mut [f32],
) {
    backward_state(gates, before, d_state, d_input, d_before);
    let units = d_state.len();
    let (reset, from_state) = (&gates[..units], &from_state[..units]);
    let (d_r, d_z, d_n) = blocks(d_input, units);
    let (d_r_sums, d_z_sums, d_n_sums) = blocks(d_state_sums, units);
    for k in 0..units {
        let (r, dn) = (reset[k], d_n[k]);
        d_r[k] = dn * from_state[k] * r * (1.0 - r);
        (d_r_sums[k], d_z_sums[k], d_n_sums[k]) = (d_r[k], d_z[k], dn * r);
    }
}

/// The reset gate before the product, first half: r and z from their sums, and r*h for the product.
#[inline]
pub fn forward_gates(gates: &mut [f32], before: &[f32], reset_state: &mut [f32]) {
    let units = before.len();
    sigmoid_all(&mut gates[..2 * units]);
    for ((q, r), h) in reset_state.iter_mut().zip(&gates[..units]).zip(before) {
        *q = r * h;
    }
}

/// Second half: the candidate, whose sum is complete now, and the new state.
#[inline]
pub fn forward_state(gates: &mut [f32], before: &[f32], state: &mut [f32]) {
    let units = state.len();
    let (outer, candidate) = gates.split_at_mut(2 * units);
    tanh_all(candidate);
    let rows = outer[units..].iter().zip(candidate).zip(before);
    for (h, ((z, n), h_before)) in state.iter_mut().zip(rows) {
        *h = (1.0 - z) * *n + z * h_before;
    }
}

/// Backward through the second half: dn and dz as above, and dL/dh as far as z passes it on.
#[inline]
pub fn backward_state(gates: &[f32], before: &[f32], d_state: &[f32], dz: &mut [f32], d_before: &mut [f32]) {
    let units = d_state.len();
    let (update, candidate) = gates[units..].split_at(units);
    let (_, d_z, d_n) = blocks(dz, units);
    let (candidate, before, d_before) = (&candidate[..units], &before[..units], &mut d_before[..units]);
    for k in 0..units {
        let (z, n, dh) = (update[k], candidate[k], d_state[k]);
        d_n[k] = dh * (1.0 - z) * (1.0 - n * n);
        d_z[k] = dh * (before[k] - n) * z * (1.0 - z);
        d_before[k] = dh * z;
    }
}

/// Backward through the first half, given dL/d(r*h): dr = d(r*h) h r (1-r), dh += d(r*h) r.
#[inline]
pub fn backward_gates(gates: &[f32], before: &[f32], d_reset_state: &[f32], dz: &mut [f32], d_before: &mut [f32]) {
    let units = before.len();
    let (reset, d_r) = (&gates[..units], &mut dz[..units]);
    let (d_reset_state, d_before) = (&d_reset_state[..units], &mut d_before[..units]);
    for k in 0..units {
        let (r, d) = (reset[k], d_reset_state[k]);
        d_r[k] = d * before[k] * r * (1.0 - r);
        d_before[k] += d * r;
    }
}
