//! The plot: norms on a logarithmic scale against the steps before the end.

use bevy_egui::egui::{RichText, Ui};
use egui_plot::{AxisHints, GridInput, GridMark, HLine, Line, LineStyle, PlotPoint, Text};

use super::{
    super::{
        SequenceView,
        draw::{plot, pointed},
        formula::{power, written},
    },
    reach::{FLOOR, norms},
};
use crate::panels::{Look, axis::axis};

/// A model's name, and its norms now and before training.
type Curves<'a> = (&'a str, [Vec<f64>; 2]);

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, layer: usize, height: f32) {
    let p = &look.theme.palette;
    let flows = view.models.iter().map(|model| (&*model.name, [&model.flow, &model.untrained_flow]));
    let curves: Vec<Curves<'_>> =
        flows.map(|(name, flows)| (name, flows.map(|flow| norms(flow.as_ref(), layer)))).collect();
    let all = || curves.iter().flat_map(|(_, norms)| norms);
    let has_floor = all().flatten().any(|&norm| norm <= FLOOR);
    let steps = all().map(Vec::len).max().unwrap_or(1);
    let axis_name = |key: &'static str| look.small(look.t(key));
    let x_axis = AxisHints::new_x().label(axis_name("lab-reach-x")).formatter(|mark, _| format!("{:.0}", mark.value));
    let y_axis = AxisHints::new_y()
        .label(axis_name("lab-reach-y"))
        .formatter(|mark, _| power(&format!("{:.0}", mark.value)))
        .min_thickness(look.size(ui) * 3.6);
    let floor_name = look.t("lab-reach-floor");
    let plot = plot(look, "lab reach", height.max(160.0))
        .custom_x_axes(vec![axis(x_axis, 30.0)])
        .custom_y_axes(vec![axis(y_axis, 14.0)])
        .x_grid_spacer(|input| marks(&input, [1.0, 10.0, 50.0]))
        .y_grid_spacer(|input| marks(&input, [1.0, 5.0, 10.0]))
        .set_margin_fraction([0.02, 0.06].into())
        .include_x(0.0)
        .include_x(steps.saturating_sub(1) as f64)
        .include_y(0.0)
        .label_formatter(|hover| Some(under_pointer(look, super::before_key(view), &curves, pointed(hover).x)));
    plot.show(ui, |ui| {
        if has_floor {
            let floor = FLOOR.log10();
            ui.hline(HLine::new("", floor).color(p.warning).width(1.4).allow_hover(false));
            let text = RichText::new(floor_name).small();
            let place = PlotPoint::new(steps as f64 * 0.01, floor);
            let text = Text::new("", place, text).color(p.warning);
            ui.text(text.anchor(bevy_egui::egui::Align2::LEFT_BOTTOM).allow_hover(false));
        }
        for (number, (name, [now, before])) in curves.iter().enumerate() {
            let colour = look.theme.series(number);
            let line = |norms: &[f64]| {
                let points: Vec<[f64; 2]> =
                    norms.iter().enumerate().map(|(lag, norm)| [lag as f64, norm.max(FLOOR).log10()]).collect();
                Line::new(*name, points).color(colour).allow_hover(false)
            };
            ui.line(line(before).width(1.4).style(LineStyle::dashed_dense()));
            ui.line(line(now).width(2.6));
        }
    });
}

/// Lines at multiples of three distances.
fn marks(input: &GridInput, distances: [f64; 3]) -> Vec<GridMark> {
    let (from, to) = input.bounds;
    let (first, last) = (from.ceil() as i64, to.floor() as i64);
    (first..=last)
        .filter_map(|place| {
            let is_multiple = |distance: &&f64| place.rem_euclid(**distance as i64) == 0;
            let step_size = distances.iter().rev().find(is_multiple)?;
            Some(GridMark { value: place as f64, step_size: *step_size })
        })
        .collect()
}

/// The exact values of all models at the step under the pointer.
fn under_pointer(look: Look<'_>, before: &str, curves: &[Curves<'_>], x: f64) -> String {
    let lag = x.round().max(0.0) as usize;
    let mut lines = vec![look.texts.t_with("lab-reach-at", &[("steps", lag.into())])];
    for (name, norms) in curves {
        for (key, norms) in ["lab-reach-now", before].into_iter().zip(norms) {
            lines.extend(norms.get(lag).map(|norm| format!("{name}, {}: {}", look.texts.t(key), written(*norm))));
        }
    }
    lines.join("\n")
}
