//! Loss and accuracy over the training steps, all models in one plot, with exact values under the pointer.

use bevy_egui::egui::{Ui, Vec2b};
use egui_plot::{AxisHints, HLine, Line, LineStyle, PlotUi, Points};

use super::super::{
    SequenceView,
    draw::{plot, pointed},
};
use crate::{
    panels::{
        Look,
        axis::{axis, marks},
        numbers,
    },
    sequence::{Report, Trainee, tasks::TaskShape},
    theme::mix,
};

/// Points of a curve at most.
const POINTS: usize = 300;
/// Training steps over which a curve is averaged at least, where there are so many.
const WINDOW: usize = 10;

/// What a plot shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Curve {
    /// The loss of every batch, averaged.
    Loss,
    /// The share of held-out samples that is right, and of every batch.
    Accuracy,
}

impl Curve {
    const fn of(self, report: &Report) -> f32 {
        match self {
            Self::Loss => report.loss,
            Self::Accuracy => report.accuracy,
        }
    }

    /// Keys of its name and of what it means.
    const fn texts(self, shape: TaskShape) -> (&'static str, &'static str) {
        match (self, shape) {
            (Self::Loss, TaskShape::Say { .. }) => ("lab-squared-error", "lab-squared-error-help"),
            (Self::Loss, _) => ("lab-cross-entropy", "lab-cross-entropy-help"),
            (Self::Accuracy, _) => ("lab-accuracy", "lab-accuracy-help"),
        }
    }
}

pub(super) fn show(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, curve: Curve, height: f32) {
    let shape = view.task().kind.shape();
    let (title, help) = curve.texts(shape);
    ui.label(look.small(look.t(title))).on_hover_text(look.t(help));
    let chance = shape.chance().filter(|_| curve == Curve::Accuracy);
    let is_empty = view.models.iter().all(|model| model.reports.is_empty());
    let only_x = Vec2b::new(true, false);
    let p = &look.theme.palette;
    plot(look, title, (height - look.size(ui) * 1.6).max(80.0))
        .link_axis("lab curves", only_x)
        .link_cursor("lab curves", only_x)
        // The wheel scrolls the page; with Ctrl it zooms.
        .allow_drag(only_x)
        .allow_zoom(only_x)
        .include_x(0.0)
        .include_x(view.choices.stop.steps as f64)
        .include_y(0.0)
        .include_y(if curve == Curve::Accuracy || is_empty { 1.0 } else { 0.0 })
        .set_margin_fraction([0.04, 0.06].into())
        .x_grid_spacer(|input| marks(input.bounds))
        .custom_x_axes(vec![axis(AxisHints::new_x(), 30.0)])
        .custom_y_axes(vec![axis(AxisHints::new_y(), 12.0)])
        .label_formatter(|hover| Some(under_pointer(look, view, curve, pointed(hover).x)))
        .show(ui, |ui| {
            if let Some(chance) = chance {
                let line = HLine::new(look.t("lab-chance"), chance).color(p.text_soft).width(1.0);
                ui.hline(line.style(LineStyle::dashed_loose()));
            }
            for (number, model) in view.models.iter().enumerate() {
                draw(ui, look, curve, number, model);
            }
        });
}

fn draw<'a>(ui: &mut PlotUi<'a>, look: Look<'_>, curve: Curve, number: usize, model: &'a Trainee) {
    let colour = look.theme.series(number);
    let line = |points: Vec<[f64; 2]>| Line::new(&model.name, points).allow_hover(false);
    let batches = averaged(&model.reports, |report| curve.of(report));
    match curve {
        Curve::Loss => ui.line(line(batches).color(colour).width(2.0)),
        Curve::Accuracy => {
            let faint = mix(look.theme.palette.base, colour, 0.45);
            ui.line(line(batches).color(faint).width(1.0));
            let looks = model.evaluations.iter();
            let held_out: Vec<_> = looks.map(|look| [look.step as f64, f64::from(look.overall.accuracy)]).collect();
            let dots = Points::new(&model.name, held_out.clone()).color(colour).radius(2.4);
            ui.points(dots.allow_hover(false));
            ui.line(line(held_out).color(colour).width(2.2));
        }
    }
}

/// The exact value of every model at the step under the pointer.
fn under_pointer(look: Look<'_>, view: &SequenceView<'_>, curve: Curve, x: f64) -> String {
    let step = x.round().max(1.0) as u64;
    let heading = look.texts.t_with("lab-at-step", &[("step", numbers::whole(step).into())]);
    let mut lines = vec![heading];
    for model in view.models {
        let at = model.reports.partition_point(|report| report.step < step);
        if let Some(report) = model.reports.get(at) {
            lines.push(format!("{}   {}", model.name, numbers::short(f64::from(curve.of(report)))));
        }
    }
    lines.join("\n")
}

/// Averages over a window, at so many places that they can be drawn.
pub(in crate::panels::sequence) fn averaged(reports: &[Report], of: impl Fn(&Report) -> f32) -> Vec<[f64; 2]> {
    let stride = reports.len().div_ceil(POINTS).max(1);
    let window = stride.max(WINDOW);
    let last = reports.len().checked_sub(1);
    let places = (0..reports.len()).step_by(stride).chain(last.filter(|last| last % stride != 0));
    places
        .map(|at| {
            let from = (at + 1).saturating_sub(window);
            let part = &reports[from..=at];
            let sum: f64 = part.iter().map(|report| f64::from(of(report))).sum();
            [reports[at].step as f64, sum / part.len() as f64]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{POINTS, averaged};
    use crate::sequence::Report;

    #[test]
    fn a_curve_keeps_its_ends_and_its_mean_however_long_it_is() {
        for count in [0_u64, 1, 5, 299, 300, 301, 20_000] {
            let report = |step: u64| Report { step, loss: step as f32, accuracy: 0.5, gradient_norm: 1.0, sound: true };
            let reports: Vec<Report> = (1..=count).map(report).collect();
            let curve = averaged(&reports, |report| report.accuracy);
            assert!(curve.len() <= POINTS + 1, "{count}: {}", curve.len());
            assert_eq!(curve.first().map(|point| point[0]), (count > 0).then_some(1.0));
            assert_eq!(curve.last().map(|point| point[0]), (count > 0).then_some(count as f64));
            assert!(curve.iter().all(|point| (point[1] - 0.5).abs() < 1e-9));
            let rising = averaged(&reports, |report| report.loss);
            assert!(rising.windows(2).all(|pair| pair[0][1] < pair[1][1]));
        }
    }
}
