//! The training screen: runs that learn, their boards and their panels; what a person changes in them, opens and saves.
//! The runs themselves are in `lanes`, their time in `simulation_clock`: they go on while other screens are shown.

mod boards;
mod commands;
mod edit;
mod editing;
mod keys;
pub mod loading;
pub mod opening;
pub mod overlays;
pub mod run_codes;
mod saving;
pub(super) mod ui;

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::{ControlSystems, DrawSystems, kinds};
use crate::panels::{Tab, TrainCommand};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<TrainCommand>()
        .init_resource::<overlays::TrainOverlays>()
        .add_plugins((boards::plugin, editing::plugin, run_codes::plugin))
        .add_systems(Startup, ui::make)
        .add_systems(
            Update,
            (
                loading::open.after(kinds::sort),
                commands::carry_out.in_set(ControlSystems),
                // What is asked for ends it, and has the last word.
                opening::conduct.before(ControlSystems).run_if(resource_exists::<opening::Opening>),
                saving::save,
            ),
        )
        .add_systems(
            EguiPrimaryContextPass,
            (ui::follow, keys::read, ui::draw.run_if(in_state(Tab::Train))).chain().in_set(DrawSystems::Screen),
        );
}
