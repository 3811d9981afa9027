//! How long a training step of recurrent models takes on one thread (forward, backward through time, clip, Adam), and how that
//! compares with PyTorch: `cargo bench --bench sequence`, see `benches/peers/README.md`.

#[path = "peers/run.rs"]
mod peers;

use std::time::Instant;

use criterion::Criterion;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use sidestep::{
    sequence::{
        AttentionKind, CellKind, EncoderDecoderSizes, GateBias, Model, learn,
        tasks::{Input, Sample, SampleTarget},
        teacher_inputs,
    },
    tensors::Adam,
};

const BATCH: usize = 32;
const HIDDEN: usize = 64;
const BIAS: GateBias = GateBias { forget: 1.0, chrono: None };

/// A model with what a step of it needs.
struct Step {
    model: Model,
    adam: Adam,
    samples: Vec<Sample>,
    inputs: Vec<usize>,
}

impl Step {
    fn new(model: Model, samples: Vec<Sample>) -> Self {
        Self { adam: Adam::new(model.parameter_count()), inputs: teacher_inputs(&samples), model, samples }
    }

    /// 30 steps of 32 numbers in, one of four classes out.
    fn classifier(cell: CellKind) -> Self {
        let mut generator = Pcg64Mcg::seed_from_u64(1);
        let samples = (0..BATCH).map(|at| Sample {
            input: Input::Features((0..30).map(|_| (0..32).map(|_| generator.random::<f32>()).collect()).collect()),
            target: SampleTarget::Class(at % 4),
        });
        let samples = samples.collect();
        Self::new(Model::classifier(cell, [32, HIDDEN, 1, 4], BIAS, 1), samples)
    }

    /// Ten tokens in, nine and the end out, of a vocabulary of 30.
    fn encoder_decoder(cell: CellKind, attention: AttentionKind) -> Self {
        let mut generator = Pcg64Mcg::seed_from_u64(1);
        let mut tokens = |count: usize, of: usize| (0..count).map(|_| generator.random_range(0..of)).collect();
        let samples = (0..BATCH)
            .map(|_| Sample { input: Input::Tokens(tokens(10, 30)), target: SampleTarget::Tokens(tokens(9, 28)) });
        let samples = samples.collect();
        let sizes = EncoderDecoderSizes { source: 30, target: 30, hidden: HIDDEN, layers: 1 };
        Self::new(Model::encoder_decoder(cell, attention, sizes, BIAS, 1), samples)
    }

    /// A rate at which nothing is learned by heart, so that every step has the same work.
    fn run(&mut self) {
        learn(&mut self.model, &mut self.adam, &self.samples, &self.inputs, [1e-5, 1.0]);
    }
}

type Peers = &'static [&'static str];

/// The benches, each with the peers that do the same.
fn steps() -> Vec<(String, Step, Peers)> {
    let classifiers: [(CellKind, Peers); 4] = [
        (CellKind::Lstm, &["lstm", "lstm_cell_loop"]),
        (CellKind::Gru, &["gru"]),
        (CellKind::GruResetBefore, &[]),
        (CellKind::Rnn, &["rnn"]),
    ];
    let encoder_decoders: [(CellKind, AttentionKind, Peers); 5] = [
        (CellKind::Gru, AttentionKind::Dot, &["translator_gru"]),
        (CellKind::Lstm, AttentionKind::Dot, &["translator_lstm"]),
        (CellKind::Gru, AttentionKind::General, &[]),
        (CellKind::Gru, AttentionKind::Concat, &[]),
        (CellKind::Gru, AttentionKind::Additive, &[]),
    ];
    let classifiers = classifiers.map(|(cell, peers)| {
        let name = format!("{cell}, hidden 64, 30 steps, batch 32");
        (name, Step::classifier(cell), peers)
    });
    let encoder_decoders = encoder_decoders.map(|(cell, attention, peers)| {
        let name = format!("{cell} to {cell}, {attention} attention, hidden 64, 10 to 10, batch 32");
        (name, Step::encoder_decoder(cell, attention), peers)
    });
    classifiers.into_iter().chain(encoder_decoders).collect()
}

/// Milliseconds per step: of many, the time that a tenth stayed under, as the peer takes it: what else the machine does
/// should not count.
fn undisturbed(step: &mut Step) -> f64 {
    let mut times: Vec<f64> = (0..600)
        .map(|_| {
            let start = Instant::now();
            step.run();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 10]
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for (name, mut step, _) in steps() {
        criterion.bench_function(&name, |bencher| bencher.iter(|| step.run()));
    }
    criterion.final_summary();
    // `cargo test` wants to know whether it runs, not how fast
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let answers = peers::measure("sequence.py");
    for (name, mut step, peers) in steps() {
        let ours = undisturbed(&mut step);
        println!("{name}: {ours:.2} ms");
        for peer in peers {
            if let Some(theirs) = answers.as_ref().and_then(|answers| answers[peer].as_f64()) {
                println!("    PyTorch, {peer}: {theirs:.2} ms; Sidestep takes {:.2} times as long", ours / theirs);
            }
        }
    }
}
