//! Laws that hold in every level, whatever is played.

use super::strategies::{actions, levels};
use proptest::prelude::*;
use sidestep::gridworld::{Action, Cell, GridWorld, Level, Observation, Outcome};
use std::sync::Arc;

/// Plays some actions over and over episodes, and lets a law look at the world before and after each step.
fn play(level: Level, seed: u64, actions: &[Action], mut law: impl FnMut(&GridWorld, &GridWorld, &[Outcome])) {
    let mut world = GridWorld::new(Arc::new(level), seed);
    let agents = world.agents().len();
    let mut outcomes = vec![Outcome::default(); agents];
    for (index, _) in actions.iter().enumerate() {
        if (0..agents).all(|agent| world.is_over(agent)) {
            world.reset();
        }
        let before = world.clone();
        let chosen: Vec<Action> = (0..agents).map(|agent| actions[(index + agent) % actions.len()]).collect();
        world.step(&chosen, &mut outcomes);
        law(&before, &world, &outcomes);
    }
}

/// Whether a step led an agent back to where it started.
fn leads_back(level: &Level, outcome: Outcome) -> bool {
    outcome.hits > 0 && !outcome.terminated && level.restarts()
}

/// How many obstacles meet an agent that goes from one cell to another, or change places with it where that counts.
fn touched(before: &GridWorld, after: &GridWorld, from: Cell, to: Cell) -> usize {
    let swap_hits = after.level().swap_hits;
    let pairs = before.obstacles().iter().zip(after.obstacles());
    let swaps = |was: Cell, is: Cell| swap_hits && from != to && was == to && is == from;
    pairs.filter(|(was, is)| is.cell == to || swaps(was.cell, is.cell)).count()
}

proptest! {
    #[test]
    fn nobody_leaves_the_board_or_stands_in_a_wall(level in levels(5, true), seed: u64, actions in actions(60)) {
        play(level, seed, &actions, |_, world, _| {
            let obstacles = world.obstacles().iter().map(|obstacle| obstacle.cell);
            for cell in obstacles.chain(world.agents().iter().copied()).chain(world.goals().iter().copied()) {
                assert!(!world.level().is_wall(cell), "{cell} in\n{}", world.level().to_toml());
            }
        });
    }

    #[test]
    fn nobody_moves_farther_than_one_cell_and_obstacles_only_on_their_turn(
        level in levels(5, true), seed: u64, actions in actions(60),
    ) {
        play(level, seed, &actions, |before, after, outcomes| {
            for ((was, is), outcome) in before.agents().iter().zip(after.agents()).zip(outcomes) {
                assert!(was.distance(*is) <= 1 || leads_back(after.level(), *outcome));
            }
            for (index, (was, is)) in before.obstacles().iter().zip(after.obstacles()).enumerate() {
                assert_eq!(is.previous, was.cell);
                assert!(was.cell.distance(is.cell) <= 1);
                let described = &after.level().obstacles[index];
                let turn = after.steps() % described.every == described.phase % described.every;
                assert!(turn || was.cell == is.cell);
                assert_eq!(was.steps_until_move == 1, turn);
                // An obstacle that is not left to chance goes where it said that it would.
                if turn && !described.motion.is_random() {
                    assert_eq!(is.cell, was.cell.offset(before.next_direction(index)));
                }
            }
        });
    }

    #[test]
    fn rewards_add_up(level in levels(5, true), seed: u64, actions in actions(60)) {
        play(level, seed, &actions, |before, after, outcomes| {
            let level = after.level();
            for (agent, outcome) in outcomes.iter().enumerate() {
                if before.is_over(agent) {
                    assert_eq!(*outcome, Outcome::default());
                    assert_eq!(before.agents()[agent], after.agents()[agent]);
                    continue;
                }
                let (from, mut to) = (before.agents()[agent], after.agents()[agent]);
                if leads_back(level, *outcome) {
                    if !level.random_start {
                        assert_eq!(to, level.starts[agent]);
                    }
                    // Where it was hit is one step from where it stood.
                    let hit = Action::ALL.map(|action| level.destination(from, action)).into_iter().find(|cell| {
                        touched(before, after, from, *cell) == outcome.hits as usize && !after.goals().contains(cell)
                    });
                    to = hit.expect("it was hit somewhere");
                }
                assert_eq!(outcome.hits as usize, touched(before, after, from, to));
                assert_eq!(outcome.goal, after.goals().contains(&to));
                let goal = if outcome.goal { level.rewards.goal } else { 0.0 };
                let sum = level.rewards.step + level.rewards.hit * outcome.hits as f32 + goal;
                assert!((outcome.reward - sum).abs() < 1e-5);
                assert_eq!(outcome.terminated, outcome.goal || (level.hit_ends && outcome.hits > 0));
                assert_eq!(outcome.truncated, !outcome.terminated && after.steps() == level.max_steps);
                assert_eq!(after.is_over(agent), outcome.terminated || outcome.truncated);
            }
        });
    }

    #[test]
    fn the_same_seed_gives_the_same_trajectory_even_through_a_save(
        level in levels(5, true), seed: u64, actions in actions(60), cut in 0..60_usize,
    ) {
        let mut one = Vec::new();
        play(level.clone(), seed, &actions, |_, world, _| one.push(world.clone()));
        let mut two = Vec::new();
        play(level, seed, &actions, |_, world, _| two.push(world.clone()));
        prop_assert_eq!(&one, &two);

        // Read back from both formats that runs are saved in, it goes on the same way.
        let json = serde_json::to_string(&one[cut]).expect("a world has a JSON form");
        let mut from_json: GridWorld = serde_json::from_str(&json).expect("and is read back");
        let bytes = rmp_serde::to_vec(&one[cut]).expect("a world has a binary form");
        let from_bytes: GridWorld = rmp_serde::from_slice(&bytes).expect("and is read back");
        prop_assert_eq!(&from_json, &from_bytes);
        prop_assert_eq!(&from_json, &one[cut]);
        let mut original = one[cut].clone();
        for world in [&mut from_json, &mut original] {
            world.reset();
            let agents = world.agents().len();
            world.step(&vec![Action::Right; agents], &mut vec![Outcome::default(); agents]);
        }
        prop_assert_eq!(from_json, original);
    }

    #[test]
    fn every_observation_is_finite_labelled_and_the_same_from_where_the_agent_stands(
        level in levels(5, true), seed: u64, actions in actions(30), size in 1..8_usize,
    ) {
        let mut single = level;
        single.starts.truncate(1);
        for observation in [Observation::Relative, Observation::RelativePhase, Observation::View { size: 2 * size + 1 }] {
            let length = observation.len(&single);
            prop_assert_eq!(observation.labels(&single).len(), length);
            prop_assert_eq!(observation.to_string().parse(), Ok(observation));
            play(single.clone(), seed, &actions, |_, world, _| {
                let (mut seen, mut imagined) = (vec![f32::NAN; length], vec![f32::NAN; length]);
                observation.write(world, 0, &mut seen);
                observation.write_at(world, world.agents()[0], &mut imagined);
                assert!(seen.iter().all(|value| value.is_finite()));
                // Chasers lose interest in an agent whose episode is over, so only a playing one is compared.
                if !world.is_over(0) {
                    assert_eq!(seen, imagined);
                }
            });
        }
    }

    #[test]
    fn an_edited_level_never_stops_the_game(
        level in levels(5, true), other in levels(5, true), seed: u64, actions in actions(20),
    ) {
        let mut world = GridWorld::new(Arc::new(level), seed);
        let mut outcomes = vec![Outcome::default(); world.agents().len()];
        for (index, action) in actions.iter().enumerate() {
            if index == 7 {
                world.replace_level(Arc::new(other.clone()));
            }
            let chosen = vec![*action; outcomes.len()];
            world.step(&chosen, &mut outcomes);
        }
        for &agent in world.agents() {
            prop_assert!(!world.level().is_wall(agent));
        }
    }
}
