//! The sequence lab: its panels, and what they are handed.

use bevy::prelude::*;

use super::showing::LabScene;
use crate::{
    game::screen::frame::{PressedKeys, ScreenFrame},
    panels::{
        KeyAction,
        sequence::{SequenceCommand, SequenceScreen},
    },
};

pub(super) fn draw(
    mut frame: ScreenFrame,
    scene: LabScene,
    pressed: Res<PressedKeys>,
    mut screen: ResMut<SequenceScreen>,
    mut commands: MessageWriter<SequenceCommand>,
) -> Result {
    let of_screen = |action: &KeyAction| match action {
        KeyAction::Sequence(key) => Some(*key),
        _ => None,
    };
    let pressed: Vec<_> = pressed.0.iter().filter_map(of_screen).collect();
    let asked = frame.draw(|ui, look| {
        let drawn = scene.show(&pressed, |view| screen.ui(ui, look, view));
        drawn.unwrap_or_else(|| (Vec::new(), ui.available_rect_before_wrap()))
    })?;
    commands.write_batch(asked);
    Ok(())
}
