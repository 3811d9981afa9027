//! What a simulation tells about itself: the messages of a tick, and single decisions. Plain data that panels, files and replays read.

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    gridworld::Outcome,
    learning::{ACTIONS, Decision, Update},
};

/// One ended episode of one agent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EpisodeRecord {
    /// Number of the episode in its simulation, from 1, over all arenas.
    pub episode: u64,
    /// Ticks that the simulation had run when it ended.
    pub tick: u64,
    /// The arena it was played in, from 0.
    pub arena: u32,
    /// Undiscounted sum of the rewards.
    pub episode_return: f32,
    /// Steps.
    pub length: u32,
    /// Whether a goal was reached within the level's `max_steps`: success.
    pub goal: bool,
    /// Obstacles met.
    pub hits: u32,
    /// Whether the step limit cut it off.
    pub truncated: bool,
    /// Mean loss of the updates since the episode before it; NaN where there was none.
    pub loss: f32,
    /// Mean size of the TD error or of the advantage over the same updates; NaN where there was none.
    pub td_error: f32,
    /// Epsilon or the policy's entropy in nats at its end; the algorithm's row says which.
    pub exploration: f32,
}

impl EpisodeRecord {
    /// A goal was reached and no obstacle met on the way.
    pub fn hit_free(&self) -> bool {
        self.goal && self.hits == 0
    }
}

/// An agent has made a step. Those of a tick are there until the next one.
#[derive(Message, Clone, Copy, Debug)]
pub struct StepMade {
    /// The arena, from 0.
    pub arena: u32,
    /// Which of the arena's agents.
    pub seat: usize,
    /// What was executed, with the values behind it.
    pub decision: Decision,
    /// What it led to.
    pub outcome: Outcome,
}

/// A learner has updated its weights. It is there until the next tick.
#[derive(Message, Clone, Copy, Debug)]
pub struct LearnerUpdated(pub Update);

/// An episode has ended. It is there until [`Simulation::drain_episodes`](super::Simulation::drain_episodes) takes it.
#[derive(Message, Clone, Copy, Debug)]
pub struct EpisodeEnded(pub EpisodeRecord);

/// One decision with all that led to it, and what came of it.
#[derive(Clone, Debug)]
pub struct DecisionRecord {
    /// What the agent saw.
    pub observation: Vec<f32>,
    /// What it chose, and the values behind the choice.
    pub decision: Decision,
    /// What the step of this decision led to.
    pub outcome: Outcome,
}

/// What an agent sees on a board as it stands, and what its network says of it. Nothing is decided yet.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// What the agent sees.
    pub observation: Vec<f32>,
    /// Q-values or probabilities of the five actions, see [`Algorithm::action_values`](crate::learning::Algorithm::action_values).
    pub values: [f32; ACTIONS],
}
