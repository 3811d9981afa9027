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

use super::{
    awake::{Awake, AwakeSystems},
    kinds,
    sets::ControlSystems,
};
use crate::panels::{SequenceChoices, Tab};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<TrainingSession>()
        .init_resource::<SequenceChoices>()
        .init_resource::<input::TypedInput>()
        .init_resource::<inspection::Inspection>()
        .init_resource::<wishes::OpenedFile>()
        .init_resource::<picture::PictureWanted>()
        .init_resource::<picture::PictureWrites>()
        .add_systems(OnEnter(Tab::Sequence), wishes::begin)
        .add_systems(OnExit(Tab::Sequence), |mut session: ResMut<TrainingSession>| session.hold())
        .add_systems(
            PreUpdate,
            (|session: Res<TrainingSession>, mut awake: ResMut<Awake>| awake.0 |= session.is_running())
                .in_set(AwakeSystems)
                .run_if(in_state(Tab::Sequence)),
        )
        .add_systems(
            Update,
            (
                (wishes::open_files, wishes::save_files).after(kinds::sort).chain(),
                wishes::obey.run_if(in_state(Tab::Sequence)),
                hear,
                (advance, inspection::look).chain().run_if(in_state(Tab::Sequence)),
                picture::hand_over,
            )
                .chain()
                .after(ControlSystems),
        )
        .add_systems(Last, picture::request);
}

fn hear(mut session: ResMut<TrainingSession>, choices: Res<SequenceChoices>) {
    session.hear(choices.stop);
}

fn advance(mut session: ResMut<TrainingSession>, choices: Res<SequenceChoices>, time: Res<Time>) {
    session.advance(time.delta_secs(), choices.speed, choices.stop);
}
