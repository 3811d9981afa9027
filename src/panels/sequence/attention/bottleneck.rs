//! Encoder, last state and decoder as a picture: what a decoder without attention has to do with, and what one with it reads.

use bevy_egui::egui::{
    Align2, CornerRadius, FontId, Painter, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2,
    vec2,
};

use crate::{
    panels::{Look, SequenceView},
    sequence::AttentionKind,
    theme::{mix, small_size},
};

/// Steps that are drawn of encoder and decoder each.
const STEPS: usize = 4;

/// A picture for each way that is among the models.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>) {
    for (attends, text) in [(false, "lab-attend-bottleneck-without"), (true, "lab-attend-bottleneck-with")] {
        let is_here = |model: &&crate::sequence::Trainee| (model.settings.attention != AttentionKind::None) == attends;
        if view.models.iter().any(is_here) {
            picture(ui, look, attends);
            ui.label(look.small(look.t(text)));
        }
    }
}

fn picture(ui: &mut Ui, look: Look<'_>, attends: bool) {
    let p = &look.theme.palette;
    let size = look.size(ui);
    let height = size * if attends { 5.0 } else { 3.2 };
    let (room, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, look.t("lab-attend-bottleneck")));
    let painter = ui.painter_at(room);
    // Encoder and decoder with the last state between them, at equal distances.
    let distance = room.width() / (2 * STEPS + 1) as f32;
    let y = room.top() + size * 2.2;
    let centre = |place: usize| pos2(room.left() + (place as f32 + 0.5) * distance, y);
    let half = vec2(distance * 0.3, size * 0.7);
    for (first, name) in [(0, "lab-encoder"), (STEPS + 1, "lab-decoder")] {
        let middle = centre(first).x + (STEPS - 1) as f32 / 2.0 * distance;
        let font = FontId::proportional(small_size(size));
        painter.text(pos2(middle, room.top()), Align2::CENTER_TOP, look.t(name), font, p.text_soft);
    }
    if attends {
        // From every state of the encoder to every step of the decoder, below the boxes.
        let (ink, bottom) = (mix(p.panel, p.accent, 0.55), room.bottom() - 2.0);
        for from in (0..STEPS).map(&centre) {
            painter.line_segment([pos2(from.x, y + half.y), pos2(from.x, bottom)], Stroke::new(1.4, ink));
        }
        let ends = [centre(0).x, centre(2 * STEPS).x];
        painter.hline(ends[0]..=ends[1], bottom, Stroke::new(1.4, ink));
        for to in (STEPS + 1..=2 * STEPS).map(&centre) {
            arrow(&painter, pos2(to.x, bottom), pos2(to.x, y + half.y), Stroke::new(1.4, ink));
        }
    }
    for place in 0..=2 * STEPS {
        let at = centre(place);
        let is_last_state = place == STEPS;
        if is_last_state {
            let narrow = if attends { p.text_soft } else { p.accent };
            painter.circle(at, half.min_elem().min(size * 0.7), mix(p.panel, narrow, 0.35), Stroke::new(2.0, narrow));
        } else {
            let place = Rect::from_center_size(at, half * 2.0);
            painter.rect(place, CornerRadius::same(3), p.widget, Stroke::new(1.0, p.outline), StrokeKind::Inside);
        }
        if place > 0 {
            let (from, to) = (centre(place - 1) + vec2(half.x, 0.0), at - vec2(half.x, 0.0));
            arrow(&painter, from, to, Stroke::new(1.4, p.text_soft));
        }
    }
}

fn arrow(painter: &Painter, from: Pos2, to: Pos2, stroke: Stroke) {
    painter.line_segment([from, to], stroke);
    let back = (from - to).normalized() * 4.0;
    for side in [back.rot90(), -back.rot90()] {
        painter.line_segment([to, to + back + side * 0.7], stroke);
    }
}
