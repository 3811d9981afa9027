//! The replay screen's side of the game: which replays there are, the one that is played, what is kept of matches and of training.
//! What replays are is `replay`, the panels are `panels::replay`.

mod board;
mod library;
mod memory;
mod playback;
pub(super) mod showing;
mod shown;
mod store_thread;
mod wishes;
pub(super) mod words;

use bevy::prelude::*;

pub use library::Library;
pub use memory::EpisodeMemory;
pub use playback::Playback;
pub use shown::ShownReplay;
pub use store_thread::{ReplaySource, StoreThread};

use super::{
    awake::{Awake, AwakeSystems},
    kinds,
    sets::{ControlSystems, ViewSystems},
};
use crate::panels::{ReplayChoices, Tab};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<StoreThread>()
        .init_resource::<Library>()
        .init_resource::<ShownReplay>()
        .init_resource::<ReplayChoices>()
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
                wishes::take_files.after(kinds::sort),
                library::hear,
                (
                    library::list_shelf,
                    library::list_run,
                    library::write_rows,
                    wishes::obey,
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
        );
}
