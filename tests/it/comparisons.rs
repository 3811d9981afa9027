//! Comparisons of algorithms show what they are there for.

use std::sync::Arc;

use sidestep::{
    arena::{EpisodeRecord, Setup, Simulation, evaluate},
    game::RunPlan,
    learning::{ActionSelection, Algorithm, Compared, Comparison},
};

/// The setups of a comparison, one for each algorithm.
fn setups(comparison: Comparison, seed: u64) -> Vec<Setup> {
    RunPlan::of_comparison(comparison, seed).setups()
}

/// The episode that the greedy policy plays after so many episodes of learning.
fn greedy_after(setup: &Setup, episodes: u64) -> EpisodeRecord {
    let mut simulation = Simulation::new(setup).expect("sound settings");
    while simulation.episodes() < episodes {
        simulation.tick();
        simulation.drain_episodes();
    }
    let policy = Arc::new(simulation.checkpoint().expect("it learns").policy);
    evaluate(&policy, setup.observation, &setup.level, 1, 1, ActionSelection::Greedy).expect("it fits").remove(0)
}

#[test]
fn a_comparison_differs_in_the_algorithm_alone() {
    for comparison in Comparison::ALL {
        let setups = setups(comparison, 5);
        let Compared { algorithm, count, .. } = comparison.compared();
        assert!(count >= 2);
        for setup in &setups {
            setup.check().expect("sound settings");
            assert_eq!(setup.hyperparameters, setups[0].hyperparameters);
            assert_eq!((setup.observation, setup.seed, &setup.level), (setups[0].observation, 5, &setups[0].level));
        }
        let algorithms: Vec<Algorithm> = setups.iter().map(|setup| setup.algorithm).collect();
        assert_eq!(algorithms, algorithm.alike().take(count).collect::<Vec<_>>());
    }
}

/// Sutton and Barto's example 6.6: with epsilon at 0.1 SARSA learns the safe way, and Q-learning the short one along the edge.
/// These seeds were fixed before the settings were chosen, on others.
#[test]
fn on_the_cliff_sarsa_keeps_away_from_the_edge_and_q_learning_does_not() {
    const SHORTEST: u32 = 9;
    let mut safe = Vec::new();
    let mut short = Vec::new();
    for seed in 501..=510 {
        let [sarsa, q_learning] = &setups(Comparison::Cliff, seed)[..] else { panic!("two algorithms") };
        assert_eq!([sarsa.algorithm, q_learning.algorithm], [Algorithm::DeepSarsa, Algorithm::DeepQLearning]);
        let played = greedy_after(sarsa, 2000);
        safe.extend((played.goal && played.length > SHORTEST).then_some(seed));
        let played = greedy_after(q_learning, 2000);
        short.extend((played.goal && played.length == SHORTEST).then_some(seed));
    }
    assert!(safe.len() >= 8, "Deep SARSA took a longer way on seeds {safe:?} only");
    assert!(short.len() >= 8, "deep Q-learning took the shortest way on seeds {short:?} only");
}
