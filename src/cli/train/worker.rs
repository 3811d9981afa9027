//! One seed's run on one thread: tick until it is long enough, keep its files and its gauge up to date.

use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::Mutex,
    time::{Duration, Instant},
};

use super::{
    folder,
    plan::{Job, Length, steps},
    progress::Gauge,
    replays::Replays,
};
use crate::{
    arena::{EpisodeRecord, Simulation},
    cli::Failure,
    learning::Status,
    runs::{self, Metrics},
};

/// Episodes that "lately" means at most.
pub const WINDOW: usize = 100;
/// How often rows are written and the gauge is set.
const HOUSEKEEPING: Duration = Duration::from_millis(50);
/// How often the whole run is saved.
const SAVE: Duration = Duration::from_secs(60);
/// Ticks between two looks at the clock.
const PATIENCE: u64 = 16;

/// What a job has come to.
pub struct Finished {
    pub seed: u64,
    pub folder: PathBuf,
    pub episodes: u64,
    pub steps: u64,
    /// Steps made now, without those of the run that was resumed.
    pub new_steps: u64,
    /// The undiscounted return of each episode; NaN where it is not known any more.
    pub returns: Vec<f32>,
    pub lately: Lately,
    pub status: Status,
    /// Ended before its time, by Ctrl-C or by another seed's failure.
    pub interrupted: bool,
}

/// The last episodes of a run.
#[derive(Clone, Debug, Default)]
pub struct Lately(VecDeque<EpisodeRecord>);

impl Lately {
    pub fn push(&mut self, episode: EpisodeRecord) {
        if self.0.len() == WINDOW {
            self.0.pop_front();
        }
        self.0.push_back(episode);
    }

    /// How many they are.
    pub fn episodes(&self) -> usize {
        self.0.len()
    }

    /// The mean of something over them; NaN where there was no episode yet.
    pub fn mean(&self, of: impl Fn(&EpisodeRecord) -> f64) -> f64 {
        self.0.iter().map(of).sum::<f64>() / self.0.len() as f64
    }

    pub fn mean_return(&self) -> f64 {
        self.mean(|episode| episode.episode_return.into())
    }

    pub fn success(&self) -> f64 {
        self.mean(|episode| f64::from(u8::from(episode.goal)))
    }

    pub fn hit_free(&self) -> f64 {
        self.mean(|episode| f64::from(u8::from(episode.hit_free())))
    }

    pub fn length(&self) -> f64 {
        self.mean(|episode| episode.length.into())
    }
}

/// A run and what is written about it.
struct Run<'a> {
    job: &'a Job,
    length: Length,
    simulation: Simulation,
    metrics: Metrics,
    replays: Replays,
    returns: Vec<f32>,
    lately: Lately,
    gauge: &'a Mutex<Gauge>,
}

/// Trains a job to its end.
///
/// # Errors
/// When its files cannot be written.
pub fn work(job: &Job, length: Length, stop: &impl Fn() -> bool, gauge: &Mutex<Gauge>) -> Result<Finished, Failure> {
    let taken = job.simulation.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
    let simulation = match taken {
        Some(simulation) => simulation,
        None => Simulation::new(&job.setup)?,
    };
    let steps_before = steps(&simulation);
    let mut returns = runs::by_episode(job.episodes.iter().map(|episode| (episode.episode, episode.episode_return)));
    // Each stands at its episode's place, also where the ones before are not known any more.
    returns.resize(simulation.episodes() as usize, f32::NAN);
    let mut run = Run {
        job,
        length,
        replays: Replays::begin(job.saved.as_deref(), &job.folder, &simulation)?,
        simulation,
        metrics: Metrics::begin(&job.folder, job.setup.seed, &job.episodes)?,
        returns,
        lately: Lately::default(),
        gauge,
    };
    job.episodes.iter().for_each(|episode| run.lately.push(*episode));
    let interrupted = run.run_to_the_end(stop)?;
    run.housekeeping()?;
    run.save()?;
    run.replays.finish()?;
    Ok(Finished {
        seed: job.setup.seed,
        folder: job.folder.clone(),
        episodes: run.simulation.episodes(),
        steps: steps(&run.simulation),
        new_steps: steps(&run.simulation) - steps_before,
        status: run.status(),
        returns: run.returns,
        lately: run.lately,
        interrupted,
    })
}

impl Run<'_> {
    /// Ticks until the run is long enough or has diverged; whether it was stopped before.
    fn run_to_the_end(&mut self, stop: &impl Fn() -> bool) -> Result<bool, Failure> {
        if stop() {
            return Ok(true);
        }
        let (mut kept, mut saved) = (Instant::now(), Instant::now());
        while self.length.done(&self.simulation) < self.length.total() && !self.diverged() {
            self.simulation.tick();
            self.replays.listen(&self.simulation)?;
            if !self.simulation.ticks().is_multiple_of(PATIENCE) || kept.elapsed() < HOUSEKEEPING {
                continue;
            }
            if stop() {
                return Ok(true);
            }
            self.housekeeping()?;
            kept = Instant::now();
            if saved.elapsed() >= SAVE {
                self.save()?;
                saved = Instant::now();
            }
        }
        Ok(false)
    }

    fn diverged(&self) -> bool {
        self.simulation.learner().is_some_and(|learner| *learner.status() != Status::Learning)
    }

    fn status(&self) -> Status {
        self.simulation.learner().map(|learner| learner.status().clone()).unwrap_or_default()
    }

    /// Writes the episodes that ended and sets the gauge.
    fn housekeeping(&mut self) -> Result<(), Failure> {
        let ended = self.simulation.drain_episodes();
        self.metrics.append(&ended)?;
        for episode in ended {
            self.returns.push(episode.episode_return);
            self.lately.push(episode);
        }
        let mut gauge = self.gauge.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        gauge.done = self.length.done(&self.simulation).min(self.length.total());
        gauge.steps = steps(&self.simulation);
        gauge.episode_return = self.lately.mean_return();
        gauge.success = self.lately.success();
        Ok(())
    }

    /// Episodes first: what is resumed then never lacks one.
    fn save(&mut self) -> Result<(), Failure> {
        self.metrics.sync()?;
        self.replays.save(&self.simulation)?;
        folder::save(&self.job.folder, &self.simulation)
    }
}
