//! A hunted agent that practises between rounds.

use std::sync::Arc;

use sidestep::{
    arena::{
        Controller,
        versus::{How, Hunters, MatchMode, MatchSettings, PractiseError, Round, practise, rehearse},
    },
    gridworld::{Action, Cell, Level, Motion, Observation, Obstacle},
    learning::{Algorithm, Metadata, Network, Policy},
};

use super::{game, hunts::pounce, level, play, play_round, script, settings, shipped};

const ALL: MatchMode = MatchMode::Hunt { hunters: Hunters::All };

fn policy(controller: Controller) -> Arc<Policy> {
    match controller {
        Controller::Policy { policy, .. } => policy,
        _ => unreachable!("a shipped controller is a policy"),
    }
}

/// The same controller with another network.
fn with(controller: &Controller, policy: Policy) -> Controller {
    match controller {
        Controller::Policy { observation, sample, .. } => {
            Controller::Policy { policy: Arc::new(policy), observation: *observation, sample: *sample }
        }
        other => other.clone(),
    }
}

/// Hunts of a person who goes straight for the agent.
fn hunts(settings: &MatchSettings, runner: &Controller) -> Vec<Round> {
    let mut game = game(settings.clone(), &[Controller::Person, runner.clone()]);
    loop {
        pounce(&mut game);
        if game.rounds().len() == 4 || !game.next_round() {
            return game.rounds().to_vec();
        }
    }
}

/// How often the hunters of these rounds, doing what they did, catch this agent.
fn caught(settings: &MatchSettings, rounds: &[Round], runner: &Controller) -> usize {
    let hunter = |round: &Round| script(&round.seats[0].actions);
    let mut game = game(settings.clone(), &[hunter(&rounds[0]), runner.clone()]);
    let mut caught = 0;
    for next in rounds[1..].iter().map(Some).chain([None]) {
        let round = play_round(&mut game);
        caught += usize::from(round.end.is_some_and(|end| end.how == How::Caught));
        if let Some(next) = next {
            game.replace_controller(0, hunter(next)).expect("between rounds");
            assert!(game.next_round());
        }
    }
    caught
}

#[test]
fn the_hunters_that_it_has_practised_against_catch_it_less_often() {
    let (mut before, mut after) = (0, 0);
    for name in ["classic", "classic-paced", "rush", "chase"] {
        for seed in 1..=3 {
            let mut settings = settings(&level(name), ALL, 4);
            settings.seed = seed;
            let runner = shipped(name);
            let rounds = hunts(&settings, &runner);
            let practised = practise(&policy(runner.clone()), &settings, &rounds, 200, seed).expect("it was hunted");
            before += caught(&settings, &rounds, &runner);
            let now = caught(&settings, &rounds, &with(&runner, practised));
            println!("{name} {seed}: {now} of {}", rounds.len());
            after += now;
        }
    }
    assert!(before > 0, "somebody was caught");
    assert!(after < before, "{after} times after practice, {before} before");
}

/// An agent that always stays, on a board of one row: the hunter's recorded words alone decide.
#[test]
fn recorded_hunts_catch_as_often_as_their_words_do() {
    let mut row = Level::empty("row", 12, 1);
    row.starts = vec![Cell::new(3, 0)];
    row.obstacles = vec![Obstacle::new(Cell::new(8, 0), Motion::Still)];
    row.max_steps = 9;
    let settings = settings(&Arc::new(row), MatchMode::Hunt { hunters: Hunters::One }, 1);
    let observation = Observation::COMMON[0];
    let inputs = observation.len(&settings.level);
    // Only the action `stay` has a value.
    let biases = Action::ALL.map(|action| f32::from(u8::from(action == Action::Stay))).to_vec();
    let network = Network::from_weights(&[inputs, 5], vec![(vec![0.0; inputs * 5], biases)]);
    let policy = Policy {
        algorithm: Algorithm::DeepSarsa,
        observation: Some(observation),
        network,
        metadata: Metadata::default(),
    };
    let policy = Arc::new(policy);
    let runner = Controller::Policy { policy: policy.clone(), observation, sample: false };
    let hunt = |words: &[Action]| {
        let mut game = game(settings.clone(), &[script(words), runner.clone()]);
        play_round(&mut game).clone()
    };
    let catches = hunt(&[Action::Left; 5]);
    let misses = hunt(&[Action::Up; 5]);
    assert_eq!(catches.end.map(|end| end.how), Some(How::Caught));
    assert_eq!(misses.end.map(|end| end.how), Some(How::TimeUp));
    let caught = |rounds: &[Round], episodes| {
        let rehearsal = rehearse((&policy, false), &settings, rounds, episodes, 1).expect("there are hunts");
        (rehearsal.caught, rehearsal.episodes, rehearsal.hunts, rehearsal.is_caught_in_film)
    };
    assert_eq!(caught(std::slice::from_ref(&catches), 10), (10, 10, 1, true));
    assert_eq!(caught(std::slice::from_ref(&misses), 10), (0, 10, 1, false));
    assert_eq!(caught(&[catches.clone(), misses.clone()], 10), (5, 10, 2, false));
    assert_eq!(caught(&[misses.clone(), catches.clone(), misses.clone(), misses.clone()], 100), (25, 100, 4, false));
    assert_eq!(caught(&[misses, catches], 1), (1, 2, 2, true), "each of them once at least");
}

#[test]
fn practice_depends_on_its_seed_alone_and_leaves_the_policy_as_it_was() {
    let settings = settings(&level("rush"), ALL, 2);
    let runner = shipped("rush");
    let rounds = hunts(&settings, &runner);
    let before = policy(runner);
    let weights = |seed| {
        let practised = practise(&before, &settings, &rounds, 30, seed).expect("it was hunted");
        practised.network.weights()
    };
    assert_eq!(weights(1), weights(1));
    assert_ne!(weights(1), weights(2));
    assert_ne!(weights(1), before.network.weights());
    assert_eq!(before.network.weights(), policy(shipped("rush")).network.weights());
}

#[test]
fn without_a_hunt_or_eyes_there_is_no_practice() {
    let classic = level("classic");
    let race = settings(&classic, MatchMode::Race, 1);
    let mut game = game(race.clone(), &[Controller::Random, shipped("classic")]);
    play(&mut game);
    let known = policy(shipped("classic"));
    let hunt = settings(&classic, ALL, 1);
    for (settings, rounds) in [(&race, game.rounds()), (&hunt, game.rounds()), (&hunt, &[])] {
        let refused = practise(&known, settings, rounds, 10, 1);
        assert!(matches!(refused, Err(PractiseError::NothingRecorded)));
    }
    let blind = Policy { observation: None, ..Policy::clone(&known) };
    let hunted = hunts(&hunt, &shipped("classic"));
    assert!(matches!(practise(&blind, &hunt, &hunted, 10, 1), Err(PractiseError::Observation)));
    let plaza = settings(&level("plaza"), ALL, 1);
    let other = hunts(&plaza, &shipped("plaza"));
    assert!(practise(&known, &plaza, &other, 1, 1).is_ok(), "a window fits any level");
}
