//! What a model is trained towards: the loss of a batch, and how many samples of it were right.
//! What is done with the loss is the trainer's business.

use dfdx::prelude::*;

use super::{
    END, EncoderDecoder, Graph, Matrix, Model, SPECIAL_TOKENS, START, SequenceClassifier,
    encoder_decoder::Encoded,
    numbers,
    operations::{cross_entropy, mean_squared_error},
    tasks::{Sample, SampleTarget},
};

/// An answer to the adding problem is right within this (Hochreiter and Schmidhuber 1997).
pub const CLOSE: f32 = 0.04;

/// What a batch came to.
pub(super) struct Objective {
    pub loss: Tensor<Rank0, f32, Cpu>,
    pub value: f32,
    /// Which samples were right; of a translation, whether each symbol was, given the right ones before it.
    pub right: Vec<bool>,
    /// Per layer, the states of every step of reading, `[steps * batch, hidden]`.
    pub states: Vec<Matrix>,
}

/// The loss of samples, with the decoder's inputs where the model translates.
pub(super) fn objective(model: &Model, graph: &mut Graph, samples: &[Sample], inputs: &[usize]) -> Objective {
    match model {
        Model::Classifier(classifier) => read(classifier, graph, samples),
        Model::EncoderDecoder(model) => {
            let targets = targets(samples);
            translate(model, graph, samples, inputs, &targets)
        }
    }
}

/// As [`objective`], but of the last step's loss only.
pub(super) fn last_objective(model: &Model, graph: &mut Graph, samples: &[Sample]) -> Objective {
    match model {
        Model::Classifier(classifier) => read(classifier, graph, samples),
        Model::EncoderDecoder(model) => {
            let mut targets = targets(samples);
            targets.iter_mut().for_each(|target| *target = target.filter(|&token| token == END));
            translate(model, graph, samples, &teacher_inputs(samples), &targets)
        }
    }
}

fn read(classifier: &SequenceClassifier, graph: &mut Graph, samples: &[Sample]) -> Objective {
    let (answers, run) = classifier.read(graph, rows(samples), samples.len());
    let outputs = numbers(&answers);
    let classes: Vec<Option<usize>> = samples
        .iter()
        .map(|sample| match sample.target {
            SampleTarget::Class(class) => Some(class),
            SampleTarget::Number(_) | SampleTarget::Tokens(_) => None,
        })
        .collect();
    let (loss, right) = if classes.iter().all(Option::is_some) {
        let (loss, probabilities) = cross_entropy(graph, &answers, &classes);
        let choices = probabilities.chunks_exact(answers.shape().1).map(largest);
        (loss, choices.zip(&classes).map(|(choice, class)| Some(choice) == *class).collect())
    } else {
        let targets: Vec<f32> = samples
            .iter()
            .map(|sample| match sample.target {
                SampleTarget::Number(number) => number,
                SampleTarget::Class(_) | SampleTarget::Tokens(_) => f32::NAN,
            })
            .collect();
        let right = outputs.iter().zip(&targets).map(|(y, target)| (y - target).abs() < CLOSE).collect();
        (mean_squared_error(graph, &answers, &targets), right)
    };
    Objective { value: loss.array(), loss, right, states: run.states }
}

/// The features of samples of equal length, `[steps * batch, features]`, step by step.
pub(super) fn rows(samples: &[Sample]) -> Vec<f32> {
    let steps = samples[0].input.len();
    (0..steps).flat_map(|step| samples.iter().flat_map(move |sample| &sample.input.features()[step])).copied().collect()
}

fn translate(
    model: &EncoderDecoder,
    graph: &mut Graph,
    samples: &[Sample],
    inputs: &[usize],
    targets: &[Option<usize>],
) -> Objective {
    let mut encoded = model.encode(graph, &sources(samples));
    let decoded = model.decode(graph, &mut encoded, inputs);
    let (loss, probabilities) = cross_entropy(graph, &decoded.logits, targets);
    let mut right = vec![true; samples.len()];
    for (at, (row, target)) in probabilities.chunks_exact(decoded.logits.shape().1).zip(targets).enumerate() {
        right[at % samples.len()] &= target.is_none_or(|target| largest(row) == target);
    }
    Objective { value: loss.array(), loss, right, states: encoded.run.states }
}

pub(super) fn sources(samples: &[Sample]) -> Vec<&[usize]> {
    samples.iter().map(|sample| sample.input.tokens()).collect()
}

/// Decoder steps that a batch needs: the longest answer, and the end token.
pub(super) fn decoder_steps(samples: &[Sample]) -> usize {
    samples.iter().map(|sample| sample.target.tokens().len() + 1).max().unwrap_or(0)
}

/// What the decoder is to say, `[steps * batch]`: the answer's tokens, the end, and then nothing.
fn targets(samples: &[Sample]) -> Vec<Option<usize>> {
    let at = |step: usize, sample: &Sample| {
        let tokens = sample.target.tokens();
        match step.cmp(&tokens.len()) {
            std::cmp::Ordering::Less => Some(tokens[step] + SPECIAL_TOKENS),
            std::cmp::Ordering::Equal => Some(END),
            std::cmp::Ordering::Greater => None,
        }
    };
    (0..decoder_steps(samples)).flat_map(|step| samples.iter().map(move |sample| at(step, sample))).collect()
}

/// What the decoder is given when it is told the truth, `[steps * batch]`: the start, then the answer's tokens.
pub fn teacher_inputs(samples: &[Sample]) -> Vec<usize> {
    (0..decoder_steps(samples)).flat_map(|step| samples.iter().map(move |sample| teacher_input(sample, step))).collect()
}

fn teacher_input(sample: &Sample, step: usize) -> usize {
    match step {
        0 => START,
        step => sample.target.tokens().get(step - 1).map_or(END, |token| token + SPECIAL_TOKENS),
    }
}

/// Inputs of which some are the decoder's own words: `teaches` says of each whether it is the truth. They are found by a
/// pass of their own, through which no gradient flows, as none flows through a choice.
pub(super) fn mixed_inputs(
    model: &EncoderDecoder,
    samples: &[Sample],
    mut teaches: impl FnMut() -> bool,
) -> Vec<usize> {
    let mut graph = Graph::untraced(model.device());
    let mut encoded: Encoded = model.encode(&mut graph, &sources(samples));
    let mut inputs = Vec::new();
    let mut said = vec![START; samples.len()];
    for step in 0..decoder_steps(samples) {
        let given: Vec<usize> = samples
            .iter()
            .zip(&said)
            .map(|(sample, &said)| if step == 0 || teaches() { teacher_input(sample, step) } else { said })
            .collect();
        let decoded = model.decode(&mut graph, &mut encoded, &given);
        said = numbers(&decoded.logits).chunks_exact(decoded.logits.shape().1).map(largest).collect();
        inputs.extend(given);
    }
    inputs
}

/// The place of the largest number, the first of equals.
pub(super) fn largest(row: &[f32]) -> usize {
    let mut best = 0;
    for (at, value) in row.iter().enumerate() {
        if *value > row[best] {
            best = at;
        }
    }
    best
}
