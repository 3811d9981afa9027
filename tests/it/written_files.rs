//! Every kind of file that is written opens again, over settings, algorithms and moments of training that nobody chose.

use std::{path::Path, sync::Arc};

use bevy::prelude::App;
use proptest::{collection::vec, prelude::*, sample::select};
use sidestep::{
    arena::{Controller, Setup, Simulation, SimulationState, StepMade, play},
    disk,
    game::{FileChosen, Lanes, Preferences, Purpose, RunPlan, SimulationClock},
    gridworld::{Level, Observation},
    learning::{
        Algorithm, Baseline, HyperparameterKind, HyperparameterSpec, Hyperparameters, PARAMETERS, Preset, Said,
    },
    panels::{Draft, LevelChoice, SaveWhat, Speed},
    replay::{Episodes, Origin as ReplayKind, Participant, RecordedDecision, Replay, Tape, episodes},
    runs::{self, Metrics},
    sequence::{AttentionKind, CellKind, Trainer, TrainingSettings, tasks::TaskKind},
};

use super::{headless, learning::reference::flat};

/// A value that a setting may have, its ends more often than others.
fn value(kind: HyperparameterKind) -> BoxedStrategy<String> {
    match kind {
        HyperparameterKind::Real { min, max, .. } => {
            prop_oneof![Just(min), Just(max), min..=max].prop_map(|real| real.to_string()).boxed()
        }
        HyperparameterKind::Integer { min, .. } => (min..=4).prop_map(|whole| whole.to_string()).boxed(),
        HyperparameterKind::Choice(names) => select(names).prop_map(str::to_owned).boxed(),
        HyperparameterKind::Widths => vec(1_usize..20, 0..3)
            .prop_map(|widths| widths.iter().map(usize::to_string).collect::<Vec<_>>().join(","))
            .boxed(),
    }
}

/// Changes of settings by their keys: of those that act at once, or of any.
fn changes(only_live: bool) -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let known: Vec<HyperparameterSpec> =
        PARAMETERS.iter().filter(|parameter| parameter.live || !only_live).copied().collect();
    let change = select(known).prop_flat_map(|known| value(known.kind).prop_map(move |value| (known.key, value)));
    vec(change, 0..6)
}

fn set(hyperparameters: &mut Hyperparameters, changes: &[(&str, String)]) {
    for (key, value) in changes {
        hyperparameters.set(key, value).expect("within its range");
    }
}

prop_compose! {
    fn setups()(
        level in select(Level::built_in_names()),
        algorithm in select(Algorithm::ALL.to_vec()),
        preset in select(Preset::ALL.to_vec()),
        observation in select(&[
            Observation::Relative, Observation::RelativePhase, Observation::VIEW, Observation::View { size: 5 },
        ][..]),
        baseline in select(Baseline::ALL.to_vec()),
        changes in changes(false),
        seed in any::<u64>(),
    ) -> Setup {
        let level = Arc::new(Level::built_in(level).expect("it names itself"));
        let mut setup = Setup { observation, ..Setup::preset(level, algorithm, preset, seed) };
        (setup.hyperparameters.hidden, setup.hyperparameters.baseline) = (vec![12], baseline);
        set(&mut setup.hyperparameters, &changes);
        setup
    }
}

/// What happens between the first half of a run and the second: settings change, the board is edited.
fn interventions() -> impl Strategy<Value = (Vec<(&'static str, String)>, Option<f32>)> {
    (changes(true), prop::option::of(-1.0_f32..1.0))
}

fn intervene(simulation: &mut Simulation, (changes, reward): &(Vec<(&str, String)>, Option<f32>)) {
    let setup = simulation.setup().expect("it learns").clone();
    let mut hyperparameters = setup.hyperparameters;
    set(&mut hyperparameters, changes);
    simulation.set_live(&hyperparameters);
    if let Some(reward) = reward {
        let mut level = Level::clone(&setup.level);
        level.rewards.step = *reward;
        simulation.replace_level(&Arc::new(level)).expect("it has as many pieces");
    }
}

/// A run of so many ticks, with all that `train` writes about it in a folder.
fn trained(setup: &Setup, ticks: u32, between: &(Vec<(&str, String)>, Option<f32>), folder: &Path) -> Simulation {
    let mut simulation = Simulation::new(setup).expect("a sound setup");
    let mut metrics = Metrics::begin(folder, setup.seed, &[]).expect("begun");
    let mut kept = Episodes::begin(folder, &simulation);
    for tick in 0..ticks {
        if tick == ticks / 2 {
            intervene(&mut simulation, between);
        }
        simulation.tick();
        if let Some(update) = kept.listen(&simulation) {
            update.make().expect("written");
        }
    }
    metrics.append(&simulation.drain_episodes()).expect("appended");
    metrics.sync().expect("written");
    kept.update(&simulation).make().expect("written");
    let checkpoint = simulation.checkpoint().expect("it learns").to_bytes();
    disk::save_weights(&folder.join(runs::CHECKPOINT), &checkpoint).expect("saved");
    let state = simulation.state().expect("it learns").to_bytes().expect("encoded");
    std::fs::write(folder.join(runs::RESUME), state).expect("written");
    simulation
}

/// Weights and episodes as they print: NaN prints as itself.
fn printed(simulation: &mut Simulation) -> String {
    let weights = flat(simulation.learner().expect("it learns").network());
    format!("{} {weights:?} {:?}", simulation.ticks(), simulation.drain_episodes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_training_run_opens_at_any_moment(
        setup in setups(), ticks in 0_u32..400, between in interventions(), other in setups(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let mut simulation = trained(&setup, ticks, &between, folder);
        let level = simulation.setup().expect("it learns").level.clone();

        // the checkpoint: as evaluate, rollout, versus and record play it, and as the window goes on from it
        let policy = disk::policy(&folder.join(runs::CHECKPOINT), &Said::default()).expect("what was just written").policy;
        let saved = simulation.checkpoint().expect("it learns").policy;
        prop_assert_eq!(policy.network.weights(), saved.network.weights());
        prop_assert_eq!(&policy.metadata, &saved.metadata);
        prop_assert_eq!((policy.algorithm, policy.observation), (setup.algorithm, Some(setup.observation)));
        let opened = Simulation::from_policy(&Setup { hyperparameters: other.hyperparameters, ..setup.clone() }, &policy);
        prop_assert_eq!(flat(opened.expect("it fits").learner().expect("it learns").network()), flat(&policy.network));
        let policy = Arc::new(policy);
        for sample in [false, true] {
            let controller = Controller::Policy { policy: policy.clone(), observation: setup.observation, sample };
            prop_assert_eq!(play(&level, &controller, 1, 7).expect("it fits").len(), 1);
            let mut watched = Simulation::watch(&level, &controller, 1, 7).expect("it fits");
            let mut tape = Tape::begin(watched.grid_world(0), 1);
            for _ in 0..20 {
                watched.tick();
                if let Some(StepMade { decision, .. }) = watched.steps_made().next() {
                    let thought = RecordedDecision { values: decision.values, greedy: decision.greedy, td_error: None };
                    tape.step(&[decision.action], &[Some(thought)], &[], watched.grid_world(0));
                }
                if watched.is_over(0) {
                    break;
                }
            }
            let kind = ReplayKind::Rollout { observation: None, seed: 7 };
            let replay = tape.finish(kind, vec![Participant::of(&controller, "p", Some(0))], None).expect("played by the rules");
            let path = folder.join("rollout.replay");
            replay.save(&path).expect("saved");
            prop_assert_eq!(Replay::load(&path).expect("what was just written").verify(), Ok(()));
        }

        // the run: as train --resume and the window go on with it
        let state = std::fs::read(folder.join(runs::RESUME)).expect("read");
        let state = SimulationState::from_bytes(&state).expect("what was just written");
        let mut resumed = Simulation::from_state(state).expect("what was just written");
        let recalled = runs::recall(folder, &resumed, true).expect("read");
        prop_assert_eq!(recalled.notes, Vec::<String>::new());
        prop_assert_eq!(recalled.episodes.len() as u64, resumed.episodes());
        for _ in 0..30 {
            simulation.tick();
            resumed.tick();
        }
        prop_assert_eq!(printed(&mut resumed), printed(&mut simulation));

        // its episodes and replays: as record --training shows them
        let (returns, notes) = runs::returns(folder).expect("read");
        prop_assert_eq!(notes, Vec::<String>::new());
        let played: Vec<f32> = recalled.episodes.iter().map(|episode| episode.episode_return).collect();
        prop_assert_eq!(returns, played);
        for number in episodes::list(folder).expect("read").into_keys() {
            let replay = Replay::load(&episodes::path(folder, number)).expect("what was just written");
            prop_assert_eq!(replay.verify(), Ok(()));
        }

        // the level
        let path = folder.join(runs::LEVEL);
        std::fs::write(&path, level.to_toml()).expect("written");
        prop_assert_eq!(&disk::level(&path).expect("what was just written"), &*level);
    }
}

/// A window on a run of this setup, paused.
fn window(setup: &Setup) -> App {
    let choice = LevelChoice::BuiltIn(setup.level.name.clone());
    let draft = Draft {
        observation: setup.observation,
        hyperparameters: setup.hyperparameters.clone(),
        seed: setup.seed,
        ..Draft::of_preset(setup.algorithm, Preset::Tuned, choice, &setup.level)
    };
    let mut app = headless::game(RunPlan { draft, level: setup.level.clone() }, |_| {});
    app.insert_resource(SimulationClock::new(Speed { per_second: 60.0, turbo: false }));
    app.world_mut().resource_mut::<SimulationClock>().playing = false;
    app.update();
    app
}

fn choose(app: &mut App, purpose: Purpose, path: &Path) {
    app.world_mut().write_message(FileChosen { purpose, path: path.to_owned() });
    app.update();
}

fn shown(app: &App) -> &Simulation {
    &app.world().resource::<Lanes>().all[0].simulation
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_the_window_saves_opens_in_any_window(
        setup in setups(), ticks in 0_u32..200, between in interventions(), other in setups(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut app = window(&setup);
        {
            let simulation = &mut app.world_mut().resource_mut::<Lanes>().all[0].simulation;
            (0..ticks).for_each(|_| simulation.tick());
            intervene(simulation, &between);
            (0..ticks).for_each(|_| simulation.tick());
        }
        let [policy, run, level] = ["p.safetensors", "r.run", "l.toml"].map(|name| folder.path().join(name));
        for (what, path) in [(SaveWhat::Policy, &policy), (SaveWhat::Run, &run), (SaveWhat::Level, &level)] {
            choose(&mut app, Purpose::Save(what), path);
        }
        let learned = flat(shown(&app).learner().expect("it learns").network());
        for path in [&policy, &run, &level] {
            let mut opened = window(&other);
            choose(&mut opened, Purpose::Open, path);
            let now = shown(&opened);
            let setup_now = now.setup().expect("it learns");
            if path == &level {
                prop_assert_eq!(&setup_now.level.name, &setup.level.name);
                continue;
            }
            prop_assert_eq!(flat(now.learner().expect("it learns").network()), learned.clone(), "{}", path.display());
            if path == &run {
                prop_assert_eq!((now.ticks(), setup_now.seed), (2 * u64::from(ticks), setup.seed));
                prop_assert_eq!(&setup_now.level, &shown(&app).setup().expect("it learns").level);
            }
        }
    }

    #[test]
    fn preferences_are_kept_whatever_was_chosen(setup in setups(), other in any::<u64>()) {
        let choice = LevelChoice::BuiltIn(setup.level.name.clone());
        let draft = Draft {
            hyperparameters: setup.hyperparameters.clone(),
            seed: setup.seed,
            ..Draft::of_preset(setup.algorithm, Preset::Textbook, choice, &setup.level)
        };
        let mut preferences = Preferences::default();
        preferences.draft = Some(draft);
        preferences.versus.seed = other;
        let text = toml::to_string_pretty(&preferences).expect("TOML has room for it");
        prop_assert_eq!(toml::from_str::<Preferences>(&text).expect("what was just written"), preferences);
    }
}

prop_compose! {
    fn sequence_settings()(
        kind in select(TaskKind::ALL.to_vec()),
        cell in select(CellKind::ALL.to_vec()),
        attention in select(AttentionKind::ALL.to_vec()),
        layers in 1_usize..=2,
        hidden in 8_usize..12,
        forget_bias in prop_oneof![Just(-10.0_f32), Just(10.0), -10.0_f32..10.0],
        learning_rate in prop_oneof![Just(1e-6_f32), Just(1.0), 1e-6_f32..1.0],
        clip_norm in prop_oneof![Just(0.0_f32), 0.0_f32..1000.0],
        teacher_forcing in prop_oneof![Just(0.0_f32), Just(1.0), 0.0_f32..1.0],
        chrono in any::<bool>(),
        seed in any::<u64>(),
    ) -> TrainingSettings {
        let mut settings = TrainingSettings {
            cell, layers, hidden, forget_bias, chrono, learning_rate, clip_norm, teacher_forcing, seed, batch: 2,
            attention: if kind.translates() { attention } else { AttentionKind::None },
            ..TrainingSettings::usual(kind)
        };
        // the shortest sequences: what is saved does not depend on them
        settings.task.to = settings.task.from;
        settings
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn weights_of_sequence_models_open_at_any_moment(settings in sequence_settings(), steps in 0_usize..4) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("weights.safetensors");
        let mut trainer = Trainer::new(settings).expect("within their ranges");
        for _ in 0..steps {
            trainer.step();
        }
        disk::save_weights(&path, &trainer.trained().to_bytes()).expect("saved");
        let opened = disk::model(&path).expect("what was just written");
        prop_assert_eq!(opened.settings(), &settings);
        prop_assert_eq!(opened.steps(), trainer.trained().steps());
        prop_assert!(opened.to_bytes() == trainer.trained().to_bytes());
    }
}
