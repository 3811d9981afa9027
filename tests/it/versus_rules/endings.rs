//! How rounds and matches end: race, score, pairs, giving up, and what cannot be played.

use std::sync::Arc;

use proptest::prelude::*;
use sidestep::{
    arena::{
        Controller,
        versus::{How, Hunters, Match, MatchError, MatchMode, MatchSettings, RoundEnd},
    },
    gridworld::{Action, Budget, Cell, Level, Optimum},
};

use super::{drawn, game, level, play, play_round, script, settings, walk};
use crate::rules::strategies::{actions, levels};

const CORRIDOR: &str = "A . . . G";

fn corridor(settings: &str) -> Arc<Level> {
    drawn(CORRIDOR, settings)
}

fn right(steps: usize) -> Vec<Action> {
    walk(&[(steps, Action::Right)])
}

/// Dawdles for so many steps, then goes to the goal of the corridor.
fn late(steps: usize) -> Controller {
    script(&walk(&[(steps, Action::Stay), (4, Action::Right)]))
}

proptest! {
    #[test]
    fn the_figures_of_a_race_say_who_has_won_it(level in levels(5, true), seed: u64, said in actions(40)) {
        let level = Arc::new(MatchMode::Race.level(&level));
        let settings = MatchSettings { seed, ..settings(&level, MatchMode::Race, 1) };
        let mut game = game(settings, &[Controller::Random, script(&said), Controller::Random]);
        let round = play_round(&mut game);
        let arrived: Vec<(usize, u32)> = round.seats.iter().enumerate()
            .filter_map(|(seat, played)| played.goal_step.map(|step| (seat, step))).collect();
        prop_assert!(arrived.iter().all(|&(_, step)| step == round.steps), "the first to arrive ends it");
        let hits = |seat: usize| round.seats[seat].hits;
        let fewest = arrived.iter().map(|&(seat, _)| hits(seat)).min();
        let best: Vec<usize> = arrived.iter().map(|&(seat, _)| seat).filter(|&seat| Some(hits(seat)) == fewest).collect();
        let winner = if let [only] = best[..] { Some(only) } else { None };
        prop_assert_eq!(round.end.expect("it has ended").winner, winner);
    }
}

fn end(winner: impl Into<Option<usize>>, how: How) -> Option<RoundEnd> {
    Some(RoundEnd { winner: winner.into(), how })
}

#[test]
fn the_first_on_the_goal_takes_the_race() {
    let settings = settings(&corridor("max_steps = 20"), MatchMode::Race, 2);
    let mut game = game(settings, &[late(2), late(0)]);
    let round = play_round(&mut game).clone();
    assert_eq!(round.end, end(1, How::Goal));
    assert_eq!((round.steps, round.seats[1].goal_step, round.seats[0].goal_step), (4, Some(4), None));
    assert_eq!(round.seats[1].path, (0..5).map(|x| Cell::new(x, 0)).collect::<Vec<_>>());
    assert_eq!(game.wins(), [0, 1]);
    assert_eq!(game.result(), None, "three more are played");
}

#[test]
fn side_by_side_into_the_goal_fewer_hits_decide_and_equals_draw() {
    // The obstacle stands on the straight way: who goes round it and starts the same step later is unhurt.
    let map = ". . .\nA . G";
    let level = drawn(map, "max_steps = 20\n[[obstacle]]\nat = [1, 1]\nmotion = \"still\"");
    let through = script(&walk(&[(2, Action::Stay), (2, Action::Right)]));
    let round_it = script(&walk(&[(1, Action::Up), (2, Action::Right), (1, Action::Down)]));
    let mut unequal = game(settings(&level, MatchMode::Race, 1), &[through, round_it.clone()]);
    assert_eq!(play_round(&mut unequal).end, end(1, How::Goal));
    let mut equal = game(settings(&level, MatchMode::Race, 1), &[round_it.clone(), round_it]);
    assert_eq!(play_round(&mut equal).end, end(None, How::Goal));
    assert_eq!(equal.wins(), [0, 0]);
    assert!(equal.next_round());
    play(&mut equal);
    assert_eq!(equal.rounds().len(), 2 + 6, "three pairs more are played to decide it");
    let result = equal.result().expect("all rounds are played");
    assert_eq!((result.winner, result.by_hits), (None, false), "drawn, with as many hits");
}

#[test]
fn a_race_in_which_nobody_arrives_is_drawn() {
    let level = drawn(". x .\nA . G", "max_steps = 3\n[[obstacle]]\nmark = \"x\"\nmotion = \"still\"");
    let hurt = script(&[Action::Up, Action::Right]);
    let mut game = game(settings(&level, MatchMode::Race, 1), &[hurt, script(&[])]);
    let round = play_round(&mut game);
    assert_eq!(round.end, end(None, How::TimeUp), "standing still wins nothing");
    assert!(round.steps == 3 && round.seats[0].hits > 0);
}

#[test]
fn where_hits_are_fatal_the_last_one_standing_may_still_walk_to_the_goal() {
    let cliff = level("cliff");
    let fall = script(&[Action::Right]);
    let around = script(&walk(&[(1, Action::Up), (7, Action::Right), (1, Action::Down)]));
    let mut one_falls = game(settings(&cliff, MatchMode::Race, 1), &[fall.clone(), around]);
    let round = play_round(&mut one_falls);
    assert_eq!(round.end, end(1, How::Goal));
    assert_eq!(round.seats[0].actions.len(), 1, "who is out does nothing more");
    assert_eq!((round.seats[0].hits, round.seats[1].hits), (1, 0));

    let later = script(&[Action::Stay, Action::Right]);
    let mut both_fall = game(settings(&cliff, MatchMode::Race, 1), &[later, fall]);
    assert_eq!(play_round(&mut both_fall).end, end(None, How::AllOut));
}

#[test]
fn the_order_of_the_same_deeds_makes_no_difference() {
    // As running sums of rounded numbers the two returns differ: a tenth and a hit, in another order.
    let level = drawn(
        ". x .\nA . G",
        "max_steps = 9\n[rewards]\ngoal = 0.7\nhit = -0.3\nstep = -0.1\n[[obstacle]]\nmark = \"x\"\nmotion = \"still\"",
    );
    let soon = script(&[Action::Up, Action::Right, Action::Left, Action::Stay]);
    let late = script(&walk(&[(6, Action::Stay), (1, Action::Up), (1, Action::Right), (1, Action::Left)]));
    let mut game = game(settings(&level, MatchMode::Score { steps: 9 }, 1), &[soon, late]);
    let round = play_round(&mut game);
    assert_eq!(round.seats[0].hits, round.seats[1].hits);
    assert_eq!(round.end, end(None, How::Points));
}

#[test]
fn a_score_round_has_its_own_length_and_a_goal_begins_another_lap() {
    let level = corridor("max_steps = 2");
    let mut game = game(settings(&level, MatchMode::Score { steps: 10 }, 1), &[script(&right(10)), script(&right(5))]);
    let round = play_round(&mut game);
    assert_eq!((round.steps, round.end), (10, end(0, How::Points)));
    let runner = &round.seats[0];
    assert_eq!((runner.goals, runner.goal_step, runner.episode_return), (2, Some(4), 2.0));
    assert_eq!(runner.breaks, [5, 10]);
    assert_eq!(runner.path.len(), runner.actions.len() + 1 + runner.breaks.len());
    assert_eq!(runner.path[5], level.starts[0], "a lap begins at the start");
    assert_eq!(round.seats[1].goals, 1);
}

#[test]
fn a_fatal_hit_costs_a_lap_and_not_the_round() {
    let cliff = level("cliff");
    let fall_twice = script(&[Action::Right, Action::Right]);
    let mut game = game(settings(&cliff, MatchMode::Score { steps: 6 }, 1), &[fall_twice, script(&[])]);
    let round = play_round(&mut game);
    assert_eq!(round.end, end(1, How::Points));
    let faller = &round.seats[0];
    assert_eq!((faller.hits, faller.actions.len(), faller.breaks.len()), (2, 6, 2));
    assert_eq!(*faller.path.last().expect("a path"), cliff.starts[0]);
}

#[test]
fn a_random_goal_that_is_taken_lies_elsewhere_and_the_way_goes_on() {
    let harbour = level("harbour");
    let mut game = game(
        settings(&harbour, MatchMode::Score { steps: 300 }, 1),
        &[super::shipped("harbour"), super::shipped("harbour")],
    );
    let mut taken = 0;
    loop {
        let goals = game.simulation().grid_world(0).goals().to_vec();
        let before = game.round().seats[0].goals;
        let ended = game.step();
        let world = game.simulation().grid_world(0);
        if ended {
            break;
        }
        assert!(world.goals().iter().all(|goal| !world.level().is_wall(*goal)));
        if game.round().seats[0].goals > before {
            taken += 1;
            assert_eq!(world.agents()[0], goals[0], "it stays where it is");
            assert_ne!(world.goals(), goals, "the goal does not");
        }
    }
    assert!(taken > 5, "{taken} goals in 300 steps");
}

#[test]
fn whoever_leads_after_the_last_pair_has_won() {
    for pairs in [1, 2, 4] {
        let settings = settings(&corridor("max_steps = 20"), MatchMode::Race, pairs);
        let mut game = game(settings, &[late(1), late(0)]);
        while game.rounds().len() < 2 * pairs as usize {
            assert_eq!(game.result(), None, "all rounds are played");
            play_round(&mut game);
            game.next_round();
        }
        assert_eq!(game.wins(), [0, 2 * pairs]);
        let result = game.result().expect("decided");
        assert_eq!((result.winner, result.by_hits, result.given_up), (Some(1), false, None));
        assert!(!game.next_round());
        assert!(!game.step());
    }
}

/// A board with an obstacle that one can run through, two people, and how they play a round: through it, around it a step later, or not.
fn hurt_or_not() -> Match {
    let level = drawn(
        "A . .\n. x G",
        "max_steps = 5\n[rewards]\ngoal = 1.0\nhit = -1.0\nstep = -0.1\n[[obstacle]]\nmark = \"x\"\nmotion = \"still\"",
    );
    game(settings(&level, MatchMode::Race, 1), &[Controller::Person, Controller::Person])
}

const THROUGH: [Action; 3] = [Action::Down, Action::Right, Action::Right];
const AROUND: [Action; 3] = [Action::Right, Action::Right, Action::Down];

/// One seat goes its way, and the other stays.
fn wins(game: &mut Match, seat: usize, way: [Action; 3]) {
    for action in way {
        game.steer(seat, action);
        game.step();
    }
    assert_eq!(game.round().end, end(seat, How::Goal));
}

#[test]
fn a_tie_is_decided_by_a_further_pair() {
    let mut game = hurt_or_not();
    for (round, winner) in [0, 1, 1].into_iter().enumerate() {
        wins(&mut game, winner, AROUND);
        assert_eq!(game.result(), None, "round {round}: a pair is played to its end");
        assert!(game.next_round());
    }
    assert_eq!(game.round().seed, game.rounds()[2].seed, "further rounds are pairs, too");
    play_round(&mut game);
    assert_eq!((game.wins(), game.rounds().len()), (&[1, 2][..], 4));
    let result = game.result().expect("decided");
    assert_eq!((result.winner, result.by_hits), (Some(1), false));
}

#[test]
fn a_tie_that_pairs_do_not_decide_goes_to_fewer_hits() {
    let mut game = hurt_or_not();
    for (seat, way) in [(0, THROUGH), (1, AROUND)] {
        wins(&mut game, seat, way);
        assert!(game.next_round());
    }
    // Both stay until time is up, for all pairs that are left.
    play(&mut game);
    assert_eq!((game.wins(), game.rounds().len()), (&[1, 1][..], 8));
    let result = game.result().expect("no more are played");
    assert_eq!((result.winner, result.by_hits), (Some(1), true));
}

#[test]
fn who_gives_up_loses_round_and_match_at_once() {
    let settings = settings(&corridor("max_steps = 20"), MatchMode::Race, 2);
    let mut game = game(settings, &[late(0), late(5)]);
    play_round(&mut game);
    assert!(game.next_round());
    game.step();
    game.give_up(0);
    assert_eq!(game.round().end, end(1, How::GivenUp));
    assert_eq!((game.wins(), game.rounds().len()), (&[1, 1][..], 2));
    let result = game.result().expect("decided");
    assert_eq!((result.winner, result.given_up), (Some(1), Some(0)));
    game.give_up(1);
    assert_eq!(game.result(), Some(result), "what is decided stays so");
    assert!(!game.next_round() && !game.step());
}

#[test]
fn of_three_the_better_of_the_others_wins_when_one_gives_up() {
    let settings = settings(&corridor("max_steps = 20"), MatchMode::Race, 2);
    let mut game = game(settings, &[late(3), late(2), late(1)]);
    play_round(&mut game);
    game.give_up(0);
    let result = game.result().expect("decided");
    assert_eq!((result.winner, game.wins()), (Some(2), &[0, 0, 1][..]));
    assert_eq!(game.rounds().len(), 1, "between rounds no round is lost");
}

#[test]
fn a_rematch_is_another_match_of_the_same_seats() {
    let mut game = game(settings(&level("plaza"), MatchMode::Race, 1), &[Controller::Random, Controller::Random]);
    play(&mut game);
    let again = game.rematch().expect("it was sound before");
    assert_eq!(again.settings().seed, game.settings().seed + 1);
    assert_eq!(again.controllers().len(), 2);
    assert!(again.rounds().is_empty() && again.result().is_none());
    assert_ne!(again.round().seed, game.round().seed);
}

#[test]
fn what_cannot_be_played_is_refused_with_a_reason() {
    let classic = level("classic");
    let people = |count: usize| vec![Controller::Person; count];
    let hunt = |level: &Arc<Level>| settings(level, MatchMode::Hunt { hunters: Hunters::default() }, 2);
    let optimum = Optimum::solve(&classic, 0.99, Budget::default()).expect("classic is small");
    let cases = [
        (Match::new(settings(&classic, MatchMode::Race, 2), people(1)), "2 to 4 seats, not 1"),
        (Match::new(settings(&classic, MatchMode::Race, 2), people(5)), "2 to 4 seats, not 5"),
        (Match::new(settings(&classic, MatchMode::Race, 3), people(2)), "1, 2 or 4 pairs of rounds, not 3"),
        (Match::new(settings(&classic, MatchMode::Race, 0), people(2)), "not 0"),
        (Match::new(settings(&classic, MatchMode::Score { steps: 0 }, 2), people(2)), "max_steps"),
        (Match::new(hunt(&classic), people(3)), "two seats"),
        (Match::new(hunt(&corridor("")), people(2)), "no obstacle that could hunt"),
        (Match::new(hunt(&classic), vec![super::shipped("classic"), Controller::Person]), "seat them second"),
        (
            Match::new(hunt(&classic), vec![Controller::Person, Controller::Optimum(Arc::new(optimum))]),
            "obstacles that go their own way",
        ),
    ];
    for (refused, reason) in cases {
        let message = refused.err().expect(reason).to_string();
        assert!(message.contains(reason), "{message}");
    }
    let relative = |controller| match controller {
        Controller::Policy { policy, sample, .. } => {
            Controller::Policy { policy, sample, observation: sidestep::gridworld::Observation::Relative }
        }
        other => other,
    };
    let misfit = Match::new(
        settings(&classic, MatchMode::Race, 2),
        vec![relative(super::shipped("classic")), Controller::Person],
    );
    assert!(matches!(misfit, Err(MatchError::Setup(_))));
}

#[test]
fn a_seat_changes_hands_between_rounds_only() {
    let mut game = game(settings(&corridor("max_steps = 20"), MatchMode::Race, 2), &[late(0), late(9)]);
    assert!(matches!(game.replace_controller(1, late(0)), Err(MatchError::RoundRunning)));
    play_round(&mut game);
    assert!(matches!(game.replace_controller(4, late(0)), Err(MatchError::NoSeat { seat: 4 })));
    assert!(matches!(game.replace_controller(1, super::shipped("plaza")), Ok(())), "its window fits any level");
    game.replace_controller(1, late(0)).expect("between rounds");
    assert!(game.next_round());
    assert_eq!(play_round(&mut game).end, end(None, How::Goal));
}
