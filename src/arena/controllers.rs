//! Controllers that do not learn: a frozen policy, the exact optimum, a script, a person, chance. A learner is a
//! controller too; it stands in `learners`. Which agents they are given is in `seats`.

use std::{collections::VecDeque, sync::Arc};

use bevy_ecs::prelude::*;
use rand::RngExt;
use rand_pcg::Pcg64Mcg;

use super::{
    TickSet,
    components::{Arena, Chosen, Seat},
    learners::{Decider, decide},
};
use crate::{
    gridworld::{Action, GridWorld, Level, Observation, Optimum, OptimumError},
    learning::{ActionValues, Decision, Policy},
    solving::Optima,
};

pub(super) fn add_systems(schedule: &mut Schedule) {
    schedule.add_systems((decide::<Frozen>, decide_alone).in_set(TickSet::Decide));
}

/// Lets agents err that [`Errs`]; only where there is one, since every tick pays for a system.
pub(super) fn add_errors(schedule: &mut Schedule) {
    schedule.add_systems(err.in_set(TickSet::Decide).after(decide::<Frozen>).after(decide_alone));
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
    /// The exact optimum, in a match that of each round; it is found, or worked out, as a round is laid out.
    Optima(Arc<Optima>),
    /// One action a step; when they are used up it stays.
    Script(Vec<Action>),
    /// Somebody who says what to do by `Simulation::steer`, at the latest before the tick; who says nothing stays.
    Person,
    /// One of the five actions, each as likely as the others.
    Random,
    /// Another controller that errs: in this share of the steps, 0 to 1, it does one of the five actions, each as likely as the others.
    Erring(Arc<Self>, f32),
}

impl Controller {
    /// The controller as it would be without errors.
    pub fn without_errors(&self) -> &Self {
        match self {
            Self::Erring(controller, _) => controller.without_errors(),
            controller => controller,
        }
    }

    /// What the numbers behind its decisions are; `None` where there are none: a person, a script, chance, the optimum.
    pub fn action_values(&self) -> Option<ActionValues> {
        match self {
            Self::Policy { policy, .. } => Some(policy.algorithm.action_values()),
            Self::Erring(controller, _) => controller.action_values(),
            Self::Optimum(_) | Self::Optima(_) | Self::Script(_) | Self::Person | Self::Random => None,
        }
    }

    /// The controller for an agent whose episode has the optimum of `level`.
    pub(super) fn resolved(&self, level: impl Fn() -> Arc<Level>) -> Result<Self, OptimumError> {
        Ok(match self {
            Self::Optima(optima) => Self::Optimum(optima.of(&level())?),
            Self::Erring(controller, share) => Self::Erring(Arc::new(controller.resolved(level)?), *share),
            controller => controller.clone(),
        })
    }

    /// For each cell, row by row, what a controller that thinks in numbers thinks of the actions there as things
    /// stand: a policy's Q-values or probabilities, the optimum's values; `None` on walls and goals.
    pub(super) fn thoughts(&self, world: &GridWorld) -> Option<Vec<Option<[f32; Action::COUNT]>>> {
        match self {
            Self::Optimum(optimum) => Some(optimum.evaluate_cells(world)),
            Self::Erring(controller, _) => controller.thoughts(world),
            Self::Policy { policy, observation, .. } => {
                Some(observation.evaluate_cells(world, |rows, count, values| policy.values(rows, count, values)))
            }
            Self::Person | Self::Random | Self::Script(_) | Self::Optima(_) => None,
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

/// An agent that decides for itself alone, without a network.
#[derive(Component)]
pub(super) enum Alone {
    /// Follows the exact optimum.
    Optimum(Arc<Optimum>),
    /// Does what is written.
    Script(VecDeque<Action>),
    /// Does what somebody said since the last tick.
    Person(Option<Action>),
    /// Goes anywhere, with a generator of its own.
    Chance(Pcg64Mcg),
}

fn decide_alone(mut agents: Query<(&mut Alone, &Seat, &mut Chosen)>, arenas: Query<&Arena>) -> Result {
    for (mut alone, seat, mut chosen) in &mut agents {
        chosen.0 = match &mut *alone {
            Alone::Optimum(optimum) => certain(optimum.action(&arenas.get(seat.arena)?.world, seat.index)),
            Alone::Script(script) => certain(script.pop_front().unwrap_or(Action::Stay)),
            Alone::Person(said) => certain(said.take().unwrap_or(Action::Stay)),
            Alone::Chance(generator) => any(generator),
        };
    }
    Ok(())
}

/// An agent whose controller errs.
#[derive(Component)]
pub(super) struct Errs {
    /// In this share of the steps.
    pub share: f32,
    pub generator: Pcg64Mcg,
}

fn err(mut agents: Query<(&mut Errs, &mut Chosen)>) {
    for (mut errs, mut chosen) in &mut agents {
        let share = errs.share;
        // Both are drawn in every step, so that an error changes no later one.
        let (error, does_err) = (any(&mut errs.generator), errs.generator.random::<f32>() < share);
        if does_err {
            let Decision { values, .. } = chosen.0;
            chosen.0 = Decision { values, ..error };
        }
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
