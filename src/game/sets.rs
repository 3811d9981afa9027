//! The order of what happens in a frame of the window.

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::screen::frame::is_ready;

pub(super) fn plugin(app: &mut App) {
    app.configure_sets(Update, (ControlSystems, ViewSystems).chain());
    app.configure_sets(
        EguiPrimaryContextPass,
        (DrawSystems::Bar, DrawSystems::Screen.run_if(is_ready), DrawSystems::Windows.run_if(is_ready)).chain(),
    );
}

/// What was asked for is carried out here, before the boards are filled.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ControlSystems;

/// Boards are filled here, after everything that may change what they show in a frame.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ViewSystems;

/// Panels are drawn in this order, in [`EguiPrimaryContextPass`].
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DrawSystems {
    /// The bar on top; the keys that were pressed are read before.
    Bar,
    /// The panels of the screen that is shown.
    Screen,
    /// The windows over them.
    Windows,
}
