//! What one cell does with an input, step by step.

use bevy_egui::egui::Ui;

use super::{SequenceCommand, SequenceView};
use crate::panels::Look;

/// The page.
#[derive(Clone, Debug, Default)]
pub(super) struct CellPage {}

impl CellPage {
    /// Draws the page into all the room that there is.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        view: &SequenceView<'_>,
        commands: &mut Vec<SequenceCommand>,
    ) {
    }
}
