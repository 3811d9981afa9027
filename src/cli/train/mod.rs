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
        Mutex, OnceLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

pub use arguments::Arguments;
use plan::{Job, Plan};
use progress::{Gauge, Progress};
use worker::Finished;

use super::{Failure, interrupt, output::Output};
use crate::gridworld::{Budget, Optimum};

/// How often the progress bar is drawn anew.
const FRAME: Duration = Duration::from_millis(100);

/// Trains and reports.
///
/// # Errors
/// Settings that do not fit each other, a folder that cannot be written or holds another run, a run that diverged.
pub fn run(arguments: Arguments, output: &mut Output) -> Result<(), Failure> {
    let plan = Plan::new(&arguments)?;
    interrupt::catch("saving what was learned");
    let start = Instant::now();
    let (outcomes, optimum) = train(&plan, arguments.quiet);
    let finished = outcomes.into_iter().collect::<Result<Vec<Finished>, Failure>>()?;
    let seconds = start.elapsed().as_secs_f64();
    report::write_pictures(&plan, &finished, optimum)?;
    report::print(&plan, &finished, optimum, seconds, output)?;
    report::diverged(&finished).map_or(Ok(()), Err)
}

/// Runs every job, as many at a time as there are threads, and says how far they are. Results are in the jobs' order;
/// after a failure jobs that had not begun are left out.
fn train(plan: &Plan, quiet: bool) -> (Vec<Result<Finished, Failure>>, Option<f64>) {
    let gauges: Vec<Mutex<Gauge>> = plan.jobs.iter().map(|job| Mutex::new(Gauge::new(job))).collect();
    let next = AtomicUsize::new(0);
    let failed = AtomicBool::new(false);
    let optimum = OnceLock::new();
    let (sender, receiver) = mpsc::channel();
    let mut results: Vec<Option<Result<Finished, Failure>>> = plan.jobs.iter().map(|_| None).collect();

    thread::scope(|scope| {
        scope.spawn(|| optimum.set(optimal_return(&plan.jobs[0])));
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
                Err(mpsc::RecvTimeoutError::Timeout) => progress.draw(&gauges, optimum.get().copied().flatten()),
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
            }
        }
        progress.finish();
    });
    (results.into_iter().flatten().collect(), optimum.into_inner().flatten())
}

/// The exact optimum's return where one exists; all jobs play the same level.
fn optimal_return(job: &Job) -> Option<f64> {
    let gamma = job.setup.hyperparameters.gamma;
    Optimum::solve(&job.setup.level, gamma, Budget::default()).ok().map(|optimum| optimum.optimal_return)
}
