//! How far gradients reach back.

use bevy_egui::egui::Ui;

use super::{SequenceCommand, SequenceView};
use crate::panels::Look;

/// The page.
#[derive(Clone, Debug, Default)]
pub(super) struct ForgettingPage {}

impl ForgettingPage {
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
