//! `sidestep optimum`: the best possible agent of a level, computed exactly.

use std::time::Instant;

use serde::Serialize;

use super::{
    Failure,
    number::real,
    output::{Output, decimal, thousands},
    settings::LevelArguments,
};
use crate::gridworld::{Budget, Optimum};

const EXAMPLES: &str = "\
Examples:
  sidestep optimum --level classic                          1, in 8 steps
  sidestep optimum --level classic --set rewards.step=-0.1  0.2: waiting costs
  sidestep optimum --level rush --gamma 0.95 --json

The optimum is the policy with the greatest discounted return, found by dynamic
programming over all joint states of agent and obstacles. What is printed is
that policy's undiscounted return from the start and how long it takes; both
are expectations where chance plays a part. A level with too many states for
that is refused (exit code 1).";

/// What `sidestep optimum` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    level: LevelArguments,

    /// What a reward one step later is worth, 0 to 1; the optimum is computed for it
    #[arg(long, value_name = "GAMMA", default_value_t = 0.99, value_parser = real(0.0..=1.0))]
    gamma: f64,

    /// Print one JSON object: optimal_return, steps, states, seconds
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    level: &'a str,
    gamma: f64,
    optimal_return: f64,
    steps: f64,
    states: u64,
    seconds: f64,
}

/// Solves the level and prints the solution.
///
/// # Errors
/// A level that is not there, or one that is too large.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    let level = arguments.level.load()?;
    let start = Instant::now();
    let optimum = Optimum::solve(&level, arguments.gamma, Budget::default())?;
    let answer = Answer {
        level: &level.name,
        gamma: arguments.gamma,
        optimal_return: optimum.optimal_return,
        steps: optimum.steps,
        states: optimum.states,
        seconds: start.elapsed().as_secs_f64(),
    };
    if output.json {
        return output.object(&answer);
    }
    output.line(format!(
        "{}: the best possible return is {}, in {} steps (gamma {}; {} states in {:.2} s)",
        answer.level,
        decimal(answer.optimal_return),
        decimal(answer.steps),
        answer.gamma,
        thousands(answer.states),
        answer.seconds,
    ))
}
