//! Where a run comes from: what it was made from, and what was changed while it ran. With that it can be trained again from its seed, bit
//! for bit, up to any of its ticks. Which file holds it is decided elsewhere.
//!
//! A run that began with weights from elsewhere (a checkpoint, a learner that was shown a person's games) has none, and neither has one
//! that was saved by a version of the program that did not note it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ResumeError, Setup, SetupError, Simulation, SimulationState};
use crate::{
    gridworld::{Level, shared_level},
    learning::{HyperparameterSpec, Hyperparameters, PARAMETERS},
};

/// The version of this program.
const PROGRAM_VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a run was made from, and what was changed while it ran.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The version of the program in which the run began. Another one may calculate differently.
    pub program_version: String,
    /// What it was made from, before any change.
    pub setup: Setup,
    /// What was changed, in the order in which it was.
    pub changes: Vec<Change>,
}

/// Something that was changed while a run ran.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Ticks that the run had made by then: the next one is the first with the change.
    pub tick: u64,
    /// What was changed.
    pub what: Changed,
}

/// What can be changed while a run runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Changed {
    /// A hyperparameter that acts at once.
    Hyperparameter {
        /// Its name.
        key: String,
        /// Its new value, as `--set` takes it.
        value: String,
    },
    /// The level, as editing does.
    Level(#[serde(with = "shared_level")] Arc<Level>),
    /// The version of the program, which the run was saved and resumed in between.
    Program(String),
}

impl Provenance {
    /// Of a run that begins now.
    pub(super) fn new(setup: &Setup) -> Self {
        Self { program_version: PROGRAM_VERSION.to_owned(), setup: setup.clone(), changes: Vec::new() }
    }

    /// Whether it can have been written by a run; else what is wrong, in words.
    ///
    /// # Errors
    /// The first setting or change that no run can have.
    pub fn check(&self) -> Result<(), String> {
        self.setup.check().map_err(|error| error.to_string())?;
        if !self.changes.is_sorted_by_key(|change| change.tick) {
            return Err("the changes of the run are in disorder".to_owned());
        }
        let mut hyperparameters = self.setup.hyperparameters.clone();
        for Change { what, .. } in &self.changes {
            match what {
                Changed::Hyperparameter { key, .. }
                    if !HyperparameterSpec::named(key).is_some_and(|named| named.live) =>
                {
                    return Err(format!("`{key}` cannot be changed while a run runs"));
                }
                Changed::Hyperparameter { key, value } => {
                    hyperparameters.set(key, value).map_err(|error| error.to_string())?;
                }
                Changed::Level(level) => level.check().map_err(|error| error.to_string())?,
                Changed::Program(_) => {}
            }
        }
        Ok(())
    }

    /// Notes what was changed after so many ticks.
    pub(super) fn note(&mut self, tick: u64, what: Changed) {
        if let Changed::Hyperparameter { key, .. } = &what {
            // While a slider is dragged and time stands, the last value alone counts.
            let before = |change: &Change| {
                change.tick == tick
                    && matches!(&change.what, Changed::Hyperparameter { key: other, .. } if other == key)
            };
            self.changes.retain(|change| !before(change));
        }
        self.changes.push(Change { tick, what });
    }

    /// Notes what is different from the hyperparameters before.
    pub(super) fn note_hyperparameters(&mut self, tick: u64, before: &Hyperparameters, now: &Hyperparameters) {
        for HyperparameterSpec { key, .. } in PARAMETERS {
            if let Some(value) = now.get(key).filter(|value| before.get(key).as_ref() != Some(value)) {
                self.note(tick, Changed::Hyperparameter { key: (*key).to_owned(), value });
            }
        }
    }

    /// The run was resumed, maybe by another version of the program.
    pub(super) fn note_program(&mut self, tick: u64) {
        let versions = self.changes.iter().rev().filter_map(|change| match &change.what {
            Changed::Program(version) => Some(version),
            _ => None,
        });
        if versions.chain([&self.program_version]).next().is_none_or(|last| last != PROGRAM_VERSION) {
            self.note(tick, Changed::Program(PROGRAM_VERSION.to_owned()));
        }
    }
}

/// A run on its way a second time.
pub struct Retraining {
    simulation: Simulation,
    provenance: Arc<Provenance>,
    /// Changes that were made already.
    made: usize,
}

impl Retraining {
    /// Before the run's first tick.
    ///
    /// # Errors
    /// A setup that breaks a rule.
    pub fn begin(provenance: Arc<Provenance>) -> Result<Self, SetupError> {
        Ok(Self { simulation: Simulation::new(&provenance.setup)?, provenance, made: 0 })
    }

    /// From a state on its way.
    ///
    /// # Errors
    /// A state whose parts do not fit each other.
    pub fn resume(provenance: Arc<Provenance>, state: SimulationState) -> Result<Self, ResumeError> {
        let simulation = Simulation::from_state(state)?;
        // Those that were made at this very tick are made again, which changes nothing.
        let made = provenance.changes.partition_point(|change| change.tick < simulation.ticks());
        Ok(Self { simulation, provenance, made })
    }

    /// The same, from a state that was taken after the changes that were made at its tick.
    pub(super) fn changed(mut self) -> Self {
        let ticks = self.simulation.ticks();
        self.made = self.provenance.changes.partition_point(|change| change.tick <= ticks);
        self
    }

    /// The next tick of the run, after the changes that were made before it.
    ///
    /// # Errors
    /// A change that the run cannot have gone through.
    pub fn tick(&mut self) -> Result<(), SetupError> {
        self.change()?;
        self.simulation.tick();
        // The curves of the simulation hold what is to be seen of them.
        self.simulation.drain_episodes();
        Ok(())
    }

    /// Makes the changes that were made before the next tick.
    fn change(&mut self) -> Result<(), SetupError> {
        while let Some(change) = self.provenance.changes.get(self.made).filter(|c| c.tick <= self.simulation.ticks()) {
            match &change.what {
                Changed::Hyperparameter { key, value } => {
                    if let Some(setup) = self.simulation.setup() {
                        let mut hyperparameters = setup.hyperparameters.clone();
                        hyperparameters.set(key, value)?;
                        self.simulation.set_live(&hyperparameters);
                    }
                }
                Changed::Level(level) => self.simulation.replace_level(level)?,
                Changed::Program(_) => {}
            }
            self.made += 1;
        }
        Ok(())
    }

    /// The run before its next tick, with the changes that were made by then.
    ///
    /// # Errors
    /// A change that the run cannot have gone through.
    pub fn settled(&mut self) -> Result<&Simulation, SetupError> {
        self.change()?;
        Ok(&self.simulation)
    }

    /// The same run, to go on without the changes that are still to come.
    ///
    /// # Errors
    /// As above.
    pub fn into_simulation(mut self) -> Result<Simulation, SetupError> {
        self.change()?;
        Ok(self.simulation)
    }

    /// The run as it was after as many ticks.
    #[must_use]
    pub const fn simulation(&self) -> &Simulation {
        &self.simulation
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::{Algorithm, Preset};

    #[test]
    fn a_run_that_goes_on_in_another_version_says_so_once() {
        let level = Arc::new(Level::built_in("classic").expect("it is built in"));
        let setup = Setup::preset(level, Algorithm::DeepSarsa, Preset::Tuned, 1);
        let mut provenance = Provenance::new(&setup);
        provenance.note_program(10);
        assert_eq!(provenance.changes, [], "the same version goes on");
        provenance.program_version = "0.0.9".to_owned();
        provenance.note_program(40);
        provenance.note_program(50);
        let changed = Change { tick: 40, what: Changed::Program(PROGRAM_VERSION.to_owned()) };
        assert_eq!(provenance.changes, [changed]);
        assert_eq!(provenance.check(), Ok(()));

        // Training it again passes over it.
        let mut retraining = Retraining::begin(Arc::new(provenance)).expect("it can run");
        while retraining.simulation().ticks() < 45 {
            retraining.tick().expect("nothing stands against it");
        }
    }
}
