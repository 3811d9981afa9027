//! Ghosts: somebody's way over the board of a round who is not there, and how a seat stands beside it. A ghost is a way and nothing
//! else, so that nobody on the board can notice it. Where ways come from, and who is shown one, is decided above.

use super::{Match, MatchError, SeatRound, stage::luck};
use crate::{
    arena::{Controller, SetupError, Simulation, setup::mix},
    gridworld::{Cell, Level},
};

/// The stream of a round's luck that a ghost draws from: no seat has it.
const GHOST: u64 = 0x6057;

/// The way that a controller goes in the present round, alone on its board as it began, from where a seat starts.
///
/// # Errors
/// A seat without an agent, a controller that does not fit the level, or an optimum that cannot be worked out.
pub fn ghost(game: &Match, seat: usize, controller: &Controller) -> Result<SeatRound, MatchError> {
    let (settings, number) = (game.settings(), game.round().number);
    let agent = game.agent_of(seat).ok_or(MatchError::NoSeat { seat })?;
    let board = game.board().gathered(agent, 1);
    let level = board.level().clone();
    let controller = controller.resolved(|| settings.optimum_level(&board, 0)).map_err(SetupError::from)?;
    let mut way = SeatRound::at(board.agents().first().copied());
    let mut simulation = Simulation::on_board(board, &[controller], mix(luck(settings, number), GHOST))?;
    while !simulation.is_over(0) {
        let from = simulation.grid_world(0).agents()[0];
        simulation.tick();
        let outcome = simulation.steps_made().next().map(|step| step.outcome);
        let (Some(outcome), Some(decision)) = (outcome, simulation.seat_decision(0)) else { break };
        way.step(&level, decision.action, [from, simulation.grid_world(0).agents()[0]], outcome);
    }
    Ok(way)
}

/// Who of a seat and a ghost has come to a place, and by how much earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Both have.
    Both {
        /// Steps by which the seat was earlier; negative, later.
        steps: i64,
        /// Hits that the seat has more than the ghost, in the whole round; negative, fewer.
        hits: i64,
    },
    /// The ghost never came there.
    Seat,
    /// The seat has not come there; the ghost has.
    Ghost {
        /// In which step of the round.
        step: u32,
    },
    /// Nobody.
    Nobody,
}

/// How a seat stands beside a ghost in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GhostGap {
    /// Half-way ([`SeatRound::half_way`]), from when the seat is there, unless a hit leads it back.
    pub half_way: Option<Lead>,
    /// On the goal, once the round is over.
    pub end: Option<Lead>,
}

impl GhostGap {
    /// Between a seat and a ghost on the same board.
    #[must_use]
    pub fn between(seat: &SeatRound, ghost: &SeatRound, level: &Level, goals: &[Cell], is_over: bool) -> Self {
        let hits = i64::from(seat.hits) - i64::from(ghost.hits);
        let lead = |seat: Option<u32>, ghost: Option<u32>| match (seat, ghost) {
            (Some(seat), Some(ghost)) => Lead::Both { steps: i64::from(ghost) - i64::from(seat), hits },
            (Some(_), None) => Lead::Seat,
            (None, Some(step)) => Lead::Ghost { step },
            (None, None) => Lead::Nobody,
        };
        let half_way = seat.half_way(level, goals);
        Self {
            half_way: half_way.map(|_| lead(half_way, ghost.half_way(level, goals))),
            end: is_over.then(|| lead(seat.goal_step, ghost.goal_step)),
        }
    }
}

impl SeatRound {
    /// Where it stood after so many steps, or, with more than it made, at its end. A lap begins at once.
    #[must_use]
    pub fn cell_after(&self, steps: u32) -> Option<Cell> {
        let mut index = steps as usize;
        for &lap in &self.breaks {
            index += usize::from(lap <= index + 1);
        }
        self.path.get(index).or(self.path.last()).copied()
    }

    /// The step of the round after which it had first come half of the way in its last lap: it stood no farther from a goal, on foot, than
    /// half as far as its start. `None` where it did not come so far.
    ///
    /// By distance, and not by half of the steps: whoever waited or was sent back is compared at the same place. What came before a hit
    /// that led back to the start does not count, as it has to be gone again.
    #[must_use]
    pub fn half_way(&self, level: &Level, goals: &[Cell]) -> Option<u32> {
        let distances = level.distances(goals, |_| false);
        let whole = distances.at(*self.path.first()?)?;
        let lap = self.breaks.last().copied().unwrap_or(0);
        let is_there = |cell: &Cell| distances.at(*cell).is_some_and(|left| 2 * left <= whole);
        let index = lap + self.path.get(lap..)?.iter().position(is_there)?;
        // Laps are cells of the path, and no steps.
        Some((index - self.breaks.len()) as u32)
    }
}
