//! What the cells compute, unit by unit, forward and backward: one file per cell, the formulas above the code.
//! The matrix products before and between are in `layer`.

pub(super) mod gru;
pub(super) mod lstm;
pub(super) mod rnn;
