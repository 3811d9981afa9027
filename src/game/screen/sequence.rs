//! What the panels of the sequence lab are handed.

use bevy_egui::egui::{Rect, Ui};

use super::Scene;
use crate::{
    game::preferences::Preferences,
    panels::{Command, Look, SequenceKey, sequence::SequenceScreen},
};

/// Draws the tab; returns where its page is.
pub(super) fn draw(
    ui: &mut Ui,
    look: Look<'_>,
    scene: &Scene,
    preferences: &Preferences,
    pressed: &[SequenceKey],
    screen: &mut SequenceScreen,
    commands: &mut Vec<Command>,
) -> Rect {
    let drawn = scene.lab.show(&preferences.sequence, pressed, |view| screen.ui(ui, look, view));
    let Some((asked, page)) = drawn else {
        return ui.available_rect_before_wrap();
    };
    commands.extend(asked.into_iter().map(Command::Sequence));
    page
}
