//! Records the episodes of a training run's first board: listens to what its ticks tell. What becomes of the notes is in `kept`.

use bevy_ecs::message::MessageCursor;

use super::{Notes, RecordedDecision, Replay, Run, TapeFault};
use crate::{
    arena::{EpisodeEnded, Setup, Simulation, StepMade},
    learning::{Learns, PARAMETERS, Status},
};

/// Watches arena 0 of a simulation that learns. Nothing that it does changes what is learned.
pub struct EpisodeRecorder {
    /// In a box, as it is handed on.
    notes: Box<Notes>,
    /// Once the episode that is noted has ended: its number, and the notes of the one that follows.
    ended: Option<(u64, Box<Notes>)>,
    spare: Option<Box<Notes>>,
    steps: MessageCursor<StepMade>,
    ends: MessageCursor<EpisodeEnded>,
    /// Whether something is learned from every single step.
    stepwise: bool,
}

impl EpisodeRecorder {
    /// Of a simulation as it stands. An episode that is under way already is not recorded.
    #[must_use]
    pub fn new(simulation: &Simulation) -> Self {
        let world = simulation.grid_world(0);
        let mut notes = Notes::begin(world, simulation.ticks());
        if world.steps() > 0 {
            notes.spoil(TapeFault::BegunBefore);
        }
        Self::going_on(simulation, notes, simulation.episodes())
    }

    /// Of a simulation that was resumed: `under_way` is the episode that it is in, up to where it was saved. `number` is that of the
    /// episode if it had ended.
    ///
    /// # Errors
    /// When the replay is not that of the episode that the simulation is in.
    pub fn resume(simulation: &Simulation, under_way: &Replay, number: u64) -> Result<Self, TapeFault> {
        let world = simulation.grid_world(0);
        let notes = Notes::resume(under_way, world, simulation.ticks())?;
        Ok(Self::going_on(simulation, notes, number))
    }

    /// `number` is that of the noted episode if it has ended.
    fn going_on(simulation: &Simulation, notes: Notes, number: u64) -> Self {
        let mut recorder = Self {
            notes: Box::new(notes),
            ended: None,
            spare: None,
            steps: simulation.messages().get_cursor_current(),
            ends: simulation.messages().get_cursor_current(),
            stepwise: (simulation.setup()).is_some_and(|setup| setup.algorithm.spec().learns == Learns::EachStep),
        };
        if simulation.is_over(0) {
            recorder.end(simulation, number);
        }
        recorder
    }

    /// What the tick that has just been made tells. With the first tick of an episode come the number and the notes of the one before:
    /// only then is known what was learned from its last step.
    #[inline]
    pub fn listen(&mut self, simulation: &Simulation) -> Option<(u64, Box<Notes>)> {
        let mut complete = self.ended.take().map(|(number, next)| (number, std::mem::replace(&mut self.notes, next)));
        if let Some(error) = self.td_error(simulation) {
            let notes = complete.as_mut().map_or(&mut self.notes, |(_, notes)| notes);
            notes.learned(error);
        }
        for StepMade { decision, outcome, .. } in self.steps.read(simulation.messages()).filter(|step| step.arena == 0)
        {
            let thought = RecordedDecision { values: decision.values, greedy: decision.greedy, td_error: None };
            self.notes.step(decision.action, thought, outcome.reward);
        }
        // One agent's episode is its board's.
        let ended = self.ends.read(simulation.messages()).filter(|ended| ended.0.arena == 0).last();
        if let Some(number) = ended.map(|ended| ended.0.episode) {
            self.end(simulation, number);
        }
        complete
    }

    /// The episode has ended; the board stands as it does until the next one begins on it.
    fn end(&mut self, simulation: &Simulation, number: u64) {
        let (world, tick) = (simulation.grid_world(0), simulation.ticks());
        self.notes.end(world);
        let mut next = self.spare.take().unwrap_or_else(|| Box::new(Notes::begin(world, tick)));
        next.begin_next(world, tick);
        self.ended = Some((number, next));
    }

    /// What was learned in the last tick from the step before: target - Q(s, a).
    fn td_error(&self, simulation: &Simulation) -> Option<f32> {
        let learner = simulation.learner().filter(|_| self.stepwise)?;
        let learns = *learner.status() == Status::Learning;
        learns.then(|| learner.target(0)).flatten().map(|target| target.error)
    }

    /// Takes back notes that nobody needs any more.
    pub fn recycle(&mut self, notes: Option<Box<Notes>>) {
        if notes.is_some() {
            self.spare = notes;
        }
    }

    /// The episode that is being played, or has just ended.
    #[must_use]
    pub fn under_way(&self) -> &Notes {
        &self.notes
    }

    /// Its number, if it has ended.
    #[must_use]
    pub fn ended(&self) -> Option<u64> {
        self.ended.as_ref().map(|(number, _)| *number)
    }
}

impl From<&Setup> for Run {
    fn from(setup: &Setup) -> Self {
        let own = PARAMETERS.iter().filter(|parameter| parameter.concerns(setup.algorithm));
        let value = |key: &str| Some((key.to_owned(), setup.hyperparameters.get(key)?));
        Self {
            algorithm: setup.algorithm.to_string(),
            observation: setup.observation.to_string(),
            hyperparameters: own.filter_map(|parameter| value(parameter.key)).collect(),
            seed: setup.seed,
        }
    }
}
