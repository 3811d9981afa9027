//! The board of a match's rounds: the level with what the mode changes, and who starts where.
//! What happens on it afterwards is in `contest`, and again in `replay`.

use std::sync::Arc;

use super::{MatchError, MatchMode, MatchSettings, Round};
use crate::{
    arena::setup::mix,
    gridworld::{Cell, GridWorld, Level},
};

/// Worlds that are drawn at most until start and goal of a race lie far apart.
const TRIES: u64 = 100;

/// A round before anybody plays it.
pub(super) struct Layout {
    /// The world's.
    pub seed: u64,
    /// The board as it begins.
    pub world: GridWorld,
    /// The agent that each seat plays, as in [`Round::agents`].
    pub agents: Vec<Option<usize>>,
}

/// Lays out boards.
pub(super) struct Field {
    level: Arc<Level>,
    /// Agents on the board.
    agents: usize,
    /// Whether the first seat steers obstacles.
    hunted: bool,
    /// A start cell for each seat; where starts are random, as many as there happen to be.
    starts: Vec<Cell>,
    /// Whether all race from one cell that is drawn.
    is_drawn_race: bool,
    /// The board of all rounds, where it is not drawn.
    board: Option<GridWorld>,
}

impl Field {
    /// The board for so many seats.
    pub fn new(settings: &MatchSettings, seats: usize) -> Result<Self, MatchError> {
        settings.level.check()?;
        let mut level = settings.level.clone();
        if settings.hunters().is_some() {
            // Whoever is caught has lost the round, whatever the level says.
            level = Arc::new(settings.mode.level(&level));
        }
        if let MatchMode::Score { steps } = settings.mode {
            Arc::make_mut(&mut level).max_steps = steps;
            level.check()?;
        }
        let cells = if level.starts.len() > 1 { level.starts.clone() } else { level.mirrored_starts() };
        let agents = if settings.hunters().is_some() { 1 } else { seats };
        Ok(Self {
            board: settings.board.as_deref().map(|board| board.gathered(0, agents)),
            agents,
            hunted: settings.hunters().is_some(),
            starts: cells.into_iter().cycle().take(seats).collect(),
            is_drawn_race: settings.mode == MatchMode::Race && level.random_start && settings.board.is_none(),
            level,
        })
    }

    /// A round of a match. Two rounds are a pair: they have the same world, and seats exchange their agents between them; `turned` says
    /// that pairs begin with the other side.
    ///
    /// Agents and not only starts are exchanged because their order counts: a hunter follows the first of two that are equally near.
    pub fn begin_round(&self, match_seed: u64, turned: bool, number: u32) -> Layout {
        let (pair, second) = ((number - 1) / 2, number.is_multiple_of(2));
        let seed = self.far_apart(mix(match_seed, u64::from(pair) + 1));
        let shift = usize::from(turned != second);
        let agents = if self.hunted {
            vec![None, Some(0)]
        } else {
            (0..self.agents).map(|seat| Some((seat + shift) % self.agents)).collect()
        };
        Layout { seed, world: self.begin(seed, shift), agents }
    }

    /// The first seed, counted from this one, with which whoever races has far to go: at least half as far as from the farthest cell.
    fn far_apart(&self, seed: u64) -> u64 {
        if !self.is_drawn_race {
            return seed;
        }
        let is_far = |seed: &u64| {
            let world = GridWorld::with_agents(self.level.clone(), *seed, self.agents);
            let distances = self.level.distances(world.goals(), |_| false);
            let farthest = self.level.cells().filter_map(|cell| distances.at(cell)).max().unwrap_or(0);
            world.agents().first().and_then(|start| distances.at(*start)).is_some_and(|far| 2 * far >= farthest)
        };
        (0..TRIES).map(|number| seed.wrapping_add(number)).find(is_far).unwrap_or(seed)
    }

    /// The board as a round begins. The same seed gives the same board; the one agent that is hunted takes its turns at the start cells.
    fn begin(&self, seed: u64, shift: usize) -> GridWorld {
        if let Some(board) = &self.board {
            return board.clone();
        }
        let mut world = GridWorld::with_agents(self.level.clone(), seed, self.agents);
        let mut starts = if self.level.random_start { world.agents().to_vec() } else { self.starts.clone() };
        if self.is_drawn_race {
            // Nobody has a shorter way than the others.
            let first = starts[0];
            starts.fill(first);
        }
        if self.hunted {
            starts.rotate_left(shift);
        }
        place(&mut world, &starts);
        world
    }

    /// The board as a round began that was played.
    pub fn begin_again(&self, round: &Round) -> GridWorld {
        let drawn = || GridWorld::with_agents(self.level.clone(), round.seed, self.agents);
        let mut world = self.board.clone().unwrap_or_else(drawn);
        place(&mut world, &round.starts);
        world
    }
}

fn place(world: &mut GridWorld, starts: &[Cell]) {
    for agent in 0..world.agents().len() {
        if let Some(&start) = starts.get(agent) {
            world.begin_at(agent, start);
        }
    }
}
