//! One of the models that are trained side by side: its thread, and all that has been heard of it.

use std::time::Instant;

use super::trainer_thread::{News, TrainerThread};
use crate::sequence::{ModelState, SettingsError, TrainedModel, Trainee, Trainer, TrainingSettings};

/// Seconds over which steps are counted against wall time.
const SPAN: f32 = 0.5;

/// The model.
pub(super) struct SessionModel {
    /// What is shown of it.
    pub trainee: Trainee,
    /// The model as it was lately.
    pub copy: Option<TrainedModel>,
    /// Whether its end stands in the table of runs.
    pub is_listed: bool,
    /// The trained model that it began as; `None`: as one that has learned nothing.
    pub origin: Option<TrainedModel>,
    worker: TrainerThread,
    /// Since when steps are counted, and how many there were.
    counted: (Instant, u32),
}

impl SessionModel {
    /// A model that has learned nothing, or that learns on from where it was.
    pub(super) fn new(
        name: String,
        settings: TrainingSettings,
        origin: Option<TrainedModel>,
    ) -> Result<Self, SettingsError> {
        let trainer = match &origin {
            Some(trained) => Trainer::from_trained(trained),
            None => Trainer::new(settings)?,
        };
        Ok(Self {
            trainee: Trainee::new(name, settings),
            copy: None,
            is_listed: false,
            origin,
            worker: TrainerThread::start(trainer),
            counted: (Instant::now(), 0),
        })
    }

    /// The same from its beginning.
    pub(super) fn again(&self) -> Result<Self, SettingsError> {
        Self::new(self.trainee.name.clone(), self.trainee.settings, self.origin.clone())
    }

    /// Training steps since it began here.
    pub(super) const fn made(&self) -> u64 {
        self.trainee.reports.len() as u64
    }

    /// Allows so many steps since its beginning.
    pub(super) fn allow(&mut self, steps: u64) {
        let over = self.trainee.state != ModelState::Learning;
        let steps = if over { self.made() } else { steps };
        self.worker.allow(steps);
    }

    /// Takes in what its thread has sent.
    pub(super) fn hear(&mut self) {
        for news in self.worker.news() {
            match news {
                News::Step(report, took) => {
                    self.trainee.seconds += took.as_secs_f32();
                    self.counted.1 += 1;
                    if !report.sound {
                        self.trainee.state = ModelState::Diverged;
                    }
                    self.trainee.reports.push(report);
                }
                News::Look(look) => self.trainee.evaluations.push(look),
                News::Copy(copy) => self.copy = Some(*copy),
            }
        }
        let (since, steps) = self.counted;
        let passed = since.elapsed().as_secs_f32();
        if passed >= SPAN {
            self.trainee.rate = steps as f32 / passed;
            self.counted = (Instant::now(), 0);
        }
    }
}
