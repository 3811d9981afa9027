//! The egocentric window: what lies around the agent, whatever the size of the board.

use super::chased_by;
use crate::gridworld::{Action, Cell, GridWorld, Level, Motion};
use std::ops::RangeInclusive;

/// Sizes that a window can have (odd ones, so that the agent is in its middle).
pub(super) const SIZES: RangeInclusive<usize> = 3..=31;
/// Walls, obstacles now, obstacles after their next move, goals.
pub(super) const CHANNELS: usize = 4;
/// The nearest goal's direction and nearness.
pub(super) const EXTRA: usize = 3;

pub(super) const fn len(size: usize) -> usize {
    CHANNELS * size * size + EXTRA
}

/// A channel of the window, which knows where a cell of the board lies in it.
struct Channel<'a> {
    corner: Cell,
    size: usize,
    values: &'a mut [f32],
}

impl Channel<'_> {
    #[inline]
    fn add(&mut self, cell: Cell, value: f32) {
        let (column, row) = ((cell.x - self.corner.x) as usize, (cell.y - self.corner.y) as usize);
        // Cells left of or above the corner wrap round to huge numbers, so one comparison a side is enough.
        if column < self.size && row < self.size {
            self.values[row * self.size + column] += value;
        }
    }
}

#[inline]
pub(super) fn write(world: &GridWorld, agent: Cell, chased: Option<Cell>, size: usize, out: &mut [f32]) {
    let level = world.level();
    let half = (size / 2) as i32;
    let corner = agent.offset((-half, -half));
    let (walls, rest) = out.split_at_mut(size * size);
    // What lies off the board is wall.
    walls.fill(1.0);
    rest.fill(0.0);
    let (now, rest) = rest.split_at_mut(size * size);
    let (next, rest) = rest.split_at_mut(size * size);
    let (goals, extra) = rest.split_at_mut(size * size);

    let (left_out, first) = ((-corner.x).max(0) as usize, corner.x.max(0) as usize);
    for (y, row) in (corner.y..).zip(walls.chunks_exact_mut(size)) {
        let inside = level.walls_in_row(y).get(first..).unwrap_or_default();
        for (place, &wall) in row.iter_mut().skip(left_out).zip(inside) {
            *place = f32::from(wall);
        }
    }
    let mut now = Channel { corner, size, values: now };
    let mut next = Channel { corner, size, values: next };
    for (state, described) in world.obstacles().iter().zip(&level.obstacles) {
        now.add(state.cell, 1.0);
        let nearness = 1.0 / state.steps_until_move.max(1) as f32;
        let target = chased_by(world, &described.motion, state.cell, chased);
        let direction = state.next_direction(level, &described.motion, target);
        add_next(level, &described.motion, state.cell, direction, nearness, &mut next);
    }
    let mut goal_channel = Channel { corner, size, values: goals };
    for &goal in world.goals() {
        goal_channel.add(goal, 1.0);
    }
    if let Some(goal) = world.goals().iter().min_by_key(|goal| goal.distance(agent)) {
        let distance = goal.distance(agent) as f32;
        let scale = 1.0 / distance.max(1.0);
        extra.copy_from_slice(&[
            (goal.x - agent.x) as f32 * scale,
            (goal.y - agent.y) as f32 * scale,
            1.0 / (1.0 + distance),
        ]);
    }
}

/// Adds `weight` shared out over the cells on which an obstacle may stand after its next move, by their chance.
#[inline]
fn add_next(level: &Level, motion: &Motion, cell: Cell, direction: (i32, i32), weight: f32, next: &mut Channel) {
    match motion {
        Motion::Walk { probability } => {
            next.add(cell, weight * (1.0 - probability));
            for action in &Action::ALL[..4] {
                next.add(level.destination(cell, *action), weight * probability / 4.0);
            }
        }
        Motion::Chase { probability } => {
            next.add(cell, weight * (1.0 - probability));
            next.add(cell.offset(direction), weight * probability);
        }
        _ => next.add(cell.offset(direction), weight),
    }
}
