//! Whether the pointer is over a panel, for what lies below the panels.

use bevy::prelude::*;

/// Whoever draws panels says whether the pointer is theirs.
#[derive(Resource, Default)]
pub struct Pointer {
    /// The pointer is over a panel or a window inside the window.
    pub is_taken: bool,
}
