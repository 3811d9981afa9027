//! The plain cell: h' = tanh(z), z = W_ih x + b_ih + W_hh h + b_hh.

use crate::tensors::activation::tanh_all;

/// `gates` comes in as z and goes out as h'.
#[inline]
pub fn forward(gates: &mut [f32], state: &mut [f32]) {
    tanh_all(gates);
    state.copy_from_slice(gates);
}

/// dL/dz = dL/dh' (1 - h'^2).
#[inline]
pub fn backward(gates: &[f32], d_state: &[f32], dz: &mut [f32]) {
    for ((dz, h), dh) in dz.iter_mut().zip(gates).zip(d_state) {
        *dz = dh * (1.0 - h * h);
    }
}
