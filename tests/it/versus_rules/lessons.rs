//! What a round teaches: the step that cost most, the better way from there, and the round played on from there.

use std::sync::Arc;

use sidestep::{
    arena::{
        Controller,
        versus::{CostlyStep, Critic, Hunters, MatchMode, MatchSettings, costliest_step},
    },
    gridworld::{Action, Budget, Cell, Level, Optimum},
};

use super::{drawn, game, level, play, play_round, script, settings, shipped, walk};

fn optimum(level: &Level, gamma: f64) -> Optimum {
    Optimum::solve(level, gamma, Budget::default()).expect("it is small")
}

/// The costliest step of who does this alone, without a discount.
fn costliest(level: &Arc<Level>, actions: &[Action]) -> Option<CostlyStep> {
    let settings = settings(level, MatchMode::Race, 1);
    let mut game = game(settings.clone(), &[script(actions), script(&[])]);
    let round = play_round(&mut game);
    costliest_step(&settings, round, 0, Critic::Optimum(&optimum(level, 1.0)))
}

#[test]
fn a_step_back_costs_itself_and_the_way_back() {
    let level = drawn("A . . . G", "[rewards]\ngoal = 1\nhit = -1\nstep = -0.1");
    let found =
        costliest(&level, &walk(&[(1, Action::Right), (1, Action::Stay), (1, Action::Left), (4, Action::Right)]));
    let found = found.expect("waiting and going back cost something");
    assert_eq!((found.step, found.action, found.better), (2, Action::Left, Action::Right), "going back costs more");
    assert!((found.cost - 0.2).abs() < 1e-6, "two steps at 0.1: {}", found.cost);
    assert_eq!((found.delay, found.hits), (Some(2), 0));
    let cells = |xs: &[i32]| xs.iter().map(|&x| Cell::new(x, 0)).collect::<Vec<_>>();
    assert_eq!(found.better_way.path, cells(&[1, 2, 3, 4]));
    assert_eq!(found.taken.path, cells(&[1, 0, 1, 2, 3, 4]));
    assert_eq!(found.board.agents()[0], Cell::new(1, 0), "the board is as it was before the step");
    assert_eq!(found.board.steps(), 2);
}

#[test]
fn a_way_without_a_flaw_has_no_costliest_step() {
    let level = drawn("A . . . G", "[rewards]\ngoal = 1\nhit = -1\nstep = -0.1");
    assert_eq!(costliest(&level, &walk(&[(4, Action::Right)])), None);
}

#[test]
fn walking_into_an_obstacle_costs_the_hit_and_the_way_from_the_start() {
    let map = "A . x G\n. . . .";
    let settings = "on_hit = \"restart\"\n[rewards]\ngoal = 1\nhit = -1\nstep = -0.1\n[[obstacle]]\nmark = \"x\"\nmotion = \"still\"";
    let level = drawn(map, settings);
    let through = walk(&[(2, Action::Right)]);
    let round_it = walk(&[(1, Action::Down), (3, Action::Right), (1, Action::Up)]);
    let found = costliest(&level, &[through, round_it].concat()).expect("a hit costs something");
    // From (1, 0) down, right, right, up: 1 - 0.4. Into the obstacle: -1 - 0.1, and from the start five steps, 1 - 0.5.
    assert_eq!((found.step, found.action, found.better, found.hits), (1, Action::Right, Action::Down, 1));
    assert!((found.cost - (0.6 - (-1.1 + 0.5))).abs() < 1e-6, "{}", found.cost);
    assert_eq!(found.delay, Some(2), "six steps instead of four");
    assert_eq!(found.better_way.path.len(), 5);
    assert_eq!(found.taken.breaks, [2], "the way breaks where the hit leads back to the start");
}

/// Waiting and walking into an edge are the same step, and only one of them is worth saying.
#[test]
fn who_should_wait_is_not_sent_into_an_edge() {
    let patrol = "[rewards]\ngoal = 1\nhit = -1\nstep = -0.1\n[[obstacle]]\nmark = \"x\"\nmotion = \"patrol-y\"";
    let level = drawn(". x .\nA . G", patrol);
    let found =
        costliest(&level, &walk(&[(2, Action::Right)])).expect("the obstacle comes down as the first step is made");
    assert_eq!((found.step, found.action, found.better, found.hits), (0, Action::Right, Action::Stay, 1));
    assert_eq!(
        costliest(&level, &walk(&[(1, Action::Left), (2, Action::Right)])),
        None,
        "the edge is as good a place to wait"
    );

    let hunt = settings(&self::level("classic"), MatchMode::Hunt { hunters: Hunters::One }, 1);
    let critic = Critic::of(&hunt, None).expect("the level has opponents");
    let mut waited = 0;
    for seed in 0..60 {
        let mut hunted = game(MatchSettings { seed, ..hunt.clone() }, &[Controller::Random, Controller::Random]);
        let Some(found) = costliest_step(&hunt, play_round(&mut hunted), 1, critic) else { continue };
        let cell = found.board.agents()[0];
        let leads_nowhere = |action| hunt.level.destination(cell, action) == cell;
        assert!(found.better == Action::Stay || !leads_nowhere(found.better), "{:?} at {cell:?}", found.better);
        assert!(!leads_nowhere(found.action) || found.better != Action::Stay, "to wait is no better than to wait");
        waited += u32::from(found.better == Action::Stay);
    }
    assert!(waited > 0, "some of the runners should have waited");
}

#[test]
fn nobody_is_taught_by_a_round_without_a_step_or_as_a_hunter() {
    for mode in [MatchMode::Race, MatchMode::Score { steps: 60 }, MatchMode::Hunt { hunters: Hunters::One }] {
        let settings = settings(&level("classic"), mode, 1);
        let known = optimum(&settings.level, 0.99);
        let critic = Critic::of(&settings, Some(&known)).expect("the level has opponents");
        let mut given_up = game(settings.clone(), &[Controller::Person, Controller::Random]);
        given_up.give_up(1);
        let round = given_up.round();
        assert!(round.end.is_some() && round.steps == 0);
        assert!((0..2).all(|seat| costliest_step(&settings, round, seat, critic).is_none()), "{mode:?}");
        let mut played = game(settings.clone(), &[Controller::Random, Controller::Random]);
        let round = play_round(&mut played);
        let taught = [0, 1].map(|seat| costliest_step(&settings, round, seat, critic).is_some());
        assert_eq!(
            taught,
            [!matches!(mode, MatchMode::Hunt { .. }), true],
            "{mode:?}: chance errs, and a hunter walks nowhere"
        );
    }
}

#[test]
fn the_costliest_step_is_that_of_the_largest_regret_of_all() {
    for name in ["classic", "rush", "chase"] {
        let level = level(name);
        let optimum = optimum(&level, 0.99);
        for mode in [MatchMode::Race, MatchMode::Score { steps: 60 }] {
            let settings = settings(&level, mode, 1);
            let mut game = game(settings.clone(), &[Controller::Random, shipped(name)]);
            loop {
                let agent = game.agent_of(0).expect("it is on foot");
                // What the world was like before each step.
                let mut before = Vec::new();
                loop {
                    before.push(game.simulation().grid_world(0).clone());
                    if game.step() {
                        break;
                    }
                }
                let round = game.round();
                let regrets = round.seats[0].actions.iter().zip(&before).map(|(action, world)| {
                    let values = optimum.values_at(world, world.agents()[agent]).expect("it plays there");
                    values.into_iter().fold(f32::MIN, f32::max) - values[action.index()]
                });
                let regrets: Vec<f32> = regrets.collect();
                let found = costliest_step(&settings, round, 0, Critic::Optimum(&optimum)).expect("chance errs");
                assert_eq!(found.cost, regrets.iter().copied().fold(0.0, f32::max), "{name} {mode:?}");
                assert_eq!(found.cost, regrets[found.step as usize]);
                assert_eq!(found.board, before[found.step as usize]);
                assert_eq!(found.agents, [Some(agent), Some(1 - agent)], "they exchange their agents within a pair");
                if !game.next_round() {
                    break;
                }
            }
        }
    }
}

#[test]
fn without_an_optimum_the_strongest_opponent_says_what_a_step_cost() {
    let hunt = settings(&level("classic"), MatchMode::Hunt { hunters: Hunters::One }, 1);
    let known = optimum(&hunt.level, 0.99);
    let critic = Critic::of(&hunt, Some(&known)).expect("the level has opponents");
    assert!(matches!(critic, Critic::Opponent(_)), "the optimum knows nothing of hunters");
    let mut hunted = game(hunt.clone(), &[script(&walk(&[(3, Action::Up)])), Controller::Random]);
    let round = play_round(&mut hunted);
    assert_eq!(costliest_step(&hunt, round, 0, critic), None, "a hunter walks nowhere");
    let found = costliest_step(&hunt, round, 1, critic).expect("chance errs");
    assert!(found.cost > 0.0 && found.action != found.better);
    let race = settings(&hunt.level, MatchMode::Race, 1);
    assert!(matches!(Critic::of(&race, Some(&known)), Some(Critic::Optimum(_))));
    let foreign = settings(&drawn("A . G", ""), MatchMode::Race, 1);
    assert!(Critic::of(&foreign, None).is_none(), "nobody knows that level");
}

#[test]
fn a_round_played_on_by_who_played_it_goes_as_it_went() {
    for name in ["classic", "rush", "chase"] {
        for mode in [MatchMode::Race, MatchMode::Score { steps: 60 }] {
            let mut whole = game(settings(&level(name), mode, 1), &[shipped(name), shipped(name)]);
            play(&mut whole);
            for round in whole.rounds() {
                for step in [0, 1, round.steps / 2, round.steps - 1] {
                    let mut again = whole.play_on(round, step).expect("it was played");
                    assert_eq!((again.round().steps, again.round().number), (step, round.number));
                    assert_eq!(again.round().end, None);
                    assert_eq!(play_round(&mut again), round, "{name} {mode:?} from step {step}");
                    assert_eq!(again.result(), None, "it decides nothing");
                }
            }
        }
    }
}

#[test]
fn a_hunt_played_on_has_the_same_hunter_and_obstacles() {
    let hunt = settings(&level("classic"), MatchMode::Hunt { hunters: Hunters::All }, 1);
    let mut hunted = game(hunt, &[script(&walk(&[(2, Action::Up), (2, Action::Left)])), shipped("classic")]);
    let round = play_round(&mut hunted).clone();
    let mut again = hunted.play_on(&round, round.steps / 2).expect("it was played");
    assert_eq!(again.hunted_obstacles(), hunted.hunted_obstacles());
    assert_eq!(play_round(&mut again), &round);
    let late = hunted.play_on(&round, u32::MAX).expect("it was played");
    assert_eq!(late.round().steps, round.steps - 1, "there is nothing to be played after the end");
}
