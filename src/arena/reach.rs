//! Going back in a run: states that are kept on the way, and ticks that are reached by training again from one of
//! them, or from the seed.

use std::{collections::VecDeque, ops::ControlFlow, sync::Arc};

use super::{Provenance, ResumeError, Retraining, Simulation, SimulationState};

/// Ticks between two looks at whether to go on.
const STRETCH: u64 = 256;

/// States of a run that is watched, from which each of its last ticks is reached again at once, bit for bit.
pub struct RecentStates {
    /// Ticks between two kept states.
    every: u64,
    /// Ticks that are reached.
    length: u64,
    states: VecDeque<SimulationState>,
}

impl Default for RecentStates {
    /// The last 1,000 ticks, by a state for every eight.
    fn default() -> Self {
        Self::new(1000, 8)
    }
}

impl RecentStates {
    /// Of the last `length` ticks, by a state for every `every` ticks.
    #[must_use]
    pub fn new(length: u64, every: u64) -> Self {
        Self { every: every.max(1), length, states: VecDeque::new() }
    }

    /// To be called before each tick that is to be reached again, with all changes made. States of ticks behind it are
    /// forgotten. A run in which nobody learns has none.
    pub fn keep(&mut self, simulation: &Simulation) {
        let ticks = simulation.ticks();
        while self.states.back().is_some_and(|state| state.ticks() > ticks) {
            self.states.pop_back();
        }
        if let Some(last) = self.states.back()
            && simulation.setup() == Some(last.setup())
            && ticks < last.ticks() + self.every
        {
            return;
        }
        if self.states.back().is_some_and(|last| last.ticks() == ticks) {
            self.states.pop_back();
        }
        self.states.extend(simulation.state());
        let oldest = ticks.saturating_sub(self.length);
        while self.states.get(1).is_some_and(|second| second.ticks() <= oldest) {
            self.states.pop_front();
        }
    }

    /// Forgets everything, as another run is watched.
    pub fn clear(&mut self) {
        self.states.clear();
    }

    /// The first number of ticks that is reached.
    #[must_use]
    pub fn first(&self) -> Option<u64> {
        self.states.front().map(SimulationState::ticks)
    }

    /// The run as it was after so many ticks; `None` where that is before the first state.
    ///
    /// # Errors
    /// Never for states that a run gave.
    pub fn at(&self, ticks: u64) -> Result<Option<Simulation>, ResumeError> {
        let Some(state) = self.states.iter().rev().find(|state| state.ticks() <= ticks) else {
            return Ok(None);
        };
        let mut simulation = Simulation::from_state(state.clone())?;
        while simulation.ticks() < ticks {
            simulation.tick();
        }
        Ok(Some(simulation))
    }
}

/// States on the way of a run that is trained again: few, and wider apart the longer the way is.
pub struct Milestones {
    provenance: Arc<Provenance>,
    every: u64,
    states: Vec<SimulationState>,
}

impl Milestones {
    /// States that are kept at most.
    const ROOM: usize = 64;

    /// None yet, of the run with this provenance.
    #[must_use]
    pub const fn new(provenance: Arc<Provenance>) -> Self {
        Self { provenance, every: STRETCH, states: Vec::new() }
    }

    /// The run after so many ticks, trained again from the nearest state before that, or from its seed, with the
    /// changes that were made while it ran. `watch` is told the ticks that are done; `None` where it broke off, and
    /// what was done is not lost.
    ///
    /// # Errors
    /// A setup or a change that no run can have gone through.
    pub fn reach(
        &mut self,
        ticks: u64,
        watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Option<Simulation>, ResumeError> {
        let nearest = self.states.iter().rev().find(|state| state.ticks() <= ticks);
        let mut retraining = match nearest {
            Some(state) => Retraining::resume(self.provenance.clone(), state.clone())?,
            None => Retraining::begin(self.provenance.clone())?,
        };
        loop {
            let done = retraining.simulation().ticks();
            if done >= ticks {
                return Ok(Some(retraining.into_simulation()?));
            }
            if done.is_multiple_of(self.every) && self.states.last().is_none_or(|last| last.ticks() < done) {
                self.keep(retraining.simulation().state()?);
            }
            if done.is_multiple_of(STRETCH) && watch(done).is_break() {
                return Ok(None);
            }
            retraining.tick()?;
        }
    }

    fn keep(&mut self, state: SimulationState) {
        self.states.push(state);
        if self.states.len() > Self::ROOM {
            self.every *= 2;
            let every = self.every;
            self.states.retain(|state| state.ticks().is_multiple_of(every));
        }
    }
}
