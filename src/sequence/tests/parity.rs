//! What PyTorch computes for the same weights: tests/fixtures/sequence, made by the script there.

use std::collections::BTreeMap;

use dfdx::prelude::*;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use serde::Deserialize;

use super::{assert_close, fill, gradient, sines};
use crate::{
    sequence::{
        AttentionKind, CellFile, CellKind, GateBias, Graph, Matrix, Model, Part, Stack, TrainingSettings,
        decoding::step_through,
        layer::LayerInput,
        numbers,
        objective::{objective, teacher_inputs},
        tasks::{Input, Sample, SampleTarget, TaskKind},
    },
    tensors,
};

#[derive(Deserialize)]
struct CellCase {
    layers: Vec<BTreeMap<String, Vec<f64>>>,
    loss: f64,
    gradient: Vec<f64>,
    input_gradient: Vec<f64>,
    flow: Vec<Vec<f64>>,
}

const INPUTS: usize = 3;
const HIDDEN: usize = 4;
const BATCH: usize = 2;
const STEPS: usize = 5;

fn stack(kind: CellKind) -> Stack {
    let bias = GateBias { forget: 1.0, chrono: None };
    let mut generator = Pcg64Mcg::seed_from_u64(0);
    let mut stack = Stack::new(&tensors::device(), kind, [INPUTS, HIDDEN, 2], bias, &mut generator);
    fill(stack.named_parameters("").map(|(_, parameter)| parameter).collect());
    stack
}

/// sum of x * sines, as an operation with its way back.
fn weighed(graph: &mut Graph, x: &Matrix, start: usize) -> Tensor<Rank0, f32, Cpu> {
    let weights = sines(x.shape().num_elements(), start, 1.0);
    let sum = numbers(x).iter().zip(&weights).map(|(x, w)| x * w).sum::<f32>();
    let loss = graph.device().tensor(sum);
    let x = x.clone();
    graph.backward_op(move |gradients| {
        gradients.get_or_alloc_mut(&x)?.copy_from_slice(&weights);
        Ok(())
    });
    loss
}

#[test]
fn cells_are_pytorchs_forward_and_backward() {
    let cases: BTreeMap<CellKind, CellCase> =
        serde_json::from_str(include_str!("../../../tests/fixtures/sequence/cells.json")).expect("the script's JSON");
    assert_eq!(cases.len(), CellKind::ALL.len());
    for (kind, case) in cases {
        let mut stack = stack(kind);
        let mut graph = Graph::traced(&tensors::device());
        let input = graph.matrix(sines(STEPS * BATCH * INPUTS, 7, 1.0), STEPS * BATCH, INPUTS);
        let steps = LayerInput { input: &input, batch: BATCH, lengths: None, leaf: false };
        let run = stack.run(&mut graph, steps, None);
        for (record, parts) in run.records.iter().zip(&case.layers) {
            assert_eq!(parts.len(), kind.parts().len());
            for (name, expected) in parts {
                let part: Part = name.parse().expect("a part's name");
                let found: Vec<f32> = (0..STEPS)
                    .flat_map(|step| (0..BATCH).flat_map(move |sample| record.value(part, step, sample)))
                    .copied()
                    .collect();
                assert_close(&found, expected, &format!("{kind}, {part}"));
            }
        }
        let loss = weighed(&mut graph, &run.output, 50);
        assert_close(&[loss.array()], &[case.loss], "the loss");
        let mut gradients = graph.backward(loss);
        let d_input = gradients.get_or_alloc_mut(&input).expect("memory").to_vec();
        assert_close(&d_input, &case.input_gradient, &format!("{kind}, the input's gradient"));
        let found = gradient(stack.named_parameters("").map(|(_, parameter)| parameter).collect(), &mut gradients);
        assert_close(&found, &case.gradient, &format!("{kind}, the weights' gradient"));

        // how the last step depends on every state before
        let mut graph = Graph::traced(&tensors::device());
        let run = stack.run(&mut graph, steps, None);
        let loss = weighed(&mut graph, &run.last[1].hidden, 90);
        let mut gradients = graph.backward(loss);
        for (states, expected) in run.states.iter().zip(&case.flow) {
            let found = gradients.get_or_alloc_mut(states).expect("memory").to_vec();
            assert_close(&found, expected, &format!("{kind}, the gradient by earlier states"));
        }
    }
}

#[derive(Deserialize)]
struct EncoderDecoderCase {
    kind: CellKind,
    attention: AttentionKind,
    samples: Vec<Vec<usize>>,
    loss: f64,
    logits: Vec<f64>,
    weights: Vec<f64>,
    gradient: Vec<f64>,
}

/// PyTorch ran the samples one by one and unpadded; here they are one padded batch.
#[test]
fn encoder_decoders_are_pytorchs_whatever_the_attention() {
    let cases: Vec<EncoderDecoderCase> =
        serde_json::from_str(include_str!("../../../tests/fixtures/sequence/translators.json")).expect("JSON");
    assert_eq!(cases.len(), AttentionKind::ALL.len());
    for case in cases {
        let settings = TrainingSettings {
            cell: case.kind,
            attention: case.attention,
            hidden: 8,
            ..TrainingSettings::usual(TaskKind::Reversal)
        };
        let mut model = Model::new(&settings);
        fill(model.parameters());
        let samples: Vec<Sample> = case
            .samples
            .iter()
            .map(|digits| Sample {
                input: Input::Tokens(digits.clone()),
                target: SampleTarget::Tokens(digits.iter().rev().copied().collect()),
            })
            .collect();
        let mut graph = Graph::traced(&tensors::device());
        let objective = objective(&model, &mut graph, &samples, &teacher_inputs(&samples));
        let what = case.attention.name();
        assert_close(&[objective.value], &[case.loss], what);
        let mut gradients = graph.backward(objective.loss);
        assert_close(&gradient(model.parameters(), &mut gradients), &case.gradient, what);

        let Model::EncoderDecoder(model) = &model else { unreachable!("reversal translates") };
        let mut graph = Graph::untraced(&tensors::device());
        let (mut logits, mut weights) = (Vec::new(), Vec::new());
        for sample in &samples {
            let mut encoded = model.encode(&mut graph, &[sample.input.tokens()]);
            let inputs = teacher_inputs(std::slice::from_ref(sample));
            let decoded = model.decode(&mut graph, &mut encoded, &inputs);
            logits.extend(numbers(&decoded.logits));
            weights.extend(decoded.attended.iter().flat_map(|attended| numbers(&attended.weights)));
            // one step at a time, hearing its own words, the first word is the same
            let (_, steps) = step_through(model, sample.input.tokens(), 1);
            let sum: f32 = steps[0].probabilities.iter().sum();
            assert!((sum - 1.0).abs() < 1e-5);
            assert_eq!(steps[0].output, crate::sequence::objective::largest(&numbers(&decoded.logits)[..12]));
        }
        assert_close(&logits, &case.logits, what);
        assert_close(&weights, &case.weights, what);
    }
}

#[derive(Deserialize)]
struct FileCase {
    input: Vec<Vec<f32>>,
    output: Vec<Vec<f64>>,
}

#[test]
fn a_file_of_pytorchs_lstm_is_opened() {
    let case: FileCase =
        serde_json::from_str(include_str!("../../../tests/fixtures/sequence/lstm.json")).expect("JSON");
    let bytes = include_bytes!("../../../tests/fixtures/sequence/lstm.safetensors");
    let stack = CellFile::default().from_bytes(bytes, "lstm.safetensors", CellKind::Lstm).expect("an LSTM").stack;
    assert_eq!([stack.inputs(), stack.hidden(), stack.layers().len()], [INPUTS, HIDDEN, 2]);
    let records = stack.trace(&[case.input]);
    for (step, expected) in case.output.iter().enumerate() {
        assert_close(records[1].value(Part::Hidden, step, 0), expected, "the output");
    }
}
