//! What it takes to play a world again and to know that it is the same one: a fingerprint, and changes put back as they were.
//! What a referee may do to a world is elsewhere; here is only how it is repeated.

use super::GridWorld;
use crate::gridworld::Cell;
use rand::Rng;
use std::sync::Arc;

impl GridWorld {
    /// 64 bits that stand for the state of the episode: where everybody is and heads for, who is out, where the goals lie, the steps and
    /// the generator. Equal worlds have equal fingerprints, on every machine; others almost never do. The level is not in it: what it
    /// changes shows in the steps. Nothing is allocated.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let mut hash = fold(0, u64::from(self.steps));
        for origin in &self.origins {
            hash = fold(hash, pair(origin.x, origin.y));
        }
        for (&agent, &over) in self.agents.iter().zip(&self.over) {
            hash = fold(fold(hash, pair(agent.x, agent.y)), u64::from(over));
        }
        for goal in &self.goals {
            hash = fold(hash, pair(goal.x, goal.y));
        }
        for state in &self.obstacles {
            hash = fold(hash, pair(state.cell.x, state.cell.y));
            hash = fold(hash, pair(state.previous.x, state.previous.y));
            hash = fold(hash, pair(state.direction.0, state.direction.1));
            hash = fold(hash, u64::from(state.steps_until_move));
        }
        fold(hash, self.rng.clone().next_u64())
    }

    /// Becomes the same world as `other`, generator and all. Between worlds of one level nothing is allocated.
    pub fn copy_from(&mut self, other: &Self) {
        let Self { level, rng, agents, origins, over, goals, obstacles, steered, steps, reachable } = self;
        if !Arc::ptr_eq(level, &other.level) {
            *level = Arc::clone(&other.level);
            *reachable = Arc::clone(&other.reachable);
        }
        rng.clone_from(&other.rng);
        agents.clone_from(&other.agents);
        origins.clone_from(&other.origins);
        over.clone_from(&other.over);
        goals.clone_from(&other.goals);
        obstacles.clone_from(&other.obstacles);
        steered.clone_from(&other.steered);
        *steps = other.steps;
    }

    /// Lays a goal on another cell of the board; walls are refused.
    pub fn place_goal(&mut self, goal: usize, cell: Cell) {
        if !self.level.is_wall(cell)
            && let Some(place) = self.goals.get_mut(goal)
        {
            *place = cell;
        }
    }
}

/// Two coordinates as one word.
const fn pair(x: i32, y: i32) -> u64 {
    ((x as u32 as u64) << 32) | y as u32 as u64
}

/// Mixes one word in: one round of SplitMix64's finaliser (Steele et al., 2014).
#[inline]
const fn fold(hash: u64, word: u64) -> u64 {
    let mixed = (hash ^ word).wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed ^ (mixed >> 31)
}
