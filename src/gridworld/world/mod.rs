//! A game in progress: who stands where, and what one step does.
//! How an agent sees it is in `observation`; what it should do in `optimum`; what a referee may do to it in `referee.rs`.

mod played;
mod referee;
mod saved;
mod step_trace;
mod turn;

pub use step_trace::{AgentTurn, BoardStep, Chance, ObstacleTurn, RewardParts};
pub use turn::Outcome;

use super::{Action, Cell, Level, ObstacleState};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A world: a level, the state of its episode, and a generator of its own.
///
/// Saved with serde it holds everything, so that a run that is read back goes on exactly as it would have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "saved::Saved", into = "saved::Saved")]
pub struct GridWorld {
    level: Arc<Level>,
    rng: Pcg64Mcg,
    agents: Vec<Cell>,
    /// Where each of them started the episode, where a hit leads back there; else empty.
    origins: Vec<Cell>,
    /// Whose episode is over.
    over: Vec<bool>,
    goals: Vec<Cell>,
    obstacles: Vec<ObstacleState>,
    /// Where somebody sends the obstacles in the next step; empty unless somebody does.
    steered: Vec<Option<Action>>,
    steps: u32,
    /// The cells that random starts and goals are drawn from; follows from the level.
    reachable: Arc<[Cell]>,
}

impl GridWorld {
    /// A world with one agent per start cell, at the start of its first episode.
    /// The same level and seed give the same world, whatever happens elsewhere.
    #[must_use]
    pub fn new(level: Arc<Level>, seed: u64) -> Self {
        let agents = level.starts.len();
        Self::with_agents(level, seed, agents)
    }

    /// The same with any number of agents: they share out the start cells in turn.
    #[must_use]
    pub fn with_agents(level: Arc<Level>, seed: u64, agents: usize) -> Self {
        let mut world = Self {
            rng: Pcg64Mcg::seed_from_u64(seed),
            agents: vec![Cell::default(); agents],
            origins: Vec::new(),
            over: vec![false; agents],
            goals: level.goals.clone(),
            obstacles: level.obstacles.iter().map(|obstacle| obstacle.state(0)).collect(),
            steered: Vec::new(),
            steps: 0,
            reachable: draw_pool(&level),
            level,
        };
        world.reset();
        world
    }

    /// Begins a new episode: obstacles return to where they start, random phases, goals and starts are drawn anew. The generator
    /// goes on.
    pub fn reset(&mut self) {
        let level = Arc::clone(&self.level);
        self.steps = 0;
        self.steered.clear();
        self.over.fill(false);
        for (state, obstacle) in self.obstacles.iter_mut().zip(&level.obstacles) {
            *state =
                if level.draws_phases() { obstacle.state_at(&level, self.rng.random()) } else { obstacle.state(0) };
        }
        self.goals.copy_from_slice(&level.goals);
        let room = || level.goal_cells(&self.reachable).count() >= level.goals.len();
        if level.random_goal && room() {
            for index in 0..self.goals.len() {
                let (drawn, rest) = self.goals.split_at_mut(index);
                let free = || level.goal_cells(&self.reachable).filter(|cell| !drawn.contains(cell));
                rest[0] = draw(&mut self.rng, free).unwrap_or(rest[0]);
            }
        }
        for (index, agent) in self.agents.iter_mut().enumerate() {
            *agent = level.starts.get(index % level.starts.len().max(1)).copied().unwrap_or_default();
            if level.random_start {
                let free = || level.start_cells(&self.reachable, &self.goals);
                *agent = draw(&mut self.rng, free).unwrap_or(*agent);
            }
        }
        if level.restarts() {
            self.origins.clone_from(&self.agents);
        }
    }

    /// The level that this episode of an agent is, from here on: obstacles begin where they are, goals lie where they lie, the agent
    /// starts where a hit leads it, or else where it stands, and nothing of it is drawn any more.
    #[must_use]
    pub fn episode_level(&self, agent: usize) -> Level {
        let mut level = Level::clone(&self.level);
        level.starts = self.origins.get(agent).or(self.agents.get(agent)).copied().into_iter().collect();
        level.goals.clone_from(&self.goals);
        for (described, state) in level.obstacles.iter_mut().zip(&self.obstacles) {
            *described = described.beginning_at(state);
        }
        (level.random_start, level.random_goal, level.random_phases) = (false, false, Some(false));
        level
    }

    /// The level that is played.
    #[must_use]
    #[inline]
    pub const fn level(&self) -> &Arc<Level> {
        &self.level
    }

    /// Where the agents stand.
    #[must_use]
    #[inline]
    pub fn agents(&self) -> &[Cell] {
        &self.agents
    }

    /// Where the goals lie in this episode.
    #[must_use]
    #[inline]
    pub fn goals(&self) -> &[Cell] {
        &self.goals
    }

    /// Where the obstacles are, in the level's order.
    #[must_use]
    #[inline]
    pub fn obstacles(&self) -> &[ObstacleState] {
        &self.obstacles
    }

    /// How many steps the episode has taken.
    #[must_use]
    pub const fn steps(&self) -> u32 {
        self.steps
    }

    /// Whether the episode of this agent is over, by a goal, a hit that ends it, or truncation.
    #[must_use]
    #[inline]
    pub fn is_over(&self, agent: usize) -> bool {
        self.over.get(agent).copied().unwrap_or(true)
    }

    /// The direction `(dx, dy)` of an obstacle's next move, as things stand;
    /// `(0, 0)` where it stays or where only chance decides.
    #[must_use]
    pub fn next_direction(&self, obstacle: usize) -> (i32, i32) {
        match (self.obstacles.get(obstacle), self.level.obstacles.get(obstacle)) {
            (Some(state), Some(described)) => {
                state.next_direction(&self.level, &described.motion, self.nearest_agent(state.cell))
            }
            _ => (0, 0),
        }
    }

    /// The agent that a chaser at `cell` would follow: the nearest whose episode is not over, the first of several.
    pub(super) fn nearest_agent(&self, cell: Cell) -> Option<Cell> {
        nearest(&self.agents, &self.over, cell)
    }

    /// Goes on in an edited level without a new episode: agents stay unless they are walled in now, obstacles whose
    /// description did not change go on, the others begin where the level says; goals lie where the level says
    /// unless they are drawn at random and still lie on free cells.
    pub fn replace_level(&mut self, level: Arc<Level>) {
        let mut obstacles = Vec::with_capacity(level.obstacles.len());
        for (index, described) in level.obstacles.iter().enumerate() {
            let kept = self
                .obstacles
                .get(index)
                .filter(|state| self.level.obstacles.get(index) == Some(described) && !level.is_wall(state.cell));
            obstacles.push(kept.copied().unwrap_or_else(|| described.state(self.steps)));
        }
        let keep_goals = level.random_goal
            && self.level.random_goal
            && self.goals.len() == level.goals.len()
            && !self.goals.iter().any(|&goal| level.is_wall(goal));
        if !keep_goals {
            self.goals.clone_from(&level.goals);
        }
        let start = |index: usize| level.starts.get(index % level.starts.len().max(1)).copied().unwrap_or_default();
        for (index, agent) in self.agents.iter_mut().enumerate() {
            if level.is_wall(*agent) {
                *agent = start(index);
            }
        }
        let origin = |(index, _)| {
            let kept = self.origins.get(index).filter(|origin| level.random_start && !level.is_wall(**origin));
            kept.copied().unwrap_or_else(|| start(index))
        };
        self.origins = if level.restarts() { self.agents.iter().enumerate().map(origin).collect() } else { Vec::new() };
        self.obstacles = obstacles;
        self.steered.clear();
        self.reachable = draw_pool(&level);
        self.level = level;
    }
}

/// The agent nearest to a cell, of those whose episode is not over.
#[inline]
fn nearest(agents: &[Cell], over: &[bool], cell: Cell) -> Option<Cell> {
    if let ([agent], [over]) = (agents, over) {
        return (!over).then_some(*agent);
    }
    let playing = agents.iter().zip(over).filter(|(_, over)| !**over);
    playing.map(|(agent, _)| *agent).min_by_key(|agent| agent.distance(cell))
}

/// The cells to draw from, found once and only where something is drawn.
fn draw_pool(level: &Level) -> Arc<[Cell]> {
    if level.random_start || level.random_goal { level.reachable().into() } else { Arc::default() }
}

/// One of the cells that `cells` yields, each as likely as the others. Walks them twice instead of collecting them: no allocation.
fn draw<I: Iterator<Item = Cell>>(rng: &mut Pcg64Mcg, cells: impl Fn() -> I) -> Option<Cell> {
    let count = cells().count();
    if count == 0 {
        return None;
    }
    cells().nth(rng.random_range(0..count))
}
