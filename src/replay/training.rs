//! Records the episodes of a training run's first board. The run is ticked through here; what becomes of the notes is in `kept`.

use super::{header::Run, notes::Notes, replay::Replay, steps::Decision, tape::TapeFault};
use crate::{
    arena::{Setup, Simulation},
    learning::{Learns, PARAMETERS, Status},
};

/// Watches arena 0 of a simulation that learns. Nothing that it does changes what is learned.
pub struct Recorder {
    /// In a box, as it is handed on.
    notes: Box<Notes>,
    /// The number of the episode that is noted, once it has ended.
    ended: Option<u64>,
    spare: Option<Box<Notes>>,
    /// Whether something is learned from every single step.
    stepwise: bool,
}

impl Recorder {
    /// Of a simulation as it stands. An episode that is under way already is not recorded.
    #[must_use]
    pub fn new(simulation: &Simulation) -> Self {
        let world = simulation.grid_world(0);
        let mut notes = Notes::begin(world, simulation.ticks());
        if world.steps() > 0 {
            notes.spoil(TapeFault::BegunBefore);
        }
        let ended = simulation.is_over(0).then(|| simulation.episodes());
        Self::going_on(simulation, notes, ended)
    }

    /// Of a simulation that was resumed: `under_way` is the episode that it is in, up to where it was saved. `number` is that of the
    /// episode if it had ended.
    ///
    /// # Errors
    /// When the replay is not that of the episode that the simulation is in.
    pub fn resume(simulation: &Simulation, under_way: &Replay, number: u64) -> Result<Self, TapeFault> {
        let world = simulation.grid_world(0);
        let mut notes = Notes::resume(under_way, world, simulation.ticks())?;
        let ended = simulation.is_over(0).then_some(number);
        if ended.is_some() {
            notes.end(world);
        }
        Ok(Self::going_on(simulation, notes, ended))
    }

    fn going_on(simulation: &Simulation, notes: Notes, ended: Option<u64>) -> Self {
        Self {
            notes: Box::new(notes),
            ended,
            spare: None,
            stepwise: (simulation.setup()).is_some_and(|setup| setup.algorithm.spec().learns == Learns::EachStep),
        }
    }

    /// One tick of the simulation. With the first tick of an episode come the number and the notes of the one before: only then is known
    /// what was learned from its last step.
    #[inline]
    pub fn tick(&mut self, simulation: &mut Simulation) -> Option<(u64, Box<Notes>)> {
        let mut complete = self.ended.take().map(|number| (number, self.begin_next(simulation)));

        simulation.tick();

        if let Some(error) = self.td_error(simulation) {
            let notes = complete.as_mut().map_or(&mut self.notes, |(_, notes)| notes);
            notes.learned(error);
        }
        if let Some((decision, outcome)) = simulation.last_decision(0) {
            let thought = Decision { values: decision.values, greedy: decision.greedy, td_error: None };
            self.notes.step(decision.action, thought, outcome.reward);
            // One agent's episode is its board's.
            if outcome.terminated || outcome.truncated {
                self.notes.end(simulation.grid_world(0));
                self.ended = Some(number_of_first(simulation));
            }
        }
        complete
    }

    /// Turns over to the next episode; the notes of the one before.
    fn begin_next(&mut self, simulation: &Simulation) -> Box<Notes> {
        let world = simulation.grid_world(0);
        let tick = simulation.ticks();
        let mut next = self.spare.take().unwrap_or_else(|| Box::new(Notes::begin(world, tick)));
        next.begin_next(world, tick);
        std::mem::replace(&mut self.notes, next)
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
    pub const fn ended(&self) -> Option<u64> {
        self.ended
    }
}

/// The number of the first board's episode, which has just ended: boards are closed in their order, so that it has the first number of
/// this tick's, and all that have ended stand as they ended until the next tick.
fn number_of_first(simulation: &Simulation) -> u64 {
    let ended = (0..simulation.arena_count()).filter(|&arena| simulation.is_over(arena)).count();
    simulation.episodes() + 1 - ended as u64
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
