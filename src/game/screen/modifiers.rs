//! Which modifiers were down when a key was pressed. bevy_egui gives all keys of a frame those that are down at its end: at
//! few frames a second a short `Ctrl+C`, over before the frame is, would arrive as `C`.

use bevy::{
    input::keyboard::{Key, KeyboardInput},
    prelude::*,
};
use bevy_egui::{
    EguiInputSet,
    input::{ModifierKeysState, write_modifiers_keys_state_system},
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<HeldModifiers>().add_systems(
        PreUpdate,
        (
            forget.before(write_modifiers_keys_state_system),
            tell.after(write_modifiers_keys_state_system).before(EguiInputSet::ReadBevyMessages),
        ),
    );
}

/// The modifiers that are down, while bevy_egui is told of others for a frame.
#[derive(Resource, Default)]
struct HeldModifiers(ModifierKeysState);

/// Ends what [`tell`] told in the frame before.
fn forget(held: Res<HeldModifiers>, mut told: ResMut<ModifierKeysState>) {
    *told = held.0;
}

/// Tells bevy_egui which modifiers were down when the first other key of this frame was pressed.
fn tell(
    mut inputs: MessageReader<KeyboardInput>,
    mut held: ResMut<HeldModifiers>,
    mut told: ResMut<ModifierKeysState>,
) {
    let (mut down, mut at_first_key) = (held.0, None);
    for input in inputs.read() {
        let pressed = input.state.is_pressed();
        match input.logical_key {
            Key::Shift => down.shift = pressed,
            Key::Control => down.ctrl = pressed,
            Key::Alt => down.alt = pressed,
            Key::Super | Key::Meta => down.win = pressed,
            _ if pressed => at_first_key = at_first_key.or(Some(down)),
            _ => {}
        }
    }
    held.0 = *told;
    if let Some(modifiers) = at_first_key {
        *told = modifiers;
    }
}

#[cfg(test)]
mod tests {
    use bevy::input::{
        ButtonState,
        keyboard::{KeyCode, KeyboardFocusLost},
    };

    use super::*;

    /// Whether Ctrl and Shift are down for bevy_egui's keys in a frame with these inputs.
    fn frame(app: &mut App, inputs: &[(Key, ButtonState)]) -> (bool, bool) {
        for (key, state) in inputs {
            app.world_mut().write_message(KeyboardInput {
                key_code: KeyCode::KeyC,
                logical_key: key.clone(),
                state: *state,
                text: None,
                repeat: false,
                window: Entity::PLACEHOLDER,
            });
        }
        app.update();
        let told = app.world().resource::<ModifierKeysState>();
        (told.ctrl, told.shift)
    }

    #[test]
    fn a_key_has_the_modifiers_that_were_down_when_it_was_pressed() {
        use ButtonState::{Pressed, Released};
        let mut app = App::new();
        app.add_message::<KeyboardInput>()
            .add_message::<KeyboardFocusLost>()
            .init_resource::<ModifierKeysState>()
            .add_systems(PreUpdate, write_modifiers_keys_state_system)
            .add_plugins(plugin);
        let c = || Key::Character("c".into());
        let short = [
            (Key::Control, Pressed),
            (Key::Shift, Pressed),
            (c(), Pressed),
            (c(), Released),
            (Key::Shift, Released),
            (Key::Control, Released),
        ];
        assert_eq!(frame(&mut app, &short), (true, true), "all within a frame");
        assert_eq!(frame(&mut app, &[]), (false, false), "over with the next");
        assert_eq!(frame(&mut app, &[(Key::Control, Pressed)]), (true, false));
        assert_eq!(frame(&mut app, &[(c(), Pressed), (Key::Control, Released)]), (true, false), "held from before");
        assert_eq!(frame(&mut app, &[(c(), Pressed)]), (false, false));
        assert_eq!(
            frame(&mut app, &[(Key::Control, Pressed), (Key::Control, Released), (c(), Pressed)]),
            (false, false)
        );
        assert_eq!(frame(&mut app, &[(c(), Pressed), (Key::Control, Pressed)]), (false, false), "pressed too late");
        assert_eq!(frame(&mut app, &[]), (true, false), "and still down");
    }
}
