//! A figure before and after something was learned: two bars on one scale, whose ends
//! and zero are written below, each with its number. The longer bar is the larger value, also below zero.

use bevy_egui::egui::{Align2, Color32, Grid, Label, Rect, RichText, Sense, Stroke, TextStyle, Ui, pos2, vec2};

use crate::panels::{Look, numbers};

/// Width of a bar, in sizes of the text.
const WIDTH: f32 = 10.0;

/// How exactly a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Precision {
    Exact,
    Whole,
}

/// A figure before and after.
pub(super) struct BeforeAfter<'a> {
    /// What it is, in words.
    pub name: &'a str,
    /// Before and after, as they are drawn.
    pub values: [f32; 2],
    /// The ends of the scale, whole numbers; zero is among them.
    pub range: [f32; 2],
    /// How a value is written, exactly before and after, whole on the scale.
    pub written: fn(f32, Precision) -> String,
}

/// Figures one below the other; in little room each under its name.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, id: &str, figures: &[BeforeAfter<'_>]) {
    if ui.available_width() >= look.size(ui) * 28.0 {
        Grid::new(id)
            .spacing([10.0, 2.0])
            .show(ui, |ui| figures.iter().for_each(|figure| rows(ui, look, figure, true)));
        return;
    }
    for figure in figures {
        ui.add(Label::new(figure.name).wrap());
        Grid::new((id, figure.name)).spacing([10.0, 2.0]).show(ui, |ui| rows(ui, look, figure, false));
    }
}

/// Before, and after.
fn rows(ui: &mut Ui, look: Look<'_>, figure: &BeforeAfter<'_>, is_named: bool) {
    let p = &look.theme.palette;
    let BeforeAfter { name, values, range, written } = figure;
    for (place, when) in ["learned-before", "learned-after"].into_iter().enumerate() {
        if is_named {
            ui.label(if place == 0 { name } else { "" });
        }
        ui.label(look.small(look.t(when)));
        bar(ui, look, values[place], *range, if place == 0 { p.text_soft } else { p.accent });
        let number = RichText::new(written(values[place], Precision::Exact));
        ui.label(if place == 0 { number } else { number.font(look.strong_font(ui)) });
        ui.end_row();
    }
    for _ in 0..if is_named { 2 } else { 1 } {
        ui.label("");
    }
    scale(ui, look, *range, *written);
    ui.end_row();
}

/// Where a value lies on a scale, from 0 at its left end to 1.
fn place(value: f32, [low, high]: [f32; 2]) -> f32 {
    ((value - low) / (high - low)).clamp(0.0, 1.0)
}

/// The ends of the scale and its zero, in numbers.
fn scale(ui: &mut Ui, look: Look<'_>, range: [f32; 2], written: fn(f32, Precision) -> String) {
    let size = look.size(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(size * WIDTH, size), Sense::hover());
    let ink = look.theme.palette.text_soft;
    let [low, high] = range;
    for (value, align) in [(low, Align2::LEFT_TOP), (0.0, Align2::CENTER_TOP), (high, Align2::RIGHT_TOP)] {
        let at = place(value, range);
        // A zero that is close to an end has no room for its number.
        if align == Align2::CENTER_TOP && !(0.25..=0.75).contains(&at) {
            continue;
        }
        let (at, said) = (pos2(rect.left() + rect.width() * at, rect.top()), written(value, Precision::Whole));
        ui.painter().text(at, align, said, TextStyle::Small.resolve(ui.style()), ink);
    }
}

fn bar(ui: &mut Ui, look: Look<'_>, value: f32, range: [f32; 2], colour: Color32) {
    let size = look.size(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(size * WIDTH, size * 0.8), Sense::hover());
    let x = |value: f32| rect.left() + rect.width() * place(value, range);
    let (painter, p) = (ui.painter(), &look.theme.palette);
    painter.rect_filled(rect, 0, p.raised);
    // A thin line where there is nothing: the bar is seen to be there.
    let end = x(value).max(rect.left() + 2.0);
    painter.rect_filled(Rect::from_min_max(rect.min, pos2(end, rect.bottom())), 0, colour);
    for at in [range[0], 0.0, range[1]] {
        painter.vline(x(at), rect.y_range().expand(2.0), Stroke::new(1.0, p.text_soft));
    }
}

/// How a share of all is written.
pub(super) fn share(share: f32, precision: Precision) -> String {
    match precision {
        Precision::Exact => numbers::percent(f64::from(share)),
        Precision::Whole => numbers::whole_percent(f64::from(share)),
    }
}

/// How a mean return is written.
pub(super) fn mean_return(mean: f32, precision: Precision) -> String {
    numbers::signed(f64::from(mean), if precision == Precision::Exact { 2 } else { 0 })
}
