//! What a training has come to, and what is drawn and joined of its seeds.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
};

use super::{CURVE_PNG, CURVE_SVG, Length, RunError, metrics};
use crate::{
    arena::{EpisodeRecord, Gives, Metric, RunCode, Setup},
    curves::{LearningCurve, RunReturns, Words},
    files,
    learning::{Policy, Status},
};

/// Episodes that "lately" means at most.
const WINDOW: usize = 100;

/// What all seeds have come to.
pub struct TrainedRuns {
    /// One for each job of the plan, in their order.
    pub runs: Vec<Finished>,
    /// When each was to end.
    pub length: Length,
    /// The folder above all; with one run, its own.
    pub out: PathBuf,
}

/// What a job has come to.
pub struct Finished {
    /// What it was made from.
    pub setup: Setup,
    /// Its code, and how much of it that gives.
    pub code: Option<(RunCode, Gives)>,
    /// The run's own folder.
    pub folder: PathBuf,
    /// Episodes played, from the run's beginning.
    pub episodes: u64,
    /// Steps of agents made, from the run's beginning.
    pub steps: u64,
    /// Steps made now, without those of the run that was resumed.
    pub new_steps: u64,
    /// The undiscounted return of each episode; NaN where it is not known any more.
    pub returns: Vec<f32>,
    /// The last episodes.
    pub lately: Lately,
    /// What it learned.
    pub policy: Option<Policy>,
    /// Whether its learner diverged.
    pub status: Status,
    /// Ended before its time: by who asked, or by another seed's failure.
    pub interrupted: bool,
}

/// The last episodes of a run: 100, fewer in one that has just begun.
#[derive(Clone, Debug, Default)]
pub struct Lately(VecDeque<EpisodeRecord>);

impl Lately {
    pub(super) fn push(&mut self, episode: EpisodeRecord) {
        if self.0.len() == WINDOW {
            self.0.pop_front();
        }
        self.0.push_back(episode);
    }

    /// How many they are.
    #[must_use]
    pub fn episodes(&self) -> usize {
        self.0.len()
    }

    /// The mean of something over them; NaN where there was no episode yet.
    #[must_use]
    pub fn mean(&self, of: Metric) -> f64 {
        self.0.iter().map(|episode| f64::from(of.of(episode))).sum::<f64>() / self.0.len() as f64
    }
}

impl TrainedRuns {
    /// What the first run was made from: the others differ in their seed.
    #[must_use]
    pub fn setup(&self) -> &Setup {
        &self.runs[0].setup
    }

    /// Joins the metrics of several seeds in the folder above them.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn join_metrics(&self) -> Result<(), RunError> {
        if self.runs.len() > 1 {
            let folders: Vec<&Path> = self.runs.iter().map(|run| run.folder.as_path()).collect();
            metrics::join(&folders, &self.out)?;
        }
        Ok(())
    }

    /// Draws the learning curve, with the optimum's line where it is known.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_curve(&self, optimum: Option<f64>) -> Result<(), RunError> {
        let Setup { level, algorithm, observation, hyperparameters, .. } = self.setup();
        let seeds = match self.runs.as_slice() {
            [only] => format!("seed {}", only.setup.seed),
            several => format!("seeds {} to {}", several[0].setup.seed, several[several.len() - 1].setup.seed),
        };
        let curve = LearningCurve {
            title: format!("{} on {}", algorithm.title(), level.name),
            subtitle: format!(
                "{observation}, hidden layers {}, learning rate {}, gamma {}, {seeds}",
                hyperparameters.hidden.iter().map(usize::to_string).collect::<Vec<_>>().join(" and "),
                hyperparameters.learning_rate,
                hyperparameters.gamma,
            ),
            runs: self
                .runs
                .iter()
                .filter(|run| !run.returns.is_empty())
                .map(|run| RunReturns { seed: run.setup.seed, returns: run.returns.clone() })
                .collect(),
            optimum,
            every: 1,
            window: WINDOW,
            words: Words::RETURNS,
        };
        files::put(&self.out.join(CURVE_SVG), curve.svg()?.as_bytes(), true)?;
        Ok(files::put(&self.out.join(CURVE_PNG), &curve.png()?, true)?)
    }
}
