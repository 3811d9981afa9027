//! What boards show besides the pieces, on every screen that has some.

use bevy::prelude::*;

use crate::panels::Overlays;

/// What the boards show, on every screen that has some.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub struct ShownOverlays(pub Overlays);
