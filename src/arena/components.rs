//! What entities of a simulation are made of: arenas, agents and whoever decides for them.
//! Data only; the systems that move it stand in the files beside.

use bevy_ecs::prelude::*;

use crate::{
    gridworld::{Cell, GridWorld, Observation, Outcome},
    learning::Decision,
};

/// One board that is being played on: the world by its rules and the agents on it, in the order of their seats.
#[derive(Component)]
pub struct Arena {
    /// The state by the rules, with its own generator.
    pub world: GridWorld,
    /// The agents' entities; the index is the agent's number in `world`.
    pub agents: Vec<Entity>,
    /// Whether the episode has ended. The board keeps its last position until the next tick begins, so that a viewer sees the end.
    pub over: bool,
    /// Where this arena stands in the order of arenas, from 0.
    pub number: u32,
}

/// Where the agents stood before the last step: what a viewer interpolates from. (Obstacles remember theirs themselves.)
#[derive(Component, Default)]
pub struct Before(pub Vec<Cell>);

/// An agent's place: which arena it is in, and which of the arena's agents it is.
#[derive(Component, Clone, Copy)]
pub struct Seat {
    /// The arena's entity.
    pub arena: Entity,
    /// Index among the arena's agents.
    pub index: usize,
}

/// What an agent has decided for the step of this tick.
#[derive(Component, Clone, Copy, Default)]
pub struct Chosen(pub Decision);

/// What the last step led to; `None` before an agent's first step.
#[derive(Component, Clone, Copy, Default)]
pub struct LastOutcome(pub Option<Outcome>);

/// The last observation of a truncated episode, taken before the board was reset: the state that a bootstrap looks at.
#[derive(Component, Default)]
pub struct FinalObservation(pub Vec<f32>);

/// Sums over the episode that is running.
#[derive(Component, Clone, Copy, Default, serde::Serialize, serde::Deserialize)]
pub struct EpisodeSoFar {
    /// Undiscounted return so far.
    pub episode_return: f32,
    /// Steps so far.
    pub length: u32,
    /// Obstacles met so far.
    pub hits: u32,
    /// Whether a goal was reached.
    pub goal: bool,
    /// Whether the agent is done, by termination or by the step limit; the board may go on for others.
    pub done: bool,
}

/// The agents that one decider (a learner or a frozen policy) answers for, in the order of its batch.
#[derive(Component)]
pub struct Actors(pub Vec<Entity>);

/// How a decider sees the world.
#[derive(Component, Clone, Copy)]
pub struct Sees(pub Observation);

/// One batch of everything that goes in and out of a decider in a tick, kept to spare allocations.
#[derive(Component)]
pub struct Batch {
    /// Numbers in one observation.
    pub size: usize,
    /// `[actors x size]`, row by row.
    pub observations: Vec<f32>,
    /// One per actor.
    pub decisions: Vec<Decision>,
    /// One per actor: what its previous action led to.
    pub outcomes: Vec<Option<Outcome>>,
    /// `[actors x size]`; a row counts only where its outcome was truncated.
    pub final_observations: Vec<f32>,
}

impl Batch {
    /// An empty batch for so many actors and an observation of `size` numbers.
    pub fn new(actors: usize, size: usize) -> Self {
        Self {
            size,
            observations: vec![0.0; actors * size],
            decisions: vec![Decision::default(); actors],
            outcomes: vec![None; actors],
            final_observations: vec![0.0; actors * size],
        }
    }

    /// The observation of one actor.
    pub fn observation(&self, actor: usize) -> &[f32] {
        &self.observations[actor * self.size..][..self.size]
    }
}
