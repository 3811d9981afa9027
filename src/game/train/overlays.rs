//! What the boards of the runs show besides the pieces.

use bevy::prelude::*;

use crate::panels::Overlays;

/// What is switched on.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub struct TrainOverlays(pub Overlays);
