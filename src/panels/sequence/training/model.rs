//! One model's own settings.

use bevy_egui::egui::{Slider, Ui, WidgetText};

use super::super::{cell_name, draw::list};
use crate::{
    panels::Look,
    sequence::{AttentionKind, CellKind, TrainingSettings},
};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, model: &mut TrainingSettings) {
    choice(ui, look, ["lab-cell-kind", "lab-cell-kind-help"], &mut model.cell, &CellKind::ALL, cell_name);
    let slider = Slider::new(&mut model.hidden, TrainingSettings::HIDDEN).logarithmic(true);
    look.field(ui, ["lab-hidden", "lab-hidden-help"], slider);
    let slider = Slider::new(&mut model.layers, TrainingSettings::LAYERS).logarithmic(true);
    look.field(ui, ["lab-layers", "lab-layers-help"], slider);
    if model.task.kind.translates() {
        choice(
            ui,
            look,
            ["lab-attention-kind", "lab-attention-kind-help"],
            &mut model.attention,
            &AttentionKind::ALL,
            |kind| look.t(kind.key()),
        );
        let slider = Slider::new(&mut model.teacher_forcing, TrainingSettings::TEACHER_FORCING).max_decimals(5);
        look.field(ui, ["lab-teacher", "lab-teacher-help"], slider);
    }
    if model.cell == CellKind::Lstm && !model.chrono {
        let slider = Slider::new(&mut model.forget_bias, -4.0..=6.0).max_decimals(5);
        look.field(ui, ["lab-forget-bias", "lab-forget-bias-help"], slider);
    }
    if model.cell.has_gates() {
        look.checkbox(ui, &mut model.chrono, look.t("lab-chrono"), look.t("lab-chrono-help"));
    }
    let slider = Slider::new(&mut model.learning_rate, 1e-5..=0.1).logarithmic(true).max_decimals(5);
    look.field(ui, ["lab-rate", "lab-rate-help"], slider);
    let slider = Slider::new(&mut model.clip_norm, 0.0..=10.0).max_decimals(5);
    look.field(ui, ["lab-clip", "lab-clip-help"], slider);
}

fn choice<T: Copy + PartialEq, S: Into<WidgetText>>(
    ui: &mut Ui,
    look: Look<'_>,
    [name, help]: [&str; 2],
    value: &mut T,
    all: &[T],
    text: impl Fn(T) -> S,
) {
    let chosen = look.row(ui, look.texts.t(name), look.texts.t(help), |ui| {
        list(ui, name, [look.texts.t(name), ""], *value, all.iter().copied(), text)
    });
    *value = chosen.unwrap_or(*value);
}
