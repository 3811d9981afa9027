//! The sequence lab: models that learn side by side, and what happens inside them, a page for each question. It trains nothing
//! itself: the game does.

mod attention;
mod cell;
mod choices;
mod clip;
mod draw;
mod forgetting;
mod formula;
mod input;
mod keyboard;
mod names;
mod strip;
mod training;
mod view;
mod walk;

pub use super::ClipPage;
pub use cell::CellPage;
pub use choices::{Page, SequenceChoices, WhatIf};
pub use clip::{CLIP_SIDE, CardLines, ClipMoment, ClipPart, LabClip};
pub use names::{cell_name, model_names};
pub use view::{SequenceCommand, SequenceView};

use view::Commands;

use bevy::ecs::resource::Resource;
use bevy_egui::egui::{CentralPanel, Frame, Margin, Panel, Rect, Ui};

use super::{
    ClipCommand, ClipKind, ClipOrder, ClipView, Look, SequenceKey,
    replay::{ClipControls, ClipSubject},
};
use crate::sequence::AttentionKind;

/// The screen.
#[derive(Resource, Clone, Debug, Default)]
pub struct SequenceScreen {
    training: training::TrainingPage,
    cell: cell::CellPage,
    forgetting: forgetting::ForgettingPage,
    attention: attention::AttentionPage,
    clips: ClipControls,
}

impl SequenceScreen {
    /// The clip that would be made as the open dialog stands.
    #[must_use]
    pub const fn clip_order(&self) -> Option<&ClipOrder> {
        self.clips.order()
    }

    /// Draws the screen; returns what was asked for, and where the page is (in points). What is asked for about clips goes
    /// into `clips`.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        view: &SequenceView<'_>,
        clips: &mut Vec<ClipCommand>,
    ) -> (Vec<SequenceCommand>, Rect) {
        let mut commands = keyboard::commands(view);
        let subject = self.clip_subject(view);
        if view.pressed.contains(&SequenceKey::Clip) {
            self.clips.toggle(ClipKind::Lab, &subject);
        }
        let fill = Frame::new().fill(look.theme.palette.panel);
        Panel::top("lab_strip")
            .frame(fill.inner_margin(Margin::symmetric(12, 5)))
            .show(ui, |ui| strip::ui(ui, look, view, (&mut self.clips, &subject), &mut commands));
        clips.extend(ClipControls::lab_progress(ui, look, &subject));
        let page = ui.available_rect_before_wrap();
        // Boards are drawn behind the panels; here there are none to be seen.
        CentralPanel::default().frame(fill.inner_margin(Margin::symmetric(12, 8))).show(ui, |ui| {
            match view.choices.page {
                Page::Training => self.training.ui(ui, look, view, &mut commands),
                Page::Cell => self.cell.ui(ui, look, view, &mut commands),
                Page::Forgetting => self.forgetting.ui(ui, look, view, &mut commands),
                Page::Attention => self.attention.ui(ui, look, view, &mut commands),
            }
        });
        clips.extend(self.clips.window(ui, look, &subject));
        give_keys_back(ui);
        let model = self.model(view);
        for command in &mut commands {
            if let SequenceCommand::ExportNumbers(asked) = command {
                *asked = model;
            }
        }
        (commands, page)
    }

    /// The page as a clip shows it, or why there is none.
    fn clip_subject<'a>(&self, view: &SequenceView<'a>) -> ClipSubject<'a> {
        let page = match view.choices.page {
            Page::Training => Some(ClipPage::Training),
            Page::Cell => Some(ClipPage::Cell),
            Page::Forgetting => None,
            Page::Attention => Some(ClipPage::Attention),
        };
        let number = self.model(view);
        let model = view.models.get(number);
        let attends = model.is_some_and(|model| model.settings.attention != AttentionKind::None);
        let refusal = match page {
            Some(ClipPage::Attention) if !attends || !view.task().kind.translates() => Some("video-lab-no-attention"),
            Some(_) if model.is_none() => Some("video-lab-opened"),
            Some(_) if view.models.iter().any(|model| model.evaluations.len() < 2) => Some("video-lab-untrained"),
            Some(_) => None,
            None => Some("video-lab-no-page"),
        };
        ClipSubject {
            clips: ClipView { no_lab: view.clips.no_lab.or(refusal), ..view.clips },
            items: &[],
            selected: None,
            has_optimum: false,
            page: page.map(|page| (page, number)),
        }
    }

    /// The number of the model that the page shows; that of the opened cell is one more than the last model's.
    fn model(&self, view: &SequenceView<'_>) -> usize {
        match view.choices.page {
            Page::Training | Page::Forgetting => 0,
            Page::Cell => self.cell.model(view),
            Page::Attention => self.attention.model(view),
        }
    }
}

/// The keys walk and play, whatever was clicked last; only a field that is written in keeps them.
fn give_keys_back(ui: &Ui) {
    let was_clicked = ui.input(|input| input.pointer.any_released());
    let writes = ui.ctx().text_edit_focused();
    ui.memory_mut(|memory| {
        if let Some(focused) = memory.focused().filter(|_| was_clicked && !writes) {
            memory.surrender_focus(focused);
        }
    });
}
