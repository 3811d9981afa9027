//! Who starts where and plays which agent: start cells shared out, mirrored where the level is, swapped between the rounds of a pair.

use std::sync::Arc;

use proptest::prelude::*;
use sidestep::{
    arena::{
        Controller,
        versus::{Hunters, Match, MatchMode, MatchSettings, Round},
    },
    gridworld::{Action, Cell, GridWorld, Level, Outcome},
};

use super::{drawn, game, level, play_round, script, settings};
use crate::rules::strategies::actions;

/// Left and right are mirrored; one obstacle crosses the middle column, two patrol towards each other.
fn symmetric() -> Arc<Level> {
    drawn(
        ". . . G . . .\n. # . . . # .\n. a . m . b .\nA . . . . . .",
        "swap_hits = true\n\
         [[obstacle]]\nmark = \"m\"\nmotion = \"patrol-y\"\nevery = 2\n\
         [[obstacle]]\nmark = \"a\"\nmotion = \"patrol-x\"\n\
         [[obstacle]]\nmark = \"b\"\nmotion = \"patrol-x\"\ndirection = \"left\"",
    )
}

/// Where each seat starts.
fn seats_start(game: &Match) -> Vec<Cell> {
    game.round().seats.iter().map(|seat| seat.path[0]).collect()
}

fn starts(level: &Arc<Level>, seats: usize) -> Vec<Vec<Cell>> {
    let mut game = game(settings(level, MatchMode::Race, 2), &vec![Controller::Random; seats]);
    let mut starts = Vec::new();
    for _ in 0..3 {
        starts.push(seats_start(&game));
        play_round(&mut game);
        game.next_round();
    }
    starts
}

#[test]
fn a_symmetric_level_starts_both_seats_mirrored_and_they_swap() {
    let (left, right) = (Cell::new(0, 3), Cell::new(6, 3));
    assert_eq!(symmetric().mirrored_starts(), [left, right]);
    let expected = [vec![left, right], vec![right, left], vec![left, right]];
    assert_eq!(starts(&symmetric(), 2), expected);
    assert_eq!(starts(&symmetric(), 3)[1], [right, left, left]);
}

#[test]
fn a_rematch_begins_with_the_other_side() {
    let mut game = game(settings(&symmetric(), MatchMode::Race, 1), &[Controller::Random, Controller::Random]);
    let first = seats_start(&game);
    play_round(&mut game);
    let again = game.rematch().expect("sound");
    assert_eq!(seats_start(&again), [first[1], first[0]]);
    assert_eq!(seats_start(&again.rematch().expect("sound")), first);
}

#[test]
fn a_level_without_symmetry_has_one_start_for_all() {
    for name in Level::built_in_names() {
        let level = Level::built_in(name).expect("built in");
        let images = level.mirrored_starts();
        assert_eq!(images[0], level.starts[0], "{name}");
        assert!(images.iter().all(|&cell| !level.is_wall(cell)), "{name}");
    }
    let classic = level("classic");
    assert_eq!(starts(&classic, 2)[0], [classic.starts[0]; 2]);
}

#[test]
fn several_start_cells_are_shared_out_in_turn() {
    let level = drawn("A . G . A", "max_steps = 30");
    let (left, right) = (Cell::new(0, 0), Cell::new(4, 0));
    assert_eq!(starts(&level, 2)[..2], [[left, right], [right, left]]);
    assert_eq!(starts(&level, 4)[0], [left, right, left, right]);
    let hunted = drawn("A . G . A\n. . x . .", "max_steps = 9\n[[obstacle]]\nmark = \"x\"\nmotion = \"still\"");
    let hunt = MatchMode::Hunt { hunters: Hunters::default() };
    let mut game = game(settings(&hunted, hunt, 2), &[Controller::Random, Controller::Random]);
    assert_eq!(game.round().starts, [left]);
    play_round(&mut game);
    assert!(game.next_round());
    assert_eq!(game.round().starts, [right], "the hunted one changes sides too");
}

#[test]
fn random_starts_are_as_drawn_and_change_hands() {
    let harbour = starts(&level("harbour"), 2);
    assert_eq!(harbour[0][0], harbour[1][1]);
    assert_eq!(harbour[0][1], harbour[1][0]);
    assert_ne!(harbour[0], harbour[2], "the next pair is drawn anew");
}

#[test]
fn what_breaks_a_symmetry_keeps_the_seats_together() {
    let alone = |change: fn(&mut Level)| {
        let mut level = Level::clone(&symmetric());
        change(&mut level);
        level.check().expect("still sound");
        level.mirrored_starts().len() == 1
    };
    assert!(!alone(|_| {}));
    assert!(alone(|level| level.set_wall(Cell::new(0, 0), true)), "a wall on one side");
    assert!(alone(|level| level.goals = vec![Cell::new(2, 0)]), "a goal on one side");
    assert!(alone(|level| level.obstacles[1].every = 2), "another pace");
    assert!(!alone(|level| level.obstacles[2].phase = 0), "a phase that is the same time");
    assert!(alone(|level| level.obstacles[1].direction = Action::Left), "another direction");
    assert!(alone(|level| drop(level.obstacles.pop())), "an obstacle less");
    assert!(alone(|level| level.starts = vec![Cell::new(3, 3)]), "a start in the middle");
    assert!(alone(|level| level.random_goal = true), "goals by chance");
}

#[test]
fn turned_and_loops_are_symmetries_too_but_no_chaser_changes_axes() {
    let turned = drawn(
        "A . . . .\n. . . . .\n. . G . .\n. . . . .\n. . . . .",
        "[[obstacle]]\nat = [1, 1]\nmotion = \"loop\"\npath = [[1, 1], [3, 1], [3, 3], [1, 3]]\n\
         [[obstacle]]\nat = [3, 3]\nmotion = \"loop\"\npath = [[1, 1], [3, 1], [3, 3], [1, 3]]",
    );
    // The loops run one way round, so mirrors are out, and so are quarter turns with two of them: half a turn is left.
    assert_eq!(turned.mirrored_starts(), [Cell::new(0, 0), Cell::new(4, 4)]);
    let square = |motion: &str| {
        drawn(
            ". . G . .\n. . . . .\nG . x . G\nA . . . .\n. . G . .",
            &format!("[[obstacle]]\nmark = \"x\"\nmotion = \"{motion}\"\nprobability = 0.5"),
        )
    };
    assert_eq!(square("walk").mirrored_starts().len(), 8);
    assert_eq!(square("chase").mirrored_starts().len(), 4);
}

fn mirrored(action: Action) -> Action {
    match action {
        Action::Left => Action::Right,
        Action::Right => Action::Left,
        other => other,
    }
}

/// What came of a round, seat by seat.
fn came(round: &Round) -> Vec<(Vec<Cell>, u32, Option<u32>, bool)> {
    let winner = round.end.and_then(|end| end.winner);
    let seats = round.seats.iter().enumerate();
    seats.map(|(seat, played)| (played.path.clone(), played.hits, played.goal_step, winner == Some(seat))).collect()
}

proptest! {
    /// Nobody gains by a seat, and on `chase` nobody by whom hunters choose of two that are equally near: with players exchanged, the
    /// rounds of a pair are exchanged.
    #[test]
    fn a_pair_is_the_same_for_both_seats_on_every_level(one in actions(60), other in actions(60), seed in any::<u64>()) {
        for name in Level::built_in_names() {
            for mode in [MatchMode::Race, MatchMode::Score { steps: 60 }] {
                let played = |players: [&[Action]; 2], rounds: usize| {
                    let level = Arc::new(mode.level(&level(name)));
                    let mut game = game(MatchSettings { seed, ..settings(&level, mode, 1) }, &players.map(script));
                    (0..rounds).for_each(|_| {
                        play_round(&mut game);
                        game.next_round();
                    });
                    came(&game.rounds()[rounds - 1])
                };
                let mut exchanged = played([&other, &one], 1);
                exchanged.reverse();
                assert_eq!(played([&one, &other], 2), exchanged, "{name} {mode:?}");
            }
        }
    }

    #[test]
    fn mirrored_play_from_a_mirrored_start_is_worth_the_same(played in actions(60)) {
        let level = symmetric();
        let starts = level.mirrored_starts();
        let mut world = GridWorld::with_agents(level.clone(), 1, 2);
        world.place_agent(0, starts[0]);
        world.place_agent(1, starts[1]);
        let mut outcomes = [Outcome::default(); 2];
        for action in played {
            world.step(&[action, mirrored(action)], &mut outcomes);
            assert_eq!(outcomes[0], outcomes[1]);
            let [left, right] = [world.agents()[0], world.agents()[1]];
            assert_eq!(Cell::new(level.width - 1 - left.x, left.y), right);
        }
    }
}
