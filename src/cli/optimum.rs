//! `sidestep optimum`: the best possible agent of a level, computed exactly.

use std::{thread, time::Instant};

use serde_json::json;

use super::{Bar, Failure, LevelArguments, Output, bar::FRAME, decimal, interrupt, real, thousands};
use crate::{
    gridworld::{Budget, Level, Optimum, OptimumError},
    solving::{Solved, Solving},
};

const EXAMPLES: &str = "\
Examples:
  sidestep optimum --level classic                          1, in 8 steps
  sidestep optimum --level classic --set rewards.step=-0.1  0.2: waiting costs
  sidestep optimum --level rush --gamma 0.95 --json

The optimum is the policy with the greatest discounted return, found by dynamic
programming over all joint states of agent and obstacles. What is printed is
that policy's undiscounted return from the start and how long it takes; both
are expectations where chance plays a part. A level with too many states for
that is refused (exit code 1), and so is one whose value has no bound: with gamma
1 where steps are rewarded, or where they cost and no path leads to a goal.";

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

/// What is said beside the bar.
const WAITING: &str = "computing the exact optimum";

/// Solves a level. Where Ctrl-C is caught it breaks that off.
///
/// # Errors
/// As [`Optimum::solve_watched`].
pub fn solve(level: &Level, gamma: f64, quiet: bool) -> Result<Optimum, OptimumError> {
    let mut bar = Bar::of_share(WAITING, quiet);
    Optimum::solve_watched(level, gamma, Budget::default(), &mut |share| {
        bar.at_share(share);
        interrupt::flow()
    })
}

/// Waits for an optimum that is being solved, unless Ctrl-C came.
pub fn wait(solving: &Solving, quiet: bool) -> Solved {
    let mut bar = Bar::of_share(WAITING, quiet);
    loop {
        if let Some(solved) = solving.solved() {
            return solved.clone();
        }
        if interrupt::came() {
            return Err(OptimumError::Stopped);
        }
        bar.at_share(solving.share());
        thread::sleep(FRAME / 4);
    }
}

/// Solves the level and prints the solution.
///
/// # Errors
/// A level that is not there, or one that is too large.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    let level = arguments.level.load()?;
    let start = Instant::now();
    let optimum = solve(&level, arguments.gamma, false)?;
    let seconds = start.elapsed().as_secs_f64();
    if output.json {
        return output.object(&json!({
            "level": level.name,
            "gamma": arguments.gamma,
            "optimal_return": optimum.optimal_return,
            "steps": optimum.steps,
            "states": optimum.states,
            "seconds": seconds,
        }));
    }
    output.line(format!(
        "{}: the best possible return is {}, in {} steps (gamma {}; {} states in {seconds:.2} s)",
        level.name,
        decimal(optimum.optimal_return),
        decimal(optimum.steps),
        arguments.gamma,
        thousands(optimum.states),
    ))
}
