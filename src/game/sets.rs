//! The order of what happens in a frame of the window, in [`Update`].

use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    app.configure_sets(Update, (ControlSystems, ViewSystems).chain());
}

/// What was asked for is carried out here, before the boards are filled.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ControlSystems;

/// Boards are filled here, after everything that may change what they show in a frame.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ViewSystems;
