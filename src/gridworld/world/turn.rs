//! One step: obstacles first, then agents, then what they get for it.

use super::{GridWorld, nearest};
use crate::gridworld::{Action, Cell, Level, Motion, motion};
use rand::RngExt;
use rand_pcg::Pcg64Mcg;
use serde::{Deserialize, Serialize};

/// What a step did to one agent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// `rewards.step`, plus `rewards.hit` for each hit, plus `rewards.goal` on a goal.
    pub reward: f32,
    /// How many obstacles hit it.
    pub hits: u32,
    /// Whether it stands on a goal.
    pub goal: bool,
    /// Whether its episode came to its end by the rules: a goal, or a hit where hits end it.
    pub terminated: bool,
    /// Whether its episode was cut off by `max_steps` instead; never together with `terminated`.
    pub truncated: bool,
}

impl GridWorld {
    /// One step: all obstacles move, then all agents, then each agent's outcome is written.
    ///
    /// An agent whose episode is over stays where it is and gets `Outcome::default()` until [`GridWorld::reset`];
    /// once that is true of all, nothing moves any more. Nothing is allocated.
    ///
    /// # Panics
    /// When there is not one action and one outcome for each agent.
    pub fn step(&mut self, actions: &[Action], outcomes: &mut [Outcome]) {
        assert_eq!(actions.len(), self.agents.len(), "one action for each agent");
        assert_eq!(outcomes.len(), self.agents.len(), "one outcome for each agent");
        outcomes.fill(Outcome::default());
        if self.over.iter().all(|&over| over) {
            return;
        }
        self.steps = self.steps.saturating_add(1);
        self.move_obstacles();
        for (agent, (&action, outcome)) in actions.iter().zip(outcomes).enumerate() {
            if !self.over[agent] {
                *outcome = self.move_agent(agent, action);
                self.over[agent] = outcome.terminated || outcome.truncated;
            }
        }
    }

    fn move_obstacles(&mut self) {
        let Self {
            level,
            rng,
            agents,
            over,
            obstacles,
            ..
        } = self;
        let level: &Level = level;
        for (state, described) in obstacles.iter_mut().zip(&level.obstacles) {
            state.previous = state.cell;
            state.steps_until_move = state.steps_until_move.saturating_sub(1);
            if state.steps_until_move > 0 {
                continue;
            }
            state.steps_until_move = described.every;
            let cell = state.cell;
            let direction = match &described.motion {
                Motion::Still => (0, 0),
                Motion::PatrolX | Motion::PatrolY => motion::patrol(level, cell, state.direction),
                Motion::Loop { path } => motion::follow(path, cell),
                Motion::Walk { probability } => walk(level, cell, *probability, rng),
                Motion::Chase { probability } => {
                    // Multiplied rather than asked for, as in `walk`.
                    let moves = i32::from(draw(rng, *probability).0);
                    let target = nearest(agents, over, cell);
                    let (dx, dy) = target.map_or((0, 0), |target| motion::chase(level, cell, target));
                    (moves * dx, moves * dy)
                }
            };
            state.advance(direction);
        }
    }

    fn move_agent(&mut self, agent: usize, action: Action) -> Outcome {
        let from = self.agents[agent];
        let to = self.level.destination(from, action);
        self.agents[agent] = to;

        // Swapping needs a step: who stays on a cell is met there, not passed.
        let swap_hits = self.level.swap_hits && from != to;
        let mut hits = 0;
        for obstacle in &self.obstacles {
            let meets = obstacle.cell == to;
            let swaps = swap_hits & (obstacle.cell == from) & (obstacle.previous == to);
            hits += u32::from(meets) + u32::from(swaps);
        }
        let goal = self.goals.contains(&to);
        let rewards = self.level.rewards;
        let mut reward = rewards.step + rewards.hit * hits as f32;
        if goal {
            reward += rewards.goal;
        }
        let terminated = goal || (self.level.hit_ends && hits > 0);
        let truncated = !terminated && self.steps >= self.level.max_steps;
        Outcome {
            reward,
            hits,
            goal,
            terminated,
            truncated,
        }
    }
}

/// Where a walker goes now that it is its turn.
#[inline]
fn walk(level: &Level, cell: Cell, probability: f32, rng: &mut Pcg64Mcg) -> (i32, i32) {
    let (moves, direction) = draw(rng, probability);
    // Chosen from a table and not by branches: nobody can predict them, and wrong guesses cost more than the move.
    let direction = Action::ALL[if moves { direction } else { Action::Stay.index() }].delta();
    if level.is_wall(cell.offset(direction)) {
        (0, 0)
    } else {
        direction
    }
}

/// From one number of the generator: whether something of this probability happens (its upper 24 bits), and one of four directions (its lowest two).
#[inline]
fn draw(rng: &mut Pcg64Mcg, probability: f32) -> (bool, usize) {
    let number: u64 = rng.random();
    let chance = (number >> 40) as f32 / (1_u32 << 24) as f32;
    (chance < probability, (number & 3) as usize)
}
