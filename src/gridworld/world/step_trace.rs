//! One step of a board, explained: whose turn it was, what chance said, who was hit, and the parts of the reward.
//! The step itself is in `turn.rs`.

use serde::Serialize;

use super::{GridWorld, Outcome, turn::drawn};
use crate::gridworld::{Action, Cell};

/// What chance said to an obstacle whose turn it was.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Chance {
    /// The number that was drawn, from 0 to 1.
    pub number: f32,
    /// It moves where the number is smaller than this.
    pub probability: f32,
    /// The direction that was drawn with it, which only a walk takes.
    pub direction: Action,
}

/// An obstacle's part of a step.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ObstacleTurn {
    /// Where it stood.
    pub from: Cell,
    /// Where it stands.
    pub to: Cell,
    /// After how many steps its turn came, counted before this one: it is its turn where that is 1.
    pub steps_until_move: u32,
    /// Its turn comes on every so many steps.
    pub every: u32,
    /// What chance said, where it was asked.
    pub chance: Option<Chance>,
}

/// The parts of a reward: step + hit * hits, and goal where one was reached.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RewardParts {
    /// Their sum.
    pub value: f32,
    /// For the step.
    pub step: f32,
    /// For each hit.
    pub hit: f32,
    /// How many obstacles hit.
    pub hits: u32,
    /// For the goal; 0 where none was reached.
    pub goal: f32,
}

/// An agent's part of a step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgentTurn {
    /// What it did.
    pub action: Action,
    /// Where it stood.
    pub from: Cell,
    /// Where the action led it: where it stood, if a wall or the edge was in the way.
    pub to: Cell,
    /// The obstacles that hit it, by their numbers.
    pub hit_by: Vec<usize>,
    /// Where a hit put it back to.
    pub put_back: Option<Cell>,
    /// What it got for it.
    pub reward: RewardParts,
    /// The same with what became of its episode.
    pub outcome: Outcome,
}

/// A step of a board.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BoardStep {
    /// Its number in the episode, from 1.
    pub number: u32,
    /// The obstacles, in the order in which they move.
    pub obstacles: Vec<ObstacleTurn>,
    /// The agents, who move after them.
    pub agents: Vec<AgentTurn>,
}

impl GridWorld {
    /// What the step with these actions does, and why; the board itself stays as it is.
    ///
    /// # Panics
    /// When there is not one action for each agent.
    #[must_use]
    pub fn trace_step(&self, actions: &[Action]) -> BoardStep {
        let mut after = self.clone();
        let mut outcomes = vec![Outcome::default(); actions.len()];
        after.step(actions, &mut outcomes);
        let mut rng = self.rng.clone();
        let obstacles = self.level.obstacles.iter().enumerate().map(|(index, described)| {
            let (before, now) = (&self.obstacles[index], &after.obstacles[index]);
            let is_steered = self.steered.get(index).copied().flatten().is_some();
            let is_turn = before.steps_until_move <= 1;
            let probability = described.motion.probability().filter(|_| is_turn && !is_steered);
            let chance = probability.map(|probability| {
                let (number, direction) = drawn(&mut rng);
                Chance { number, probability, direction: Action::ALL[direction] }
            });
            ObstacleTurn {
                from: before.cell,
                to: now.cell,
                steps_until_move: before.steps_until_move,
                every: described.every,
                chance,
            }
        });
        let obstacles = obstacles.collect();
        let agents = actions.iter().zip(outcomes).enumerate();
        let agents = agents.map(|(agent, (&action, outcome))| self.agent_turn(agent, action, outcome, &after));
        BoardStep { number: after.steps, agents: agents.collect(), obstacles }
    }

    fn agent_turn(&self, agent: usize, action: Action, outcome: Outcome, after: &Self) -> AgentTurn {
        let from = self.agents[agent];
        let to = self.level.destination(from, action);
        let touches = |obstacle: &usize| after.touches(*obstacle, from, to);
        let rewards = self.level.rewards;
        AgentTurn {
            action,
            from,
            to,
            hit_by: (0..after.obstacles.len()).filter(touches).collect(),
            put_back: Some(after.agents[agent]).filter(|cell| *cell != to),
            reward: RewardParts {
                value: outcome.reward,
                step: rewards.step,
                hit: rewards.hit,
                hits: outcome.hits,
                goal: if outcome.goal { rewards.goal } else { 0.0 },
            },
            outcome,
        }
    }
}
