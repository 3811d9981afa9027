//! What holds in every match: it depends on seeds and actions alone, and the board is the same for everybody.

use std::sync::Arc;

use sidestep::{
    arena::{
        Controller, Simulation,
        versus::{Hunters, Match, MatchMode, Round},
    },
    gridworld::{Action, Cell, Level, Observation},
};

use super::{game, level, play, play_round, settings, shipped};

const MODES: [MatchMode; 3] =
    [MatchMode::Race, MatchMode::Score { steps: 60 }, MatchMode::Hunt { hunters: Hunters::All }];

/// Chance and an agent that draws from its values: all that could go another way.
fn controllers(name: &str) -> Vec<Controller> {
    let Controller::Policy { policy, observation, .. } = shipped(name) else {
        unreachable!("a shipped controller is a policy")
    };
    let sampled = Controller::Policy { policy, observation, sample: true };
    vec![Controller::Random, sampled]
}

fn rounds(name: &str, mode: MatchMode, seed: u64) -> Vec<Round> {
    let mut settings = settings(&level(name), mode, 2);
    settings.seed = seed;
    let mut game = game(settings, &controllers(name));
    play(&mut game);
    game.rounds().to_vec()
}

#[test]
fn the_same_seed_is_the_same_match() {
    for mode in MODES {
        assert_eq!(rounds("plaza", mode, 1), rounds("plaza", mode, 1), "{mode:?}");
        assert_ne!(rounds("plaza", mode, 1), rounds("plaza", mode, 2), "{mode:?}");
    }
}

#[test]
fn a_match_that_is_watched_step_by_step_is_the_match_at_turbo() {
    for mode in MODES {
        let mut watched = game(settings(&level("harbour"), mode, 2), &controllers("harbour"));
        let mut turbo = game(settings(&level("harbour"), mode, 2), &controllers("harbour"));
        loop {
            loop {
                // All that a window looks at between two steps.
                let _ = (watched.thoughts(0), watched.thoughts(1), watched.decision(1), watched.outcome(1));
                let _ = (watched.simulation().agents_before(0), watched.result(), watched.hunted_obstacles());
                if watched.step() {
                    break;
                }
            }
            assert!(!watched.step(), "a round that has ended stands still");
            if !watched.next_round() {
                break;
            }
        }
        play(&mut turbo);
        assert_eq!(watched.rounds(), turbo.rounds(), "{mode:?}");
        assert_eq!(watched.result(), turbo.result());
    }
}

/// Where the obstacles are after each step of a round.
fn schedule(game: &mut Match) -> Vec<Vec<Cell>> {
    let mut schedule = Vec::new();
    loop {
        let ended = game.step();
        let world = game.simulation().grid_world(0);
        schedule.push(world.obstacles().iter().map(|obstacle| obstacle.cell).collect());
        if ended {
            return schedule;
        }
    }
}

#[test]
fn both_rounds_of_a_pair_have_the_same_obstacles_whatever_is_played() {
    // Walkers go by chance, goals in the harbour are drawn anew whenever somebody takes one; chasers follow whom they like.
    for name in ["classic", "rush", "plaza", "harbour"] {
        let mode = MatchMode::Score { steps: 80 };
        let mut game = game(settings(&level(name), mode, 2), &[shipped(name), Controller::Random]);
        let first = schedule(&mut game);
        let goals = game.round().goals.clone();
        assert!(game.next_round());
        let second = schedule(&mut game);
        assert_eq!(first, second, "{name}");
        assert_eq!(goals, game.round().goals, "{name}");
        assert_ne!(
            game.rounds()[0].seats[1].actions,
            game.rounds()[1].seats[1].actions,
            "{name}: chance walked another way"
        );
        assert!(game.next_round());
        assert_ne!(game.rounds()[0].seed, game.round().seed);
    }
}

/// What a policy thinks at each step of an episode, on the last of so many seats.
fn thoughts(level: &Arc<Level>, controller: &Controller, others: usize) -> Vec<[f32; Action::COUNT]> {
    let mut controllers = vec![Controller::Random; others];
    controllers.push(controller.clone());
    let mut simulation = Simulation::seated(level, &controllers, 5).expect("it fits");
    let mut thoughts = Vec::new();
    while !simulation.grid_world(0).is_over(others) {
        simulation.tick();
        thoughts.push(simulation.seat_decision(others).expect("it has decided").values);
    }
    thoughts
}

#[test]
fn learned_controllers_see_and_do_among_four_what_they_do_alone() {
    for name in ["classic", "classic-paced", "cliff", "rush", "plaza"] {
        let level = level(name);
        let alone = thoughts(&level, &shipped(name), 0);
        assert!(alone.len() > 5, "{name}");
        assert_eq!(alone, thoughts(&level, &shipped(name), 3), "{name}");
    }
}

#[test]
fn who_is_chased_by_somebody_else_sees_the_chaser_as_alone() {
    let alone = level("chase");
    let mut crowded = Level::clone(&alone);
    let start = crowded.starts[0];
    // Three others start next to the hunters, who will go for them.
    crowded.starts = vec![start, Cell::new(7, 0), Cell::new(1, 8), Cell::new(8, 1)];
    let crowded = Arc::new(crowded);
    let controller = |observation| match shipped("chase") {
        Controller::Policy { policy, .. } => Controller::Policy { policy, observation, sample: false },
        other => other,
    };
    let seen = |level: &Arc<Level>, controllers: &[Controller]| {
        let mut simulation = Simulation::seated(level, controllers, 5).expect("it fits");
        simulation.tick();
        simulation.seat_decision(0).expect("it has decided").values
    };
    let policy = controller(Observation::VIEW);
    let others = [policy.clone(), Controller::Random, Controller::Random, Controller::Random];
    assert_eq!(seen(&alone, std::slice::from_ref(&policy)), seen(&crowded, &others));
}

#[test]
fn the_last_word_of_a_person_counts_and_only_once() {
    let mut game = game(settings(&level("classic"), MatchMode::Race, 1), &[Controller::Person, Controller::Person]);
    game.steer(0, Action::Down);
    game.steer(0, Action::Right);
    game.step();
    game.step();
    assert_eq!(game.round().seats[0].actions, [Action::Right, Action::Stay]);
    assert_eq!(game.round().seats[1].actions, [Action::Stay, Action::Stay]);
    game.steer(9, Action::Up);
    assert_eq!(game.agent_of(9), None);
}

#[test]
fn nobody_is_in_anybodys_way() {
    let mut game = game(settings(&level("classic"), MatchMode::Race, 1), &[Controller::Person, Controller::Person]);
    for action in [Action::Right, Action::Right] {
        game.steer(0, action);
        game.steer(1, action);
        game.step();
    }
    assert_eq!(game.simulation().grid_world(0).agents(), [Cell::new(2, 0), Cell::new(2, 0)]);
    play_round(&mut game);
}
