//! Observations, number by number, on boards small enough to do by hand.

use sidestep::gridworld::{Action, Cell, GridWorld, Level, Motion, Observation, Obstacle, Outcome};
use std::sync::Arc;

fn observe(observation: Observation, world: &GridWorld) -> Vec<f32> {
    let mut out = vec![f32::NAN; observation.len(world.level())];
    observation.write(world, 0, &mut out);
    out
}

#[test]
fn relative_phase_tells_where_next_and_when() {
    let mut level = Level::empty("phase", 4, 2);
    let slow = Obstacle { every: 3, phase: 0, ..Obstacle::new(Cell::new(3, 1), Motion::PatrolX) };
    level.obstacles = vec![slow, Obstacle::new(Cell::new(1, 1), Motion::Chase { probability: 0.5 })];
    let mut world = GridWorld::new(Arc::new(level), 0);
    // The patrol stands at the edge and will turn round; its turn is the third step. The chaser would take the row first.
    let chaser = [0.25, 0.5, -1.0, 0.0, 0.0];
    let goal = [0.75, 0.5];
    assert_eq!(
        observe(Observation::RelativePhase, &world),
        [&[0.75, 0.5, -1.0, 0.0, 1.0], &chaser[..], &goal].concat()
    );
    world.step(&[Action::Stay], &mut [Outcome::default()]);
    assert_eq!(observe(Observation::RelativePhase, &world)[..5], [0.75, 0.5, -1.0, 0.0, 0.5]);
}

#[test]
fn relative_marks_the_direction_of_each_motion() {
    let mut level = Level::empty("marks", 5, 5);
    let up = Obstacle { direction: Action::Up, ..Obstacle::new(Cell::new(2, 2), Motion::PatrolY) };
    level.obstacles = vec![up, Obstacle::new(Cell::new(1, 3), Motion::Walk { probability: 0.5 })];
    let world = GridWorld::new(Arc::new(level), 0);
    assert_eq!(observe(Observation::Relative, &world), [2.0, 2.0, -1.0, 1.0, 1.0, 3.0, -1.0, 0.0, 4.0, 4.0, 1.0]);
}

#[test]
fn view_shows_walls_obstacles_what_comes_and_the_goals_direction() {
    let mut level = Level::empty("view", 4, 3);
    level.starts = vec![Cell::new(1, 1)];
    level.goals = vec![Cell::new(3, 2)];
    level.set_wall(Cell::new(0, 0), true);
    let slow = Obstacle { every: 2, phase: 0, ..Obstacle::new(Cell::new(2, 0), Motion::PatrolY) };
    level.obstacles = vec![slow, Obstacle::new(Cell::new(2, 2), Motion::Walk { probability: 0.4 })];
    let world = GridWorld::new(Arc::new(level), 0);
    let seen = observe(Observation::View { size: 3 }, &world);
    let (cells, extra) = seen.split_at(36);
    assert_eq!(cells[..9], [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
    assert_eq!(cells[9..18], [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    // In two steps the patrol is one cell lower; the walker may go up or left, stay, or stay because the edge is in its way.
    let expected = [0.0, 0.0, 0.0, 0.0, 0.0, 0.5 + 0.1, 0.0, 0.1, 0.6 + 0.1];
    for (found, expected) in cells[18..27].iter().zip(expected) {
        assert!((found - expected).abs() < 1e-6, "{:?}", &cells[18..27]);
    }
    assert_eq!(cells[27..36], [0.0; 9]);
    let near = [2.0 / 3.0, 1.0 / 3.0, 0.25];
    assert!(extra.iter().zip(near).all(|(found, expected)| (found - expected).abs() < 1e-6));

    let wide = observe(Observation::View { size: 5 }, &world);
    assert_eq!(wide[75 + 3 * 5 + 4], 1.0, "the goal is two to the right and one down");
    assert_eq!(wide[0], 1.0, "off the board is a wall");
}

#[test]
fn names_are_read_and_others_refused() {
    assert_eq!("view".parse(), Ok(Observation::View { size: 7 }));
    assert_eq!("view-9".parse(), Ok(Observation::View { size: 9 }));
    for word in ["", "views", "view-", "view-8", "view-1", "view-33", "view--7", "Relative"] {
        let refused = word.parse::<Observation>().expect_err(word);
        assert!(refused.to_string().contains("relative-phase"), "{refused}");
    }
}
