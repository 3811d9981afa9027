//! One step of the decoder, gone through from its state to the symbol: each quantity's formula with its numbers beside it.

use bevy_egui::egui::{
    Align2, CornerRadius, FontId, Rect, RichText, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2,
};
use egui_phosphor::regular as icon;

use super::{
    super::{draw::bar, formula},
    formulas,
    map::visible,
};
use crate::{
    panels::{Look, numbers},
    sequence::{AttentionKind, DecoderStep, Trace, Trainee, decoder_symbol, tasks::TaskKind},
    theme::bold,
};

/// Symbols whose probability is shown.
const LIKELIEST: usize = 5;

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, model: &Trainee, at: usize) {
    let (kind, attention) = (model.settings.task.kind, model.settings.attention);
    let Some(trace) = &model.trace else { return };
    let Some(step) = trace.decoding.get(at) else { return };
    let attends = attention != AttentionKind::None;
    look.card(ui, |ui| {
        let values = [
            ("step", (at + 1).into()),
            ("heard", decoder_symbol(kind, step.input).into()),
            ("written", decoder_symbol(kind, step.output).into()),
        ];
        look.heading(ui, icon::FOOTPRINTS, &look.texts.t_with("lab-attend-step", &values));
        let symbols = [(r"h_t", "lab-attend-decoder-state"), (r"s_j", "lab-attend-encoder-state")];
        for (symbol, name) in symbols.into_iter().take(if attends { 2 } else { 1 }) {
            ui.horizontal_wrapped(|ui| {
                formula::show(ui, look, symbol);
                ui.label(look.small(look.t(name)));
            });
        }
        if attention == AttentionKind::Additive {
            // Bahdanau looks first, and the context enters the cell.
            looking(ui, look, attention, trace, step, at);
            state(ui, look, attention, step);
        } else {
            state(ui, look, attention, step);
            looking(ui, look, attention, trace, step, at);
        }
        if attends {
            line(ui, look, formulas::COMBINED, "lab-attend-combined-help");
            strip(ui, look, &step.combined, "lab-attend-combined");
            line(ui, look, formulas::OUTPUT, "lab-attend-output-help");
        } else {
            line(ui, look, formulas::OUTPUT_ALONE, "lab-attend-output-help");
        }
        likeliest(ui, look, kind, step);
    });
}

/// A formula with an explanation under the pointer.
fn line(ui: &mut Ui, look: Look<'_>, source: &str, help: &'static str) {
    formula::show(ui, look, source).on_hover_text(look.t(help));
}

fn state(ui: &mut Ui, look: Look<'_>, attention: AttentionKind, step: &DecoderStep) {
    line(ui, look, formulas::state(attention), "lab-attend-state-help");
    strip(ui, look, &step.state, "lab-attend-state");
}

/// Scores, weights, context.
fn looking(ui: &mut Ui, look: Look<'_>, attention: AttentionKind, trace: &Trace, step: &DecoderStep, at: usize) {
    let Some(score) = formulas::score(attention) else {
        return;
    };
    let best = step.weights.iter().enumerate().max_by(|one, other| one.1.total_cmp(other.1));
    let Some((place, weight)) = best else { return };
    let symbol = trace.steps.get(place).map_or("", |symbol| visible(symbol));
    let number = step.scores.get(place).copied().unwrap_or_default();
    let scored = formulas::scored(at + 1, place + 1, number);
    let weighed = formulas::weighed(at + 1, place + 1, &step.scores, *weight);
    line(ui, look, &format!(r"{score} \quad {scored}"), "lab-attend-score-help");
    line(ui, look, &format!(r"{} \quad {weighed}", formulas::SOFTMAX), "lab-attend-softmax-help");
    let values = [("place", (place + 1).into()), ("read", symbol.to_owned().into())];
    ui.label(look.soft(look.texts.t_with("lab-attend-most", &values)));
    line(ui, look, formulas::CONTEXT, "lab-attend-context-help");
    strip(ui, look, &step.context, "lab-attend-context");
}

/// The units of a vector as a strip of colours, each with its number under the pointer.
fn strip(ui: &mut Ui, look: Look<'_>, units: &[f32], name: &'static str) {
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), look.size(ui) * 1.1), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, look.t(name)));
    let wide = place.width() / units.len().max(1) as f32;
    let part = |unit: usize| {
        let left = place.left() + unit as f32 * wide;
        Rect::from_min_max(pos2(left, place.top()), pos2(left + wide, place.bottom()))
    };
    for (unit, value) in units.iter().enumerate() {
        let gap = if wide > 5.0 { 1.0 } else { 0.0 };
        let colour = look.theme.signed_colour(*value);
        let mut cell = part(unit);
        cell.max.x -= gap;
        ui.painter().rect_filled(cell, CornerRadius::ZERO, colour);
    }
    let unit = response.hover_pos().map(|pointer| ((pointer.x - place.left()) / wide) as usize);
    let text = unit.and_then(|unit| {
        let value = numbers::real(f64::from(*units.get(unit)?), 3);
        let stroke = Stroke::new(1.4, look.theme.palette.text);
        ui.painter().rect_stroke(part(unit), CornerRadius::ZERO, stroke, StrokeKind::Outside);
        let values = [("unit", (unit + 1).into()), ("value", value.into())];
        Some(format!("{}\n{}", look.t(name), look.texts.t_with("lab-attend-unit", &values)))
    });
    if let Some(text) = text {
        response.on_hover_text_at_pointer(text);
    }
}

/// The likeliest next symbols.
fn likeliest(ui: &mut Ui, look: Look<'_>, kind: TaskKind, step: &DecoderStep) {
    let p = &look.theme.palette;
    let mut order: Vec<usize> = (0..step.probabilities.len()).collect();
    order.sort_by(|one, other| step.probabilities[*other].total_cmp(&step.probabilities[*one]));
    let size = look.size(ui);
    for token in order.into_iter().take(LIKELIEST) {
        let probability = step.probabilities[token];
        let is_said = token == step.output;
        let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), size * 1.35), Sense::hover());
        let name = decoder_symbol(kind, token);
        let percent = numbers::percent(f64::from(probability));
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{name}: {percent}")));
        let painter = ui.painter();
        let ground = place.shrink2(vec2(size * 4.2, place.height() / 2.0 - size * 0.4));
        let (font, ink, fill) =
            if is_said { (bold(size), p.accent, p.accent) } else { (FontId::proportional(size), p.text, p.text_soft) };
        let name_at = pos2(ground.left() - size * 0.6, place.center().y);
        painter.text(name_at, Align2::RIGHT_CENTER, name, font.clone(), ink);
        painter.text(place.right_center(), Align2::RIGHT_CENTER, percent, font, ink);
        bar(painter, look, ground, probability, fill);
    }
    ui.label(RichText::new(look.t("lab-attend-likeliest")).small().color(p.text_soft));
}
