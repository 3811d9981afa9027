//! One of the models that are trained side by side: its thread, and all that has been heard of it.

use std::time::Instant;

use super::trainer_thread::{News, StateAsked, TrainerThread};
use crate::sequence::{LabModel, ModelState, PastRun, SettingsError, TrainedModel, Trainee, Trainer, TrainingSettings};

/// Seconds over which steps are counted against wall time.
const SPAN: f32 = 0.5;

/// The model.
pub(super) struct SessionModel {
    /// What is shown of it.
    pub trainee: Trainee,
    /// The model as it was lately.
    pub copy: Option<TrainedModel>,
    /// The number of its line in the table of runs, if it has one.
    pub row: Option<usize>,
    /// Whether that line says how it stands now.
    is_listed: bool,
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
        let began = trainer.trained().steps();
        Ok(Self {
            trainee: Trainee { began, ..Trainee::new(name, settings) },
            copy: None,
            row: None,
            is_listed: false,
            origin,
            worker: TrainerThread::start(trainer, false),
            counted: (Instant::now(), 0),
        })
    }

    /// The model of a session that was saved, to go on as if it had never stopped.
    pub(super) fn resumed(name: String, model: LabModel) -> Self {
        let trainee = model.trainee(name);
        let LabModel { trainer, origin, row, .. } = model;
        let steps = trainer.trained().steps();
        let is_known = trainee.evaluations.last().is_some_and(|evaluation| evaluation.step >= steps);
        Self {
            trainee,
            copy: Some(trainer.trained().clone()),
            row,
            // Whoever is over is listed with the line that it had.
            is_listed: row.is_some(),
            origin,
            worker: TrainerThread::start(trainer.copy(), is_known),
            counted: (Instant::now(), 0),
        }
    }

    /// The same from its beginning.
    pub(super) fn again(&self) -> Result<Self, SettingsError> {
        Self::new(self.trainee.name.clone(), self.trainee.settings, self.origin.clone())
    }

    /// Training steps so far, those before it was opened from a file included.
    pub(super) fn made(&self) -> u64 {
        self.trainee.steps()
    }

    /// Whether it has learned anything, here or before.
    pub(super) fn has_learned(&self) -> bool {
        self.made() > 0
    }

    /// Lets it make steps until it has made so many, or stand where it is over.
    pub(super) fn allow(&mut self, steps: u64) {
        let over = self.trainee.state != ModelState::Learning;
        self.worker.allow(if over { 0 } else { steps });
    }

    /// Asks for all that its training depends on, as it stands between two steps.
    pub(super) fn ask_state(&self) -> StateAsked {
        self.worker.ask_state()
    }

    /// As a part of a session's file, with the answer to [`Self::ask_state`].
    pub(super) fn state(&mut self, trainer: Trainer) -> LabModel {
        // What was sent before the answer belongs to it; what came after does not.
        self.hear();
        let Trainee { reports, evaluations, seconds, .. } = &self.trainee;
        let last = trainer.trained().steps() + u64::from(trainer.diverged());
        LabModel {
            reports: reports.iter().copied().take_while(|report| report.step <= last).collect(),
            evaluations: evaluations.iter().take_while(|evaluation| evaluation.step <= last).cloned().collect(),
            seconds: *seconds,
            row: self.row.filter(|_| self.is_listed),
            origin: self.origin.clone(),
            trainer,
        }
    }

    /// Where it goes on, its line in the table of runs is not true any more.
    pub(super) const fn goes_on(&mut self) {
        self.is_listed = false;
    }

    /// Its line in the table of runs, under its own number or the next, if it is due: it is over and was looked at as it is, or it is
    /// broken off.
    pub(super) fn due(&mut self, next: usize, is_broken_off: bool) -> Option<PastRun> {
        let Trainee { state, evaluations, reports, .. } = &self.trainee;
        let is_known = evaluations.last().is_some_and(|look| look.step >= self.made())
            || *state == ModelState::Diverged && !evaluations.is_empty();
        let ended = *state != ModelState::Learning && is_known;
        if reports.is_empty() || self.is_listed || !(ended || is_broken_off) {
            return None;
        }
        self.is_listed = true;
        Some(self.trainee.past(*self.row.get_or_insert(next)))
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
