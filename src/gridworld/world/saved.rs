//! A world as it is saved: all of it, checked when it is read back.

use super::{GridWorld, draw_pool};
use crate::gridworld::{Action, Cell, Level, ObstacleState, shared_level};
use rand_pcg::Pcg64Mcg;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

#[derive(Serialize, Deserialize)]
pub(super) struct Saved {
    #[serde(with = "shared_level")]
    level: Arc<Level>,
    rng: Pcg64Mcg,
    agents: Vec<Cell>,
    over: Vec<bool>,
    goals: Vec<Cell>,
    obstacles: Vec<ObstacleState>,
    steps: u32,
    // Only between an order and its step is there anything to write. Older files end before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    steered: Option<Vec<Option<Action>>>,
    // Only where a hit leads back there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    origins: Vec<Cell>,
}

impl From<GridWorld> for Saved {
    fn from(world: GridWorld) -> Self {
        let GridWorld { level, rng, agents, origins, over, goals, obstacles, steered, steps, reachable: _ } = world;
        // In a form without names no field is left out before one that is written.
        let steered = (!steered.is_empty() || !origins.is_empty()).then_some(steered);
        Self { level, rng, agents, over, goals, obstacles, steps, steered, origins }
    }
}

impl TryFrom<Saved> for GridWorld {
    type Error = &'static str;

    fn try_from(saved: Saved) -> Result<Self, Self::Error> {
        let Saved { level, rng, agents, over, goals, obstacles, steps, steered, origins } = saved;
        let steered = steered.unwrap_or_default();
        if agents.len() != over.len()
            || origins.len() != if level.restarts() { agents.len() } else { 0 }
            || goals.len() != level.goals.len()
            || obstacles.len() != level.obstacles.len()
        {
            return Err("a saved world does not fit its level; it was damaged, so start a new run");
        }
        let free = |cell: &Cell| !level.is_wall(*cell);
        if !agents.iter().chain(&origins).all(free)
            || !goals.iter().all(free)
            || !obstacles.iter().all(|state| free(&state.cell))
        {
            return Err("somebody in a saved world stands in a wall; it was damaged, so start a new run");
        }
        Ok(Self { rng, agents, origins, over, goals, obstacles, steered, steps, reachable: draw_pool(&level), level })
    }
}
