//! Deep Q-learning's laws, and a whole run of it against a second, slow implementation.

use sidestep::{
    gridworld::Outcome,
    learning::{Algorithm, Decision, Hyperparameters, Learner, Preset},
};

use super::{
    corridor::{CELLS, Corridors},
    made_up::{LEN, outcome, reward, rows, tick},
    reference::{Adam, Mlp, assert_close, flat, sines},
};

const GAMMA: f64 = 0.9;

fn settings() -> Hyperparameters {
    Hyperparameters { hidden: vec![6, 7], ..Hyperparameters::preset(Algorithm::DeepQLearning, Preset::Textbook) }
}

fn learner(settings: &Hyperparameters, seed: u64) -> Box<dyn Learner> {
    Algorithm::DeepQLearning.learner(LEN, settings, seed)
}

fn largest(values: &[f32]) -> f32 {
    values.iter().copied().fold(f32::NEG_INFINITY, f32::max)
}

#[test]
fn the_target_holds_the_largest_value_whatever_is_executed() {
    let mut learner = learner(&settings(), 3);
    let mut others = 0;
    tick(&mut *learner, &sines(LEN, 0, 1.0), None, &[0.0; LEN]);
    for step in 1..300 {
        let (decision, update) = tick(&mut *learner, &sines(LEN, step, 1.0), Some(reward(0.25)), &[0.0; LEN]);
        let best = largest(&decision.values);
        assert_eq!(update.expect("a step was made").td_target, 0.25 + 0.99 * best, "step {step}");
        others += usize::from(decision.values[decision.action.index()] < best);
    }
    assert!(others > 100, "most of these actions were not the best, so Q(s', a') would have been noticed");
}

#[test]
fn termination_stops_the_bootstrap_and_truncation_does_not() {
    let (first, second, last) = (sines(LEN, 0, 1.0), sines(LEN, 50, 1.0), sines(LEN, 90, 1.0));
    let target = |outcome: Outcome| {
        let mut learner = learner(&settings(), 3);
        tick(&mut *learner, &first, None, &last);
        let mut values = [[0.0; 5]];
        learner.evaluate(&last, 1, &mut values);
        let (_, update) = tick(&mut *learner, &second, Some(outcome), &last);
        (update.expect("a step was made").td_target, largest(&values[0]))
    };
    let terminated = Outcome { terminated: true, ..reward(0.5) };
    assert_eq!(target(terminated).0, 0.5);
    assert_eq!(target(Outcome { truncated: true, ..terminated }).0, 0.5, "both at once is a termination");
    let (found, best) = target(Outcome { truncated: true, ..reward(0.5) });
    assert_eq!(found, 0.5 + 0.99 * best, "the value of where the episode was cut off");
}

#[test]
fn forty_ticks_of_two_actors_end_in_the_references_weights() {
    let hyperparameters = Hyperparameters {
        learning_rate: 0.01,
        gamma: GAMMA,
        epsilon_decay: 1.0,
        clip_norm: 0.2,
        actors: 2,
        ..settings()
    };
    let mut learner = learner(&hyperparameters, 5);
    let mut mlp = Mlp::of(learner.network());
    let mut adam = Adam::new(mlp.weights.len());
    let wide = |row: &[f32]| row.iter().copied().map(f64::from).collect::<Vec<f64>>();
    let best = |mlp: &Mlp, row: &[f32]| mlp.forward(&wide(row)).into_iter().fold(f64::NEG_INFINITY, f64::max);

    let (mut found, mut expected) = (Vec::new(), Vec::new());
    let mut chosen = [Decision::default(); 2];
    for step in 0..40 {
        let before = chosen;
        learner.decide(&rows(step), &mut chosen);
        let outcomes = [0, 1].map(|actor| (step > 0).then(|| outcome(step, actor)));
        let (now, cut_off) = (rows(step), rows(1000 + step));
        let Some(update) = learner.learn(&outcomes, &cut_off) else { continue };
        found.push(update.loss);

        // (s, a, y) of both actors, with the target y of the network as it was.
        let samples: Vec<(Vec<f64>, usize, f64)> = (0..2)
            .map(|actor| {
                let of = |rows: &[f32]| rows[actor * LEN..][..LEN].to_vec();
                let Outcome { reward, terminated, truncated, .. } = outcome(step, actor);
                let following = if truncated { of(&cut_off) } else { of(&now) };
                let y = f64::from(reward) + if terminated { 0.0 } else { GAMMA * best(&mlp, &following) };
                (wide(&of(&rows(step - 1))), before[actor].action.index(), y)
            })
            .collect();
        let loss = |mlp: &Mlp| {
            samples.iter().map(|(s, a, y)| 0.5 * (y - mlp.forward(s)[*a]).powi(2)).sum::<f64>() / samples.len() as f64
        };
        expected.push(loss(&mlp));
        let gradient = mlp.gradient(loss);
        adam.step(&mut mlp, &gradient, 0.01, 0.2);
    }
    assert_close(&found, &expected, 1e-3, "losses");
    assert_close(&flat(learner.network()), &mlp.weights, 1e-3, "weights");
}

#[test]
fn without_exploration_it_is_deep_sarsa() {
    for (epsilon, same) in [(0.0, true), (0.5, false)] {
        let hyperparameters = Hyperparameters { epsilon_start: epsilon, actors: 2, ..settings() };
        let [q_learning, sarsa] = [Algorithm::DeepQLearning, Algorithm::DeepSarsa].map(|algorithm| {
            let mut learner = algorithm.learner(CELLS, &hyperparameters, 8);
            let mut corridors = Corridors::new(2);
            (0..500).for_each(|_| drop(corridors.tick(&mut *learner)));
            flat(learner.network())
        });
        assert_eq!(q_learning == sarsa, same, "epsilon {epsilon}");
    }
}
