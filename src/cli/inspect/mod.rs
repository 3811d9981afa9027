//! `sidestep inspect`: single ticks of a training, with every number of them.

mod json;
mod weights;
mod why;
mod words;

use std::{ops::RangeInclusive, str::FromStr};

use clap::{ArgGroup, Args};

use super::{
    Failure, Output,
    bar::Bar,
    number::{named, seed, whole},
    settings::{self, Setting},
};
use crate::{
    arena::{Simulation, TickTrace},
    gridworld::Observation,
    learning::{Algorithm, Preset, Status},
};
use json::TickLine;
use weights::{ChosenWeights, WeightName};
use why::Reasons;

const EXAMPLES: &str = "\
Examples:
  sidestep inspect --level classic --algorithm deep-sarsa --seed 1 --tick 500
  sidestep inspect --level rush --algorithm reinforce --ticks 1..200 --json
  sidestep inspect --level classic --algorithm deep-q-learning \\
      --ticks 1..9000 --every 450 --weight 0,3,bias --set actors=4

The run is trained from its seed, as sidestep train does it, and the ticks that
are asked for are made once more with all of their numbers, to the same bits.
A tick is one step of every actor: Observe, Decide, Learn (from the step
before), Step, Report. With words, all is said of the first actor; --json has
all actors, and one line for each tick. What stands in a line, and how each
number follows from others, is written in the program's repository, in
src/cli/inspect/README.md. Numbers have full precision; one that is none is
null.";

/// What `sidestep inspect` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, group = ArgGroup::new("which").required(true).args(["tick", "ticks"]))]
pub struct Arguments {
    /// A built-in level (see: sidestep levels) or a level file
    #[arg(long)]
    level: String,

    /// The algorithm that learns
    #[arg(long, value_parser = named::<Algorithm>(Algorithm::NAMES))]
    algorithm: Algorithm,

    /// The settings to learn with: the course's, or the one that was found to work well here
    #[arg(long, value_parser = named::<Preset>(Preset::NAMES), default_value = Preset::Tuned.name())]
    preset: Preset,

    /// What the agent sees: relative, relative-phase, view or view-N [default: the preset's]
    #[arg(long, value_name = "OBSERVATION")]
    observation: Option<Observation>,

    /// Where all chance comes from
    #[arg(long, value_name = "S", default_value_t = 0, value_parser = seed())]
    seed: u64,

    /// Override a setting of the level or the learner, such as rewards.step=-0.1 or actors=16; may be repeated
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<Setting>,

    /// The tick to look at, counted from 1
    #[arg(long, value_name = "N", value_parser = whole(1..=u64::MAX))]
    tick: Option<u64>,

    /// The ticks to look at, from A to B, both among them
    #[arg(long, value_name = "A..B")]
    ticks: Option<Stretch>,

    /// Of those only the first, and then each K-th
    #[arg(long, value_name = "K", conflicts_with = "tick", default_value_t = 1, value_parser = whole(1..=u64::MAX))]
    every: u64,

    /// The weight to follow: its layer, the unit of it, and the unit's input, or `bias`; all count from 0
    #[arg(long, value_name = "LAYER,UNIT,INPUT", conflicts_with = "weight_count")]
    weight: Option<WeightName>,

    /// The weights to follow: so many of each layer, drawn at random by seed and tick [default: 1]
    #[arg(long = "weights", id = "weight_count", value_name = "COUNT", value_parser = whole(0..=1_000_000_usize))]
    weight_count: Option<usize>,

    /// Say why this action and not another: what the network says of both, what they are worth in truth, and which
    /// obstacle makes the difference
    #[arg(long)]
    why: bool,

    /// Print JSON: one object per tick
    #[arg(long)]
    pub json: bool,
}

/// Ticks from a first to a last one.
#[derive(Clone, Debug)]
struct Stretch(RangeInclusive<u64>);

impl FromStr for Stretch {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let ends = text.split_once("..").and_then(|(a, b)| Some((a.trim().parse().ok()?, b.trim().parse().ok()?)));
        match ends {
            Some((first, last)) if 1 <= first && first <= last => Ok(Self(first..=last)),
            Some((first, last)) if last < first => Err(format!("give the smaller tick first: {last}..{first}")),
            _ => Err("give two ticks, counted from 1, such as 100..200".to_owned()),
        }
    }
}

/// Trains up to the ticks that are asked for and prints them.
///
/// # Errors
/// Settings that do not fit each other, a weight that is not there, a run that diverged.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    let Arguments { level, algorithm, preset, observation, seed, set, .. } = arguments;
    let (setup, _) = settings::setup(level, *algorithm, *preset, *observation, *seed, set)?;
    let chosen = ChosenWeights::of(arguments.weight, arguments.weight_count.unwrap_or(1), &setup)?;
    let Stretch(ticks) = match (&arguments.ticks, arguments.tick) {
        (Some(ticks), _) => ticks.clone(),
        (None, tick) => Stretch(tick.unwrap_or(1)..=tick.unwrap_or(1)),
    };
    settings::warn(&setup.level);
    let mut reasons = arguments.why.then(Reasons::default);
    let mut simulation = Simulation::new(&setup)?;
    let mut bar = Bar::beside_output(*ticks.end(), "ticks");
    while simulation.ticks() < *ticks.end() {
        let next = simulation.ticks() + 1;
        if next >= *ticks.start() && (next - ticks.start()).is_multiple_of(arguments.every) {
            let state = simulation.state().map_err(|error| Failure::new("resume", error))?;
            let (trace, after) = state.trace().map_err(|error| Failure::new("resume", error))?;
            simulation = after;
            refuse_diverged(&simulation)?;
            print(&trace, &chosen, reasons.as_mut(), output)?;
        } else {
            simulation.tick();
            refuse_diverged(&simulation)?;
        }
        simulation.drain_episodes();
        bar.at(next);
    }
    match reasons.filter(|_| !output.json) {
        Some(reasons) => output.line(reasons.summary()),
        None => Ok(()),
    }
}

fn print(
    trace: &TickTrace,
    chosen: &ChosenWeights,
    mut reasons: Option<&mut Reasons>,
    output: &mut Output,
) -> Result<(), Failure> {
    let compared = reasons.as_mut().map(|reasons| reasons.of(trace));
    if output.json {
        return output.object(&TickLine::of(trace, chosen, compared.as_deref().unwrap_or_default()));
    }
    output.line(words::of(trace, chosen))?;
    match (reasons, compared) {
        (Some(reasons), Some(compared)) => output.line(reasons.words(&compared[0], trace.setup.hyperparameters.gamma)),
        _ => Ok(()),
    }
}

/// A learner that diverged learns no more: there is nothing to look at.
fn refuse_diverged(simulation: &Simulation) -> Result<(), Failure> {
    let Some(learner) = simulation.learner() else { return Ok(()) };
    match learner.status() {
        Status::Diverged { what, .. } => Err(Failure::new(
            "diverged",
            format_args!(
                "the run diverged in tick {}: {what}. Look at a tick before it, or learn more slowly: \
                 --set learning_rate=.. or --set clip_norm=1",
                simulation.ticks()
            ),
        )),
        Status::Learning => Ok(()),
    }
}
