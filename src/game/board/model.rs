//! What a board shows, as plain data that somebody fills every frame.
//! No drawing here, and no simulation: cells, directions and numbers only.

use bevy::prelude::*;

use crate::{
    gridworld::{Action, Cell, GridWorld, MotionKind, Optimum},
    learning::ActionValues,
    panels::{Needs, Overlays},
};

use super::{Placement, ValueRange};

/// One board, as it is to be shown now. Lists per cell are row by row, `width * height` long; missing entries draw nothing.
/// Whoever draws a part of it requires here what it remembers of each board.
#[derive(Component, Clone, Debug, Default, PartialEq)]
#[require(Overlays, Placement, Transform, Visibility)]
pub struct BoardModel {
    /// Boards are laid out in this order, left to right, then downwards.
    pub slot: usize,
    /// Shown above the board, to the left.
    pub title: String,
    /// Shown above the board, to the right, where it fits.
    pub note: String,
    /// The height of its letters where they are not as high as other boards', world units.
    pub note_size: Option<f32>,
    /// Cells in a row.
    pub width: i32,
    /// Rows.
    pub height: i32,
    /// Per cell, row by row, whether it is a wall.
    pub walls: Vec<bool>,
    /// Where agents begin.
    pub starts: Vec<Cell>,
    /// Where they want to be.
    pub goals: Vec<Cell>,
    /// The agents, by seat.
    pub agents: Vec<AgentView>,
    /// Where a ghost comes from and goes to: somebody who is not there.
    pub ghost: Option<[Cell; 2]>,
    /// The obstacles.
    pub obstacles: Vec<ObstacleView>,
    /// Ways that were walked, or could have been, drawn side by side over the cells.
    pub paths: Vec<PathView>,
    /// How far the pieces have come from their `from` to their `to`, 0 to 1, in time: easing is done here.
    pub progress: f32,
    /// Per cell what an agent says of each action there.
    pub values: Option<Values>,
    /// The same for the heat map and the figures, where they show more cells than the arrows.
    pub heat: Option<Values>,
    /// The heat map's scale where it is not that of the present values: a clip keeps one from its beginning to its end.
    pub scale: Option<ValueRange>,
    /// Per cell the optimal value of each action; the best ones (ties included) are drawn.
    pub optimum: Option<Vec<Option<[f32; 5]>>>,
    /// The cells on which obstacles begin, while editing.
    pub origins: Vec<Cell>,
    /// The cell under the mouse, while editing.
    pub hovered: Option<Cell>,
    /// The cell that is being edited.
    pub selected: Option<Cell>,
}

impl BoardModel {
    /// Shows a world: board, goals and obstacles as they are now, with its agents as described.
    pub fn show(&mut self, world: &GridWorld, progress: f32, agents: impl IntoIterator<Item = AgentView>) {
        let level = world.level();
        (self.width, self.height, self.progress) = (level.width, level.height, progress);
        self.walls.clear();
        self.walls.extend(level.cells().map(|cell| level.is_wall(cell)));
        self.starts.clone_from(&level.starts);
        self.goals.clear();
        self.goals.extend_from_slice(world.goals());
        self.obstacles.clear();
        let obstacles = world.obstacles().iter().zip(&level.obstacles).enumerate();
        self.obstacles.extend(obstacles.map(|(index, (obstacle, rule))| ObstacleView {
            from: near(obstacle.previous, obstacle.cell),
            to: obstacle.cell,
            next: world.next_direction(index),
            steps_until_move: obstacle.steps_until_move,
            motion: rule.motion.kind(),
            seat: None,
        }));
        self.agents.clear();
        self.agents.extend(agents.into_iter().map(|agent| AgentView { from: near(agent.from, agent.to), ..agent }));
    }

    /// Shows a ghost, or none: it glides as pieces do.
    pub fn haunt(&mut self, ghost: Option<[Cell; 2]>) {
        self.ghost = ghost.map(|[from, to]| [near(from, to), to]);
    }

    /// Marks obstacles that a seat steers.
    pub fn mark_steered(&mut self, steered: impl IntoIterator<Item = usize>, seat: usize) {
        for obstacle in steered {
            if let Some(obstacle) = self.obstacles.get_mut(obstacle) {
                obstacle.seat = Some(seat);
            }
        }
    }

    /// Shows what is expected and what would be best on every cell, as far as the overlays draw it.
    pub fn show_values(
        &mut self,
        overlays: Overlays,
        values: impl FnOnce() -> Option<Values>,
        (optimum, world): (Option<&Optimum>, &GridWorld),
    ) {
        self.values = if overlays.need(Needs::Values) { values() } else { None };
        self.optimum = optimum.filter(|_| overlays.need(Needs::Optimum)).map(|optimum| optimum.evaluate_cells(world));
    }

    /// The place of `cell` in the lists per cell; `None` outside the board.
    pub fn index(&self, cell: Cell) -> Option<usize> {
        let inside = (0..self.width).contains(&cell.x) && (0..self.height).contains(&cell.y);
        inside.then(|| (cell.y * self.width + cell.x) as usize)
    }

    /// Whether `cell` is a wall; there are none outside the board.
    pub fn is_wall(&self, cell: Cell) -> bool {
        self.index(cell).and_then(|index| self.walls.get(index)).is_some_and(|wall| *wall)
    }

    /// All cells, row by row, with their place in the lists per cell.
    pub fn cells(&self) -> impl Iterator<Item = (usize, Cell)> + use<> {
        let (width, height) = (self.width.max(0), self.height.max(0));
        (0..height).flat_map(move |y| (0..width).map(move |x| ((y * width + x) as usize, Cell { x, y })))
    }

    /// The board's size in cells; never negative.
    pub fn size(&self) -> IVec2 {
        IVec2::new(self.width.max(0), self.height.max(0))
    }
}

/// What is said of the actions, per cell; nothing for walls, goals and what is not known.
pub type Values = Vec<Option<CellValues>>;

/// Where a piece glides from: pieces glide to a neighbouring cell; a longer way is a jump, such as into a new episode, after which
/// they stand at once.
fn near(before: Cell, now: Cell) -> Cell {
    if before.distance(now) <= 1 { before } else { now }
}

/// What an agent says of the actions on a cell. Agents of one board may say different things: each cell has its own kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CellValues {
    /// One number for each action.
    pub values: [f32; Action::COUNT],
    /// What the numbers are.
    pub kind: ActionValues,
}

impl CellValues {
    /// One agent's values of every cell.
    pub fn of_one(values: Vec<Option<[f32; Action::COUNT]>>, kind: ActionValues) -> Values {
        values.into_iter().map(|values| values.map(|values| Self { values, kind })).collect()
    }
}

/// An agent between two cells.
#[derive(Clone, Debug, PartialEq)]
pub struct AgentView {
    /// The cell that it leaves.
    pub from: Cell,
    /// The cell that it comes to, or the same one.
    pub to: Cell,
    /// Where it wants to go, (dx, dy) with y downwards; (0, 0) looks at the viewer. Into a wall it gives a little bump.
    pub facing: (i32, i32),
    /// Which seat it plays for, 0 to 3: colour and shape.
    pub seat: usize,
    /// False once its episode has ended while others still play.
    pub alive: bool,
    /// Whether it has won, once that is decided: its face shows it when it has arrived. `None` before, and where nobody has.
    pub won: Option<bool>,
    /// The cells before `from`, the oldest first.
    pub trail: Vec<Cell>,
}

/// A way over the board.
#[derive(Clone, Debug, PartialEq)]
pub struct PathView {
    /// Its pieces, each from its first cell to its last; between two pieces nobody walked.
    pub pieces: Vec<Vec<Cell>>,
    /// Who went it.
    pub whose: PathOf,
}

/// Who went a way: its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathOf {
    /// The agent of a seat, 0 to 3.
    Seat(usize),
    /// Nobody: it is the best that could be done.
    Optimum,
    /// A ghost.
    Ghost,
}

/// An obstacle between two cells, and what it will do next.
#[derive(Clone, Debug, PartialEq)]
pub struct ObstacleView {
    /// The cell that it leaves.
    pub from: Cell,
    /// The cell that it comes to, or the same one.
    pub to: Cell,
    /// Its next move, (dx, dy) with y downwards; (0, 0) where chance decides.
    pub next: (i32, i32),
    /// 1 where it moves on the very next step.
    pub steps_until_move: u32,
    /// How it moves.
    pub motion: MotionKind,
    /// The seat that steers it in a hunt.
    pub seat: Option<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_indices_agree() {
        let model = BoardModel { width: 4, height: 3, ..default() };
        let mut count = 0;
        for (index, cell) in model.cells() {
            assert_eq!(model.index(cell), Some(index));
            assert_eq!(index, count);
            count += 1;
        }
        assert_eq!(count, 12);
        assert_eq!(model.index(Cell { x: 4, y: 0 }), None);
        assert_eq!(model.index(Cell { x: 0, y: -1 }), None);
    }

    #[test]
    fn short_lists_and_outer_cells_are_no_walls() {
        let model = BoardModel { width: 2, height: 2, walls: vec![true], ..default() };
        assert!(model.is_wall(Cell { x: 0, y: 0 }));
        assert!(!model.is_wall(Cell { x: 1, y: 1 }));
        assert!(!model.is_wall(Cell { x: -1, y: 0 }));
    }
}
