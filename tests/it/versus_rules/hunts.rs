//! Hunts: who is steered, how a catch ends the round, and how one gets away. And the order that steers an obstacle, by itself.

use std::sync::Arc;

use proptest::prelude::*;
use sidestep::{
    arena::{
        Controller,
        versus::{How, Hunters, Match, MatchMode},
    },
    gridworld::{Action, Cell, GridWorld, Level, Motion, Outcome},
};

use super::{drawn, game, level, play_round, script, settings, walk};
use crate::rules::strategies::{actions, levels};

const ONE: MatchMode = MatchMode::Hunt { hunters: Hunters::One };
const ALL: MatchMode = MatchMode::Hunt { hunters: Hunters::All };

/// A person who steers straight at the agent.
pub(super) fn pounce(game: &mut Match) -> How {
    loop {
        let world = game.simulation().grid_world(0);
        let hunter = world.obstacles()[game.hunted_obstacles()[0]].cell;
        let prey = world.agents()[0];
        let (dx, dy) = (prey.x - hunter.x, prey.y - hunter.y);
        let action = if dx.abs() >= dy.abs() {
            if dx > 0 { Action::Right } else { Action::Left }
        } else if dy > 0 {
            Action::Down
        } else {
            Action::Up
        };
        game.steer(0, action);
        if game.step() {
            return game.round().end.expect("it has ended").how;
        }
    }
}

fn pen() -> Arc<Level> {
    drawn("A . . . . G\n. . . . . .\n. . . x . .", "max_steps = 12\n[[obstacle]]\nmark = \"x\"\nmotion = \"patrol-x\"")
}

#[test]
fn a_hunter_who_touches_the_agent_takes_the_round() {
    let mut game = game(settings(&pen(), ONE, 2), &[Controller::Person, script(&[])]);
    assert_eq!((game.agent_of(0), game.agent_of(1)), (None, Some(0)));
    assert_eq!(game.hunted_obstacles(), [0]);
    assert_eq!(pounce(&mut game), How::Caught);
    let round = game.round();
    assert_eq!(round.end.and_then(|end| end.winner), Some(0));
    assert_eq!(round.steps, 5, "three columns and two rows away");
    let hunter = &round.seats[0];
    assert_eq!((hunter.hits, hunter.path[0], hunter.path[5]), (1, Cell::new(3, 2), Cell::new(0, 0)));
    assert_eq!(hunter.episode_return, 0.0);
    assert_eq!(game.wins(), [1, 0]);
}

#[test]
fn an_agent_that_reaches_the_goal_or_lasts_gets_away() {
    let run = script(&walk(&[(5, Action::Right)]));
    let mut escapes = game(settings(&pen(), ONE, 2), &[Controller::Person, run]);
    let round = play_round(&mut escapes);
    assert_eq!(round.end.map(|end| (end.winner, end.how)), Some((Some(1), How::Escaped)));
    assert!(
        round.seats[0].path.iter().all(|&cell| cell == Cell::new(3, 2)),
        "a patrol that is steered patrols no more"
    );

    let mut lasts = game(settings(&pen(), ONE, 2), &[Controller::Person, script(&[])]);
    let round = play_round(&mut lasts);
    assert_eq!(round.end.map(|end| (end.winner, end.how)), Some((Some(1), How::TimeUp)));
    assert_eq!(round.steps, 12);
}

#[test]
fn a_hunter_on_the_goal_catches_who_steps_there() {
    let level = drawn("A . G\n. . x", "max_steps = 9\n[[obstacle]]\nmark = \"x\"\nmotion = \"still\"");
    let mut game = game(settings(&level, ONE, 1), &[script(&[Action::Up]), script(&[Action::Right, Action::Right])]);
    assert_eq!(play_round(&mut game).end.map(|end| end.how), Some(How::Caught));
}

#[test]
fn an_obstacle_that_nobody_steers_hurts_but_does_not_catch() {
    let map = "A . . . G\n. . . . .\n. . x . .\n. . . . .\n. y . . .";
    let obstacles = "[[obstacle]]\nmark = \"y\"\nmotion = \"patrol-y\"\ndirection = \"up\"\n[[obstacle]]\nmark = \"x\"\nmotion = \"still\"";
    let hurt = |fatal: bool| {
        let level = drawn(map, &format!("max_steps = 30\nhit_ends = {fatal}\n{obstacles}"));
        // The second obstacle starts nearer to the way along the top; the other comes up the second column and back.
        let mut game = game(settings(&level, ONE, 1), &[Controller::Person, script(&[Action::Right])]);
        assert_eq!(game.hunted_obstacles(), [1]);
        let round = play_round(&mut game).clone();
        (round.end.expect("over").how, round.seats[1].hits, round.seats[0].hits)
    };
    let (how, hits, catches) = hurt(false);
    assert_eq!((how, catches), (How::TimeUp, 0));
    assert!(hits > 0);
    assert_eq!(hurt(true), (How::AllOut, 1, 0));
}

#[test]
fn all_hunters_go_where_they_are_told_each_at_its_own_pace() {
    let map = "A . . . . G\n. . . . . .\n. . . x . y";
    let level = drawn(
        map,
        "[[obstacle]]\nmark = \"x\"\nmotion = \"still\"\n[[obstacle]]\nmark = \"y\"\nmotion = \"patrol-x\"\nevery = 2\nphase = 0",
    );
    let mut game = game(settings(&level, ALL, 1), &[Controller::Person, script(&[])]);
    assert_eq!(game.hunted_obstacles(), [0, 1]);
    let cells = |game: &Match| -> Vec<Cell> {
        let world = game.simulation().grid_world(0);
        world.obstacles().iter().map(|obstacle| obstacle.cell).collect()
    };
    game.steer(0, Action::Up);
    game.step();
    assert_eq!(cells(&game), [Cell::new(3, 1), Cell::new(5, 2)], "the second's turn is yet to come");
    game.step();
    assert_eq!(cells(&game), [Cell::new(3, 1), Cell::new(5, 1)], "what was said is kept for it");
    game.step();
    game.step();
    assert_eq!(cells(&game), [Cell::new(3, 1), Cell::new(5, 1)], "and used up");
    assert!(game.round().seats[0].path.is_empty(), "several have no one path");
}

#[test]
fn an_order_is_obeyed_once_at_the_obstacles_turn_and_stopped_by_walls() {
    let classic = level("classic");
    let mut world = GridWorld::new(classic, 1);
    let mut outcome = [Outcome::default()];
    let stay = [Action::Stay];
    // The obstacles' turns are the odd steps.
    world.steer(1, Some(Action::Down));
    world.step(&stay, &mut outcome);
    assert_eq!(world.obstacles()[1].cell, Cell::new(1, 3), "down instead of along its row");
    assert_eq!(world.obstacles()[0].cell, Cell::new(1, 1), "the others patrol");
    world.steer(1, Some(Action::Down));
    world.step(&stay, &mut outcome);
    assert_eq!(world.obstacles()[1].cell, Cell::new(1, 3), "not its turn, and the order is gone");
    world.steer(0, Some(Action::Up));
    world.steer(0, None);
    world.steer(99, Some(Action::Up));
    world.step(&stay, &mut outcome);
    assert_eq!(world.obstacles()[0].cell, Cell::new(2, 1), "an order taken back is none");
    for _ in 0..20 {
        world.steer(2, Some(Action::Up));
        world.step(&stay, &mut outcome);
    }
    assert_eq!(world.obstacles()[2].cell.y, 0, "the edge stops it");
}

proptest! {
    #[test]
    fn orders_change_nobody_else_and_nobody_leaves_the_board(
        level in levels(5, true), seed: u64, orders in actions(40), index: usize,
    ) {
        prop_assume!(!level.obstacles.is_empty());
        // A steered obstacle draws no chance, so the comparison is with one that never draws any. Agents stay, and no hit ends anything.
        let steered = index % level.obstacles.len();
        let mut told = level.clone();
        told.hit_ends = false;
        let mut quiet = told.clone();
        quiet.obstacles[steered].motion = Motion::Still;
        quiet.obstacles[steered].direction = Action::Stay;
        let mut told = GridWorld::new(Arc::new(told), seed);
        let mut alone = GridWorld::new(Arc::new(quiet), seed);
        let mut outcomes = vec![Outcome::default(); told.agents().len()];
        let stay = vec![Action::Stay; told.agents().len()];
        for &order in &orders {
            let before = told.obstacles()[steered];
            told.steer(steered, Some(order));
            told.step(&stay, &mut outcomes);
            alone.step(&stay, &mut outcomes);
            let after = told.obstacles()[steered];
            // Once time is up for all, nothing moves any more.
            if !(0..told.agents().len()).all(|agent| told.is_over(agent)) {
                let turn = before.steps_until_move == 1;
                let expected = if turn { told.level().destination(before.cell, order) } else { before.cell };
                assert_eq!(after.cell, expected);
            }
            for index in (0..told.obstacles().len()).filter(|&index| index != steered) {
                assert_eq!(told.obstacles()[index], alone.obstacles()[index]);
            }
        }
    }
}
