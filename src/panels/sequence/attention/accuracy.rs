//! How often whole answers are right, by length or format, for all models: where the bottleneck is seen.

use bevy_egui::egui::Ui;
use egui_phosphor::regular as icon;
use egui_plot::{AxisHints, GridInput, GridMark, Line, MarkerShape, Points};

use super::{
    super::{
        SequenceView,
        draw::{accuracies, by_format, dot, plot},
        names::measure_name,
    },
    bottleneck,
};
use crate::{
    panels::{Look, axis::axis, numbers},
    sequence::{Score, tasks::Measure},
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
        if view.models.iter().all(|model| model.by_difficulty().is_empty()) {
            ui.label(look.soft(look.t("lab-attend-untested")));
            return;
        }
        if !is_by_format {
            bottleneck::ui(ui, look, view);
        }
        legend(ui, look, view);
        if is_by_format {
            by_format(ui, look, view);
        } else {
            lengths(ui, look, view);
        }
        ui.label(look.soft(look.t(about)));
    });
}

const MARKERS: [MarkerShape; 4] = [MarkerShape::Circle, MarkerShape::Square, MarkerShape::Diamond, MarkerShape::Up];

fn legend(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        for (number, model) in view.models.iter().enumerate() {
            dot(ui, look, number);
            ui.label(look.small(&model.name));
        }
    });
}

fn lengths(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>) {
    let by = measure_name(look, view.task().kind);
    let x_axis = AxisHints::new_x().label(look.small(&by)).formatter(|mark, _| format!("{:.0}", mark.value));
    let y_axis =
        AxisHints::new_y().formatter(|mark, _| numbers::whole_percent(mark.value)).min_thickness(look.size(ui) * 3.2);
    plot(look, "attention accuracy", (ui.available_width() * 0.6).clamp(150.0, 260.0))
        .custom_x_axes(vec![axis(x_axis, 8.0)])
        .x_grid_spacer(whole)
        .custom_y_axes(vec![axis(y_axis, 14.0)])
        .include_y(0.0)
        .include_y(1.0)
        .set_margin_fraction([0.04, 0.08].into())
        .label_formatter(|hover| accuracies(view, &by, hover))
        .show(ui, |ui| {
            for (number, model) in view.models.iter().enumerate() {
                let colour = look.theme.series(number);
                let place = |score: &Score| Some([score.difficulty? as f64, f64::from(score.accuracy)]);
                let places: Vec<_> = model.by_difficulty().iter().filter_map(place).collect();
                ui.line(Line::new(&model.name, places.clone()).color(colour).width(2.4).allow_hover(false));
                let marks = Points::new(&model.name, places).shape(MARKERS[number % MARKERS.len()]);
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
