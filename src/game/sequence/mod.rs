//! The sequence lab's side of the game: models learn on threads, are looked into on another, and are shown as they stand.
//! What they compute is `sequence`, the panels are `panels::sequence`.

mod commands;
mod export;
mod input;
mod inspection;
mod model;
mod picture;
mod session;
mod trainer_thread;
mod ui;

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

pub(super) use commands::check;
pub(super) use input::TypedInput;
pub use session::TrainingSession;

use super::{Awake, AwakeSystems, ControlSystems, DrawSystems, kinds};
use crate::panels::{SequenceChoices, SequenceCommand, SequenceScreen, Tab};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<TrainingSession>()
        .init_resource::<SequenceChoices>()
        .init_resource::<SequenceScreen>()
        .add_message::<SequenceCommand>()
        .init_resource::<input::TypedInput>()
        .init_resource::<inspection::Inspection>()
        .init_resource::<commands::OpenedFile>()
        .init_resource::<picture::PictureWanted>()
        .init_resource::<picture::PictureWrites>()
        .add_systems(OnEnter(Tab::Sequence), commands::begin)
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
                (commands::open_files, commands::save_files).after(kinds::sort).chain(),
                commands::carry_out.run_if(in_state(Tab::Sequence)),
                hear,
                (advance, inspection::look).chain().run_if(in_state(Tab::Sequence)),
                picture::hand_over,
            )
                .chain()
                .after(ControlSystems),
        )
        .add_systems(Last, picture::request)
        .add_systems(EguiPrimaryContextPass, ui::draw.in_set(DrawSystems::Screen).run_if(in_state(Tab::Sequence)));
}

fn hear(mut session: ResMut<TrainingSession>, choices: Res<SequenceChoices>) {
    session.hear(choices.stop);
}

fn advance(mut session: ResMut<TrainingSession>, choices: Res<SequenceChoices>, time: Res<Time>) {
    session.advance(time.delta_secs(), choices.speed, choices.stop);
}
