//! The order in which boards are drawn in a frame.

use bevy::{asset::AssetEventSystems, prelude::*, text::Text2dUpdateSystems, transform::TransformSystems};

/// What happens to boards in a frame, in this order, in [`PostUpdate`]: fill the models before, in [`Update`].
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BoardSystems {
    /// New boards get their parts, and each board its place in the window.
    Arrange,
    /// Meshes follow the models.
    Draw,
    /// Texts follow the models and what was found in drawing.
    Write,
}

pub(super) fn plugin(app: &mut App) {
    app.configure_sets(
        PostUpdate,
        (BoardSystems::Arrange, BoardSystems::Draw, BoardSystems::Write)
            .chain()
            .before(TransformSystems::Propagate)
            .before(AssetEventSystems)
            .before(Text2dUpdateSystems),
    );
}
