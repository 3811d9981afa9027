//! The lab's pages as a clip shows them to a room: large letters, nothing to press, and all that moves follows the
//! clip's own time.
//! When a frame comes, and what becomes of it, is the business of `game::video`.

mod attention;
mod part;
pub(super) mod sheet;
mod training;

use bevy_egui::egui::{Align2, FontId, Rect, Ui, vec2};

pub use self::part::ClipPart;
pub(super) use self::training::result;

use self::sheet::Sheet;
use crate::{
    panels::{ClipPage, Look, sequence::cell},
    sequence::{SequencePreset, Trainee, tasks::Task},
    theme::{bold, mix},
};

/// The shorter side of a frame in points, whatever its size in pixels.
pub const CLIP_SIDE: f32 = 720.0;

/// What a clip shows, from its first frame to its last.
pub struct LabClip {
    /// The page.
    pub page: ClipPage,
    /// The models, as they are at the end of their training.
    pub models: Vec<Trainee>,
    /// The number of the one that is looked into.
    pub shown: usize,
    /// The comparison that they are, if they are one.
    pub preset: Option<SequencePreset>,
    /// Whether they were trained before and kept in a file; else for this clip.
    pub is_recorded: bool,
    /// How long what moves takes, in seconds of the clip.
    pub seconds: f64,
    /// The title card's lines, large and small ones, where there is a card.
    pub card: Option<[CardLines; 2]>,
}

/// Lines of the title card, broken where they are to break.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardLines {
    /// What they say.
    pub text: String,
    /// Their letters' height, points.
    pub size: f32,
}

/// A moment of a clip.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ClipMoment {
    /// How much of what moves is done, 0 to 1. At 1 the result stands there.
    pub passed: f64,
    /// How much of the title card is still there, 1 to 0: first it fades, then what hides the page.
    pub card: f32,
}

impl LabClip {
    /// Draws the moment into the whole of the frame, whose shorter side has [`CLIP_SIDE`] points.
    pub fn ui(&self, ui: &mut Ui, look: Look<'_>, moment: ClipMoment) {
        let frame = ui.max_rect();
        let p = &look.theme.palette;
        ui.painter().rect_filled(frame, 0.0, p.panel);
        let sheet = Sheet::new(ui, look, frame.shrink2(vec2(44.0, 30.0)));
        match self.page {
            ClipPage::Training => training::draw(&sheet, self, moment.passed),
            ClipPage::Cell => cell::clip::draw(ui, &sheet, self, moment.passed),
            ClipPage::Attention => attention::draw(ui, &sheet, self, moment.passed),
        }
        if let Some(card) = &self.card
            && moment.card > 0.0
        {
            self.card(&sheet, frame, card, moment.card);
        }
    }

    fn card(&self, sheet: &Sheet<'_>, frame: Rect, [title, below]: &[CardLines; 2], share: f32) {
        let p = &sheet.look.theme.palette;
        // Never both at once: two texts over each other can be read as neither.
        let [words, ground] = [share * 2.0 - 1.0, share * 2.0].map(|share| share.clamp(0.0, 1.0));
        sheet.painter.rect_filled(frame, 0.0, p.panel.gamma_multiply(ground));
        let middle = frame.center();
        let lines = [(title, bold(title.size), p.text, Align2::CENTER_BOTTOM, -10.0)];
        let small = (below, FontId::proportional(below.size), p.text_soft, Align2::CENTER_TOP, 14.0);
        for (lines, font, ink, anchor, away) in lines.into_iter().chain([small]).filter(|_| words > 0.0) {
            sheet.write(middle + vec2(0.0, away), anchor, &lines.text, font, mix(p.panel, ink, words), f32::INFINITY);
        }
    }

    /// What they all learn.
    pub(super) fn task(&self) -> Task {
        self.models[0].settings.task
    }

    /// Steps of the decoder that is looked into.
    fn rows(&self) -> usize {
        self.models[self.shown].trace.as_ref().map_or(0, |trace| trace.decoding.len())
    }

    /// Training steps of the one that has made most.
    fn steps(&self) -> u64 {
        self.models.iter().map(Trainee::steps).max().unwrap_or(0)
    }

    /// Where the training comes from, in words.
    fn origin(&self, look: Look<'_>) -> String {
        let key = if self.is_recorded { "lab-clip-recorded" } else { "lab-clip-trained" };
        look.texts.t_with(key, &[("seed", self.models[0].settings.seed.into())])
    }
}
