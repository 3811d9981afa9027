//! Other biases for the gates of the models that have learned nothing: tried at once, and taken over into training.

use bevy_egui::egui::{Slider, Ui};
use egui_phosphor::regular as icon;

use super::{
    super::{Commands, SequenceCommand, SequenceView, choices::WhatIf, formula},
    formulas,
    reach::norms,
};
use crate::{
    panels::{Look, look::name_node},
    sequence::{CellKind, Trainee, TrainingSettings},
};

/// What the slider offers; settings may go further.
const BIASES: std::ops::RangeInclusive<f32> = -2.0..=6.0;

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
    look.heading(ui, icon::SLIDERS_HORIZONTAL, look.t("lab-biases")).on_hover_text(look.t("lab-biases-help"));
    let has = |wanted: fn(CellKind) -> bool| view.models.iter().any(|model| wanted(model.settings.cell));
    if !has(CellKind::has_gates) {
        ui.label(look.soft(look.t("lab-biases-none")));
        return;
    }
    let now = shown(view);
    let mut wanted = now;
    let has_lstm = has(|cell| cell == CellKind::Lstm);
    ui.add_enabled_ui(has_lstm && !now.chrono, |ui| {
        look.row(ui, look.t("lab-forget-bias"), look.t("lab-forget-bias-help"), |ui| {
            let slider = ui.add(Slider::new(&mut wanted.forget_bias, BIASES).step_by(0.25).fixed_decimals(2));
            name_node(ui, &slider, look.t("lab-forget-bias"));
        });
    });
    look.checkbox(ui, &mut wanted.chrono, look.t("lab-chrono"), look.t("lab-chrono-help"));
    let longest = |model: &&Trainee| norms(model.untrained_flow.as_ref().or(model.flow.as_ref()), 0).len();
    let steps = view.models.iter().map(longest).max().unwrap_or(0).saturating_sub(1);
    if has_lstm && !now.chrono && steps > 0 {
        formula::show(ui, look, &formulas::kept(now.forget_bias, steps)).on_hover_text(look.t("lab-biases-kept-help"));
    }
    ui.horizontal_wrapped(|ui| {
        let taken = taken_over(view, now);
        let differs = taken.iter().zip(view.models).any(|(taken, model)| *taken != model.settings);
        ui.add_enabled_ui(differs, |ui| {
            let hint = look.t("lab-biases-use-help");
            if look.button(ui, icon::GRADUATION_CAP, look.t("lab-biases-use"), hint).clicked() {
                commands.push(SequenceCommand::SetModels(taken));
            }
        });
        ui.add_enabled_ui(now.on, |ui| {
            let hint = look.t("lab-biases-own-help");
            if look.button(ui, icon::ARROW_COUNTER_CLOCKWISE, look.t("lab-biases-own"), hint).clicked() {
                wanted.on = false;
            }
        });
    });
    if wanted.on != now.on {
        commands.push(SequenceCommand::SetWhatIf(wanted));
    } else if wanted != now {
        commands.push(SequenceCommand::SetWhatIf(WhatIf { on: true, ..wanted }));
    }
}

/// The biases that are tried; where none are, those that the first model with such a gate starts with.
fn shown(view: &SequenceView<'_>) -> WhatIf {
    let what_if = view.choices.what_if;
    if what_if.on {
        return what_if;
    }
    let gated = view.models.iter().map(|model| model.settings).filter(|settings| settings.cell.has_gates());
    let first = gated.min_by_key(|settings| settings.cell != CellKind::Lstm);
    first.map_or(what_if, |settings| WhatIf { on: false, forget_bias: settings.forget_bias, chrono: settings.chrono })
}

/// The models with these biases; an RNN has none, and chrono initialisation is the only one that a GRU knows.
fn taken_over(view: &SequenceView<'_>, what_if: WhatIf) -> Vec<TrainingSettings> {
    let settings = view.models.iter().map(|model| model.settings);
    settings
        .map(|settings| match settings.cell {
            CellKind::Gru | CellKind::GruResetBefore if what_if.on => {
                TrainingSettings { chrono: what_if.chrono, ..settings }
            }
            CellKind::Lstm if what_if.on => {
                TrainingSettings { forget_bias: what_if.forget_bias, chrono: what_if.chrono, ..settings }
            }
            _ => settings,
        })
        .collect()
}
