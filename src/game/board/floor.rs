//! The part of a board that stands still: frame, cells, walls, start marks.
//! Repainted only when the level, the grid switch or the palette changes.

use bevy::prelude::*;

use crate::{gridworld::Cell, panels::Overlays};

use super::{
    BoardModel, BoardPalette, BoardParts, BoardSystems, Painter, Shape,
    easing::centre,
    geometry::BORDER,
    parts::{Canvas, hang},
};

/// Free room around a cell's tile, in cells.
pub const GAP: f32 = 0.03;
/// A tile's corner radius, in cells.
pub const ROUND: f32 = 0.1;

/// What the floor was last painted from.
#[derive(Component, Clone, Debug, Default)]
pub struct FloorPlan {
    size: IVec2,
    walls: Vec<bool>,
    starts: Vec<Cell>,
    origins: Vec<Cell>,
    grid: bool,
}

impl FloorPlan {
    fn of(model: &BoardModel, grid: bool) -> Self {
        Self {
            size: model.size(),
            walls: model.walls.clone(),
            starts: model.starts.clone(),
            origins: model.origins.clone(),
            grid,
        }
    }

    /// Whether it is that of the board, found out without copies.
    fn is_of(&self, model: &BoardModel, wants_grid: bool) -> bool {
        let Self { size, walls, starts, origins, grid } = self;
        (*size, *grid) == (model.size(), wants_grid)
            && (walls, starts, origins) == (&model.walls, &model.starts, &model.origins)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.register_required_components::<BoardModel, FloorPlan>();
    app.add_systems(PostUpdate, draw_floors.in_set(BoardSystems::Draw));
}

fn draw_floors(
    palette: Res<BoardPalette>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut boards: Query<(&BoardModel, &Overlays, &BoardParts, &mut FloorPlan)>,
    mut canvases: Query<(&Mesh2d, &mut Visibility), With<Canvas>>,
) {
    for (model, overlays, parts, mut plan) in &mut boards {
        let grid = overlays.grid;
        if plan.is_of(model, grid) && !palette.is_changed() {
            continue;
        }
        *plan = FloorPlan::of(model, grid);
        let painter = paint_floor(model, grid, &palette);
        hang(painter, parts.floor, &mut canvases, &mut meshes);
    }
}

fn paint_floor(model: &BoardModel, grid: bool, palette: &BoardPalette) -> Painter {
    let size = model.size().as_vec2();
    let mut painter = Painter::with_room_for(model.walls.len() * 2 + 16);
    let middle = size / 2.0;
    let half = middle + Vec2::splat(BORDER);
    let shadow = Shape::rectangle(middle + Vec2::new(0.0, 0.08), half).rounded(0.24).blurred(0.12);
    painter.draw(shadow, palette.shadow.with_alpha(0.28));
    painter.draw(Shape::rectangle(middle, half).rounded(0.24), palette.floor);
    if grid {
        for (_, cell) in model.cells() {
            let odd = (cell.x + cell.y) % 2 == 1;
            let colour = if odd { palette.cell_alt } else { palette.cell };
            painter.draw(tile(cell), colour);
        }
    } else {
        let plate = Shape::rectangle(middle, middle - Vec2::splat(GAP)).rounded(ROUND);
        painter.draw(plate, palette.cell);
    }
    for start in &model.starts {
        let mark = Shape::rectangle(centre(*start), Vec2::splat(0.42)).rounded(0.07).stroke(0.03);
        painter.draw(mark, palette.ink_dim.with_alpha(0.6));
    }
    for origin in &model.origins {
        let mark = Shape::polygon(centre(*origin), 0.3, 6).stroke(0.035);
        painter.draw(mark, palette.hazard.with_alpha(0.75));
    }
    paint_walls(model, palette, &mut painter);
    painter
}

/// The plain square of a cell.
pub fn tile(cell: Cell) -> Shape {
    Shape::rectangle(centre(cell), Vec2::splat(0.5 - GAP)).rounded(ROUND)
}

/// Walls as blocks that grow together with their neighbours: first all shadows, then all sides, then all tops.
fn paint_walls(model: &BoardModel, palette: &BoardPalette, painter: &mut Painter) {
    let walls = || model.cells().map(|(_, cell)| cell).filter(|cell| model.is_wall(*cell));
    for cell in walls() {
        let shadow =
            Shape::rectangle(centre(cell) + Vec2::new(0.03, 0.1), Vec2::splat(0.46)).rounded(0.14).blurred(0.08);
        painter.draw(shadow, palette.shadow.with_alpha(0.35));
    }
    for cell in walls() {
        painter.draw(block(model, cell, 0.0, 0.0), palette.wall_side);
    }
    for cell in walls() {
        painter.draw(block(model, cell, 0.0, 0.09), palette.wall_light);
    }
    for cell in walls() {
        painter.draw(block(model, cell, 0.03, 0.09), palette.wall_top);
    }
}

/// A wall's outline, drawn in by `above` and `below` at edges where no other wall joins it.
fn block(model: &BoardModel, cell: Cell, above: f32, below: f32) -> Shape {
    let wall = |dx: i32, dy: i32| model.is_wall(Cell { x: cell.x + dx, y: cell.y + dy });
    let reach = |joined: bool, inset: f32| if joined { 0.5 } else { 0.5 - GAP - inset };
    let (left, right) = (reach(wall(-1, 0), 0.0), reach(wall(1, 0), 0.0));
    let (top, bottom) = (reach(wall(0, -1), above), reach(wall(0, 1), below));
    let corner = |dx: i32, dy: i32| {
        if wall(dx, 0) || wall(0, dy) { 0.0 } else { 0.15 }
    };
    let offset = Vec2::new(right - left, bottom - top) / 2.0;
    let half = Vec2::new(right + left, bottom + top) / 2.0;
    Shape::rectangle(centre(cell) + offset, half).rounded_each([
        corner(-1, -1),
        corner(1, -1),
        corner(1, 1),
        corner(-1, 1),
    ])
}
