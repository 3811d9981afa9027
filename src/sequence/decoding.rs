//! Greedy decoding: the decoder hears its own words, and always says the likeliest.

use std::sync::Arc;

use dfdx::prelude::HasShape;

use super::{
    END, EncoderDecoder, Graph, Record, SPECIAL_TOKENS, START, numbers, objective::largest, operations::softmax,
};

/// One step of writing one answer.
#[derive(Clone, Debug)]
pub struct DecoderStep {
    /// What it heard: its own last word; a token of the model, [`START`] first.
    pub input: usize,
    /// What it said: the likeliest; [`END`] last.
    pub output: usize,
    /// The attention's score of every place of the input; empty without attention.
    pub scores: Vec<f32>,
    /// Their softmax.
    pub weights: Vec<f32>,
    /// c: the encoder's states, weighted by it.
    pub context: Vec<f32>,
    /// h: the decoder's own state, of its top layer.
    pub state: Vec<f32>,
    /// h~ = tanh(`W_c` [c; h]); without attention h itself.
    pub combined: Vec<f32>,
    /// The probability of every token, `softmax(W_s h~)`, [`START`] and [`END`] first.
    pub probabilities: Vec<f32>,
    /// What every layer of the decoder did in this step.
    pub layers: Vec<Arc<Record>>,
}

/// The answers to sources of any lengths, in the task's own tokens; each ends where the decoder ends it, or after `most` steps.
pub(super) fn greedy(model: &EncoderDecoder, sources: &[&[usize]], most: usize) -> Vec<Vec<usize>> {
    let mut graph = Graph::untraced(model.device());
    let mut encoded = model.encode(&mut graph, sources);
    let mut answers = vec![Vec::new(); sources.len()];
    let mut said = vec![START; sources.len()];
    let mut over = vec![false; sources.len()];
    for _ in 0..most {
        let decoded = model.decode(&mut graph, &mut encoded, &said);
        said = numbers(&decoded.logits).chunks_exact(decoded.logits.shape().1).map(largest).collect();
        for ((answer, over), &token) in answers.iter_mut().zip(&mut over).zip(&said) {
            *over |= token == END;
            if !*over {
                // a decoder that says START says nothing of the task: no answer has such a token
                answer.push(token.checked_sub(SPECIAL_TOKENS).unwrap_or(usize::MAX));
            }
        }
        if over.iter().all(|&over| over) {
            break;
        }
    }
    answers
}

/// How one answer is written, with the encoder's records.
pub(super) fn step_through(
    model: &EncoderDecoder,
    source: &[usize],
    most: usize,
) -> (Vec<Arc<Record>>, Vec<DecoderStep>) {
    let mut graph = Graph::untraced(model.device());
    let mut encoded = model.encode(&mut graph, &[source]);
    let mut steps: Vec<DecoderStep> = Vec::new();
    while steps.len() < most && steps.last().is_none_or(|step| step.output != END) {
        let input = steps.last().map_or(START, |step| step.output);
        let decoded = model.decode(&mut graph, &mut encoded, &[input]);
        let mut probabilities = numbers(&decoded.logits);
        softmax(&mut probabilities);
        let (scores, weights, context) = decoded.attended.as_ref().map_or_else(Default::default, |attended| {
            (numbers(&attended.scores), numbers(&attended.weights), numbers(&attended.context))
        });
        steps.push(DecoderStep {
            input,
            output: largest(&probabilities),
            scores,
            weights,
            context,
            state: numbers(&decoded.states),
            combined: numbers(&decoded.combined),
            probabilities,
            layers: decoded.records,
        });
    }
    (encoded.run.records, steps)
}
