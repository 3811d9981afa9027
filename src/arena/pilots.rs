//! Pilots that do not learn: a frozen policy, the exact optimum, a script. A learner is a pilot too; it stands in `learners`.

use std::{collections::VecDeque, sync::Arc};

use bevy::prelude::*;
use rand_pcg::Pcg64Mcg;

use super::{
    components::{Arena, Chosen, Seat},
    learners::{Decider, decide},
    tick::TickSet,
};
use crate::{
    gridworld::{Action, Observation, Optimum},
    learning::{Decision, Policy},
};

pub(super) fn add_systems(schedule: &mut Schedule) {
    schedule.add_systems((decide::<Frozen>, follow_optimum, follow_script).in_set(TickSet::Decide));
}

/// Who steers the agents of a simulation in which nobody learns.
#[derive(Clone)]
pub enum Pilot {
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
            let action = if self.sample {
                self.policy.sample(values, generator)
            } else {
                best
            };
            *decision = Decision {
                action,
                values: *values,
                greedy: action == best,
            };
        }
    }
}

/// An agent that follows the exact optimum.
#[derive(Component)]
pub(super) struct Optimal(pub Arc<Optimum>);

/// An agent that does what is written.
#[derive(Component)]
pub(super) struct Scripted(pub VecDeque<Action>);

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

/// A decision with all of its probability on one action.
fn certain(action: Action) -> Decision {
    let mut values = [0.0; Action::COUNT];
    values[action.index()] = 1.0;
    Decision {
        action,
        values,
        greedy: true,
    }
}
