//! What the panels of the replay tab are handed.

use bevy_egui::egui::{Rect, Ui};

use super::Scene;
use crate::{
    game::{preferences::Preferences, replays::showing::Showing},
    panels::{
        Command, Look, ReplayKey,
        replay::{ReplayScreen, ReplayView},
    },
};

/// Draws the tab; returns where the board belongs.
pub(super) fn draw(
    ui: &mut Ui,
    look: Look<'_>,
    scene: &Scene,
    preferences: &Preferences,
    pressed: &[ReplayKey],
    screen: &mut ReplayScreen,
    commands: &mut Vec<Command>,
) -> Rect {
    let replays = &scene.replays;
    let showing = Showing::of(replays, &scene.texts);
    let view = ReplayView {
        rows: &replays.library.rows,
        selected: replays.screening.selected(),
        shown: showing.as_ref().map(Showing::view),
        loading: replays.screening.is_reading(),
        can_undo: replays.library.deleted > 0,
        choices: preferences.replays,
        overlays: scene.overlays.0,
        has_optimum: replays.screening.optimum().is_some(),
        pressed,
    };
    let (asked, free) = screen.ui(ui, look, &view);
    commands.extend(asked);
    free
}
