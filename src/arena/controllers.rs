//! Controllers that do not learn: a frozen policy, the exact optimum, a script, a person, chance. A learner is a
//! controller too; it stands in `learners`. Which agents they are given is in `seats`.

use std::{collections::VecDeque, sync::Arc};

use bevy_ecs::prelude::*;
use rand::RngExt;
use rand_pcg::Pcg64Mcg;

use super::{
    components::{Arena, Chosen, Seat},
    learners::{Decider, decide},
    tick::TickSet,
};
use crate::{
    gridworld::{Action, GridWorld, Observation, Optimum},
    learning::{ActionValues, Decision, Policy},
};

pub(super) fn add_systems(schedule: &mut Schedule) {
    let systems = (decide::<Frozen>, follow_optimum, follow_script, follow_person, follow_chance);
    schedule.add_systems(systems.in_set(TickSet::Decide));
}

/// Who steers the agents of a simulation in which nobody learns.
#[derive(Clone)]
pub enum Controller {
    /// A trained network as it is, either its best action or one drawn from its probabilities.
    Policy {
        /// The network and its algorithm.
        policy: Arc<Policy>,
        /// How it sees the world.
        observation: Observation,
        /// Draw from the probabilities instead of taking the best action.
        sample: bool,
    },
    /// The exact optimum.
    Optimum(Arc<Optimum>),
    /// One action a step; when they are used up it stays.
    Script(Vec<Action>),
    /// Somebody who says what to do by `Simulation::steer`, at the latest before the tick; who says nothing stays.
    Person,
    /// One of the five actions, each as likely as the others.
    Random,
}

impl Controller {
    /// What the numbers behind its decisions are; `None` where there are none: a person, a script, chance, the optimum.
    pub fn action_values(&self) -> Option<ActionValues> {
        match self {
            Self::Policy { policy, .. } => Some(policy.algorithm.action_values()),
            Self::Optimum(_) | Self::Script(_) | Self::Person | Self::Random => None,
        }
    }

    /// For each cell, row by row, what a controller that thinks in numbers thinks of the actions there as things
    /// stand: a policy's Q-values or probabilities, the optimum's values; `None` on walls and goals.
    pub(super) fn thoughts(&self, world: &GridWorld) -> Option<Vec<Option<[f32; Action::COUNT]>>> {
        match self {
            Self::Optimum(optimum) => Some(optimum.evaluate_cells(world)),
            Self::Policy { policy, observation, .. } => {
                Some(observation.evaluate_cells(world, |rows, count, values| policy.values(rows, count, values)))
            }
            Self::Person | Self::Random | Self::Script(_) => None,
        }
    }
}

/// A frozen policy that answers for its actors.
#[derive(Component)]
pub(super) struct Frozen {
    pub policy: Arc<Policy>,
    pub sample: bool,
    /// One generator for each actor, so that no episode depends on how many are played at once.
    pub generators: Vec<Pcg64Mcg>,
}

impl Decider for Frozen {
    fn decide(&mut self, observations: &[f32], decisions: &mut [Decision]) {
        let rows = decisions.len();
        let mut values = vec![[0.0; Action::COUNT]; rows];
        self.policy.values(observations, rows, &mut values);
        for ((decision, values), generator) in decisions.iter_mut().zip(&values).zip(&mut self.generators) {
            let best = self.policy.greedy(values);
            let action = if self.sample { self.policy.sample(values, generator) } else { best };
            *decision = Decision { action, values: *values, greedy: action == best };
        }
    }
}

/// An agent that follows the exact optimum.
#[derive(Component)]
pub(super) struct Optimal(pub Arc<Optimum>);

/// An agent that does what is written.
#[derive(Component)]
pub(super) struct Scripted(pub VecDeque<Action>);

/// An agent that somebody steers: what was said since the last tick.
#[derive(Component, Default)]
pub(super) struct Steered(pub Option<Action>);

/// An agent that goes anywhere, with a generator of its own.
#[derive(Component)]
pub(super) struct Wandering(pub Pcg64Mcg);

fn follow_optimum(mut agents: Query<(&Optimal, &Seat, &mut Chosen)>, arenas: Query<&Arena>) -> Result {
    for (optimal, seat, mut chosen) in &mut agents {
        let world = &arenas.get(seat.arena)?.world;
        chosen.0 = certain(optimal.0.action(world, seat.index));
    }
    Ok(())
}

fn follow_script(mut agents: Query<(&mut Scripted, &mut Chosen)>) {
    for (mut script, mut chosen) in &mut agents {
        chosen.0 = certain(script.0.pop_front().unwrap_or(Action::Stay));
    }
}

fn follow_person(mut agents: Query<(&mut Steered, &mut Chosen)>) {
    for (mut steered, mut chosen) in &mut agents {
        chosen.0 = certain(steered.0.take().unwrap_or(Action::Stay));
    }
}

fn follow_chance(mut agents: Query<(&mut Wandering, &mut Chosen)>) {
    for (mut wandering, mut chosen) in &mut agents {
        chosen.0 = any(&mut wandering.0);
    }
}

/// A decision for any of the actions.
pub(super) fn any(generator: &mut Pcg64Mcg) -> Decision {
    Decision {
        action: Action::ALL[generator.random_range(0..Action::COUNT)],
        values: [1.0 / Action::COUNT as f32; Action::COUNT],
        greedy: false,
    }
}

/// A decision with all of its probability on one action.
pub(super) fn certain(action: Action) -> Decision {
    let mut values = [0.0; Action::COUNT];
    values[action.index()] = 1.0;
    Decision { action, values, greedy: true }
}
