//! The whole state of a run as bytes, so that a resumed run equals an uninterrupted one. Reading and writing the file is the caller's.

use std::sync::Arc;

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    History, NUMERICS, Provenance, Setup, SetupError, Simulation,
    components::{Arena, Batch, Before, Chosen, EpisodeSoFar, FinalObservation, LastOutcome},
    report::{Progress, Updates},
};
use crate::{
    gridworld::{Cell, GridWorld, Outcome},
    learning::{Decision, LearnerState},
};

/// The version of the resume state that this program writes and reads.
const VERSION: u32 = 1;

/// A run at the end of a tick.
#[derive(Clone, Serialize, Deserialize)]
pub struct SimulationState {
    version: u32,
    /// The numerics by which the last tick was calculated; states of the first did not say it.
    #[serde(default = "first_numerics")]
    numerics: u32,
    pub(super) setup: Setup,
    pub(super) boards: Vec<BoardState>,
    pub(super) learner: LearnerState,
    pub(super) progress: Progress,
    updates: Updates,
    history: History,
    /// Absent in states that were written before it was noted, and in runs that cannot be trained again.
    #[serde(default)]
    provenance: Option<Provenance>,
    /// Whether its time stood when the window saved it; nothing where that was not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused: Option<bool>,
}

const fn first_numerics() -> u32 {
    1
}

/// One board with its agent.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct BoardState {
    pub(super) world: GridWorld,
    pub(super) over: bool,
    decision: Decision,
    outcome: Option<Outcome>,
    final_observation: Vec<f32>,
    pub(super) sums: EpisodeSoFar,
    /// Where the agents stood before the last step. Only who looks at it asks; no file holds it.
    #[serde(skip)]
    before: Vec<Cell>,
}

/// Why a run cannot be resumed.
#[derive(Debug, Error)]
pub enum ResumeError {
    /// Nobody learns in this simulation.
    #[error("only a run that learns can be saved and resumed")]
    NothingLearns,
    /// Not a resume state, or a damaged one.
    #[error(
        "this is no resume state of a run, or it is damaged ({0}): give the file resume.bin that `train` wrote, or start a new run"
    )]
    Damaged(String),
    /// Written by another version of the program.
    #[error(
        "this resume state has version {found}, this program reads version {VERSION}: resume it with the version that wrote it, or load its checkpoint.safetensors instead"
    )]
    Version {
        /// The file's version.
        found: u32,
    },
    /// A run that began with weights from elsewhere is asked for a tick long ago.
    #[error(
        "this run began with weights from elsewhere, so its ticks before {first} cannot be made again: go on from there"
    )]
    TooEarly {
        /// The first tick that can.
        first: u64,
    },
    /// Its setup cannot run.
    #[error(transparent)]
    Setup(#[from] SetupError),
}

impl SimulationState {
    /// What the run was made from.
    #[must_use]
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Episodes ended so far.
    #[must_use]
    pub const fn episodes(&self) -> u64 {
        self.progress.episodes
    }

    /// Whether bytes begin as [`to_bytes`](Self::to_bytes) writes them: a map whose first key is the version.
    #[must_use]
    pub fn is_begun_by(bytes: &[u8]) -> bool {
        matches!(bytes, [0x80..=0x8f, rest @ ..] if rest.starts_with(b"\xa7version"))
    }

    /// Compact bytes (MessagePack with field names).
    ///
    /// # Errors
    /// When the encoder refuses, which no valid state makes it do.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ResumeError> {
        rmp_serde::to_vec_named(self).map_err(|fault| ResumeError::Damaged(fault.to_string()))
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// Bytes that are no resume state, or one of another version.
    pub fn from_bytes(mut bytes: &[u8]) -> Result<Self, ResumeError> {
        Self::read(&mut bytes)
    }

    /// Reads the first, and leaves what is behind it.
    fn read(bytes: &mut &[u8]) -> Result<Self, ResumeError> {
        #[derive(Deserialize)]
        struct Head {
            version: u32,
        }
        let damaged = |fault: rmp_serde::decode::Error| ResumeError::Damaged(fault.to_string());
        let head: Head = rmp_serde::from_slice(bytes).map_err(damaged)?;
        if head.version != VERSION {
            return Err(ResumeError::Version { found: head.version });
        }
        rmp_serde::from_read(bytes).map_err(damaged)
    }

    /// Reads several, each as [`to_bytes`](Self::to_bytes) wrote it, one behind the other.
    ///
    /// # Errors
    /// As for [`from_bytes`](Self::from_bytes), of any of them; none at all.
    pub fn several_from_bytes(mut bytes: &[u8]) -> Result<Vec<Self>, ResumeError> {
        let mut states = vec![Self::read(&mut bytes)?];
        while !bytes.is_empty() {
            states.push(Self::read(&mut bytes)?);
        }
        Ok(states)
    }
}

impl Simulation {
    /// Everything that the rest of the run depends on.
    ///
    /// # Errors
    /// A simulation in which nobody learns.
    pub fn state(&self) -> Result<SimulationState, ResumeError> {
        let setup = self.setup().ok_or(ResumeError::NothingLearns)?.clone();
        let learner = self.learner().ok_or(ResumeError::NothingLearns)?.state();
        let boards = self.arenas.iter().filter_map(|&arena| self.board_state(arena)).collect();
        Ok(SimulationState {
            version: VERSION,
            numerics: NUMERICS,
            setup,
            boards,
            learner,
            progress: *self.world.resource(),
            updates: *self.world.resource(),
            history: self.world.resource::<History>().clone(),
            provenance: self.provenance().map(|provenance| Provenance::clone(provenance)),
            paused: None,
        })
    }

    fn board_state(&self, arena: Entity) -> Option<BoardState> {
        let before = self.world.get::<Before>(arena)?.0.clone();
        let arena = self.world.get::<Arena>(arena)?;
        let agent = *arena.agents.first()?;
        Some(BoardState {
            world: arena.world.clone(),
            over: arena.over,
            decision: self.world.get::<Chosen>(agent)?.0,
            outcome: self.world.get::<LastOutcome>(agent)?.0,
            final_observation: self.world.get::<FinalObservation>(agent)?.0.clone(),
            sums: *self.world.get::<EpisodeSoFar>(agent)?,
            before,
        })
    }

    /// The run that `state` was taken from, to go on with.
    ///
    /// # Errors
    /// A state whose parts do not fit each other: an edited or damaged file.
    pub fn from_state(state: SimulationState) -> Result<Self, ResumeError> {
        let mut simulation = Self::new(&state.setup)?;
        let size = state.setup.observation.len(&state.setup.level);
        let damaged = |what: &str| ResumeError::Damaged(what.to_owned());
        if state.boards.len() != simulation.arenas.len() {
            return Err(damaged("it has another number of boards than actors"));
        }
        for (arena, board) in simulation.arenas.clone().into_iter().zip(state.boards) {
            if **board.world.level() != *state.setup.level || board.world.agents().len() != 1 {
                return Err(damaged("a board does not belong to its level"));
            }
            if board.final_observation.len() != size {
                return Err(damaged("an observation has the wrong length"));
            }
            let mut entity = simulation.world.entity_mut(arena);
            let Some(mut arena) = entity.get_mut::<Arena>() else {
                continue;
            };
            (arena.world, arena.over) = (board.world, board.over);
            let agent = arena.agents[0];
            if !board.before.is_empty() {
                entity.insert(Before(board.before));
            }
            simulation.world.entity_mut(agent).insert((
                Chosen(board.decision),
                LastOutcome(board.outcome),
                FinalObservation(board.final_observation),
                board.sums,
            ));
        }
        simulation.restore_learner(&state.learner).map_err(|fault| ResumeError::Damaged(fault.to_string()))?;
        let fits = simulation.learner().is_some_and(|learner| {
            learner.network().inputs() == size && *learner.hyperparameters() == state.setup.hyperparameters
        });
        if !fits {
            return Err(damaged("the learner does not belong to its setup"));
        }
        if let Some(mut batch) = simulation.decider.and_then(|decider| simulation.world.get_mut::<Batch>(decider))
            && batch.observations.len() == state.learner.seen().len()
        {
            batch.observations.copy_from_slice(state.learner.seen());
        }
        simulation.world.insert_resource(state.progress);
        simulation.world.insert_resource(state.updates);
        simulation.world.insert_resource(state.history);
        let mut provenance = state.provenance;
        if let Some(provenance) = &mut provenance {
            provenance.check().map_err(ResumeError::Damaged)?;
            provenance.note_program(state.progress.ticks);
        }
        simulation.provenance = provenance.map(Arc::new);
        simulation.has_other_numerics = state.numerics != NUMERICS;
        Ok(simulation)
    }
}
