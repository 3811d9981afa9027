//! The steps of the input as a strip: what each reads, which are flagged, where the walk stands; and the buttons that walk.

use bevy_egui::egui::{
    Align2, FontId, Key, Rect, Response, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, lerp, pos2, vec2,
};
use egui_phosphor::regular as icon;

use super::{
    super::walk::{Walk, arrows},
    Track,
    track::Symbol,
};
use crate::{
    panels::Look,
    sequence::tasks::Mark,
    theme::{bold, mix},
};

/// Draws buttons and strip; the step may change.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, track: &Track, walk: &mut Walk, step: &mut usize) {
    let steps = track.steps();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let names = [icon::PERSON_SIMPLE_WALK, "lab-walk", "lab-walk-pause", "lab-walk-help"];
        walk.player(ui, look, step, steps, names);
        walk.buttons(ui, look, step, steps, ["lab-walk-first", "lab-walk-back", "lab-walk-on", "lab-walk-last"]);
        ui.label(format!("{} / {steps}", *step + 1));
        let before = *step;
        strip(ui, look, track, step);
        if *step != before {
            walk.stop();
        }
    });
}

fn strip(ui: &mut Ui, look: Look<'_>, track: &Track, step: &mut usize) {
    let size = look.size(ui);
    let width = ui.available_width().max(size * 8.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, size * 2.3), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::slider(true, (*step + 1) as f64, look.t("lab-walk-step")));
    let strip = Strip { rect: rect.shrink2(vec2(2.0, 1.0)), track };
    strip.paint(ui, look, *step, &response);
    if response.has_focus() {
        arrows(ui, &response, false, step, track.steps());
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        if pressed(Key::Home) {
            *step = 0;
        }
        if pressed(Key::End) {
            *step = track.steps() - 1;
        }
    }
    if let Some(pointer) = response.interact_pointer_pos() {
        *step = strip.step_at(pointer.x);
    }
    if let Some(pointer) = response.hover_pos() {
        let at = strip.step_at(pointer.x);
        let symbol = &track.symbols[at];
        let key = match symbol.mark {
            Mark::Plain => "lab-step-reads",
            Mark::Flagged => "lab-step-flagged",
            Mark::Asks => "lab-step-asks",
        };
        let arguments = [("step", (at + 1).into()), ("symbol", symbol.text.as_str().into())];
        response.on_hover_text_at_pointer(look.texts.t_with(key, &arguments));
    }
}

struct Strip<'a> {
    rect: Rect,
    track: &'a Track,
}

impl Strip<'_> {
    fn step_at(&self, x: f32) -> usize {
        let share = (x - self.rect.left()) / self.rect.width().max(1.0);
        let steps = self.track.steps();
        ((share * steps as f32).max(0.0) as usize).min(steps - 1)
    }

    fn cell(&self, step: usize) -> Rect {
        let x = |step: usize| lerp(self.rect.x_range(), step as f32 / self.track.steps() as f32);
        Rect::from_x_y_ranges(x(step)..=x(step + 1), self.rect.y_range())
    }

    fn paint(&self, ui: &Ui, look: Look<'_>, current: usize, response: &Response) {
        let p = &look.theme.palette;
        let painter = ui.painter();
        painter.rect_filled(self.rect, 3.0, p.base);
        for (step, symbol) in self.track.symbols.iter().enumerate() {
            let cell = self.cell(step);
            let gap = if cell.width() > 8.0 { 1.0 } else { 0.0 };
            let cell = cell.shrink2(vec2(gap, 1.0));
            let ground = match symbol.mark {
                _ if step == current => p.selected,
                Mark::Plain => p.base,
                Mark::Flagged => mix(p.base, p.warning, 0.3),
                Mark::Asks => mix(p.base, p.accent, 0.3),
            };
            painter.rect_filled(cell, 2.0, ground);
            if symbol.mark != Mark::Plain {
                let colour = if symbol.mark == Mark::Flagged { p.warning } else { p.accent };
                let line = Rect::from_x_y_ranges(cell.x_range(), cell.bottom() - 2.5..=cell.bottom());
                painter.rect_filled(line, 0.0, colour);
            }
        }
        let frame = if response.has_focus() { p.accent } else { p.outline };
        painter.rect_stroke(self.rect, 3.0, Stroke::new(1.0, frame), StrokeKind::Outside);
        let here = self.cell(current).expand2(vec2(1.0, 2.0));
        painter.rect_stroke(here, 3.0, Stroke::new(2.0, p.accent), StrokeKind::Middle);
        for (step, symbol) in self.track.symbols.iter().enumerate() {
            self.symbol(ui, look, step, symbol, step == current);
        }
    }

    /// The symbol where it has room; a number as a bar, anything else as a dot where it has not.
    fn symbol(&self, ui: &Ui, look: Look<'_>, step: usize, symbol: &Symbol, is_current: bool) {
        let p = &look.theme.palette;
        let cell = self.cell(step);
        let stands_out = is_current || symbol.mark != Mark::Plain;
        let body = look.size(ui);
        let font: FontId = if stands_out { bold(body) } else { TextStyle::Body.resolve(ui.style()) };
        let colour = match symbol.mark {
            _ if is_current => p.on_selected,
            Mark::Plain => p.text_soft,
            Mark::Flagged | Mark::Asks => p.text,
        };
        let painter = ui.painter();
        let text = painter.layout_no_wrap(symbol.text.clone(), font, colour);
        let wide = text.size().x;
        let number = symbol.text.trim_end_matches('*').parse::<f32>().ok();
        // A single letter may lean over its neighbours, which then are dots.
        if wide + 1.0 <= cell.width() || (stands_out && number.is_none() && symbol.text.chars().count() == 1) {
            let at = Align2::CENTER_CENTER.anchor_size(cell.center(), text.size());
            painter.galley(at.min, text, colour);
        } else if let Some(number) = number.filter(|number| (0.0..=1.0).contains(number)) {
            let room = cell.shrink2(vec2((cell.width() * 0.2).min(2.0), 4.0));
            let top = lerp(room.bottom()..=room.top(), number);
            painter.rect_filled(Rect::from_min_max(pos2(room.left(), top), room.max), 0.0, colour);
        } else {
            painter.circle_filled(cell.center(), 1.6, colour);
        }
    }
}
