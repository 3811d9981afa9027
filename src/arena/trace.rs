//! A tick with every number of it: what was seen and from where, how it was decided, what was learned, what the step
//! did.
//! The tick is run again from the state before it, to the same bits; a run that nobody looks at does nothing for this.

use bevy_ecs::prelude::*;
use serde::Serialize;

use super::{
    LearnerUpdated, ResumeError, Retraining, Setup, SetupError, Simulation, SimulationState, components::Batch,
};
use crate::{
    gridworld::{BoardStep, GridWorld, SeenNumber},
    learning::LearnerTrace,
};

/// A tick of a run that learns.
#[derive(Clone, Debug)]
pub struct TickTrace {
    /// Its number, from 1.
    pub tick: u64,
    /// What the run was made from, with the hyperparameters of this tick.
    pub setup: Setup,
    /// One for each actor.
    pub boards: Vec<BoardTrace>,
    /// How the actors decided, and what was learned from the step before.
    pub learner: LearnerTrace,
}

/// A board's part of a tick.
#[derive(Clone, Debug)]
pub struct BoardTrace {
    /// The board as it was seen: before the step, after the reset where an episode begins.
    pub board: GridWorld,
    /// Whether an episode begins in this tick.
    pub begins: bool,
    /// What the agent saw.
    pub seen: Vec<SeenNumber>,
    /// What the step did.
    pub step: BoardStep,
    /// What was added to the sums of the episode.
    pub report: ReportTrace,
}

/// A board before a step, after the reset where an episode begins, and what the step did.
#[derive(Clone, Debug)]
pub struct SteppedBoard {
    /// The board before.
    pub board: GridWorld,
    /// What the step did.
    pub step: BoardStep,
}

/// The sums of an episode before a step and after.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ReportTrace {
    /// The return before.
    pub return_before: f32,
    /// The return after.
    pub return_after: f32,
    /// Steps after.
    pub length: u32,
    /// Hits after.
    pub hits: u32,
    /// Whether the episode ended with this step.
    pub ended: bool,
}

impl SimulationState {
    /// Ticks that the run had made.
    #[must_use]
    pub const fn ticks(&self) -> u64 {
        self.progress.ticks
    }

    /// The next tick, and the run after it: the same as without anybody looking.
    ///
    /// # Errors
    /// A state whose parts do not fit each other.
    pub fn trace(&self) -> Result<(TickTrace, Simulation), ResumeError> {
        let mut simulation = Simulation::from_state(self.clone())?;
        simulation.tick();
        let trace = self.traced(&simulation).ok_or(ResumeError::NothingLearns)?;
        Ok((trace, simulation))
    }

    /// The tick that led from this state to `after`.
    fn traced(&self, after: &Simulation) -> Option<TickTrace> {
        let learner = after.learner()?;
        let batch = after.world.get::<Batch>(after.decider?)?;
        let is_updated = !after.world.resource::<Messages<LearnerUpdated>>().is_empty();
        let learner = learner.trace(&self.learner, &batch.outcomes, is_updated, &batch.final_observations);
        let observation = self.setup.observation;
        let boards = self.boards.iter().zip(&learner.decisions).map(|(before, decision)| {
            let mut board = before.world.clone();
            if before.over {
                board.reset();
            }
            let step = board.trace_step(&[decision.action]);
            let outcome = step.agents[0].outcome;
            let report = ReportTrace {
                return_before: before.sums.episode_return,
                return_after: before.sums.episode_return + outcome.reward,
                length: before.sums.length + 1,
                hits: before.sums.hits + outcome.hits,
                ended: outcome.terminated || outcome.truncated,
            };
            let seen = observation.explain(&board, 0, &decision.observation);
            BoardTrace { begins: board.steps() == 0, seen, step, report, board }
        });
        Some(TickTrace { tick: after.ticks(), boards: boards.collect(), setup: self.setup.clone(), learner })
    }
}

impl Retraining {
    /// The next tick of the run, and what it did on each board.
    ///
    /// # Errors
    /// As [`Self::tick`].
    pub fn tick_on_boards(&mut self) -> Result<Vec<SteppedBoard>, SetupError> {
        let before = self.settled()?;
        let board = |arena: usize| {
            let mut board = before.grid_world(arena).clone();
            if before.is_over(arena) {
                board.reset();
            }
            board
        };
        let boards: Vec<GridWorld> = (0..before.arena_count()).map(board).collect();
        self.tick()?;
        let actions = self.simulation().steps_made().map(|made| made.decision.action);
        let stepped = boards.into_iter().zip(actions);
        Ok(stepped.map(|(board, action)| SteppedBoard { step: board.trace_step(&[action]), board }).collect())
    }
}
