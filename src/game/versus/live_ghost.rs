//! A ghost in a match: its way through each round. It is nobody on the board: the match does not know of it.

use std::sync::Arc;

use crate::{
    arena::{
        Controller,
        versus::{GhostGap, Match, Round, SeatRound, ghost},
    },
    gridworld::{Cell, Level},
    replay::RecordedGhost,
};

/// Whose way a ghost goes.
#[derive(Clone)]
pub(super) enum Runner {
    /// The person's own best race, once there is one.
    Best(Option<Arc<RecordedGhost>>),
    /// Somebody's race.
    Recorded(Arc<RecordedGhost>),
    /// An agent, on the board of each round.
    Agent(Controller),
}

/// A ghost in a match.
pub struct LiveGhost {
    pub(super) name: String,
    runner: Runner,
    /// By round.
    ways: Vec<Option<SeatRound>>,
}

impl LiveGhost {
    pub(super) const fn new(name: String, runner: Runner) -> Self {
        Self { name, runner, ways: Vec::new() }
    }

    /// The same ghost in another match.
    pub(super) fn again(&self) -> Self {
        Self::new(self.name.clone(), self.runner.clone())
    }

    /// A round begins: goes its way through it, which is there from then on.
    pub(super) fn begin_round(&mut self, game: &Match, seat: usize) {
        let way = match &self.runner {
            Runner::Best(recorded) => recorded.as_ref().map(|recorded| recorded.way.clone()),
            Runner::Recorded(recorded) => Some(recorded.way.clone()),
            // An agent that does not fit the level runs nowhere; those of a level do.
            Runner::Agent(controller) => ghost(game, seat, controller).ok(),
        };
        self.ways.truncate(game.rounds().len());
        self.ways.resize(game.rounds().len(), None);
        self.ways.push(way);
    }

    /// The person has run better: on the same board that is who runs along from the next round on.
    pub(super) fn improve(&mut self, best: &Arc<RecordedGhost>, game: &Match) {
        if let Runner::Best(recorded) = &mut self.runner
            && game.settings().board.as_ref() == Some(&best.board)
        {
            *recorded = Some(best.clone());
        }
    }

    /// Its way through a round, from 0.
    pub fn way(&self, round: usize) -> Option<&SeatRound> {
        self.ways.get(round)?.as_ref()
    }

    /// Where it comes from and goes to in the step that was made last.
    pub(super) fn moves(&self, round: &Round) -> Option<[Cell; 2]> {
        let way = self.way(round.number.checked_sub(1)? as usize)?;
        Some([way.cell_after(round.steps.saturating_sub(1))?, way.cell_after(round.steps)?])
    }

    /// By how much a seat leads, as far as the round has come.
    pub(super) fn gap(&self, round: &Round, seat: usize, level: &Level) -> Option<GhostGap> {
        let way = self.way(round.number.checked_sub(1)? as usize)?;
        let so_far = round.end.is_none().then_some(round.steps);
        Some(GhostGap::between(&round.seats[seat], way, level, &round.goals, so_far))
    }
}
