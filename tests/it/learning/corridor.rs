//! Tiny worlds for tiny runs: a row of cells with the goal at its end, driven in the order in which ticks are.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use serde::{Deserialize, Serialize};
use sidestep::{
    gridworld::{Action, Outcome},
    learning::{Decision, Learner, Update},
};

/// Cells of the corridor; the agent starts on the first, the goal is the last.
pub const CELLS: usize = 6;

/// One agent in a corridor: right leads on, left back, all else stays. -0.1 a step, +1 at the goal, 40 steps at most.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Corridor {
    at: usize,
    steps: u32,
}

impl Corridor {
    pub fn observe(&self) -> [f32; CELLS] {
        let mut row = [0.0; CELLS];
        row[self.at] = 1.0;
        row
    }

    pub fn step(&mut self, action: Action) -> Outcome {
        self.steps += 1;
        self.at = match action {
            Action::Right => self.at + 1,
            Action::Left => self.at.saturating_sub(1),
            _ => self.at,
        };
        let goal = self.at + 1 == CELLS;
        Outcome {
            reward: if goal { 0.9 } else { -0.1 },
            goal,
            terminated: goal,
            truncated: !goal && self.steps >= 40,
            ..Outcome::default()
        }
    }
}

/// Several corridors and what stands between two ticks; saved and continued as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Corridors {
    worlds: Vec<Corridor>,
    outcomes: Vec<Option<Outcome>>,
    last: Vec<f32>,
    /// Cells are scrambled by a little noise, so that rows differ.
    noise: Pcg64Mcg,
    /// Steps of all finished episodes, in the order in which they finished.
    lengths: Vec<u32>,
}

impl Corridors {
    pub fn new(count: usize) -> Self {
        Self {
            worlds: vec![Corridor::default(); count],
            outcomes: vec![None; count],
            last: vec![0.0; count * CELLS],
            noise: Pcg64Mcg::seed_from_u64(77),
            lengths: Vec::new(),
        }
    }

    /// The mean length of the last fifty episodes.
    pub fn recent_length(&self) -> f32 {
        let recent = &self.lengths[self.lengths.len().saturating_sub(50)..];
        recent.iter().sum::<u32>() as f32 / recent.len() as f32
    }

    /// Decide, learn, step; worlds that ended are reset.
    pub fn tick(&mut self, learner: &mut (impl Learner + ?Sized)) -> (Vec<Decision>, Option<Update>) {
        let mut rows: Vec<f32> = self.worlds.iter().flat_map(Corridor::observe).collect();
        rows.iter_mut().for_each(|x| *x += self.noise.random_range(-0.05..0.05));
        let mut decisions = vec![Decision::default(); self.worlds.len()];
        learner.decide(&rows, &mut decisions);
        let update = learner.learn(&self.outcomes, &self.last);
        for (index, (world, decision)) in self.worlds.iter_mut().zip(&decisions).enumerate() {
            let outcome = world.step(decision.action);
            self.outcomes[index] = Some(outcome);
            if outcome.terminated || outcome.truncated {
                self.last[index * CELLS..][..CELLS].copy_from_slice(&world.observe());
                self.lengths.push(world.steps);
                *world = Corridor::default();
            }
        }
        (decisions, update)
    }
}
