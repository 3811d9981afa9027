//! The field for what an opened cell reads: numbers, a line or a semicolon per step.

use bevy_egui::egui::{RichText, ScrollArea, TextEdit, TextStyle, Ui};

use crate::{
    panels::{
        Look, SequenceCommand,
        look::add_named,
        sequence::{Commands, input::InputDraft},
    },
    sequence::OpenedCell,
};

/// The field, with what is being written.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenedInput {
    draft: InputDraft,
}

impl OpenedInput {
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, opened: &OpenedCell, commands: &mut Commands) {
        self.draft.follow(&opened.text);
        let name = look.texts.t_with("lab-opened-input", &[("features", opened.stack.inputs().into())]);
        ui.horizontal_top(|ui| {
            ui.label(look.soft(&name)).on_hover_text(look.t("lab-opened-input-help"));
            let area = ScrollArea::vertical().id_salt("opened input").max_height(look.size(ui) * 4.0);
            area.show(ui, |ui| {
                let field = TextEdit::multiline(&mut self.draft.text).desired_rows(2);
                let field = field.font(TextStyle::Monospace).desired_width(f32::INFINITY);
                let response = add_named(ui, &name, field).on_hover_text(look.t("lab-opened-input-help"));
                if response.changed() {
                    commands.push(SequenceCommand::SetOpenedInput(self.draft.hand_in()));
                }
            });
        });
        if let Some(error) = &opened.error {
            ui.label(RichText::new(look.texts.finding(error)).color(look.theme.palette.error));
        }
    }
}
