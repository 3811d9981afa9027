//! The sequence lab's side of the game: models learn on threads, are looked into on another, and are shown as they stand.
//! What they compute is `sequence`, the panels are `panels::sequence`.

mod export;
mod input;
mod inspection;
mod model;
mod picture;
mod session;
pub(super) mod showing;
mod trainer_thread;
mod wishes;

use bevy::prelude::*;

pub use session::TrainingSession;
pub(super) use wishes::check_weights;

use super::{control::ControlSystems, kinds, preferences::Preferences};
use crate::panels::Tab;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<TrainingSession>()
        .init_resource::<input::TypedInput>()
        .init_resource::<inspection::Inspection>()
        .init_resource::<wishes::OpenedFile>()
        .init_resource::<picture::PictureWanted>()
        .init_resource::<picture::PictureWrites>()
        .add_systems(
            Update,
            (
                (wishes::open_files, wishes::save_files).after(kinds::sort).chain(),
                (wishes::begin, wishes::obey).chain().run_if(is_on_screen),
                hear,
                advance,
                inspection::look.run_if(is_on_screen),
                picture::hand_over,
            )
                .chain()
                .after(ControlSystems),
        )
        .add_systems(Last, picture::request);
}

fn is_on_screen(preferences: Res<Preferences>) -> bool {
    preferences.tab == Tab::Sequence
}

fn hear(mut session: ResMut<TrainingSession>, preferences: Res<Preferences>) {
    session.hear(preferences.sequence.stop);
}

/// Models stand while another screen than theirs is shown.
fn advance(mut session: ResMut<TrainingSession>, preferences: Res<Preferences>, time: Res<Time>) {
    let choices = &preferences.sequence;
    if preferences.tab == Tab::Sequence {
        session.advance(time.delta_secs(), choices.speed, choices.stop);
    } else if session.is_running {
        session.hold();
    }
}
