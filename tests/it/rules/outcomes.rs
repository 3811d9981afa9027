//! Hits, ends and turns, each on a board made for it.

use sidestep::gridworld::{Action, Cell, GridWorld, Level, Motion, Obstacle, OnHit, Outcome};
use std::sync::Arc;

/// A corridor of `length` cells: the agent on the left, the goal on the right.
fn corridor(length: i32) -> Level {
    Level::empty("corridor", length, 1)
}

fn step(world: &mut GridWorld, action: Action) -> Outcome {
    let mut outcome = [Outcome::default()];
    world.step(&[action], &mut outcome);
    outcome[0]
}

fn patrol(x: i32, direction: Action) -> Obstacle {
    Obstacle { direction, ..Obstacle::new(Cell::new(x, 0), Motion::PatrolX) }
}

#[test]
fn swapping_cells_counts_only_where_the_level_says_so() {
    for (swap_hits, hits) in [(false, 0), (true, 1)] {
        let mut level = corridor(5);
        level.swap_hits = swap_hits;
        level.obstacles = vec![patrol(1, Action::Left)];
        let mut world = GridWorld::new(Arc::new(level), 0);
        let outcome = step(&mut world, Action::Right);
        assert_eq!(world.agents(), [Cell::new(1, 0)]);
        assert_eq!(world.obstacles()[0].cell, Cell::new(0, 0));
        assert_eq!(outcome.hits, hits);
    }
}

#[test]
fn each_obstacle_on_the_cell_hits() {
    let mut level = corridor(5);
    level.obstacles = vec![patrol(2, Action::Left), patrol(0, Action::Right), patrol(1, Action::Right)];
    let mut world = GridWorld::new(Arc::new(level), 0);
    let outcome = step(&mut world, Action::Right);
    assert_eq!((outcome.hits, outcome.reward), (2, -2.0));
    assert!(!outcome.terminated && !outcome.truncated);
}

#[test]
fn a_hit_ends_the_episode_only_where_the_level_says_so() {
    for hit_ends in [false, true] {
        let mut level = corridor(5);
        level.hit_ends = hit_ends;
        level.rewards.step = -0.5;
        level.obstacles = vec![patrol(2, Action::Left)];
        let mut world = GridWorld::new(Arc::new(level), 0);
        let outcome = step(&mut world, Action::Right);
        assert_eq!((outcome.terminated, outcome.truncated), (hit_ends, false));
        let next = step(&mut world, Action::Stay);
        assert_eq!(next == Outcome::default(), hit_ends);
        assert_eq!(world.steps(), if hit_ends { 1 } else { 2 });
    }
}

#[test]
fn the_last_step_is_truncated_unless_it_ends_by_the_rules() {
    let mut level = corridor(3);
    level.max_steps = 2;
    let level = Arc::new(level);
    let mut world = GridWorld::new(Arc::clone(&level), 0);
    assert!(!step(&mut world, Action::Stay).truncated);
    let last = step(&mut world, Action::Stay);
    assert_eq!((last.terminated, last.truncated), (false, true));
    world.reset();
    step(&mut world, Action::Right);
    let last = step(&mut world, Action::Right);
    assert_eq!((last.goal, last.terminated, last.truncated), (true, true, false));
}

#[test]
fn the_goal_pays_even_when_an_obstacle_stands_on_it() {
    let mut level = corridor(2);
    level.rewards.step = -0.25;
    level.obstacles = vec![Obstacle::new(Cell::new(1, 0), Motion::Still)];
    let outcome = step(&mut GridWorld::new(Arc::new(level), 0), Action::Right);
    assert_eq!(outcome, Outcome { reward: -0.25, hits: 1, goal: true, terminated: true, truncated: false });
}

#[test]
fn agents_do_not_block_each_other_and_end_on_their_own() {
    let mut level = corridor(4);
    level.starts = vec![Cell::new(2, 0), Cell::new(1, 0)];
    let mut world = GridWorld::new(Arc::new(level), 0);
    let mut outcomes = [Outcome::default(); 2];
    world.step(&[Action::Right, Action::Stay], &mut outcomes);
    assert!(outcomes[0].terminated && !outcomes[1].terminated);
    world.step(&[Action::Left, Action::Right], &mut outcomes);
    // The first stays on the goal, the second walks on past where the first stood.
    assert_eq!(world.agents(), [Cell::new(3, 0), Cell::new(2, 0)]);
    assert_eq!(outcomes[0], Outcome::default());
}

#[test]
fn more_agents_than_starts_share_them() {
    let world = GridWorld::with_agents(Arc::new(corridor(4)), 0, 3);
    assert_eq!(world.agents(), [Cell::new(0, 0); 3]);
}

#[test]
fn a_hit_leads_back_to_the_start_where_the_level_says_so() {
    let mut level = corridor(6);
    level.starts = vec![Cell::new(1, 0)];
    level.on_hit = Some(OnHit::Restart);
    level.obstacles = vec![Obstacle::new(Cell::new(3, 0), Motion::Still)];
    let mut world = GridWorld::new(Arc::new(level), 0);
    assert_eq!(step(&mut world, Action::Right).hits, 0);
    let hit = step(&mut world, Action::Right);
    assert_eq!(hit, Outcome { reward: -1.0, hits: 1, ..Outcome::default() });
    assert_eq!((world.agents(), world.steps(), world.is_over(0)), (&[Cell::new(1, 0)][..], 2, false));
    // It is where it began this episode, wherever a referee let it begin, and not where one has put it since.
    world.reset();
    world.begin_at(0, Cell::new(2, 0));
    world.place_agent(0, Cell::new(4, 0));
    assert_eq!(step(&mut world, Action::Left).hits, 1);
    assert_eq!(world.agents(), [Cell::new(2, 0)]);
    let saved = serde_json::to_string(&world).expect("a world has a JSON form");
    let mut read: GridWorld = serde_json::from_str(&saved).expect("it is read back");
    step(&mut read, Action::Right);
    assert_eq!(read.agents(), [Cell::new(2, 0)], "a saved world remembers it");
}

#[test]
fn a_goal_under_an_obstacle_is_reached_and_no_restart() {
    let mut level = corridor(2);
    level.on_hit = Some(OnHit::Restart);
    level.obstacles = vec![Obstacle::new(Cell::new(1, 0), Motion::Still)];
    let mut world = GridWorld::new(Arc::new(level), 0);
    let outcome = step(&mut world, Action::Right);
    assert!(outcome.goal && outcome.terminated && outcome.hits == 1);
    assert_eq!(world.agents(), [Cell::new(1, 0)]);
}
