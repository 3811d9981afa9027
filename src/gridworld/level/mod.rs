//! A level: the board, who stands where, and the settings of the rules.
//! Nothing here changes during an episode; reading and writing its file is in `file.rs` and `text.rs`.

mod built_in;
mod check;
mod error;
mod file;
pub mod limits;
mod map;
mod set;
pub mod shared_level;
mod text;

pub use error::{LevelError, LevelProblem};

use super::{Action, Cell, Obstacle};
use crate::names::named;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What an agent gets for what happens to it in a step; the parts add up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rewards {
    /// For standing on a goal.
    pub goal: f32,
    /// For each hit.
    pub hit: f32,
    /// For each step, whatever happens.
    pub step: f32,
}

impl Default for Rewards {
    /// The course's: +1 for the goal, -1 for each hit, steps cost nothing.
    fn default() -> Self {
        Self { goal: 1.0, hit: -1.0, step: 0.0 }
    }
}

impl Rewards {
    /// The return of so many steps with so many hits and goals, each reward taken as its file says it. It does not depend on the order in
    /// which things happened, as a running sum of rounded numbers does.
    #[must_use]
    pub fn total(&self, steps: u32, hits: u32, goals: u32) -> f64 {
        let sum = |count: u32, reward: f32| f64::from(count) * decimal(reward);
        sum(steps, self.step) + sum(hits, self.hit) + sum(goals, self.goal)
    }
}

/// A setting as its file says it: 0.1 and not the f32 nearest to it, so that ten tenths make one.
pub(super) fn decimal(setting: f32) -> f64 {
    setting.to_string().parse().unwrap_or_else(|_| f64::from(setting))
}

/// A level. [`Level::check`] says whether it can be played; levels from files have been checked.
///
/// It travels (in saved runs, replays and settings) as the text of its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Its name: for built-in levels the word that commands know it by.
    pub name: String,
    /// One sentence about it, or nothing.
    pub about: String,
    /// Columns.
    pub width: i32,
    /// Rows.
    pub height: i32,
    /// Row by row, whether a wall stands there.
    walls: Vec<bool>,
    /// A start cell for each agent.
    pub starts: Vec<Cell>,
    /// Cells that end the episode for the agent that enters one.
    pub goals: Vec<Cell>,
    /// The obstacles, in the order in which they move and are observed.
    pub obstacles: Vec<Obstacle>,
    /// What happens is worth.
    pub rewards: Rewards,
    /// Whether a hit ends the agent's episode.
    pub hit_ends: bool,
    /// What a hit that does not end the episode does to the agent; where nothing is said, it plays on.
    pub on_hit: Option<OnHit>,
    /// Whether an agent and an obstacle that change places hit each other.
    pub swap_hits: bool,
    /// After how many steps an episode is truncated.
    pub max_steps: u32,
    /// Whether agents start on a random cell in each episode: one of [`Level::start_cells`].
    pub random_start: bool,
    /// Whether goals lie on random cells in each episode: different ones of [`Level::goal_cells`].
    pub random_goal: bool,
    /// Whether each obstacle begins each episode at a random point of its own way: all steps of a patrol or a loop are equally
    /// likely. One that chance moves begins on its cell, with a random number of steps until its turn. Where nothing is said, phases
    /// are those of the level.
    pub random_phases: Option<bool>,
}

named! {
    /// What a hit does to an agent whose episode goes on.
    OnHit, "on-hit", {
        /// It plays on where it stands.
        Continue = "continue",
        /// It is put back to where it started the episode.
        Restart = "restart",
    }
}

impl Level {
    /// An empty board of `width` x `height` cells: the agent starts top left, the goal is bottom right, nothing moves.
    /// Sides are brought into the [`limits`].
    #[must_use]
    pub fn empty(name: &str, width: i32, height: i32) -> Self {
        let (width, height) = (width.clamp(1, limits::SIDE), height.clamp(1, limits::SIDE));
        Self {
            name: name.to_owned(),
            about: String::new(),
            width,
            height,
            walls: vec![false; width as usize * height as usize],
            starts: vec![Cell::new(0, 0)],
            goals: vec![Cell::new(width - 1, height - 1)],
            obstacles: Vec::new(),
            rewards: Rewards::default(),
            hit_ends: false,
            on_hit: None,
            swap_hits: false,
            max_steps: 200,
            random_start: false,
            random_goal: false,
            random_phases: None,
        }
    }

    /// Whether a hit leads an agent back to where it started the episode.
    #[inline]
    #[must_use]
    pub fn restarts(&self) -> bool {
        self.on_hit == Some(OnHit::Restart)
    }

    /// Whether obstacles begin each episode at random points of their ways.
    #[must_use]
    pub fn draws_phases(&self) -> bool {
        self.random_phases == Some(true) && !self.obstacles.is_empty()
    }

    /// The setting that makes every episode another game, if one does: then each episode has an optimum of its own, and the level none.
    #[must_use]
    pub fn each_episode(&self) -> Option<&'static str> {
        if self.draws_phases() {
            return Some("random_phases");
        }
        (self.random_start && self.restarts()).then_some("random_start")
    }

    /// The level as a race is run on it. A hit leads back to the start, unless hits end the episode or the level says what they do. Phases,
    /// start and goal are drawn, unless the level says that phases are not, or nothing moves. So no sequence of keys that was learned by
    /// heart wins.
    #[must_use]
    pub fn for_race(&self) -> Self {
        let on_hit = self.on_hit.or((!self.hit_ends).then_some(OnHit::Restart));
        let is_drawn = self.random_phases.unwrap_or_else(|| self.has_motion());
        let (random_start, random_goal) = (self.random_start || is_drawn, self.random_goal || is_drawn);
        Self { on_hit, random_phases: Some(is_drawn), random_start, random_goal, ..self.clone() }
    }

    /// Whether the cell lies on the board.
    #[inline]
    #[must_use]
    pub const fn contains(&self, cell: Cell) -> bool {
        // As unsigned numbers those below zero are beyond any width: one comparison an axis, and no branch between them.
        ((cell.x as u32) < self.width as u32) & ((cell.y as u32) < self.height as u32)
    }

    /// Whether nobody can stand there: a wall, or off the board.
    #[inline]
    #[must_use]
    pub fn is_wall(&self, cell: Cell) -> bool {
        // A missing entry counts as a wall, so that a level whose public width was changed by hand cannot make a step panic.
        !self.contains(cell) || self.walls.get(self.index(cell)).copied().unwrap_or(true)
    }

    /// For each cell of a row, from the left, whether a wall stands there; nothing for a row off the board.
    #[inline]
    pub(in crate::gridworld) fn walls_in_row(&self, y: i32) -> &[bool] {
        let rest = if self.contains(Cell::new(0, y)) { self.walls.get(self.index(Cell::new(0, y))..) } else { None };
        rest.map_or(&[], |rest| &rest[..rest.len().min(self.width as usize)])
    }

    /// Builds a wall on a cell, or takes it away; cells off the board are left alone.
    pub fn set_wall(&mut self, cell: Cell, wall: bool) {
        if self.contains(cell) {
            let index = self.index(cell);
            if let Some(there) = self.walls.get_mut(index) {
                *there = wall;
            }
        }
    }

    /// Where an action leads from a cell: walls and edges are a no-op.
    #[inline]
    #[must_use]
    pub fn destination(&self, from: Cell, action: Action) -> Cell {
        let to = from.offset(action.delta());
        if self.is_wall(to) { from } else { to }
    }

    /// All cells, row by row.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + use<> {
        let (width, height) = (self.width, self.height);
        (0..height).flat_map(move |y| (0..width).map(move |x| Cell::new(x, y)))
    }

    /// The cells that can be reached on foot from the first start cell, row by row.
    #[must_use]
    pub fn reachable(&self) -> Vec<Cell> {
        let distances = self.distances(&self.starts[..self.starts.len().min(1)], |_| false);
        self.cells().filter(|&cell| distances.at(cell).is_some()).collect()
    }

    /// The cells on which a random goal may lie, out of `reachable` ones: no obstacle starts there, and no agent where starts are fixed.
    pub fn goal_cells<'a>(&'a self, reachable: &'a [Cell]) -> impl Iterator<Item = Cell> + 'a {
        reachable
            .iter()
            .copied()
            .filter(|cell| !self.obstacle_starts_at(*cell) && (self.random_start || !self.starts.contains(cell)))
    }

    /// The cells on which an agent may start at random, out of `reachable` ones: no obstacle starts there and no goal lies there.
    pub fn start_cells<'a>(&'a self, reachable: &'a [Cell], goals: &'a [Cell]) -> impl Iterator<Item = Cell> + 'a {
        reachable.iter().copied().filter(|cell| !self.obstacle_starts_at(*cell) && !goals.contains(cell))
    }

    fn obstacle_starts_at(&self, cell: Cell) -> bool {
        self.obstacles.iter().any(|obstacle| obstacle.at == cell)
    }

    #[inline]
    pub(in crate::gridworld) const fn index(&self, cell: Cell) -> usize {
        cell.y as usize * self.width as usize + cell.x as usize
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_toml())
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_own_toml(&text, "the level inside").map_err(serde::de::Error::custom)
    }
}
