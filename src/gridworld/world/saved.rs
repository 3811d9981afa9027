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
    // Only between an order and its step is there anything to write. The last field, so that older files, which end before it, are read too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    steered: Vec<Option<Action>>,
}

impl From<GridWorld> for Saved {
    fn from(world: GridWorld) -> Self {
        let GridWorld { level, rng, agents, over, goals, obstacles, steered, steps, reachable: _ } = world;
        Self { level, rng, agents, over, goals, obstacles, steered, steps }
    }
}

impl TryFrom<Saved> for GridWorld {
    type Error = &'static str;

    fn try_from(saved: Saved) -> Result<Self, Self::Error> {
        let Saved { level, rng, agents, over, goals, obstacles, steered, steps } = saved;
        if agents.len() != over.len() || goals.len() != level.goals.len() || obstacles.len() != level.obstacles.len() {
            return Err("a saved world does not fit its level; it was damaged, so start a new run");
        }
        let free = |cell: &Cell| !level.is_wall(*cell);
        if !agents.iter().all(free) || !goals.iter().all(free) || !obstacles.iter().all(|state| free(&state.cell)) {
            return Err("somebody in a saved world stands in a wall; it was damaged, so start a new run");
        }
        Ok(Self { rng, agents, over, goals, obstacles, steered, steps, reachable: draw_pool(&level), level })
    }
}
