//! Laps of a score round: who took a goal, or was put out by a hit, goes on at once.

use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;

use crate::{
    arena::setup::mix,
    gridworld::{Cell, GridWorld, Outcome},
};

/// The stream of the round's seed that goals are drawn from.
const GOALS: u64 = 0x60A1;

/// Where laps begin, and the generator of goals that are drawn anew. It is not the world's: who takes goals when must not change what
/// the obstacles do.
#[derive(Clone)]
pub(super) struct Laps {
    starts: Vec<Cell>,
    generator: Pcg64Mcg,
}

impl Laps {
    /// On a board as the round begins.
    pub fn new(world: &GridWorld, seed: u64) -> Self {
        Self { starts: world.agents().to_vec(), generator: Pcg64Mcg::seed_from_u64(mix(seed, GOALS)) }
    }

    /// After a step: lets those whose episode the rules ended go on, and says where each of them does. Nobody does once time is up.
    ///
    /// Who was hit out goes on from its start cell. So does who took a goal, unless goals are random: then the goal is drawn anew, and
    /// the way goes on from where it lay.
    pub fn begin_next(&mut self, world: &mut GridWorld, outcomes: &[Option<Outcome>]) -> Vec<(usize, Cell)> {
        if world.steps() >= world.level().max_steps {
            return Vec::new();
        }
        let random = world.level().random_goal;
        let mut begun = Vec::new();
        let mut taken = Vec::new();
        for (agent, outcome) in outcomes.iter().enumerate() {
            let Some(outcome) = outcome.filter(|outcome| outcome.terminated) else {
                continue;
            };
            let here = world.agents()[agent];
            let cell = if outcome.goal && random { here } else { self.starts[agent] };
            if outcome.goal && !taken.contains(&here) {
                taken.push(here);
            }
            begun.push((agent, cell));
        }
        for &(agent, cell) in &begun {
            world.revive(agent, cell);
        }
        for cell in taken {
            world.renew_goal(cell, &mut self.generator);
        }
        begun
    }
}
