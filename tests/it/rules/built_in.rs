//! The levels that come with the program are what the documentation says.

use sidestep::gridworld::{GridWorld, Level, Motion};
use std::sync::Arc;

fn level(name: &str) -> Level {
    Level::built_in(name).expect("it is built in")
}

fn count(level: &Level, kind: &str) -> usize {
    level.obstacles.iter().filter(|obstacle| obstacle.motion.kind().name() == kind).count()
}

#[test]
fn each_can_be_played_and_its_goal_reached() {
    for &name in Level::built_in_names() {
        let level = level(name);
        assert_eq!(level.name, name);
        assert_eq!(level.check(), Ok(()));
        assert!(!level.about.is_empty());
        let reachable = level.reachable();
        assert!(level.goals.iter().all(|goal| reachable.contains(goal)), "{name}");
        let free = level.cells().filter(|&cell| !level.is_wall(cell)).count();
        assert_eq!(reachable.len(), free, "no cell of {name} is cut off");
    }
    assert_eq!(Level::built_in("nowhere"), None);
}

#[test]
fn sizes_and_obstacles_are_as_announced() {
    let size = |name| (level(name).width, level(name).height);
    assert_eq!(size("classic"), (5, 5));
    assert_eq!(size("rush"), (8, 8));
    assert_eq!(size("plaza"), (10, 10));
    assert_eq!(size("chase"), (9, 9));
    assert_eq!(size("harbour"), (16, 16));
    assert_eq!(count(&level("rush"), "patrol-x") + count(&level("rush"), "patrol-y"), 6);
    assert_eq!(count(&level("plaza"), "walk"), 8);
    assert_eq!(count(&level("chase"), "chase"), 2);
    let cliff = level("cliff");
    assert!(cliff.obstacles.iter().all(|obstacle| obstacle.motion == Motion::Still));
    let harbour = level("harbour");
    for kind in ["loop", "patrol-x", "walk"] {
        assert!(count(&harbour, kind) > 0, "{kind}");
    }
    assert!(harbour.random_start && harbour.random_goal);
    assert!(harbour.cells().any(|cell| harbour.is_wall(cell)));
}

#[test]
fn classic_paced_is_classic_with_a_price_on_steps() {
    let (classic, mut paced) = (level("classic"), level("classic-paced"));
    assert_eq!(paced.rewards.step, -0.1);
    paced.rewards.step = 0.0;
    (paced.name, paced.about) = (classic.name.clone(), classic.about.clone());
    assert_eq!(paced, classic);
}

#[test]
fn harbour_starts_and_ends_elsewhere_each_time_and_never_on_an_obstacle() {
    let level = Arc::new(level("harbour"));
    let mut world = GridWorld::new(Arc::clone(&level), 3);
    let (mut starts, mut goals) = (std::collections::HashSet::new(), std::collections::HashSet::new());
    for _ in 0..300 {
        world.reset();
        let (start, goal) = (world.agents()[0], world.goals()[0]);
        assert_ne!(start, goal);
        assert!(level.obstacles.iter().all(|obstacle| obstacle.at != start && obstacle.at != goal));
        starts.insert(start);
        goals.insert(goal);
    }
    // 300 draws from some 220 cells: about 160 different ones.
    assert!(starts.len() > 120 && goals.len() > 120);
}
