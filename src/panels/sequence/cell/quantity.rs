//! What flows in a cell: its names, its signs, its formula, and which colours its numbers have. Formulas are PyTorch's, in the
//! letters of the study notes.

use bevy_egui::egui::Color32;

use crate::{
    sequence::{CellKind, Part},
    theme::Theme,
};

/// A number inside a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    HiddenBefore,
    CellBefore,
    InputGate,
    ForgetGate,
    OutputGate,
    ResetGate,
    UpdateGate,
    /// 1 - z
    WriteShare,
    Candidate,
    /// What is left of the old state.
    Kept,
    /// What is added to it.
    Written,
    /// What the candidate hears of the old state, before the reset gate.
    FromState,
    /// The same behind it.
    Reset,
    Cell,
    TanhCell,
    Hidden,
}

impl Quantity {
    pub const COUNT: usize = Self::Hidden as usize + 1;

    pub const fn of_part(part: Part) -> Self {
        match part {
            Part::InputGate => Self::InputGate,
            Part::ForgetGate => Self::ForgetGate,
            Part::OutputGate => Self::OutputGate,
            Part::ResetGate => Self::ResetGate,
            Part::UpdateGate => Self::UpdateGate,
            Part::Candidate => Self::Candidate,
            Part::Cell => Self::Cell,
            Part::Hidden => Self::Hidden,
        }
    }

    /// Whether it is a share from 0 to 1; else it has a sign.
    pub const fn is_share(self) -> bool {
        matches!(
            self,
            Self::InputGate
                | Self::ForgetGate
                | Self::OutputGate
                | Self::ResetGate
                | Self::UpdateGate
                | Self::WriteShare
        )
    }

    /// Its number's colour.
    pub fn colour(self, theme: &Theme, value: f32) -> Color32 {
        if self.is_share() { theme.value_colour(value) } else { theme.signed_colour(value) }
    }

    /// Keys of its name and of what it is for.
    pub const fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::HiddenBefore => ("lab-part-hidden-before", "lab-part-hidden-before-help"),
            Self::CellBefore => ("lab-part-cell-before", "lab-part-cell-before-help"),
            Self::InputGate => ("lab-part-input-gate", "lab-part-input-gate-help"),
            Self::ForgetGate => ("lab-part-forget-gate", "lab-part-forget-gate-help"),
            Self::OutputGate => ("lab-part-output-gate", "lab-part-output-gate-help"),
            Self::ResetGate => ("lab-part-reset-gate", "lab-part-reset-gate-help"),
            Self::UpdateGate => ("lab-part-update-gate", "lab-part-update-gate-help"),
            Self::WriteShare => ("lab-part-write-share", "lab-part-write-share-help"),
            Self::Candidate => ("lab-part-candidate", "lab-part-candidate-help"),
            Self::Kept => ("lab-part-kept", "lab-part-kept-help"),
            Self::Written => ("lab-part-written", "lab-part-written-help"),
            Self::FromState => ("lab-part-from-state", "lab-part-from-state-help"),
            Self::Reset => ("lab-part-reset", "lab-part-reset-help"),
            Self::Cell => ("lab-part-cell", "lab-part-cell-help"),
            Self::TanhCell => ("lab-part-tanh-cell", "lab-part-tanh-cell-help"),
            Self::Hidden => ("lab-part-hidden", "lab-part-hidden-help"),
        }
    }

    /// Its sign, in plain letters.
    pub const fn sign(self, kind: CellKind) -> &'static str {
        let lstm = matches!(kind, CellKind::Lstm);
        match self {
            Self::HiddenBefore => "hₜ₋₁",
            Self::CellBefore => "cₜ₋₁",
            Self::InputGate => "i",
            Self::ForgetGate => "f",
            Self::OutputGate => "o",
            Self::ResetGate => "r",
            Self::UpdateGate => "z",
            Self::WriteShare => "1−z",
            Self::Candidate if lstm => "g",
            Self::Candidate => "n",
            Self::Kept if lstm => "f·cₜ₋₁",
            Self::Kept => "z·hₜ₋₁",
            Self::Written if lstm => "i·g",
            Self::Written => "(1−z)·n",
            Self::FromState if matches!(kind, CellKind::Gru) => "Uₙhₜ₋₁",
            Self::FromState => "Uₙ(r·hₜ₋₁)",
            Self::Reset if matches!(kind, CellKind::Gru) => "r·Uₙhₜ₋₁",
            Self::Reset => "r·hₜ₋₁",
            Self::Cell => "cₜ",
            Self::TanhCell => "tanh(cₜ)",
            Self::Hidden => "hₜ",
        }
    }

    /// Its formula, in LaTeX.
    pub const fn formula(self, kind: CellKind) -> &'static str {
        match (self, kind) {
            (Self::HiddenBefore, _) => "h_{t-1}",
            (Self::CellBefore, _) => "c_{t-1}",
            (Self::InputGate, _) => r"i_t = \sigma(W_i x_t + U_i h_{t-1} + b_i)",
            (Self::ForgetGate, _) => r"f_t = \sigma(W_f x_t + U_f h_{t-1} + b_f)",
            (Self::OutputGate, _) => r"o_t = \sigma(W_o x_t + U_o h_{t-1} + b_o)",
            (Self::ResetGate, _) => r"r_t = \sigma(W_r x_t + U_r h_{t-1} + b_r)",
            (Self::UpdateGate, _) => r"z_t = \sigma(W_z x_t + U_z h_{t-1} + b_z)",
            (Self::WriteShare, _) => r"1 - z_t",
            (Self::Candidate, CellKind::Lstm) => r"g_t = \tanh(W_g x_t + U_g h_{t-1} + b_g)",
            (Self::Candidate, CellKind::Gru) => r"n_t = \tanh(W_n x_t + b_n + r_t \odot (U_n h_{t-1} + b'_n))",
            (Self::Candidate, _) => r"n_t = \tanh(W_n x_t + U_n (r_t \odot h_{t-1}) + b_n)",
            (Self::Hidden, CellKind::Rnn) => r"h_t = \tanh(W x_t + U h_{t-1} + b)",
            (Self::Hidden, CellKind::RnnRelu) => r"h_t = \operatorname{ReLU}(W x_t + U h_{t-1} + b)",
            (Self::Kept, CellKind::Lstm) => r"f_t \odot c_{t-1}",
            (Self::Kept, _) => r"z_t \odot h_{t-1}",
            (Self::Written, CellKind::Lstm) => r"i_t \odot g_t",
            (Self::Written, _) => r"(1 - z_t) \odot n_t",
            (Self::FromState, CellKind::GruResetBefore) => r"U_n (r_t \odot h_{t-1})",
            (Self::FromState, _) => r"U_n h_{t-1} + b'_n",
            (Self::Reset, CellKind::Gru) => r"r_t \odot (U_n h_{t-1} + b'_n)",
            (Self::Reset, _) => r"r_t \odot h_{t-1}",
            (Self::Cell, _) => r"c_t = f_t \odot c_{t-1} + i_t \odot g_t",
            (Self::TanhCell, _) => r"\tanh(c_t)",
            (Self::Hidden, CellKind::Lstm) => r"h_t = o_t \odot \tanh(c_t)",
            (Self::Hidden, _) => r"h_t = z_t \odot h_{t-1} + (1 - z_t) \odot n_t",
        }
    }
}
