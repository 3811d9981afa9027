//! The replay screen's side of the game: which replays there are, the one that is played, what is kept of matches and of training.
//! What replays are is `replay`, the panels are `panels::replay`.

mod keeper;
mod library;
mod memory;
mod playback;
mod screening;
pub(super) mod showing;
mod stage;
mod wishes;
mod words;

use bevy::prelude::*;

pub use keeper::{Keeper, Source};
pub use library::Library;
pub use memory::Memory;
pub use playback::Playback;
pub use screening::Screening;
pub(super) use words::now;

use super::{
    control::ControlSystems,
    kinds,
    preferences::Preferences,
    view::{ViewSystems, spawn_boards},
};
use crate::panels::Tab;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Keeper>()
        .init_resource::<Library>()
        .init_resource::<Screening>()
        .add_systems(Startup, keeper::begin)
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
                    screening::begin,
                    screening::go_on,
                    screening::ask_for_optimum,
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
            (stage::fill, stage::flash).chain().after(spawn_boards).in_set(ViewSystems).run_if(is_on_screen),
        );
}

fn is_on_screen(preferences: Res<Preferences>) -> bool {
    preferences.tab == Tab::Replay
}
