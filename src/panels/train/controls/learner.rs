//! Who learns: algorithm, preset, observation, seed, and how many side by side. What they mean is in the learners.

use bevy_egui::egui::{ComboBox, DragValue, Response, RichText, Ui};
use egui_phosphor::regular as icon;

use super::ControlsView;
use crate::{
    gridworld::{Level, Observation},
    learning::{Algorithm, Comparison, Preset},
    panels::{Draft, LanesDiffer, Look, TrainCommand, name_node, observation_help, observation_name},
};

pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    draft: &mut Draft,
    level: &Level,
    view: &ControlsView<'_>,
    commands: &mut Vec<TrainCommand>,
) {
    look.heading(ui, icon::BRAIN, look.t("learner-title"));
    let running = view.running;
    let changed = draft.algorithm != running.algorithm;
    row(ui, look, "learner-algorithm", "learner-algorithm-help", changed, |ui| {
        let list = ComboBox::from_id_salt("algorithm").selected_text(draft.algorithm.title()).show_ui(ui, |ui| {
            for algorithm in Algorithm::ALL {
                let chosen = draft.algorithm == algorithm;
                let item = ui.selectable_label(chosen, algorithm.title());
                if item.on_hover_text(look.t(algorithm.help())).clicked() && !chosen {
                    draft.choose_preset(algorithm, draft.preset, level);
                }
            }
        });
        list.response
    });
    preset_row(ui, look, draft, level);
    observation_row(ui, look, draft, running.observation);
    row(ui, look, "learner-seed", "learner-seed-help", draft.seed != running.seed, |ui| {
        ui.add(DragValue::new(&mut draft.seed).speed(0.2))
    });
    row(ui, look, "learner-lanes", "learner-lanes-help", draft.lanes != running.lanes, |ui| {
        ui.add(DragValue::new(&mut draft.lanes).range(1..=Draft::MOST_LANES).speed(0.1))
    });
    if draft.lanes > 1 {
        let changed = draft.lanes_differ != running.lanes_differ;
        row(ui, look, "learner-lanes-differ", "learner-lanes-differ-help", changed, |ui| {
            let list = ComboBox::from_id_salt("lanes_differ").selected_text(look.t(draft.lanes_differ.key())).show_ui(
                ui,
                |ui| {
                    for differ in LanesDiffer::ALL {
                        ui.selectable_value(&mut draft.lanes_differ, differ, look.t(differ.key()));
                    }
                },
            );
            list.response
        });
    }
    comparisons(ui, look, draft, commands);
}

/// A button for each comparison, which starts with one click.
fn comparisons(ui: &mut Ui, look: Look<'_>, draft: &mut Draft, commands: &mut Vec<TrainCommand>) {
    look.row(ui, look.t("learner-comparisons"), look.t("learner-comparisons-help"), |ui| {
        for comparison in Comparison::ALL {
            let (text, help) = (look.t(comparison.key()), look.t(comparison.help()));
            if look.button(ui, icon::SCALES, text, help).clicked() {
                commands.push(TrainCommand::Compare(comparison, draft.seed));
                *draft = Draft::of_comparison(comparison, draft.seed);
            }
        }
    });
}

fn preset_row(ui: &mut Ui, look: Look<'_>, draft: &mut Draft, level: &Level) {
    let text = if draft.is_preset(level) {
        look.t(draft.preset.key()).to_owned()
    } else {
        look.texts.t_with("preset-changed", &[("preset", look.t(draft.preset.key()).into())])
    };
    row(ui, look, "learner-preset", "learner-preset-help", false, |ui| {
        let list = ComboBox::from_id_salt("preset").selected_text(text).show_ui(ui, |ui| {
            for preset in Preset::ALL {
                let chosen = draft.preset == preset && draft.is_preset(level);
                let item = ui.selectable_label(chosen, look.t(preset.key()));
                if item.on_hover_text(look.t(preset.help())).clicked() {
                    draft.choose_preset(draft.algorithm, preset, level);
                }
            }
        });
        list.response
    });
}

fn observation_row(ui: &mut Ui, look: Look<'_>, draft: &mut Draft, running: Observation) {
    row(ui, look, "learner-observation", "learner-observation-help", draft.observation != running, |ui| {
        let list = ComboBox::from_id_salt("observation")
            .selected_text(observation_name(look.texts, draft.observation))
            .show_ui(ui, |ui| {
                let views = [3, 5, 7, 9, 11].map(|size| Observation::View { size });
                for observation in [Observation::Relative, Observation::RelativePhase].into_iter().chain(views) {
                    ui.selectable_value(&mut draft.observation, observation, observation_name(look.texts, observation))
                        .on_hover_text(look.t(observation_help(observation)));
                }
            });
        list.response
    });
}

/// A row whose name carries a mark while the change waits for a restart.
pub(super) fn row(
    ui: &mut Ui,
    look: Look<'_>,
    name: &str,
    help: &str,
    waiting: bool,
    widget: impl FnOnce(&mut Ui) -> Response,
) {
    let (text, help) = marked(look, [name, help], waiting);
    look.row(ui, text, &help, |ui| {
        let response = widget(ui);
        name_node(ui, &response, look.t(name));
    });
}

/// A row's name and help, by their keys; what waits for a restart has a mark that is explained.
pub(super) fn marked(look: Look<'_>, [name, help]: [&str; 2], waiting: bool) -> (RichText, String) {
    let (name, help) = (look.t(name), look.t(help));
    if !waiting {
        return (RichText::new(name), help.to_owned());
    }
    let text = RichText::new(format!("{name}  •")).color(look.theme.palette.warning);
    (text, format!("{help}\n\n{}", look.t("pending-mark")))
}
