//! Boards drawn by Bevy: floor, walls, pieces, what the agent believes, and which cell the mouse is on.
//! A board is shown from plain data ([`BoardModel`]), which [`BoardModel::show`] fills from a world; which world, and what a click
//! means, is decided elsewhere.

mod arrows;
mod easing;
mod effects;
mod faces;
mod floor;
mod geometry;
mod ghost;
mod hunters;
mod labels;
mod layout;
mod material;
mod model;
mod numbers;
mod obstacles;
mod options;
mod painter;
mod palette;
mod parts;
mod paths;
mod pieces;
mod preference;
mod sets;
mod titles;
mod trail;
mod values;

use bevy::prelude::*;

pub use easing::between;
pub use effects::{Flash, FlashKind, flashes};
pub use geometry::{Placement, world_from_window};
pub use layout::{BoardLayout, BoardPicker};
pub use material::ShapeMaterial;
pub use model::{AgentView, BoardModel, CellValues, ObstacleView, PathOf, PathView, Values};
pub use options::{BoardFont, BoardOptions};
pub(in crate::game) use painter::{Painter, Shape};
pub use palette::BoardPalette;
pub use parts::BoardParts;
pub use preference::{best_action, optimal_actions, preferences};
pub use sets::BoardSystems;
pub use trail::Trail;
pub use values::ValueRange;

/// Adds everything that a board needs; asks for the asset plugin, and draws where there is a renderer.
pub fn plugin(app: &mut App) {
    app.init_resource::<BoardPalette>().init_resource::<BoardFont>().init_resource::<BoardOptions>();
    app.add_plugins((
        sets::plugin,
        material::plugin,
        layout::plugin,
        parts::plugin,
        effects::plugin,
        floor::plugin,
        values::plugin,
        pieces::plugin,
        titles::plugin,
        numbers::plugin,
    ));
}
