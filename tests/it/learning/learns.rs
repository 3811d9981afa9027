//! Tiny end-to-end runs: each algorithm, with one actor and with several, must learn to walk down a corridor.

use sidestep::learning::{Algorithm, Baseline, Hyperparameters, Preset, Status};

use super::corridor::{CELLS, Corridors};

/// Runs a learner for that many ticks and expects it to take fewer than so many steps then.
fn learns(algorithm: Algorithm, hyperparameters: &Hyperparameters, ticks: u32, enough: f32) {
    for seed in 1..=5 {
        let mut learner = algorithm.learner(CELLS, hyperparameters, seed);
        let mut corridors = Corridors::new(hyperparameters.actors);
        for _ in 0..ticks {
            corridors.tick(&mut *learner);
        }
        assert_eq!(learner.status(), &Status::Learning);
        // The shortest way has five steps, and an agent that acts at random takes more than thirty.
        let length = corridors.recent_length();
        assert!(length < enough, "{algorithm} with seed {seed} takes {length} steps");
    }
}

/// Deep Q-learning learns with the same.
fn sarsa() -> Hyperparameters {
    Hyperparameters {
        hidden: vec![16],
        learning_rate: 0.01,
        epsilon_decay: 0.999,
        ..Hyperparameters::preset(Algorithm::DeepSarsa, Preset::Textbook)
    }
}

fn reinforce() -> Hyperparameters {
    Hyperparameters {
        hidden: vec![16],
        learning_rate: 0.01,
        ..Hyperparameters::preset(Algorithm::Reinforce, Preset::Textbook)
    }
}

#[test]
fn deep_sarsa_finds_the_way() {
    learns(Algorithm::DeepSarsa, &sarsa(), 4000, 7.0);
}

#[test]
fn deep_sarsa_finds_the_way_with_eight_actors() {
    learns(Algorithm::DeepSarsa, &Hyperparameters { actors: 8, ..sarsa() }, 1000, 7.0);
}

#[test]
fn deep_q_learning_finds_the_way() {
    learns(Algorithm::DeepQLearning, &sarsa(), 4000, 7.0);
}

#[test]
fn reinforce_finds_the_way_with_a_value_network() {
    learns(Algorithm::Reinforce, &Hyperparameters { baseline: Baseline::Value, ..reinforce() }, 6000, 7.0);
}

/// Whitened over a batch of episodes. Within a single one a constant baseline favours late steps over early ones, so that one
/// actor alone learns to dawdle here as often as not.
#[test]
fn reinforce_finds_the_way_with_whitened_returns_of_eight_actors() {
    learns(Algorithm::Reinforce, &Hyperparameters { actors: 8, ..reinforce() }, 4000, 7.0);
}
