//! Obstacles that are steered: which ones, where they begin, how what the hunter says reaches them, and whether they touch.

use super::Hunters;
use crate::gridworld::{Action, Cell, GridWorld, Level};

/// Steps on foot between hunter and runner as a round begins, at least.
pub(super) const APART: u32 = 4;
/// Turns that a hunter may have within a step of a goal, one after the other; with the next it is sent back.
pub(super) const WAIT: u32 = 5;

/// The steered obstacles of a round.
#[derive(Clone)]
pub(super) struct Hunt {
    /// Their numbers, each with where it was sent in the last step.
    pub orders: Vec<(usize, Action)>,
    hunters: Vec<Hunter>,
}

/// A steered obstacle.
#[derive(Clone)]
struct Hunter {
    obstacle: usize,
    /// Where it began.
    start: Cell,
    /// What it has been told and could not do yet, because it was not its turn.
    told: Action,
    /// Whether the last step was its turn.
    moved: bool,
    /// Turns that it has had within a step of a goal, one after the other.
    waited: u32,
}

impl Hunt {
    /// On a board as the round begins; the agent is the board's first. Hunters that are too near to it are moved away.
    pub fn new(world: &mut GridWorld, hunters: Hunters) -> Self {
        let obstacles: Vec<usize> = match hunters {
            Hunters::All => (0..world.obstacles().len()).collect(),
            Hunters::One => nearest(world).into_iter().collect(),
        };
        let hunter = |&obstacle: &usize| {
            let start = set_apart(world, obstacle);
            Hunter { obstacle, start, told: Action::Stay, moved: false, waited: 0 }
        };
        let hunters = obstacles.iter().map(hunter).collect();
        Self { orders: obstacles.into_iter().map(|obstacle| (obstacle, Action::Stay)).collect(), hunters }
    }

    /// Steers the obstacles in the next step. What is said is kept until an obstacle's turn comes or another direction is said, so that a
    /// slow obstacle misses no word; saying nothing is `Stay`.
    pub fn steer(&mut self, world: &mut GridWorld, said: Action) {
        for (hunter, order) in self.hunters.iter_mut().zip(&mut self.orders) {
            if said != Action::Stay {
                hunter.told = said;
            }
            *order = (hunter.obstacle, hunter.told);
            world.steer(hunter.obstacle, Some(hunter.told));
            hunter.moved = world.obstacles()[hunter.obstacle].steps_until_move <= 1;
            if hunter.moved {
                hunter.told = Action::Stay;
            }
        }
    }

    /// After a step that has not ended the round: sends each hunter that has waited beside a goal for too many of its own turns back to
    /// where it began, as soon as the agent is not there or next to it. Whether one was sent.
    pub fn send_back(&mut self, world: &mut GridWorld) -> bool {
        let mut sent = false;
        for hunter in self.hunters.iter_mut().filter(|hunter| hunter.moved) {
            let waits = is_beside(world.goals(), world.obstacles()[hunter.obstacle].cell);
            hunter.waited = if waits { hunter.waited + 1 } else { 0 };
            if hunter.waited > WAIT && !is_beside(world.agents(), hunter.start) {
                world.place_obstacle(hunter.obstacle, hunter.start);
                hunter.waited = 0;
                sent = true;
            }
        }
        sent
    }

    /// How many of them touched the agent in the last step, which it began on `from`.
    pub fn touches(&self, world: &GridWorld, from: Cell) -> u32 {
        let touching = |hunter: &&Hunter| world.touches(hunter.obstacle, from, world.agents()[0]);
        self.hunters.iter().filter(touching).count() as u32
    }

    /// Where the one steered obstacle is; `None` where there are several.
    pub fn cell(&self, world: &GridWorld) -> Option<Cell> {
        match &self.hunters[..] {
            [hunter] => Some(world.obstacles()[hunter.obstacle].cell),
            _ => None,
        }
    }
}

/// Whether hunters can begin far enough from the agent and its goals, wherever it starts.
pub(super) fn has_room(level: &Level) -> bool {
    let goals = if level.random_goal { &[][..] } else { &level.goals };
    let has_room = |start: Cell| {
        let steps = level.distances(&[start], |_| false);
        level.cells().any(|cell| steps.at(cell) >= Some(APART) && !is_beside(goals, cell))
    };
    let reachable = level.reachable();
    let drawn: Vec<Cell> = level.start_cells(&reachable, goals).filter(|_| level.random_start).collect();
    let starts = if drawn.is_empty() { &level.starts } else { &drawn };
    starts.iter().all(|&start| has_room(start))
}

/// Moves an obstacle to the nearest cell that is at least [`APART`] steps from the agent, not beside a goal, and free: of its own way where
/// there is one, else of the board. Where chance has left none it is the cell farthest from the agent. Where it begins now.
fn set_apart(world: &mut GridWorld, obstacle: usize) -> Cell {
    let level = world.level().clone();
    let here = world.obstacles()[obstacle].cell;
    let from_agent = level.distances(&world.agents()[..1], |_| false);
    let from_here = level.distances(&[here], |_| false);
    let is_apart = |cell: &Cell| from_agent.at(*cell) >= Some(APART) && !is_beside(world.goals(), *cell);
    if is_apart(&here) {
        return here;
    }
    let is_free = |cell: &Cell| is_apart(cell) && world.obstacles().iter().all(|other| other.cell != *cell);
    let nearest = |cells: &mut dyn Iterator<Item = Cell>| {
        cells.filter(is_free).min_by_key(|cell| from_here.at(*cell).unwrap_or(u32::MAX))
    };
    let start = nearest(&mut level.obstacles[obstacle].cells(&level))
        .or_else(|| nearest(&mut level.cells()))
        .or_else(|| level.cells().filter(|cell| !world.goals().contains(cell)).max_by_key(|cell| from_agent.at(*cell)))
        .unwrap_or(here);
    world.place_obstacle(obstacle, start);
    start
}

/// Whether a cell is one of these or next to one.
fn is_beside(cells: &[Cell], cell: Cell) -> bool {
    cells.iter().any(|other| other.distance(cell) <= 1)
}

/// The obstacle nearest to the agent's shortest way.
fn nearest(world: &GridWorld) -> Option<usize> {
    let way = shortest_way(world.level(), world.agents()[0], world.goals());
    let distance = |obstacle: &usize| {
        let at = world.obstacles()[*obstacle].cell;
        way.iter().map(|cell| cell.distance(at)).min()
    };
    (0..world.obstacles().len()).min_by_key(distance)
}

/// The cells of a shortest way on foot to the nearest goal, obstacles aside, from `start` on; of several the first in the order of
/// [`Action::ALL`]. The start alone where no goal can be reached.
fn shortest_way(level: &Level, start: Cell, goals: &[Cell]) -> Vec<Cell> {
    let distances = level.distances(goals, |_| false);
    let nearer = |cell: &Cell| {
        let steps = distances.at(*cell)?.checked_sub(1)?;
        let next = Action::ALL.into_iter().map(|action| level.destination(*cell, action));
        next.into_iter().find(|next| distances.at(*next) == Some(steps))
    };
    std::iter::successors(Some(start), nearer).collect()
}
