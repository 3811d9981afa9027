//! A hunted agent that practises between rounds.

use std::sync::Arc;

use sidestep::{
    arena::{
        Controller,
        versus::{How, Hunters, MatchMode, MatchSettings, PractiseError, Round, practise},
    },
    learning::Policy,
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
