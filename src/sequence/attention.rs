//! Attention: which places of the input a decoder step looks at, by Luong's and by Bahdanau's scores.
//! What is done with the context is the decoder's business.

use dfdx::prelude::*;
use rand::Rng;

use super::{
    Graph, Matrix,
    cell::uniform,
    operations::{additive_scores, dot_scores, linear, masked_softmax, weighted_sum},
};
use crate::{names::named, tensors::Parameter};

named! {
    /// How a decoder's state h is scored against an encoder's state s.
    AttentionKind, "attention", {
        /// No attention: all that the decoder knows of the input is the encoder's last state.
        None = "none",
        /// Luong: e = h . s.
        Dot = "dot",
        /// Luong: e = h . W s.
        General = "general",
        /// Luong: e = v . tanh(W [h; s]).
        Concat = "concat",
        /// Bahdanau: e = v . tanh(W h + U s) with the decoder's previous state h; the context enters the cell.
        Additive = "additive",
    }
}

impl AttentionKind {
    /// The weights' names behind `attention.`, with their shapes for states of `hidden` units.
    #[must_use]
    pub fn weights(self, hidden: usize) -> Vec<(&'static str, [usize; 2])> {
        match self {
            Self::None | Self::Dot => Vec::new(),
            Self::General => vec![("weight", [hidden, hidden])],
            Self::Concat | Self::Additive => {
                vec![("query.weight", [hidden, hidden]), ("key.weight", [hidden, hidden]), ("v.weight", [1, hidden])]
            }
        }
    }
}

/// The weights of one kind of attention, in the order of [`AttentionKind::weights`]. Luong's W [h; s] is kept as its two
/// halves, `W_h` h + `W_s` s: the second is then computed once for all decoder steps.
#[derive(Clone, Debug)]
pub struct Attention {
    kind: AttentionKind,
    pub(super) weights: Vec<Matrix>,
}

/// What the decoder looks at.
pub(super) struct Keys {
    /// The encoder's states, `[places * batch, hidden]`.
    values: Matrix,
    /// What they are scored by; the same, or mapped.
    keys: Matrix,
    /// How many places each sample has.
    lengths: Vec<usize>,
}

/// What a look gave.
pub(super) struct AttentionOutput {
    /// e, `[steps * batch, places]`
    pub scores: Matrix,
    /// a
    pub weights: Matrix,
    /// c, `[steps * batch, hidden]`
    pub context: Matrix,
}

impl Attention {
    pub(super) fn new(device: &Cpu, kind: AttentionKind, hidden: usize, generator: &mut impl Rng) -> Self {
        let bound = 1.0 / (hidden as f32).sqrt();
        let weights = kind.weights(hidden).into_iter().map(|(_, [rows, columns])| {
            device.tensor_from_vec(uniform(rows * columns, bound, generator), (rows, columns))
        });
        Self { kind, weights: weights.collect() }
    }

    /// The kind.
    #[must_use]
    pub const fn kind(&self) -> AttentionKind {
        self.kind
    }

    pub(super) fn named_parameters(&mut self) -> impl Iterator<Item = (String, Parameter<'_>)> {
        // the names alone are asked for: any size does
        let names = self.kind.weights(0).into_iter().map(|(name, _)| format!("attention.{name}"));
        names.zip(self.weights.iter_mut().map(Parameter::Matrix))
    }

    /// Makes the encoder's states ready to be looked at.
    pub(super) fn keys(&self, graph: &mut Graph, values: &Matrix, lengths: &[usize]) -> Keys {
        let keys = match self.kind {
            AttentionKind::None | AttentionKind::Dot => values.clone(),
            AttentionKind::General => linear(graph, values, &self.weights[0], None),
            AttentionKind::Concat | AttentionKind::Additive => linear(graph, values, &self.weights[1], None),
        };
        Keys { values: values.clone(), keys, lengths: lengths.to_vec() }
    }

    /// Looks with the decoder's states, `[steps * batch, hidden]`; `None` without attention.
    pub(super) fn attend(&self, graph: &mut Graph, states: &Matrix, keys: &Keys) -> Option<AttentionOutput> {
        let batch = keys.lengths.len();
        let scores = match self.kind {
            AttentionKind::None => return None,
            AttentionKind::Dot | AttentionKind::General => dot_scores(graph, states, &keys.keys, batch),
            AttentionKind::Concat | AttentionKind::Additive => {
                let queries = linear(graph, states, &self.weights[0], None);
                additive_scores(graph, &queries, &keys.keys, &self.weights[2], batch)
            }
        };
        let weights = masked_softmax(graph, &scores, &keys.lengths);
        let context = weighted_sum(graph, &weights, &keys.values, batch);
        Some(AttentionOutput { scores, weights, context })
    }
}
