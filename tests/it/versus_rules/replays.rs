//! A round played again from its record: what was demonstrated, and what the optimum would have done.

use std::sync::Arc;

use sidestep::{
    arena::{
        Controller,
        versus::{Hunters, Match, MatchMode, MatchSettings, Round, demonstrations, optimal_round},
    },
    gridworld::{Action, Budget, Level, Observation, Optimum},
    learning::Demonstration,
    solving::Optima,
};

use super::{drawn, game, level, play, play_round, script, settings, shipped, walk};

fn optimum(level: &Level) -> Optimum {
    Optimum::solve(level, 0.99, Budget::default()).expect("it is small")
}

/// What a seat saw, did and got while the match was played.
fn watch(game: &mut Match, seat: usize) -> Vec<f32> {
    let mut seen = Vec::new();
    let agent = game.agent_of(seat).expect("it is on foot");
    let see = |game: &Match, seen: &mut Vec<f32>| {
        let world = game.simulation().grid_world(0);
        let begin = seen.len();
        seen.resize(begin + Observation::VIEW.len(world.level()), 0.0);
        Observation::VIEW.write_at(world, world.agents()[agent], &mut seen[begin..]);
    };
    loop {
        if !game.simulation().grid_world(0).is_over(agent) {
            see(game, &mut seen);
        }
        if game.step() {
            return seen;
        }
    }
}

/// The rows of observations that an action followed.
fn acted_on(laps: &[Demonstration]) -> Vec<f32> {
    laps.iter().flat_map(|lap| lap.observations[..lap.actions.len() * lap.size].to_vec()).collect()
}

fn check(laps: &[Demonstration], round: &Round, seat: usize, seen: &[f32]) {
    let played = &round.seats[seat];
    assert_eq!(acted_on(laps), seen, "it saw what was there");
    let actions: Vec<_> = laps.iter().flat_map(|lap| lap.actions.clone()).collect();
    assert_eq!(actions, played.actions);
    let rewards: f32 = laps.iter().flat_map(|lap| lap.rewards.clone()).sum();
    assert!((rewards - played.episode_return).abs() < 1e-3, "{rewards} and {}", played.episode_return);
    for lap in laps {
        assert_eq!(lap.observations.len(), (lap.actions.len() + 1) * lap.size);
        assert_eq!(lap.rewards.len(), lap.actions.len());
    }
}

#[test]
fn a_demonstration_is_what_the_player_saw_did_and_got() {
    let modes = [
        MatchMode::Race,
        MatchMode::Score { steps: 90 },
        MatchMode::Hunt { hunters: Hunters::One },
        MatchMode::Hunt { hunters: Hunters::All },
    ];
    for name in ["classic", "rush", "plaza", "chase", "harbour"] {
        for mode in modes {
            let settings = settings(&level(name), mode, 2);
            let mut game = game(settings.clone(), &[Controller::Random, shipped(name)]);
            // The second round of a pair begins elsewhere.
            for _ in 0..2 {
                let seen = watch(&mut game, 1);
                let round = game.round().clone();
                let laps = demonstrations(&settings, &round, 1, Observation::VIEW);
                check(&laps, &round, 1, &seen);
                let ends = laps.iter().filter(|lap| lap.terminated).count() as u32;
                let goals = round.seats[1].goals;
                assert!(ends >= goals, "{name} {mode:?}: {ends} ends, {goals} goals");
                if matches!(mode, MatchMode::Score { .. }) {
                    assert!(goals > 1 && laps.len() > 1, "{name}: {goals} goals in {} laps", laps.len());
                }
                assert!(game.next_round() || game.result().is_some());
            }
        }
    }
}

#[test]
fn a_demonstration_sees_a_hunter_that_was_sent_back() {
    let settings = settings(&level("classic"), MatchMode::Hunt { hunters: Hunters::One }, 1);
    let guard = script(&walk(&[(8, Action::Right), (8, Action::Down)]));
    let mut game = game(settings.clone(), &[guard, script(&[])]);
    let seen = watch(&mut game, 1);
    let round = game.round().clone();
    assert!(!round.seats[0].breaks.is_empty(), "it was sent back");
    check(&demonstrations(&settings, &round, 1, Observation::VIEW), &round, 1, &seen);
}

#[test]
fn a_hunter_demonstrates_nothing_and_foreign_rounds_are_no_demonstration() {
    let hunt = settings(&level("classic"), MatchMode::Hunt { hunters: Hunters::All }, 1);
    let mut game = game(hunt.clone(), &[Controller::Random, shipped("classic")]);
    play(&mut game);
    let round = &game.rounds()[0];
    assert!(demonstrations(&hunt, round, 0, Observation::VIEW).is_empty());
    assert!(demonstrations(&hunt, round, 7, Observation::VIEW).is_empty());
    let elsewhere = settings(&level("cliff"), MatchMode::Race, 1);
    assert!(demonstrations(&elsewhere, round, 1, Observation::VIEW).is_empty());
}

#[test]
fn the_optimum_of_a_round_is_what_the_optimum_does_there_as_a_player() {
    for name in ["classic", "rush", "chase", "cliff"] {
        for mode in [MatchMode::Race, MatchMode::Score { steps: 50 }] {
            let level = level(name);
            let optimum = Arc::new(optimum(&level));
            let settings = settings(&level, mode, 2);
            // Alone but for somebody who stays far behind: on these levels the first start is a corner.
            let mut game =
                game(settings.clone(), &[Controller::Optimum(optimum.clone()), Controller::Optimum(optimum.clone())]);
            play(&mut game);
            for round in game.rounds() {
                for seat in 0..2 {
                    let played = &round.seats[seat];
                    let optimal = optimal_round(&settings, round, seat, &optimum).expect("it is this level's");
                    assert_eq!(optimal.path, played.path, "{name} {mode:?}");
                    assert_eq!(optimal.breaks, played.breaks);
                    assert_eq!(optimal.episode_return, played.episode_return);
                    assert_eq!(optimal.steps as usize, played.actions.len());
                }
            }
        }
    }
}

/// A race with drawn phases between the optimum and itself, in so many matches; all rounds are compared with what the optimum of each
/// would have done. How often a hit led it back.
fn race_against_itself(level: &Arc<Level>, matches: u64) -> usize {
    let optima = Arc::new(Optima::new(0.99));
    let mut restarts = 0;
    for seed in 0..matches {
        let settings = MatchSettings { seed, ..settings(level, MatchMode::Race, 2) };
        let mut game =
            game(settings.clone(), &[Controller::Optima(optima.clone()), Controller::Optima(optima.clone())]);
        let mut foreseen = game.optimum_levels(1);
        loop {
            assert_eq!(foreseen, game.optimum_levels(game.round().number));
            assert!(game.thoughts(0).is_some(), "it thinks in values");
            let round = play_round(&mut game).clone();
            for (seat, level) in foreseen.iter().enumerate() {
                let optimum = optima.known(level).expect("the round has needed it").expect("it is small");
                let optimal = optimal_round(&settings, &round, seat, &optimum).expect("it is this round's");
                let played = &round.seats[seat];
                assert_eq!((&optimal.path, &optimal.breaks), (&played.path, &played.breaks), "{}", level.name);
                assert_eq!(optimal.episode_return, played.episode_return);
                assert_eq!(optimal.steps as usize, played.actions.len());
                assert!(played.breaks.len() as u32 <= played.hits, "only a hit leads back");
                restarts += played.breaks.len();
            }
            foreseen = game.optimum_levels_to_come();
            if !game.next_round() {
                break;
            }
        }
        let again = game.rematch().expect("it was sound before");
        assert_eq!(again.optimum_levels(1), foreseen, "a rematch is foreseen, too");
    }
    restarts
}

#[test]
fn a_round_with_drawn_phases_has_an_optimum_of_its_own() {
    for name in ["classic", "classic-paced", "rush"] {
        let race = Arc::new(MatchMode::Race.level(&level(name)));
        assert!(Optimum::solve(&race, 0.99, Budget::default()).is_err(), "{name}: as a whole there is none");
        race_against_itself(&race, 2);
    }
    // Two strollers in a narrow passage: nobody gets through unhurt for sure.
    let narrow = drawn(
        "A . x . y . G\n# # . # . # #",
        "max_steps = 60\n[rewards]\ngoal = 1.0\nhit = -0.01\nstep = -0.01\n\
         [[obstacle]]\nmark = \"x\"\nmotion = \"walk\"\nprobability = 0.8\n\
         [[obstacle]]\nmark = \"y\"\nmotion = \"walk\"\nprobability = 0.8\nevery = 2",
    );
    assert!(race_against_itself(&Arc::new(MatchMode::Race.level(&narrow)), 5) > 0, "it was hit, too");
}

#[test]
fn a_race_that_is_too_large_for_an_optimum_says_so() {
    let plaza = Arc::new(MatchMode::Race.level(&level("plaza")));
    let optimum = Controller::Optima(Arc::new(Optima::new(0.99)));
    let refused = Match::new(settings(&plaza, MatchMode::Race, 1), vec![optimum, Controller::Random]);
    let message = refused.err().expect("it is refused").to_string();
    assert!(message.contains("too many for an exact optimum"), "{message}");
}

#[test]
fn nobody_beats_the_optimum_where_chance_has_no_part() {
    let level = level("rush");
    let optimum = optimum(&level);
    let settings = settings(&level, MatchMode::Race, 2);
    let mut game = game(settings.clone(), &[shipped("rush"), Controller::Random, shipped("plaza")]);
    play(&mut game);
    for round in game.rounds() {
        for (seat, played) in round.seats.iter().enumerate() {
            let optimal = optimal_round(&settings, round, seat, &optimum).expect("it is this level's");
            assert!(played.episode_return <= optimal.episode_return + 1e-6, "seat {seat}");
        }
    }
}

#[test]
fn there_is_no_optimum_of_a_hunt_or_of_another_level() {
    let classic = level("classic");
    let optimal = optimum(&classic);
    let hunt = settings(&classic, MatchMode::Hunt { hunters: Hunters::One }, 1);
    let mut hunted = game(hunt.clone(), &[Controller::Random, shipped("classic")]);
    play(&mut hunted);
    assert_eq!(optimal_round(&hunt, &hunted.rounds()[0], 0, &optimal), None);
    let race = settings(&level("rush"), MatchMode::Race, 1);
    let mut raced = game(race.clone(), &[Controller::Random, Controller::Random]);
    play(&mut raced);
    assert_eq!(optimal_round(&race, &raced.rounds()[0], 0, &optimal), None);
    assert_eq!(optimal_round(&race, &raced.rounds()[0], 9, &optimum(&level("rush"))), None);
}
