//! The line where a person writes the input that all models read, or has one drawn.

use std::collections::VecDeque;

use bevy_egui::egui::{Id, Key, RichText, Stroke, TextEdit, TextStyle, Ui};
use egui_phosphor::regular as icon;

use super::{Commands, SequenceCommand, SequenceView, draw::list, names::measure_name};
use crate::panels::{KeyAction, Look, SequenceKey, look::name_node};

/// Texts that were handed in and not seen again yet, at most.
const UNDERWAY: usize = 64;

/// A text that is being written here while it is read elsewhere, and may be changed there.
#[derive(Clone, Debug, Default)]
pub(super) struct InputDraft {
    pub text: String,
    /// What was there last.
    seen: String,
    /// What was handed in and is not there yet.
    underway: VecDeque<String>,
}

impl InputDraft {
    /// Takes over what is there, unless that is only what was written here a while ago.
    pub fn follow(&mut self, there: &str) {
        if self.seen == there {
            return;
        }
        there.clone_into(&mut self.seen);
        if let Some(at) = self.underway.iter().position(|text| text == there) {
            self.underway.drain(..=at);
        } else {
            self.underway.clear();
            there.clone_into(&mut self.text);
        }
    }

    /// What is written now, to be sent.
    pub fn hand_in(&mut self) -> String {
        if self.underway.len() == UNDERWAY {
            self.underway.pop_front();
        }
        self.underway.push_back(self.text.clone());
        self.text.clone()
    }
}

/// The line, with what is being written.
#[derive(Clone, Debug, Default)]
pub(super) struct InputLine {
    draft: InputDraft,
    difficulty: Option<usize>,
}

/// The field's name among egui's.
pub(super) fn id() -> Id {
    Id::new("sequence input")
}

impl InputLine {
    pub(super) fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
        self.draft.follow(view.input);
        let difficulties = view.task().difficulties();
        self.difficulty = self.difficulty.filter(|difficulty| difficulties.contains(difficulty));
        ui.horizontal_wrapped(|ui| {
            ui.label(look.soft(look.t("lab-input")));
            self.field(ui, look, view, commands);
            self.difficulties(ui, look, view, &difficulties, commands);
            let key = look.key(ui, KeyAction::Sequence(SequenceKey::Draw));
            let hint = format!("{}  ·  {key}", look.t("lab-draw-help"));
            let drawn = look.button(ui, icon::SHUFFLE, look.t("lab-draw"), &hint).clicked();
            if drawn || view.pressed.contains(&SequenceKey::Draw) {
                commands.push(SequenceCommand::DrawInput(self.difficulty));
            }
        });
        if let Some(error) = view.input_error {
            ui.label(RichText::new(look.texts.finding(error)).color(look.theme.palette.error));
        }
    }

    fn field(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
        // So wide that the list and the button stand beside it, where that is possible.
        let size = look.size(ui);
        let wide = (ui.available_width() - size * 24.0).clamp(size * 14.0, size * 70.0);
        ui.scope(|ui| {
            if view.input_error.is_some() {
                let wrong = Stroke::new(1.5, look.theme.palette.error);
                let widgets = &mut ui.visuals_mut().widgets;
                widgets.inactive.bg_stroke = wrong;
                widgets.hovered.bg_stroke = wrong;
                ui.visuals_mut().selection.stroke = wrong;
            }
            let field = TextEdit::singleline(&mut self.draft.text).id(id()).desired_width(wide);
            let response = ui.add(field.font(TextStyle::Monospace));
            if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                // What is typed next is meant for the field, not for the keys that reset and save.
                response.request_focus();
            }
            name_node(ui, &response, look.t("lab-input"));
            if response.on_hover_text(look.t("lab-input-help")).changed() {
                commands.push(SequenceCommand::SetInput(self.draft.hand_in()));
            }
        });
    }

    /// How difficult a drawn input is; choosing draws one.
    fn difficulties(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        view: &SequenceView<'_>,
        difficulties: &[usize],
        commands: &mut Commands,
    ) {
        let kind = view.task().kind;
        let name = |difficulty: Option<usize>| match difficulty {
            None => look.t("lab-any-difficulty").to_owned(),
            Some(difficulty) => format!("{} {}", measure_name(look, kind), kind.difficulty_text(difficulty)),
        };
        let all = std::iter::once(None).chain(difficulties.iter().copied().map(Some));
        let words = [look.t("lab-difficulty"), look.t("lab-difficulty-help")];
        if let Some(difficulty) = list(ui, "sequence difficulty", words, self.difficulty, all, name) {
            self.difficulty = difficulty;
            commands.push(SequenceCommand::DrawInput(difficulty));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::InputDraft;

    #[test]
    fn what_is_written_fast_is_not_overtaken_by_what_was_written_before() {
        let mut draft = InputDraft::default();
        draft.follow("abc?");
        assert_eq!(draft.text, "abc?");
        for text in ["abcA?", "abcAb?", "abcAbc?"] {
            draft.text = text.to_owned();
            assert_eq!(draft.hand_in(), text);
        }
        // The first two arrive late.
        for late in ["abcA?", "abcAb?"] {
            draft.follow(late);
            assert_eq!(draft.text, "abcAbc?");
        }
        draft.follow("Dab?");
        assert_eq!(draft.text, "Dab?", "somebody has drawn another one");
        draft.follow("abcAbc?");
        assert_eq!(draft.text, "abcAbc?", "and went back");
    }
}
