//! One seed's run on one thread: tick until it is long enough, keep its files and its gauge up to date.

use std::{
    path::PathBuf,
    sync::Mutex,
    time::{Duration, Instant},
};

use super::{
    CHECKPOINT, Finished, Gauge, Job, Lately, Length, Metrics, RESUME, RunError, history, plan::steps,
    replays::Replays, train::lock,
};
use crate::{
    arena::{Metric, Simulation},
    files,
    learning::{Learner, Status},
};

/// How often rows are written and the gauge is set.
const HOUSEKEEPING: Duration = Duration::from_millis(50);
/// How often the whole run is saved.
const SAVE: Duration = Duration::from_secs(60);
/// Ticks between two looks at the clock.
const PATIENCE: u64 = 16;

/// A run and what is written about it.
struct Run<'a> {
    folder: PathBuf,
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
/// When its files cannot be read or written.
pub(super) fn work(
    job: Job,
    length: Length,
    stop: &impl Fn() -> bool,
    gauge: &Mutex<Gauge>,
) -> Result<Finished, RunError> {
    let Job { setup, folder, simulation, episodes, saved, done: _ } = job;
    let steps_before = steps(&simulation);
    let mut returns = history::by_episode(episodes.iter().map(|episode| (episode.episode, episode.episode_return)));
    // Each stands at its episode's place, also where the ones before are not known any more.
    returns.resize(simulation.episodes() as usize, f32::NAN);
    let mut run = Run {
        length,
        replays: Replays::begin(saved.as_deref(), &folder, &simulation)?,
        simulation,
        metrics: Metrics::begin(&folder, setup.seed, &episodes)?,
        folder,
        returns,
        lately: Lately::default(),
        gauge,
    };
    episodes.into_iter().for_each(|episode| run.lately.push(episode));
    let interrupted = run.run_to_the_end(stop)?;
    run.housekeeping()?;
    run.save()?;
    run.replays.finish()?;
    Ok(Finished {
        setup,
        code: run.simulation.code(),
        episodes: run.simulation.episodes(),
        steps: steps(&run.simulation),
        new_steps: steps(&run.simulation) - steps_before,
        policy: run.simulation.checkpoint().map(|checkpoint| checkpoint.policy),
        status: run.status().cloned().unwrap_or_default(),
        folder: run.folder,
        returns: run.returns,
        lately: run.lately,
        interrupted,
    })
}

impl Run<'_> {
    /// Ticks until the run is long enough or has diverged; whether it was stopped before.
    fn run_to_the_end(&mut self, stop: &impl Fn() -> bool) -> Result<bool, RunError> {
        if stop() {
            return Ok(true);
        }
        let (mut kept, mut saved) = (Instant::now(), Instant::now());
        while self.length.done(&self.simulation) < self.length.total() && self.status() == Some(&Status::Learning) {
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

    fn status(&self) -> Option<&Status> {
        self.simulation.learner().map(Learner::status)
    }

    /// Writes the episodes that ended and sets the gauge.
    fn housekeeping(&mut self) -> Result<(), RunError> {
        let ended = self.simulation.drain_episodes();
        self.metrics.append(&ended)?;
        for episode in ended {
            self.returns.push(episode.episode_return);
            self.lately.push(episode);
        }
        *lock(self.gauge) = Gauge {
            done: self.length.done(&self.simulation).min(self.length.total()),
            steps: steps(&self.simulation),
            episode_return: self.lately.mean(Metric::Return),
            success: self.lately.mean(Metric::Success),
        };
        Ok(())
    }

    /// Saves the run as it is: its network, and everything that going on needs. Episodes first: what is resumed then never lacks one.
    fn save(&mut self) -> Result<(), RunError> {
        self.metrics.sync()?;
        self.replays.save(&self.simulation)?;
        if let Some(checkpoint) = self.simulation.checkpoint() {
            files::put(&self.folder.join(CHECKPOINT), &checkpoint.to_bytes(), true)?;
        }
        let resume = self.folder.join(RESUME);
        match self.simulation.state().and_then(|state| state.to_bytes()) {
            Ok(bytes) => Ok(files::put(&resume, &bytes, true)?),
            Err(source) => Err(RunError::Resume { path: resume, source: Box::new(source) }),
        }
    }
}
