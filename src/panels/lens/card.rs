//! The number in front: its name, its symbol, its formula in symbols and with the numbers, and each of these to be opened in turn.

use bevy_egui::egui::{FontId, Label, Rect, RichText, ScrollArea, Sense, TextStyle, Ui, vec2};
use egui_phosphor::regular as icon;

use super::{LensCommand, ShownTick, now, why, words};
use crate::{
    lens::{Card, Formula, FormulaPart, Operand, StopKind, Subject, in_brackets, number},
    panels::Look,
};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, asked: &mut Vec<LensCommand>) {
    let stop = shown.stop();
    look.heading(ui, icon::MAGNIFYING_GLASS, look.t(stop.kind.key()));
    if let Some(sentence) = now::sentence(look, shown) {
        ui.add(Label::new(sentence).wrap());
    }
    ui.add(Label::new(look.soft(look.t(stop.kind.help()))).wrap());
    ui.add_space(8.0);
    path(ui, look, shown, asked);
    if stop.kind == StopKind::Why && shown.opened.is_empty() {
        return why::difference(ui, look, shown, asked);
    }
    let Some(card) = shown.lens.card(shown.subject()) else { return };
    look.card(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| content(ui, look, shown, &card, asked));
    });
}

/// The way from the small step to the number in front; each place leads back.
fn path(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, asked: &mut Vec<LensCommand>) {
    if shown.opened.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let way = std::iter::once(shown.stop().subject).chain(shown.opened.iter().copied());
        let last = shown.opened.len();
        // A long way begins with an ellipsis.
        let from = last.saturating_sub(4);
        if from > 0 {
            ui.label(look.soft("…"));
        }
        for (depth, subject) in way.enumerate().skip(from) {
            let symbol = shown.lens.card(subject).map_or_else(String::new, |card| words::symbol(&card.symbol));
            if depth == last {
                ui.label(RichText::new(symbol).font(look.strong_font(ui)));
            } else {
                if ui.link(symbol).on_hover_text(look.t("lens-back-to")).clicked() {
                    asked.push(LensCommand::Close(depth));
                }
                ui.label(look.soft("›"));
            }
        }
    });
}

fn content(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, card: &Card, asked: &mut Vec<LensCommand>) {
    let p = &look.theme.palette;
    ui.label(RichText::new(words::name(look, card.subject)).font(look.strong_font(ui)));
    let large = FontId::new(look.size(ui) * 1.5, TextStyle::Monospace.resolve(ui.style()).family);
    if let Formula::Listed(units) = &card.formula {
        ui.label(RichText::new(words::symbol(&card.symbol)).font(large).color(p.accent));
        ui.label(look.soft(look.texts.t_with("lens-listed", &[("count", units.len().into())])));
        return rows(ui, units, 1, |ui, unit| operand_row(ui, look, unit, asked));
    }
    let result = format!("{} = {}", words::symbol(&card.symbol), number(card.value));
    ui.add(Label::new(RichText::new(result).font(large).color(p.accent)).wrap());
    ui.add_space(4.0);
    if let Some(about) = words::about(card.subject) {
        ui.add(Label::new(look.soft(look.t(about))).wrap());
        ui.add_space(4.0);
    }
    formula(ui, look, shown, card, asked);
    if let Some(remark) = words::remark(shown, card.subject) {
        ui.add_space(8.0);
        ui.label(look.small(look.t("notes-remark")).strong());
        ui.add(Label::new(look.small(look.texts.t(&remark))).wrap());
    }
    // A unit of a hidden layer is opened with its weighted sum.
    if let Subject::Activation(unit) = card.subject
        && let Some(sum) = shown.lens.card(Subject::Sum(unit)).filter(|sum| sum.symbol != card.symbol)
    {
        ui.add_space(6.0);
        let result = format!("{} = {}", words::symbol(&sum.symbol), number(sum.value));
        ui.label(RichText::new(result).monospace().color(p.accent));
        formula(ui, look, shown, &sum, asked);
    }
}

fn formula(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, card: &Card, asked: &mut Vec<LensCommand>) {
    match &card.formula {
        Formula::Listed(_) => {}
        Formula::Given => {
            ui.label(look.soft(words::given(look, shown, card.subject)));
            // A weight that the update of this tick moves leads to what it became.
            for subject in shown.lens.opens(card) {
                if let Some(opened) = shown.lens.card(subject) {
                    operand_row(
                        ui,
                        look,
                        &Operand { symbol: opened.symbol, value: opened.value, subject: Some(subject) },
                        asked,
                    );
                }
            }
        }
        Formula::Parts(parts) => {
            parts_in(ui, look, parts, |operand| words::symbol(&operand.symbol), asked);
            parts_in(ui, look, parts, |operand| in_brackets(operand.value), asked);
            ui.label(RichText::new(format!("= {}", number(card.value))).monospace().color(look.theme.palette.accent));
            ui.add_space(6.0);
            for operand in distinct(card.formula.operands()) {
                operand_row(ui, look, operand, asked);
            }
        }
        Formula::Products { factor, first, terms } => {
            for operand in factor.iter().chain(first) {
                operand_row(ui, look, operand, asked);
            }
            ui.label(look.soft(look.texts.t_with("lens-products", &[("count", terms.len().into())])));
            rows(ui, terms, 2, |ui, [one, other]| product_row(ui, look, one, other, asked));
        }
    }
}

/// Rows of so many lines of text each. Those that are out of view only take their room: a sum may have thousands of terms.
fn rows<T>(ui: &mut Ui, rows: &[T], lines: usize, mut draw: impl FnMut(&mut Ui, &T)) {
    let line = TextStyle::Monospace.resolve(ui.style()).size * 1.45;
    let size = vec2(ui.available_width(), line * lines as f32);
    ui.spacing_mut().item_spacing.y = 4.0;
    for row in rows {
        let place = Rect::from_min_size(ui.cursor().min, size);
        if ui.is_rect_visible(place) {
            ui.allocate_ui(size, |ui| {
                ui.set_min_size(size);
                draw(ui, row);
            });
        } else {
            ui.allocate_space(size);
        }
    }
}

/// A formula on lines of its own, each of its numbers to be clicked.
fn parts_in(
    ui: &mut Ui,
    look: Look<'_>,
    parts: &[FormulaPart],
    write: impl Fn(&Operand) -> String,
    asked: &mut Vec<LensCommand>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.label(RichText::new("= ").monospace());
        for part in parts {
            match part {
                FormulaPart::Signs(signs) => _ = ui.label(RichText::new(words::signs(signs)).monospace()),
                FormulaPart::Operand(operand) => opening(ui, look, &write(operand), operand.subject, asked),
            }
        }
    });
}

/// A text that opens a number, where there is something to open.
pub(super) fn opening(ui: &mut Ui, look: Look<'_>, text: &str, subject: Option<Subject>, asked: &mut Vec<LensCommand>) {
    let text = RichText::new(text).monospace();
    match subject {
        None => _ = ui.label(text),
        Some(subject) => {
            let label = Label::new(text.color(look.theme.palette.accent).underline()).sense(Sense::click());
            if ui.add(label).on_hover_text(words::name(look, subject)).clicked() {
                asked.push(LensCommand::Open(subject));
            }
        }
    }
}

fn operand_row(ui: &mut Ui, look: Look<'_>, operand: &Operand, asked: &mut Vec<LensCommand>) {
    ui.horizontal_wrapped(|ui| {
        opening(ui, look, &words::symbol(&operand.symbol), operand.subject, asked);
        ui.label(RichText::new(format!("= {}", number(operand.value))).monospace());
        if let Some(subject) = operand.subject {
            ui.label(look.soft(words::name(look, subject)));
        }
    });
}

/// `w × h = product` on one line, the numbers of the two on the next.
fn product_row(ui: &mut Ui, look: Look<'_>, one: &Operand, other: &Operand, asked: &mut Vec<LensCommand>) {
    let monospace = |text: String| RichText::new(text).monospace();
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
        ui.horizontal(|ui| {
            opening(ui, look, &words::symbol(&one.symbol), one.subject, asked);
            ui.label(monospace("×".to_owned()));
            opening(ui, look, &words::symbol(&other.symbol), other.subject, asked);
            ui.label(monospace(format!("= {}", number(one.value * other.value))));
        });
        let numbers = format!("= {} × {}", number(one.value), in_brackets(other.value));
        ui.label(monospace(numbers).color(look.theme.palette.text_soft));
    });
}

/// Each operand once.
fn distinct(operands: Vec<&Operand>) -> Vec<&Operand> {
    let mut rows: Vec<&Operand> = Vec::new();
    for operand in operands {
        if !rows.contains(&operand) {
            rows.push(operand);
        }
    }
    rows
}
