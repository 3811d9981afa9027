//! The weights that the RLCode course publishes play our `classic` as they play the course's.

use std::{path::Path, sync::Arc};

use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use sidestep::{
    disk,
    gridworld::{GridWorld, Level, Observation, Outcome},
    learning::{Algorithm, Policy, Said},
};

fn load(name: &str, algorithm: Algorithm) -> Policy {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    let said = Said { algorithm: Some(algorithm), ..Said::default() };
    disk::policy(&path, &said).expect("the course's weights").policy
}

/// Mean return, mean length, and the share of episodes in which the goal was reached without a hit.
fn play(policy: &Policy, level: &str, episodes: u32, greedy: bool) -> (f64, f64, f64) {
    let level = Arc::new(Level::built_in(level).expect("a built-in level"));
    let mut world = GridWorld::new(Arc::clone(&level), 1);
    let mut generator = Pcg64Mcg::seed_from_u64(1);
    let mut row = vec![0.0; Observation::Relative.len(&level)];
    let (mut total, mut steps, mut unhurt) = (0.0, 0.0, 0.0);
    for _ in 0..episodes {
        world.reset();
        let mut hits = 0;
        loop {
            Observation::Relative.write(&world, 0, &mut row);
            let mut values = [[0.0; 5]];
            policy.values(&row, 1, &mut values);
            let action = if greedy { policy.greedy(&values[0]) } else { policy.sample(&values[0], &mut generator) };
            let mut outcome = [Outcome::default()];
            world.step(&[action], &mut outcome);
            let [outcome] = outcome;
            total += f64::from(outcome.reward);
            steps += 1.0;
            hits += outcome.hits;
            if outcome.terminated || outcome.truncated {
                unhurt += f64::from(u8::from(outcome.goal && hits == 0));
                break;
            }
        }
    }
    let count = f64::from(episodes);
    (total / count, steps / count, unhurt / count)
}

#[test]
fn the_courses_deep_sarsa_takes_the_goal_unhurt() {
    let policy = load("rlcode-deep-sarsa.safetensors", Algorithm::DeepSarsa);
    assert_eq!(policy.network.sizes(), [15, 30, 30, 5]);
    let (mean, length, unhurt) = play(&policy, "classic", 20, true);
    // The course's own figure is 10.0 steps; its step counter runs on across episodes, ours does not.
    assert_eq!((mean, unhurt), (1.0, 1.0));
    assert!((8.0..=12.0).contains(&length), "{length} steps");
}

#[test]
fn the_courses_reinforce_does_as_well_as_it_did_there() {
    let policy = load("rlcode-reinforce.safetensors", Algorithm::Reinforce);
    assert_eq!(policy.network.sizes(), [15, 24, 24, 5]);
    let (mean, length, unhurt) = play(&policy, "classic-paced", 2000, false);
    // The course's own figures: return -0.84, 14.6 steps, 77% unhurt.
    assert!((-1.0..=-0.65).contains(&mean), "return {mean}");
    assert!((13.5..=15.7).contains(&length), "{length} steps");
    assert!((0.72..=0.82).contains(&unhurt), "{unhurt} unhurt");
}
