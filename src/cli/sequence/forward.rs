//! `sidestep sequence forward`: anybody's cells, run over an input, with every gate and state printed.

use std::{collections::BTreeMap, path::PathBuf};

use serde::Serialize;

use super::{
    difficulty::cell,
    input::{self, Batch},
};
use crate::{
    cli::{Failure, output::Output},
    sequence::{CellFile, CellKind, Part, Record},
};

const EXAMPLES: &str = "\
Examples:
  sidestep sequence forward --cell lstm --weights lstm.safetensors \\
      --input x.json --json
  sidestep sequence forward --cell gru --prefix encoder. --json \\
      --weights runs/reversal/weights.safetensors --input x.json

The weights of a torch.nn.RNN, LSTM or GRU of one direction, written with
safetensors.torch.save_file(module.state_dict(), \"lstm.safetensors\"). How many
units, layers and inputs there are is read from the file. The input is a JSON
array, [steps][features] or [batch][steps][features].

The answer is {\"output\": .., \"layers\": [{\"hidden\": .., \"cell\": ..,
\"input_gate\": .., \"forget_gate\": .., \"output_gate\": .., \"candidate\": ..}]},
for a GRU {\"hidden\": .., \"reset_gate\": .., \"update_gate\": .., \"candidate\":
..}, each [batch][steps][hidden], the first layer first.";

/// What `sidestep sequence forward` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The recurrent cells that the weights are of; gru-reset-before applies the reset gate before the matrix product
    #[arg(long, value_parser = cell())]
    cell: CellKind,

    /// The weights (safetensors, float32)
    #[arg(long, value_name = "FILE")]
    weights: PathBuf,

    /// What stands before the weights' names, such as encoder. [default: whatever does]
    #[arg(long)]
    prefix: Option<String>,

    /// The input (JSON)
    #[arg(long, value_name = "FILE")]
    input: PathBuf,

    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Answer {
    output: Batch,
    layers: Vec<BTreeMap<&'static str, Batch>>,
}

/// Runs the cells and prints what they did.
///
/// # Errors
/// Weights or an input that are missing, broken, or do not fit each other.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    let file = CellFile { prefix: arguments.prefix.as_deref() };
    let stack = file.load(&arguments.weights, arguments.cell)?;
    let samples = input::read(&arguments.input, stack.inputs())?;
    let records = stack.look(&samples);
    let answer = Answer {
        output: records.last().map(|record| values(record, Part::Hidden)).unwrap_or_default(),
        layers: records
            .iter()
            .map(|record| record.kind().parts().iter().map(|part| (part.name(), values(record, *part))).collect())
            .collect(),
    };
    if output.json {
        return output.object(&answer);
    }
    output.line(format!(
        "{}, {} layers of {} units, {} inputs; {} samples of {} steps (everything with --json)",
        arguments.cell,
        stack.layers().len(),
        stack.hidden(),
        stack.inputs(),
        samples.len(),
        samples[0].len()
    ))?;
    for (at, sample) in answer.output.iter().enumerate() {
        let last = sample.last().map_or(&[][..], Vec::as_slice);
        output.line(format!("  sample {}, last state {last:.4?}", at + 1))?;
    }
    Ok(())
}

/// `[batch][steps][hidden]`
fn values(record: &Record, part: Part) -> Batch {
    let steps = |sample| (0..record.steps()).map(|step| record.value(part, step, sample).to_vec()).collect();
    (0..record.batch()).map(steps).collect()
}
