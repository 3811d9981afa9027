//! Words over the board. How a hunt ended, where it happened: "Caught!", "Escaped!"; it is there at once and stays for the rest. And at the
//! upper edge what the board shows, where that is not the match as it stands.

use bevy_egui::egui::{Align2, Area, Color32, Frame, Id, Label, Margin, Order, Pos2, Rect, RichText, Stroke, Ui, vec2};

use crate::{arena::versus::How, panels::Look, theme::bold};

/// How a hunt ended, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Callout {
    /// How.
    pub how: How,
    /// The middle of the cell where the hunted agent stands, in points.
    pub at: Pos2,
    /// Half a cell, in points.
    pub half: f32,
}

impl Callout {
    /// The key of its text; `None` for what happens to nobody in particular.
    const fn key(self) -> Option<&'static str> {
        match self.how {
            How::Caught => Some("callout-caught"),
            How::Escaped => Some("callout-escaped"),
            How::TimeUp => Some("callout-time-up"),
            _ => None,
        }
    }
}

/// Draws it over the board: above the cell, or below it near the upper edge.
pub(super) fn ui(ui: &Ui, look: Look<'_>, callout: Callout, board: Rect) {
    let Some(key) = callout.key() else { return };
    let p = &look.theme.palette;
    let size = look.size(ui) * 1.6;
    let is_high = callout.at.y - callout.half - size * 2.2 < board.top();
    let (pivot, side) = if is_high { (Align2::CENTER_TOP, 1.0) } else { (Align2::CENTER_BOTTOM, -1.0) };
    let colour = if callout.how == How::Caught { p.hit } else { p.goal };
    let frame = Frame::new()
        .fill(p.raised)
        .stroke(Stroke::new(2.0, colour))
        .corner_radius(10)
        .inner_margin(Margin::symmetric(10, 4))
        .shadow(bevy_egui::egui::Shadow { offset: [0, 3], blur: 10, spread: 0, color: Color32::from_black_alpha(90) });
    Area::new(Id::new("versus_callout"))
        .order(Order::Foreground)
        .interactable(false)
        .pivot(pivot)
        .fixed_pos(callout.at + vec2(0.0, side * (callout.half + 4.0)))
        .constrain_to(board)
        .show(ui.ctx(), |ui| {
            let text = RichText::new(look.t(key)).font(bold(size)).color(p.text);
            frame.show(ui, |ui| ui.add(Label::new(text).extend()));
        });
}

/// What the board shows, at its upper edge.
pub(super) fn caption(ui: &Ui, look: Look<'_>, text: &str, board: Rect) {
    let p = &look.theme.palette;
    let frame = Frame::new().fill(p.raised).corner_radius(10).inner_margin(Margin::symmetric(12, 5));
    Area::new(Id::new("versus_caption"))
        .order(Order::Foreground)
        .interactable(false)
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(board.center_top() + vec2(0.0, 6.0))
        .constrain_to(board)
        .show(ui.ctx(), |ui| {
            let text = RichText::new(text).font(bold(look.size(ui) * 1.2)).color(p.text);
            frame.show(ui, |ui| ui.add(Label::new(text).extend()));
        });
}
