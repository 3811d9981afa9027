//! Gives each board its place in the free part of the window, and finds the board under the mouse.
//! The rectangle that panels leave free is set by whoever draws panels, and so is whether the pointer is theirs.

use bevy::{ecs::system::SystemParam, prelude::*, window::PrimaryWindow};

use crate::{gridworld::Cell, panels::Overlays};

use super::{
    BoardModel, BoardOptions, BoardSystems, Placement,
    geometry::{Room, arrange},
    world_from_window,
};

/// Where boards may be drawn. One 2D camera without a viewport of its own, unmoved and unscaled, shows them.
#[derive(Resource, Clone, Debug, PartialEq)]
pub struct BoardLayout {
    /// The free part of the window in logical pixels, y downwards; `None` for all of it.
    pub viewport: Option<Rect>,
    /// Whether the pointer is over a panel or a window, and over no board.
    pub is_pointer_taken: bool,
    /// Shows this board alone, as large as it can be.
    pub focus: Option<Entity>,
    /// The window's size in logical pixels; follows the primary window where there is one.
    pub window: Vec2,
    /// Physical pixels per logical pixel; follows the primary window where there is one.
    pub scale_factor: f32,
}

impl Default for BoardLayout {
    fn default() -> Self {
        Self {
            viewport: None,
            is_pointer_taken: false,
            focus: None,
            window: Vec2::new(1280.0, 800.0),
            scale_factor: 1.0,
        }
    }
}

impl BoardLayout {
    /// From a cursor position in the window to the world.
    pub fn world_from_window(&self, cursor: Vec2) -> Vec2 {
        world_from_window(cursor, self.window)
    }
}

/// Finds boards and cells by their place.
#[derive(SystemParam)]
pub struct BoardPicker<'w, 's> {
    layout: Res<'w, BoardLayout>,
    boards: Query<'w, 's, (Entity, &'static Placement), With<BoardModel>>,
}

impl BoardPicker<'_, '_> {
    /// The board and the cell at a place in the world.
    pub fn board_at(&self, world: Vec2) -> Option<(Entity, Cell)> {
        self.boards.iter().find_map(|(board, placement)| Some((board, placement.cell_from_world(world)?)))
    }

    /// The board and the cell under a cursor in the window; `None` under panels.
    pub fn board_under(&self, cursor: Vec2) -> Option<(Entity, Cell)> {
        let free =
            !self.layout.is_pointer_taken && self.layout.viewport.is_none_or(|viewport| viewport.contains(cursor));
        free.then(|| self.board_at(self.layout.world_from_window(cursor)))?
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<BoardLayout>()
        .add_systems(PostUpdate, (follow_window, arrange_boards).chain().in_set(BoardSystems::Arrange));
}

fn follow_window(mut layout: ResMut<BoardLayout>, window: Option<Single<&Window, With<PrimaryWindow>>>) {
    let Some(window) = window else { return };
    let seen = BoardLayout { window: window.size(), scale_factor: window.scale_factor(), ..layout.clone() };
    layout.set_if_neq(seen);
}

fn arrange_boards(
    layout: Res<BoardLayout>,
    options: Res<BoardOptions>,
    mut boards: Query<(Entity, &BoardModel, &Overlays, &mut Placement)>,
) {
    let focus = layout.focus.filter(|board| boards.contains(*board));
    let (mut has_titles, mut has_legends) = (false, false);
    let mut shown: Vec<(usize, Entity, IVec2)> = boards
        .iter()
        .filter(|(board, ..)| focus.is_none_or(|focus| focus == *board))
        .map(|(board, model, overlays, _)| {
            has_titles |= !(model.title.is_empty() && model.note.is_empty());
            has_legends |= overlays.values;
            (model.slot, board, model.size())
        })
        .collect();
    shown.sort_by_key(|(slot, board, _)| (*slot, *board));
    let whole = Rect::from_corners(Vec2::ZERO, layout.window);
    let room = Room {
        area: layout.viewport.unwrap_or(whole),
        window: layout.window,
        scale_factor: layout.scale_factor,
        text_scale: options.text_scale,
        title: options.title,
        has_titles,
        // Where boards have titles, values are switched on and off while one watches, unless it is a video: the boards stay where they
        // are.
        has_legends: has_legends || (has_titles && options.title.is_none()),
    };
    let sizes: Vec<IVec2> = shown.iter().map(|(.., size)| *size).collect();
    let places = arrange(&room, &sizes);
    for (board, .., mut placement) in &mut boards {
        let order = shown.iter().position(|(_, shown, _)| *shown == board);
        // Without a place a board is hidden.
        let place = order.map_or_else(Placement::default, |order| places[order]);
        placement.set_if_neq(place);
    }
}
