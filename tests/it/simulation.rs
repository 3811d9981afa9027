//! A run depends on its setup alone, and a resumed run is the same run.

use std::sync::Arc;

use bevy_ecs::message::MessageCursor;
use sidestep::{
    arena::{
        Controller, EpisodeEnded, EpisodeRecord, LearnerUpdated, Metric, Setup, Simulation, SimulationState, StepMade,
        evaluate, play,
    },
    gridworld::{Action, Budget, Level, Optimum},
    learning::{ActionSelection, Algorithm, Checkpoint, Preset, Said, Status, UpdateTrace},
    tensors::Activation,
};

fn level(name: &str) -> Arc<Level> {
    Arc::new(Level::built_in(name).expect("it is built in"))
}

fn setup(algorithm: Algorithm, actors: usize, seed: u64) -> Setup {
    let mut setup = Setup::preset(level("classic-paced"), algorithm, Preset::Tuned, seed);
    setup.hyperparameters.actors = actors;
    setup
}

fn run(simulation: &mut Simulation, ticks: u32) -> Vec<EpisodeRecord> {
    for _ in 0..ticks {
        simulation.tick();
    }
    simulation.drain_episodes()
}

/// Weights and episodes, as bits: NaN equals NaN here.
fn fingerprint(simulation: &Simulation, episodes: &[EpisodeRecord]) -> Vec<u32> {
    let learner = simulation.learner().expect("it learns");
    let weights = learner.network().weights();
    let weights = weights.iter().flat_map(|(weight, bias)| weight.iter().chain(bias)).map(|value| value.to_bits());
    let episodes = episodes.iter().flat_map(|episode| {
        [
            episode.tick as u32,
            episode.episode_return.to_bits(),
            episode.length,
            episode.loss.to_bits(),
            episode.exploration.to_bits(),
        ]
    });
    weights.chain(episodes).collect()
}

#[test]
fn the_same_setup_gives_the_same_run_bit_for_bit() {
    for algorithm in Algorithm::ALL {
        for actors in [1, 4] {
            let print = |seed| {
                let mut simulation = Simulation::new(&setup(algorithm, actors, seed)).expect("the preset is sound");
                let episodes = run(&mut simulation, 600);
                fingerprint(&simulation, &episodes)
            };
            assert_eq!(print(7), print(7), "{algorithm} with {actors} actors");
            assert_ne!(print(7), print(8), "{algorithm}: another seed is another run");
        }
    }
}

#[test]
fn a_resumed_run_is_the_uninterrupted_one() {
    for algorithm in Algorithm::ALL {
        for actors in [1, 3] {
            let mut whole = Simulation::new(&setup(algorithm, actors, 3)).expect("the preset is sound");
            let mut first = Simulation::new(&setup(algorithm, actors, 3)).expect("the preset is sound");
            run(&mut whole, 333);
            run(&mut first, 333);
            let bytes = first.state().and_then(|state| state.to_bytes()).expect("a learning run has a state");
            let mut resumed =
                SimulationState::from_bytes(&bytes).and_then(Simulation::from_state).expect("it was just written");
            let (went_on, came_back) = (run(&mut whole, 500), run(&mut resumed, 500));
            assert!(!went_on.is_empty(), "500 ticks end episodes");
            assert_eq!(
                fingerprint(&whole, &went_on),
                fingerprint(&resumed, &came_back),
                "{algorithm} with {actors} actors"
            );
            assert_eq!(whole.episodes(), resumed.episodes());
            assert_eq!(whole.history().curve(Metric::Return), resumed.history().curve(Metric::Return));
        }
    }
}

#[test]
fn what_a_viewer_looks_at_changes_nothing() {
    for algorithm in Algorithm::ALL {
        let setup = setup(algorithm, 2, 5);
        let mut watched = Simulation::new(&setup).expect("the preset is sound");
        let mut alone = Simulation::new(&setup).expect("the preset is sound");
        for _ in 0..300 {
            let _ = (watched.outlook(0), watched.outlook(1), watched.last_update(0));
            watched.tick();
            alone.tick();
            let decision = watched.decision(0).expect("it has decided");
            let mut values = [[0.0; Action::COUNT]];
            watched.learner().expect("it learns").evaluate(&decision.observation, 1, &mut values);
            let _ = (watched.checkpoint(), watched.state().map(drop));
        }
        let (watched_episodes, alone_episodes) = (watched.drain_episodes(), alone.drain_episodes());
        let what = format!("{algorithm}");
        assert_eq!(fingerprint(&watched, &watched_episodes), fingerprint(&alone, &alone_episodes), "{what}");
    }
}

/// What stands beside a board while time stands is what the next step is decided by.
#[test]
fn the_outlook_is_what_the_next_decision_is_made_from() {
    for algorithm in Algorithm::ALL {
        let mut simulation = Simulation::new(&setup(algorithm, 2, 5)).expect("the preset is sound");
        let mut compared = 0;
        for _ in 0..300 {
            let looked = [0, 1].map(|arena| (simulation.is_over(arena), simulation.outlook(arena).expect("it learns")));
            simulation.tick();
            for (arena, (over, outlook)) in looked.into_iter().enumerate().filter(|(_, (over, _))| !over) {
                let made = simulation.decision(arena).expect("it has decided");
                assert!(!over && made.observation == outlook.observation, "{algorithm}, arena {arena}");
                assert_eq!(made.decision.values, outlook.values, "{algorithm}, arena {arena}");
                compared += 1;
            }
        }
        assert!(compared > 300, "{algorithm}: {compared} decisions");
    }
}

/// The numbers of the last update satisfy its formulas.
#[test]
fn the_last_update_says_what_was_learned() {
    let close = |one: f32, other: f32| (one - other).abs() <= 1e-5 * one.abs().max(1.0);
    for algorithm in Algorithm::ALL {
        for actors in [1, 3] {
            let mut simulation = Simulation::new(&setup(algorithm, actors, 5)).expect("the preset is sound");
            assert_eq!(simulation.last_update(0), None, "{algorithm}: nothing was learned");
            let mut before = None;
            for tick in 0..400 {
                let made = simulation.decision(0).map(|record| (record.decision, record.outcome));
                simulation.tick();
                let what = format!("{algorithm}, {actors} actors, tick {tick}");
                match simulation.last_update(0) {
                    None => assert!(tick == 0 || algorithm == Algorithm::Reinforce, "{what}"),
                    Some(UpdateTrace::Step(learned)) => {
                        let (decision, outcome) = made.expect("a step was made before");
                        assert_eq!((learned.action, learned.reward), (decision.action, outcome.reward), "{what}");
                        assert!(close(learned.target - learned.value, learned.error), "{what}");
                        let next = learned.bootstrap.unwrap_or_default();
                        assert!(close(learned.target, learned.reward + learned.gamma as f32 * next), "{what}");
                        assert_eq!(learned.bootstrap.is_none(), outcome.terminated, "{what}");
                        let share = 0.5 * learned.error * learned.error;
                        assert!(actors > 1 || close(learned.loss, share), "{what}");
                    }
                    Some(UpdateTrace::Episode(learned)) => {
                        let mut following = learned.tail;
                        for step in learned.steps.iter().rev() {
                            let expected = step.reward + learned.gamma * following;
                            assert!(close(step.discounted_return, expected), "{what}");
                            following = step.discounted_return;
                        }
                        let loss = learned.policy_loss - learned.entropy_bonus * learned.entropy;
                        assert!(close(learned.loss, loss), "{what}: {} is not {loss}", learned.loss);
                        assert!(actors > 1 || learned.samples == learned.steps.len(), "{what}");
                        before = Some(learned);
                    }
                }
            }
            assert_eq!(before.is_some(), algorithm == Algorithm::Reinforce, "{algorithm}");
        }
    }
}

#[test]
fn damaged_states_are_refused_with_a_reason() {
    let mut simulation = Simulation::new(&setup(Algorithm::DeepSarsa, 1, 1)).expect("the preset is sound");
    run(&mut simulation, 50);
    let bytes = simulation.state().and_then(|state| state.to_bytes()).expect("a learning run has a state");
    for length in [0, 1, bytes.len() / 2, bytes.len() - 1] {
        assert!(SimulationState::from_bytes(&bytes[..length]).is_err(), "cut to {length}");
    }
    let mut other_version = bytes.clone();
    let version = b"version".as_slice();
    let at =
        bytes.windows(version.len()).position(|window| window == version).expect("names are written") + version.len();
    other_version[at] = 9;
    let fault = SimulationState::from_bytes(&other_version).err().expect("version 9 is unknown").to_string();
    assert!(fault.contains("version 9"), "{fault}");
}

#[test]
fn the_exact_optimum_flies_classic_as_it_says() {
    let level = level("classic");
    let optimum = Arc::new(Optimum::solve(&level, 0.99, Budget::default()).expect("classic is small"));
    let episodes = play(&level, &Controller::Optimum(optimum), 100, 1).expect("classic is sound");
    assert_eq!(episodes.len(), 100);
    for episode in episodes {
        assert_eq!((episode.episode_return, episode.length, episode.hits, episode.goal), (1.0, 8, 0, true));
    }
}

#[test]
fn an_evaluation_depends_on_its_seed_alone_and_not_on_its_length() {
    let simulation = Simulation::new(&setup(Algorithm::Reinforce, 1, 2)).expect("the preset is sound");
    let policy = Arc::new(simulation.checkpoint().expect("it learns").policy);
    let setup = simulation.setup().expect("it learns");
    let once = evaluate(&policy, setup.observation, &setup.level, 20, 9, ActionSelection::Sample).expect("it fits");
    let again = evaluate(&policy, setup.observation, &setup.level, 20, 9, ActionSelection::Sample).expect("it fits");
    let returns = |records: &[EpisodeRecord]| records.iter().map(|record| record.episode_return).collect::<Vec<_>>();
    assert_eq!(returns(&once), returns(&again));
    let other = evaluate(&policy, setup.observation, &setup.level, 20, 10, ActionSelection::Sample).expect("it fits");
    assert_ne!(returns(&once), returns(&other));
}

#[test]
fn a_run_goes_on_from_a_checkpoint_with_its_weights() {
    let mut before = Simulation::new(&setup(Algorithm::DeepSarsa, 1, 4)).expect("the preset is sound");
    run(&mut before, 400);
    let policy = before.checkpoint().expect("it learns").policy;
    let mut after = Simulation::from_policy(before.setup().expect("it learns"), &policy).expect("it fits");
    let weights = |simulation: &Simulation| simulation.learner().expect("it learns").network().weights();
    assert_eq!(weights(&before), weights(&after));
    run(&mut after, 100);
    assert_ne!(weights(&before), weights(&after), "it goes on learning");
    assert_eq!(*after.learner().expect("it learns").status(), Status::Learning);
}

#[test]
fn a_policy_opens_with_any_settings_that_are_allowed() {
    for algorithm in Algorithm::ALL {
        let setup = setup(algorithm, 1, 3);
        let mut policy = Simulation::new(&setup).expect("sound").checkpoint().expect("it learns").policy;
        policy.metadata.step = 2;
        // The sliders allow a least epsilon above the start; epsilon is the start then.
        let mut crossed = setup.clone();
        (crossed.hyperparameters.epsilon_start, crossed.hyperparameters.epsilon_min) = (0.1, 0.5);
        (crossed.hyperparameters.entropy_bonus, crossed.hyperparameters.entropy_bonus_decay) = (0.5, 0.95);
        let opened = Simulation::from_policy(&crossed, &policy).expect("it fits");
        let opened = &opened.setup().expect("it learns").hyperparameters;
        assert_eq!(opened.epsilon_start, 0.1, "{algorithm}");
        assert!((opened.entropy_bonus - 0.5 * 0.95 * 0.95).abs() < 1e-12, "{algorithm}: where two steps have led it");

        // What the preset explores at first is not explored again by a policy that has learned.
        policy.metadata.epsilon = Some(0.02);
        let tuned = Simulation::from_policy(&setup, &policy).expect("it fits");
        let explored = tuned.learner().expect("it learns").hyperparameters().epsilon_at(0);
        assert!(!algorithm.has_epsilon() || explored == 0.02, "{algorithm}: {explored}");
    }
}

#[test]
fn a_run_goes_on_from_a_network_with_tanh_and_is_resumed_with_it() {
    for algorithm in Algorithm::ALL {
        let setup = setup(algorithm, 1, 4);
        let fresh = Simulation::new(&setup).expect("the preset is sound");
        let mut policy = fresh.checkpoint().expect("it learns").policy;
        policy.network = policy.network.with_activation(Activation::Tanh);
        let tanh = |simulation: &Simulation| simulation.learner().expect("it learns").network().activation();

        let mut whole = Simulation::from_policy(&setup, &policy).expect("it fits");
        run(&mut whole, 200);
        assert_eq!(tanh(&whole), Activation::Tanh);
        let bytes = whole.state().expect("it learns").to_bytes().expect("plain data");
        let state = SimulationState::from_bytes(&bytes).expect("what was just written");
        let mut resumed = Simulation::from_state(state).expect("what was just written");
        assert_eq!(tanh(&resumed), Activation::Tanh);
        let prints = [&mut whole, &mut resumed].map(|simulation| {
            let episodes = run(simulation, 400);
            fingerprint(simulation, &episodes)
        });
        assert_eq!(prints[0], prints[1], "{algorithm}");

        let saved = whole.checkpoint().expect("it learns");
        let opened = Checkpoint::from_bytes(&saved.to_bytes(), "ours", &Said::default()).expect("ours");
        assert_eq!(opened.policy.network.activation(), Activation::Tanh);
        assert_eq!(opened.policy.fingerprint(), saved.policy.fingerprint());
        let mut other = opened.policy;
        other.network = other.network.with_activation(Activation::Relu);
        assert_ne!(other.fingerprint(), saved.policy.fingerprint(), "another network");
    }
}

/// The messages say what the simulation knows, each once, and nothing is allocated for them.
#[test]
fn a_tick_tells_what_was_done_in_it() {
    for algorithm in Algorithm::ALL {
        let mut simulation = Simulation::new(&setup(algorithm, 3, 2)).expect("the preset is sound");
        let (mut steps, mut updates, mut ends) = (
            MessageCursor::<StepMade>::default(),
            MessageCursor::<LearnerUpdated>::default(),
            MessageCursor::default(),
        );
        let (mut updated, mut episodes) = (0, Vec::new());
        for tick in 0..600 {
            simulation.tick();
            let made: Vec<StepMade> = steps.read(simulation.messages()).copied().collect();
            let places: Vec<_> = made.iter().map(|step| (step.arena, step.seat)).collect();
            assert_eq!(places, [(0, 0), (1, 0), (2, 0)], "{algorithm}, tick {tick}");
            for (arena, step) in made.iter().enumerate() {
                let decided = simulation.decision(arena).expect("it ticked");
                assert_eq!((decided.decision, decided.outcome), (step.decision, step.outcome));
            }
            updated += updates.read(simulation.messages()).count();
            let ended = ends.read(simulation.messages()).map(|EpisodeEnded(record)| *record);
            episodes.extend(ended);
        }
        assert!(updated > 0, "{algorithm}: something is learned");
        let drained = simulation.drain_episodes();
        assert_eq!(fingerprint(&simulation, &episodes), fingerprint(&simulation, &drained), "{algorithm}");
        assert_eq!(simulation.history().episodes(), drained.len() as u64, "{algorithm}");
        assert!(simulation.messages::<EpisodeEnded>().is_empty(), "{algorithm}");
    }
}

#[test]
fn telling_allocates_nothing() {
    let level = level("classic-paced");
    let mut simulation = Simulation::watch(&level, &Controller::Random, 4, 3).expect("the level is sound");
    let mut ticks = |count| (0..count).for_each(|_| simulation.tick());
    ticks(50);
    let counted = allocation_counter::measure(|| ticks(100));
    // Episodes wait until somebody takes them, in a buffer that doubles, and so do the curves.
    assert!(counted.count_total < 100, "{} allocations in 100 ticks", counted.count_total);
}
