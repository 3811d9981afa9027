//! A run is trained again, bit for bit, from what a kept episode says of it: its settings, its changes, its ticks.

use std::{fs, path::Path, sync::Arc};

use sidestep::{
    arena::{Change, Changed, Provenance, Retraining, Setup, Simulation, SimulationState},
    disk,
    gridworld::{Level, Observation},
    learning::{Algorithm, Hyperparameters, Preset, Said},
    replay::{Episodes, Origin, Player, Replay, episodes},
};

use super::replay_exact::level;

fn setup(level_name: &str, algorithm: Algorithm, actors: usize) -> Setup {
    let mut setup = Setup::preset(level(level_name), algorithm, Preset::Tuned, 21);
    setup.hyperparameters.hidden = vec![16];
    setup.hyperparameters.actors = actors;
    setup
}

fn state(simulation: &Simulation) -> Vec<u8> {
    simulation.state().and_then(|state| state.to_bytes()).expect("it learns")
}

fn ticks(simulation: &mut Simulation, watched: &mut Episodes, until: u64) {
    while simulation.ticks() < until {
        simulation.tick();
        if let Some(update) = watched.listen(simulation) {
            update.make().expect("it can be written");
        }
        simulation.drain_episodes();
    }
}

/// Sets hyperparameters of the simulation as a person does in the window.
fn set(simulation: &mut Simulation, settings: &[(&str, &str)]) {
    let mut hyperparameters = simulation.setup().expect("it learns").hyperparameters.clone();
    for (key, value) in settings {
        hyperparameters.set(key, value).expect("a value of its kind");
    }
    simulation.set_live(&hyperparameters);
}

fn edit(simulation: &mut Simulation, what: impl Fn(&mut Level)) {
    let mut level = Level::clone(&simulation.setup().expect("it learns").level);
    what(&mut level);
    simulation.replace_level(&Arc::new(level)).expect("it can be played");
}

/// A run with changes of settings and of the board, which was saved and resumed on the way into another folder.
fn changed_run(setup: &Setup, folder: &Path) -> Simulation {
    let mut simulation = Simulation::new(setup).expect("it can run");
    let mut watched = Episodes::begin(&folder.join("first"), &simulation);
    ticks(&mut simulation, &mut watched, 700);
    set(&mut simulation, &[("gamma", "0.8"), ("learning_rate", "0.0037")]);
    // The last value counts where time stands, and what stays as it is is no change.
    set(&mut simulation, &[("gamma", "0.83")]);
    set(&mut simulation, &[("gamma", "0.83")]);
    ticks(&mut simulation, &mut watched, 1111);
    edit(&mut simulation, |level| level.rewards.step = -0.0125);
    watched.update(&simulation).make().expect("it can be written");

    let bytes = state(&simulation);
    let mut simulation =
        SimulationState::from_bytes(&bytes).and_then(Simulation::from_state).expect("as it was written");
    let mut watched =
        Episodes::resume(&folder.join("first"), &folder.join("run"), &simulation).expect("as it was written");
    ticks(&mut simulation, &mut watched, 1500);
    edit(&mut simulation, |level| level.max_steps = 61);
    set(&mut simulation, &[("learning_rate", "0.0002"), ("clip_norm", "0.5")]);
    ticks(&mut simulation, &mut watched, 2600);
    watched.update(&simulation).make().expect("it can be written");
    simulation
}

#[test]
fn every_kept_episode_is_reached_again_from_the_seed() {
    for (name, algorithm, actors) in [
        ("classic", Algorithm::DeepSarsa, 1),
        ("classic", Algorithm::DeepQLearning, 1),
        ("classic-paced", Algorithm::Reinforce, 1),
        ("plaza", Algorithm::DeepSarsa, 3),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let run = folder.path().join("run");
        let simulation = changed_run(&setup(name, algorithm, actors), folder.path());
        let kept = episodes::list(&run).expect("it is there");
        assert!(kept.len() > 8, "{name}: {} episodes", kept.len());

        // One pass over the run meets all of its episodes in their order.
        let load = |number| Replay::load(&episodes::path(&run, number)).expect("it was written");
        let last = load(*kept.keys().last().expect("some"));
        let mut retraining = Retraining::begin(last.provenance.clone().expect("it is known")).expect("it can run");
        for number in kept.into_keys() {
            let replay = load(number);
            let Origin::Training { begin_tick: Some(begin), .. } = replay.header.kind else {
                panic!("{:?}", replay.header.kind)
            };
            let provenance = replay.provenance.as_ref().expect("it is known");
            assert_eq!(provenance.setup, setup(name, algorithm, actors), "{name}: as the run began");
            while retraining.simulation().ticks() < begin {
                retraining.tick().expect("it did so before");
            }
            let mut player = Player::new(&replay);
            while player.step().expect("it plays") {
                retraining.tick().expect("it did so before");
                let step = retraining.simulation().steps_made().next().expect("it ticked");
                let (made, outcome) = (step.decision, step.outcome);
                let step = player.last().expect("it stepped");
                let recorded = step.decisions[0].expect("learners think");
                let bits = |values: [f32; 5]| values.map(f32::to_bits);
                assert_eq!(made.action, step.actions[0], "{name}, episode {number}");
                assert_eq!(bits(made.values), bits(recorded.values), "{name}, episode {number}");
                assert_eq!(outcome, player.outcomes()[0], "{name}, episode {number}");
                assert_eq!(retraining.simulation().grid_world(0), player.world(), "{name}, episode {number}");
            }
        }
        while retraining.simulation().ticks() < simulation.ticks() {
            retraining.tick().expect("it did so before");
        }
        assert!(state(retraining.simulation()) == state(&simulation), "{name}: all of the run, to the last bit");
    }
}

#[test]
fn changes_are_noted_with_the_tick_before_which_they_were_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let simulation = changed_run(&setup("classic", Algorithm::DeepSarsa, 1), folder.path());
    let provenance = simulation.provenance().expect("it is known");
    let noted: Vec<(u64, String)> = (provenance.changes.iter())
        .map(|Change { tick, what }| match what {
            Changed::Hyperparameter { key, value } => (*tick, format!("{key}={value}")),
            Changed::Level(level) => (*tick, format!("{} {}", level.rewards.step, level.max_steps)),
            Changed::Program(version) => (*tick, version.clone()),
        })
        .collect();
    let limit = level("classic").max_steps;
    assert_eq!(
        noted,
        [
            (700, "learning_rate=0.0037".to_owned()),
            (700, "gamma=0.83".to_owned()),
            (1111, format!("-0.0125 {limit}")),
            (1500, "-0.0125 61".to_owned()),
            (1500, "learning_rate=0.0002".to_owned()),
            (1500, "clip_norm=0.5".to_owned()),
        ]
    );
    // An episode holds what was changed before its end, and nothing later.
    let first = Replay::load(&episodes::path(&folder.path().join("run"), 1)).expect("it was written");
    assert_eq!(first.provenance.expect("it is known").changes, []);
}

#[test]
fn a_run_that_begins_with_weights_from_elsewhere_has_no_provenance() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/policies/classic.safetensors");
    let policy = disk::policy(&path, &Said::default()).expect("it is shipped").policy;
    let mut setup = setup("classic", policy.algorithm, 1);
    setup.observation = policy.observation.unwrap_or(Observation::Relative);
    let mut simulation = Simulation::from_policy(&setup, &policy).expect("it fits");
    set(&mut simulation, &[("gamma", "0.5")]);
    assert!(simulation.provenance().is_none());
    let folder = tempfile::tempdir().expect("a folder");
    let mut watched = Episodes::begin(folder.path(), &simulation);
    ticks(&mut simulation, &mut watched, 200);
    watched.update(&simulation).make().expect("it can be written");
    let replay = Replay::load(&episodes::path(folder.path(), 1)).expect("it was written");
    assert_eq!(replay.provenance, None);
    assert!(matches!(replay.header.kind, Origin::Training { begin_tick: Some(0), .. }));
    // It does not come by one on the way through a file either.
    let resumed = SimulationState::from_bytes(&state(&simulation)).and_then(Simulation::from_state);
    assert!(resumed.expect("as it was written").provenance().is_none());
}

#[test]
fn a_provenance_that_no_run_can_have_is_refused() {
    let setup = setup("classic", Algorithm::DeepSarsa, 1);
    let simulation = Simulation::new(&setup).expect("it can run");
    let sound = simulation.provenance().expect("it is known");
    assert_eq!(sound.check(), Ok(()));
    let hyperparameter = |tick, key: &str, value: &str| Change {
        tick,
        what: Changed::Hyperparameter { key: key.to_owned(), value: value.to_owned() },
    };
    for (changes, words) in [
        (vec![hyperparameter(0, "hidden", "8")], "hidden"),
        (vec![hyperparameter(0, "actors", "8")], "actors"),
        (vec![hyperparameter(0, "gama", "0.5")], "gama"),
        (vec![hyperparameter(0, "gamma", "1.5")], "1.5"),
        (vec![hyperparameter(9, "gamma", "0.5"), hyperparameter(8, "gamma", "0.6")], "disorder"),
    ] {
        let bad = Provenance { changes, ..Provenance::clone(sound) };
        let error = bad.check().expect_err("no run does this");
        assert!(error.contains(words), "{error}");
    }
    let wide = Hyperparameters { gamma: 3.0, ..setup.hyperparameters.clone() };
    let bad = Provenance { setup: Setup { hyperparameters: wide, ..setup }, ..Provenance::clone(sound) };
    assert!(bad.check().is_err());
}

#[test]
fn the_settings_of_its_run_make_a_replay_little_larger() {
    let folder = tempfile::tempdir().expect("a folder");
    changed_run(&setup("classic", Algorithm::DeepSarsa, 1), folder.path());
    let run = folder.path().join("run");
    let (number, _) = episodes::list(&run).expect("it is there").pop_last().expect("some");
    let path = episodes::path(&run, number);
    let with = fs::metadata(&path).expect("it is there").len();
    let mut replay = Replay::load(&path).expect("it was written");
    replay.provenance = None;
    let without = replay.to_bytes("memory").expect("it fits").len() as u64;
    // Two edited levels and four settings among them: text that the level at the start says already.
    assert!(with > without && with < without + 1000, "{with} for {without} bytes");
}
