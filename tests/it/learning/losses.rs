//! Each learner's loss and its gradient, and Adam, against dfdx's own operations, its tape and its optimiser.

use dfdx::{
    optim::AdamConfig,
    prelude::{BuildOnDevice as _, *},
};
use proptest::prelude::*;
use serde_json::Value;
use sidestep::{
    gridworld::{Action, Outcome},
    learning::{
        Algorithm, Baseline, Decision, Demonstration, Hyperparameters, Imitation, Learner, Metadata, Network, Policy,
        Preset, imitate,
    },
    tensors,
};

use super::{
    by_dfdx::{Loss, Passed, Traced, chosen, outputs, passed, vector, wide},
    made_up::{LEN, reward, rows, tick},
    reference::{self, assert_close, flat, sine_network, sines},
};

const GAMMA: f32 = 0.9;

fn settings(algorithm: Algorithm) -> Hyperparameters {
    let textbook = Hyperparameters::preset(algorithm, Preset::Textbook);
    Hyperparameters { hidden: vec![6, 7], gamma: 0.9, clip_norm: 0.0, ..textbook }
}

fn largest(values: &[f32]) -> f32 {
    values.iter().copied().fold(f32::NEG_INFINITY, f32::max)
}

/// A learner's state as it is written.
fn state(learner: &dyn Learner) -> Value {
    serde_json::to_value(learner.state()).expect("all of it can be written")
}

/// The gradient of what has learned once: Adam's first moment is (1 - b1) of it.
fn assert_gradient(trained: &Value, expected: &Passed) {
    let first = trained["adam"]["first"].as_array().expect("one for each weight");
    let found: Vec<f32> = first.iter().map(|m| m.as_f64().expect("a number") as f32 / (1.0 - 0.9)).collect();
    assert_close(&found, &wide(&expected.gradient), 1e-5, "gradient");
    assert!(expected.gradient.iter().any(|g| g.abs() > 1e-3), "there is a slope");
}

/// - log pi(a|s) weight - beta H, as a mean over the steps.
fn policy_loss(preferences: Traced, actions: &[usize], weights: &[f32], beta: f32) -> Loss {
    let log_pi = preferences.log_softmax::<Axis<1>>();
    let chosen = chosen(log_pi.with_empty_tape(), actions);
    let negative_entropy = (log_pi.with_empty_tape().exp() * log_pi).sum::<(usize,), Axis<1>>();
    (negative_entropy * beta - chosen * vector(weights)).mean()
}

/// Two actors' steps, the second of which may end the episode.
fn temporal_differences(algorithm: Algorithm, seed: u64, terminated: bool) {
    let hyperparameters = Hyperparameters { actors: 2, epsilon_start: 0.5, ..settings(algorithm) };
    let mut learner = algorithm.learner(LEN, &hyperparameters, seed);
    let network = learner.network().clone();
    let (mut before, mut now) = ([Decision::default(); 2], [Decision::default(); 2]);
    let start = seed as usize % 1000;
    let (s, s_next) = (rows(start), rows(start + 1));
    learner.decide(&s, &mut before);
    learner.learn(&[None; 2], &s);
    learner.decide(&s_next, &mut now);
    let outcomes = [reward(0.7), Outcome { terminated, ..reward(-0.4) }];
    let update = learner.learn(&outcomes.map(Some), &s_next).expect("two steps were made");

    let q_next = outputs(&network, &s_next, 2);
    let target = |actor: usize| {
        let q = &q_next[5 * actor..][..5];
        let following = if algorithm == Algorithm::DeepQLearning { largest(q) } else { q[now[actor].action.index()] };
        outcomes[actor].reward + if outcomes[actor].terminated { 0.0 } else { GAMMA * following }
    };
    let (targets, actions) = (vector(&[target(0), target(1)]), before.map(|decision| decision.action.index()));
    let expected = passed(&network, &s, 2, |q| (chosen(q, &actions) - targets).square().mean() * 0.5);
    assert_close(&[update.loss], &[expected.loss.into()], 1e-5, "loss");
    assert_gradient(&state(&*learner)["network"], &expected);
}

/// One episode of a few steps.
fn monte_carlo(baseline: Baseline, seed: u64, length: usize, beta: f32) {
    let hyperparameters = Hyperparameters { baseline, entropy_bonus: beta.into(), ..settings(Algorithm::Reinforce) };
    let mut learner = Algorithm::Reinforce.learner(LEN, &hyperparameters, seed);
    let policy = learner.network().clone();
    let value = state(&*learner)["memory"]["Reinforce"]["value"].clone();
    let rows: Vec<f32> = (0..=length).flat_map(|step| sines(LEN, 10 * step + seed as usize % 1000, 1.0)).collect();
    let (mut actions, mut updated) = (Vec::new(), None);
    for (step, row) in rows.chunks_exact(LEN).enumerate() {
        let outcome = (step > 0).then(|| Outcome { terminated: step == length, ..reward((step as f32).cos()) });
        let (decision, update) = tick(&mut *learner, row, outcome, &[0.0; LEN]);
        actions.push(decision.action.index());
        updated = update;
    }
    let (rows, actions) = (&rows[..length * LEN], &actions[..length]);
    let mut returns = vec![0.0; length + 1];
    for step in (0..length).rev() {
        returns[step] = ((step + 1) as f32).cos() + GAMMA * returns[step + 1];
    }
    returns.pop();
    let mean = returns.iter().sum::<f32>() / length as f32;
    let spread = (returns.iter().map(|g| (g - mean).powi(2)).sum::<f32>() / length as f32).sqrt();
    let judge = (baseline == Baseline::Value).then(|| {
        let weights = serde_json::from_value(value["weights"].clone()).expect("weights, layer by layer");
        Network::from_weights(&[LEN, 6, 7, 1], weights)
    });
    let advantages: Vec<f32> = match (&judge, baseline) {
        (Some(judge), _) => returns.iter().zip(outputs(judge, rows, length)).map(|(g, v)| g - v).collect(),
        (None, Baseline::Whitened) => returns.iter().map(|g| (g - mean) / spread).collect(),
        (None, _) => returns.clone(),
    };

    let expected = passed(&policy, rows, length, |z| policy_loss(z, actions, &advantages, beta));
    assert_close(&[updated.expect("the episode is over").loss], &[expected.loss.into()], 1e-5, "loss");
    let learned = state(&*learner);
    assert_gradient(&learned["network"], &expected);
    if let Some(judge) = judge {
        let expected =
            passed(&judge, rows, length, |v| (chosen(v, &vec![0; length]) - vector(&returns)).square().mean() * 0.5);
        assert_gradient(&learned["memory"]["Reinforce"]["value"], &expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn temporal_differences_descend_their_loss(seed in any::<u64>(), terminated in any::<bool>()) {
        temporal_differences(Algorithm::DeepSarsa, seed, terminated);
        temporal_differences(Algorithm::DeepQLearning, seed, terminated);
    }

    #[test]
    fn reinforce_descends_its_loss_with_each_baseline(seed in any::<u64>(), length in 2_usize..30, beta in 0.0_f32..0.5) {
        Baseline::ALL.iter().for_each(|&baseline| monte_carlo(baseline, seed, length, beta));
    }
}

/// One demonstrated episode, several updates from all of it: weights show a wrong gradient as well as itself would.
#[test]
fn imitation_descends_its_losses() {
    const STEPS: usize = 6;
    let sizes = [LEN, 6, 7, 5];
    let actions: Vec<usize> = (0..STEPS).map(|step| 2 * step % 5).collect();
    let shown = Demonstration {
        size: LEN,
        observations: sines((STEPS + 1) * LEN, 3, 1.0),
        actions: actions.iter().map(|&action| Action::ALL[action]).collect(),
        rewards: sines(STEPS, 50, 0.7),
        terminated: true,
    };
    let (s, s_next) = (&shown.observations[..STEPS * LEN], &shown.observations[LEN..]);
    let settings =
        Imitation { updates: 12, learning_rate: 0.01, clip_norm: 0.0, margin_weight: 1.5, ..Imitation::default() };
    for algorithm in Algorithm::ALL {
        let policy =
            Policy { algorithm, observation: None, network: sine_network(&sizes), metadata: Metadata::default() };
        let imitated = imitate(&policy, std::slice::from_ref(&shown), GAMMA.into(), &settings, 1).expect("learned");

        let mut mlp = reference::Mlp::of(&policy.network);
        let mut adam = reference::Adam::new(mlp.weights.len());
        let mut losses = Vec::new();
        for _ in 0..settings.updates {
            let layout = policy.network.layout();
            let weights: Vec<f32> = mlp.weights.iter().map(|&weight| weight as f32).collect();
            let network = Network::from_weights(&sizes, layout.layers_of(&layout.from_order(&weights)));
            let expected = if algorithm == Algorithm::Reinforce {
                passed(&network, s, STEPS, |z| policy_loss(z, &actions, &[1.0; STEPS], 0.0))
            } else {
                let q_next = outputs(&network, s_next, STEPS);
                let target = |step: usize| match actions.get(step + 1) {
                    None => shown.rewards[step],
                    Some(&next) if algorithm == Algorithm::DeepSarsa => {
                        shown.rewards[step] + GAMMA * q_next[5 * step + next]
                    }
                    Some(_) => shown.rewards[step] + GAMMA * largest(&q_next[5 * step..][..5]),
                };
                let targets: Vec<f32> = (0..STEPS).map(target).collect();
                let margin = |(step, action): (usize, usize)| {
                    if actions[step] == action { 0.0 } else { settings.margin as f32 }
                };
                let margins =
                    (0..STEPS).flat_map(|step| (0..5).map(move |action| (step, action))).map(margin).collect();
                let margins: Tensor<(usize, usize), f32, Cpu> = Cpu::default().tensor_from_vec(margins, (STEPS, 5));
                passed(&network, s, STEPS, |q| {
                    let rival = (q.with_empty_tape() + margins).max::<(usize,), Axis<1>>();
                    let lead = rival - chosen(q.with_empty_tape(), &actions);
                    (chosen(q, &actions) - vector(&targets)).square().mean() * 0.5 + lead.mean() * 1.5
                })
            };
            losses.push(f64::from(expected.loss));
            adam.step(&mut mlp, &wide(&expected.gradient), settings.learning_rate, settings.clip_norm);
        }
        assert_close(&imitated.losses, &losses, 1e-4, "losses");
        assert_close(&flat(&imitated.policy.network), &mlp.weights, 1e-4, "weights");
    }
}

#[test]
fn adam_takes_the_steps_of_dfdxs() {
    const ROWS: usize = 6;
    type Model = (Linear<4, 6>, ReLU, Linear<6, 5>);
    let network = sine_network(&[4, 6, 5]);
    let (mut mlp, mut adam) = (network.mlp(), tensors::Adam::new(network.parameter_count()));

    let device = Cpu::default();
    let mut model = Model::build_on_device(&device);
    let weights = network.weights();
    model.0.weight.copy_from(&weights[0].0);
    model.0.bias.copy_from(&weights[0].1);
    model.2.weight.copy_from(&weights[1].0);
    model.2.bias.copy_from(&weights[1].1);
    let mut optimiser = dfdx::optim::Adam::new(&model, AdamConfig { lr: 0.01, ..AdamConfig::default() });

    for step in 0..60 {
        let (rows, targets) = (sines(ROWS * 4, 7 * step, 1.0), sines(ROWS * 5, 11 * step, 1.0));
        mlp.forward(&rows, ROWS);
        for ((y, dy), target) in mlp.outputs_and_gradients().zip(targets.chunks_exact(5)) {
            for ((dy, y), target) in dy.iter_mut().zip(y).zip(target) {
                *dy = 2.0 * (y - target) / (ROWS * 5) as f32;
            }
        }
        mlp.backward();
        let taken = adam.step_mlp(&mut mlp, 0.01, 0.0);
        assert!(taken.sound);

        let rows: Tensor<(usize, Const<4>), f32, Cpu> = device.tensor_from_vec(rows, (ROWS, Const));
        let targets: Tensor<(usize, Const<5>), f32, Cpu> = device.tensor_from_vec(targets, (ROWS, Const));
        let gradients = (model.forward(rows.leaky_traced()) - targets).square().mean().backward();
        optimiser.update(&mut model, &gradients).expect("every weight has a gradient");
    }
    let expected = [model.0.weight.as_vec(), model.0.bias.as_vec(), model.2.weight.as_vec(), model.2.bias.as_vec()];
    assert_close(&mlp.layout().in_order(mlp.weights()), &wide(&expected.concat()), 1e-4, "weights");
}
