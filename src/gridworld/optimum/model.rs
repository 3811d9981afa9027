//! A level as tables: cells as numbers, where obstacles are at each time, what chance can do.
//! No values here: those are in `solve.rs`.

use super::{
    decimal,
    roaming::{Places, Roaming},
};
use crate::gridworld::{Action, Cell, Level, Obstacle};

/// An obstacle that knows no chance: the cells that it stands on between its turns, round and round.
#[derive(Clone, Debug)]
pub(super) struct Fixed {
    pub every: u32,
    pub phase: u32,
    pub cells: Vec<u16>,
}

impl Fixed {
    /// Where it stands after `time` steps.
    pub fn cell_at(&self, time: usize) -> u16 {
        // Its turns among the steps 1..=time: those n with n % every == phase % every.
        let (every, phase) = (self.every as usize, self.phase as usize % self.every as usize);
        let turns = (time + every - phase) / every - usize::from(phase == 0);
        self.cells[turns % self.cells.len()]
    }
}

/// The level as tables.
#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    pub cells: Vec<Cell>,
    width: i32,
    height: i32,
    numbers: Vec<u16>,
    /// Where each action leads from each cell.
    pub destinations: Vec<[u16; Action::COUNT]>,
    pub period: usize,
    pub fixed: Vec<Fixed>,
    pub roaming: Vec<Roaming>,
    /// Whether each obstacle of the level is in `roaming` (else in `fixed`), in the level's order.
    pub is_roaming: Vec<bool>,
    /// Where the obstacles start.
    pub obstacle_cells: Vec<u16>,
    /// Joint places of the roaming obstacles.
    pub places: Places,
    /// For each cell of the agent and each cell: which actions lead there, packed.
    contacts: Vec<u64>,
    /// Goals that can lie together, each set sorted, all sets sorted.
    pub goal_sets: Vec<Vec<u16>>,
    /// For each set, for each cell, whether a goal lies there.
    goal_cells: Vec<bool>,
    /// At each time, for each cell, how many fixed obstacles stand there.
    hits: Vec<u16>,
    /// At each time, for each cell and action: how many fixed obstacles come to that cell from where the action leads.
    swaps: Vec<[u16; Action::COUNT]>,
    pub swap_hits: bool,
    pub hit_ends: bool,
    /// Where a hit leads that does not end the episode; `None` where the agent plays on.
    pub restart: Option<usize>,
    pub goal_reward: f64,
    pub hit_reward: f64,
    pub step_reward: f64,
}

const NO_CELL: u16 = u16::MAX;
/// Room for the hits of one action where those of five are packed into a u64: far more than a budget has obstacles for.
const PACK_BITS: usize = 12;

impl Model {
    /// The tables of a level that has been checked and found small enough.
    pub fn new(level: &Level, period: usize) -> Self {
        let cells: Vec<Cell> = level.cells().filter(|&cell| !level.is_wall(cell)).collect();
        let mut model = Self {
            width: level.width,
            height: level.height,
            numbers: vec![NO_CELL; (level.width * level.height) as usize],
            period,
            is_roaming: level.obstacles.iter().map(|obstacle| obstacle.motion.is_random()).collect(),
            places: Places::new(level, cells.len()),
            swap_hits: level.swap_hits,
            hit_ends: level.hit_ends,
            goal_reward: decimal(level.rewards.goal),
            hit_reward: decimal(level.rewards.hit),
            step_reward: decimal(level.rewards.step),
            cells,
            ..Self::default()
        };
        for (number, cell) in model.cells.iter().enumerate() {
            model.numbers[(cell.y * level.width + cell.x) as usize] = number as u16;
        }
        model.restart = level.restarts().then(|| usize::from(model.known(level.starts[0])));
        let lead = |cell: &Cell| Action::ALL.map(|action| model.known(level.destination(*cell, action)));
        model.destinations = model.cells.iter().map(lead).collect();
        model.goal_sets = model.all_goal_sets(level);
        model.goal_cells = vec![false; model.goal_sets.len() * model.cells.len()];
        for (set, goals) in model.goal_sets.iter().enumerate() {
            for &goal in goals {
                model.goal_cells[set * model.cells.len() + usize::from(goal)] = true;
            }
        }
        for obstacle in &level.obstacles {
            model.obstacle_cells.push(model.known(obstacle.at));
            let roaming = Roaming::new(level, obstacle, &model.cells, |cell| model.known(cell));
            if let Some(roaming) = roaming {
                model.roaming.push(roaming);
            } else {
                let Obstacle { every, phase, .. } = *obstacle;
                let cells = obstacle.way(level).map(|state| model.known(state.cell)).collect();
                model.fixed.push(Fixed { every, phase, cells });
            }
        }
        if !model.roaming.is_empty() {
            model.contacts = vec![0; model.cells.len() * model.cells.len()];
            for (agent, destinations) in model.destinations.iter().enumerate() {
                for (action, &to) in destinations.iter().enumerate() {
                    model.contacts[agent * model.cells.len() + usize::from(to)] |= 1 << (action * PACK_BITS);
                }
            }
        }
        model.place_fixed();
        model
    }

    /// The number of a cell; `None` for walls and cells off the board.
    pub fn number(&self, cell: Cell) -> Option<u16> {
        let inside = cell.x >= 0 && cell.y >= 0 && cell.x < self.width && cell.y < self.height;
        let number = inside.then(|| self.numbers[(cell.y * self.width + cell.x) as usize])?;
        (number != NO_CELL).then_some(number)
    }

    /// The number of a cell that a checked level says is free.
    pub fn known(&self, cell: Cell) -> u16 {
        self.number(cell).expect("a checked level has nobody in a wall")
    }

    fn all_goal_sets(&self, level: &Level) -> Vec<Vec<u16>> {
        let reachable = level.reachable();
        let candidates: Vec<u16> = level.goal_cells(&reachable).map(|cell| self.known(cell)).collect();
        if level.random_goal && candidates.len() >= level.goals.len() {
            return combinations(&candidates, level.goals.len());
        }
        let mut goals: Vec<u16> = level.goals.iter().map(|&cell| self.known(cell)).collect();
        goals.sort_unstable();
        vec![goals]
    }

    fn place_fixed(&mut self) {
        let cells = self.cells.len();
        self.hits = vec![0; self.period * cells];
        self.swaps = vec![[0; Action::COUNT]; if self.swap_hits { self.period * cells } else { 0 }];
        for time in 0..self.period {
            for fixed in &self.fixed {
                let here = fixed.cell_at(time);
                self.hits[time * cells + usize::from(here)] += 1;
                let before = fixed.cell_at((time + self.period - 1) % self.period);
                if self.swap_hits && before != here {
                    let came = self.destinations[usize::from(here)].iter().position(|&to| to == before);
                    // An obstacle moves to a cell beside it, so one of the actions leads back.
                    let came = came.expect("obstacles move one cell at a time");
                    self.swaps[time * cells + usize::from(here)][came] += 1;
                }
            }
        }
    }

    /// Whether a goal of this set lies on this cell.
    #[inline]
    pub fn is_goal(&self, goals: usize, cell: usize) -> bool {
        self.goal_cells[goals * self.cells.len() + cell]
    }

    /// For each action whether it makes an agent meet a roaming obstacle that goes from one cell to another, packed.
    #[inline]
    pub fn roaming_hits(&self, agent: usize, from: usize, to: usize) -> u64 {
        let contacts = &self.contacts[agent * self.cells.len()..];
        if self.swap_hits && to == agent && from != agent { contacts[to] + contacts[from] } else { contacts[to] }
    }

    /// The number packed for one action.
    #[inline]
    pub fn unpack(packed: u64, action: usize) -> u32 {
        (packed >> (action * PACK_BITS)) as u32 & ((1 << PACK_BITS) - 1)
    }

    /// The time after this one.
    #[inline]
    pub fn after(&self, time: usize) -> usize {
        if time + 1 == self.period { 0 } else { time + 1 }
    }

    /// Where the states of one place (a rank), time and set of goals begin: one for each cell of the agent.
    #[inline]
    pub fn row(&self, goals: usize, time: usize, place: usize) -> usize {
        ((goals * self.period + time) * self.places.count() + place) * self.cells.len()
    }

    /// How many states there are, alike ones counted once.
    pub fn states(&self) -> usize {
        self.row(self.goal_sets.len(), 0, 0)
    }

    /// How many fixed obstacles hit an agent that goes from one cell to another by this action, arriving at `time`.
    #[inline]
    pub fn fixed_hits(&self, time: usize, from: usize, action: usize, to: usize) -> u32 {
        let cells = self.cells.len();
        let mut hits = u32::from(self.hits[time * cells + to]);
        if self.swap_hits {
            hits += u32::from(self.swaps[time * cells + from][action]);
        }
        hits
    }

    /// Whether an obstacle with this cadence moves on the step that leads to `time` (in the period; its end is its start).
    #[inline]
    pub fn is_turn(&self, time: usize, every: u32, phase: u32) -> bool {
        time % every as usize == phase as usize % every as usize
    }
}

/// All ways to choose `count` of the sorted `from`, in order.
fn combinations(from: &[u16], count: usize) -> Vec<Vec<u16>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (index, &first) in from.iter().enumerate() {
        for mut rest in combinations(&from[index + 1..], count - 1) {
            rest.insert(0, first);
            all.push(rest);
        }
    }
    all
}
