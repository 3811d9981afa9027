//! Deep SARSA's laws, and a whole run of it against PyTorch.

use serde::Deserialize;
use sidestep::{
    gridworld::Outcome,
    learning::{Algorithm, Decision, DeepSarsa, Hyperparameters, Learner, Preset},
};

use super::{
    made_up::{self, LEN, reward, rows, tick},
    reference::{assert_close, flat, sine_network, sines},
};

fn settings() -> Hyperparameters {
    Hyperparameters { hidden: vec![6, 7], ..Hyperparameters::preset(Algorithm::DeepSarsa, Preset::Textbook) }
}

#[derive(Deserialize)]
struct Golden {
    deep_sarsa: Run,
}

#[derive(Deserialize)]
struct Run {
    losses: Vec<f64>,
    norms: Vec<f64>,
    weights: Vec<f64>,
}

/// The script's made-up outcomes, for two actors.
fn outcome(step: usize, actor: usize) -> Option<Outcome> {
    ((step, actor) != (4, 1)).then(|| made_up::outcome(step, actor))
}

#[test]
fn forty_ticks_of_two_actors_end_in_pytorchs_weights() {
    let golden: Golden = serde_json::from_str(include_str!("../../data/learners.json")).expect("written by our script");
    let hyperparameters = Hyperparameters {
        learning_rate: 0.01,
        learning_rate_decay: 0.99,
        learning_rate_min: 0.0,
        gamma: 0.9,
        epsilon_start: 0.0,
        clip_norm: 0.2,
        actors: 2,
        ..settings()
    };
    let mut learner = DeepSarsa::new(LEN, &hyperparameters, 1);
    learner.start_from(&sine_network(&[LEN, 6, 7, 5]));
    let (mut losses, mut norms) = (Vec::new(), Vec::new());
    for step in 0..40 {
        learner.decide(&rows(step), &mut [Decision::default(); 2]);
        let outcomes = if step == 0 { [None; 2] } else { [outcome(step, 0), outcome(step, 1)] };
        if let Some(update) = learner.learn(&outcomes, &rows(1000 + step)) {
            losses.push(update.loss);
            norms.push(update.gradient_norm);
        }
    }
    assert_close(&losses, &golden.deep_sarsa.losses, 1e-4, "losses");
    assert_close(&norms, &golden.deep_sarsa.norms, 1e-4, "norms");
    assert_close(&flat(learner.network()), &golden.deep_sarsa.weights, 1e-4, "weights");
}

#[test]
fn the_target_holds_the_action_that_is_then_executed() {
    let mut learner = DeepSarsa::new(LEN, &settings(), 3);
    let mut explored = 0;
    tick(&mut learner, &sines(LEN, 0, 1.0), None, &[0.0; LEN]);
    for step in 1..300 {
        let (decision, update) = tick(&mut learner, &sines(LEN, step, 1.0), Some(reward(0.25)), &[0.0; LEN]);
        let target = 0.25 + 0.99 * decision.values[decision.action.index()];
        assert_eq!(update.expect("a step was made").td_target, target, "step {step}");
        let best = decision.values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        explored += usize::from(decision.values[decision.action.index()] < best);
    }
    assert!(explored > 100, "most of these actions were not the greedy one, so the maximum would have been noticed");
}

#[test]
fn termination_stops_the_bootstrap_and_truncation_does_not() {
    let (first, second, last) = (sines(LEN, 0, 1.0), sines(LEN, 50, 1.0), sines(LEN, 90, 1.0));
    let target = |outcome: Outcome, last: &[f32], epsilon: f64| {
        let mut learner = DeepSarsa::new(LEN, &Hyperparameters { epsilon_start: epsilon, ..settings() }, 3);
        tick(&mut learner, &first, None, last);
        let mut values = [[0.0; 5]];
        learner.evaluate(last, 1, &mut values);
        let (_, update) = tick(&mut learner, &second, Some(outcome), last);
        (update.expect("a step was made").td_target, values[0])
    };
    let terminated = Outcome { terminated: true, ..reward(0.5) };
    assert_eq!(target(terminated, &last, 0.5).0, 0.5);
    // Both at once is a termination.
    assert_eq!(target(Outcome { truncated: true, ..terminated }, &last, 0.5).0, 0.5);

    let truncated = Outcome { truncated: true, ..reward(0.5) };
    let (found, values) = target(truncated, &last, 0.5);
    let best = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let expected = 0.5 + 0.99 * (0.5 * best + 0.5 * values.iter().sum::<f32>() / 5.0);
    assert!((found - expected).abs() < 1e-6, "{found} instead of {expected}");
    // What the next episode begins with does not matter, only where this one was cut off.
    assert_ne!(found, target(truncated, &sines(LEN, 70, 1.0), 0.5).0);
}

#[test]
fn only_the_chosen_actions_output_is_taught() {
    let hyperparameters = Hyperparameters { hidden: Vec::new(), ..settings() };
    let mut learner = DeepSarsa::new(LEN, &hyperparameters, 5);
    let (decision, _) = tick(&mut learner, &[0.3, -0.2, 0.9, 0.4], None, &[0.0; LEN]);
    let (weights, biases) = learner.network().weights().remove(0);
    tick(&mut learner, &[0.1; LEN], Some(reward(1.0)), &[0.0; LEN]);
    let (new_weights, new_biases) = learner.network().weights().remove(0);
    for action in 0..5 {
        let row = action * LEN..(action + 1) * LEN;
        let moved = weights[row.clone()] != new_weights[row] && biases[action] != new_biases[action];
        assert_eq!(moved, action == decision.action.index(), "action {action}");
    }
}

#[test]
fn nothing_is_learned_where_no_step_was_made() {
    let mut learner = DeepSarsa::new(LEN, &Hyperparameters { actors: 2, ..settings() }, 1);
    let mut decisions = [Decision::default(); 2];
    let rows = sines(2 * LEN, 0, 1.0);
    assert!(learner.learn(&[None, None], &rows).is_none(), "before the first decision");
    learner.decide(&rows, &mut decisions);
    assert!(
        learner.learn(&[Some(reward(1.0)); 2], &rows).is_none(),
        "no action was executed before the first decision"
    );
    learner.decide(&rows, &mut decisions);
    assert!(learner.learn(&[None, None], &rows).is_none());
    learner.decide(&rows, &mut decisions);
    let update = learner.learn(&[None, Some(reward(1.0))], &rows).expect("one actor made a step");
    assert_eq!((update.samples, learner.steps(), learner.updates()), (1, 1, 1));
    assert!(learner.target(0).is_none() && learner.target(1).is_some());
}

#[test]
fn exploration_follows_its_schedule_and_is_uniform() {
    let mut learner = DeepSarsa::new(LEN, &Hyperparameters { epsilon_decay: 1.0, ..settings() }, 2);
    let mut counts = [0_u32; 5];
    for _ in 0..5000 {
        let mut decisions = [Decision::default()];
        learner.decide(&[0.0; LEN], &mut decisions);
        assert!(!decisions[0].greedy, "epsilon is 1");
        counts[decisions[0].action.index()] += 1;
    }
    assert!(counts.iter().all(|&count| (850..1150).contains(&count)), "{counts:?}");

    let mut learner = DeepSarsa::new(LEN, &Hyperparameters { epsilon_decay: 0.99, epsilon_min: 0.2, ..settings() }, 2);
    for step in 0..400 {
        let expected = 0.99_f64.powi(i32::try_from(learner.steps()).expect("few")).max(0.2);
        assert!((f64::from(learner.exploration()) - expected).abs() < 1e-6, "step {step}");
        tick(&mut learner, &[0.0; LEN], Some(reward(0.0)), &[0.0; LEN]);
    }
}

#[test]
fn evaluating_changes_nothing() {
    let (mut asked, mut unasked) = (DeepSarsa::new(LEN, &settings(), 9), DeepSarsa::new(LEN, &settings(), 9));
    for step in 0..50 {
        let row = sines(LEN, step, 1.0);
        asked.evaluate(&sines(LEN * 8, step, 1.0), 8, &mut [[0.0; 5]; 8]);
        let found = tick(&mut asked, &row, Some(reward(0.1)), &row);
        assert_eq!(found, tick(&mut unasked, &row, Some(reward(0.1)), &row));
    }
    assert_eq!(asked.state(), unasked.state());
}
