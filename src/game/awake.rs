//! How often the window draws: without pause while something moves by itself, else when something happens.

use std::time::Duration;

use bevy::{
    prelude::*,
    winit::{UpdateMode, WinitSettings},
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Awake>()
        .add_systems(PreUpdate, rest.after(AwakeSystems).run_if(resource_exists::<WinitSettings>));
}

/// The screens say here whether something moves on them.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AwakeSystems;

/// Whether something moves by itself in this frame.
#[derive(Resource, Default)]
pub struct Awake(pub bool);

/// While time runs the window draws without pause, in the background too: an agent goes on learning there. Else it draws when
/// something happens, and now and then for what glows softly.
fn rest(mut awake: ResMut<Awake>, mut settings: ResMut<WinitSettings>) {
    let wanted = if std::mem::take(&mut awake.0) {
        WinitSettings::continuous()
    } else {
        WinitSettings {
            focused_mode: UpdateMode::reactive(Duration::from_millis(33)),
            unfocused_mode: UpdateMode::reactive_low_power(Duration::from_millis(500)),
        }
    };
    if settings.focused_mode != wanted.focused_mode {
        *settings = wanted;
    }
}
