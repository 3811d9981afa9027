//! Which cells there are, and which of their insides can be looked at.
//! What the cells compute is in `kernels`.

use crate::{names::named, tensors::Activation};

named! {
    /// A recurrent cell.
    CellKind, "cell", {
        /// h' = tanh(`W_ih` x + `b_ih` + `W_hh` h + `b_hh`).
        Rnn = "rnn",
        /// h' = max(0, `W_ih` x + `b_ih` + `W_hh` h + `b_hh`), as PyTorch's RNN with nonlinearity="relu".
        RnnRelu = "rnn-relu",
        /// Long short-term memory: a cell state beside the hidden one, and three gates.
        Lstm = "lstm",
        /// Gated recurrent unit, the reset gate after the matrix product, as PyTorch and cuDNN compute it.
        Gru = "gru",
        /// Gated recurrent unit, the reset gate before the matrix product, as its first paper and the study notes draw it.
        GruResetBefore = "gru-reset-before",
    }
}

impl CellKind {
    /// Blocks of rows in the weights: one per gate or candidate.
    #[must_use]
    pub const fn gates(self) -> usize {
        match self {
            Self::Rnn | Self::RnnRelu => 1,
            Self::Lstm => 4,
            Self::Gru | Self::GruResetBefore => 3,
        }
    }

    /// What can be read of every step.
    #[must_use]
    pub const fn parts(self) -> &'static [Part] {
        match self {
            Self::Rnn | Self::RnnRelu => &[Part::Hidden],
            Self::Lstm => {
                &[Part::InputGate, Part::ForgetGate, Part::Candidate, Part::OutputGate, Part::Cell, Part::Hidden]
            }
            Self::Gru | Self::GruResetBefore => &[Part::ResetGate, Part::UpdateGate, Part::Candidate, Part::Hidden],
        }
    }

    /// An RNN's nonlinearity.
    pub(super) const fn activation(self) -> Activation {
        if matches!(self, Self::RnnRelu) { Activation::Relu } else { Activation::Tanh }
    }

    /// Whether there are gates.
    #[must_use]
    pub const fn has_gates(self) -> bool {
        self.gates() > 1
    }

    /// Whether there is a cell state beside the hidden one.
    #[must_use]
    pub const fn has_cell_state(self) -> bool {
        matches!(self, Self::Lstm)
    }
}

named! {
    /// A quantity inside a cell, one number per unit and step.
    Part, "part of a cell", {
        /// LSTM's i: how much of the candidate is written.
        InputGate = "input_gate",
        /// LSTM's f: how much of the cell state is kept.
        ForgetGate = "forget_gate",
        /// LSTM's o: how much of the cell state is shown.
        OutputGate = "output_gate",
        /// GRU's r: how much of the old state the candidate sees.
        ResetGate = "reset_gate",
        /// GRU's z, as PyTorch has it: how much of the old state is kept.
        UpdateGate = "update_gate",
        /// LSTM's g, GRU's n: what might be written.
        Candidate = "candidate",
        /// LSTM's c.
        Cell = "cell",
        /// h.
        Hidden = "hidden",
    }
}
