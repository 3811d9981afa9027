//! Gradients against differences of losses, which share no mistake with backpropagation: whole models, with padding, several
//! layers, and every attention.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

use super::gradient;
use crate::sequence::{
    AttentionKind, CellKind, Graph, Model, TrainingSettings,
    objective::{objective, teacher_inputs},
    tasks::{Sample, Source, Split, Task, TaskKind},
};

fn loss(model: &Model, samples: &[Sample], inputs: &[usize]) -> f64 {
    let mut graph = Graph::untraced(model.device());
    f64::from(objective(model, &mut graph, samples, inputs).value)
}

/// Moves all weights along some directions, and compares the loss's change with what the gradient says.
fn check(settings: TrainingSettings) {
    let mut model = Model::new(&settings);
    let samples = Source::new(settings.task, Split::Training, 3).batch(4);
    let inputs = if settings.task.kind.translates() { teacher_inputs(&samples) } else { Vec::new() };
    let mut graph = Graph::traced(model.device());
    let found = objective(&model, &mut graph, &samples, &inputs);
    let mut gradients = graph.backward(found.loss);
    let flat = gradient(model.parameters(), &mut gradients);

    let mut generator = Pcg64Mcg::seed_from_u64(11);
    let mut from = 0;
    let shapes: Vec<usize> = model.parameters().iter().map(crate::tensors::Parameter::count).collect();
    for (index, count) in shapes.into_iter().enumerate() {
        // one direction per tensor, so that none is drowned by the others; of single precision's making
        let direction: Vec<f32> = (0..count).map(|_| if generator.random::<bool>() { 1.0 } else { -1.0 }).collect();
        let expected: f64 =
            flat[from..from + count].iter().zip(&direction).map(|(g, d)| f64::from(*g) * f64::from(*d)).sum();
        from += count;
        let size = 2e-3;
        let mut at = |scale: f32| {
            let mut start = vec![0.0; count];
            let moved: Vec<f32> = {
                let parameter = &model.parameters()[index];
                parameter.copy_into(&mut start);
                start.iter().zip(&direction).map(|(w, d)| w + scale * d).collect()
            };
            model.parameters()[index].copy_from(&moved);
            let value = loss(&model, &samples, &inputs);
            model.parameters()[index].copy_from(&start);
            value
        };
        let slope = (at(size) - at(-size)) / (2.0 * f64::from(size));
        let off = (slope - expected).abs();
        let name = &model.named_parameters()[index].0;
        assert!(off < 2e-3 + 0.01 * expected.abs(), "{settings:?}, {name}: {slope}, the gradient says {expected}");
    }
}

#[test]
fn classifiers() {
    // Where a ReLU opens, a difference is no gradient: that cell is held against PyTorch and the plain one.
    for cell in CellKind::ALL.into_iter().filter(|&cell| cell != CellKind::RnnRelu) {
        for (kind, layers) in [(TaskKind::Recall, 2), (TaskKind::Adding, 1)] {
            let to = 12;
            check(TrainingSettings {
                task: Task { to, from: if kind == TaskKind::Adding { to } else { 1 }, kind },
                cell,
                layers,
                hidden: 8,
                ..TrainingSettings::default()
            });
        }
    }
}

#[test]
fn encoder_decoders() {
    for attention in AttentionKind::ALL {
        for (cell, layers) in
            [(CellKind::Gru, 1), (CellKind::Lstm, 2), (CellKind::GruResetBefore, 1), (CellKind::Rnn, 2)]
        {
            check(TrainingSettings {
                cell,
                attention,
                layers,
                hidden: 8,
                ..TrainingSettings::usual(TaskKind::Reversal)
            });
        }
    }
}
