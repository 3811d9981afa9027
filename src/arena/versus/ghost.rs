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
    /// The seat has, and the ghost has not yet.
    SeatSoFar,
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
    /// Half of the way ([`SeatRound::half_ways`]), from when the seat is there, unless a hit leads it back: who was
    /// there first, as far as the round has come. A ghost is not said to come there before it does, and once it has,
    /// no later hit takes that back.
    pub half_way: Option<Lead>,
    /// On the goal, once the round is over.
    pub end: Option<Lead>,
}

/// Half of the way in one lap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HalfWay {
    /// The step of the round after which it had come so far; `None` where it did not.
    pub there: Option<u32>,
    /// The step with which the lap ended and the next one began; `None` of the last.
    pub until: Option<u32>,
}

impl GhostGap {
    /// Between a seat and a ghost on the same board, after so many steps of the round, or, once it is over, with
    /// `None`.
    #[must_use]
    pub fn between(seat: &SeatRound, ghost: &SeatRound, level: &Level, goals: &[Cell], so_far: Option<u32>) -> Self {
        let hits = i64::from(seat.hits) - i64::from(ghost.hits);
        let lead = |seat: Option<u32>, ghost: Option<u32>| match (seat, ghost) {
            (Some(seat), Some(ghost)) => Lead::Both { steps: i64::from(ghost) - i64::from(seat), hits },
            (Some(_), None) if so_far.is_some() => Lead::SeatSoFar,
            (Some(_), None) => Lead::Seat,
            (None, Some(step)) => Lead::Ghost { step },
            (None, None) => Lead::Nobody,
        };
        // What came before a hit that led back to the start does not count, as it has to be gone again.
        let half_way = seat.half_ways(level, goals).last().and_then(|lap| lap.there);
        Self {
            half_way: half_way.map(|there| {
                // The ghost in the lap that it was in then, or in the first one after that in which it comes so far.
                let laps = ghost.half_ways(level, goals).into_iter();
                let ghost = laps.filter(|lap| lap.until.is_none_or(|until| there < until)).find_map(|lap| lap.there);
                lead(half_way, ghost.filter(|&ghost| so_far.is_none_or(|steps| ghost <= steps)))
            }),
            end: so_far.is_none().then(|| lead(seat.goal_step, ghost.goal_step)),
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

    /// When it came half of the way, lap by lap: it stood no farther from a goal, on foot, than half as far as its
    /// start.
    ///
    /// By distance, and not by half of the steps: whoever waited or was sent back is compared at the same place.
    #[must_use]
    pub fn half_ways(&self, level: &Level, goals: &[Cell]) -> Vec<HalfWay> {
        let distances = level.distances(goals, |_| false);
        let whole = self.path.first().and_then(|start| distances.at(*start));
        let is_there = |cell: &Cell| distances.at(*cell).zip(whole).is_some_and(|(left, whole)| 2 * left <= whole);
        let begins = std::iter::once(0).chain(self.breaks.iter().copied());
        let laps = begins.enumerate().map(|(lap, begin)| {
            // The last cell of a lap is the one from which a hit leads back with the same step.
            let end = self.breaks.get(lap).map(|next| next - 1);
            let cells = self.path.get(begin..end.unwrap_or(self.path.len())).unwrap_or_default();
            // Laps are cells of the path, and no steps.
            let step = |index: usize| (index - lap) as u32;
            HalfWay { there: cells.iter().position(is_there).map(|index| step(begin + index)), until: end.map(step) }
        });
        laps.collect()
    }
}
