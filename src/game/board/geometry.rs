//! Where boards lie and which cell is where: pure geometry, no engine state.
//! Three spaces: the window (logical pixels, y downwards), the world (the same pixels, origin in the middle, y upwards), the board (cells, y downwards).

use bevy::prelude::*;

use crate::{gridworld::Cell, theme::LEAST_TEXT};

/// The frame around the cells, in cells.
pub const BORDER: f32 = 0.16;

/// Where one board lies in the world.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub struct Placement {
    /// The top left corner of cell (0, 0), in world coordinates.
    pub top_left: Vec2,
    /// A cell's side in logical pixels; 0 while the board has no place.
    pub cell: f32,
    /// The board in cells.
    pub size: IVec2,
    /// The title's text size in logical pixels; 0 where there is no room for one.
    pub title: f32,
    /// Size of the smaller letters beside and below it.
    pub note: f32,
    /// Whether there is room under the board for a legend.
    pub legend: bool,
}

impl Placement {
    /// From board coordinates (cells, y downwards) to the world.
    pub fn world_from_board(&self, at: Vec2) -> Vec2 {
        self.top_left + Vec2::new(at.x, -at.y) * self.cell
    }

    /// The middle of a cell in the world.
    pub fn world_from_cell(&self, cell: Cell) -> Vec2 {
        self.world_from_board(Vec2::new(cell.x as f32 + 0.5, cell.y as f32 + 0.5))
    }

    /// The cell at a place in the world; `None` beside the board.
    pub fn cell_from_world(&self, at: Vec2) -> Option<Cell> {
        if self.cell <= 0.0 {
            return None;
        }
        let offset = (at - self.top_left) / self.cell;
        let (x, y) = (offset.x.floor() as i32, (-offset.y).floor() as i32);
        let inside = (0..self.size.x).contains(&x) && (0..self.size.y).contains(&y);
        inside.then_some(Cell { x, y })
    }

    /// The board without its frame, in logical pixels.
    pub fn extent(&self) -> Vec2 {
        self.size.as_vec2() * self.cell
    }
}

/// From window coordinates (logical pixels, y downwards: a cursor) to the world.
pub fn world_from_window(at: Vec2, window: Vec2) -> Vec2 {
    Vec2::new(at.x - window.x / 2.0, window.y / 2.0 - at.y)
}

/// What the boards have to share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// The free part of the window, in window coordinates.
    pub area: Rect,
    /// The whole window in logical pixels.
    pub window: Vec2,
    /// Physical pixels per logical pixel: cells are whole physical pixels, so that edges are crisp.
    pub scale_factor: f32,
    /// Multiplies the size of titles.
    pub text_scale: f32,
    /// The height of titles, in place of one by the boards' size.
    pub title: Option<f32>,
    /// Whether boards have titles above them.
    pub has_titles: bool,
    /// Whether boards have a legend below them.
    pub has_legends: bool,
}

/// Lays boards of these sizes (in cells) out in a near-square grid, each as large as it can be.
pub fn arrange(room: &Room, sizes: &[IVec2]) -> Vec<Placement> {
    let largest = sizes.iter().copied().fold(IVec2::ONE, IVec2::max);
    let best = (1..=sizes.len()).max_by(|a, b| {
        let cell = |columns| Slot::new(room, sizes.len(), columns).cell(largest);
        // Of equal ones the last wins: fewer rows, since windows are wide.
        cell(*a).total_cmp(&cell(*b))
    });
    let Some(columns) = best else {
        return Vec::new();
    };
    let slot = Slot::new(room, sizes.len(), columns);
    sizes.iter().enumerate().map(|(index, size)| slot.place(room, index, *size)).collect()
}

/// One of the equal rectangles that the area is cut into.
struct Slot {
    size: Vec2,
    columns: usize,
    count: usize,
    margin: f32,
    title: f32,
    note: f32,
    legend: bool,
    /// Height of the line above the board, and of the one below.
    lines: (f32, f32),
}

impl Slot {
    fn new(room: &Room, count: usize, columns: usize) -> Self {
        let rows = count.div_ceil(columns);
        let size = room.area.size().max(Vec2::ONE) / Vec2::new(columns as f32, rows as f32);
        let shorter = size.min_element();
        let wanted = shorter * 0.045;
        let fitting = if shorter < 56.0 { 0.0 } else { wanted.clamp(LEAST_TEXT, 19.0) * room.text_scale };
        let title = room.title.unwrap_or(fitting);
        let legend = room.has_legends && (wanted >= LEAST_TEXT || room.title.is_some());
        Self {
            size,
            columns,
            count,
            margin: (shorter * 0.03).clamp(2.0, 24.0),
            title,
            note: (title * 0.88).max(title.min(LEAST_TEXT * room.text_scale)),
            legend,
            lines: (if room.has_titles { title * 1.7 } else { 0.0 }, if legend { title * 1.9 } else { 0.0 }),
        }
    }

    /// The largest cell with which a board of `size` cells fits.
    fn cell(&self, size: IVec2) -> f32 {
        let (above, below) = self.lines;
        let free = self.size - Vec2::splat(2.0 * self.margin) - Vec2::new(0.0, above + below);
        let cells = size.max(IVec2::ONE).as_vec2() + Vec2::splat(2.0 * BORDER);
        (free / cells).min_element().max(0.5)
    }

    fn place(&self, room: &Room, index: usize, size: IVec2) -> Placement {
        let scale = room.scale_factor.max(0.1);
        let cell = self.cell(size);
        // Whole physical pixels, unless cells are so small that rounding would cost much of the board.
        let cell = if cell * scale >= 8.0 { (cell * scale).floor() / scale } else { cell };
        let (above, below) = self.lines;
        let row = index / self.columns;
        let in_row = (self.count - row * self.columns).min(self.columns);
        // A last row that is not full stands in the middle.
        let indent = (self.columns - in_row) as f32 * self.size.x / 2.0;
        let corner =
            room.area.min + Vec2::new(indent + (index % self.columns) as f32 * self.size.x, row as f32 * self.size.y);
        let extent = size.as_vec2() * cell;
        let free = self.size - Vec2::new(0.0, above + below);
        let at = corner + Vec2::new(0.0, above) + (free - extent) / 2.0;
        let at = (at * scale).round() / scale;
        Placement {
            top_left: world_from_window(at, room.window),
            cell,
            size,
            title: self.title,
            note: self.note,
            legend: self.legend,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(scale_factor: f32) -> Room {
        Room {
            area: Rect::new(300.0, 40.0, 1101.0, 761.0),
            window: Vec2::new(1441.0, 801.0),
            scale_factor,
            text_scale: 1.0,
            title: None,
            has_titles: true,
            has_legends: true,
        }
    }

    fn rectangle(placement: &Placement) -> Rect {
        let corner = placement.top_left;
        let extent = placement.extent();
        Rect::from_corners(corner, corner + Vec2::new(extent.x, -extent.y))
    }

    #[test]
    fn any_number_of_boards_fits_without_touching() {
        for scale_factor in [1.0, 1.25, 2.0] {
            for count in 1..=64 {
                let sizes: Vec<IVec2> = (0..count).map(|index| IVec2::new(5 + index % 12, 5 + index % 7)).collect();
                let room = room(scale_factor);
                let area = Rect::from_corners(
                    world_from_window(room.area.min, room.window),
                    world_from_window(room.area.max, room.window),
                );
                let placements = arrange(&room, &sizes);
                assert_eq!(placements.len(), count as usize);
                for (index, placement) in placements.iter().enumerate() {
                    let own = rectangle(placement);
                    assert!(placement.cell > 1.0);
                    assert!(area.union(own) == area, "{count} boards: {own:?} outside");
                    for other in &placements[index + 1..] {
                        let shared = own.intersect(rectangle(other));
                        assert!(shared.is_empty() || shared.size().min_element() <= 0.0);
                    }
                }
            }
        }
    }

    #[test]
    fn cells_are_whole_physical_pixels() {
        for scale_factor in [1.0, 1.5, 2.0] {
            let room = room(scale_factor);
            for placement in arrange(&room, &[IVec2::splat(5); 4]) {
                let side = placement.cell * scale_factor;
                assert!((side - side.round()).abs() < 1e-3);
                let corner =
                    Vec2::new(placement.top_left.x + room.window.x / 2.0, room.window.y / 2.0 - placement.top_left.y)
                        * scale_factor;
                assert!((corner - corner.round()).abs().max_element() < 1e-2);
            }
        }
    }

    #[test]
    fn a_lone_board_fills_the_shorter_side() {
        let room = room(1.0);
        let placement = arrange(&room, &[IVec2::splat(5)])[0];
        assert!(placement.extent().y > 0.75 * room.area.height());
        assert!(placement.title > 12.0 && placement.legend);
        let bare = arrange(&Room { has_titles: false, has_legends: false, ..room }, &[IVec2::splat(5)])[0];
        assert!(bare.extent().y > 0.88 * room.area.height(), "it takes the room of what it does not have");
    }

    #[test]
    fn sixteen_square_boards_stand_four_by_four() {
        let placements = arrange(
            &Room { area: Rect::new(0.0, 0.0, 800.0, 800.0), window: Vec2::splat(800.0), ..room(1.0) },
            &[IVec2::splat(8); 16],
        );
        let columns = placements.iter().filter(|other| other.top_left.y == placements[0].top_left.y).count();
        assert_eq!(columns, 4);
    }

    #[test]
    fn a_cell_is_found_where_it_is_drawn() {
        let room = room(1.25);
        for placement in arrange(&room, &[IVec2::new(7, 4); 3]) {
            for y in 0..4 {
                for x in 0..7 {
                    let cell = Cell { x, y };
                    let middle = placement.world_from_cell(cell);
                    assert_eq!(placement.cell_from_world(middle), Some(cell));
                }
            }
            let beside = placement.top_left + Vec2::new(-1.0, 1.0);
            assert_eq!(placement.cell_from_world(beside), None);
            let below = placement.world_from_board(Vec2::new(1.0, 4.01));
            assert_eq!(placement.cell_from_world(below), None);
        }
    }

    #[test]
    fn a_board_without_a_place_has_no_cells() {
        assert_eq!(Placement::default().cell_from_world(Vec2::ZERO), None);
        assert!(arrange(&room(1.0), &[]).is_empty());
    }
}
