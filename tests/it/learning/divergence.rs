//! A learner that diverges stops, says so, and keeps weights that are good.

use sidestep::{
    gridworld::Outcome,
    learning::{Algorithm, Baseline, Decision, DeepSarsa, Hyperparameters, Learner, LearnerState, Preset, Status},
};

use super::reference::{flat, sines};

const LEN: usize = 4;

fn settings(algorithm: Algorithm) -> Hyperparameters {
    Hyperparameters { hidden: vec![8], ..Hyperparameters::preset(algorithm, Preset::Textbook) }
}

/// Feeds a learner episodes of one step with that reward until it has learned so many times or stopped.
fn feed(learner: &mut dyn Learner, reward: f32, ticks: usize) {
    for tick in 0..ticks {
        let row = sines(LEN, tick, 1.0);
        learner.decide(&row, &mut [Decision::default()]);
        learner.learn(&[Some(Outcome { reward, terminated: true, ..Outcome::default() })], &row);
    }
}

fn stops_with_good_weights(algorithm: Algorithm, hyperparameters: &Hyperparameters, reward: f32) {
    let mut learner = algorithm.learner(LEN, hyperparameters, 1);
    feed(&mut *learner, 1.0, 700);
    assert_eq!(learner.status(), &Status::Learning);
    feed(&mut *learner, reward, 3000);
    let Status::Diverged { step, what } = learner.status().clone() else {
        panic!("a reward of {reward} must be noticed");
    };
    assert!(step >= 700 && !what.is_empty());
    let kept = flat(learner.network());
    assert!(kept.iter().all(|w| w.is_finite() && w.abs() < 10.0), "weights from before: {kept:?}");

    // It still decides, learns no more, and says so after a restart too.
    let updates = learner.updates();
    feed(&mut *learner, 1.0, 50);
    assert_eq!((flat(learner.network()), learner.updates()), (kept, updates));
    let mut decisions = [Decision::default()];
    learner.decide(&sines(LEN, 0, 1.0), &mut decisions);
    assert!(decisions[0].values.iter().all(|value| value.is_finite()));
    let bytes = rmp_serde::to_vec_named(&learner.state()).expect("plain data");
    let state: LearnerState = rmp_serde::from_slice(&bytes).expect("what was just written");
    assert_eq!(algorithm.restore(&state).expect("a sound state").status(), learner.status());
}

#[test]
fn a_reward_that_is_no_number_is_noticed() {
    for reward in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        stops_with_good_weights(Algorithm::DeepSarsa, &settings(Algorithm::DeepSarsa), reward);
        stops_with_good_weights(Algorithm::DeepQLearning, &settings(Algorithm::DeepQLearning), reward);
        for baseline in Baseline::ALL {
            let hyperparameters = Hyperparameters { baseline, ..settings(Algorithm::Reinforce) };
            stops_with_good_weights(Algorithm::Reinforce, &hyperparameters, reward);
        }
    }
}

#[test]
fn a_loss_beyond_all_numbers_is_noticed() {
    stops_with_good_weights(Algorithm::DeepSarsa, &settings(Algorithm::DeepSarsa), 1e30);
}

#[test]
fn exploding_weights_are_noticed_before_they_are_infinite() {
    let hyperparameters = Hyperparameters { learning_rate: 1.0, ..settings(Algorithm::DeepSarsa) };
    let mut learner = DeepSarsa::new(LEN, &hyperparameters, 1);
    feed(&mut learner, 1e12, 30_000);
    let Status::Diverged { what, .. } = learner.status() else { panic!("weights of ten thousand must be noticed") };
    assert_eq!(what, "a weight exploded");
    assert!(flat(learner.network()).iter().all(|w| w.abs() <= 1e4));
}
