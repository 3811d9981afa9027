//! Each motion, on a board where its way is known.

use sidestep::gridworld::{Action, Cell, GridWorld, Level, Motion, Obstacle, Outcome};
use std::sync::Arc;

/// Where the only obstacle stands at the start and after each of `steps` steps, the agent staying where it is.
fn way(level: Level, seed: u64, steps: usize) -> Vec<Cell> {
    let mut world = GridWorld::new(Arc::new(level), seed);
    let mut cells = vec![world.obstacles()[0].cell];
    for _ in 0..steps {
        world.step(&[Action::Stay], &mut [Outcome::default()]);
        cells.push(world.obstacles()[0].cell);
    }
    cells
}

fn with(mut level: Level, obstacle: Obstacle) -> Level {
    level.max_steps = 1_000_000;
    level.obstacles = vec![obstacle];
    level
}

fn columns(cells: &[Cell]) -> Vec<i32> {
    cells.iter().map(|cell| cell.x).collect()
}

#[test]
fn a_patrol_turns_round_at_walls_and_edges() {
    let mut level = Level::empty("row", 6, 2);
    level.set_wall(Cell::new(4, 1), true);
    let obstacle = Obstacle::new(Cell::new(2, 1), Motion::PatrolX);
    let cells = way(with(level, obstacle), 0, 8);
    assert_eq!(columns(&cells), [2, 3, 2, 1, 0, 1, 2, 3, 2]);
}

#[test]
fn a_patrol_between_walls_stays() {
    let mut level = Level::empty("cage", 3, 3);
    for x in [0, 2] {
        level.set_wall(Cell::new(x, 1), true);
    }
    let cells = way(with(level, Obstacle::new(Cell::new(1, 1), Motion::PatrolX)), 0, 4);
    assert_eq!(cells, [Cell::new(1, 1); 5]);
}

#[test]
fn a_column_patrol_first_goes_where_it_is_told() {
    let obstacle = Obstacle { direction: Action::Up, ..Obstacle::new(Cell::new(1, 1), Motion::PatrolY) };
    let cells = way(with(Level::empty("column", 3, 3), obstacle), 0, 4);
    assert_eq!(cells.iter().map(|cell| cell.y).collect::<Vec<_>>(), [1, 0, 1, 2, 1]);
}

#[test]
fn cadence_and_phase_say_on_which_steps_it_moves() {
    for (every, phase, expected) in [
        (2, 1, [0, 1, 1, 2, 2, 3, 3]),
        (2, 0, [0, 0, 1, 1, 2, 2, 3]),
        (3, 2, [0, 0, 1, 1, 1, 2, 2]),
        (3, 5, [0, 0, 1, 1, 1, 2, 2]),
    ] {
        let obstacle = Obstacle { every, phase, ..Obstacle::new(Cell::new(0, 1), Motion::PatrolX) };
        let cells = way(with(Level::empty("pace", 9, 2), obstacle), 0, 6);
        assert_eq!(columns(&cells), expected, "every {every}, phase {phase}");
    }
}

#[test]
fn a_loop_goes_round_its_path_from_where_it_starts() {
    let path: Vec<Cell> = [(1, 1), (2, 1), (2, 2), (1, 2)].map(Cell::from).to_vec();
    let obstacle = Obstacle::new(Cell::new(2, 2), Motion::Loop { path: path.clone() });
    let cells = way(with(Level::empty("ring", 4, 4), obstacle), 0, 5);
    assert_eq!(cells, [path[2], path[3], path[0], path[1], path[2], path[3]]);
}

#[test]
fn a_walker_goes_each_way_as_often_and_stays_when_it_does_not_move() {
    // Each step starts anew from the middle of a board, so that no edge is met.
    let level =
        Arc::new(with(Level::empty("square", 3, 3), Obstacle::new(Cell::new(1, 1), Motion::Walk { probability: 0.8 })));
    let mut world = GridWorld::new(level, 5);
    let mut counts = [0_u32; 5];
    let draws = 20_000;
    for _ in 0..draws {
        world.reset();
        world.step(&[Action::Stay], &mut [Outcome::default()]);
        let at = world.obstacles()[0].cell;
        let action = Action::ALL.into_iter().find(|action| Cell::new(1, 1).offset(action.delta()) == at);
        counts[action.expect("it moves one cell").index()] += 1;
    }
    // Five standard deviations of 20,000 draws at 0.2 are 283.
    for count in counts {
        assert!(count.abs_diff(draws / 5) < 283, "{counts:?}");
    }
}

#[test]
fn a_chaser_takes_the_longer_axis_and_goes_round_what_is_in_its_way() {
    let chaser = |x, y| Obstacle::new(Cell::new(x, y), Motion::Chase { probability: 1.0 });
    let cells = way(with(Level::empty("open", 5, 5), chaser(3, 1)), 0, 5);
    // The agent is at (0, 0). On a tie the row is taken.
    assert_eq!(cells, [(3, 1), (2, 1), (1, 1), (0, 1), (0, 0), (0, 0)].map(Cell::from));

    let mut level = Level::empty("pillar", 5, 5);
    level.set_wall(Cell::new(2, 1), true);
    let cells = way(with(level, chaser(3, 1)), 0, 4);
    assert_eq!(cells, [(3, 1), (3, 0), (2, 0), (1, 0), (0, 0)].map(Cell::from));
}

#[test]
fn a_chaser_follows_the_nearest_who_still_plays() {
    let mut level = Level::empty("two", 7, 1);
    level.starts = vec![Cell::new(5, 0), Cell::new(0, 0)];
    level.obstacles = vec![Obstacle::new(Cell::new(3, 0), Motion::Chase { probability: 1.0 })];
    let mut world = GridWorld::new(Arc::new(level), 0);
    let mut outcomes = [Outcome::default(); 2];
    world.step(&[Action::Right, Action::Stay], &mut outcomes);
    assert!(outcomes[0].goal);
    assert_eq!(world.obstacles()[0].cell, Cell::new(4, 0));
    world.step(&[Action::Stay, Action::Stay], &mut outcomes);
    assert_eq!(world.obstacles()[0].cell, Cell::new(3, 0));
}

#[test]
fn random_phases_begin_at_every_point_of_a_way_equally_often() {
    let mut level = Level::empty("lane", 4, 3);
    level.random_phases = Some(true);
    let lane = Obstacle { every: 3, ..Obstacle::new(Cell::new(1, 1), Motion::PatrolX) };
    level.obstacles = vec![lane.clone(), lane];
    let mut world = GridWorld::new(Arc::new(level), 7);
    // A patrol of four cells has six points, each with one to three steps to its next turn, and obstacles know nothing of each other.
    let mut counts = std::collections::HashMap::new();
    let episodes = 36_000;
    for _ in 0..episodes {
        world.reset();
        let begun = [0, 1].map(|index| {
            let state = world.obstacles()[index];
            assert_eq!(state.previous, state.cell);
            (state.cell, world.next_direction(index), state.steps_until_move)
        });
        *counts.entry((0, begun[0])).or_insert(0_u32) += 1;
        *counts.entry((1, begun[1])).or_insert(0) += 1;
    }
    assert_eq!(counts.len(), 2 * 18);
    let expected = f64::from(episodes) / 18.0;
    // Five standard deviations of a binomial count.
    let most = 5.0 * (expected * (1.0 - 1.0 / 18.0)).sqrt();
    for (point, count) in counts {
        assert!((f64::from(count) - expected).abs() < most, "{point:?}: {count}");
    }
}

#[test]
fn an_obstacle_goes_its_own_way_from_wherever_it_begins() {
    let mut level = Level::built_in("rush").expect("it is built in");
    level.random_phases = Some(true);
    for seed in 0..50 {
        let mut world = GridWorld::new(Arc::new(level.clone()), seed);
        // Two periods later everybody is where it began, and about to do the same.
        let begun = world.obstacles().to_vec();
        let next: Vec<_> = (0..begun.len()).map(|index| world.next_direction(index)).collect();
        for _ in 0..56 {
            world.step(&[Action::Stay], &mut [Outcome::default()]);
        }
        for (index, (begun, now)) in begun.iter().zip(world.obstacles()).enumerate() {
            assert_eq!((begun.cell, begun.steps_until_move), (now.cell, now.steps_until_move), "seed {seed}");
            assert_eq!(next[index], world.next_direction(index), "seed {seed}");
        }
    }
}
