//! What a page is drawn on: its room, and how words come there. No text is smaller than can be read from the last row.

use bevy_egui::egui::{
    Align2, Color32, FontId, Painter, Pos2, Rect, TextStyle, Ui, UiBuilder, pos2, text::LayoutJob, vec2,
};

use crate::{
    panels::{Look, sequence::formula},
    theme::bold,
};

/// Sizes of letters, points. A frame's shorter side has 720.
pub(in crate::panels::sequence) const LARGE: f32 = 30.0;
pub(in crate::panels::sequence) const USUAL: f32 = 24.0;
pub(in crate::panels::sequence) const SMALL: f32 = 20.0;
pub(in crate::panels::sequence) const LEAST: f32 = 18.0;

pub(in crate::panels::sequence) struct Sheet<'a> {
    pub painter: Painter,
    pub look: Look<'a>,
    /// The page's room.
    pub rect: Rect,
}

impl<'a> Sheet<'a> {
    pub fn new(ui: &Ui, look: Look<'a>, rect: Rect) -> Self {
        Self { painter: ui.painter().clone(), look, rect }
    }

    /// Whether things stand beside each other rather than one below the other.
    pub fn is_wide(&self) -> bool {
        self.rect.width() > self.rect.height() * 1.15
    }

    /// Whether there is height to spare. A page is neither where it is about as wide as high: then its room is least.
    pub fn is_tall(&self) -> bool {
        self.rect.height() > self.rect.width() * 1.15
    }

    /// Writes words into lines of at most this width; where they are.
    pub fn write(&self, at: Pos2, anchor: Align2, text: &str, font: FontId, ink: Color32, width: f32) -> Rect {
        let job = LayoutJob { halign: anchor.x(), ..LayoutJob::simple(text.to_owned(), font, ink, width) };
        let galley = self.painter.layout_job(job);
        let place = anchor.anchor_size(at, galley.size());
        self.painter.galley(place.min - galley.rect.min.to_vec2(), galley, ink);
        place
    }

    /// One line of bold words, so large that they fit.
    pub fn write_within(&self, at: Pos2, anchor: Align2, text: &str, size: f32, ink: Color32, width: f32) -> Rect {
        let wide = self.painter.layout_no_wrap(text.to_owned(), bold(size), ink).size().x;
        let size = (size * (width / wide).min(1.0)).max(LEAST);
        self.write(at, anchor, text, bold(size), ink, f32::INFINITY)
    }

    /// Formulas one below the other, as large as the rest.
    pub fn formulas(&self, ui: &mut Ui, room: Rect, sources: &[&str]) {
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
            ui.style_mut().text_styles.insert(TextStyle::Body, FontId::proportional(USUAL));
            for source in sources {
                formula::show(ui, self.look, source);
            }
        });
    }

    /// What the page shows, and what that is; the room below.
    pub fn head(&self, title: &str, about: &str) -> Rect {
        let p = &self.look.theme.palette;
        let [at, width] = [self.rect.min, self.rect.size().to_pos2()];
        let above = self.write(at, Align2::LEFT_TOP, title, bold(LARGE), p.text, width.x);
        let at = above.left_bottom() + vec2(0.0, 4.0);
        let below = self.write(at, Align2::LEFT_TOP, about, FontId::proportional(SMALL), p.text_soft, width.x);
        Rect::from_min_max(pos2(self.rect.left(), below.bottom() + 16.0), self.rect.max)
    }

    /// The line at the bottom of the page: how far it is or, at the end, the result; the room above, always the same.
    pub fn foot(&self, room: Rect, progress: &str, result: &str, is_over: bool) -> Rect {
        let p = &self.look.theme.palette;
        let written = self.painter.layout(result.to_owned(), bold(28.0), p.text, room.width());
        let top = room.bottom() - written.size().y;
        if is_over {
            self.painter.galley(pos2(room.left(), top), written, p.text);
        } else {
            let font = FontId::proportional(USUAL);
            self.write(room.left_bottom(), Align2::LEFT_BOTTOM, progress, font, p.text_soft, room.width());
        }
        room.with_max_y(top - 16.0)
    }
}
