//! One of the models that are trained side by side: its thread, and all that has been heard of it.

use std::time::Instant;

use super::worker::{News, Worker};
use crate::sequence::{ModelState, Settings, SettingsError, Trained, Trainee, Trainer};

/// The model.
pub(super) struct Learner {
    /// What is shown of it.
    pub trainee: Trainee,
    /// The model as it was lately.
    pub copy: Option<Trained>,
    /// Whether its end stands in the table of runs.
    pub is_listed: bool,
    /// The trained model that it began as; `None`: as one that has learned nothing.
    origin: Option<Trained>,
    worker: Worker,
    meter: Meter,
}

impl Learner {
    /// A model that has learned nothing.
    pub(super) fn new(name: String, settings: Settings) -> Result<Self, SettingsError> {
        Ok(Self::start(name, None, Trainer::new(settings)?))
    }

    /// A model that learns on from where it was.
    pub(super) fn of(name: String, trained: Trained) -> Self {
        let trainer = Trainer::from_trained(&trained);
        Self::start(name, Some(trained), trainer)
    }

    fn start(name: String, origin: Option<Trained>, trainer: Trainer) -> Self {
        Self {
            trainee: Trainee::new(name, *trainer.settings()),
            copy: None,
            is_listed: false,
            origin,
            worker: Worker::start(trainer),
            meter: Meter::default(),
        }
    }

    /// The same from its beginning.
    pub(super) fn again(&self) -> Result<Self, SettingsError> {
        let Trainee { name, settings, .. } = &self.trainee;
        match &self.origin {
            Some(trained) => Ok(Self::of(name.clone(), trained.clone())),
            None => Self::new(name.clone(), *settings),
        }
    }

    /// The trained model that it began as, if it was not one that has learned nothing.
    pub(super) const fn origin(&self) -> Option<&Trained> {
        self.origin.as_ref()
    }

    /// Training steps since it began here.
    pub(super) const fn made(&self) -> u64 {
        self.trainee.reports.len() as u64
    }

    /// Allows so many steps since its beginning.
    pub(super) fn allow(&self, steps: u64) {
        let over = self.trainee.state != ModelState::Learning;
        self.worker.allow(if over { self.made() } else { steps });
    }

    /// Takes in what its thread has sent; whether anything came.
    pub(super) fn hear(&mut self) -> bool {
        let news = self.worker.news();
        let came = !news.is_empty();
        for news in news {
            match news {
                News::Step(report, took) => {
                    self.trainee.seconds += took.as_secs_f32();
                    self.meter.steps += 1;
                    if !report.sound {
                        self.trainee.state = ModelState::Diverged;
                    }
                    self.trainee.reports.push(report);
                }
                News::Look(look) => self.trainee.evaluations.push(look),
                News::Copy(copy) => self.copy = Some(*copy),
            }
        }
        self.meter.read(&mut self.trainee.rate);
        came
    }
}

/// Counts steps against wall time.
struct Meter {
    since: Instant,
    steps: u32,
}

impl Default for Meter {
    fn default() -> Self {
        Self { since: Instant::now(), steps: 0 }
    }
}

impl Meter {
    /// Seconds over which steps are counted.
    const SPAN: f32 = 0.5;

    /// Sets the rate anew now and then.
    fn read(&mut self, rate: &mut f32) {
        let passed = self.since.elapsed().as_secs_f32();
        if passed >= Self::SPAN {
            *rate = self.steps as f32 / passed;
            (self.since, self.steps) = (Instant::now(), 0);
        }
    }
}
