//! One of the models that are trained side by side: its thread, and all that has been heard of it.

use std::{sync::Arc, time::Instant};

use super::worker::{News, Worker};
use crate::{
    panels::sequence::{Evaluation, ModelState, PastRun},
    sequence::{GradientFlow, Report, Settings, SettingsError, Trace, Trained, Trainer},
};

/// The model.
pub(super) struct Learner {
    pub name: String,
    pub settings: Settings,
    pub state: ModelState,
    pub reports: Vec<Report>,
    pub evaluations: Vec<Evaluation>,
    /// The model as it was lately.
    pub copy: Option<Trained>,
    /// How it read the input, as it was lately.
    pub trace: Option<Arc<Trace>>,
    pub untrained_flow: Option<GradientFlow>,
    pub flow: Option<GradientFlow>,
    /// Seconds of training, without the pauses.
    pub seconds: f32,
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
        Ok(Self::start(name, settings, None, Trainer::new(settings)?))
    }

    /// A model that learns on from where it was.
    pub(super) fn of(name: String, trained: Trained) -> Self {
        let trainer = Trainer::from_trained(&trained);
        Self::start(name, *trained.settings(), Some(trained), trainer)
    }

    fn start(name: String, settings: Settings, origin: Option<Trained>, trainer: Trainer) -> Self {
        Self {
            name,
            settings,
            state: ModelState::Learning,
            reports: Vec::new(),
            evaluations: Vec::new(),
            copy: None,
            trace: None,
            untrained_flow: None,
            flow: None,
            seconds: 0.0,
            is_listed: false,
            origin,
            worker: Worker::start(trainer),
            meter: Meter::default(),
        }
    }

    /// The same from its beginning.
    pub(super) fn again(&self) -> Result<Self, SettingsError> {
        match &self.origin {
            Some(trained) => Ok(Self::of(self.name.clone(), trained.clone())),
            None => Self::new(self.name.clone(), self.settings),
        }
    }

    /// The trained model that it began as, if it was not one that has learned nothing.
    pub(super) const fn origin(&self) -> Option<&Trained> {
        self.origin.as_ref()
    }

    /// Training steps since it began here.
    pub(super) const fn made(&self) -> u64 {
        self.reports.len() as u64
    }

    /// Allows so many steps since its beginning.
    pub(super) fn allow(&self, steps: u64) {
        let over = self.state != ModelState::Learning;
        self.worker.allow(if over { self.made() } else { steps });
    }

    /// Takes in what its thread has sent; whether anything came.
    pub(super) fn hear(&mut self) -> bool {
        let news = self.worker.news();
        let came = !news.is_empty();
        for news in news {
            match news {
                News::Step(report, took) => {
                    self.seconds += took.as_secs_f32();
                    self.meter.steps += 1;
                    if !report.sound {
                        self.state = ModelState::Diverged;
                    }
                    self.reports.push(report);
                }
                News::Look(look) => self.evaluations.push(look),
                News::Copy(copy) => self.copy = Some(*copy),
            }
        }
        self.meter.read();
        came
    }

    /// Training steps a second of wall time, lately.
    pub(super) const fn rate(&self) -> f32 {
        self.meter.rate
    }

    /// Its line in the table of runs.
    pub(super) fn past(&self, number: usize) -> PastRun {
        PastRun {
            number,
            name: self.name.clone(),
            settings: self.settings,
            state: self.state,
            steps: self.reports.last().map_or(0, |report| report.step),
            seconds: self.seconds,
            score: self.evaluations.last().map(|look| look.overall),
        }
    }
}

/// Counts steps against wall time.
struct Meter {
    since: Instant,
    steps: u32,
    rate: f32,
}

impl Default for Meter {
    fn default() -> Self {
        Self { since: Instant::now(), steps: 0, rate: 0.0 }
    }
}

impl Meter {
    /// Seconds over which steps are counted.
    const SPAN: f32 = 0.5;

    fn read(&mut self) {
        let passed = self.since.elapsed().as_secs_f32();
        if passed >= Self::SPAN {
            self.rate = self.steps as f32 / passed;
            (self.since, self.steps) = (Instant::now(), 0);
        }
    }
}
