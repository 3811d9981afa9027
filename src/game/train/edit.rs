//! What a click or a drag on the board does to the level. The level is a value: editing makes a new one.
//! Whether the running learners can go on with it is decided by the lanes.

use crate::{
    gridworld::{Cell, GridWorld, Level, Motion, Obstacle},
    panels::EditTool,
};

/// Why an edit is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// An agent starts on the cell.
    Start,
    /// A goal lies there.
    Goal,
    /// An obstacle begins there in every episode, wherever it is now.
    Origin,
    /// An obstacle goes round over it.
    Path,
    /// A wall is there.
    Wall,
    /// The level would be left without a goal or a start.
    LastOne,
}

impl Refusal {
    /// Key of the text that says so.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Start => "edit-start-there",
            Self::Goal => "edit-goal-there",
            Self::Origin => "edit-origin-there",
            Self::Path => "edit-path-there",
            Self::Wall => "edit-wall",
            Self::LastOne => "edit-last-one",
        }
    }
}

/// The level as it is changed: what was said about it may not be true any more.
fn changed(world: &GridWorld) -> Level {
    let mut level = Level::clone(world.level());
    level.about.clear();
    level
}

/// The level after a click with a tool; `None` where the click changes nothing.
///
/// # Errors
/// Why the tool cannot do its work there.
pub fn click(world: &GridWorld, tool: EditTool, cell: Cell) -> Result<Option<Level>, Refusal> {
    let mut level = changed(world);
    match tool {
        EditTool::Look => return Ok(None),
        EditTool::Wall => {
            if !level.is_wall(cell) {
                taken(&level, cell).map_or(Ok(()), Err)?;
            }
            level.set_wall(cell, !level.is_wall(cell));
        }
        EditTool::Start => {
            free(&level, cell)?;
            move_nearest(&mut level.starts, cell);
        }
        EditTool::Goal => {
            free(&level, cell)?;
            move_nearest(&mut level.goals, cell);
        }
        EditTool::Obstacle(kind) => {
            free(&level, cell)?;
            let Some(motion) = kind.evenly() else { return Ok(None) };
            level.obstacles.push(Obstacle::new(cell, motion));
        }
        EditTool::Erase => {
            let obstacle = obstacle_at(world, cell);
            if level.is_wall(cell) {
                level.set_wall(cell, false);
            } else if let Some(index) = obstacle {
                level.obstacles.remove(index);
            } else if level.goals.contains(&cell) {
                if level.goals.len() == 1 {
                    return Err(Refusal::LastOne);
                }
                level.goals.retain(|&goal| goal != cell);
            } else {
                return Ok(None);
            }
        }
    }
    Ok(Some(level))
}

/// The level after what is on `from` was dragged to `to`: an obstacle (from where it is now), a goal or a start.
///
/// # Errors
/// Why it cannot be put there.
pub fn drag(world: &GridWorld, from: Cell, to: Cell) -> Result<Option<Level>, Refusal> {
    if from == to {
        return Ok(None);
    }
    let mut level = changed(world);
    if let Some(index) = obstacle_at(world, from) {
        free(&level, to)?;
        let obstacle = &mut level.obstacles[index];
        // A loop is a path on the board: it moves with its obstacle only if all of it stays on free cells.
        if let Motion::Loop { path } = &obstacle.motion {
            let shift = (to.x - from.x, to.y - from.y);
            let shifted: Vec<Cell> = path.iter().map(|cell| cell.offset(shift)).collect();
            let at = obstacle.at.offset(shift);
            if shifted.iter().any(|&cell| world.level().is_wall(cell)) {
                return Err(Refusal::Wall);
            }
            (obstacle.at, obstacle.motion) = (at, Motion::Loop { path: shifted });
        } else {
            obstacle.at = to;
        }
    } else if let Some(goal) = level.goals.iter().position(|&goal| goal == from) {
        free(&level, to)?;
        level.goals[goal] = to;
    } else if let Some(start) = level.starts.iter().position(|&start| start == from) {
        free(&level, to)?;
        level.starts[start] = to;
    } else {
        return Ok(None);
    }
    Ok(Some(level))
}

/// An obstacle is taken hold of where it is now, else where it begins.
fn obstacle_at(world: &GridWorld, cell: Cell) -> Option<usize> {
    let now = world.obstacles().iter().position(|obstacle| obstacle.cell == cell);
    now.or_else(|| world.level().obstacles.iter().position(|obstacle| obstacle.at == cell))
}

/// What needs the cell to be free.
fn taken(level: &Level, cell: Cell) -> Option<Refusal> {
    let on_path = |obstacle: &Obstacle| matches!(&obstacle.motion, Motion::Loop { path } if path.contains(&cell));
    if level.starts.contains(&cell) {
        Some(Refusal::Start)
    } else if level.goals.contains(&cell) {
        Some(Refusal::Goal)
    } else if level.obstacles.iter().any(|obstacle| obstacle.at == cell) {
        Some(Refusal::Origin)
    } else {
        level.obstacles.iter().any(on_path).then_some(Refusal::Path)
    }
}

/// Whether a start, a goal or an obstacle can be put there.
fn free(level: &Level, cell: Cell) -> Result<(), Refusal> {
    match taken(level, cell) {
        _ if level.is_wall(cell) => Err(Refusal::Wall),
        Some(there @ (Refusal::Start | Refusal::Goal)) => Err(there),
        _ => Ok(()),
    }
}

/// Of several starts or goals the one that is closest to the cell moves there.
fn move_nearest(cells: &mut [Cell], to: Cell) {
    if let Some(nearest) = cells.iter_mut().min_by_key(|cell| (cell.x - to.x).abs() + (cell.y - to.y).abs()) {
        *nearest = to;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::gridworld::{Action, Outcome};

    fn world() -> GridWorld {
        GridWorld::new(Arc::new(Level::built_in("classic").expect("it is built in")), 1)
    }

    fn edited(edit: Result<Option<Level>, Refusal>) -> Level {
        edit.expect("it is allowed").expect("it changes the level")
    }

    #[test]
    fn a_wall_goes_up_and_comes_down_but_not_on_the_goal() {
        let world = world();
        let cell = Cell { x: 2, y: 0 };
        let level = edited(click(&world, EditTool::Wall, cell));
        assert!(level.is_wall(cell));
        assert_eq!(click(&world, EditTool::Wall, Cell { x: 4, y: 4 }), Err(Refusal::Goal));
        let walled = GridWorld::new(Arc::new(level), 1);
        let level = edited(click(&walled, EditTool::Wall, cell));
        assert!(!level.is_wall(cell));
    }

    #[test]
    fn the_goal_and_an_obstacle_can_be_dragged() {
        let world = world();
        let level = edited(drag(&world, Cell { x: 4, y: 4 }, Cell { x: 0, y: 4 }));
        assert_eq!(level.goals, [Cell { x: 0, y: 4 }]);
        let from = world.obstacles()[0].cell;
        let level = edited(drag(&world, from, Cell { x: 3, y: 3 }));
        assert_eq!(level.obstacles[0].at, Cell { x: 3, y: 3 });
        assert_eq!(level.obstacles.len(), 3);
    }

    #[test]
    fn erasing_takes_an_obstacle_but_never_the_last_goal() {
        let world = world();
        let level = edited(click(&world, EditTool::Erase, world.obstacles()[1].cell));
        assert_eq!(level.obstacles.len(), 2);
        assert_eq!(click(&world, EditTool::Erase, Cell { x: 4, y: 4 }), Err(Refusal::LastOne));
        assert_eq!(click(&world, EditTool::Erase, Cell { x: 1, y: 4 }), Ok(None));
    }
    /// The cell looks empty once the obstacle has gone on.
    #[test]
    fn where_an_obstacle_begins_no_wall_is_built_until_it_is_erased_or_moved() {
        let mut world = world();
        let origin = world.level().obstacles[0].at;
        for _ in 0..40 {
            if world.obstacles().iter().all(|obstacle| obstacle.cell != origin) {
                break;
            }
            world.step(&[Action::Stay], &mut [Outcome::default()]);
        }
        assert!(world.obstacles().iter().all(|obstacle| obstacle.cell != origin), "it has gone on");
        assert_eq!(click(&world, EditTool::Wall, origin), Err(Refusal::Origin));
        let erased = edited(click(&world, EditTool::Erase, origin));
        assert_eq!(erased.obstacles.len(), 2);
        assert!(!erased.obstacles.iter().any(|obstacle| obstacle.at == origin));
        let moved = edited(drag(&world, origin, Cell { x: 0, y: 4 }));
        assert_eq!(moved.obstacles[0].at, Cell { x: 0, y: 4 });
    }

    #[test]
    fn what_was_said_of_a_level_is_not_said_of_the_changed_one() {
        let world = world();
        assert!(!world.level().about.is_empty());
        let level = edited(click(&world, EditTool::Wall, Cell { x: 2, y: 0 }));
        assert_eq!((level.name.as_str(), level.about.as_str()), ("classic", ""));
    }
}
