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
mod words;

use bevy::prelude::*;

pub use library::Library;
pub use memory::EpisodeMemory;
pub use playback::Playback;
pub use shown::ShownReplay;
pub use store_thread::{ReplaySource, StoreThread};
pub(super) use words::now;

use super::{
    control::ControlSystems,
    kinds,
    preferences::Preferences,
    view::{ViewSystems, spawn_boards},
};
use crate::panels::Tab;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<StoreThread>()
        .init_resource::<Library>()
        .init_resource::<ShownReplay>()
        .add_systems(Startup, store_thread::begin)
        .add_systems(
            Update,
            (
                wishes::take_files.after(kinds::sort),
                library::hear,
                library::list_shelf,
                (
                    library::list_run,
                    library::write_rows,
                    wishes::obey,
                    shown::begin,
                    shown::go_on,
                    shown::ask_for_optimum,
                )
                    .chain()
                    .run_if(is_on_screen),
            )
                .chain()
                .after(ControlSystems)
                .before(ViewSystems),
        )
        .add_systems(
            Update,
            (board::fill, board::flash).chain().after(spawn_boards).in_set(ViewSystems).run_if(is_on_screen),
        );
}

fn is_on_screen(preferences: Res<Preferences>) -> bool {
    preferences.tab == Tab::Replay
}
