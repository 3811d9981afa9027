//! A training run with looks at how well its policy plays, and which of those looks become opponents.
//! What is trained is in `recipe`, what becomes of the chosen ones above.

use std::sync::Arc;

use crate::{
    arena::{EpisodeRecord, Setup, SetupError, Simulation, evaluate, opponents::Measured},
    learning::{ActionSelection, Learner, Policy, Status},
    runs::RunError,
};

/// Looks in a run, at equal distances; the last is its end.
const LOOKS: u64 = 400;
/// Episodes that are played at a look, and their seed.
const EPISODES: u32 = 256;
const SEED: u64 = 4242;
/// An opponent reaches the goal in at least this share of its episodes: who does not is no opponent.
const SUCCESS: f32 = 0.5;
/// What a step counts against a return when strengths are compared: levels where time is free would have no order.
const STEP: f32 = 0.01;

/// The policy at one moment of a run, and how well it played then.
pub(super) struct Snapshot {
    pub policy: Policy,
    measured: Measured,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rung {
    pub episode_return: f32,
    pub success: f32,
    /// Mean length of an episode.
    pub steps: f32,
}

impl Snapshot {
    pub fn rung(&self) -> Rung {
        Rung {
            episode_return: self.measured.episode_return,
            success: self.measured.success,
            steps: self.measured.steps,
        }
    }
}

impl Rung {
    fn strength(&self) -> f32 {
        self.episode_return - STEP * self.steps
    }

    /// Returns no more and needs longer.
    fn is_below(&self, other: &Self) -> bool {
        self.episode_return <= other.episode_return && self.steps > other.steps
    }
}

/// Trains for so many steps of agents, and looks; `watch` is told how many were made.
///
/// # Errors
/// A setup that breaks a rule, or weights that explode.
pub(super) fn climb(setup: &Setup, steps: u64, watch: &mut dyn FnMut(u64)) -> Result<Vec<Snapshot>, RunError> {
    let mut simulation = Simulation::new(setup)?;
    let ticks = steps / simulation.arena_count() as u64;
    let mut looks = Vec::new();
    for tick in 1..=ticks {
        simulation.tick();
        watch(tick * simulation.arena_count() as u64);
        // The look that a tick belongs to changes with this one.
        if tick * LOOKS / ticks == (tick - 1) * LOOKS / ticks {
            continue;
        }
        // Nobody reads them: only what is learned matters here.
        simulation.drain_episodes();
        if let Some(Status::Diverged { step, what }) = simulation.learner().map(Learner::status) {
            return Err(RunError::NoOpponents {
                level: setup.level.name.clone(),
                what: format!("{what} at step {step} of the run"),
            });
        }
        // A simulation that was made from a setup always learns.
        let Some(checkpoint) = simulation.checkpoint() else {
            continue;
        };
        let policy = checkpoint.policy;
        let measured = measure(&Arc::new(policy.clone()), setup, EPISODES, SEED)?;
        looks.push(Snapshot { policy, measured });
    }
    Ok(looks)
}

/// The two looks that become the early and the middle opponent, below the last, which is the final one.
///
/// Each of the three is above the one before: it returns no less, and it needs fewer steps. Of all such pairs it is the one
/// whose steps up the ladder are most even: the smaller of the two differences in strength is as large as can be.
pub(super) fn choose(rungs: &[Rung]) -> Option<[usize; 2]> {
    let (top, below) = rungs.split_last()?;
    let mut best = None;
    let candidates = || below.iter().enumerate().filter(|(_, rung)| rung.success >= SUCCESS && rung.is_below(top));
    for (early, low) in candidates() {
        for (middle, high) in candidates().filter(|(middle, high)| *middle > early && low.is_below(high)) {
            let gap = (high.strength() - low.strength()).min(top.strength() - high.strength());
            if best.is_none_or(|(widest, _)| gap > widest) {
                best = Some((gap, [early, middle]));
            }
        }
    }
    best.map(|(_, chosen)| chosen)
}

/// What greedy play on the run's level comes to, to four decimals.
///
/// # Errors
/// A policy that does not fit the setup.
pub(super) fn measure(policy: &Arc<Policy>, setup: &Setup, episodes: u32, seed: u64) -> Result<Measured, SetupError> {
    let played = evaluate(policy, setup.observation, &setup.level, episodes, seed, ActionSelection::Greedy)?;
    let mean = |of: fn(&EpisodeRecord) -> f64| {
        let sum: f64 = played.iter().map(of).sum();
        (sum / played.len() as f64 * 1e4).round() as f32 / 1e4
    };
    Ok(Measured {
        episode_return: mean(|episode| episode.episode_return.into()),
        success: mean(|episode| f64::from(u8::from(episode.goal))),
        steps: mean(|episode| episode.length.into()),
        hits: mean(|episode| episode.hits.into()),
        episodes,
        seed,
        training_steps: policy.metadata.step,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rung(episode_return: f32, success: f32, steps: f32) -> Rung {
        Rung { episode_return, success, steps }
    }

    #[test]
    fn the_ladder_s_steps_are_even() {
        let rungs = [
            rung(-1.0, 0.0, 100.0),
            rung(0.1, 1.0, 50.0),
            rung(0.2, 1.0, 45.0),
            rung(0.5, 1.0, 30.0),
            rung(0.85, 1.0, 11.0),
            rung(0.9, 1.0, 10.0),
        ];
        assert_eq!(choose(&rungs), Some([1, 3]));
    }

    #[test]
    fn who_rarely_arrives_is_no_opponent() {
        let rungs = [rung(0.0, 0.4, 50.0), rung(0.6, 0.5, 30.0), rung(0.8, 1.0, 20.0), rung(1.0, 1.0, 10.0)];
        assert_eq!(choose(&rungs), Some([1, 2]));
    }

    #[test]
    fn later_ones_are_stronger_in_return_and_in_time() {
        // Faster for less return, later but weaker, and as good as the end: none of them is a step between.
        assert_eq!(choose(&[rung(0.2, 1.0, 9.0), rung(0.5, 1.0, 20.0), rung(1.0, 1.0, 10.0)]), None);
        assert_eq!(choose(&[rung(0.5, 1.0, 20.0), rung(0.2, 1.0, 30.0), rung(1.0, 1.0, 10.0)]), None);
        assert_eq!(choose(&[rung(0.5, 1.0, 20.0), rung(1.0, 1.0, 10.0), rung(1.0, 1.0, 10.0)]), None);
        // Where time is free, it is what tells them apart.
        assert_eq!(choose(&[rung(1.0, 1.0, 30.0), rung(1.0, 1.0, 20.0), rung(1.0, 1.0, 10.0)]), Some([0, 1]));
        assert_eq!(choose(&[]), None);
    }
}
