//! An obstacle as the level describes it, and where it is during an episode.
//! What a hit means is decided in the world.

use super::{Action, Cell, Level, Motion, motion};
use serde::{Deserialize, Serialize};

/// An obstacle of a level.
#[derive(Clone, Debug, PartialEq)]
pub struct Obstacle {
    /// Where it stands when an episode starts.
    pub at: Cell,
    /// How it moves.
    pub motion: Motion,
    /// Where a patrol heads first: right or left for `patrol-x`, down or up for `patrol-y`; `Stay` for all others.
    pub direction: Action,
    /// It is its turn on every `every`-th step (1 = each step).
    pub every: u32,
    /// Which of them: its turn comes on step `n` (from 1) when `n % every == phase % every`.
    pub phase: u32,
}

impl Obstacle {
    /// An obstacle whose turn comes on each step; patrols start to the right or downwards.
    #[must_use]
    pub fn new(at: Cell, motion: Motion) -> Self {
        Self { at, direction: motion.headings()[0], motion, every: 1, phase: 1 }
    }

    /// How many steps after step `steps` its next turn comes, 1 to `every`.
    pub(super) fn steps_until_move(&self, steps: u32) -> u32 {
        let every = self.every.max(1);
        let (now, turn) = (steps % every, self.phase % every);
        match (turn + every - now) % every {
            0 => every,
            until => until,
        }
    }

    /// Its state at the start of an episode, `steps` into it.
    pub(super) fn state(&self, steps: u32) -> ObstacleState {
        let direction = self.motion.path().map_or(self.direction.delta(), |path| motion::follow(path, self.at));
        ObstacleState { cell: self.at, previous: self.at, direction, steps_until_move: self.steps_until_move(steps) }
    }

    /// Its state at the start of an episode in which it begins at a random point of its own way, `number` being random.
    pub(super) fn state_at(&self, level: &Level, number: u64) -> ObstacleState {
        let every = u64::from(self.every.max(1));
        let (turns, wait) = (number / every, number % every);
        let mut state = self.state(0);
        if !self.motion.is_random() {
            let ways = self.way(level).count() as u64;
            state = self.way(level).nth((turns % ways) as usize).unwrap_or(state);
        }
        ObstacleState { steps_until_move: 1 + wait as u32, ..state }
    }

    /// Its states between its turns, from the first until all begins again, if it knows no chance: one for each turn.
    pub(super) fn way(&self, level: &Level) -> impl Iterator<Item = ObstacleState> {
        let next = |state: &ObstacleState| state.next_direction(level, &self.motion, None);
        let first = self.state(0);
        let turn = move |state: &ObstacleState| {
            let mut turned = *state;
            turned.advance(next(state));
            turned.previous = turned.cell;
            // Where it goes next is part of where it is: a patrol comes through each cell twice.
            ((turned.cell, next(&turned)) != (first.cell, next(&first))).then_some(turned)
        };
        std::iter::successors(Some(first), turn)
    }

    /// The cells of its way, if it knows no chance: a patrol's from end to end, a loop's once round; else the cell on which it begins.
    pub fn cells(&self, level: &Level) -> impl Iterator<Item = Cell> {
        let ways = if self.motion.is_random() { 1 } else { usize::MAX };
        self.way(level).take(ways).map(|state| state.cell)
    }

    /// All cells on which it can ever stand, row by row: those of its way, or where chance moves it, all that are connected with the
    /// one on which it begins.
    #[must_use]
    pub fn possible_cells(&self, level: &Level) -> Vec<Cell> {
        let way: Vec<Cell> = self.cells(level).collect();
        let distances = level.distances(&[self.at], |_| false);
        let is_possible = |cell: &Cell| match self.motion.is_random() {
            true => distances.at(*cell).is_some(),
            false => way.contains(cell),
        };
        level.cells().filter(is_possible).collect()
    }

    /// The obstacle that would begin an episode as this one stands.
    pub(super) fn beginning_at(&self, state: &ObstacleState) -> Self {
        let headings = self.motion.headings();
        let heading = headings.iter().find(|action| action.delta() == state.direction);
        Self {
            at: state.cell,
            direction: heading.copied().unwrap_or(self.direction),
            phase: state.steps_until_move,
            ..self.clone()
        }
    }
}

/// Where an obstacle is during an episode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObstacleState {
    /// Where it stands.
    pub cell: Cell,
    /// Where it stood before the last step (the same cell when it did not move).
    pub previous: Cell,
    /// The direction of its last move, `(dx, dy)`; before the first move where a patrol or a loop is heading, `(0, 0)` for all others.
    /// It changes with a move, not before: at an edge a patrol still shows the direction in which it came.
    pub direction: (i32, i32),
    /// After how many steps its turn comes, 1 = on the next step.
    pub steps_until_move: u32,
}

impl ObstacleState {
    /// Where it goes when its turn comes, as [`Motion::next`] says.
    #[inline]
    pub(super) fn next_direction(&self, level: &Level, motion: &Motion, target: Option<Cell>) -> (i32, i32) {
        motion.next(level, self.cell, self.direction, target)
    }

    /// Whether it hits an agent that went from `from` to `to` in the step that brought it here: both stand on one cell now,
    /// or, where `swap_hits`, they changed places. (Who stays on a cell is met there, not passed.)
    #[inline]
    pub(super) fn hits(&self, from: Cell, to: Cell, swap_hits: bool) -> bool {
        let meets = self.cell == to;
        let swaps = swap_hits & (from != to) & (self.cell == from) & (self.previous == to);
        meets | swaps
    }

    /// Moves by `direction` and remembers it.
    #[inline]
    pub(super) fn advance(&mut self, direction: (i32, i32)) {
        self.cell = self.cell.offset(direction);
        if direction != (0, 0) {
            self.direction = direction;
        }
    }
}
