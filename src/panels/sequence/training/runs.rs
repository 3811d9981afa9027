//! The table of the trainings so far, the newest first.

use bevy_egui::egui::{Grid, RichText, ScrollArea, Ui};
use egui_phosphor::regular as icon;

use super::{
    super::{Commands, SequenceCommand, SequenceView},
    state_key,
};
use crate::{
    panels::{Look, numbers},
    sequence::{PastRun, Score, tasks::Measure},
};

/// The columns, with the keys of their names.
const COLUMNS: [&str; 8] = [
    "lab-run-number",
    "lab-run-model",
    "lab-run-task",
    "lab-run-accuracy",
    "lab-run-loss",
    "lab-run-steps",
    "lab-run-seconds",
    "lab-run-seed",
];

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, height: f32, commands: &mut Commands) {
    ui.horizontal(|ui| {
        ui.label(look.small(look.t("lab-runs"))).on_hover_text(look.t("lab-runs-help"));
        let any = !view.past.is_empty();
        let export = look.icon_button(ui, icon::FILE_CSV, look.t("lab-runs-export"), "", any);
        if export.clicked() {
            commands.push(SequenceCommand::ExportRuns);
        }
        if look.icon_button(ui, icon::BROOM, look.t("lab-runs-clear"), "", any).clicked() {
            commands.push(SequenceCommand::ClearRuns);
        }
    });
    if view.past.is_empty() {
        ui.label(look.soft(look.t("lab-runs-none")));
        return;
    }
    let room = (height - look.size(ui) * 2.4).max(80.0);
    ScrollArea::both().id_salt("lab_runs").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("lab_runs").striped(true).spacing([8.0, 3.0]).show(ui, |ui| {
            for key in COLUMNS {
                ui.label(look.small(look.t(key)));
            }
            ui.end_row();
            for run in view.past {
                row(ui, look, run);
            }
        });
    });
}

fn row(ui: &mut Ui, look: Look<'_>, run: &PastRun) {
    let task = run.settings.task;
    let score = |of: fn(&Score) -> String| run.score.as_ref().map_or_else(|| "–".to_owned(), of);
    let range = if task.kind.difficulty().measure == Measure::Format {
        String::new()
    } else {
        format!(" {}–{}", task.from, task.to)
    };
    let task = format!("{}{range}", look.t(task.kind.key()));
    let plain = |ui: &mut Ui, text: String| ui.label(RichText::new(text).small());
    plain(ui, run.number.to_string());
    ui.label(RichText::new(&run.name).small().strong()).on_hover_text(look.t(state_key(run.state)));
    plain(ui, task);
    plain(ui, score(|score| numbers::percent(f64::from(score.accuracy))));
    plain(ui, score(|score| numbers::short(f64::from(score.loss))));
    plain(ui, numbers::whole(run.steps));
    plain(ui, numbers::real(f64::from(run.seconds), 1));
    plain(ui, run.settings.seed.to_string());
    ui.end_row();
}
