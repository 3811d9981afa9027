//! How often whole answers are right, by length or format, for all models: where the bottleneck is seen.

use bevy_egui::egui::{Align2, CornerRadius, Rangef, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};
use egui_phosphor::regular as icon;
use egui_plot::{AxisHints, GridInput, GridMark, HoverPosition, Line, MarkerShape, Plot, Points};

use super::super::{ModelView, SequenceView, names::measure_key};
use crate::{
    panels::{Look, numbers},
    sequence::tasks::Measure,
};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>) {
    let is_by_format = view.task().kind.difficulty().measure == Measure::Format;
    let (title, about) = if is_by_format {
        ("lab-attend-formats", "lab-attend-formats-about")
    } else {
        ("lab-attend-lengths", "lab-attend-lengths-about")
    };
    look.card(ui, |ui| {
        look.heading(ui, icon::CHART_LINE, look.t(title));
        if !view.models.iter().any(|model| !points(model).is_empty()) {
            ui.label(look.soft(look.t("lab-attend-untested")));
            return;
        }
        legend(ui, look, view);
        if is_by_format {
            formats(ui, look, view);
        } else {
            lengths(ui, look, view);
        }
        ui.label(look.soft(look.t(about)));
    });
}

/// Point and accuracy of a model, as it was tested last.
fn points(model: &ModelView<'_>) -> Vec<(usize, f32)> {
    let scores = model.evaluations.last().into_iter().flat_map(|last| &last.points);
    scores.filter_map(|score| Some((score.point?, score.accuracy))).collect()
}

const MARKERS: [MarkerShape; 4] = [MarkerShape::Circle, MarkerShape::Square, MarkerShape::Diamond, MarkerShape::Up];

fn legend(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        let size = look.size(ui);
        for (number, model) in view.models.iter().enumerate() {
            let (place, _) = ui.allocate_exact_size(vec2(size * 0.8, size), Sense::hover());
            ui.painter().circle_filled(place.center(), size * 0.34, look.theme.series(number));
            ui.label(look.small(model.name));
        }
    });
}

fn lengths(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>) {
    let curves: Vec<(&str, Vec<(usize, f32)>)> = view.models.iter().map(|model| (model.name, points(model))).collect();
    let by = look.t(measure_key(view.task().kind.difficulty().measure));
    let under_pointer = |hover: &HoverPosition<'_>| {
        let (HoverPosition::NearDataPoint { position, .. } | HoverPosition::Elsewhere { position }) = hover;
        let all = || curves.iter().flat_map(|(_, points)| points);
        let far = |point: usize| (point as f64 - position.x).abs();
        let nearest = all().map(|(point, _)| *point).min_by(|one, other| far(*one).total_cmp(&far(*other)))?;
        let mut lines = vec![format!("{by} {nearest}")];
        for (name, points) in &curves {
            let here = points.iter().find(|(point, _)| *point == nearest);
            lines.extend(here.map(|(_, accuracy)| format!("{name}: {}", numbers::percent(f64::from(*accuracy)))));
        }
        Some(lines.join("\n"))
    };
    let x_axis = AxisHints::new_x()
        .label(look.small(by))
        .formatter(|mark, _| format!("{:.0}", mark.value))
        .label_spacing(Rangef::new(8.0, 16.0));
    let y_axis = AxisHints::new_y()
        .formatter(|mark, _| format!("{:.0} %", mark.value * 100.0))
        .label_spacing(Rangef::new(14.0, 28.0))
        .min_thickness(look.size(ui) * 3.2);
    let height = (ui.available_width() * 0.6).clamp(150.0, 260.0);
    Plot::new("attention accuracy")
        .height(height)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_drag(false)
        .allow_zoom(false)
        .custom_x_axes(vec![x_axis])
        .x_grid_spacer(whole)
        .custom_y_axes(vec![y_axis])
        .include_y(0.0)
        .include_y(1.0)
        .set_margin_fraction([0.04, 0.08].into())
        .grid_color(look.theme.palette.outline)
        .cursor_color(look.theme.palette.text_soft)
        .label_formatter(under_pointer)
        .show(ui, |ui| {
            for (number, (name, points)) in curves.iter().enumerate() {
                let colour = look.theme.series(number);
                let places = || -> Vec<[f64; 2]> {
                    points.iter().map(|(point, accuracy)| [*point as f64, f64::from(*accuracy)]).collect()
                };
                ui.line(Line::new(*name, places()).color(colour).width(2.4).allow_hover(false));
                let marks = Points::new(*name, places()).shape(MARKERS[number % MARKERS.len()]);
                ui.points(marks.color(colour).radius(3.6).allow_hover(false));
            }
        });
}

/// A line at every whole number, or at every fifth where they are many, all alike.
fn whole(input: GridInput) -> Vec<GridMark> {
    let (from, to) = input.bounds;
    let step_size = if to - from > 30.0 { 5.0 } else { 1.0 };
    let first = (from / step_size).ceil() as i64;
    let last = (to / step_size).floor() as i64;
    let mark = |place: i64| GridMark { value: place as f64 * step_size, step_size };
    (first..=last).map(mark).collect()
}

/// A group of bars for each format: their names are too long for an axis.
fn formats(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>) {
    let p = &look.theme.palette;
    let size = look.size(ui);
    let kind = view.task().kind;
    let all: Vec<Vec<(usize, f32)>> = view.models.iter().map(points).collect();
    for point in view.task().points() {
        let name = kind.point(point);
        ui.label(look.small(&name));
        for (number, (model, points)) in view.models.iter().zip(&all).enumerate() {
            let Some((_, accuracy)) = points.iter().find(|(other, _)| *other == point) else {
                continue;
            };
            let percent = numbers::percent(f64::from(*accuracy));
            let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), size * 1.05), Sense::hover());
            let said = format!("{name}, {}: {percent}", model.name);
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
            let painter = ui.painter();
            let right = place.right() - size * 4.4;
            let font = bevy_egui::egui::FontId::proportional(size * 0.9);
            painter.text(place.right_center(), Align2::RIGHT_CENTER, percent, font, p.text);
            let ground = Rect::from_min_max(pos2(place.left(), place.top() + 2.0), pos2(right, place.bottom() - 2.0));
            painter.rect_filled(ground, CornerRadius::same(2), p.widget);
            let mut bar = ground;
            bar.max.x = ground.left() + ground.width() * accuracy.clamp(0.0, 1.0);
            painter.rect_filled(bar, CornerRadius::same(2), look.theme.series(number));
            response.on_hover_text(said);
        }
    }
}
