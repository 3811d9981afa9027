//! One model's own settings.

use bevy_egui::egui::{ComboBox, Slider, Ui};

use super::setup::whole;
use crate::{
    panels::{Look, look::name_node, sequence::cell_name},
    sequence::{AttentionKind, CellKind, Settings},
};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, model: &mut Settings) {
    choice(ui, look, ["lab-cell-kind", "lab-cell-kind-help"], &mut model.cell, CellKind::ALL, |kind| {
        cell_name(kind).to_owned()
    });
    whole(ui, look, ["lab-hidden", "lab-hidden-help"], &mut model.hidden, Settings::HIDDEN);
    whole(ui, look, ["lab-layers", "lab-layers-help"], &mut model.layers, Settings::LAYERS);
    if model.task.kind.translates() {
        choice(
            ui,
            look,
            ["lab-attention-kind", "lab-attention-kind-help"],
            &mut model.attention,
            AttentionKind::ALL,
            |kind| look.t(attention_key(kind)).to_owned(),
        );
        real(
            ui,
            look,
            ["lab-teacher", "lab-teacher-help"],
            &mut model.teacher_forcing,
            Settings::TEACHER_FORCING,
            false,
        );
    }
    if model.cell == CellKind::Lstm && !model.chrono {
        real(ui, look, ["lab-forget-bias", "lab-forget-bias-help"], &mut model.forget_bias, -4.0..=6.0, false);
    }
    if model.cell.has_gates() {
        look.checkbox(ui, &mut model.chrono, look.t("lab-chrono"), look.t("lab-chrono-help"));
    }
    real(ui, look, ["lab-rate", "lab-rate-help"], &mut model.learning_rate, 1e-5..=0.1, true);
    real(ui, look, ["lab-clip", "lab-clip-help"], &mut model.clip_norm, 0.0..=10.0, false);
}

fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    look: Look<'_>,
    [name_key, help]: [&str; 2],
    value: &mut T,
    all: &[T],
    name: impl Fn(T) -> String,
) {
    let text = look.texts.t(name_key);
    look.row(ui, text, look.texts.t(help), |ui| {
        let list = ComboBox::from_id_salt(name_key).selected_text(name(*value));
        let list = list.show_ui(ui, |ui| {
            for one in all {
                ui.selectable_value(value, *one, name(*one));
            }
        });
        name_node(ui, &list.response, text);
    });
}

fn real(
    ui: &mut Ui,
    look: Look<'_>,
    [name, help]: [&str; 2],
    value: &mut f32,
    range: std::ops::RangeInclusive<f32>,
    logarithmic: bool,
) {
    look.row(ui, look.texts.t(name), look.texts.t(help), |ui| {
        let slider = Slider::new(value, range).logarithmic(logarithmic).max_decimals(5);
        let response = ui.add(slider);
        name_node(ui, &response, look.texts.t(name));
    });
}

const fn attention_key(kind: AttentionKind) -> &'static str {
    match kind {
        AttentionKind::None => "lab-attention-none",
        AttentionKind::Dot => "lab-attention-dot",
        AttentionKind::General => "lab-attention-general",
        AttentionKind::Concat => "lab-attention-concat",
        AttentionKind::Additive => "lab-attention-additive",
    }
}
