//! A trained policy played greedily and held against the exact optimum. Nothing of it reaches a learner.

use std::sync::Arc;

use crate::{
    gridworld::{GridWorld, Level, Optimum, Outcome},
    learning::{ACTIONS, Policy},
};

/// Episodes on a level with chance; without chance one says all.
const EPISODES: u64 = 100;
/// Values that differ by less than this share of the largest value tie: they are solved less exactly.
const TIE: f32 = 1e-5;

/// What came of the greedy episodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Greedy {
    /// Mean undiscounted return.
    pub mean_return: f64,
    /// Mean steps of an episode.
    pub mean_length: f64,
    /// Whether each action had the greatest value that the optimum knows in its state.
    pub is_optimal: bool,
}

impl Greedy {
    /// Plays the policy without exploration: one episode, or 100 where the level has chance. `None` for a policy that does not say
    /// what it sees.
    #[must_use]
    pub fn play(policy: &Policy, level: &Arc<Level>, optimum: &Optimum) -> Option<Self> {
        let observation = policy.observation?;
        let episodes = if level.has_chance() { EPISODES } else { 1 };
        let mut row = vec![0.0; observation.len(level)];
        let mut values = [[0.0; ACTIONS]];
        let (mut total, mut steps, mut is_optimal) = (0.0, 0_u64, true);
        for seed in 0..episodes {
            let mut world = GridWorld::new(level.clone(), seed);
            let mut outcomes = [Outcome::default()];
            let (mut length, mut hits, mut goals) = (0, 0, 0);
            while !outcomes[0].terminated && !outcomes[0].truncated {
                observation.write(&world, 0, &mut row);
                policy.values(&row, 1, &mut values);
                let action = policy.greedy(&values[0]);
                if let Some(best) = optimum.values_at(&world, world.agents()[0]) {
                    let greatest = best.into_iter().fold(f32::NEG_INFINITY, f32::max);
                    is_optimal &= best[action.index()] >= greatest - TIE * greatest.abs().max(1.0);
                }
                world.step(&[action], &mut outcomes);
                length += 1;
                hits += outcomes[0].hits;
                goals += u32::from(outcomes[0].goal);
            }
            total += level.rewards.total(length, hits, goals);
            steps += u64::from(length);
        }
        let count = episodes as f64;
        Some(Self { mean_return: total / count, mean_length: steps as f64 / count, is_optimal })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        arena::{Setup, Simulation},
        gridworld::Budget,
        learning::{Algorithm, Preset},
    };

    fn solved(level: &Level) -> Optimum {
        Optimum::solve(level, 0.9, Budget::default()).expect("it is small")
    }

    /// A policy that knows nothing, on an empty board.
    fn stroller(level: &Arc<Level>, seed: u64) -> Policy {
        let setup = Setup::preset(level.clone(), Algorithm::FIRST, Preset::Tuned, seed);
        Simulation::new(&setup).expect("a sound setup").checkpoint().expect("it learns").policy
    }

    #[test]
    fn who_never_arrives_is_not_optimal_and_who_needs_one_step_is() {
        let mut level = Level::empty("corridor", 2, 1);
        level.max_steps = 7;
        let level = Arc::new(level);
        let optimum = solved(&level);
        let found: Vec<Greedy> = (0..40)
            .map(|seed| Greedy::play(&stroller(&level, seed), &level, &optimum).expect("it says what it sees"))
            .collect();
        let arrived: Vec<&Greedy> = found.iter().filter(|greedy| greedy.mean_return == 1.0).collect();
        assert!(!arrived.is_empty() && arrived.len() < found.len(), "{} of 40", arrived.len());
        for greedy in &found {
            let expected = if greedy.mean_return == 1.0 { (1.0, true) } else { (7.0, false) };
            assert_eq!((greedy.mean_length, greedy.is_optimal), expected, "{greedy:?}");
        }
    }
}
