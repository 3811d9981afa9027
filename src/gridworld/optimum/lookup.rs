//! Finding the state that a world is in.

use super::{Model, Optimum, branches::State};
use crate::gridworld::{Cell, GridWorld};

impl Optimum {
    /// The state of a world with the agent on `cell`; `None` on walls and goals, and where the world is none of this level.
    pub(super) fn lookup(&self, world: &GridWorld, cell: Cell) -> Option<State> {
        let model = &self.model;
        if world.obstacles().len() != model.is_roaming.len() {
            return None;
        }
        let agent = usize::from(model.number(cell)?);
        let mut goals: Vec<u16> = world.goals().iter().map(|&goal| model.number(goal)).collect::<Option<_>>()?;
        goals.sort_unstable();
        if goals.contains(&(agent as u16)) {
            return None;
        }
        let goals = model.goal_sets.binary_search(&goals).ok()?;

        let now = world.steps() as usize % model.period;
        // An edited level may have set an obstacle back, so that another time fits what is on the board.
        let time =
            if fits(model, world, now) { now } else { (0..model.period).find(|&time| fits(model, world, time))? };

        let roaming = world.obstacles().iter().zip(&model.is_roaming).filter(|(_, roaming)| **roaming);
        let cells: Vec<u16> = roaming.map(|(state, _)| model.number(state.cell)).collect::<Option<_>>()?;
        let place = model.places.rank_of(cells.into_iter());
        Some(State { goals, time, place, agent })
    }
}

/// Whether at this time of the period all obstacles are where the world has them, and about to do the same.
fn fits(model: &Model, world: &GridWorld, time: usize) -> bool {
    let (mut fixed, mut roaming) = (model.fixed.iter(), model.roaming.iter());
    world.obstacles().iter().zip(&model.is_roaming).enumerate().all(|(index, (state, is_roaming))| {
        let until = state.steps_until_move as usize;
        if *is_roaming {
            roaming.next().is_some_and(|obstacle| model.is_turn(time + until, obstacle.every, obstacle.phase))
        } else {
            fixed.next().is_some_and(|obstacle| {
                model.is_turn(time + until, obstacle.every, obstacle.phase)
                    && model.number(state.cell) == Some(obstacle.cell_at(time))
                    && model.number(state.cell.offset(world.next_direction(index)))
                        == Some(obstacle.cell_at(time + until))
            })
        }
    })
}
