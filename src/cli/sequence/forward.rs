//! `sidestep sequence forward`: anybody's cells, run over an input, with every gate and state printed.

use std::{collections::BTreeMap, path::PathBuf};

use serde::Serialize;

use super::input::{self, SampleBatch};
use crate::{
    cli::{Bar, Failure, Output, named, note},
    disk,
    sequence::{CellFile, CellKind, Cells, Part, Record, Stack},
    tensors::Activation,
};

const EXAMPLES: &str = "\
Examples:
  sidestep sequence forward --cell lstm --weights lstm.safetensors \\
      --input x.json --json
  sidestep sequence forward --cell gru --network encoder --json \\
      --weights runs/reversal/weights.safetensors --input x.json

The weights of a torch.nn.RNN, LSTM, GRU or LSTMCell, written with
safetensors.torch.save_file(module.state_dict(), \"lstm.safetensors\"). How many
units, layers and inputs there are is read from the file. Where it holds
several, --network says which: what their names begin with, or forward or
reverse of a bidirectional one. The nonlinearity of an RNN is not in its file:
--activation says it. The input is a JSON array, [steps][features] or
[batch][steps][features].

The answer is {\"output\": .., \"layers\": [{\"hidden\": .., \"cell\": ..,
\"input_gate\": .., \"forget_gate\": .., \"output_gate\": .., \"candidate\": ..}]},
for a GRU {\"hidden\": .., \"reset_gate\": .., \"update_gate\": .., \"candidate\":
..}, each [batch][steps][hidden], the first layer first.";

/// What `sidestep sequence forward` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The recurrent cells that the weights are of; gru-reset-before applies the reset gate before the matrix product
    #[arg(long, value_parser = named::<CellKind>(CellKind::NAMES))]
    cell: CellKind,

    /// The weights (safetensors, float32)
    #[arg(long, value_name = "FILE")]
    weights: PathBuf,

    /// The activation of an RNN, which PyTorch calls its nonlinearity: tanh or relu [default: tanh]
    #[arg(long, value_parser = named::<Activation>(Activation::NAMES))]
    activation: Option<Activation>,

    /// Which of several cells in the file: what their names begin with, such as encoder; of a bidirectional one also
    /// forward or reverse [default: the only one]
    #[arg(long, value_name = "NAME", alias = "prefix")]
    network: Option<String>,

    /// The input (JSON)
    #[arg(long, value_name = "FILE")]
    input: PathBuf,

    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// Steps of all samples that are run at once, about: a fraction of a second.
const ROWS: usize = 10_000;

#[derive(Serialize)]
struct Answer {
    output: SampleBatch,
    layers: Vec<BTreeMap<&'static str, SampleBatch>>,
}

/// Runs the cells and prints what they did.
///
/// # Errors
/// Weights or an input that are missing, broken, or do not fit each other.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    let file = CellFile { network: arguments.network.as_deref() };
    let cell = arguments.kind()?;
    let Cells { stack, reads_backwards, is_kind_known } = disk::weights(&arguments.weights)
        .and_then(|bytes| file.from_bytes(&bytes, &arguments.weights.display().to_string(), cell))
        .map_err(|error| Failure::new("weights", error))?;
    if cell == CellKind::Rnn && arguments.activation.is_none() && !is_kind_known {
        note(format_args!(
            "note: {}: it does not say its nonlinearity, and is run with tanh, PyTorch's default; if that was ReLU \
             (nonlinearity=\"relu\"), give --activation relu",
            arguments.weights.display()
        ));
    }
    // Steps are printed in the input's order, as PyTorch's are, whatever the order in which they are read.
    let order = |mut batch: SampleBatch| {
        if reads_backwards {
            batch.iter_mut().for_each(|steps| steps.reverse());
        }
        batch
    };
    let samples = order(input::read(&arguments.input, stack.inputs())?);
    let mut answer = trace(&stack, &samples);
    answer.output = order(answer.output);
    for part in answer.layers.iter_mut().flat_map(BTreeMap::values_mut) {
        *part = order(std::mem::take(part));
    }
    if output.json {
        return output.object(&answer);
    }
    output.line(format!(
        "{}, {} layers of {} units, {} inputs; {} samples of {} steps (everything with --json)",
        cell,
        stack.layers().len(),
        stack.hidden(),
        stack.inputs(),
        samples.len(),
        samples[0].len()
    ))?;
    for (at, sample) in answer.output.iter().enumerate() {
        let last = if reads_backwards { sample.first() } else { sample.last() };
        let last = last.map_or(&[][..], Vec::as_slice);
        output.line(format!("  sample {}, last state {last:.4?}", at + 1))?;
    }
    Ok(())
}

impl Arguments {
    /// The cell with its nonlinearity.
    fn kind(&self) -> Result<CellKind, Failure> {
        match (self.cell, self.activation) {
            (cell, None) | (cell @ CellKind::Rnn, Some(Activation::Tanh)) => Ok(cell),
            (CellKind::Rnn | CellKind::RnnRelu, Some(Activation::Relu)) => Ok(CellKind::RnnRelu),
            (cell, Some(_)) => Err(Failure::usage(format_args!(
                "--activation is the nonlinearity of --cell rnn; {cell} has its own: leave --activation out"
            ))),
        }
    }
}

/// Runs the cells over the samples, and shows how far that is.
fn trace(stack: &Stack, samples: &SampleBatch) -> Answer {
    let steps = samples[0].len();
    let mut answer = Answer { output: SampleBatch::new(), layers: vec![BTreeMap::new(); stack.layers().len()] };
    let mut bar = Bar::new(steps as u64, "steps", false);
    let mut done = 0;
    stack.trace_along(samples, (ROWS / samples.len()).max(1), &mut |records| {
        for (record, layer) in records.iter().zip(&mut answer.layers) {
            for part in record.kind.parts() {
                append(layer.entry(part.name()).or_default(), record, *part);
            }
        }
        if let Some(top) = records.last() {
            append(&mut answer.output, top, Part::Hidden);
            done += top.steps;
        }
        bar.at(done as u64);
    });
    answer
}

/// Appends the steps of a record: `[batch][steps][hidden]`.
fn append(batch: &mut SampleBatch, record: &Record, part: Part) {
    batch.resize_with(record.batch, Vec::new);
    for (sample, steps) in batch.iter_mut().enumerate() {
        steps.extend((0..record.steps).map(|step| record.value(part, step, sample).to_vec()));
    }
}
