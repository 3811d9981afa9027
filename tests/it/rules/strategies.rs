//! What proptest draws: any level that can be played, within small bounds so that cases are many.

use proptest::prelude::*;
use sidestep::{
    gridworld::{Action, Cell, Level, Motion, Obstacle, OnHit, Rewards},
    names::is_invisible,
};

/// Cells of a rectangle, once round; `None` where there is no room for one.
fn ring(level: &Level, at: Cell, width: i32, height: i32) -> Option<Vec<Cell>> {
    let mut path = Vec::new();
    let mut cell = at;
    for (direction, length) in [((1, 0), width), ((0, 1), height), ((-1, 0), width), ((0, -1), height)] {
        for _ in 0..length {
            path.push(cell);
            cell = cell.offset(direction);
        }
    }
    path.iter().all(|&cell| !level.is_wall(cell)).then_some(path)
}

#[derive(Clone, Debug)]
struct Draft {
    at: usize,
    kind: usize,
    backwards: bool,
    every: u32,
    phase: u32,
    probability: f32,
    ring: (i32, i32),
}

fn draft(random: bool) -> impl Strategy<Value = Draft> {
    let kinds = if random { 0..6_usize } else { 0..4 };
    let fields = (any::<usize>(), kinds, any::<bool>(), 1..4_u32, 0..7_u32);
    (fields, 0.0..=1.0_f32, (1..4_i32, 1..4_i32)).prop_map(
        |((at, kind, backwards, every, phase), probability, ring)| Draft {
            at,
            kind,
            backwards,
            every,
            phase,
            probability,
            ring,
        },
    )
}

fn place(level: &Level, free: &[Cell], draft: &Draft) -> Obstacle {
    let at = free[draft.at % free.len()];
    let probability = draft.probability;
    let motion = match draft.kind {
        0 => Motion::Still,
        1 => Motion::PatrolX,
        2 => Motion::PatrolY,
        3 => match ring(level, at, draft.ring.0, draft.ring.1) {
            Some(path) => Motion::Loop { path },
            None => Motion::PatrolX,
        },
        4 => Motion::Walk { probability },
        _ => Motion::Chase { probability },
    };
    let first = Obstacle::new(at, motion);
    let direction = match (first.direction, draft.backwards) {
        (Action::Right, true) => Action::Left,
        (Action::Down, true) => Action::Up,
        (direction, _) => direction,
    };
    Obstacle { direction, every: draft.every, phase: draft.phase, ..first }
}

/// A level that can be played: `obstacles` of them at most, chance in it or not.
pub fn levels(obstacles: usize, random: bool) -> impl Strategy<Value = Level> {
    let board = (1..8_i32, 1..8_i32)
        .prop_filter("room for an agent and a goal", |(width, height)| width * height >= 2)
        .prop_flat_map(|(width, height)| {
            let walls = prop::collection::vec(prop::bool::weighted(0.2), (width * height) as usize);
            (Just((width, height)), walls)
        });
    let people = (any::<usize>(), any::<usize>(), 1..3_usize);
    let rewards = (-2.0..2.0_f32, -2.0..0.5_f32, -0.5..0.1_f32);
    let switches = any::<(bool, bool, bool, bool, bool)>();
    let drafts = prop::collection::vec(draft(random), 0..=obstacles);
    (board, people, rewards, switches, drafts, 1..40_u32, ".{1,12}").prop_filter_map(
        "somewhere free",
        move |(((width, height), walls), (start, goal, agents), rewards, switches, drafts, max_steps, name)| {
            let mut level = Level::empty("drawn", width, height);
            let cells: Vec<Cell> = level.cells().collect();
            for (&cell, &wall) in cells.iter().zip(&walls) {
                level.set_wall(cell, wall);
            }
            let free: Vec<Cell> = cells.into_iter().filter(|&cell| !level.is_wall(cell)).collect();
            if free.len() < 2 {
                return None;
            }
            let goal = free[goal % free.len()];
            let others: Vec<Cell> = free.iter().copied().filter(|&cell| cell != goal).collect();
            level.goals = vec![goal];
            level.starts = (0..agents).map(|agent| others[(start.wrapping_add(agent * 7)) % others.len()]).collect();
            level.rewards = Rewards { goal: rewards.0, hit: rewards.1, step: rewards.2 };
            (level.hit_ends, level.swap_hits) = (switches.0, switches.1);
            if switches.4 && !level.hit_ends {
                level.on_hit = Some(OnHit::Restart);
            }
            if random {
                (level.random_start, level.random_goal) = (switches.2, switches.3);
            }
            level.max_steps = max_steps;
            // A name can be seen as it is, or a level's file is refused.
            let is_seen = |c: char| !c.is_control() && !is_invisible(c) && !matches!(c, '\u{2028}' | '\u{2029}');
            if name.chars().all(is_seen) && !name.trim().is_empty() {
                level.name = name;
            }
            level.obstacles = drafts.iter().map(|draft| place(&level, &free, draft)).collect();
            level.check().is_ok().then_some(level)
        },
    )
}

/// Actions for as many steps.
pub fn actions(steps: usize) -> impl Strategy<Value = Vec<Action>> {
    prop::collection::vec((0..Action::COUNT).prop_map(|index| Action::ALL[index]), steps)
}
