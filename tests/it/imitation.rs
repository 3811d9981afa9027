//! Learning from demonstrations: the losses against an independent reference, and agents that do as the exact optimum showed.

use std::sync::Arc;

use sidestep::{
    arena::{Setup, Simulation, evaluate},
    gridworld::{Action, Budget, GridWorld, Level, Observation, Optimum, Outcome},
    learning::{
        ActionSelection, Algorithm, Demonstration, Imitated, Imitation, ImitationError, Metadata, Network, Policy,
        Preset, imitate,
    },
};

use super::learning::reference::{Adam, Mlp, assert_close, flat, sine_network, sines, softmax};

const GAMMA: f64 = 0.9;

/// Two episodes of sines, one that ended and one that was cut off.
fn sine_demonstrations(size: usize) -> Vec<Demonstration> {
    let episode = |start: usize, actions: &[usize], terminated| Demonstration {
        size,
        observations: sines((actions.len() + 1) * size, start, 1.0),
        actions: actions.iter().map(|&action| Action::ALL[action]).collect(),
        rewards: sines(actions.len(), 3 * start, 0.7),
        terminated,
    };
    vec![episode(5, &[0, 3, 3, 1], true), episode(90, &[4, 2], false)]
}

fn sine_policy(algorithm: Algorithm, sizes: &[usize]) -> Policy {
    Policy { algorithm, observation: None, network: sine_network(sizes), metadata: Metadata::default() }
}

fn wide(row: &[f32]) -> Vec<f64> {
    row.iter().copied().map(f64::from).collect()
}

/// The mean over all demonstrated steps of what `of` says of (s, a, r, s', a'); a' is `None` at the end.
fn mean_over_steps(
    demonstrations: &[Demonstration],
    of: impl Fn(&[f64], usize, f64, &[f64], Option<usize>) -> f64,
) -> f64 {
    let mut terms = Vec::new();
    for shown in demonstrations {
        let rows: Vec<Vec<f64>> = shown.observations.chunks(shown.size).map(wide).collect();
        for (step, action) in shown.actions.iter().enumerate() {
            let next = shown.actions.get(step + 1).map(|action| action.index());
            terms.push(of(&rows[step], action.index(), shown.rewards[step].into(), &rows[step + 1], next));
        }
    }
    terms.iter().sum::<f64>() / terms.len() as f64
}

fn largest(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().fold(f64::NEG_INFINITY, f64::max)
}

/// - log pi(a|s).
fn cloning(mlp: &Mlp, demonstrations: &[Demonstration]) -> f64 {
    mean_over_steps(demonstrations, |s, a, _, _, _| -softmax(&mlp.forward(s))[a].ln())
}

/// 1/2 (y - Q(s, a))^2 + lambda (max [Q + l] - Q(s, a)), with targets from `frozen`: of the action that was shown next, or of the best.
fn pretraining(algorithm: Algorithm, mlp: &Mlp, frozen: &Mlp, shown: &[Demonstration], settings: &Imitation) -> f64 {
    // The second episode alone was cut off.
    let cut_off = shown[1].observations.chunks(shown[1].size).next_back().map(wide);
    mean_over_steps(shown, |s, a, r, next_state, next| {
        let q_next = frozen.forward(next_state);
        let y = match next {
            Some(next) if algorithm == Algorithm::DeepSarsa => r + GAMMA * q_next[next],
            Some(_) => r + GAMMA * largest(q_next),
            None if Some(next_state) == cut_off.as_deref() => r + GAMMA * largest(q_next),
            None => r,
        };
        let q = mlp.forward(s);
        let raised = q.iter().enumerate().map(|(b, q)| if b == a { *q } else { q + settings.margin });
        0.5 * (y - q[a]).powi(2) + settings.margin_weight * (largest(raised) - q[a])
    })
}

/// Weights after a few updates on all steps at once show a wrong gradient as well as the gradient itself would.
fn follows(algorithm: Algorithm, settings: &Imitation, loss: impl Fn(&Mlp, &Mlp, &[Demonstration]) -> f64) {
    let sizes = [3, 6, 4, 5];
    let (policy, shown) = (sine_policy(algorithm, &sizes), sine_demonstrations(3));
    let imitated = imitate(&policy, &shown, GAMMA, settings, 1).expect("learned");

    let mut mlp = Mlp::of(&policy.network);
    let mut adam = Adam::new(mlp.weights.len());
    let mut losses = Vec::new();
    for _ in 0..settings.updates {
        let frozen = mlp.clone();
        losses.push(loss(&mlp, &frozen, &shown));
        let gradient = mlp.gradient(|moved| loss(moved, &frozen, &shown));
        adam.step(&mut mlp, &gradient, settings.learning_rate, settings.clip_norm);
    }
    assert_close(&imitated.losses, &losses, 1e-4, "losses");
    assert_close(&flat(&imitated.policy.network), &mlp.weights, 1e-3, "weights");
    assert!(losses[losses.len() - 1] < losses[0], "and it goes down: {losses:?}");
}

fn few_updates() -> Imitation {
    Imitation { updates: 12, learning_rate: 0.01, clip_norm: 0.0, ..Imitation::default() }
}

#[test]
fn cloning_descends_the_cross_entropy() {
    follows(Algorithm::Reinforce, &few_updates(), |mlp, _, shown| cloning(mlp, shown));
}

#[test]
fn pretraining_descends_td_error_and_margin() {
    for (margin, margin_weight, clip_norm) in [(0.8, 1.0, 0.0), (0.0, 1.0, 0.0), (0.8, 0.0, 0.0), (0.3, 2.0, 0.5)] {
        let settings = Imitation { margin, margin_weight, clip_norm, ..few_updates() };
        for algorithm in [Algorithm::DeepSarsa, Algorithm::DeepQLearning] {
            follows(algorithm, &settings, |mlp, frozen, shown| pretraining(algorithm, mlp, frozen, shown, &settings));
        }
    }
}

/// An episode as the optimum plays it.
fn shown_by(optimum: &Optimum, level: &Arc<Level>, observation: Observation, seed: u64) -> Demonstration {
    let mut world = GridWorld::with_agents(level.clone(), seed, 1);
    let size = observation.len(level);
    let mut shown = Demonstration { size, ..Demonstration::default() };
    let (mut row, mut outcomes) = (vec![0.0; size], [Outcome::default()]);
    loop {
        observation.write(&world, 0, &mut row);
        shown.observations.extend_from_slice(&row);
        if world.is_over(0) {
            return shown;
        }
        let action = optimum.action(&world, 0);
        world.step(&[action], &mut outcomes);
        shown.actions.push(action);
        shown.rewards.push(outcomes[0].reward);
        shown.terminated = outcomes[0].terminated;
    }
}

fn greedy_return(policy: &Policy, setup: &Setup) -> f32 {
    let policy = Arc::new(policy.clone());
    let episodes =
        evaluate(&policy, setup.observation, &setup.level, 50, 99, ActionSelection::Greedy).expect("it fits");
    episodes.iter().map(|episode| episode.episode_return).sum::<f32>() / episodes.len() as f32
}

fn untrained(setup: &Setup) -> Policy {
    let simulation = Simulation::new(setup).expect("a preset");
    simulation.checkpoint().expect("it learns").policy
}

fn optimum(level: &Level) -> Optimum {
    Optimum::solve(level, 0.99, Budget::default()).expect("small enough")
}

/// Seeds that no setting was chosen on.
const FRESH: std::ops::RangeInclusive<u64> = 101..=105;

#[test]
fn one_round_of_the_optimum_teaches_classic() {
    let level = Arc::new(Level::built_in("classic").expect("built in"));
    let optimum = optimum(&level);
    for algorithm in Algorithm::ALL {
        for seed in FRESH {
            let setup = Setup::preset(level.clone(), algorithm, Preset::Tuned, seed);
            let before = untrained(&setup);
            let shown = [shown_by(&optimum, &level, setup.observation, seed)];
            let Imitated { policy, losses, agreement_before, agreement_after } =
                imitate(&before, &shown, setup.hyperparameters.gamma, &Imitation::default(), seed).expect("learned");
            assert!(agreement_before < 1.0, "{algorithm}, seed {seed}: nothing to learn");
            assert_eq!(agreement_after, 1.0, "{algorithm}, seed {seed}");
            assert_eq!(losses.len(), Imitation::default().updates as usize);
            let returns = (greedy_return(&before, &setup), greedy_return(&policy, &setup));
            assert!(returns.0 < 0.5 && returns.1 == 1.0, "{algorithm}, seed {seed}: {returns:?}");
        }
    }
}

#[test]
fn a_few_rounds_help_where_chance_plays_too() {
    let level = Arc::new(Level::built_in("chase").expect("built in"));
    let optimum = optimum(&level);
    for algorithm in Algorithm::ALL {
        for seed in FRESH {
            let setup = Setup::preset(level.clone(), algorithm, Preset::Tuned, seed);
            let before = untrained(&setup);
            let shown: Vec<Demonstration> =
                (0..5).map(|round| shown_by(&optimum, &level, setup.observation, 10 * seed + round)).collect();
            let gamma = setup.hyperparameters.gamma;
            let imitated = imitate(&before, &shown, gamma, &Imitation::default(), seed).expect("learned");
            assert!(imitated.agreement_after > 0.9, "{algorithm}, seed {seed}: {}", imitated.agreement_after);
            let returns = (greedy_return(&before, &setup), greedy_return(&imitated.policy, &setup));
            assert!(returns.1 > returns.0 + 0.5, "{algorithm}, seed {seed}: {returns:?}");
        }
    }
}

#[test]
fn training_goes_on_from_what_was_shown() {
    let level = Arc::new(Level::built_in("classic").expect("built in"));
    let optimum = optimum(&level);
    for algorithm in Algorithm::ALL {
        let setup = Setup::preset(level.clone(), algorithm, Preset::Tuned, 101);
        let shown = [shown_by(&optimum, &level, setup.observation, 101)];
        let imitated = imitate(&untrained(&setup), &shown, GAMMA, &Imitation::default(), 101).expect("learned");
        let mut simulation = Simulation::from_policy(&setup, &imitated.policy).expect("it fits");
        let learner = simulation.learner().expect("it learns");
        assert_eq!(flat(learner.network()), flat(&imitated.policy.network));
        if algorithm.has_epsilon() {
            assert_eq!(learner.exploration(), Imitation::default().exploration);
        }
        (0..500).for_each(|_| simulation.tick());
        let weights = flat(simulation.learner().expect("it learns").network());
        assert_ne!(weights, flat(&imitated.policy.network), "it learns on");
    }
}

#[test]
fn the_same_demonstrations_teach_the_same() {
    let shown = sine_demonstrations(3);
    for algorithm in Algorithm::ALL {
        let policy = sine_policy(algorithm, &[3, 8, 5]);
        let untouched = flat(&policy.network);
        let settings = Imitation { batch: 2, updates: 20, ..Imitation::default() };
        let learn = |seed| imitate(&policy, &shown, GAMMA, &settings, seed).expect("learned");
        let (one, again, other) = (learn(7), learn(7), learn(8));
        assert_eq!(flat(&one.policy.network), flat(&again.policy.network));
        assert_eq!(one.losses, again.losses);
        assert_ne!(flat(&one.policy.network), flat(&other.policy.network), "batches are drawn by the seed");
        assert_eq!(flat(&policy.network), untouched, "the policy that was given stays as it was");
    }
}

#[test]
fn batches_take_every_step_once_before_any_twice() {
    // At a learning rate of 0 nothing moves, so that losses tell which steps were taken.
    let (policy, shown) = (sine_policy(Algorithm::Reinforce, &[3, 5]), sine_demonstrations(3));
    let settings = |batch, updates| Imitation { batch, updates, learning_rate: 0.0, ..Imitation::default() };
    let whole = imitate(&policy, &shown, GAMMA, &settings(100, 1), 1).expect("learned").losses[0];
    for seed in 0..20 {
        // Six steps in batches of four: four and two, then the next pass.
        let losses = imitate(&policy, &shown, GAMMA, &settings(4, 4), seed).expect("learned").losses;
        for pass in losses.chunks(2) {
            let mean = (4.0 * pass[0] + 2.0 * pass[1]) / 6.0;
            assert!((mean - whole).abs() < 1e-5, "seed {seed}: {losses:?} instead of {whole}");
        }
    }
}

#[test]
fn demonstrations_that_teach_nothing_are_refused() {
    let policy = sine_policy(Algorithm::DeepSarsa, &[3, 4, 5]);
    let fine = || sine_demonstrations(3).remove(0);
    let refused =
        |shown: &[Demonstration]| imitate(&policy, shown, GAMMA, &Imitation::default(), 1).expect_err("refused");
    assert_eq!(refused(&[]), ImitationError::Nothing);
    let no_step = Demonstration { size: 3, observations: vec![0.0; 3], ..Demonstration::default() };
    assert_eq!(refused(std::slice::from_ref(&no_step)), ImitationError::Nothing);
    let size = refused(&[fine(), sine_demonstrations(4).remove(0)]);
    assert_eq!(size, ImitationError::Size { number: 2, expected: 3, found: 4 });
    assert!(size.to_string().contains("demonstration 2"), "{size}");

    let damage: [fn(&mut Demonstration); 6] = [
        |shown| shown.observations.truncate(5),
        |shown| shown.observations.extend([0.0; 3]),
        |shown| shown.rewards.truncate(1),
        |shown| shown.actions.truncate(1),
        |shown| shown.observations[4] = f32::NAN,
        |shown| shown.rewards[1] = f32::INFINITY,
    ];
    for damage in damage {
        let mut damaged = fine();
        damage(&mut damaged);
        let error = refused(&[no_step.clone(), damaged.clone()]);
        assert!(matches!(error, ImitationError::Damaged { number: 2, .. }), "{error}: {damaged:?}");
    }
}

#[test]
fn settings_out_of_range_are_refused() {
    type Change = fn(&mut Imitation);
    let (policy, shown) = (sine_policy(Algorithm::DeepSarsa, &[3, 5]), sine_demonstrations(3));
    let changes: [(&str, Change); 9] = [
        ("updates", |settings| settings.updates = 0),
        ("updates", |settings| settings.updates = u32::MAX),
        ("batch", |settings| settings.batch = 0),
        ("learning_rate", |settings| settings.learning_rate = -0.1),
        ("learning_rate", |settings| settings.learning_rate = f64::NAN),
        ("clip_norm", |settings| settings.clip_norm = f64::INFINITY),
        ("margin", |settings| settings.margin = -1.0),
        ("margin_weight", |settings| settings.margin_weight = f64::NAN),
        ("exploration", |settings| settings.exploration = 1.5),
    ];
    for (name, change) in changes {
        let mut settings = Imitation::default();
        change(&mut settings);
        let error = imitate(&policy, &shown, GAMMA, &settings, 1).expect_err("refused");
        assert!(matches!(error, ImitationError::Setting { setting, .. } if setting == name), "{error}");
    }
    let error = imitate(&policy, &shown, 1.1, &Imitation::default(), 1).expect_err("refused");
    assert!(error.to_string().starts_with("gamma"), "{error}");
}

#[test]
fn weights_that_explode_are_reported() {
    let policy = sine_policy(Algorithm::DeepSarsa, &[3, 5]);
    let mut shown = sine_demonstrations(3);
    shown[0].rewards.fill(1e30);
    let error = imitate(&policy, &shown, GAMMA, &Imitation::default(), 1).expect_err("no such value fits");
    assert!(matches!(error, ImitationError::Diverged { update: 1, .. }), "{error}");
}

#[test]
fn a_linear_network_and_a_single_step_are_enough() {
    for algorithm in Algorithm::ALL {
        for action in Action::ALL {
            let shown = [Demonstration {
                size: 1,
                observations: vec![1.0, 0.0],
                actions: vec![action],
                rewards: vec![0.5],
                terminated: true,
            }];
            let policy = Policy {
                network: Network::from_weights(&[1, 5], vec![(vec![0.0; 5], vec![0.0; 5])]),
                ..sine_policy(algorithm, &[1, 5])
            };
            let imitated = imitate(&policy, &shown, GAMMA, &Imitation::default(), 3).expect("learned");
            assert_eq!(imitated.agreement_after, 1.0, "{algorithm}, {action}");
        }
    }
}
