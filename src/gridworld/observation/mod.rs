//! What an agent sees, as numbers for a network: three ways to put the same world.
//! The egocentric window is in `view.rs`; what each number means, in `label.rs`; where it comes from, in `source.rs`.

mod label;
mod source;
mod view;

pub use label::Label;
pub use source::{SeenNumber, SeenThing};

use super::{Action, Cell, GridWorld, Level, Motion, Obstacle};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// How a world is put into numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Observation {
    /// The course's raw numbers (`relative`): per obstacle `[ox-ax, oy-ay, -1, d]` in cells, where `d` is -1 when it last moved to the
    /// right or down, +1 to the left or up, 0 not at all (patrols and loops: -1 or +1 from the start); then per goal `[gx-ax, gy-ay, 1]`.
    /// Not Markov: it does not tell when an obstacle moves.
    Relative,
    /// The same made Markov and scaled (`relative-phase`): per obstacle `[(ox-ax)/width, (oy-ay)/height, nx, ny, wait]` with the direction
    /// of its next move (0, 0 where chance decides) and `wait`, 0 when it moves on the next step up to 1 when it has just moved;
    /// then per goal `[(gx-ax)/width, (gy-ay)/height]`.
    #[default]
    RelativePhase,
    /// A window of `size` x `size` cells around the agent (`view-7`; `view` is `view-7`), for any board and any number of obstacles:
    /// channel by channel, each row by row: walls and everything off the board, obstacles now, obstacles after their next move
    /// (the chance to stand there, divided by the steps until that move), goals;
    /// then the nearest goal's direction `[dx, dy] / (|dx| + |dy|)` and its nearness `1 / (1 + |dx| + |dy|)`.
    View {
        /// Cells a side: odd, 3 to 31.
        size: usize,
    },
}

impl Observation {
    /// The ones to try for a network that does not say how it sees: the course's first, then the presets'.
    pub const COMMON: [Self; 4] = [Self::Relative, Self::RelativePhase, Self::View { size: 7 }, Self::View { size: 3 }];

    /// The window that `view` stands for.
    pub const VIEW: Self = Self::View { size: 7 };

    /// How many numbers it takes in this level.
    #[must_use]
    pub fn len(&self, level: &Level) -> usize {
        let (obstacles, goals) = (level.obstacles.len(), level.goals.len());
        match *self {
            Self::Relative => 4 * obstacles + 3 * goals,
            Self::RelativePhase => 5 * obstacles + 2 * goals,
            Self::View { size } => view::len(size),
        }
    }

    /// Writes what an agent sees. Nothing is allocated.
    ///
    /// # Panics
    /// When there is no such agent, or `out` is not [`Observation::len`] long.
    #[inline]
    pub fn write(&self, world: &GridWorld, agent: usize, out: &mut [f32]) {
        self.fill(world, world.agents()[agent], None, out);
    }

    /// Writes what an agent would see on another cell, all else unchanged; chasers are taken to follow that agent.
    ///
    /// # Panics
    /// When `out` is not [`Observation::len`] long.
    pub fn write_at(&self, world: &GridWorld, agent_cell: Cell, out: &mut [f32]) {
        self.fill(world, agent_cell, Some(agent_cell), out);
    }

    /// The values of the actions on every cell, row by row, with the obstacles where they are now; `None` on walls and goals.
    /// `evaluate` is called once: observations of so many cells in, values out.
    pub fn evaluate_cells(
        &self,
        world: &GridWorld,
        evaluate: impl FnOnce(&[f32], usize, &mut [[f32; Action::COUNT]]),
    ) -> Vec<Option<[f32; Action::COUNT]>> {
        let level = world.level();
        let is_open = |cell: &Cell| !level.is_wall(*cell) && !world.goals().contains(cell);
        let open: Vec<Cell> = level.cells().filter(is_open).collect();
        let size = self.len(level);
        let mut rows = vec![0.0; open.len() * size];
        for (&cell, row) in open.iter().zip(rows.chunks_exact_mut(size)) {
            self.write_at(world, cell, row);
        }
        let mut values = vec![[0.0; Action::COUNT]; open.len()];
        evaluate(&rows, open.len(), &mut values);
        let mut values = values.into_iter();
        level.cells().map(|cell| if is_open(&cell) { values.next() } else { None }).collect()
    }

    fn fill(&self, world: &GridWorld, agent: Cell, chased: Option<Cell>, out: &mut [f32]) {
        assert_eq!(out.len(), self.len(world.level()), "room for the observation of this level");
        match *self {
            Self::Relative => relative(world, agent, out),
            Self::RelativePhase => relative_phase(world, agent, chased, out),
            Self::View { size } => view::write(world, agent, chased, size, out),
        }
    }
}

fn relative(world: &GridWorld, agent: Cell, out: &mut [f32]) {
    let (obstacles, goals) = out.split_at_mut(4 * world.obstacles().len());
    for (slot, obstacle) in obstacles.as_chunks_mut::<4>().0.iter_mut().zip(world.obstacles()) {
        let (dx, dy) = obstacle.direction;
        *slot = [(obstacle.cell.x - agent.x) as f32, (obstacle.cell.y - agent.y) as f32, -1.0, -(dx + dy) as f32];
    }
    for (slot, goal) in goals.as_chunks_mut::<3>().0.iter_mut().zip(world.goals()) {
        *slot = [(goal.x - agent.x) as f32, (goal.y - agent.y) as f32, 1.0];
    }
}

fn relative_phase(world: &GridWorld, agent: Cell, chased: Option<Cell>, out: &mut [f32]) {
    let level = world.level();
    let (width, height) = (level.width as f32, level.height as f32);
    let (obstacles, goals) = out.split_at_mut(5 * world.obstacles().len());
    let described = world.obstacles().iter().zip(&level.obstacles);
    for (slot, (obstacle, Obstacle { motion, every, .. })) in obstacles.as_chunks_mut::<5>().0.iter_mut().zip(described)
    {
        let (nx, ny) = obstacle.next_direction(level, motion, chased_by(world, motion, obstacle.cell, chased));
        *slot = [
            (obstacle.cell.x - agent.x) as f32 / width,
            (obstacle.cell.y - agent.y) as f32 / height,
            nx as f32,
            ny as f32,
            obstacle.steps_until_move.saturating_sub(1) as f32 / every.saturating_sub(1).max(1) as f32,
        ];
    }
    for (slot, goal) in goals.as_chunks_mut::<2>().0.iter_mut().zip(world.goals()) {
        *slot = [(goal.x - agent.x) as f32 / width, (goal.y - agent.y) as f32 / height];
    }
}

/// The agent that a chaser at `cell` follows; nobody looks for one on behalf of the others.
#[inline]
fn chased_by(world: &GridWorld, motion: &Motion, cell: Cell, chased: Option<Cell>) -> Option<Cell> {
    match motion {
        Motion::Chase { .. } => chased.or_else(|| world.nearest_agent(cell)),
        _ => None,
    }
}

impl fmt::Display for Observation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Relative => f.pad("relative"),
            Self::RelativePhase => f.pad("relative-phase"),
            Self::View { size } => f.pad(&format!("view-{size}")),
        }
    }
}

/// A word that is no observation.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not an observation; use relative, relative-phase, view, or view-K with an odd K from 3 to 31")]
pub struct UnknownObservation(pub String);

impl FromStr for Observation {
    type Err = UnknownObservation;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownObservation(text.to_owned());
        match text {
            "relative" => Ok(Self::Relative),
            "relative-phase" => Ok(Self::RelativePhase),
            "view" => Ok(Self::VIEW),
            _ => {
                let size = text.strip_prefix("view-").and_then(|size| size.parse().ok()).ok_or_else(unknown)?;
                if view::SIZES.contains(&size) && size % 2 == 1 { Ok(Self::View { size }) } else { Err(unknown()) }
            }
        }
    }
}

impl TryFrom<String> for Observation {
    type Error = UnknownObservation;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Observation> for String {
    fn from(observation: Observation) -> Self {
        observation.to_string()
    }
}
