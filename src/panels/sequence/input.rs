//! The line where a person writes the input that all models read, or has one drawn.

use bevy_egui::egui::{Color32, ComboBox, Id, RichText, TextEdit, Ui};
use egui_phosphor::regular as icon;

use super::{SequenceCommand, SequenceView};
use crate::panels::{Look, look::name_node};

/// The line, with what is being written.
#[derive(Clone, Debug, Default)]
pub(super) struct InputLine {
    text: String,
    /// What was handed in last; where that changes, what is written gives way.
    handed: String,
    point: Option<usize>,
}

/// The field's name among egui's.
pub(super) fn id() -> Id {
    Id::new("sequence input")
}

impl InputLine {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        view: &SequenceView<'_>,
        commands: &mut Vec<SequenceCommand>,
    ) {
        if view.input.text != self.handed {
            self.handed = view.input.text.to_owned();
            self.text.clone_from(&self.handed);
        }
        let task = view.task();
        let difficulty = task.kind.difficulty();
        ui.horizontal_wrapped(|ui| {
            ui.label(look.soft(look.t("lab-input")));
            let wide = (ui.available_width() - look.size(ui) * 16.0).clamp(120.0, look.size(ui) * 40.0);
            let field = TextEdit::singleline(&mut self.text).id(id()).desired_width(wide);
            let field = field.font(bevy_egui::egui::TextStyle::Monospace);
            let response = ui.add(field).on_hover_text(look.t("lab-input-help"));
            name_node(ui, &response, look.t("lab-input"));
            if response.changed() {
                self.handed.clone_from(&self.text);
                commands.push(SequenceCommand::SetInput(self.text.clone()));
            }
            let points = view.models[0].settings.task.points();
            let any = look.t("lab-any-point");
            let name = |point: Option<usize>| match point {
                None => any.to_owned(),
                Some(point) => format!("{} {}", look.t(difficulty_key(difficulty.name)), task.kind.point(point)),
            };
            let list = ComboBox::from_id_salt("sequence point").selected_text(name(self.point));
            let list = list.show_ui(ui, |ui| {
                for point in std::iter::once(None).chain(points.into_iter().map(Some)) {
                    if ui.selectable_label(self.point == point, name(point)).clicked() {
                        self.point = point;
                        commands.push(SequenceCommand::DrawInput(point));
                    }
                }
            });
            name_node(ui, &list.response, look.t("lab-point"));
            let hint = look.t("lab-draw-help");
            if look.button(ui, icon::SHUFFLE, look.t("lab-draw"), hint).clicked() {
                commands.push(SequenceCommand::DrawInput(self.point));
            }
        });
        if let Some(error) = view.input.error {
            let colour: Color32 = look.theme.palette.error;
            ui.label(RichText::new(error).color(colour));
        }
    }
}

/// The key of what a task's difficulty is counted in.
pub(super) fn difficulty_key(name: &str) -> &'static str {
    match name {
        "gap" => "lab-gap",
        "format" => "lab-format",
        _ => "lab-length",
    }
}
