//! A figure before and after something was learned: two bars from the same zero, each with its number.

use bevy_egui::egui::{Color32, Grid, Label, Rect, RichText, Sense, Ui, pos2, vec2};

use crate::panels::Look;

/// A figure before and after.
pub(super) struct BeforeAfter<'a> {
    /// What it is, in words.
    pub name: &'a str,
    /// Before and after, as they are drawn.
    pub values: [f32; 2],
    /// From which to which value the bars reach; zero is among them.
    pub range: [f32; 2],
    /// Before and after, as they are written.
    pub written: [String; 2],
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
        let number = RichText::new(&written[place]);
        ui.label(if place == 0 { number } else { number.font(look.strong_font(ui)) });
        ui.end_row();
    }
}

fn bar(ui: &mut Ui, look: Look<'_>, value: f32, [low, high]: [f32; 2], colour: Color32) {
    let size = look.size(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(size * 7.0, size * 0.8), Sense::hover());
    let x = |value: f32| rect.left() + rect.width() * ((value - low) / (high - low)).clamp(0.0, 1.0);
    let painter = ui.painter();
    painter.rect_filled(rect, 3, look.theme.palette.raised);
    let (from, to) = (x(0.0).min(x(value)), x(0.0).max(x(value)));
    // A thin line where there is nothing: the bar is seen to be there.
    let to = to.max(from + 2.0);
    painter.rect_filled(Rect::from_min_max(pos2(from, rect.top()), pos2(to, rect.bottom())), 3, colour);
}
