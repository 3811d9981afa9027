//! From the keyboard to the seats: every key message is read, in its order, so that a tap between two frames counts as well.
//! Which key means what is said by the key map; what a press leads to is decided by the match.

use bevy::{
    input::{
        ButtonState,
        keyboard::{KeyboardFocusLost, KeyboardInput},
    },
    prelude::*,
};
use bevy_egui::{helpers::bevy_to_egui_physical_key, input::EguiWantsInput};

use super::CurrentMatch;
use crate::panels::{MatchDraft, Settings};

/// Hands key presses to the seats of the people.
pub(super) fn listen(
    mut keys: MessageReader<KeyboardInput>,
    mut lost: MessageReader<KeyboardFocusLost>,
    mut current: ResMut<CurrentMatch>,
    (settings, draft): (Res<Settings>, Res<MatchDraft>),
    typing: Option<Res<EguiWantsInput>>,
) {
    let Some(live) = &mut current.live else {
        keys.clear();
        lost.clear();
        return;
    };
    let is_typing = typing.is_some_and(|typing| typing.wants_keyboard_input());
    for key in keys.read().filter(|key| !key.repeat) {
        let place = bevy_to_egui_physical_key(&key.key_code);
        let Some((set, action)) = place.and_then(|key| settings.keys.player_action(key)) else {
            continue;
        };
        let Some(seat) = live.players.iter().position(|player| player.keys == Some(set)) else {
            continue;
        };
        match key.state {
            ButtonState::Pressed if is_typing || live.paused => {}
            ButtonState::Pressed => live.press(seat, action),
            ButtonState::Released => live.release(seat, action),
        }
    }
    if lost.read().next().is_some() {
        live.leave(draft.tempo);
    }
}
