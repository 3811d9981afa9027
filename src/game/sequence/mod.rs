//! The sequence lab's side of the game: models learn on threads, are looked into on another, and are shown as they stand.
//! What they compute is `sequence`, the panels are `panels::sequence`.

mod bench;
mod export;
mod input;
mod learner;
mod looking;
mod picture;
pub(super) mod showing;
mod wishes;
mod worker;

use bevy::prelude::*;

pub use bench::Bench;
pub(super) use wishes::check_weights;

use super::{control::ControlSystems, kinds, preferences::Preferences};
use crate::panels::Tab;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Bench>()
        .init_resource::<input::TypedInput>()
        .init_resource::<looking::Looking>()
        .init_resource::<wishes::Opened>()
        .init_resource::<picture::PictureWanted>()
        .init_resource::<picture::Desk>()
        .add_systems(
            Update,
            (
                (wishes::open_files, wishes::save_files).after(kinds::sort).chain(),
                (wishes::begin, wishes::obey).chain().run_if(is_on_screen),
                hear,
                advance,
                looking::look.run_if(is_on_screen),
                picture::hand_over,
            )
                .chain()
                .after(ControlSystems),
        )
        .add_systems(Last, picture::shoot);
}

fn is_on_screen(preferences: Res<Preferences>) -> bool {
    preferences.tab == Tab::Sequence
}

fn hear(mut bench: ResMut<Bench>, preferences: Res<Preferences>) {
    bench.hear(preferences.sequence.stop);
}

/// Models stand while another screen than theirs is shown.
fn advance(mut bench: ResMut<Bench>, preferences: Res<Preferences>, time: Res<Time>) {
    let choices = &preferences.sequence;
    if preferences.tab == Tab::Sequence {
        bench.advance(time.delta_secs(), choices.speed, choices.stop);
    } else if bench.is_running {
        bench.hold();
    }
}
