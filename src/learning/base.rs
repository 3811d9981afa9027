//! What every learner has: its settings, a network with an optimiser, its chance, and what its actors saw and did last.
//! What an algorithm makes of it stands in the algorithm's file.

use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;

use super::{
    ACTIONS, Algorithm, Hyperparameters, LearnerState, StateError, Status, Target,
    state::{Memory, TickRecord, network_sizes},
    trained::{TrainedNetwork, UpdateStep},
};

/// The common part of all learners.
#[derive(Debug)]
pub struct Base {
    pub(super) hyperparameters: Hyperparameters,
    pub(super) observation_len: usize,
    pub(super) generator: Pcg64Mcg,
    /// The network that decides.
    pub(super) trained: TrainedNetwork,
    /// s, a and what the network said, for every actor at the last decision but one: what `learn` is told the outcomes of.
    pub(super) previous: TickRecord,
    /// s', a' and what the network said, for every actor at the last decision.
    pub(super) current: TickRecord,
    /// Of every actor's last learned step.
    pub(super) targets: Vec<Option<Target>>,
    pub(super) status: Status,
    /// Steps of agents learned from.
    pub(super) steps: u64,
    pub(super) updates: u64,
}

impl Base {
    pub(super) fn new(observation_len: usize, hyperparameters: &Hyperparameters, seed: u64) -> Self {
        let mut generator = Pcg64Mcg::seed_from_u64(seed);
        Self {
            trained: TrainedNetwork::new(&network_sizes(observation_len, hyperparameters, ACTIONS), &mut generator),
            targets: vec![None; hyperparameters.actors],
            hyperparameters: hyperparameters.clone(),
            observation_len,
            generator,
            previous: TickRecord::default(),
            current: TickRecord::default(),
            status: Status::Learning,
            steps: 0,
            updates: 0,
        }
    }

    /// From a state of the algorithm that is wanted.
    pub(super) fn restore(state: &LearnerState, wanted: Algorithm) -> Result<Self, StateError> {
        state.check(wanted)?;
        let [previous, current] = state.moments.clone();
        Ok(Self {
            trained: TrainedNetwork::from_state(&state.network, &state.sizes(ACTIONS))?,
            targets: state.targets.clone(),
            hyperparameters: state.hyperparameters.clone(),
            observation_len: state.observation_len,
            generator: state.generator.clone(),
            previous,
            current,
            status: state.status.clone(),
            steps: state.steps,
            updates: state.updates,
        })
    }

    /// What [`Self::restore`] reads, with what the algorithm alone remembers.
    pub(super) fn state(&self, algorithm: Algorithm, memory: Memory) -> LearnerState {
        LearnerState {
            version: LearnerState::VERSION,
            algorithm,
            hyperparameters: self.hyperparameters.clone(),
            observation_len: self.observation_len,
            status: self.status.clone(),
            steps: self.steps,
            updates: self.updates,
            generator: self.generator.clone(),
            network: self.trained.state(),
            moments: [self.previous.clone(), self.current.clone()],
            targets: self.targets.clone(),
            memory,
        }
    }

    /// What was current is what the next outcomes belong to; a new moment begins with what is seen now.
    pub(super) fn begin_moment(&mut self, observations: &[f32]) {
        std::mem::swap(&mut self.previous, &mut self.current);
        self.current.clear();
        self.current.observations.extend_from_slice(observations);
    }

    /// Whether outcomes can be learned from: it has not diverged, and what led to them was decided here.
    pub(super) fn can_learn(&self) -> bool {
        self.status == Status::Learning && !self.previous.actions.is_empty()
    }

    /// The row of one actor among rows of observations.
    pub(super) fn row<'a>(&self, rows: &'a [f32], actor: usize) -> &'a [f32] {
        &rows[actor * self.observation_len..][..self.observation_len]
    }

    /// Counts one update more; how far it goes.
    pub(super) fn next_update_step(&mut self) -> UpdateStep {
        self.updates += 1;
        UpdateStep {
            learning_rate: self.hyperparameters.learning_rate_at(self.updates - 1),
            clip_norm: self.hyperparameters.clip_norm as f32,
            update: self.updates,
            step: self.steps,
        }
    }
}
