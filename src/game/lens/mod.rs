//! The lens: a tick of the run that is shown on the training screen, or of the run that a replay comes from, walked through number by
//! number. The run itself stands meanwhile; other ticks than its last one are reached by going back to a state before them, and the run
//! is left as it is.

mod commands;
mod search;
mod session;
mod ui;
mod why;

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

use super::{
    awake::{Awake, AwakeSystems},
    sets::{ControlSystems, DrawSystems},
};
use crate::panels::{Tab, lens::LensCommand, lens::LensScreen};
pub use commands::LensTarget;
pub use session::{LensSession, VisitedTick};

pub use why::WhySession;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<LensSession>()
        .init_resource::<LensTarget>()
        .init_resource::<WhySession>()
        .init_resource::<LensScreen>()
        .add_message::<LensCommand>()
        .add_systems(OnEnter(Tab::Lens), commands::begin)
        .add_systems(OnExit(Tab::Lens), |mut session: ResMut<LensSession>, mut why: ResMut<WhySession>| {
            *session = LensSession::default();
            *why = WhySession::default();
        })
        .add_systems(
            PreUpdate,
            (|session: Res<LensSession>, why: Res<WhySession>, mut awake: ResMut<Awake>| {
                awake.0 |= session.is_under_way() || why.is_under_way();
            })
            .in_set(AwakeSystems)
            .run_if(in_state(Tab::Lens)),
        )
        .add_systems(
            Update,
            ((commands::carry_out, why::carry_out).in_set(ControlSystems), commands::arrive, why::follow)
                .chain()
                .run_if(in_state(Tab::Lens)),
        )
        .add_systems(EguiPrimaryContextPass, ui::draw.in_set(DrawSystems::Screen).run_if(in_state(Tab::Lens)));
}
