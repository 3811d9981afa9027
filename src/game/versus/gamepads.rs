//! Gamepads steer in matches: the first steers for the first person, the second for the second. The directional pad or the left stick.
//! Only in builds with the feature `gamepad`.

use bevy::{input::gamepad::GamepadButton, prelude::*};

use super::CurrentMatch;
use crate::gridworld::Action;

/// How far the stick has to lean to count, and how far back it has to come to be let go.
const LEANS: f32 = 0.6;
const RESTS: f32 = 0.35;

/// Where a gamepad's stick leaned last, in the four directions.
#[derive(Component, Default)]
pub(super) struct Leaning(Option<Action>);

pub(super) fn listen(
    mut commands: Commands,
    mut current: ResMut<CurrentMatch>,
    mut gamepads: Query<(Entity, &Gamepad, Option<&mut Leaning>)>,
) {
    current.has_gamepad = !gamepads.is_empty();
    let Some(live) = current.live.as_mut().filter(|live| !live.paused) else {
        return;
    };
    let people: Vec<usize> = (0..live.players.len()).filter(|&seat| live.players[seat].keys.is_some()).collect();
    for ((entity, gamepad, leaning), &seat) in gamepads.iter_mut().sort::<Entity>().zip(&people) {
        for (button, action) in [
            (GamepadButton::DPadUp, Action::Up),
            (GamepadButton::DPadDown, Action::Down),
            (GamepadButton::DPadRight, Action::Right),
            (GamepadButton::DPadLeft, Action::Left),
            (GamepadButton::South, Action::Stay),
        ] {
            if gamepad.just_pressed(button) {
                live.press(seat, action);
            }
            if gamepad.just_released(button) {
                live.release(seat, action);
            }
        }
        let Some(mut leaning) = leaning else {
            commands.entity(entity).insert(Leaning::default());
            continue;
        };
        let leans = leaned(gamepad.left_stick(), leaning.0);
        if leans == leaning.0 {
            continue;
        }
        if let Some(before) = leaning.0 {
            live.release(seat, before);
        }
        if let Some(now) = leans {
            live.press(seat, now);
        }
        leaning.0 = leans;
    }
}

/// The direction that a stick leans to (y upwards), given where it leaned before.
fn leaned(stick: Vec2, before: Option<Action>) -> Option<Action> {
    let enough = if before.is_some() { RESTS } else { LEANS };
    if stick.length() < enough {
        return None;
    }
    Some(match (stick.x.abs() > stick.y.abs(), stick.x > 0.0, stick.y > 0.0) {
        (true, true, _) => Action::Right,
        (true, false, _) => Action::Left,
        (false, _, true) => Action::Up,
        (false, _, false) => Action::Down,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stick_leans_far_to_begin_and_little_to_go_on() {
        let half = Vec2::new(0.5, 0.1);
        assert_eq!(leaned(half, None), None);
        assert_eq!(leaned(half, Some(Action::Right)), Some(Action::Right));
        assert_eq!(leaned(Vec2::new(-0.2, 0.9), None), Some(Action::Up), "the stick's y points upwards");
    }
}
