//! What the panels of the versus tab are handed.

use bevy_egui::egui::{Rect, Ui};

use super::Scene;
use crate::{
    game::{preferences::Preferences, versus::showing::Showing},
    panels::{
        Command, LevelEntry, Look, VersusKey,
        versus::{Phase, RecordsView, VersusScreen, VersusView},
    },
};

/// Draws the tab; returns where the board belongs.
#[expect(clippy::too_many_arguments, reason = "a screen is drawn from all that it shows")]
pub(super) fn draw(
    ui: &mut Ui,
    look: Look<'_>,
    scene: &Scene,
    preferences: &Preferences,
    pressed: &[VersusKey],
    levels: &[LevelEntry],
    screen: &mut VersusScreen,
    commands: &mut Vec<Command>,
) -> Rect {
    let showing = Showing::of(&scene.game, &scene.lanes, &preferences.versus, &scene.texts);
    let phase = if let Some(result) = showing.result() {
        Phase::Over(result)
    } else if let Some(play) = showing.play() {
        Phase::Playing(play)
    } else {
        Phase::Setup { problem: showing.problem }
    };
    let view = VersusView {
        levels,
        has_optimum: showing.has_optimum,
        opponents: &showing.opponents,
        learner: &showing.learner,
        phase,
        records: RecordsView { rows: &showing.records, rating: showing.rating, can_undo: showing.can_undo_reset },
        pressed,
    };
    let (asked, free) = screen.ui(ui, look, &preferences.versus, &view);
    commands.extend(asked);
    free
}
