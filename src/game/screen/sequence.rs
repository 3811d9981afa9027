//! What the panels of the sequence lab are handed.

use bevy_egui::egui::{Rect, Ui};

use super::Frame;
use crate::panels::{Command, KeyAction, sequence::SequenceScreen};

/// Draws the tab; returns where its page is.
pub(super) fn draw(ui: &mut Ui, frame: &Frame, screen: &mut SequenceScreen, commands: &mut Vec<Command>) -> Rect {
    let Frame { look, scene, pressed } = *frame;
    let pressed: Vec<_> = pressed
        .iter()
        .filter_map(|action| match action {
            KeyAction::Sequence(key) => Some(*key),
            _ => None,
        })
        .collect();
    let drawn = scene.lab.show(&pressed, |view| screen.ui(ui, look, view));
    let Some((asked, page)) = drawn else {
        return ui.available_rect_before_wrap();
    };
    commands.extend(asked.into_iter().map(Command::Sequence));
    page
}
