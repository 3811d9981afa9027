//! Every hyperparameter of the chosen algorithm, from the learners' own table: those that act at once, and those that wait.
//! Ranges are the table's; meanings are in the translations.

use bevy_egui::egui::{ComboBox, DragValue, Response, Slider, Ui};
use egui_phosphor::regular as icon;

use super::{ControlsView, learner::marked};
use crate::{
    learning::{HyperparameterKind, HyperparameterSpec, Hyperparameters, PARAMETERS},
    panels::{Draft, Look, TrainCommand, add_named, name_node, named},
};

/// Widths offered for a new layer.
const NEW_WIDTH: usize = 32;

pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    draft: &mut Draft,
    view: &ControlsView<'_>,
    commands: &mut Vec<TrainCommand>,
) {
    let algorithm = draft.algorithm;
    let of = |live: bool| PARAMETERS.iter().filter(move |entry| entry.live == live && entry.concerns(algorithm));
    // What acts at once acts on what runs: only while that is the same algorithm.
    let acts = algorithm == view.running.algorithm;

    look.heading(ui, icon::SLIDERS_HORIZONTAL, look.t("parameters-live"));
    if !acts {
        ui.label(look.small(look.t("parameters-live-other")));
    }
    let mut changed = false;
    for parameter in of(true) {
        changed |= parameter_row(ui, look, &mut draft.hyperparameters, parameter, false);
    }
    if changed && acts {
        commands.push(TrainCommand::SetLive(Box::new(draft.hyperparameters.clone())));
    }

    ui.add_space(8.0);
    look.heading(ui, icon::ARROWS_CLOCKWISE, look.t("parameters-restart"))
        .on_hover_text(look.t("parameters-restart-help"));
    for parameter in of(false) {
        let waiting =
            acts && draft.hyperparameters.get(parameter.key) != view.running.hyperparameters.get(parameter.key);
        parameter_row(ui, look, &mut draft.hyperparameters, parameter, waiting);
    }
}

/// One hyperparameter; whether it was changed.
fn parameter_row(
    ui: &mut Ui,
    look: Look<'_>,
    values: &mut Hyperparameters,
    parameter: &HyperparameterSpec,
    waiting: bool,
) -> bool {
    let name_key = format!("param-{}", parameter.key);
    let name = look.t(&name_key).to_owned();
    let (text, help) = marked(look, [&name_key, &format!("{name_key}-help")], waiting);
    let mut text_value = None;
    let changed = look.row(ui, text, &help, |ui| match parameter.kind {
        HyperparameterKind::Real { min, max, logarithmic } => values.real_mut(parameter.key).is_some_and(|value| {
            let response = real(ui, value, min, max, logarithmic);
            name_node(ui, &response, &name);
            response.on_hover_text(&help).changed()
        }),
        HyperparameterKind::Integer { min, max } => {
            let mut value: usize = values.get(parameter.key).and_then(|text| text.parse().ok()).unwrap_or(min);
            let response =
                add_named(ui, &name, DragValue::new(&mut value).range(min..=max).speed((max as f64 / 1e6).max(0.1)));
            text_value = Some(value.to_string());
            response.on_hover_text(&help).changed()
        }
        HyperparameterKind::Choice(options) => {
            let now = values.get(parameter.key).unwrap_or_default();
            let mut chosen = None;
            let option_text = |option: &str| look.t(&format!("choice-{option}")).to_owned();
            let list = ComboBox::from_id_salt(parameter.key).selected_text(option_text(&now)).show_ui(ui, |ui| {
                for option in options {
                    if ui.selectable_label(*option == now, option_text(option)).clicked() && *option != now {
                        chosen = Some((*option).to_owned());
                    }
                }
            });
            name_node(ui, &list.response, &name);
            text_value = chosen;
            text_value.is_some()
        }
        HyperparameterKind::Widths => {
            let before = values.hidden.clone();
            widths(ui, look, &mut values.hidden);
            before != values.hidden
        }
    });
    if changed && let Some(text) = text_value {
        // The widgets offer nothing outside the table's ranges, so a refusal cannot come; the value would simply stay.
        return values.set(parameter.key, &text).is_ok();
    }
    changed
}

fn real(ui: &mut Ui, value: &mut f64, min: f64, max: f64, logarithmic: bool) -> Response {
    // Logarithmic ranges that begin at zero: what a learning rate or a clip can sensibly be at least.
    let least = if max > 1.0 { 1e-2 } else { 1e-6 };
    ui.spacing_mut().slider_width = (ui.available_width() * 0.22).clamp(44.0, 110.0);
    let narrow = max - min < 0.5;
    ui.add(
        Slider::new(value, min..=max)
            .logarithmic(logarithmic)
            .smallest_positive(least)
            .drag_value_speed(if narrow {
                2e-5
            } else if logarithmic {
                least
            } else {
                2e-3
            })
            .smart_aim(false)
            .custom_formatter(|value, _| written(value))
            .custom_parser(|text| text.trim().replace('−', "-").parse().ok()),
    )
}

/// As few digits as say it: `0.9995`, `0.001`, `1e-5`.
fn written(value: f64) -> String {
    if value != 0.0 && value.abs() < 1e-4 {
        return format!("{value:e}");
    }
    let text = format!("{value:.5}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The hidden layers: a width each, a button that takes the last away and one that adds another.
fn widths(ui: &mut Ui, look: Look<'_>, widths: &mut Vec<usize>) {
    let can_add = HyperparameterKind::widths_fit(&[&widths[..], &[NEW_WIDTH]].concat());
    // The row runs from right to left: what is to stand rightmost comes first.
    let add = ui.add_enabled(can_add, bevy_egui::egui::Button::new(icon::PLUS).small());
    if named(add, bevy_egui::egui::WidgetType::Button, can_add, look.t("layers-add"), "").clicked() {
        widths.push(widths.last().copied().unwrap_or(NEW_WIDTH));
    }
    let can_remove = !widths.is_empty();
    let remove = ui.add_enabled(can_remove, bevy_egui::egui::Button::new(icon::MINUS).small());
    if named(remove, bevy_egui::egui::WidgetType::Button, can_remove, look.t("layers-remove"), "").clicked() {
        widths.pop();
    }
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.spacing_mut().interact_size.x = 26.0;
    for (layer, width) in widths.iter_mut().enumerate().rev() {
        add_named(
            ui,
            &look.texts.t_with("layers-width", &[("number", (layer + 1).into())]),
            DragValue::new(width).range(1..=1024).speed(0.5),
        );
    }
}
