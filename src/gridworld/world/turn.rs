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
    /// One step: all obstacles move (those that are [steered](GridWorld::steer) as they are told), then all agents, then each agent's
    /// outcome is written.
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
            self.steered.clear();
            return;
        }
        self.steps = self.steps.saturating_add(1);
        self.move_obstacles();
        self.steered.clear();
        for (agent, (&action, outcome)) in actions.iter().zip(outcomes).enumerate() {
            if !self.over[agent] {
                *outcome = self.move_agent(agent, action);
                self.over[agent] = outcome.terminated || outcome.truncated;
            }
        }
    }

    fn move_obstacles(&mut self) {
        let Self { level, rng, agents, over, obstacles, steered, .. } = self;
        let level: &Level = level;
        for (index, (state, described)) in obstacles.iter_mut().zip(&level.obstacles).enumerate() {
            state.previous = state.cell;
            state.steps_until_move = state.steps_until_move.saturating_sub(1);
            if state.steps_until_move > 0 {
                continue;
            }
            state.steps_until_move = described.every;
            let cell = state.cell;
            if let Some(&Some(order)) = steered.get(index) {
                state.advance(steer(level, cell, order));
                continue;
            }
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

        let swap_hits = self.level.swap_hits;
        let mut hits = 0;
        for obstacle in &self.obstacles {
            hits += u32::from(obstacle.hits(from, to, swap_hits));
        }
        let goal = self.goals.contains(&to);
        let rewards = self.level.rewards;
        let mut reward = rewards.step + rewards.hit * hits as f32;
        if goal {
            reward += rewards.goal;
        }
        let terminated = goal || (self.level.hit_ends && hits > 0);
        // The level is asked first: that is the same in each step, while nobody can predict a hit.
        if !self.origins.is_empty() && hits > 0 && !terminated {
            self.put_back(agent);
        }
        let truncated = !terminated && self.steps >= self.level.max_steps;
        Outcome { reward, hits, goal, terminated, truncated }
    }

    /// After a hit, back to where the agent started, in a level that wants that. Out of the way of steps without a hit.
    #[cold]
    fn put_back(&mut self, agent: usize) {
        if let Some(&origin) = self.origins.get(agent) {
            self.agents[agent] = origin;
        }
    }
}

/// Where an order leads: nowhere when an edge or a wall is in the way.
fn steer(level: &Level, cell: Cell, order: Action) -> (i32, i32) {
    let direction = order.delta();
    if level.is_wall(cell.offset(direction)) { (0, 0) } else { direction }
}

/// Where a walker goes now that it is its turn.
#[inline]
fn walk(level: &Level, cell: Cell, probability: f32, rng: &mut Pcg64Mcg) -> (i32, i32) {
    let (moves, direction) = draw(rng, probability);
    // Chosen from a table and not by branches: nobody can predict them, and wrong guesses cost more than the move.
    let direction = Action::ALL[if moves { direction } else { Action::Stay.index() }].delta();
    if level.is_wall(cell.offset(direction)) { (0, 0) } else { direction }
}

/// From one number of the generator: whether something of this probability happens (its upper 24 bits), and one of four directions (its lowest two).
#[inline]
fn draw(rng: &mut Pcg64Mcg, probability: f32) -> (bool, usize) {
    let (chance, direction) = drawn(rng);
    (chance < probability, direction)
}

/// The number from 0 to 1 that a probability is held against, and the direction.
#[inline]
pub(super) fn drawn(rng: &mut Pcg64Mcg) -> (f32, usize) {
    let number: u64 = rng.random();
    ((number >> 40) as f32 / (1_u32 << 24) as f32, (number & 3) as usize)
}
