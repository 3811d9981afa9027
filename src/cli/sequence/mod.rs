//! `sidestep sequence`: recurrent cells and attention, trained, tested and looked into without a window.

pub(super) mod compare;
mod difficulty;
mod evaluate;
mod forward;
mod input;
mod scores;
mod train;

use clap::Subcommand;

use super::{Failure, Output};

const EXAMPLES: &str = "\
Examples:
  sidestep sequence train --task recall --gap 50 --cell lstm --steps 1000
  sidestep sequence train --task reversal --attention dot --steps 1500 \\
      --out runs/reversal
  sidestep sequence evaluate --weights runs/reversal/weights.safetensors
  sidestep sequence compare gap-50 --out gap-50.lab
  sidestep sequence forward --cell lstm --weights lstm.safetensors \\
      --input x.json --json";

/// What `sidestep sequence` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Train a model on a task
    Train(train::Arguments),
    /// Train a comparison of the sequence lab, to be opened there with its curves
    Compare(compare::Arguments),
    /// Test trained weights on samples that they never saw, by gap, length or format
    Evaluate(evaluate::Arguments),
    /// Run anybody's RNN, LSTM or GRU over an input, and print every gate and state
    Forward(forward::Arguments),
}

impl Arguments {
    pub fn json(&self) -> bool {
        match &self.command {
            Command::Train(arguments) => arguments.json,
            Command::Compare(arguments) => arguments.json,
            Command::Evaluate(arguments) => arguments.json,
            Command::Forward(arguments) => arguments.json,
        }
    }
}

/// Does what the arguments say.
///
/// # Errors
/// What the subcommand's errors are.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    match &arguments.command {
        Command::Train(arguments) => train::run(arguments, output),
        Command::Compare(arguments) => compare::run(arguments, output),
        Command::Evaluate(arguments) => evaluate::run(arguments, output),
        Command::Forward(arguments) => forward::run(arguments, output),
    }
}
