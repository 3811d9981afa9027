//! What is trained: presets, the task, the models, and when it stops. Changes wait until they are applied, for training then
//! begins anew.

use bevy_egui::egui::{Button, CollapsingHeader, ComboBox, DragValue, RichText, Slider, Ui};
use egui_phosphor::regular as icon;

use super::model;
use crate::{
    panels::{
        Look, SequenceCommand, SequenceView,
        look::{add_named, name_node},
        sequence::{Commands, model_names, names::measure_name},
    },
    sequence::{
        AttentionKind, MOST_MODELS, SequencePreset, Stop, TrainingSettings,
        tasks::{Task, TaskKind},
    },
};

/// The settings that are being changed.
#[derive(Clone, Debug, Default)]
pub(super) struct SetupPanel {
    draft: Vec<TrainingSettings>,
    /// What was handed in last; where that changes, the draft gives way.
    handed: Vec<TrainingSettings>,
    chosen: usize,
}

impl SetupPanel {
    /// Takes over what was changed elsewhere.
    pub(super) fn follow(&mut self, view: &SequenceView<'_>) {
        let handed: Vec<TrainingSettings> = view.models.iter().map(|model| model.settings).collect();
        if handed != self.handed {
            self.draft.clone_from(&handed);
            self.handed = handed;
        }
    }

    /// Whether changes wait to be applied.
    pub(super) fn waits(&self) -> bool {
        self.draft != self.handed
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
        // What was discarded may have been more models.
        self.chosen = self.chosen.min(self.draft.len() - 1);
        presets(ui, look, view, commands);
        ui.add_space(6.0);
        look.heading(ui, icon::TARGET, look.t("lab-task"));
        self.task(ui, look);
        ui.add_space(6.0);
        look.heading(ui, icon::STACK, look.t("lab-models"));
        self.models(ui, look, commands);
        ui.add_space(6.0);
        stop(ui, look, view.choices.stop, commands);
    }

    /// Applies or discards what waits.
    pub(super) fn apply(&mut self, ui: &mut Ui, look: Look<'_>, commands: &mut Commands) {
        let fault = self.draft.iter().find_map(|model| model.check().err());
        look.card(ui, |ui| {
            ui.label(look.small(look.t("lab-waiting")));
            if let Some(fault) = &fault {
                let text = RichText::new(fault.to_string()).color(look.theme.palette.error);
                ui.label(text);
            }
            ui.horizontal_wrapped(|ui| {
                ui.add_enabled_ui(fault.is_none(), |ui| {
                    let text = look.t("lab-apply");
                    let button = look.primary_button(ui, icon::CHECK, text, look.t("lab-apply-help"), 0.0);
                    if button.clicked() {
                        commands.push(SequenceCommand::SetModels(self.draft.clone()));
                    }
                });
                if look.button(ui, icon::X, look.t("lab-discard"), "").clicked() {
                    self.draft.clone_from(&self.handed);
                }
            });
        });
    }

    /// The task, the batch and the seed, which all models share.
    fn task(&mut self, ui: &mut Ui, look: Look<'_>) {
        let mut shared = self.draft[0];
        look.row(ui, look.t("lab-task"), look.t("lab-task-help"), |ui| {
            let list = ComboBox::from_id_salt("lab_task").selected_text(look.t(shared.task.kind.key()));
            let list = list.show_ui(ui, |ui| {
                for kind in TaskKind::ALL {
                    let label = ui.selectable_label(shared.task.kind == kind, look.t(kind.key()));
                    if label.on_hover_text(look.t(kind.help())).clicked() && shared.task.kind != kind {
                        self.change_task(kind);
                        shared = self.draft[0];
                    }
                }
            });
            name_node(ui, &list.response, look.t("lab-task"));
        });
        ui.label(look.small(look.t(shared.task.kind.help())));
        range(ui, look, &mut shared.task);
        let slider = Slider::new(&mut shared.batch, TrainingSettings::BATCH).logarithmic(true);
        look.field(ui, ["lab-batch", "lab-batch-help"], slider);
        look.field(ui, ["lab-seed", "lab-seed-help"], DragValue::new(&mut shared.seed).speed(0.1));
        for model in &mut self.draft {
            (model.task, model.batch, model.seed) = (shared.task, shared.batch, shared.seed);
        }
    }

    /// Another task brings its documented settings; cells and sizes stay.
    fn change_task(&mut self, kind: TaskKind) {
        let usual = TrainingSettings::usual(kind);
        for model in &mut self.draft {
            let attention = match (kind.translates(), model.task.kind.translates()) {
                (false, _) => AttentionKind::None,
                (true, true) => model.attention,
                (true, false) => usual.attention,
            };
            let TrainingSettings { task, learning_rate, clip_norm, batch, teacher_forcing, .. } = usual;
            *model = TrainingSettings { task, attention, learning_rate, clip_norm, batch, teacher_forcing, ..*model };
        }
    }

    fn models(&mut self, ui: &mut Ui, look: Look<'_>, commands: &mut Commands) {
        let names = model_names(&self.draft);
        let mut removed = None;
        for (number, name) in names.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.label(RichText::new(icon::CIRCLE).color(look.theme.series(number)));
                if ui.selectable_label(self.chosen == number, name).clicked() {
                    self.chosen = number;
                }
                if self.draft.len() > 1 && look.icon_button(ui, icon::TRASH, look.t("lab-remove"), name, true).clicked()
                {
                    removed = Some(number);
                }
            });
        }
        if let Some(number) = removed {
            self.draft.remove(number);
            self.chosen = self.chosen.min(self.draft.len() - 1);
        }
        ui.horizontal_wrapped(|ui| {
            let room = self.draft.len() < MOST_MODELS;
            ui.add_enabled_ui(room, |ui| {
                let button = look.button(ui, icon::PLUS, look.t("lab-add"), look.t("lab-add-help"));
                if button.clicked() {
                    self.draft.push(self.draft[self.chosen]);
                    self.chosen = self.draft.len() - 1;
                }
            });
            let button = look.button(ui, icon::FLOPPY_DISK, look.t("lab-save"), look.t("lab-save-help"));
            if button.clicked() {
                commands.push(SequenceCommand::SaveWeights(self.chosen.min(self.handed.len() - 1)));
            }
        });
        ui.add_space(4.0);
        model::ui(ui, look, &mut self.draft[self.chosen]);
    }
}

/// The ready-made comparisons, each named by what it shows.
fn presets(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
    look.heading(ui, icon::LIGHTBULB, look.t("lab-presets"));
    CollapsingHeader::new(look.small(look.t("lab-presets-help")))
        .id_salt("lab_presets")
        .default_open(true)
        .show_unindented(ui, |ui| {
            for preset in SequencePreset::ALL {
                let text = look.t(preset.key());
                ui.horizontal_top(|ui| {
                    let trained = look.texts.t_with("lab-trained", &[("preset", text.into())]);
                    if look.icon_button(ui, icon::GRADUATION_CAP, &trained, look.t("lab-trained-help"), true).clicked()
                    {
                        commands.push(SequenceCommand::Trained(preset));
                    }
                    let label = ui.add(Button::selectable(view.choices.preset == Some(preset), text).wrap());
                    if label.on_hover_text(look.t("lab-preset-help")).clicked() {
                        commands.push(SequenceCommand::Preset(preset));
                    }
                });
            }
        });
}

/// Gap, length or format: from, to.
fn range(ui: &mut Ui, look: Look<'_>, task: &mut Task) {
    let difficulty = task.kind.difficulty();
    let kind = task.kind;
    let text = move |difficulty: f64, _| kind.difficulty_text(difficulty as usize);
    look.row(ui, measure_name(look, task.kind), look.t("lab-range-help"), |ui| {
        // From right to left.
        let to = DragValue::new(&mut task.to).range(task.from..=difficulty.most).speed(0.2).custom_formatter(text);
        add_named(ui, look.t("lab-to"), to);
        ui.label("–");
        let from = DragValue::new(&mut task.from).range(difficulty.least..=task.to).speed(0.2).custom_formatter(text);
        add_named(ui, look.t("lab-from"), from);
    });
}

/// When training stops. Acts at once.
fn stop(ui: &mut Ui, look: Look<'_>, stop: Stop, commands: &mut Commands) {
    let mut changed = stop;
    look.heading(ui, icon::FLAG_CHECKERED, look.t("lab-stop"));
    let value = DragValue::new(&mut changed.steps).range(1..=Stop::MOST_STEPS).speed(10.0);
    look.field(ui, ["lab-stop-steps", "lab-stop-steps-help"], value);
    let mut wanted = stop.accuracy.is_some();
    let text = look.t("lab-stop-accuracy");
    ui.horizontal_wrapped(|ui| {
        if look.checkbox(ui, &mut wanted, text, look.t("lab-stop-accuracy-help")).changed() {
            changed.accuracy = wanted.then_some(0.99);
        }
        if let Some(accuracy) = &mut changed.accuracy {
            let value = DragValue::new(accuracy).range(0.01..=1.0).speed(0.002).fixed_decimals(2);
            add_named(ui, text, value);
        }
    });
    if changed != stop {
        commands.push(SequenceCommand::SetStop(changed));
    }
}
