//! Accuracy by gap, length or format, as it is now and as it was in the middle of the training so far.

use bevy_egui::egui::Ui;
use egui_plot::{AxisHints, HoverPosition, Line, LineStyle, Plot, Points};

use super::{
    super::{SequenceView, names::measure_key},
    axis,
};
use crate::{
    panels::{Look, numbers},
    sequence::tasks::Measure,
    theme::mix,
};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, height: f32) {
    let task = view.task();
    let measure = task.kind.difficulty().measure;
    let by = look.t(measure_key(measure));
    let title = match measure {
        Measure::Gap => "lab-by-gap",
        Measure::Length => "lab-by-length",
        Measure::Format => "lab-by-format",
    };
    ui.label(look.small(look.t(title))).on_hover_text(look.t("lab-by-help"));
    let nearest = |x: f64| {
        let points = view.models.iter().find_map(|model| model.evaluations.last());
        let points = points.into_iter().flat_map(|look| &look.points);
        points
            .filter_map(|score| score.point)
            .min_by(|one, other| (*one as f64 - x).abs().total_cmp(&(*other as f64 - x).abs()))
    };
    Plot::new("lab points")
        .height((height - look.size(ui) * 1.6).max(80.0))
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_drag(false)
        .allow_zoom(false)
        .include_x(task.points().first().copied().unwrap_or(0) as f64)
        .include_x(task.points().last().copied().unwrap_or(1) as f64)
        .include_y(0.0)
        .include_y(1.0)
        .set_margin_fraction([0.03, 0.06].into())
        .custom_x_axes(vec![axis(AxisHints::new_x(), [12.0, 30.0])])
        .custom_y_axes(vec![axis(AxisHints::new_y(), [12.0, 24.0])])
        .grid_color(look.theme.palette.outline)
        .label_formatter(|hover| {
            let (HoverPosition::NearDataPoint { position, .. } | HoverPosition::Elsewhere { position }) = hover;
            let point = nearest(position.x)?;
            let mut lines = vec![format!("{by} {}", task.kind.point(point))];
            for model in view.models {
                let scores = model.evaluations.last().into_iter().flat_map(|look| &look.points);
                let here = scores.filter(|score| score.point == Some(point));
                lines.extend(
                    here.map(|score| format!("{}   {}", model.name, numbers::percent(f64::from(score.accuracy)))),
                );
            }
            Some(lines.join("\n"))
        })
        .show(ui, |ui| {
            for (number, model) in view.models.iter().enumerate() {
                let colour = look.theme.series(number);
                let middle = model.evaluations.len() / 2;
                let earlier = model.evaluations.get(middle).filter(|_| middle > 0);
                let curve = |scores: &[crate::sequence::Score]| -> Vec<[f64; 2]> {
                    let point = |score: &crate::sequence::Score| Some([score.point? as f64, f64::from(score.accuracy)]);
                    scores.iter().filter_map(point).collect()
                };
                if let Some(earlier) = earlier {
                    let faint = mix(look.theme.palette.base, colour, 0.5);
                    let line = Line::new(model.name, curve(&earlier.points)).color(faint).width(1.2);
                    ui.line(line.style(LineStyle::dashed_dense()).allow_hover(false));
                }
                if let Some(now) = model.evaluations.last() {
                    let points = curve(&now.points);
                    ui.points(Points::new(model.name, points.clone()).color(colour).radius(2.6).allow_hover(false));
                    ui.line(Line::new(model.name, points).color(colour).width(2.2).allow_hover(false));
                }
            }
        });
}
