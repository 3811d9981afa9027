//! What a layer of cells did with a batch, step by step: kept for the backward pass, and to be looked at.
//! Who computes it is `layer`.

use super::{CellKind, Part};

/// Every gate, candidate, cell and hidden state of every step of one layer. All blocks are row-major.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The kind of the cells.
    pub kind: CellKind,
    /// The number of steps.
    pub steps: usize,
    /// The number of samples.
    pub batch: usize,
    /// The number of units.
    pub hidden: usize,
    /// `[steps, batch, gates * hidden]`, in PyTorch's order: i f g o, or r z n; for an RNN its new state.
    pub(super) gates: Vec<f32>,
    /// `[steps, batch, hidden]`: LSTM tanh(c'); GRU `W_hn` h + `b_hn`, or r * h where the reset comes before.
    pub(super) beside: Vec<f32>,
    /// `[steps + 1, batch, hidden]`, the initial one first; only LSTM's.
    pub(super) cells: Vec<f32>,
    /// `[steps + 1, batch, hidden]`, the initial one first.
    pub(super) states: Vec<f32>,
    /// Where each sample ends; beyond it its state stands still and its gates are 0.
    pub(super) lengths: Option<Vec<usize>>,
}

impl Record {
    pub(super) fn new(kind: CellKind, steps: usize, batch: usize, hidden: usize, lengths: Option<&[usize]>) -> Self {
        let block = batch * hidden;
        let if_any = |wanted: bool, blocks: usize| vec![0.0; if wanted { blocks * block } else { 0 }];
        Self {
            kind,
            steps,
            batch,
            hidden,
            gates: Vec::new(),
            beside: if_any(kind.has_gates(), steps),
            cells: if_any(kind.has_cell_state(), steps + 1),
            states: if_any(true, steps + 1),
            lengths: lengths.map(<[usize]>::to_vec),
        }
    }

    /// The row of a step of a sample in every block.
    fn row(&self, step: usize, sample: usize) -> usize {
        assert!(step < self.steps && sample < self.batch, "step {step} of sample {sample}");
        step * self.batch + sample
    }

    /// One number per unit: the quantity at a step of a sample; empty for a part that this cell does not have.
    ///
    /// # Panics
    /// If there is no such step or sample.
    #[must_use]
    pub fn value(&self, part: Part, step: usize, sample: usize) -> &[f32] {
        let (units, row) = (self.hidden, self.row(step, sample));
        let gate = |index: usize| &self.gates[(row * self.kind.gates() + index) * units..][..units];
        let lstm = self.kind == CellKind::Lstm;
        let gru = matches!(self.kind, CellKind::Gru | CellKind::GruResetBefore);
        match part {
            Part::Hidden => &self.states[(row + self.batch) * units..][..units],
            Part::Cell if lstm => &self.cells[(row + self.batch) * units..][..units],
            Part::InputGate if lstm => gate(0),
            Part::ForgetGate if lstm => gate(1),
            Part::Candidate if lstm => gate(2),
            Part::OutputGate if lstm => gate(3),
            Part::ResetGate if gru => gate(0),
            Part::UpdateGate if gru => gate(1),
            Part::Candidate if gru => gate(2),
            _ => &[],
        }
    }

    /// One number per unit of what stands between the parts: LSTM tanh(c); GRU `U_n` h + `b_hn`, what the reset gate lets
    /// through, or r * h where the reset comes before the product; RNN none.
    ///
    /// # Panics
    /// If there is no such step or sample.
    #[must_use]
    pub fn between(&self, step: usize, sample: usize) -> &[f32] {
        let at = self.row(step, sample) * self.hidden;
        if self.beside.is_empty() { &[] } else { &self.beside[at..][..self.hidden] }
    }

    /// What a step of a sample began with: h and, for an LSTM, c (else empty).
    ///
    /// # Panics
    /// If there is no such step or sample.
    #[must_use]
    pub fn before(&self, step: usize, sample: usize) -> (&[f32], &[f32]) {
        let at = self.row(step, sample) * self.hidden;
        let cell = if self.cells.is_empty() { &[] } else { &self.cells[at..][..self.hidden] };
        (&self.states[at..][..self.hidden], cell)
    }

    /// Whether a sample is over before this step.
    pub(super) fn over(&self, step: usize, sample: usize) -> bool {
        self.lengths.as_ref().is_some_and(|lengths| step >= lengths[sample])
    }
}
