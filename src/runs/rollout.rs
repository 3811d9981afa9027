//! Episodes of a controller that does not learn, one on each board, recorded while they are played.

use std::sync::Arc;

use crate::{
    arena::{Controller, SetupError, Simulation, StepMade},
    gridworld::{GridWorld, Level},
    learning::ActionValues,
    replay::{Origin, Participant, RecordedDecision, Replay, Tape, TapeFault},
};

/// The first episode of each board, as far as it has been played.
pub struct Rollout {
    simulation: Simulation,
    /// What the controller's numbers are; scripts have none behind their actions.
    values: Option<ActionValues>,
    tapes: Vec<Tape>,
    is_over: Vec<bool>,
}

impl Rollout {
    /// Before the first step. Board i depends on `seed` and i alone.
    ///
    /// # Errors
    /// A level that breaks a rule, or a policy that expects another number of inputs than the level's observation has.
    pub fn begin(level: &Arc<Level>, controller: &Controller, boards: u32, seed: u64) -> Result<Self, SetupError> {
        let simulation = Simulation::watch(level, controller, boards, seed)?;
        let boards = 0..simulation.arena_count();
        Ok(Self {
            values: controller.action_values(),
            tapes: boards.clone().map(|board| Tape::begin(simulation.grid_world(board), 1)).collect(),
            is_over: boards.map(|_| false).collect(),
            simulation,
        })
    }

    /// One step on each board.
    pub fn step(&mut self) {
        self.simulation.tick();
        for step in self.simulation.steps_made() {
            let board = step.arena as usize;
            // A board whose first episode is over begins another one, which nobody asked for.
            if !self.is_over[board] {
                let world = self.simulation.grid_world(board);
                self.tapes[board].step(&[step.decision.action], &[thought(self.values, step)], &[], world);
                self.is_over[board] = self.simulation.is_over(board);
            }
        }
    }

    /// The last step of the first board, with what was thought before it.
    #[must_use]
    pub fn last(&self) -> Option<(StepMade, Option<RecordedDecision>)> {
        let step = self.simulation.steps_made().next()?;
        Some((*step, thought(self.values, step)))
    }

    /// The first board as it is now.
    #[must_use]
    pub fn world(&self) -> &GridWorld {
        self.simulation.grid_world(0)
    }

    /// How many of the episodes are over.
    #[must_use]
    pub fn over(&self) -> usize {
        self.is_over.iter().filter(|is_over| **is_over).count()
    }

    /// Whether all of them are.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.over() == self.is_over.len()
    }

    /// The episodes as replays.
    ///
    /// # Errors
    /// Why one would not play again.
    pub fn replays<'a>(
        &'a self,
        kind: &'a Origin,
        seat: &'a Participant,
    ) -> impl Iterator<Item = Result<Replay, TapeFault>> + 'a {
        self.tapes.iter().map(|tape| tape.finish(kind.clone(), vec![seat.clone()], None))
    }
}

/// What was thought before a step, where it was thought in numbers.
fn thought(values: Option<ActionValues>, step: &StepMade) -> Option<RecordedDecision> {
    values.map(|_| RecordedDecision { values: step.decision.values, greedy: step.decision.greedy, td_error: None })
}
