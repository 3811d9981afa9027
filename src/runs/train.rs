//! Seeds are runs of their own, one per thread; nothing is shared between them but the request to stop.

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use super::{Finished, Job, Plan, RunError, TrainedRuns, plan::steps, worker};

/// How often whoever watches is told.
const FRAME: Duration = Duration::from_millis(100);

/// How far one seed is.
#[derive(Clone, Copy, Debug)]
pub struct Gauge {
    /// In the unit of the run's length.
    pub done: u64,
    /// Steps of agents from the run's beginning.
    pub steps: u64,
    /// Mean return over the last episodes; NaN where there was none yet.
    pub episode_return: f64,
    /// The share of them that reached a goal; NaN where there was none yet.
    pub success: f64,
}

impl Gauge {
    fn new(job: &Job) -> Self {
        Self { done: job.done, steps: steps(&job.simulation), episode_return: f64::NAN, success: f64::NAN }
    }
}

impl Plan {
    /// Runs every job, as many at a time as there are threads; `watch` is told how far they are. After `stop` the jobs that wait are still
    /// saved as they are, so that all can be resumed; after a failure they are left out.
    ///
    /// # Errors
    /// When a run's files cannot be read or written.
    pub fn train(
        self,
        threads: usize,
        stop: &(impl Fn() -> bool + Sync),
        watch: &mut dyn FnMut(&[Gauge]),
    ) -> Result<TrainedRuns, RunError> {
        let Self { jobs, length, out } = self;
        let gauges: Vec<Mutex<Gauge>> = jobs.iter().map(|job| Mutex::new(Gauge::new(job))).collect();
        let mut results: Vec<Option<Result<Finished, RunError>>> = jobs.iter().map(|_| None).collect();
        let jobs = Mutex::new(jobs.into_iter().enumerate());
        let failed = AtomicBool::new(false);
        let has_failed = || failed.load(Ordering::Relaxed);
        let stop = || stop() || has_failed();
        let (sender, receiver) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..threads {
                let sender = sender.clone();
                let (jobs, gauges, failed, has_failed, stop) = (&jobs, &gauges, &failed, &has_failed, &stop);
                scope.spawn(move || {
                    while !has_failed() {
                        let next = lock(jobs).next();
                        let Some((index, job)) = next else { break };
                        let result = worker::work(job, length, stop, &gauges[index]);
                        failed.fetch_or(result.is_err(), Ordering::Relaxed);
                        // the receiver outlives all workers
                        let _ = sender.send((index, result));
                    }
                });
            }
            drop(sender);
            loop {
                match receiver.recv_timeout(FRAME) {
                    Ok((index, result)) => results[index] = Some(result),
                    Err(mpsc::RecvTimeoutError::Timeout) => {
                        watch(&gauges.iter().map(|gauge| *lock(gauge)).collect::<Vec<_>>());
                    }
                    Err(mpsc::RecvTimeoutError::Disconnected) => break,
                }
            }
        });
        Ok(TrainedRuns { runs: results.into_iter().flatten().collect::<Result<_, _>>()?, length, out })
    }
}

/// A thread that panicked leaves what it wrote last.
pub(super) fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
