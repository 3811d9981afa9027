//! Hunts: who is steered, how a catch ends the round, and how one gets away. And the order that steers an obstacle, by itself.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use proptest::prelude::*;
use sidestep::{
    arena::{
        Controller,
        versus::{How, Hunters, Match, MatchMode, MatchSettings, ModeKind},
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
    let map = "A . . . G\n. . . . .\n. . . . x";
    let level = drawn(map, "max_steps = 9\n[[obstacle]]\nmark = \"x\"\nmotion = \"still\"");
    let [hunter, runner] = [(2, Action::Up), (4, Action::Right)].map(|way| script(&walk(&[way])));
    assert_eq!(
        play_round(&mut game(settings(&level, ONE, 1), &[hunter, runner])).end.map(|end| end.how),
        Some(How::Caught)
    );
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

/// Steps on foot from a cell to all others.
fn steps_from(level: &Level, from: Cell) -> HashMap<Cell, u32> {
    let mut steps = HashMap::from([(from, 0)]);
    let mut open = VecDeque::from([from]);
    while let Some(cell) = open.pop_front() {
        for next in Action::ALL.map(|action| level.destination(cell, action)) {
            if !steps.contains_key(&next) {
                steps.insert(next, steps[&cell] + 1);
                open.push_back(next);
            }
        }
    }
    steps
}

/// Whether every hunter of the round begins as far from the agent as it must, and away from goals.
fn are_apart(game: &Match) -> bool {
    let world = game.simulation().grid_world(0);
    let steps = steps_from(world.level(), world.agents()[0]);
    game.hunted_obstacles().iter().all(|&obstacle| {
        let cell = world.obstacles()[obstacle].cell;
        steps.get(&cell) >= Some(&MatchSettings::APART) && world.goals().iter().all(|goal| goal.distance(cell) > 1)
    })
}

#[test]
fn hunter_and_agent_begin_apart_on_every_level() {
    for name in Level::built_in_names() {
        for mode in [ONE, ALL] {
            for seed in 0..10 {
                let settings = MatchSettings { seed, ..settings(&level(name), mode, 2) };
                let mut game = game(settings, &[Controller::Random, Controller::Random]);
                for _ in 0..3 {
                    assert!(are_apart(&game), "{name}, {mode:?}, seed {seed}");
                    play_round(&mut game);
                    game.next_round();
                }
            }
        }
    }
}

#[test]
fn a_hunter_that_is_too_near_begins_at_the_nearest_point_of_its_own_way() {
    let begins = |motion: &str| {
        let map = "A . x . . . .\n. . . . . . .\n. . . . . . G";
        let level = drawn(map, &format!("[[obstacle]]\nmark = \"x\"\n{motion}"));
        game(settings(&level, ONE, 1), &[Controller::Person, script(&[])]).simulation().grid_world(0).obstacles()[0]
            .cell
    };
    assert_eq!(begins("motion = \"patrol-x\""), Cell::new(4, 0));
    assert_eq!(begins("motion = \"patrol-y\""), Cell::new(2, 2));
    assert_eq!(
        begins("motion = \"loop\"\npath = [[2, 0], [1, 0], [1, 1], [2, 1]]"),
        Cell::new(4, 0),
        "off a way that is too near"
    );
    assert_eq!(begins("motion = \"walk\"\nprobability = 0.5"), Cell::new(4, 0));
}

/// A hunter that moves on every `every`-th step, a goal in the corner, and an agent that may walk about.
fn guarded(every: u32) -> Match {
    let map = "A . . . . . G\n. . . . . . .\n. . . x . . .";
    let level =
        drawn(map, &format!("max_steps = 300\n[[obstacle]]\nmark = \"x\"\nmotion = \"still\"\nevery = {every}"));
    game(settings(&level, ONE, 1), &[Controller::Person, Controller::Person])
}

fn hunter(game: &Match) -> Cell {
    game.simulation().grid_world(0).obstacles()[0].cell
}

/// Steers the hunter there, by columns first.
fn steer_to(game: &mut Match, to: Cell) {
    while hunter(game) != to {
        let (dx, dy) = (to.x - hunter(game).x, to.y - hunter(game).y);
        let direction = if dx == 0 { (0, dy.signum()) } else { (dx.signum(), 0) };
        game.steer(0, Action::ALL.into_iter().find(|action| action.delta() == direction).expect("a unit step"));
        game.step();
    }
}

/// Steps until the hunter is elsewhere.
fn waits(game: &mut Match) -> u32 {
    let here = hunter(game);
    (1..=100).find(|_| !game.step() && hunter(game) != here).expect("it is sent back")
}

#[test]
fn a_hunter_that_waits_beside_the_goal_is_sent_back_after_five_of_its_own_turns() {
    let (start, beside) = (Cell::new(3, 2), Cell::new(6, 1));
    for every in [1, 2] {
        let mut game = guarded(every);
        steer_to(&mut game, beside);
        for _ in 0..4 * every {
            game.step();
        }
        assert_eq!(hunter(&game), beside);
        steer_to(&mut game, Cell::new(6, 2));
        steer_to(&mut game, beside);
        assert_eq!(waits(&mut game), MatchSettings::WAIT * every, "who leaves for a turn may wait again");
        assert_eq!(hunter(&game), start);
        let seat = &game.round().seats[0];
        assert_eq!((seat.breaks.len(), seat.path.last()), (1, Some(&start)), "its way begins anew");
        // On the goal itself no longer than beside it, and not while the agent stands where it would be sent.
        for (seat, action) in [(1, Action::Down), (1, Action::Down), (1, Action::Right), (1, Action::Right)] {
            game.steer(seat, action);
            game.step();
        }
        steer_to(&mut game, Cell::new(6, 0));
        for _ in 0..20 {
            game.step();
        }
        assert_eq!(hunter(&game), Cell::new(6, 0), "the agent is next to its start");
        game.steer(1, Action::Left);
        assert!(waits(&mut game) <= every);
        assert_eq!(hunter(&game), start);
    }
}

#[test]
fn of_several_hunters_each_waits_for_itself() {
    let map = "A . . . . . G\n. . . . . . .\n. y . # . x .\n. . . # . . .";
    let level = drawn(
        map,
        "max_steps = 99\n[[obstacle]]\nmark = \"x\"\nmotion = \"still\"\n[[obstacle]]\nmark = \"y\"\nmotion = \"still\"",
    );
    let mut game = game(settings(&level, ALL, 1), &[Controller::Person, script(&[])]);
    let cells = |game: &Match| -> Vec<Cell> {
        game.simulation().grid_world(0).obstacles().iter().map(|obstacle| obstacle.cell).collect()
    };
    assert_eq!(cells(&game), [Cell::new(5, 2), Cell::new(2, 2)], "the second began too near");
    for action in [Action::Right, Action::Up] {
        game.steer(0, action);
        game.step();
    }
    assert_eq!(cells(&game), [Cell::new(6, 1), Cell::new(2, 1)]);
    assert_eq!(waits(&mut game), MatchSettings::WAIT);
    assert_eq!(cells(&game), [Cell::new(5, 2), Cell::new(2, 1)]);
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
    fn a_hunt_is_offered_where_hunters_can_begin_apart(level in levels(5, true), seed: u64) {
        let level = Arc::new(level);
        for mode in [ONE, ALL] {
            let settings = MatchSettings { seed, ..settings(&level, mode, 1) };
            let made = Match::new(settings, vec![Controller::Random, Controller::Random]);
            prop_assert_eq!(made.is_ok(), ModeKind::Hunt.check_level(&level).is_ok());
            // Where goals are drawn, or hunters are many, there may be no such cell left.
            if let Ok(game) = made
                && mode == ONE
                && !level.random_goal
            {
                let free = level.obstacles.len() == 1;
                prop_assert!(!free || are_apart(&game));
            }
        }
    }

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
