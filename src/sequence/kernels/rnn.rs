//! The plain cell: h' = f(z), z = W_ih x + b_ih + W_hh h + b_hh, f being tanh or ReLU.

use crate::tensors::Activation;

/// `gates` comes in as z and goes out as h'.
#[inline]
pub fn forward(f: Activation, gates: &mut [f32], state: &mut [f32]) {
    f.apply(gates);
    state.copy_from_slice(gates);
}

/// dL/dz = dL/dh' f'(z).
#[inline]
pub fn backward(f: Activation, gates: &[f32], d_state: &[f32], dz: &mut [f32]) {
    dz.copy_from_slice(d_state);
    f.back(dz, gates);
}
