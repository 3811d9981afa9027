//! A level as few bits: one description, which writes and reads (see `bits`). What it is called, and what is said
//! about it, is not in it.

use super::{BitStream, BitWriter, RunCodeError, one_of};
use crate::{
    files::checksum,
    gridworld::{Action, Cell, Level, Motion, MotionKind, Obstacle, OnHit, Rewards, limits},
};

/// The kinds of motion by their numbers in codes: new ones go to the end.
pub(super) const MOTIONS: &[&str] = &["still", "patrol-x", "patrol-y", "loop", "walk", "chase"];

/// Written or read: everything that steps depend on.
pub(super) fn level(tape: &mut impl BitStream, given: &Level) -> Result<Level, RunCodeError> {
    let side = |cells: i32| (cells - 1) as u64;
    let width = tape.bits(side(given.width), 7) as i32 + 1;
    let height = tape.bits(side(given.height), 7) as i32 + 1;
    let mut level = Level::empty("", width, height);

    let cells = (width * height) as usize;
    let walls: Vec<u64> =
        given.cells().zip(0..).filter(|(cell, _)| given.is_wall(*cell)).map(|(_, index)| index).collect();
    // Each as the number of cells between it and the one before.
    let mut next = 0;
    let walls = tape.list(&walls, cells, |tape, wall| {
        let index = tape.number(wall.map_or(0, |wall| wall - next)).saturating_add(next);
        next = index.saturating_add(1);
        index
    });
    for index in walls.into_iter().filter(|&index| index < cells as u64) {
        level.set_wall(Cell::new(index as i32 % width, index as i32 / width), true);
    }

    level.starts = tape.list(&given.starts, limits::AGENTS, |tape, start| cell(tape, &level, start));
    level.goals = tape.list(&given.goals, limits::GOALS, |tape, goal| cell(tape, &level, goal));
    let mut before = None;
    let obstacles = tape.list(&given.obstacles, limits::OBSTACLES, |tape, given| {
        let read = obstacle(tape, &level, before.as_ref(), given);
        before = read.as_ref().ok().cloned();
        read
    });
    level.obstacles = obstacles.into_iter().collect::<Result<_, _>>()?;

    level.max_steps = u32::try_from(tape.number(given.max_steps.into())).unwrap_or(u32::MAX);
    level.hit_ends = tape.flag(given.hit_ends);
    level.swap_hits = tape.flag(given.swap_hits);
    level.random_start = tape.flag(given.random_start);
    level.random_goal = tape.flag(given.random_goal);
    if tape.flag(given.rewards != Rewards::default()) {
        let Rewards { goal, hit, step } = given.rewards;
        level.rewards = Rewards { goal: tape.half(goal), hit: tape.half(hit), step: tape.half(step) };
    }
    if tape.flag(given.on_hit.is_some() || given.random_phases.is_some()) {
        let mut said = |is_said: bool, is_on: bool| tape.flag(is_said).then(|| tape.flag(is_on));
        let restarts = said(given.on_hit.is_some(), given.restarts());
        level.on_hit = restarts.map(|restarts| if restarts { OnHit::Restart } else { OnHit::Continue });
        level.random_phases = said(given.random_phases.is_some(), given.random_phases == Some(true));
        // Room for what later versions add.
        if tape.flag(false) {
            return Err(RunCodeError::Newer);
        }
    }
    Ok(level)
}

/// What tells levels apart on which the same setup gives other runs.
pub(super) fn hash(level: &Level) -> u32 {
    let mut writer = BitWriter::default();
    // Only what is read can be newer than this program.
    let _ = self::level(&mut writer, level);
    checksum(&writer.bytes())
}

fn cell(tape: &mut impl BitStream, level: &Level, given: Option<&Cell>) -> Cell {
    let given = given.copied().unwrap_or_default();
    let mut along = |at: i32, side: i32| tape.bits(at as u64, u32::BITS - (side - 1).leading_zeros()) as i32;
    Cell::new(along(given.x, level.width), along(given.y, level.height))
}

/// In a row of obstacles that differ only in their place, all but the first are that place.
fn obstacle(
    tape: &mut impl BitStream,
    level: &Level,
    before: Option<&Obstacle>,
    given: Option<&Obstacle>,
) -> Result<Obstacle, RunCodeError> {
    let blank = Obstacle::new(Cell::default(), Motion::Still);
    let given = given.unwrap_or(&blank);
    let at = cell(tape, level, Some(&given.at));
    if let Some(before) = before
        && tape.flag(Obstacle { at: before.at, ..given.clone() } == *before)
    {
        return Ok(Obstacle { at, ..before.clone() });
    }
    let kind: MotionKind = one_of(tape, MOTIONS, given.motion.kind().name())?;
    let mut motion = kind.evenly().unwrap_or(Motion::Loop { path: Vec::new() });
    match &mut motion {
        Motion::Walk { probability } | Motion::Chase { probability } => {
            *probability = tape.half(given.motion.probability().unwrap_or_default());
        }
        Motion::Loop { path } => *path = self::path(tape, level, given.motion.path().unwrap_or_default()),
        Motion::Still | Motion::PatrolX | Motion::PatrolY => {}
    }
    let mut obstacle = Obstacle::new(at, motion);
    let Obstacle { direction, every, phase, .. } = *given;
    if !tape.flag((direction, every, phase) == (obstacle.direction, obstacle.every, obstacle.phase)) {
        obstacle.direction = Action::from_index(tape.bits(direction.index() as u64, 3) as usize).unwrap_or_default();
        obstacle.every = tape.number(every.into()) as u32;
        obstacle.phase = tape.number(phase.into()) as u32;
    }
    Ok(obstacle)
}

/// The first cell, and from each to the next one of the four directions.
fn path(tape: &mut impl BitStream, level: &Level, given: &[Cell]) -> Vec<Cell> {
    let mut before = None;
    tape.list(given, limits::PATH, |tape, given| {
        let next = match before {
            None => cell(tape, level, given),
            Some(from) => {
                let leads = |action: &Action| given == Some(&Cell::offset(from, action.delta()));
                let direction = Action::ALL.iter().position(leads).unwrap_or_default();
                from.offset(Action::ALL[tape.bits(direction as u64, 2) as usize].delta())
            }
        };
        before = Some(next);
        next
    })
}
