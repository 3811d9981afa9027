//! Where each number of an observation comes from: the thing on the board, and the formula with its operands.
//! The numbers themselves are written beside; here they are only explained.

use serde::Serialize;

use super::{Label, Observation, chased_by};
use crate::gridworld::{Action, Cell, GridWorld, Motion};

/// A thing on the board that a number of an observation comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum SeenThing {
    /// An obstacle, by its number.
    Obstacle {
        /// From 0, in the level's order.
        index: usize,
        /// Where it stands.
        cell: Cell,
    },
    /// A goal, by its number.
    Goal {
        /// From 0, in the level's order.
        index: usize,
        /// Where it lies.
        cell: Cell,
    },
    /// A cell, for what it is or who may come there.
    Place {
        /// Where it is; it may be outside of the board.
        cell: Cell,
    },
}

/// A number of an observation with its source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeenNumber {
    /// What it means.
    pub name: Label,
    /// The number.
    pub value: f32,
    /// What it comes from, the nearest thing first; empty where the number is a constant.
    pub source: Vec<SeenThing>,
    /// How it is computed, with `+ - * /`, `abs` and `max`, from the operands alone: `ox - ax`.
    pub formula: String,
    /// Each name in the formula with its value.
    pub operands: Vec<(String, f32)>,
}

/// A formula that is being put together.
struct Written {
    source: Vec<SeenThing>,
    formula: String,
    operands: Vec<(String, f32)>,
}

impl Written {
    fn of<const N: usize>(source: Vec<SeenThing>, formula: &str, operands: [(&str, f32); N]) -> Self {
        let operands = operands.map(|(name, value)| (name.to_owned(), value));
        Self { source, formula: formula.to_owned(), operands: operands.into() }
    }

    /// A sum; 0 where there is nothing to add.
    fn sum(source: Vec<SeenThing>, terms: &[String], operands: Vec<(String, f32)>) -> Self {
        let formula = if terms.is_empty() { "0".to_owned() } else { terms.join(" + ") };
        Self { source, formula, operands }
    }
}

impl Observation {
    /// The numbers that an agent sees, each with its source. `row` is what [`Observation::write`] wrote for it.
    ///
    /// # Panics
    /// When there is no such agent.
    #[must_use]
    pub fn explain(&self, world: &GridWorld, agent: usize, row: &[f32]) -> Vec<SeenNumber> {
        let labels = self.labels(world.level());
        let is_scaled = matches!(self, Self::RelativePhase);
        labels
            .into_iter()
            .zip(row)
            .map(|(name, &value)| {
                let Written { source, formula, operands } = written(name, world, world.agents()[agent], is_scaled);
                SeenNumber { name, value, source, formula, operands }
            })
            .collect()
    }
}

fn written(label: Label, world: &GridWorld, agent: Cell, is_scaled: bool) -> Written {
    use Label::*;
    let level = world.level();
    let obstacle = |index: usize| SeenThing::Obstacle { index, cell: world.obstacles()[index].cell };
    let goal = |index: usize| SeenThing::Goal { index, cell: world.goals()[index] };
    let (ax, ay) = (("ax", agent.x as f32), ("ay", agent.y as f32));
    let (width, height) = (("width", level.width as f32), ("height", level.height as f32));
    let along = |thing: SeenThing, name: &'static str, to: i32, is_x: bool| {
        let ((own, at), (side, length)) = if is_x { (ax, width) } else { (ay, height) };
        let to = (name, to as f32);
        if is_scaled {
            Written::of(vec![thing], &format!("({name} - {own}) / {side}"), [to, (own, at), (side, length)])
        } else {
            Written::of(vec![thing], &format!("{name} - {own}"), [to, (own, at)])
        }
    };
    match label {
        ObstacleX(i) => along(obstacle(i), "ox", world.obstacles()[i].cell.x, true),
        ObstacleY(i) => along(obstacle(i), "oy", world.obstacles()[i].cell.y, false),
        ObstacleMark(i) => Written::of(vec![obstacle(i)], "-1", []),
        ObstacleDirection(i) => {
            let (dx, dy) = world.obstacles()[i].direction;
            Written::of(vec![obstacle(i)], "-(dx + dy)", [("dx", dx as f32), ("dy", dy as f32)])
        }
        ObstacleNextX(i) => Written::of(vec![obstacle(i)], "nx", [("nx", world.next_direction(i).0 as f32)]),
        ObstacleNextY(i) => Written::of(vec![obstacle(i)], "ny", [("ny", world.next_direction(i).1 as f32)]),
        ObstacleWait(i) => {
            let (until, every) = (world.obstacles()[i].steps_until_move, level.obstacles[i].every);
            let operands = [("until", until as f32), ("every", every as f32)];
            Written::of(vec![obstacle(i)], "max(until - 1, 0) / max(every - 1, 1)", operands)
        }
        GoalX(i) => along(goal(i), "gx", world.goals()[i].x, true),
        GoalY(i) => along(goal(i), "gy", world.goals()[i].y, false),
        GoalMark(i) => Written::of(vec![goal(i)], "1", []),
        WallAt { dx, dy } => {
            let cell = agent.offset((dx, dy));
            let formula = if level.is_wall(cell) { "1" } else { "0" };
            Written::of(vec![SeenThing::Place { cell }], formula, [])
        }
        ObstacleAt { dx, dy } => {
            let cell = agent.offset((dx, dy));
            let there = (0..world.obstacles().len()).filter(|&index| world.obstacles()[index].cell == cell);
            counted(cell, there.map(obstacle).collect())
        }
        GoalAt { dx, dy } => {
            let cell = agent.offset((dx, dy));
            counted(cell, (0..world.goals().len()).filter(|&index| world.goals()[index] == cell).map(goal).collect())
        }
        ObstacleSoonAt { dx, dy } => soon(world, agent.offset((dx, dy)), obstacle),
        GoalDirectionX | GoalDirectionY | GoalNearness => {
            let Some(index) = (0..world.goals().len()).min_by_key(|&index| world.goals()[index].distance(agent)) else {
                return Written::of(Vec::new(), "0", []);
            };
            let cell = world.goals()[index];
            let (gx, gy) = (("gx", cell.x as f32), ("gy", cell.y as f32));
            let formula = match label {
                GoalDirectionX => "(gx - ax) / max(abs(gx - ax) + abs(gy - ay), 1)",
                GoalDirectionY => "(gy - ay) / max(abs(gx - ax) + abs(gy - ay), 1)",
                _ => "1 / (1 + abs(gx - ax) + abs(gy - ay))",
            };
            Written::of(vec![goal(index)], formula, [gx, gy, ax, ay])
        }
    }
}

/// How many things are on a cell.
fn counted(cell: Cell, mut things: Vec<SeenThing>) -> Written {
    let ones = vec!["1".to_owned(); things.len()];
    things.push(SeenThing::Place { cell });
    Written::sum(things, &ones, Vec::new())
}

/// The chances that obstacles are on a cell after their next move, each divided by the steps until that.
fn soon(world: &GridWorld, cell: Cell, thing: impl Fn(usize) -> SeenThing) -> Written {
    let level = world.level();
    let (mut source, mut terms, mut operands) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (state, described)) in world.obstacles().iter().zip(&level.obstacles).enumerate() {
        let (p, n) = (format!("p{index}"), format!("n{index}"));
        let target = chased_by(world, &described.motion, state.cell, None);
        let next = state.cell.offset(state.next_direction(level, &described.motion, target));
        let (stays, moves) = match &described.motion {
            Motion::Walk { .. } => {
                let ways = Action::ALL[..4].iter().filter(|way| level.destination(state.cell, **way) == cell).count();
                (state.cell == cell, ways)
            }
            Motion::Chase { .. } => (state.cell == cell, usize::from(next == cell)),
            _ => (false, usize::from(next == cell)),
        };
        let before = terms.len();
        if stays {
            terms.push(format!("(1 - {p}) / {n}"));
        }
        match (moves, &described.motion) {
            (0, _) => {}
            (_, Motion::Walk { .. }) => terms.push(format!("{moves} * {p} / 4 / {n}")),
            (_, Motion::Chase { .. }) => terms.push(format!("{p} / {n}")),
            _ => terms.push(format!("1 / {n}")),
        }
        if terms.len() > before {
            source.push(thing(index));
            operands.extend(described.motion.probability().map(|probability| (p, probability)));
            operands.push((n, state.steps_until_move.max(1) as f32));
        }
    }
    source.push(SeenThing::Place { cell });
    Written::sum(source, &terms, operands)
}
