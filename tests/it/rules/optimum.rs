//! The exact optimum: known figures, and that nothing beats it.

use super::strategies::{actions, levels};
use proptest::prelude::*;
use sidestep::gridworld::{
    Action, Budget, Cell, GridWorld, Level, Motion, Obstacle, OnHit, Optimum, OptimumError, Outcome,
};
use std::{ops::ControlFlow, sync::Arc};

fn level(name: &str) -> Level {
    Level::built_in(name).expect("it is built in")
}

fn solve(level: &Level, gamma: f64) -> Optimum {
    Optimum::solve(level, gamma, Budget::default()).expect("it is small enough")
}

/// Follows the optimum for one episode: undiscounted and discounted return, steps.
fn follow(optimum: &Optimum, world: &mut GridWorld, gamma: f64) -> (f64, f64, u32) {
    let (mut total, mut discounted, mut factor) = (0.0, 0.0, 1.0);
    let mut outcome = [Outcome::default()];
    world.reset();
    while !world.is_over(0) {
        let action = optimum.action(world, 0);
        world.step(&[action], &mut outcome);
        total += f64::from(outcome[0].reward);
        discounted += factor * f64::from(outcome[0].reward);
        factor *= gamma;
    }
    (total, discounted, world.steps())
}

fn assert_near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} instead of {expected}");
}

#[test]
fn classic_is_worth_one_in_eight_steps_and_paced_two_tenths() {
    for (name, expected) in [("classic", 1.0), ("classic-paced", 0.2)] {
        let optimum = solve(&level(name), 0.99);
        assert_near(optimum.optimal_return, expected, 1e-9);
        assert_near(optimum.steps, 8.0, 1e-9);
        assert_eq!(optimum.states, 25 * 16);
    }
}

#[test]
fn without_a_discount_the_shortest_of_the_best_ways_is_taken() {
    // Every way to the goal is worth 1, and so is waiting before it; the tie is broken for the shorter one.
    let optimum = solve(&level("classic"), 1.0);
    assert_near(optimum.optimal_return, 1.0, 1e-9);
    assert_near(optimum.steps, 8.0, 1e-9);
}

#[test]
fn with_no_foresight_ties_still_lead_to_the_goal() {
    // With gamma 0 all is worth nothing until the goal is one step away.
    let optimum = solve(&level("classic"), 0.0);
    assert_near(optimum.optimal_return, 1.0, 1e-9);
    assert_near(optimum.steps, 8.0, 1e-9);
}

#[test]
fn the_cliff_is_walked_along_its_edge() {
    let optimum = solve(&level("cliff"), 0.99);
    assert_near(optimum.steps, 9.0, 1e-9);
    assert_near(optimum.optimal_return, 1.0 - 9.0 * 0.02, 1e-9);
}

#[test]
fn what_it_promises_is_what_it_gets() {
    for name in ["classic", "classic-paced", "cliff", "rush"] {
        let level = level(name);
        let optimum = solve(&level, 0.99);
        let (total, discounted, steps) = follow(&optimum, &mut GridWorld::new(Arc::new(level), 1), 0.99);
        assert_near(total, optimum.optimal_return, 1e-5);
        assert_near(discounted, optimum.discounted_return, 1e-5);
        assert_near(f64::from(steps), optimum.steps, 1e-9);
    }
}

#[test]
fn hunted_it_gets_in_the_mean_what_it_promises() {
    // A small board, on which chance matters: two hunters of different kinds and a stroller.
    let mut level = Level::empty("den", 4, 4);
    level.rewards.step = -0.02;
    level.hit_ends = true;
    level.swap_hits = true;
    level.max_steps = 30;
    let chaser = Obstacle::new(Cell::new(3, 0), Motion::Chase { probability: 0.7 });
    level.obstacles = vec![
        Obstacle { every: 2, ..chaser },
        Obstacle::new(Cell::new(1, 3), Motion::Walk { probability: 0.6 }),
        Obstacle::new(Cell::new(2, 2), Motion::PatrolX),
    ];
    let optimum = solve(&level, 0.95);
    let mut world = GridWorld::new(Arc::new(level), 11);
    let episodes = 20_000;
    let (mut total, mut discounted, mut steps) = (0.0, 0.0, 0.0);
    for _ in 0..episodes {
        let (one, other, length) = follow(&optimum, &mut world, 0.95);
        total += one / f64::from(episodes);
        discounted += other / f64::from(episodes);
        steps += f64::from(length) / f64::from(episodes);
    }
    // Returns lie within about one of each other: four standard errors of 20,000 episodes are 0.03.
    assert_near(total, optimum.optimal_return, 0.03);
    assert_near(discounted, optimum.discounted_return, 0.03);
    assert_near(steps, optimum.steps, 0.1);
}

#[test]
fn alike_obstacles_may_change_places() {
    let mut level = Level::empty("twins", 4, 3);
    let twin = |x, y| Obstacle::new(Cell::new(x, y), Motion::Walk { probability: 0.5 });
    level.obstacles = vec![twin(1, 0), twin(2, 2)];
    let mut other = level.clone();
    other.obstacles.swap(0, 1);
    let (one, two) = (solve(&level, 0.9), solve(&other, 0.9));
    assert_near(one.optimal_return, two.optimal_return, 1e-9);
    let world = |level: &Level| GridWorld::new(Arc::new(level.clone()), 0);
    let cell = Cell::new(1, 1);
    assert_eq!(one.values_at(&world(&level), cell), one.values_at(&world(&other), cell));
}

#[test]
fn random_starts_and_goals_are_averaged() {
    let mut level = Level::empty("line", 5, 1);
    level.rewards.step = -0.1;
    level.random_start = true;
    level.random_goal = true;
    let optimum = solve(&level, 1.0);
    // Two different cells of five in a row are two apart in the mean.
    assert_near(optimum.steps, 2.0, 1e-9);
    assert_near(optimum.optimal_return, 0.8, 1e-9);
    assert_eq!(optimum.states, 25);
}

#[test]
fn a_goal_out_of_reach_is_truncated_and_not_awaited_forever() {
    let mut level = Level::empty("cell", 3, 1);
    level.set_wall(Cell::new(1, 0), true);
    level.rewards.step = -0.1;
    level.max_steps = 20;
    let optimum = solve(&level, 0.9);
    assert_near(optimum.optimal_return, -2.0, 1e-9);
    assert_near(optimum.steps, 20.0, 1e-9);
    assert_near(optimum.discounted_return, -1.0, 1e-6);
}

#[test]
fn too_large_a_level_says_so_at_once() {
    for name in ["plaza", "harbour"] {
        let refused = Optimum::solve(&level(name), 0.99, Budget::default());
        assert!(matches!(refused, Err(OptimumError::TooLarge { states, .. }) if states > 1_000_000_000), "{name}");
    }
    let tight = Budget { states: 399, ..Budget::default() };
    let refused = Optimum::solve(&level("classic"), 0.99, tight);
    assert!(matches!(refused, Err(OptimumError::TooLarge { states: 400, .. })));
}

#[test]
fn values_that_do_not_settle_within_the_budget_are_refused() {
    let mut level = Level::empty("paid", 3, 3);
    level.rewards.step = 1.0;
    let budget = Budget { work: 1_000_000, ..Budget::default() };
    let refused = Optimum::solve(&level, 0.999_999, budget);
    assert!(matches!(refused, Err(OptimumError::Unsettled { .. })));
    let refused = Optimum::solve(&level, 1.5, budget);
    assert!(matches!(refused, Err(OptimumError::Gamma(_))));
}

/// So little that values without bound would not come to an end in it by themselves, but enough to see that they have none.
fn solve_little(level: &Level, gamma: f64) -> Result<Optimum, OptimumError> {
    let states = Optimum::solve(level, 0.5, Budget::default()).expect("it has an optimum").states;
    Optimum::solve(level, gamma, Budget { work: states * 10_000, ..Budget::default() })
}

#[test]
fn without_a_discount_rewards_that_never_end_are_refused() {
    let paid = |name: &str, settings: &[(&str, &str)]| {
        let mut level = level(name);
        settings.iter().for_each(|(key, value)| level.set(key, value).expect("a setting"));
        level
    };
    let endless = |level: &Level| solve_little(level, 1.0).err() == Some(OptimumError::EndlessGain);
    for name in ["classic", "cliff", "rush"] {
        assert!(endless(&paid(name, &[("rewards.step", "0.1")])), "{name}: staying out of the way pays");
        assert!(endless(&paid(name, &[("rewards.step", "0.1"), ("hit_ends", "true")])), "{name}: and is possible");
        assert!(!endless(&paid(name, &[("rewards.step", "-0.1")])), "{name}: steps cost");
    }
    assert!(endless(&paid("cliff", &[("rewards.hit", "1"), ("hit_ends", "false")])), "spikes that are nice");

    // A walker that comes to all four cells: it hits one that stays in a step of four, and one that gives way less often.
    let mut yard = Level::empty("yard", 2, 2);
    yard.obstacles.push(Obstacle::new(Cell::new(1, 0), Motion::Walk { probability: 1.0 }));
    yard.rewards.step = 0.5;
    assert!(endless(&yard), "hits cost less than the steps bring");
    yard.rewards.hit = -1000.0;
    assert!(!endless(&yard), "they cost more: the goal it is");
    assert!(solve_little(&yard, 1.0).is_ok());
    // Where hits end the episode nobody lives for ever, so that the reward of all steps has a bound.
    yard.rewards.hit = -1.0;
    yard.hit_ends = true;
    assert!(solve_little(&yard, 1.0).is_ok());
    yard.set_wall(Cell::new(0, 1), true);
    yard.obstacles[0].motion = Motion::Still;
    yard.obstacles[0].at = Cell::new(1, 1);
    assert!(endless(&yard), "unless there is a place where nothing ever comes");
}

#[test]
fn without_a_discount_costs_that_never_end_are_refused_at_once() {
    let mut cell = Level::empty("cell", 5, 1);
    cell.set_wall(Cell::new(1, 0), true);
    cell.rewards.step = -0.1;
    let nothing = Budget { work: 0, ..Budget::default() };
    assert_eq!(Optimum::solve(&cell, 1.0, nothing).err(), Some(OptimumError::EndlessCost));
    assert!(solve_little(&cell, 0.99).is_ok());
    cell.rewards.step = 0.0;
    assert_near(solve(&cell, 1.0).optimal_return, 0.0, 1e-9);
    // An obstacle that ends the episode is a way out, if a bad one; and where it never comes, it is none.
    cell.rewards.step = -0.1;
    cell.hit_ends = true;
    assert_eq!(Optimum::solve(&cell, 1.0, nothing).err(), Some(OptimumError::EndlessCost));
    cell.obstacles.push(Obstacle::new(Cell::new(0, 0), Motion::Still));
    assert_near(solve(&cell, 1.0).optimal_return, -1.1, 1e-6);
    cell.obstacles[0].at = Cell::new(3, 0);
    assert_eq!(Optimum::solve(&cell, 1.0, nothing).err(), Some(OptimumError::EndlessCost));
}

#[test]
fn a_corner_that_nobody_gets_out_of_does_not_matter_elsewhere() {
    // Walled off, bottom left; who is not there has a way of four steps.
    let mut level = Level::empty("corner", 3, 3);
    level.set_wall(Cell::new(0, 1), true);
    level.set_wall(Cell::new(1, 2), true);
    level.rewards.step = -0.1;
    let optimum = solve(&level, 1.0);
    assert_near(optimum.optimal_return, 0.6, 1e-6);
    let world = GridWorld::new(Arc::new(level), 0);
    assert_near(optimum.value_at(&world, Cell::new(0, 0)).expect("a way").into(), 0.6, 1e-6);
    assert_eq!(optimum.value_at(&world, Cell::new(0, 2)), None, "it would get less than any number");
    assert_eq!(optimum.values_at(&world, Cell::new(0, 2)), None);

    // Nor does a corner where somebody would be rewarded for ever: elsewhere a spike ends the episode on the first step.
    let mut level = Level::empty("spikes", 4, 1);
    level.set_wall(Cell::new(2, 0), true);
    level.goals = vec![Cell::new(1, 0)];
    level.obstacles = vec![Obstacle::new(Cell::new(0, 0), Motion::Still)];
    (level.rewards.step, level.hit_ends) = (0.5, true);
    assert_near(solve(&level, 1.0).optimal_return, 1.5, 1e-9);
}

#[test]
fn a_solve_is_watched_and_can_be_broken_off() {
    let mut level = Level::empty("walkers", 6, 6);
    let walker = |x, y| Obstacle::new(Cell::new(x, y), Motion::Walk { probability: 0.5 });
    level.obstacles = vec![walker(1, 1), walker(4, 4)];
    let mut told = Vec::new();
    let watched = Optimum::solve_watched(&level, 0.9, Budget::default(), &mut |share| {
        told.push(share);
        ControlFlow::Continue(())
    });
    let watched = watched.expect("it is small enough");
    assert!(told.len() > 100, "told {} times", told.len());
    assert!(told.is_sorted() && told[0] >= 0.0, "it never goes back");
    assert!((0.9..=1.0).contains(&told[told.len() - 1]), "{:?}", told.last());
    let halfway = told.iter().filter(|share| (0.1..0.9).contains(*share)).count();
    assert!(halfway > told.len() / 4, "it goes in small steps");
    assert_eq!(watched.optimal_return, solve(&level, 0.9).optimal_return);

    let mut left = 10;
    let stopped = Optimum::solve_watched(&level, 0.9, Budget::default(), &mut |_| {
        left -= 1;
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((stopped.err(), left), (Some(OptimumError::Stopped), 0), "nothing is told after the end");
}

#[test]
fn overlays_have_values_on_free_cells_and_none_on_goals_and_walls() {
    let level = Arc::new(level("rush"));
    let optimum = solve(&level, 0.99);
    let world = GridWorld::new(Arc::clone(&level), 0);
    for cell in level.cells() {
        let values = optimum.values_at(&world, cell);
        assert_eq!(values.is_none(), level.goals.contains(&cell));
        if let (Some(values), Some(value)) = (values, optimum.value_at(&world, cell)) {
            let best = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            assert_near(f64::from(best), f64::from(value), 1e-5);
            let action = optimum.action_at(&world, cell).expect("it has values");
            assert_near(f64::from(values[action.index()]), f64::from(best), 1e-5);
        }
    }
    assert_eq!(optimum.values_at(&world, Cell::new(-1, 0)), None);
    let foreign = GridWorld::new(Arc::new(self::level("classic")), 0);
    assert_eq!(optimum.values_at(&foreign, Cell::new(0, 0)), None);
    assert_eq!(optimum.action(&foreign, 0), Action::Stay);
}

#[test]
fn every_moment_of_an_episode_is_found_again() {
    let level = Arc::new(level("rush"));
    let optimum = solve(&level, 0.99);
    let mut world = GridWorld::new(Arc::clone(&level), 0);
    for _ in 0..level.max_steps - 1 {
        assert!(optimum.value_at(&world, Cell::new(0, 0)).is_some(), "step {}", world.steps());
        world.step(&[Action::Up], &mut [Outcome::default()]);
    }
}

#[test]
fn every_episode_with_random_phases_has_an_optimum_of_its_own() {
    let mut drawn = level("classic");
    drawn.random_phases = Some(true);
    drawn.on_hit = Some(OnHit::Restart);
    let refused = Optimum::solve(&drawn, 0.99, Budget::default());
    assert_eq!(refused.err(), Some(OptimumError::EachEpisode("random_phases")));
    for seed in 0..40 {
        let mut world = GridWorld::new(Arc::new(drawn.clone()), seed);
        let optimum = solve(&world.episode_level(0), 0.9);
        let mut outcome = [Outcome::default()];
        let (mut discounted, mut factor) = (0.0, 1.0);
        while !world.is_over(0) {
            // In the middle of the episode, too, it knows what is still to come.
            let rest = f64::from(optimum.value_at(&world, world.agents()[0]).expect("it is in the model"));
            assert!((discounted + factor * rest - optimum.discounted_return).abs() < 1e-6, "seed {seed}");
            let rest_alone = solve(&world.episode_level(0), 0.9).value_at(&world, world.agents()[0]);
            assert!((f64::from(rest_alone.expect("it is in this model, too")) - rest).abs() < 1e-6, "seed {seed}");
            world.step(&[optimum.action(&world, 0)], &mut outcome);
            discounted += factor * f64::from(outcome[0].reward);
            factor *= 0.9;
        }
        assert!((discounted - optimum.discounted_return).abs() < 1e-6, "seed {seed}");
    }
}

#[test]
fn who_is_led_back_waits_for_a_gap() {
    // The obstacle stands in the corridor on every other step: who runs into it begins again.
    let mut level = Level::empty("gap", 4, 2);
    level.set_wall(Cell::new(2, 1), true);
    level.set_wall(Cell::new(3, 1), true);
    level.goals = vec![Cell::new(3, 0)];
    level.obstacles = vec![Obstacle::new(Cell::new(1, 0), Motion::PatrolX)];
    level.obstacles[0].every = 2;
    level.rewards.hit = 0.0;
    let free = solve(&level, 0.9);
    level.on_hit = Some(OnHit::Restart);
    let led_back = solve(&level, 0.9);
    assert!(led_back.steps > free.steps, "{} {}", led_back.steps, free.steps);
    let (total, discounted, steps) = follow(&led_back, &mut GridWorld::new(Arc::new(level), 0), 0.9);
    assert_eq!((total, f64::from(steps)), (led_back.optimal_return, led_back.steps));
    assert_near(discounted, led_back.discounted_return, 1e-6);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nobody_beats_it(level in levels(4, false), gamma in 0.5..0.99_f64, actions in actions(40)) {
        let mut level = level;
        level.starts.truncate(1);
        let Ok(optimum) = Optimum::solve(&level, gamma, Budget { states: 100_000, ..Budget::default() }) else {
            return Ok(());
        };
        let mut world = GridWorld::new(Arc::new(level), 0);
        let (mut discounted, mut factor) = (0.0, 1.0);
        let mut outcome = [Outcome::default()];
        for action in actions {
            world.step(&[action], &mut outcome);
            discounted += factor * f64::from(outcome[0].reward);
            factor *= gamma;
            if world.is_over(0) {
                break;
            }
        }
        // An episode that was cut off goes on in the optimum's eyes: what could still follow is counted.
        if !outcome[0].terminated {
            let value = optimum.value_at(&world, world.agents()[0]).expect("it is not over by the rules");
            discounted += factor * f64::from(value);
        }
        prop_assert!(discounted <= optimum.discounted_return + 1e-4, "{} > {}", discounted, optimum.discounted_return);
    }

    #[test]
    fn the_greedy_player_by_its_values_gets_all_of_it(level in levels(4, false), gamma in 0.5..0.99_f64) {
        let mut level = level;
        level.starts.truncate(1);
        level.max_steps = 1000;
        let Ok(optimum) = Optimum::solve(&level, gamma, Budget { states: 100_000, ..Budget::default() }) else {
            return Ok(());
        };
        let (total, discounted, steps) = follow(&optimum, &mut GridWorld::new(Arc::new(level), 0), gamma);
        assert_near(discounted, optimum.discounted_return, 1e-2);
        assert_near(total, optimum.optimal_return, 1e-2);
        assert_near(f64::from(steps), optimum.steps, 1e-9);
    }
}
