//! What levels are warned of: only what keeps an agent from a goal for ever, or an obstacle from moving.

use sidestep::gridworld::{Cell, Level, LevelWarning, Motion, Obstacle};

/// A level from a map; `settings` are lines of TOML.
fn level(map: &str, settings: &str) -> Level {
    let text = format!("version = 1\nname = \"test\"\nmax_steps = 50\nmap = '''\n{map}\n'''\n{settings}");
    Level::from_toml(&text, "test").expect("it can be played")
}

fn obstacle(motion: &str) -> String {
    format!("[[obstacle]]\nmark = \"a\"\nmotion = \"{motion}\"\n")
}

const fn cell(x: i32, y: i32) -> Cell {
    Cell::new(x, y)
}

#[test]
fn built_in_levels_have_none() {
    for name in Level::built_in_names() {
        assert_eq!(Level::built_in(name).expect("it is built in").warnings(), [], "{name}");
    }
}

#[test]
fn a_start_without_a_way_to_a_goal_is_named() {
    let apart = level("A . # G\n. . # .", "");
    assert_eq!(apart.warnings(), [LevelWarning::NoPath { start: cell(0, 0) }]);
    // One of two agents is walled in; the other has a way.
    let one = level("A # A . G", "");
    assert_eq!(one.warnings(), [LevelWarning::NoPath { start: cell(0, 0) }]);
    // Two agents on one cell are warned of once.
    let both = level("A # . . G", "starts = [[0, 0], [0, 0]]");
    assert_eq!(both.warnings(), [LevelWarning::NoPath { start: cell(0, 0) }]);
}

#[test]
fn what_is_drawn_at_random_lies_where_the_first_agent_can_walk() {
    // The goal is drawn on the agent's side, whatever the map says.
    assert_eq!(level("A . # G", "random_goal = true").warnings(), []);
    // The second agent stays on its own side, where no goal is ever drawn.
    let apart = level("A . # A G", "random_goal = true");
    assert_eq!(apart.warnings(), [LevelWarning::NoPath { start: cell(3, 0) }]);
    assert_eq!(level("A . # A G", "random_goal = true\nrandom_start = true").warnings(), []);
    // A random start does not help to a fixed goal behind walls.
    let fixed = level("A . . # G", "random_start = true");
    assert_eq!(fixed.warnings(), [LevelWarning::NoPath { start: cell(0, 0) }]);
    // Where there is no room to draw in, the goal stays where it is.
    let no_room = level("A # G", "random_goal = true");
    assert_eq!(no_room.warnings(), [LevelWarning::NoPath { start: cell(0, 0) }]);
}

#[test]
fn one_goal_of_several_that_nobody_reaches_is_named() {
    let lost = level("A . G # G", "");
    assert_eq!(lost.warnings(), [LevelWarning::GoalOutOfReach { goal: cell(4, 0) }]);
    // Each agent has a goal of its own.
    assert_eq!(level("A G # G A", "").warnings(), []);
}

#[test]
fn an_episode_that_is_shorter_than_the_way_is_named() {
    let map = "A . . .\n# # # .\nG . . .";
    assert_eq!(level(map, "").warnings(), []);
    let mut short = level(map, "");
    short.max_steps = 8;
    assert_eq!(short.warnings(), [], "eight steps lead to the goal");
    short.max_steps = 7;
    assert_eq!(short.warnings(), [LevelWarning::TooFar { start: cell(0, 0), steps: 8, max_steps: 7 }]);
}

#[test]
fn an_obstacle_in_the_only_way_is_named_where_a_hit_ends_the_episode() {
    let still = obstacle("still");
    assert_eq!(level("A a G", &still).warnings(), [], "it costs a hit and no more");
    let ends = level("A a G", &format!("hit_ends = true\n{still}"));
    assert_eq!(ends.warnings(), [LevelWarning::OnlyThroughObstacle { start: cell(0, 0) }]);
    assert_eq!(level("A a G\n. . .", &format!("hit_ends = true\n{still}")).warnings(), [], "there is a way around");
    // What moves makes way some time, and who reaches a goal has reached it, hit or not.
    let walker = format!("{}probability = 0.5\n", obstacle("walk"));
    assert_eq!(level("A a G", &format!("hit_ends = true\n{walker}")).warnings(), []);
    let mut on_goal = level("A . G", "hit_ends = true");
    on_goal.obstacles.push(Obstacle::new(cell(2, 0), Motion::Still));
    assert_eq!(on_goal.warnings(), []);
    // An agent may begin beside and under an obstacle.
    let mut on_start = level("A . G", "hit_ends = true");
    on_start.obstacles.push(Obstacle::new(cell(0, 0), Motion::Still));
    assert_eq!(on_start.warnings(), []);
}

#[test]
fn an_obstacle_that_never_moves_is_named_unless_it_is_to_stand_still() {
    let never = [LevelWarning::NeverMoves { at: cell(1, 1) }];
    let lane = "A . G\n# a #\n. . .";
    assert_eq!(level(lane, &obstacle("patrol-x")).warnings(), never);
    assert_eq!(level(lane, &obstacle("patrol-y")).warnings(), []);
    assert_eq!(level(lane, &format!("{}probability = 0.5\n", obstacle("walk"))).warnings(), []);
    let closed = "A # G\n# a #\n. # .";
    for motion in ["walk", "chase"] {
        let level = level(closed, &format!("{}probability = 0.5\n", obstacle(motion)));
        assert!(level.warnings().contains(&never[0]), "{motion}");
    }
    assert_eq!(level(lane, &obstacle("still")).warnings(), []);
    // Its first turn would come after the end of the episode.
    let late = |phase: u32| format!("{}every = 100\nphase = {phase}\n", obstacle("patrol-y"));
    assert_eq!(level(lane, &late(50)).warnings(), []);
    assert_eq!(level(lane, &late(51)).warnings(), never);
}
