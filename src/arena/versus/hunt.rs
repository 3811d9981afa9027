//! Obstacles that are steered: which ones, how what the hunter says reaches them, and whether they touch.

use super::Hunters;
use crate::gridworld::{Action, Cell, GridWorld, Level};

/// The steered obstacles of a round.
#[derive(Clone)]
pub(super) struct Hunt {
    /// Their numbers.
    pub obstacles: Vec<usize>,
    /// What each of them has been told and could not do yet, because it was not its turn.
    told: Vec<Action>,
}

impl Hunt {
    /// On a board as the round begins; the agent is the board's first.
    pub fn new(world: &GridWorld, hunters: Hunters) -> Self {
        let obstacles: Vec<usize> = match hunters {
            Hunters::All => (0..world.obstacles().len()).collect(),
            Hunters::One => nearest(world).into_iter().collect(),
        };
        Self { told: vec![Action::Stay; obstacles.len()], obstacles }
    }

    /// Steers the obstacles in the next step. What is said is kept until an obstacle's turn comes or another direction is said, so that a
    /// slow obstacle misses no word; saying nothing is `Stay`.
    pub fn steer(&mut self, world: &mut GridWorld, said: Action) {
        for (&obstacle, told) in self.obstacles.iter().zip(&mut self.told) {
            if said != Action::Stay {
                *told = said;
            }
            world.steer(obstacle, Some(*told));
            if world.obstacles()[obstacle].steps_until_move <= 1 {
                *told = Action::Stay;
            }
        }
    }

    /// How many of them touched the agent in the last step, which it began on `from`.
    pub fn touches(&self, world: &GridWorld, from: Cell) -> u32 {
        let touching = |obstacle: &&usize| world.touches(**obstacle, from, world.agents()[0]);
        self.obstacles.iter().filter(touching).count() as u32
    }

    /// Where the one steered obstacle is; `None` where there are several.
    pub fn cell(&self, world: &GridWorld) -> Option<Cell> {
        match self.obstacles[..] {
            [obstacle] => Some(world.obstacles()[obstacle].cell),
            _ => None,
        }
    }
}

/// The obstacle nearest to the agent's shortest way.
fn nearest(world: &GridWorld) -> Option<usize> {
    let way = shortest_way(world.level(), world.agents()[0], world.goals());
    let distance = |obstacle: &usize| {
        let at = world.obstacles()[*obstacle].cell;
        way.iter().map(|cell| cell.distance(at)).min()
    };
    (0..world.obstacles().len()).min_by_key(distance)
}

/// The cells of a shortest way on foot to the nearest goal, obstacles aside, from `start` on; of several the first in the order of
/// [`Action::ALL`]. The start alone where no goal can be reached.
fn shortest_way(level: &Level, start: Cell, goals: &[Cell]) -> Vec<Cell> {
    let distances = level.distances(goals, |_| false);
    let nearer = |cell: &Cell| {
        let steps = distances.at(*cell)?.checked_sub(1)?;
        let next = Action::ALL.into_iter().map(|action| level.destination(*cell, action));
        next.into_iter().find(|next| distances.at(*next) == Some(steps))
    };
    std::iter::successors(Some(start), nearer).collect()
}
