//! `sidestep train`: an agent learns without a window, as fast as it goes, and what it learned is written to a folder.

mod arguments;
mod plan;
mod progress;
mod report;

use std::time::Instant;

pub use arguments::Arguments;
use progress::Progress;

use super::{Failure, Output, interrupt, optimum};
use crate::solving::Solving;

/// Trains and reports.
///
/// # Errors
/// Settings that do not fit each other, a folder that cannot be written or holds another run, a run that diverged.
pub fn run(arguments: Arguments, output: &mut Output) -> Result<(), Failure> {
    let (plan, threads) = plan::of(&arguments)?;
    interrupt::catch("saving what was learned");
    // All jobs play the same level with the same discount.
    let setup = plan.setup();
    let solving = Solving::start(setup.level.clone(), setup.hyperparameters.gamma);
    let start = Instant::now();
    let mut progress = Progress::new(&plan, arguments.quiet);
    let trained =
        plan.train(threads, &interrupt::came, &mut |gauges| progress.draw(gauges, solving.optimal_return()))?;
    drop(progress);
    let seconds = start.elapsed().as_secs_f64();
    // All that was learned is on the disk before anything is waited for; the optimum's line is drawn when it is known.
    trained.join_metrics()?;
    let drawn = solving.optimal_return();
    trained.write_curve(drawn)?;
    interrupt::catch("the run is written; the optimum is left out");
    let solved = optimum::wait(&solving, arguments.quiet);
    if let (None, Ok(optimum)) = (drawn, &solved) {
        trained.write_curve(Some(optimum.optimal_return))?;
    }
    report::print(&trained, &solved, seconds, output)?;
    report::diverged(&trained.runs).map_or(Ok(()), Err)
}
