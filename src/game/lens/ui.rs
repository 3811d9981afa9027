//! The lens's panels, and what they are handed.

use bevy::prelude::*;

use super::session::{LensSession, Shown};
use crate::{
    game::screen::frame::{PressedKeys, ScreenFrame},
    panels::{
        KeyAction,
        lens::{LensCommand, LensScreen, LensView, ShownTick},
    },
};

pub(super) fn draw(
    mut frame: ScreenFrame,
    session: Res<LensSession>,
    pressed: Res<PressedKeys>,
    mut screen: ResMut<LensScreen>,
    mut commands: MessageWriter<LensCommand>,
) -> Result {
    let pressed = pressed.of(|action| if let KeyAction::Lens(key) = action { Some(key) } else { None });
    let view = LensView { shown: session.shown().map(view_of), reached: session.reached(), pressed: &pressed };
    commands.write_batch(frame.draw(|ui, look| screen.ui(ui, look, &view))?);
    Ok(())
}

fn view_of(shown: &Shown) -> ShownTick<'_> {
    ShownTick { lens: shown.lens(), stops: &shown.stops, at: shown.at, opened: &shown.opened, followed: shown.followed }
}
