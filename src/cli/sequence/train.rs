//! `sidestep sequence train`: a model learns a task without a window, and what it learned may be written to a folder.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use serde::Serialize;

use super::{
    difficulty::{DifficultyArguments, by_task},
    scores::{SAMPLES, Scores},
};
use crate::{
    cli::{Bar, Failure, Output, decimal, interrupt, named, percent, real, seed, whole},
    curves::{LearningCurve, RunReturns, Words},
    disk,
    files::{self, FileError},
    runs::RunError,
    sequence::{AttentionKind, CellKind, Report, Trainer, TrainingSettings, tables, tasks::TaskKind},
};

/// The model.
pub use crate::sequence::WEIGHTS_FILE as WEIGHTS;
const METRICS: &str = "metrics.csv";
const LOSS: &str = "loss.png";
const ACCURACY: &str = "accuracy.png";
/// All that is written.
const FILES: [&str; 4] = [WEIGHTS, METRICS, LOSS, ACCURACY];
/// Steps in the pictures' moving averages.
const WINDOW: usize = 50;

const EXAMPLES: &str = "\
Examples:
  sidestep sequence train --task recall --gap 50 --cell lstm --steps 1000
  sidestep sequence train --task recall --gap 50 --cell rnn --steps 2000
  sidestep sequence train --task adding --length 50 --cell gru --steps 1500
  sidestep sequence train --task reversal --attention dot --steps 1500 \\
      --out runs/reversal
  sidestep sequence train --task dates --attention general --steps 1500";

const FOLDER: &str = "\
The folder holds:
  weights.safetensors   the model: for evaluate, the window, and PyTorch
  metrics.csv           one row per step: loss, accuracy, gradient's norm
  loss.png, accuracy.png

The same settings and seed give the same weights, bit for bit, on one kind of
processor. Ctrl-C ends the
training, writes and tests what was learned so far (exit code 0).";

/// What stands below the flags.
fn after_help() -> String {
    let tasks = TaskKind::ALL.iter().map(|kind| format!("  {kind:<10}{}\n", kind.about().summary));
    format!("{EXAMPLES}\n\nTasks:\n{}\n{FOLDER}", tasks.collect::<String>())
}

/// What `sidestep sequence train` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub struct Arguments {
    /// The task to learn
    #[arg(long, value_parser = named::<TaskKind>(TaskKind::NAMES))]
    task: TaskKind,

    #[command(flatten)]
    difficulty: DifficultyArguments,

    #[arg(
        long, value_parser = named::<CellKind>(CellKind::NAMES),
        help = format!("The recurrent cells [default: {}]", by_task(|about| Some(about.cell)))
    )]
    cell: Option<CellKind>,

    #[arg(
        long, value_parser = named::<AttentionKind>(AttentionKind::NAMES),
        help = format!(
            "What the decoder sees of the input [default: {}]",
            by_task(|about| Some(about.attention).filter(|kind| *kind != AttentionKind::None))
        )
    )]
    attention: Option<AttentionKind>,

    /// Units of a layer, 8 to 128
    #[arg(long, value_name = "N", default_value_t = TrainingSettings::default().hidden, value_parser = whole(TrainingSettings::HIDDEN))]
    hidden: usize,

    /// Layers of cells, 1 or 2
    #[arg(long, value_name = "N", default_value_t = TrainingSettings::default().layers, value_parser = whole(TrainingSettings::LAYERS))]
    layers: usize,

    /// How many steps to train for
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = whole(1..=10_000_000_u64))]
    steps: u64,

    #[arg(
        long, value_name = "N", value_parser = whole(TrainingSettings::BATCH),
        help = format!("Samples per step, 1 to 256 [default: {}]", by_task(|about| Some(about.batch)))
    )]
    batch: Option<usize>,

    #[arg(
        long, value_name = "RATE", value_parser = real(TrainingSettings::LEARNING_RATE),
        help = format!("Adam's learning rate [default: {}]", by_task(|about| Some(about.learning_rate)))
    )]
    learning_rate: Option<f32>,

    /// The gradient's largest norm; 0 switches clipping off
    #[arg(long, value_name = "NORM", default_value_t = TrainingSettings::default().clip_norm, value_parser = real(TrainingSettings::CLIP_NORM))]
    clip_norm: f32,

    /// The LSTM's forget bias at the start [default: 1]
    #[arg(long, value_name = "BIAS", value_parser = real(TrainingSettings::FORGET_BIAS))]
    forget_bias: Option<f32>,

    /// Chrono initialisation: gates start biased for memories as long as the task's
    #[arg(long)]
    chrono: bool,

    /// The share of a decoder's inputs that are the right symbols and not its own, 0 to 1 [default: 1]
    #[arg(long, value_name = "SHARE", value_parser = real(TrainingSettings::TEACHER_FORCING))]
    teacher_forcing: Option<f32>,

    /// Where all chance comes from
    #[arg(long, value_name = "S", default_value_t = TrainingSettings::default().seed, value_parser = seed())]
    seed: u64,

    /// Write weights, metrics and pictures to this folder, which is made if it is not there
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,

    /// Replace the model that the folder holds, if this program wrote it
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
    task: TaskKind,
    /// The gaps, lengths or formats trained on, first and last.
    difficulty: [usize; 2],
    cell: CellKind,
    attention: AttentionKind,
    hidden: usize,
    layers: usize,
    parameters: usize,
    seed: u64,
    steps: u64,
    seconds: f64,
    #[serde(flatten)]
    scores: Scores,
    diverged: bool,
    interrupted: bool,
    out: Option<&'a Path>,
}

/// Trains, tests and reports.
///
/// # Errors
/// Settings that are not possible, a folder that cannot be written or holds weights already, a training that diverged.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    let settings = arguments.settings()?;
    let mut trainer = Trainer::new(settings).map_err(Failure::usage)?;
    if let Some(folder) = &arguments.out {
        prepare(folder, arguments.force)?;
    }
    interrupt::catch("saving and testing what was learned");
    let start = Instant::now();
    let reports = train(&mut trainer, arguments);
    let seconds = start.elapsed().as_secs_f64();
    let trained = trainer.trained();
    // Before it is tested: whoever does not wait for that has what was learned.
    if let Some(folder) = &arguments.out {
        let write = |name: &str, bytes: &[u8]| files::put(&folder.join(name), bytes, arguments.force);
        write(WEIGHTS, &trained.to_bytes())?;
        write(METRICS, tables::steps(&reports).to_csv().as_bytes())?;
        let loss = curve(&settings, "loss", None, reports.iter().map(|report| report.loss).collect());
        write(LOSS, &loss.png()?)?;
        let accuracy = reports.iter().map(|report| report.accuracy).collect();
        let chance = settings.task.kind.shape().chance();
        write(ACCURACY, &curve(&settings, "share right", chance, accuracy).png()?)?;
    }
    let answer = Answer {
        task: settings.task.kind,
        difficulty: [settings.task.from, settings.task.to],
        cell: settings.cell,
        attention: settings.attention,
        hidden: settings.hidden,
        layers: settings.layers,
        parameters: trained.model().parameter_count(),
        seed: settings.seed,
        steps: trained.steps(),
        seconds,
        scores: Scores::of(trained, SAMPLES, arguments.quiet),
        diverged: trainer.diverged(),
        interrupted: trained.steps() < arguments.steps && !trainer.diverged(),
        out: arguments.out.as_deref(),
    };
    if output.json {
        output.object(&answer)?;
    } else {
        print(&answer, output)?;
    }
    if answer.diverged {
        return Err(Failure::new("diverged", format_args!(
            "the weights became useless at step {}: those before it were kept; lower --learning-rate, or clip the gradient",
            answer.steps + 1
        )).told());
    }
    Ok(())
}

impl Arguments {
    fn settings(&self) -> Result<TrainingSettings, Failure> {
        let usual = TrainingSettings::usual(self.task);
        let cell = self.cell.unwrap_or(usual.cell);
        self.refuse_spare(cell)?;
        Ok(TrainingSettings {
            task: self.difficulty.of(usual.task)?,
            cell,
            layers: self.layers,
            hidden: self.hidden,
            attention: self.attention.unwrap_or(usual.attention),
            forget_bias: self.forget_bias.unwrap_or(usual.forget_bias),
            chrono: self.chrono,
            learning_rate: self.learning_rate.unwrap_or(usual.learning_rate),
            clip_norm: self.clip_norm,
            batch: self.batch.unwrap_or(usual.batch),
            teacher_forcing: self.teacher_forcing.unwrap_or(usual.teacher_forcing),
            seed: self.seed,
        })
    }
}

impl Arguments {
    /// Refuses flags that this model has no use for.
    fn refuse_spare(&self, cell: CellKind) -> Result<(), Failure> {
        let refused = |what: String| Err(Failure::usage(what));
        if self.forget_bias.is_some() && cell != CellKind::Lstm {
            return refused(format!("--forget-bias is the LSTM's, and {cell} has no forget gate: leave it out"));
        }
        if self.forget_bias.is_some() && self.chrono {
            return refused("--chrono draws the forget gate's biases itself: leave --forget-bias out".to_owned());
        }
        if self.chrono && !cell.has_gates() {
            return refused(format!("--chrono sets the biases of gates, and {cell} has no gates: leave it out"));
        }
        if self.teacher_forcing.is_some() && !self.task.translates() {
            let task = self.task;
            return refused(format!("--teacher-forcing is for decoders, and the task {task} has none: leave it out"));
        }
        Ok(())
    }
}

fn train(trainer: &mut Trainer, arguments: &Arguments) -> Vec<Report> {
    let mut bar = Bar::with_words(arguments.steps, "steps", arguments.quiet);
    let mut reports = Vec::new();
    while trainer.trained().steps() < arguments.steps && !interrupt::came() {
        let Some(report) = trainer.step() else { break };
        bar.draw(report.step, || {
            let Report { loss, accuracy, .. } = report;
            format!("loss {}, right {} of the batch", decimal(loss.into()), percent(accuracy.into()))
        });
        reports.push(report);
    }
    reports
}

/// Makes the folder ready.
fn prepare(folder: &Path, force: bool) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(FileError::writing(folder))?;
    // a folder that cannot be written should be known before the training, not after it
    files::beside(folder).map_err(FileError::writing(folder))?;
    let files = FILES.map(|name| folder.join(name));
    if let Some(file) = files.iter().find(|file| files::is_taken(file))
        && force
        // Weights that say what they were trained for prove that the rest was written with them.
        && disk::model(&folder.join(WEIGHTS)).is_err()
    {
        return Err(RunError::NotOfTheRun { path: file.clone() }.into());
    }
    Ok(files.iter().try_for_each(|file| files::refuse_taken(file, force))?)
}

fn curve(settings: &TrainingSettings, y: &'static str, chance: Option<f64>, values: Vec<f32>) -> LearningCurve {
    let task = settings.task;
    let attention = attending(settings.attention);
    LearningCurve {
        title: format!("{} on {}", settings.cell.name().to_uppercase(), task.kind),
        subtitle: format!(
            "{} {} to {}, {} units, {} layer{}{attention}, learning rate {}, seed {}",
            task.kind.difficulty().measure,
            task.from,
            task.to,
            settings.hidden,
            settings.layers,
            if settings.layers == 1 { "" } else { "s" },
            settings.learning_rate,
            settings.seed
        ),
        runs: vec![RunReturns { seed: settings.seed, returns: values }],
        optimum: chance,
        every: 1,
        window: WINDOW,
        words: Words { x: "training step", xs: "steps", y, line: "chance" },
    }
}

/// What is said of the attention, behind something else.
fn attending(attention: AttentionKind) -> String {
    if attention == AttentionKind::None { String::new() } else { format!(", {attention} attention") }
}

fn print(answer: &Answer<'_>, output: &mut Output) -> Result<(), Failure> {
    output.line(format!(
        "{} with {} of {} units{}: {} steps in {:.1} s{}",
        answer.task,
        answer.cell,
        answer.hidden,
        attending(answer.attention),
        answer.steps,
        answer.seconds,
        if answer.interrupted { ", stopped before its end" } else { "" },
    ))?;
    answer.scores.print(output)?;
    if let Some(out) = answer.out {
        output.line(format!("  written to {}: {WEIGHTS}, {METRICS}, {LOSS}, {ACCURACY}", out.display()))?;
    }
    Ok(())
}
