//! The replay screen's side of the game: which replays there are, the one that is played, what is kept of matches and of training.
//! What replays are is `replay`, the panels are `panels::replay`.

mod board;
mod commands;
mod library;
mod memory;
mod playback;
mod shown;
mod store_thread;
mod ui;

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

pub use library::Library;
pub use memory::EpisodeMemory;
pub use playback::Playback;
pub use shown::ShownReplay;
pub use store_thread::{ReplaySource, StoreThread};

use super::{Awake, AwakeSystems, ControlSystems, DrawSystems, ViewSystems, kinds};
use crate::panels::{Overlays, ReplayChoices, ReplayCommand, ReplayScreen, Tab};

/// What the board of the replay shows besides the pieces.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub struct ReplayOverlays(pub Overlays);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<StoreThread>()
        .init_resource::<Library>()
        .init_resource::<ShownReplay>()
        .init_resource::<ReplayChoices>()
        .init_resource::<ReplayOverlays>()
        .init_resource::<ReplayScreen>()
        .add_message::<ReplayCommand>()
        .add_systems(Startup, store_thread::begin)
        .add_systems(OnEnter(Tab::Replay), library::look_again)
        .add_systems(
            PreUpdate,
            (|shown: Res<ShownReplay>, mut awake: ResMut<Awake>| awake.0 |= shown.is_playing())
                .in_set(AwakeSystems)
                .run_if(in_state(Tab::Replay)),
        )
        .add_systems(
            Update,
            (
                commands::take_files.after(kinds::sort),
                library::hear,
                (
                    library::list_shelf,
                    library::list_run,
                    commands::carry_out,
                    shown::begin,
                    shown::go_on,
                    shown::ask_for_optimum,
                )
                    .chain()
                    .run_if(in_state(Tab::Replay)),
            )
                .chain()
                .after(ControlSystems)
                .before(ViewSystems),
        )
        .add_systems(
            Update,
            (board::spawn_board, board::fill, board::flash).chain().in_set(ViewSystems).run_if(in_state(Tab::Replay)),
        )
        .add_systems(EguiPrimaryContextPass, ui::draw.in_set(DrawSystems::Screen).run_if(in_state(Tab::Replay)));
}
