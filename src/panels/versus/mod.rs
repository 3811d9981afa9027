//! The versus screen: choosing a match, playing it, what came of it. It plays nothing itself: matches run in the game.

mod draft;
mod view;

pub use draft::{HuntersChoice, MatchDraft, ModeChoice, SeatChoice, StrengthChoice, Tempo};
pub use view::{
    LearnedView, Phase, PlayView, RecordRow, RecordsView, ResultView, RoundOverView, RoundRow, SeatRow, SeatView,
    VersusCommand, VersusView,
};

use bevy_egui::egui::{Rect, Ui};

use super::{Command, Look};

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct VersusScreen {}

impl VersusScreen {
    /// Draws the screen; returns what was asked for, and where the board belongs (in points).
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        _look: Look<'_>,
        _draft: &MatchDraft,
        _view: &VersusView<'_>,
    ) -> (Vec<Command>, Rect) {
        let Self {} = self;
        (Vec::new(), ui.available_rect_before_wrap())
    }
}
