//! `sidestep train`: an agent learns without a window, as fast as it goes, and what it learned is written to a folder.
//! Seeds are runs of their own, one per thread; nothing is shared between them but the wish to stop.

mod arguments;
mod folder;
mod plan;
mod progress;
mod replays;
mod report;
mod worker;

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Instant,
};

pub use arguments::Arguments;
use plan::Plan;
use progress::{Gauge, Progress};
use worker::Finished;

use super::{Failure, bar::FRAME, interrupt, optimum, output::Output};
use crate::solving::Solving;

/// Trains and reports.
///
/// # Errors
/// Settings that do not fit each other, a folder that cannot be written or holds another run, a run that diverged.
pub fn run(arguments: Arguments, output: &mut Output) -> Result<(), Failure> {
    let plan = Plan::new(&arguments)?;
    interrupt::catch("saving what was learned");
    // All jobs play the same level with the same discount.
    let setup = &plan.jobs[0].setup;
    let solving = Solving::start(setup.level.clone(), setup.hyperparameters.gamma);
    let start = Instant::now();
    let outcomes = train(&plan, &solving, arguments.quiet);
    let seconds = start.elapsed().as_secs_f64();
    let finished = outcomes.into_iter().collect::<Result<Vec<Finished>, Failure>>()?;
    // All that was learned is on the disk before anything is waited for; the optimum's line is drawn when it is known.
    report::join_metrics(&plan, &finished)?;
    let drawn = solving.optimal_return();
    report::write_curve(&plan, &finished, drawn)?;
    interrupt::catch("the run is written; the optimum is left out");
    let solved = optimum::wait(&solving, arguments.quiet);
    if let (None, Ok(optimum)) = (drawn, &solved) {
        report::write_curve(&plan, &finished, Some(optimum.optimal_return))?;
    }
    report::print(&plan, &finished, &solved, seconds, output)?;
    report::diverged(&finished).map_or(Ok(()), Err)
}

/// Runs every job, as many at a time as there are threads, and says how far they are. Results are in the jobs' order;
/// after a failure jobs that had not begun are left out.
fn train(plan: &Plan, solving: &Solving, quiet: bool) -> Vec<Result<Finished, Failure>> {
    let gauges: Vec<Mutex<Gauge>> = plan.jobs.iter().map(|job| Mutex::new(Gauge::new(job))).collect();
    let next = AtomicUsize::new(0);
    let failed = AtomicBool::new(false);
    let (sender, receiver) = mpsc::channel();
    let mut results: Vec<Option<Result<Finished, Failure>>> = plan.jobs.iter().map(|_| None).collect();

    thread::scope(|scope| {
        for _ in 0..plan.threads {
            let sender = sender.clone();
            let (gauges, next, failed) = (&gauges, &next, &failed);
            scope.spawn(move || {
                let stop = || interrupt::came() || failed.load(Ordering::Relaxed);
                // after Ctrl-C the jobs that wait are still saved as they are, so that all can be resumed
                while !failed.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(job) = plan.jobs.get(index) else { break };
                    let result = worker::work(job, plan.length, &stop, &gauges[index]);
                    failed.fetch_or(result.is_err(), Ordering::Relaxed);
                    // the receiver outlives all workers
                    let _ = sender.send((index, result));
                }
            });
        }
        drop(sender);

        let mut progress = Progress::new(plan, quiet);
        loop {
            match receiver.recv_timeout(FRAME) {
                Ok((index, result)) => results[index] = Some(result),
                Err(mpsc::RecvTimeoutError::Timeout) => progress.draw(&gauges, solving.optimal_return()),
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
            }
        }
    });
    results.into_iter().flatten().collect()
}
