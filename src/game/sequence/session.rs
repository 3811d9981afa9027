//! The session: the models that are trained side by side, and one set of play, pause, step, reset and speed for all of them.
//! Each trains on a thread of its own; here it is decided how many steps each may have made.

use std::mem;

use bevy::prelude::*;

use super::{model::SessionModel, trainer_thread::StateAsked};
use crate::{
    game::Fault,
    panels::{SequenceChoices, Speed, WhatIf, model_names},
    sequence::{
        LabState, MOST_MODELS, ModelState, PastRun, SequencePreset, SettingsError, Stop, TrainedModel, Trainee,
        TrainingSettings,
    },
};

/// Without a limit to the speed, no model is further ahead of the slowest than this: side by side is to be seen.
const LEAD: u64 = 100;
/// Runs in the table at most; the oldest go first.
const MOST_RUNS: usize = 200;
/// So many steps can be taken back. Models that stand cost memory only.
const MOST_UNDOS: usize = 10;

/// The models.
#[derive(Resource, Default)]
pub struct TrainingSession {
    pub(super) models: Vec<SessionModel>,
    /// Whether they are to learn.
    pub(super) is_running: bool,
    /// Training steps that each may have made, with the fraction of the next one.
    allowed: f64,
    /// The models before each reset or change, as they stood, the latest last; and those that were taken back.
    before: Vec<PutAway>,
    after: Vec<PutAway>,
    /// Trainings that are over, the newest first.
    pub(super) past: Vec<PastRun>,
    runs: usize,
    /// Raised whenever models are exchanged.
    pub(super) generation: u64,
}

/// Models that gave way to others, with what was chosen for them.
struct PutAway {
    models: Vec<SessionModel>,
    preset: Option<SequencePreset>,
    stop: Stop,
}

impl PutAway {
    fn has_learned(&self) -> bool {
        self.models.iter().any(SessionModel::has_learned)
    }
}

impl TrainingSession {
    /// Puts other models into the session; those before them can be brought back.
    pub(super) fn put(
        &mut self,
        settings: &[TrainingSettings],
        preset: Option<SequencePreset>,
        stop: Stop,
        choices: &mut SequenceChoices,
    ) -> Result<(), SettingsError> {
        let models = model_names(settings).into_iter().zip(settings);
        let models: Result<_, _> = models.map(|(name, settings)| SessionModel::new(name, *settings, None)).collect();
        self.exchange(PutAway { models: models?, preset, stop }, choices);
        Ok(())
    }

    /// All models from their beginning.
    pub(super) fn reset(&mut self, choices: &mut SequenceChoices) -> Result<(), SettingsError> {
        let models: Result<_, _> = self.models.iter().map(SessionModel::again).collect();
        let SequenceChoices { preset, stop, .. } = *choices;
        self.exchange(PutAway { models: models?, preset, stop }, choices);
        Ok(())
    }

    /// A trained model joins those that learn the same, which learn on as they are; where they learn something else, or there are
    /// enough of them, it takes their place and stands. Whether the others gave way.
    pub(super) fn join(&mut self, trained: TrainedModel, choices: &mut SequenceChoices) -> Result<bool, SettingsError> {
        let settings = *trained.settings();
        let fits = self.models.iter().all(|model| model.trainee.settings.shares_batches(&settings));
        let stay = fits && self.models.len() < MOST_MODELS;
        let model = SessionModel::new(model_names(&[settings]).concat(), settings, Some(trained))?;
        if stay {
            self.models.push(model);
            let names = model_names(&self.settings());
            self.models.iter_mut().zip(names).for_each(|(model, name)| model.trainee.name = name);
            (choices.models, choices.preset) = (self.settings(), None);
            self.generation += 1;
            self.allowed = self.slowest() as f64;
        } else {
            self.is_running = false;
            self.exchange(PutAway { models: vec![model], preset: None, stop: choices.stop }, choices);
        }
        Ok(!stay)
    }

    /// Goes on with a session that was saved, as it stood; its runs come before those that are in the table.
    pub(in crate::game) fn open(&mut self, state: LabState, choices: &mut SequenceChoices) {
        let names = model_names(&state.settings());
        let LabState { preset, stop, models, past, runs } = state;
        self.is_running = false;
        self.list_ended(true);
        let mut models: Vec<_> =
            names.into_iter().zip(models).map(|(name, model)| SessionModel::resumed(name, model)).collect();
        let counted = self.runs;
        models.iter_mut().filter_map(|model| model.row.as_mut()).for_each(|row| *row += counted);
        self.exchange(PutAway { models, preset, stop }, choices);
        self.past.splice(0..0, past.into_iter().map(|run| PastRun { number: run.number + counted, ..run }));
        self.past.truncate(MOST_RUNS);
        self.runs = counted + runs;
    }

    /// All that the session depends on; every model as it stands between two of its steps.
    ///
    /// # Errors
    /// When a model's thread does not answer any more.
    pub(in crate::game) fn state(&mut self, choices: &SequenceChoices) -> Result<LabState, Fault> {
        let asked: Vec<_> = self.models.iter().map(SessionModel::ask_state).collect();
        let answers: Result<Vec<_>, _> = asked.into_iter().map(StateAsked::wait).collect();
        let answers = answers.map_err(Fault::lab)?;
        let models = self.models.iter_mut().zip(answers).map(|(model, trainer)| model.state(trainer)).collect();
        let SequenceChoices { preset, stop, .. } = *choices;
        Ok(LabState { preset, stop, models, past: self.past.clone(), runs: self.runs })
    }

    /// Whether something in it has been learned.
    pub(in crate::game) fn has_learned(&self) -> bool {
        self.models.iter().any(SessionModel::has_learned)
    }

    /// Puts others in the place of the models, which can be brought back as they stand.
    fn exchange(&mut self, others: PutAway, choices: &mut SequenceChoices) {
        let before = self.change_places(others, choices);
        // Models that have learned nothing are no loss, and those before them are still worth bringing back.
        if before.has_learned() {
            self.before.push(before);
            if self.before.len() > MOST_UNDOS {
                self.before.remove(0);
            }
        }
        self.after.clear();
    }

    fn change_places(&mut self, others: PutAway, choices: &mut SequenceChoices) -> PutAway {
        self.list_ended(true);
        let PutAway { models, preset, stop } = others;
        let mut before =
            PutAway { models: mem::replace(&mut self.models, models), preset: choices.preset, stop: choices.stop };
        before.models.iter_mut().for_each(|model| model.allow(0));
        (choices.models, choices.preset, choices.stop) = (self.settings(), preset, stop);
        // What is tried is tried on the models that are there.
        choices.what_if = WhatIf::default();
        self.allowed = self.slowest() as f64;
        self.generation += 1;
        before
    }

    /// Whether there are models that can be brought back.
    pub(super) const fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether there are models that were taken back.
    pub(super) const fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }

    /// Brings back the models that were there before, with what was chosen for them; they stand.
    pub(super) fn undo(&mut self, choices: &mut SequenceChoices) {
        if let Some(before) = self.before.pop() {
            self.is_running = false;
            let after = self.change_places(before, choices);
            self.after.push(after);
        }
    }

    /// Takes the last undo back.
    pub(super) fn redo(&mut self, choices: &mut SequenceChoices) {
        if let Some(after) = self.after.pop() {
            self.is_running = false;
            let before = self.change_places(after, choices);
            self.before.push(before);
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

    /// The training steps of the model that has made fewest, of those that learn if any does.
    fn slowest(&self) -> u64 {
        let learning = self.models.iter().filter(|model| model.trainee.state == ModelState::Learning);
        let all = || self.models.iter().map(SessionModel::made).min();
        learning.map(SessionModel::made).min().or_else(all).unwrap_or(0)
    }

    /// One training step each.
    pub(super) fn step(&mut self) {
        self.is_running = false;
        self.models.iter_mut().for_each(|model| model.allow(model.made() + 1));
        self.allowed = self.slowest() as f64 + 1.0;
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
                model.goes_on();
            }
            model.trainee.state = newly;
        }
    }

    /// Lists runs that are over and have been looked at as they are; where all are to go, those that are broken off too. A run that has
    /// a line already keeps it.
    fn list_ended(&mut self, all_go: bool) {
        for model in &mut self.models {
            let Some(run) = model.due(self.runs + 1, all_go) else { continue };
            match self.past.iter_mut().find(|listed| listed.number == run.number) {
                Some(listed) => *listed = run,
                None => {
                    self.runs = self.runs.max(run.number);
                    self.past.insert(0, run);
                }
            }
        }
        self.past.truncate(MOST_RUNS);
    }

    /// Lets the models make the steps that are due after so many seconds, or none while they are not to learn.
    pub(super) fn advance(&mut self, seconds: f32, speed: Speed, stop: Stop) {
        if !self.is_running {
            return;
        }
        if self.is_over() {
            self.is_running = false;
            return;
        }
        // What a slow model has not managed is not asked of it later, all at once.
        let furthest = self.slowest() as f64 + LEAD as f64;
        self.allowed = if speed.turbo {
            furthest
        } else {
            (self.allowed + f64::from(speed.per_second) * f64::from(seconds.min(0.25))).min(furthest)
        };
        self.allowed = self.allowed.min(stop.steps as f64);
        self.models.iter_mut().for_each(|model| model.allow(self.allowed as u64));
    }

    /// Lets the models stand.
    pub(super) fn pause(&mut self) {
        self.is_running = false;
        self.hold();
    }

    /// No step beyond those that are made, whether they are to learn or not.
    pub(super) fn hold(&mut self) {
        self.models.iter_mut().for_each(|model| model.allow(0));
        self.allowed = self.slowest() as f64;
    }
}
