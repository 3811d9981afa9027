//! `sidestep sequence compare`: a comparison of the lab is trained to its end without a window and written as a session, which the lab
//! opens with its curves.

use std::{num::NonZero, path::PathBuf, thread, time::Instant};

use serde::Serialize;

use crate::{
    cli::{Bar, Failure, Output, decimal, named, percent, seed},
    disk, files,
    sequence::{
        AttentionKind, CellKind, Evaluation, LabModel, LabState, Score, SequencePreset, Stop, Trainer, TrainingSettings,
    },
};

/// How often a model is tested on its way.
const TESTS: u64 = 40;

const EXAMPLES: &str = "\
Examples:
  sidestep sequence compare gap-50 --out gap-50.lab
  sidestep gap-50.lab               open the session in the window

The session holds the models, their optimisers and generators, and their
curves: in the window it goes on as if it had never stopped. Models are trained
side by side, on as many threads as the machine has cores.";

/// What `sidestep sequence compare` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The comparison
    #[arg(value_parser = named::<SequencePreset>(SequencePreset::NAMES))]
    comparison: SequencePreset,

    /// Where all chance comes from
    #[arg(long, value_name = "S", default_value_t = TrainingSettings::default().seed, value_parser = seed())]
    seed: u64,

    /// Write the session to this file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Replace the session that has this name
    #[arg(long, requires = "out")]
    force: bool,

    /// No progress bar
    #[arg(long)]
    quiet: bool,

    /// Print one JSON object at the end
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    comparison: SequencePreset,
    seed: u64,
    models: Vec<Compared>,
    out: Option<&'a PathBuf>,
}

/// What a model has come to.
#[derive(Serialize)]
struct Compared {
    model: String,
    steps: u64,
    seconds: f32,
    #[serde(flatten)]
    score: Score,
}

/// Trains the models, tests them, and writes the session.
///
/// # Errors
/// A file that has the name already, or cannot be written; a training that diverged.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    let Arguments { comparison, seed, .. } = *arguments;
    if let Some(path) = &arguments.out {
        files::refuse_taken(path, arguments.force)?;
        if files::is_taken(path) {
            // Only a session gives way to one.
            disk::lab(path)?;
        }
    }
    let state = compared(comparison, seed, arguments.quiet)?;
    let compared = state.models.iter().filter_map(|trained| {
        let score = trained.evaluations.last()?.overall;
        let (model, steps) = (model_name(trained.settings()), trained.trainer.trained().steps());
        Some(Compared { model, steps, seconds: trained.seconds, score })
    });
    let answer = Answer { comparison, seed, models: compared.collect(), out: arguments.out.as_ref() };
    if let Some(path) = &arguments.out {
        files::put(path, &disk::lab_bytes(path, &state)?, arguments.force)?;
    }
    if output.json {
        return output.object(&answer);
    }
    output.line(format!("{comparison}, seed {seed}"))?;
    for Compared { model, steps, seconds, score } in &answer.models {
        let (accuracy, loss) = (percent(score.accuracy.into()), decimal(score.loss.into()));
        output.line(format!("  {model:<34} {steps} steps in {seconds:.1} s: accuracy {accuracy}, loss {loss}"))?;
    }
    if let Some(path) = answer.out {
        output.line(format!("  written to {}", path.display()))?;
    }
    Ok(())
}

/// Trains the models of a comparison to its end, as many at once as the machine has cores, and tests them on the way.
///
/// # Errors
/// A training that diverged.
pub(in crate::cli) fn compared(comparison: SequencePreset, seed: u64, quiet: bool) -> Result<LabState, Failure> {
    let settings: Vec<_> = comparison.models().into_iter().map(|model| TrainingSettings { seed, ..model }).collect();
    let steps = comparison.steps();
    let mut bar = Bar::new(settings.len() as u64, "models", quiet);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut models = Vec::new();
    for some in settings.chunks(threads) {
        models.extend(train_all(some, steps)?);
        bar.at(models.len() as u64);
    }
    let preset = (seed == TrainingSettings::default().seed).then_some(comparison);
    Ok(LabState { preset, stop: Stop { steps, accuracy: None }, models, past: Vec::new(), runs: 0 })
}

/// A thread each.
fn train_all(settings: &[TrainingSettings], steps: u64) -> Result<Vec<LabModel>, Failure> {
    thread::scope(|scope| {
        let threads: Vec<_> = settings.iter().map(|settings| scope.spawn(|| train(*settings, steps))).collect();
        let ended = |_| Failure::new("panic", "a training has ended unexpectedly");
        threads.into_iter().map(|thread| thread.join().map_err(ended)?).collect()
    })
}

fn train(settings: TrainingSettings, steps: u64) -> Result<LabModel, Failure> {
    let mut trainer = Trainer::new(settings).map_err(Failure::usage)?;
    let mut evaluations = vec![Evaluation::usual(trainer.trained())];
    let (mut reports, mut seconds) = (Vec::new(), 0.0);
    while trainer.trained().steps() < steps {
        let started = Instant::now();
        let report = trainer.step().filter(|report| report.sound);
        seconds += started.elapsed().as_secs_f32();
        let Some(report) = report else {
            return Err(Failure::new("diverged", format_args!("{} diverged", model_name(&settings))));
        };
        reports.push(report);
        if report.step.is_multiple_of((steps / TESTS).max(1)) || report.step == steps {
            evaluations.push(Evaluation::usual(trainer.trained()));
        }
    }
    Ok(LabModel { trainer, origin: None, reports, evaluations, seconds, row: None })
}

/// What tells a model of a comparison from the others.
fn model_name(settings: &TrainingSettings) -> String {
    let TrainingSettings { cell, hidden, attention, forget_bias, chrono, .. } = *settings;
    let mut name = format!("{cell}, {hidden} units");
    if settings.task.kind.translates() {
        name += &match attention {
            AttentionKind::None => ", no attention".to_owned(),
            kind => format!(", {kind} attention"),
        };
    }
    if chrono {
        name += ", chrono";
    } else if cell == CellKind::Lstm {
        name += &format!(", forget bias {forget_bias}");
    }
    name
}
