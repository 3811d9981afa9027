//! Going back in a run: states that are kept on the way, and ticks that are reached by training again from one of
//! them, or from the seed.

use std::{
    collections::{BTreeMap, VecDeque},
    ops::ControlFlow,
    sync::Arc,
};

use super::{Provenance, ResumeError, Retraining, Simulation, SimulationState};

/// Ticks between two looks at whether to go on.
const STRETCH: u64 = 256;

/// States of a run that is watched, from which each of its last ticks is reached again at once, bit for bit. A clone shares
/// them.
#[derive(Clone)]
pub struct RecentStates {
    /// Ticks between two kept states.
    every: u64,
    /// Ticks that are reached.
    length: u64,
    states: VecDeque<Arc<SimulationState>>,
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
        self.states.extend(simulation.state().map(Arc::new));
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
        self.states.front().map(|state| state.ticks())
    }

    /// The run as it was after so many ticks; `None` where that is before the first state.
    ///
    /// # Errors
    /// Never for states that a run gave.
    pub fn at(&self, ticks: u64) -> Result<Option<Simulation>, ResumeError> {
        let Some(state) = self.nearest(ticks) else { return Ok(None) };
        let mut simulation = Simulation::from_state(SimulationState::clone(state))?;
        while simulation.ticks() < ticks {
            simulation.tick();
        }
        Ok(Some(simulation))
    }

    /// The last state before a tick.
    fn nearest(&self, ticks: u64) -> Option<&Arc<SimulationState>> {
        self.states.iter().rev().find(|state| state.ticks() <= ticks)
    }
}

/// The whole way of a run, from its seed and on beyond its last tick: states on it that are near each other at its end, and
/// few, wider apart the longer it is, elsewhere.
pub struct Milestones {
    /// Without changes where the run's seed is not known.
    provenance: Arc<Provenance>,
    /// Whether the run can be trained again from its seed.
    is_whole: bool,
    every: u64,
    states: BTreeMap<u64, Arc<SimulationState>>,
    recent: RecentStates,
}

impl Milestones {
    /// States that are kept at most, beside the recent ones.
    const ROOM: usize = 64;

    /// None yet, of the run with this provenance.
    #[must_use]
    pub fn new(provenance: Arc<Provenance>) -> Self {
        let recent = RecentStates::default();
        Self { provenance, is_whole: true, every: STRETCH, states: BTreeMap::new(), recent }
    }

    /// Of a run that is watched, as it stands. Where its seed is not known, no tick before the recent ones is reached.
    ///
    /// # Errors
    /// A simulation in which nobody learns.
    pub fn of(simulation: &Simulation, recent: &RecentStates) -> Result<Self, ResumeError> {
        let setup = simulation.setup().ok_or(ResumeError::NothingLearns)?;
        let known = simulation.provenance().cloned();
        let is_whole = known.is_some();
        let mut recent = recent.clone();
        recent.keep(simulation);
        Ok(Self { is_whole, recent, ..Self::new(known.unwrap_or_else(|| Arc::new(Provenance::new(setup)))) })
    }

    /// The first tick that is reached, counted from 1.
    #[must_use]
    pub fn first(&self) -> u64 {
        if self.is_whole { 1 } else { self.recent.first().unwrap_or(0) + 1 }
    }

    /// The run on its way, after so many ticks, trained again from the nearest state before that, or from its seed, with
    /// the changes that were made before the last of them. `watch` is told the ticks that are done; `None` where it broke off, and
    /// what was done is not lost.
    ///
    /// # Errors
    /// A setup or a change that no run can have gone through; a tick before the first that is reached.
    pub fn train(
        &mut self,
        ticks: u64,
        watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Option<Retraining>, ResumeError> {
        let kept = self.states.range(..=ticks).next_back().map(|(_, state)| state);
        let recent = self.recent.nearest(ticks);
        let mut retraining = match (kept, recent) {
            (kept, Some(recent)) if kept.is_none_or(|kept| kept.ticks() <= recent.ticks()) => {
                Retraining::resume(self.provenance.clone(), SimulationState::clone(recent))?.changed()
            }
            (Some(kept), _) => Retraining::resume(self.provenance.clone(), SimulationState::clone(kept))?,
            (None, _) if self.is_whole => Retraining::begin(self.provenance.clone())?,
            _ => return Err(ResumeError::TooEarly { first: self.first() }),
        };
        loop {
            let done = retraining.simulation().ticks();
            if done >= ticks {
                return Ok(Some(retraining));
            }
            if done.is_multiple_of(self.every) && !self.states.contains_key(&done) {
                self.keep(retraining.simulation().state()?);
            }
            if done.is_multiple_of(STRETCH) && watch(done).is_break() {
                return Ok(None);
            }
            retraining.tick()?;
        }
    }

    /// The run as it was after so many ticks, before the next one: see [`Self::train`].
    ///
    /// # Errors
    /// As there.
    pub fn reach(
        &mut self,
        ticks: u64,
        watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Option<Simulation>, ResumeError> {
        let retraining = self.train(ticks, watch)?;
        Ok(retraining.map(Retraining::into_simulation).transpose()?)
    }

    /// A state that a tick of this run led to, with the changes that were made before the next one.
    ///
    /// # Errors
    /// A change that no run can have gone through.
    pub fn settle(&self, state: SimulationState) -> Result<SimulationState, ResumeError> {
        // A recent state knows the changes of a run without a seed as well.
        if let Some(recent) = self.recent.nearest(state.ticks()).filter(|recent| recent.ticks() == state.ticks()) {
            return Ok(SimulationState::clone(recent));
        }
        let mut retraining = Retraining::resume(self.provenance.clone(), state)?;
        retraining.settled()?.state()
    }

    fn keep(&mut self, state: SimulationState) {
        self.states.insert(state.ticks(), Arc::new(state));
        if self.states.len() > Self::ROOM {
            self.every *= 2;
            let every = self.every;
            self.states.retain(|ticks, _| ticks.is_multiple_of(every));
        }
    }
}
