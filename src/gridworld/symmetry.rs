//! The symmetries of a level: which ways to mirror or turn the board leave everything on it as it is.
//! Who starts where in a match is decided there; here is only which start cells are worth the same.

use super::{Action, Cell, Level, Motion, Obstacle};

/// One of the eight ways to lay a rectangle onto itself: axes may change places, then each may be turned round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Symmetry {
    swaps_axes: bool,
    flips_x: bool,
    flips_y: bool,
}

impl Symmetry {
    /// All but the one that changes nothing: mirrored left and right, up and down, turned by half, then those that only a square has.
    fn all() -> impl Iterator<Item = Self> {
        let flips = [(false, false), (true, false), (false, true), (true, true)];
        [false, true]
            .into_iter()
            .flat_map(move |swaps_axes| flips.map(|(flips_x, flips_y)| Self { swaps_axes, flips_x, flips_y }))
            .skip(1)
    }

    fn direction(self, (dx, dy): (i32, i32)) -> (i32, i32) {
        let (dx, dy) = if self.swaps_axes { (dy, dx) } else { (dx, dy) };
        (if self.flips_x { -dx } else { dx }, if self.flips_y { -dy } else { dy })
    }

    fn cell(self, level: &Level, cell: Cell) -> Cell {
        let (x, y) = if self.swaps_axes { (cell.y, cell.x) } else { (cell.x, cell.y) };
        let x = if self.flips_x { level.width - 1 - x } else { x };
        let y = if self.flips_y { level.height - 1 - y } else { y };
        Cell::new(x, y)
    }

    fn action(self, action: Action) -> Action {
        let direction = self.direction(action.delta());
        // The image of a unit step is one, so it is always found.
        Action::ALL.into_iter().find(|action| action.delta() == direction).unwrap_or(action)
    }

    /// An obstacle's image; `None` where its motion has none, because a chaser that is torn between two axes takes the row.
    fn obstacle(self, level: &Level, obstacle: &Obstacle) -> Option<Obstacle> {
        let motion = match &obstacle.motion {
            Motion::PatrolX if self.swaps_axes => Motion::PatrolY,
            Motion::PatrolY if self.swaps_axes => Motion::PatrolX,
            Motion::Chase { .. } if self.swaps_axes => return None,
            Motion::Loop { path } => Motion::Loop { path: path.iter().map(|&cell| self.cell(level, cell)).collect() },
            other => other.clone(),
        };
        Some(Obstacle {
            at: self.cell(level, obstacle.at),
            motion,
            direction: self.action(obstacle.direction),
            ..*obstacle
        })
    }

    /// Whether walls, goals and obstacles, with the way and the time in which those move, are the same afterwards.
    fn holds(self, level: &Level) -> bool {
        let walls = || level.cells().all(|cell| level.is_wall(cell) == level.is_wall(self.cell(level, cell)));
        let goals = || level.goals.iter().all(|&goal| level.goals.contains(&self.cell(level, goal)));
        let obstacles = || {
            let mut left: Vec<&Obstacle> = level.obstacles.iter().collect();
            level.obstacles.iter().all(|obstacle| {
                let Some(image) = self.obstacle(level, obstacle) else {
                    return false;
                };
                let found = left.iter().position(|other| moves_alike(&image, other));
                found.map(|index| left.swap_remove(index)).is_some()
            })
        };
        (!self.swaps_axes || level.width == level.height) && walls() && goals() && obstacles()
    }
}

/// Whether two obstacles are always on the same cell.
fn moves_alike(a: &Obstacle, b: &Obstacle) -> bool {
    let motions = match (&a.motion, &b.motion) {
        (Motion::Loop { path: a_path }, Motion::Loop { path: b_path }) => from(a_path, a.at) == from(b_path, b.at),
        (a, b) => a == b,
    };
    let every = a.every.max(1);
    motions && a.at == b.at && a.direction == b.direction && a.every == b.every && a.phase % every == b.phase % every
}

/// A closed path as it goes on from one of its cells.
fn from(path: &[Cell], at: Cell) -> Vec<Cell> {
    let start = path.iter().position(|&cell| cell == at).unwrap_or(0);
    path[start..].iter().chain(&path[..start]).copied().collect()
}

impl Level {
    /// The first start cell and every cell that is worth exactly the same by a symmetry of the level, each once. Obstacles left to chance
    /// are as likely there, not as lucky. Only the first start cell itself where starts or goals are random.
    #[must_use]
    pub fn mirrored_starts(&self) -> Vec<Cell> {
        let mut cells: Vec<Cell> = self.starts.first().copied().into_iter().collect();
        if self.random_start || self.random_goal {
            return cells;
        }
        if let Some(&start) = self.starts.first() {
            for symmetry in Symmetry::all().filter(|symmetry| symmetry.holds(self)) {
                let image = symmetry.cell(self, start);
                if !cells.contains(&image) {
                    cells.push(image);
                }
            }
        }
        cells
    }
}
