//! The session: the models that are trained side by side, and one set of play, pause, step, reset and speed for all of them.
//! Each trains on a thread of its own; here it is decided how many steps each may have made.

use bevy::prelude::*;

use super::model::SessionModel;
use crate::{
    panels::{
        Speed,
        sequence::{MOST_MODELS, Stop, model_names},
    },
    sequence::{ModelState, PastRun, SettingsError, TrainedModel, Trainee, TrainingSettings},
};

/// Without a limit to the speed, no model is further ahead of the slowest than this: side by side is to be seen.
const LEAD: u64 = 100;
/// Runs in the table at most; the oldest go first.
const MOST_RUNS: usize = 200;

/// The models.
#[derive(Resource, Default)]
pub struct TrainingSession {
    pub(super) models: Vec<SessionModel>,
    /// Whether they are to learn.
    pub(super) is_running: bool,
    /// Training steps that each may have made, with the fraction of the next one.
    allowed: f64,
    /// The models before the last reset or change, as they stood.
    before: Vec<SessionModel>,
    /// Trainings that are over, the newest first.
    pub(super) past: Vec<PastRun>,
    runs: usize,
    /// Raised whenever models are exchanged.
    pub(super) generation: u64,
}

impl TrainingSession {
    /// Puts other models into the session; those before them can be brought back.
    pub(super) fn put(&mut self, settings: &[TrainingSettings]) -> Result<(), SettingsError> {
        let models = model_names(settings).into_iter().zip(settings);
        let models: Result<Vec<_>, _> =
            models.map(|(name, settings)| SessionModel::new(name, *settings, None)).collect();
        self.replace(models?);
        Ok(())
    }

    /// All models from their beginning.
    pub(super) fn reset(&mut self) -> Result<(), SettingsError> {
        let models: Result<Vec<_>, _> = self.models.iter().map(SessionModel::again).collect();
        self.replace(models?);
        Ok(())
    }

    /// A trained model joins those that learn the same; where they learn something else, or there are enough of them, it takes
    /// their place. The others stay as they are trained.
    pub(super) fn join(&mut self, trained: TrainedModel) {
        let settings = *trained.settings();
        let fits = self.models.iter().all(|model| {
            let TrainingSettings { task, batch, seed, .. } = model.trainee.settings;
            (task, batch, seed) == (settings.task, settings.batch, settings.seed)
        });
        let stay = if fits && self.models.len() < MOST_MODELS { &self.models[..] } else { &[] };
        let origin = |model: &SessionModel| model.copy.clone().or_else(|| model.origin.clone());
        let origins = stay.iter().map(origin).chain([Some(trained)]);
        let all: Vec<TrainingSettings> = stay.iter().map(|model| model.trainee.settings).chain([settings]).collect();
        let named = model_names(&all).into_iter().zip(origins).zip(all);
        let models = named.filter_map(|((name, origin), settings)| SessionModel::new(name, settings, origin).ok());
        let models = models.collect();
        self.replace(models);
    }

    fn replace(&mut self, models: Vec<SessionModel>) {
        self.list_ended(true);
        let before = std::mem::replace(&mut self.models, models);
        // Models that have learned nothing are no loss, and those before them are still worth bringing back.
        if before.iter().any(|model| model.made() > 0 || model.origin.is_some()) {
            self.before = before;
        }
        self.before.iter_mut().for_each(|model| model.allow(0));
        self.allowed = 0.0;
        self.generation += 1;
    }

    /// Whether there are models that can be brought back.
    pub(super) const fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Brings back the models that were there before.
    pub(super) fn undo(&mut self) {
        if self.can_undo() {
            std::mem::swap(&mut self.models, &mut self.before);
            self.before.iter_mut().for_each(|model| model.allow(0));
            self.is_running = false;
            self.generation += 1;
            self.allowed = self.furthest() as f64;
        }
    }

    /// The settings of all models.
    pub(super) fn settings(&self) -> Vec<TrainingSettings> {
        self.models.iter().map(|model| model.trainee.settings).collect()
    }

    /// The models as they stand.
    #[must_use]
    pub fn trainees(&self) -> Vec<&Trainee> {
        self.models.iter().map(|model| &model.trainee).collect()
    }

    /// Trainings that are over, the newest first.
    #[must_use]
    pub fn past(&self) -> &[PastRun] {
        &self.past
    }

    /// Whether models learn now.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.is_running
    }

    /// Whether every model has come to an end.
    pub(super) fn is_over(&self) -> bool {
        self.models.iter().all(|model| model.trainee.state != ModelState::Learning)
    }

    /// The training steps of the model that has made most.
    fn furthest(&self) -> u64 {
        self.models.iter().map(SessionModel::made).max().unwrap_or(0)
    }

    /// One training step each.
    pub(super) fn step(&mut self) {
        self.is_running = false;
        self.allowed = self.furthest() as f64 + 1.0;
        self.allow();
    }

    /// Takes in what the models' threads have sent.
    pub(super) fn hear(&mut self, stop: Stop) {
        self.models.iter_mut().for_each(SessionModel::hear);
        self.judge(stop);
        self.list_ended(false);
    }

    /// Who has come to an end, and who goes on because the end was moved.
    fn judge(&mut self, stop: Stop) {
        for model in &mut self.models {
            let accuracy = model.trainee.evaluations.last().map(|look| look.overall.accuracy);
            let good = stop.accuracy.zip(accuracy).is_some_and(|(wanted, is)| is >= wanted);
            let newly = match model.trainee.state {
                ModelState::Diverged => ModelState::Diverged,
                _ if model.made() > 0 && good => ModelState::GoodEnough,
                _ if model.made() >= stop.steps => ModelState::AllSteps,
                _ => ModelState::Learning,
            };
            if newly == ModelState::Learning {
                model.is_listed = false;
            }
            model.trainee.state = newly;
        }
    }

    /// Lists runs that are over and have been looked at as they are; where all are to go, those that are broken off too.
    fn list_ended(&mut self, all_go: bool) {
        for model in &mut self.models {
            let Trainee { state, evaluations, .. } = &model.trainee;
            let is_known = evaluations.last().is_some_and(|look| look.step >= model.trainee.steps())
                || *state == ModelState::Diverged && !evaluations.is_empty();
            let ended = *state != ModelState::Learning && is_known;
            if model.made() > 0 && !model.is_listed && (ended || all_go) {
                model.is_listed = true;
                self.runs += 1;
                self.past.insert(0, model.trainee.past(self.runs));
            }
        }
        self.past.truncate(MOST_RUNS);
    }

    /// Lets the models make the steps that are due after so many seconds, or none while they are not to learn.
    pub(super) fn advance(&mut self, seconds: f32, speed: Speed, stop: Stop) {
        if !self.is_running {
            return;
        }
        let learning = self.models.iter().filter(|model| model.trainee.state == ModelState::Learning);
        let Some(slowest) = learning.map(SessionModel::made).min() else {
            self.is_running = false;
            return;
        };
        // What a slow model has not managed is not asked of it later, all at once.
        let furthest = slowest as f64 + LEAD as f64;
        self.allowed = if speed.turbo {
            furthest
        } else {
            (self.allowed + f64::from(speed.per_second) * f64::from(seconds.min(0.25))).min(furthest)
        };
        self.allowed = self.allowed.min(stop.steps as f64);
        self.allow();
    }

    /// Lets the models stand.
    pub(super) fn pause(&mut self) {
        self.is_running = false;
        self.hold();
    }

    /// No step beyond those that are made, whether they are to learn or not.
    pub(super) fn hold(&mut self) {
        self.allowed = self.furthest() as f64;
        self.allow();
    }

    fn allow(&mut self) {
        for model in &mut self.models {
            model.allow(self.allowed as u64);
        }
    }
}
