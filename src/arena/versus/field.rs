//! The board of a match's rounds: the level with what the mode changes, and who starts where.
//! What happens on it afterwards is in `contest`, and again in `replay`.

use std::sync::Arc;

use super::{MatchError, MatchMode, MatchSettings, Round};
use crate::{
    arena::setup::mix,
    gridworld::{Cell, GridWorld, Level},
};

/// Lays out boards.
pub(super) struct Field {
    level: Arc<Level>,
    /// Agents on the board.
    agents: usize,
    /// A start cell for each seat; where starts are random, as many as there happen to be.
    starts: Vec<Cell>,
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
        Ok(Self {
            agents: if settings.hunters().is_some() { 1 } else { seats },
            starts: cells.into_iter().cycle().take(seats).collect(),
            level,
        })
    }

    /// The seed of a round of a match, and the board as it begins. Two rounds are a pair: they have the same seed, and start cells are
    /// exchanged between them; `turned` says that pairs begin with the other side.
    pub fn begin_round(&self, match_seed: u64, turned: bool, number: u32) -> (u64, GridWorld) {
        let (pair, second) = ((number - 1) / 2, number.is_multiple_of(2));
        let seed = mix(match_seed, u64::from(pair) + 1);
        (seed, self.begin(seed, turned != second))
    }

    /// The board as a round begins. The same seed gives the same board; `turned`, every seat starts where the next one would have.
    fn begin(&self, seed: u64, turned: bool) -> GridWorld {
        let mut world = GridWorld::with_agents(self.level.clone(), seed, self.agents);
        let mut starts = if self.level.random_start { world.agents().to_vec() } else { self.starts.clone() };
        if turned {
            starts.rotate_left(1);
        }
        place(&mut world, &starts);
        world
    }

    /// The board as a round began that was played.
    pub fn begin_again(&self, round: &Round) -> GridWorld {
        let mut world = GridWorld::with_agents(self.level.clone(), round.seed, self.agents);
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
