//! `sidestep sequence evaluate`: how good trained weights are on samples that they never saw.

use std::{path::PathBuf, time::Instant};

use serde::Serialize;

use super::scores::{SAMPLES, Scores};
use crate::{
    cli::{Failure, Output, named, whole},
    disk,
    sequence::{TrainedModel, tasks::TaskKind},
};

const EXAMPLES: &str = "\
Examples:
  sidestep sequence evaluate --weights runs/recall/weights.safetensors \\
      --task recall
  sidestep sequence evaluate --weights runs/dates/weights.safetensors --json

One sample in ten is held out of every training, by what it is and not by when
it is drawn: none of these was ever trained on. A translation is right when all
of it is, the decoder hearing its own words only.";

/// What `sidestep sequence evaluate` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The weights (safetensors), as `sidestep sequence train` writes them
    #[arg(long, value_name = "FILE")]
    weights: PathBuf,

    /// The task that they were trained for; to be sure that it is this one [default: the file's]
    #[arg(long, value_parser = named::<TaskKind>(TaskKind::NAMES))]
    task: Option<TaskKind>,

    /// How many samples, and a fifth of them at each difficulty
    #[arg(long, value_name = "N", default_value_t = SAMPLES, value_parser = whole(5..=1_000_000_u32))]
    samples: u32,

    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Answer {
    task: TaskKind,
    cell: &'static str,
    attention: &'static str,
    hidden: usize,
    layers: usize,
    steps: u64,
    #[serde(flatten)]
    scores: Scores,
    seconds: f64,
}

/// Tests the weights and prints the scores.
///
/// # Errors
/// A file that is missing, broken, or of another task.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    let trained = load(&arguments.weights)?;
    let settings = trained.settings();
    let found = settings.task.kind;
    if let Some(said) = arguments.task
        && said != found
    {
        return Err(Failure::usage(format_args!(
            "{}: these weights were trained for {found}, not {said}: leave --task out, or say {found}",
            arguments.weights.display()
        )));
    }
    let start = Instant::now();
    let scores = Scores::of(&trained, arguments.samples, false);
    let answer = Answer {
        task: found,
        cell: settings.cell.name(),
        attention: settings.attention.name(),
        hidden: settings.hidden,
        layers: settings.layers,
        steps: trained.steps(),
        scores,
        seconds: start.elapsed().as_secs_f64(),
    };
    if output.json {
        return output.object(&answer);
    }
    output.line(format!("{found}, {} of {} units, {} steps", answer.cell, answer.hidden, answer.steps))?;
    answer.scores.print(output)
}

/// Reads weights of ours; a run's folder is as good as the file in it.
fn load(path: &std::path::Path) -> Result<TrainedModel, Failure> {
    let inside = path.join(super::train::WEIGHTS);
    disk::model(if path.is_dir() { &inside } else { path }).map_err(|error| Failure::new("weights", error))
}
