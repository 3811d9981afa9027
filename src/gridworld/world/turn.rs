//! One step: obstacles first, then agents, then what they get for it.

use super::GridWorld;
use crate::gridworld::{Action, Cell, Level, Motion, ObstacleState};
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
        assert_eq!(
            actions.len(),
            self.agents.len(),
            "one action for each agent"
        );
        assert_eq!(
            outcomes.len(),
            self.agents.len(),
            "one outcome for each agent"
        );
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
        // One agent is the common case: the nearest is known without looking for each obstacle.
        let only = if let [agent] = self.agents[..] {
            Some(agent)
        } else {
            None
        };
        for index in 0..self.obstacles.len().min(self.level.obstacles.len()) {
            let described = &self.level.obstacles[index];
            let mut state = self.obstacles[index];
            state.previous = state.cell;
            state.steps_until_move = state.steps_until_move.saturating_sub(1);
            if state.steps_until_move == 0 {
                state.steps_until_move = described.every;
                let chases = matches!(described.motion, Motion::Chase { .. });
                let target = if chases {
                    only.or_else(|| self.nearest_agent(state.cell))
                } else {
                    None
                };
                let direction = turn(
                    &self.level,
                    &described.motion,
                    &state,
                    target,
                    &mut self.rng,
                );
                state.advance(direction);
            }
            self.obstacles[index] = state;
        }
    }

    fn move_agent(&mut self, agent: usize, action: Action) -> Outcome {
        let from = self.agents[agent];
        let to = self.level.destination(from, action);
        self.agents[agent] = to;

        let mut hits = self
            .obstacles
            .iter()
            .filter(|obstacle| obstacle.cell == to)
            .count();
        if self.level.swap_hits && from != to {
            hits += self
                .obstacles
                .iter()
                .filter(|obstacle| obstacle.cell == from && obstacle.previous == to)
                .count();
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
            hits: hits as u32,
            goal,
            terminated,
            truncated,
        }
    }
}

/// Where an obstacle goes now that it is its turn, chance included.
fn turn(
    level: &Level,
    motion: &Motion,
    state: &ObstacleState,
    target: Option<Cell>,
    rng: &mut Pcg64Mcg,
) -> (i32, i32) {
    match motion {
        Motion::Walk { probability } => {
            if rng.random::<f32>() >= *probability {
                return (0, 0);
            }
            let direction = Action::ALL[rng.random_range(0..4)].delta();
            if level.is_wall(state.cell.offset(direction)) {
                (0, 0)
            } else {
                direction
            }
        }
        Motion::Chase { probability } if rng.random::<f32>() >= *probability => (0, 0),
        _ => state.next_direction(level, motion, target),
    }
}
