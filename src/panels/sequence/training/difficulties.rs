//! Accuracy by gap, length or format, as it is now and as it was in the middle of the training so far.

use bevy_egui::egui::{ScrollArea, Ui};
use egui_plot::{AxisHints, Line, LineStyle, Points};

use super::super::{
    SequenceView,
    draw::{accuracies, by_format, plot},
    names::measure_name,
};
use crate::{
    panels::{Look, axis::axis},
    sequence::{
        Score, Trainee,
        tasks::{Measure, Task},
    },
    theme::mix,
};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, height: f32) {
    let task = view.task();
    let by = measure_name(look, task.kind);
    let title = format!("lab-by-{}", task.kind.difficulty().measure);
    ui.label(look.small(look.texts.t(&title))).on_hover_text(look.t("lab-by-help"));
    let height = height - look.size(ui) * 1.6;
    if task.kind.difficulty().measure == Measure::Format {
        // Formats have names and no order: bars instead of an axis.
        ScrollArea::vertical().id_salt("lab points").max_height(height).show(ui, |ui| by_format(ui, look, view));
        return;
    }
    let top = ui.cursor().top();
    for model in view.models.iter().filter(|model| is_at_chance(task, model)) {
        ui.label(look.small(at_chance(look, task, model)));
    }
    let height = height - (ui.cursor().top() - top);
    plot(look, "lab points", height.max(80.0))
        .include_x(task.difficulties().first().copied().unwrap_or(0) as f64)
        .include_x(task.difficulties().last().copied().unwrap_or(1) as f64)
        .include_y(0.0)
        .include_y(1.0)
        .set_margin_fraction([0.03, 0.06].into())
        .custom_x_axes(vec![axis(AxisHints::new_x(), 12.0)])
        .custom_y_axes(vec![axis(AxisHints::new_y(), 12.0)])
        .label_formatter(|hover| accuracies(view, &by, hover))
        .show(ui, |ui| {
            for (number, model) in view.models.iter().enumerate() {
                let colour = look.theme.series(number);
                let middle = model.evaluations.len() / 2;
                let earlier = model.evaluations.get(middle).filter(|_| middle > 0);
                let curve = |scores: &[Score]| -> Vec<[f64; 2]> {
                    let point = |score: &Score| Some([score.difficulty? as f64, f64::from(score.accuracy)]);
                    scores.iter().filter_map(point).collect()
                };
                if let Some(earlier) = earlier {
                    let faint = mix(look.theme.palette.base, colour, 0.5);
                    let line = Line::new(&model.name, curve(&earlier.by_difficulty)).color(faint).width(1.2);
                    ui.line(line.style(LineStyle::dashed_dense()).allow_hover(false));
                }
                let points = curve(model.by_difficulty());
                ui.points(Points::new(&model.name, points.clone()).color(colour).radius(2.6).allow_hover(false));
                ui.line(Line::new(&model.name, points).color(colour).width(2.2).allow_hover(false));
            }
        });
}

/// Whether a model that has learned is no better than chance, the easiest difficulty included.
fn is_at_chance(task: Task, model: &Trainee) -> bool {
    /// Held-out samples are few: what is not farther above chance than this part of the way to 1 is still chance. Of one
    /// difficulty there are fewer.
    const MARGIN: f32 = 0.1;
    const MARGIN_OF_ONE: f32 = 0.3;
    let (Some(chance), Some(tested)) = (task.kind.shape().chance(), model.evaluations.last()) else {
        return false;
    };
    let is_chance = |score: &Score, margin: f32| {
        let chance = chance as f32;
        score.accuracy < chance + (1.0 - chance) * margin
    };
    let easiest = tested.by_difficulty.iter().min_by_key(|score| score.difficulty);
    let is_easiest = easiest.is_some_and(|score| is_chance(score, MARGIN_OF_ONE));
    model.steps() > 0 && tested.by_difficulty.len() > 1 && is_chance(&tested.overall, MARGIN) && is_easiest
}

fn at_chance(look: Look<'_>, task: Task, model: &Trainee) -> String {
    let [easiest, hardest] = [task.from, task.to].map(|difficulty| task.kind.difficulty_text(difficulty));
    let values = [("model", model.name.as_str().into()), ("easiest", easiest.into()), ("hardest", hardest.into())];
    look.texts.t_with("lab-by-chance", &values)
}
