//! Made-up steps for learners that are held against a second implementation; `tests/reference/learners.py` has the same.

use sidestep::{
    gridworld::Outcome,
    learning::{Decision, Learner, Update},
};

use super::reference::sines;

/// Numbers in an observation.
pub const LEN: usize = 4;

/// The observations of two actors in a step, one after the other.
pub fn rows(step: usize) -> Vec<f32> {
    (0..2).flat_map(|actor| sines(LEN, 10 * step + 3 * actor, 1.0)).collect()
}

/// An actor's outcome of a step: a reward, and now and then an end.
pub fn outcome(step: usize, actor: usize) -> Outcome {
    let ending = (5 * step + 2 * actor) % 11;
    Outcome {
        terminated: ending == 0,
        truncated: ending == 3,
        ..reward((0.9 * step as f64 + actor as f64).sin() as f32)
    }
}

/// A step in which nothing happens but the reward.
pub fn reward(reward: f32) -> Outcome {
    Outcome { reward, ..Outcome::default() }
}

/// One tick of a learner with one actor: the decision at `now`, and what it learned from `outcome`.
pub fn tick(
    learner: &mut (impl Learner + ?Sized),
    now: &[f32],
    outcome: Option<Outcome>,
    last: &[f32],
) -> (Decision, Option<Update>) {
    let mut decisions = [Decision::default()];
    learner.decide(now, &mut decisions);
    (decisions[0], learner.learn(&[outcome], last))
}
