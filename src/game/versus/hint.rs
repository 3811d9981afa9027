//! The hint on the keys: it is there until a person has steered a little, and never comes again by itself.

use bevy::prelude::*;

use super::CurrentMatch;
use crate::panels::Settings;

/// Right keys after which a person knows them.
const LEARNED: u32 = 5;

/// Takes the hint away.
pub(super) fn take_away(current: Res<CurrentMatch>, mut settings: ResMut<Settings>) {
    if settings.key_hint && current.live.as_ref().is_some_and(|live| live.presses >= LEARNED) {
        settings.key_hint = false;
    }
}
