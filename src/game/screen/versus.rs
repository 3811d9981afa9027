//! What the panels of the versus tab are handed.

use bevy_egui::egui::{Rect, Ui};

use super::Frame;
use crate::{
    game::versus::showing::Showing,
    panels::{
        Command, KeyAction, LevelEntry,
        versus::{RecordsView, VersusScreen, VersusView},
    },
};

/// Draws the tab; returns where the board belongs.
pub(super) fn draw(
    ui: &mut Ui,
    frame: &Frame,
    levels: &[LevelEntry],
    screen: &mut VersusScreen,
    commands: &mut Vec<Command>,
) -> Rect {
    let Frame { look, scene, pressed } = *frame;
    let pressed: Vec<_> = pressed
        .iter()
        .filter_map(|action| match action {
            KeyAction::Versus(key) => Some(*key),
            _ => None,
        })
        .collect();
    let showing = Showing::of(&scene.game, &scene.lanes, &scene.texts);
    let view = VersusView {
        levels,
        has_optimum: showing.has_optimum,
        opponents: &showing.opponents,
        learner: &showing.learner,
        phase: showing.phase,
        records: RecordsView { rows: &showing.records, rating: showing.rating, can_undo: showing.can_undo_reset },
        pressed: &pressed,
    };
    let (asked, free) = screen.ui(ui, look, &scene.game.draft, &view);
    commands.extend(asked);
    free
}
