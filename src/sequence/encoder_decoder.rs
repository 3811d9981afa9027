//! A sequence-to-sequence model: an encoder reads, a decoder writes, with or without attention between them.
//! Which words the tokens stand for is the task's business; decoding a whole answer is in `decoding`.

use std::sync::Arc;

use dfdx::prelude::*;
use rand::Rng;

use super::{
    Attention, AttentionKind, CellKind, GateBias, Graph, Matrix, Record, Stack,
    attention::{AttentionOutput, Keys},
    cell::uniform,
    layer::{LayerInput, LayerState},
    operations::{below, beside, embed, linear, tanh},
    stack::StackRun,
};
use crate::tensors::Parameter;

/// The decoder's first input, and what it says when it is done. The task's own tokens follow.
pub const START: usize = 0;
/// See [`START`].
pub const END: usize = 1;
/// How many tokens stand before the task's own.
pub const SPECIAL_TOKENS: usize = 2;

/// Embeddings start uniform in +- this. Of 1.73 (as wide as PyTorch's normal ones), 1, 0.5 and 0.18, this one learned reversal
/// with dot attention fastest (seeds 1 and 2).
const EMBEDDING: f32 = 0.5;

/// The model. With h the decoder's state and c the context, h~ = tanh(`W_c` [c; h]) and p = softmax(`W_s` h~); without
/// attention p = softmax(`W_s` h).
#[derive(Clone, Debug)]
pub struct EncoderDecoder {
    /// `[source tokens, hidden]`
    pub(super) source_embedding: Matrix,
    /// `[target tokens + 2, hidden]`
    pub(super) target_embedding: Matrix,
    pub(super) encoder: Stack,
    pub(super) decoder: Stack,
    pub(super) attention: Attention,
    /// `W_c`, `[hidden, 2 * hidden]`, with attention only.
    pub(super) combine: Option<Matrix>,
    /// `W_s`, `[target tokens + 2, hidden]`
    pub(super) output: Matrix,
}

/// How large a model is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncoderDecoderSizes {
    /// Tokens that the encoder knows.
    pub source: usize,
    /// Tokens that the decoder knows, [`SPECIAL_TOKENS`] included.
    pub target: usize,
    /// Units of every layer, and the length of an embedding.
    pub hidden: usize,
    /// Layers of the encoder, and of the decoder.
    pub layers: usize,
}

/// What the decoder needs of the input.
pub(super) struct Encoded {
    pub keys: Keys,
    /// What the encoder did; its last states are where the decoder begins, and then those where it is.
    pub run: StackRun,
}

/// What one or more decoder steps gave, `[steps * batch, ..]` each.
pub(super) struct Decoded {
    pub states: Matrix,
    pub attended: Option<AttentionOutput>,
    /// h~; without attention h.
    pub combined: Matrix,
    pub logits: Matrix,
    pub records: Vec<Arc<Record>>,
}

impl EncoderDecoder {
    /// A model that has learned nothing.
    pub(super) fn new(
        device: &Cpu,
        kind: CellKind,
        attention: AttentionKind,
        sizes: EncoderDecoderSizes,
        bias: GateBias,
        generator: &mut impl Rng,
    ) -> Self {
        let EncoderDecoderSizes { source, target, hidden, layers } = sizes;
        let mut matrix = |rows: usize, columns: usize, bound: f32| -> Matrix {
            device.tensor_from_vec(uniform(rows * columns, bound, generator), (rows, columns))
        };
        let (source_embedding, target_embedding) =
            (matrix(source, hidden, EMBEDDING), matrix(target, hidden, EMBEDDING));
        let bound = 1.0 / (hidden as f32).sqrt();
        let output = matrix(target, hidden, bound);
        let attends = attention != AttentionKind::None;
        let combine = attends.then(|| matrix(hidden, 2 * hidden, 1.0 / (2.0 * hidden as f32).sqrt()));
        let inputs = hidden + if attention == AttentionKind::Additive { hidden } else { 0 };
        Self {
            source_embedding,
            target_embedding,
            encoder: Stack::new(device, kind, [hidden, hidden, layers], bias, generator),
            decoder: Stack::new(device, kind, [inputs, hidden, layers], bias, generator),
            attention: Attention::new(device, attention, hidden, generator),
            combine,
            output,
        }
    }

    pub(super) fn device(&self) -> &Cpu {
        self.output.device()
    }

    pub(super) fn named_parameters(&mut self) -> Vec<(String, Parameter<'_>)> {
        let matrix = |name: &str, matrix| (format!("{name}.weight"), Parameter::Matrix(matrix));
        [matrix("source_embedding", &mut self.source_embedding), matrix("target_embedding", &mut self.target_embedding)]
            .into_iter()
            .chain(self.encoder.named_parameters("encoder."))
            .chain(self.decoder.named_parameters("decoder."))
            .chain(self.attention.named_parameters())
            .chain(self.combine.as_mut().map(|combine| matrix("combine", combine)))
            .chain([matrix("output", &mut self.output)])
            .collect()
    }

    /// Reads the sources, `[samples][tokens]` of any lengths.
    ///
    /// # Panics
    /// If a source is empty.
    pub(super) fn encode(&self, graph: &mut Graph, sources: &[&[usize]]) -> Encoded {
        let lengths: Vec<usize> = sources.iter().map(|source| source.len()).collect();
        let steps = lengths.iter().copied().max().unwrap_or(0);
        // what stands at a padded place does not matter: the states stand still there, and attention gives it 0
        let token = |step: usize, source: &[usize]| source.get(step).copied().unwrap_or(0);
        let tokens: Vec<usize> =
            (0..steps).flat_map(|step| sources.iter().map(move |source| token(step, source))).collect();
        let input = embed(graph, &self.source_embedding, &tokens);
        let run = self.encoder.run(
            graph,
            LayerInput { input: &input, batch: sources.len(), lengths: Some(&lengths), leaf: false },
            None,
        );
        Encoded { keys: self.attention.keys(graph, &run.output, &lengths), run }
    }

    /// Decodes on from where `encoded` is, given the decoder's inputs, `[steps * batch]`, step by step.
    pub(super) fn decode(&self, graph: &mut Graph, encoded: &mut Encoded, inputs: &[usize]) -> Decoded {
        let batch = encoded.run.last[0].hidden.shape().0;
        let (states, attended, records) = if self.attention.kind() == AttentionKind::Additive {
            self.step_by_step(graph, encoded, inputs, batch)
        } else {
            let embedded = embed(graph, &self.target_embedding, inputs);
            let (states, records) = self.advance(graph, &embedded, batch, &mut encoded.run.last);
            let attended = self.attention.attend(graph, &states, &encoded.keys);
            (states, attended, records)
        };
        let combined = match (&attended, &self.combine) {
            (Some(attended), Some(combine)) => {
                let both = beside(graph, &attended.context, &states);
                let combined = linear(graph, &both, combine, None);
                tanh(graph, &combined)
            }
            _ => states.clone(),
        };
        Decoded { logits: linear(graph, &combined, &self.output, None), states, attended, combined, records }
    }

    fn advance(
        &self,
        graph: &mut Graph,
        input: &Matrix,
        batch: usize,
        last: &mut Vec<LayerState>,
    ) -> (Matrix, Vec<Arc<Record>>) {
        let steps = LayerInput { input, batch, lengths: None, leaf: false };
        let run = self.decoder.run(graph, steps, Some(last));
        *last = run.last;
        (run.output, run.records)
    }

    /// Bahdanau's way: each step looks with the state before it, and the context enters the cell. The records are those of
    /// the last step.
    fn step_by_step(
        &self,
        graph: &mut Graph,
        encoded: &mut Encoded,
        inputs: &[usize],
        batch: usize,
    ) -> (Matrix, Option<AttentionOutput>, Vec<Arc<Record>>) {
        let (mut states, mut records) = (Vec::new(), Vec::new());
        let (mut scores, mut weights, mut contexts) = (Vec::new(), Vec::new(), Vec::new());
        for tokens in inputs.chunks_exact(batch) {
            let before = encoded.run.last[encoded.run.last.len() - 1].hidden.clone();
            let Some(attended) = self.attention.attend(graph, &before, &encoded.keys) else {
                break;
            };
            let embedded = embed(graph, &self.target_embedding, tokens);
            let input = beside(graph, &embedded, &attended.context);
            let (state, record) = self.advance(graph, &input, batch, &mut encoded.run.last);
            records = record;
            states.push(state);
            scores.push(attended.scores);
            weights.push(attended.weights);
            contexts.push(attended.context);
        }
        let attended = AttentionOutput {
            scores: below(graph, &scores),
            weights: below(graph, &weights),
            context: below(graph, &contexts),
        };
        (below(graph, &states), Some(attended), records)
    }
}
