//! What has to be the same bit for bit on every machine, and a hash of each: rules, optimum, learners, imitation, evaluation.

use std::sync::Arc;

use sidestep::{
    arena::{Setup, Simulation, evaluate},
    gridworld::{Action, Budget, GridWorld, Level, Observation, Optimum, Outcome},
    learning::{ActionSelection, Algorithm, Baseline, Demonstration, Hyperparameters, Imitation, Policy, imitate},
    tensors::Activation,
};

/// Ticks of a training.
const TICKS: u32 = 10_000;
const SEED: u64 = 1;
/// Levels whose optimum is found in a moment.
const SOLVED: [&str; 4] = ["classic", "classic-paced", "cliff", "chase"];

/// One thing that is hashed.
pub struct Case {
    pub name: String,
    pub hash: Box<dyn Fn() -> u64 + Send + Sync>,
}

impl Case {
    /// Its hash and its name.
    pub fn line(&self) -> String {
        format!("{:016x} {}", (self.hash)(), self.name)
    }
}

/// All of them.
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut case = |name: String, hash: Box<dyn Fn() -> u64 + Send + Sync>| cases.push(Case { name, hash });
    for name in Level::built_in_names() {
        case(format!("rules {name}"), Box::new(|| rules(name)));
    }
    for name in SOLVED {
        case(format!("optimum {name}"), Box::new(move || optimum_of(name)));
    }
    for algorithm in Algorithm::ALL {
        for name in Level::built_in_names() {
            for (network, settings) in [("small", small as fn() -> Settings), ("large", large)] {
                let setup = move || setup(name, algorithm, settings());
                case(format!("{algorithm} {network} {name}"), Box::new(move || weights(&setup(), TICKS)));
            }
        }
        case(format!("{algorithm} 16 actors"), Box::new(move || weights(&many_actors(algorithm), TICKS / 10)));
        case(format!("{algorithm} imitates"), Box::new(move || imitated(algorithm)));
    }
    for (name, mode) in [("greedy", ActionSelection::Greedy), ("sample", ActionSelection::Sample)] {
        case(format!("evaluation {name}"), Box::new(move || evaluated(mode)));
    }
    cases
}

fn level(name: &str) -> Arc<Level> {
    Arc::new(Level::built_in(name).expect("a built-in level"))
}

type Settings = (Observation, Hyperparameters);

/// As simple as it gets. Every setting is named here and in [`large`], so that no preset changes what is hashed.
fn small() -> Settings {
    let hyperparameters = Hyperparameters {
        hidden: vec![30, 30],
        learning_rate: 1e-3,
        learning_rate_decay: 1.0,
        learning_rate_min: 1e-5,
        gamma: 0.99,
        epsilon_start: 1.0,
        epsilon_decay: 0.9999,
        epsilon_min: 0.01,
        epsilon_hold: 0,
        baseline: Baseline::Whitened,
        entropy_bonus: 0.0,
        entropy_bonus_decay: 1.0,
        entropy_bonus_min: 0.0,
        clip_norm: 0.0,
        actors: 1,
    };
    (Observation::Relative, hyperparameters)
}

/// With everything switched on.
fn large() -> Settings {
    let hyperparameters = Hyperparameters {
        hidden: vec![64, 64],
        learning_rate: 2e-3,
        learning_rate_decay: 0.9999,
        learning_rate_min: 1e-5,
        gamma: 0.9,
        epsilon_start: 1.0,
        epsilon_decay: 0.9998,
        epsilon_min: 0.002,
        epsilon_hold: 0,
        baseline: Baseline::Value,
        entropy_bonus: 0.01,
        entropy_bonus_decay: 1.0,
        entropy_bonus_min: 0.0,
        clip_norm: 1.0,
        actors: 1,
    };
    (Observation::View { size: 3 }, hyperparameters)
}

fn setup(name: &str, algorithm: Algorithm, (observation, hyperparameters): Settings) -> Setup {
    Setup { level: level(name), algorithm, observation, hyperparameters, seed: SEED }
}

/// FNV-1a.
fn hash_of(numbers: impl IntoIterator<Item = u64>) -> u64 {
    let bytes = numbers.into_iter().flat_map(u64::to_le_bytes);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A thousand steps, of which each leaves its mark in where the generator stands.
fn rules(name: &str) -> u64 {
    let mut world = GridWorld::with_agents(level(name), SEED, 1);
    let mut outcomes = [Outcome::default()];
    hash_of((0..1000).map(|step: usize| {
        if world.is_over(0) {
            world.reset();
        }
        world.step(&[Action::ALL[step * 7 % 5]], &mut outcomes);
        world.fingerprint() ^ u64::from(outcomes[0].reward.to_bits())
    }))
}

fn solved(level: &Level) -> Optimum {
    Optimum::solve(level, 0.99, Budget::default()).expect("small enough")
}

fn optimum_of(name: &str) -> u64 {
    let level = level(name);
    let optimum = solved(&level);
    let world = GridWorld::with_agents(level, SEED, 1);
    let values = optimum.evaluate_cells(&world).into_iter().flatten().flatten().map(|value| u64::from(value.to_bits()));
    let means = [optimum.optimal_return, optimum.discounted_return, optimum.steps];
    hash_of(values.chain(means.map(f64::to_bits)))
}

/// A run after so many ticks.
fn trained(setup: &Setup, ticks: u32) -> Policy {
    let mut simulation = Simulation::new(setup).expect("a setup that runs");
    for _ in 0..ticks {
        simulation.tick();
        simulation.drain_episodes();
    }
    simulation.checkpoint().expect("it learns").policy
}

/// The weights that it has then.
fn weights(setup: &Setup, ticks: u32) -> u64 {
    trained(setup, ticks).fingerprint()
}

fn many_actors(algorithm: Algorithm) -> Setup {
    let (observation, hyperparameters) = large();
    setup("rush", algorithm, (observation, Hyperparameters { actors: 16, ..hyperparameters }))
}

/// The weights of a network with tanh that has imitated the optimum.
fn imitated(algorithm: Algorithm) -> u64 {
    let setup = setup("classic-paced", algorithm, large());
    let mut policy = trained(&setup, 0);
    policy.network = policy.network.with_activation(Activation::Tanh);
    let optimum = solved(&setup.level);
    let size = setup.observation.len(&setup.level);
    let mut shown = Demonstration { size, ..Demonstration::default() };
    let mut world = GridWorld::with_agents(setup.level.clone(), SEED, 1);
    let (mut row, mut outcomes) = (vec![0.0; size], [Outcome::default()]);
    while !world.is_over(0) {
        setup.observation.write(&world, 0, &mut row);
        shown.observations.extend_from_slice(&row);
        let action = optimum.action(&world, 0);
        world.step(&[action], &mut outcomes);
        shown.actions.push(action);
        shown.rewards.push(outcomes[0].reward);
    }
    setup.observation.write(&world, 0, &mut row);
    shown.observations.extend_from_slice(&row);
    shown.terminated = outcomes[0].terminated;
    let settings = Imitation {
        updates: 500,
        batch: 64,
        learning_rate: 1e-3,
        clip_norm: 1.0,
        margin: 0.8,
        margin_weight: 1.0,
        exploration: 0.1,
    };
    imitate(&policy, &[shown], 0.9, &settings, SEED).expect("it learns").policy.fingerprint()
}

/// Return and length of the episodes of a policy that has learned a little.
fn evaluated(mode: ActionSelection) -> u64 {
    let setup = setup("rush", Algorithm::Reinforce, large());
    let policy = Arc::new(trained(&setup, TICKS));
    let episodes = evaluate(&policy, setup.observation, &setup.level, 200, SEED, mode).expect("it fits");
    hash_of(episodes.iter().flat_map(|episode| [episode.episode_return.to_bits().into(), episode.length.into()]))
}
