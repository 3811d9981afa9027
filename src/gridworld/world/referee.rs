//! What somebody outside the rules may do to a world between two steps: an editor, the referee of a match, a player who steers an obstacle.
//! What a step does is in `turn.rs`; when a match asks for any of this is its own business.

use super::{GridWorld, draw};
use crate::gridworld::{Action, Cell, Level};
use rand_pcg::Pcg64Mcg;

impl GridWorld {
    /// Puts an agent on another cell of the board, for play-testing and editing; walls are refused.
    pub fn place_agent(&mut self, agent: usize, cell: Cell) {
        if !self.level.is_wall(cell)
            && let Some(place) = self.agents.get_mut(agent)
        {
            *place = cell;
        }
    }

    /// The same before the first step of an episode: the agent starts there, and a hit may lead back there.
    pub fn begin_at(&mut self, agent: usize, cell: Cell) {
        self.place_agent(agent, cell);
        if let (Some(origin), Some(agent)) = (self.origins.get_mut(agent), self.agents.get(agent)) {
            *origin = *agent;
        }
    }

    /// The board before the first step of an episode with so many agents, all on the start of one of these.
    #[must_use]
    pub fn gathered(&self, agent: usize, agents: usize) -> Self {
        let start = self.agents.get(agent).copied().unwrap_or_default();
        let origins = if self.level.restarts() { vec![start; agents] } else { Vec::new() };
        Self { agents: vec![start; agents], over: vec![false; agents], origins, ..self.clone() }
    }

    /// Sends an obstacle somewhere in the next step, instead of where its motion leads: edges and walls stop it, and it still moves only
    /// when its turn comes. `None` takes the order back. The step uses the order up, and a steered obstacle draws no chance.
    pub fn steer(&mut self, obstacle: usize, direction: Option<Action>) {
        if obstacle >= self.obstacles.len() {
            return;
        }
        if self.steered.len() <= obstacle {
            self.steered.resize(self.obstacles.len(), None);
        }
        self.steered[obstacle] = direction;
    }

    /// Puts an obstacle on another cell of the board, as if it had stood there before; walls are refused.
    pub fn place_obstacle(&mut self, obstacle: usize, cell: Cell) {
        if !self.level.is_wall(cell)
            && let Some(state) = self.obstacles.get_mut(obstacle)
        {
            (state.cell, state.previous) = (cell, cell);
        }
    }

    /// The same moment in a level that has all but one of the obstacles.
    #[must_use]
    pub fn without_obstacle(&self, obstacle: usize) -> Self {
        let mut without = self.clone();
        let mut level = Level::clone(&self.level);
        without.steered.clear();
        if obstacle < without.obstacles.len() {
            without.obstacles.remove(obstacle);
            level.obstacles.remove(obstacle);
        }
        without.level = level.into();
        without
    }

    /// Whether an obstacle hit an agent that went from `from` to `to` in the last step, by the level's rules.
    #[must_use]
    pub fn touches(&self, obstacle: usize, from: Cell, to: Cell) -> bool {
        let swap_hits = self.level.swap_hits;
        self.obstacles.get(obstacle).is_some_and(|state| state.hits(from, to, swap_hits))
    }

    /// Lets an agent whose episode is over play on from `cell`; a wall is refused, and it plays on where it stands.
    pub fn revive(&mut self, agent: usize, cell: Cell) {
        self.place_agent(agent, cell);
        if let Some(over) = self.over.get_mut(agent) {
            *over = false;
        }
    }

    /// Ends an agent's episode: it stays where it is, and no chaser follows it any more.
    pub fn retire(&mut self, agent: usize) {
        if let Some(over) = self.over.get_mut(agent) {
            *over = true;
        }
    }

    /// Brings back the goal that lies on `cell` after it was taken. Where goals are random it is drawn anew, on a cell without agent and
    /// other goal that a random goal may have, by a generator that is not the world's: who takes goals when does not change what obstacles do.
    /// Elsewhere, and where no cell is left, it lies again where it lay.
    pub fn renew_goal(&mut self, cell: Cell, rng: &mut Pcg64Mcg) {
        if !self.level.random_goal {
            return;
        }
        let Some(index) = self.goals.iter().position(|&goal| goal == cell) else {
            return;
        };
        let free = || {
            let cells = self.level.goal_cells(&self.reachable);
            cells.filter(|cell| !self.goals.contains(cell) && !self.agents.contains(cell))
        };
        if let Some(drawn) = draw(rng, free) {
            self.goals[index] = drawn;
        }
    }

    /// Takes over the board of `other`, a world of the same level with as many agents: where everybody stands and how many steps were taken.
    /// Chance goes on as it would have here.
    ///
    /// # Panics
    /// When it is another level's, or has another number of agents.
    pub fn play_from(&mut self, other: &Self) {
        assert_eq!(self.level, other.level, "a board of the same level");
        assert_eq!(self.agents.len(), other.agents.len(), "as many agents");
        self.agents.copy_from_slice(&other.agents);
        self.origins.copy_from_slice(&other.origins);
        self.over.copy_from_slice(&other.over);
        self.goals.copy_from_slice(&other.goals);
        self.obstacles.copy_from_slice(&other.obstacles);
        self.steered.clone_from(&other.steered);
        self.steps = other.steps;
    }
}
