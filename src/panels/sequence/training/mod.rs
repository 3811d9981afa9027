//! Models that learn side by side: their settings on the left, curves, accuracy by difficulty and the table of runs on the right.

mod curves;
mod difficulties;
mod model;
mod runs;
mod setup;

use bevy_egui::egui::{Frame, Margin, Panel, ScrollArea, Ui};

use curves::Curve;
pub(super) use curves::averaged;

use super::{Commands, SequenceView};
use crate::{
    panels::{Look, numbers},
    sequence::{ModelState, Trainee},
};

/// The page.
#[derive(Clone, Debug, Default)]
pub(super) struct TrainingPage {
    setup: setup::SetupPanel,
}

impl TrainingPage {
    /// Points of width from which on plots stand in two columns.
    const WIDE: f32 = 620.0;

    pub(super) fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
        let size = look.size(ui);
        let most = (ui.available_width() * 0.42).max(size * 19.0);
        Panel::left("lab_setup")
            .resizable(true)
            .default_size(size * 22.0)
            .size_range(size * 19.0..=most)
            .frame(Frame::new())
            .show(ui, |ui| {
                self.setup.follow(view);
                if self.setup.waits() {
                    // Always in view, wherever the settings are scrolled to.
                    Panel::bottom("lab_apply")
                        .frame(Frame::new().inner_margin(Margin::symmetric(0, 6)))
                        .show(ui, |ui| self.setup.apply(ui, look, commands));
                }
                let scroll = ScrollArea::vertical().id_salt("lab_setup").auto_shrink([false, false]);
                scroll.show(ui, |ui| {
                    // The bar lies over what is scrolled.
                    ui.set_max_width(ui.available_width() - size);
                    self.setup.ui(ui, look, view, commands);
                });
            });
        Frame::new()
            .inner_margin(Margin { left: 10, ..Margin::ZERO })
            .show(ui, |ui| Self::curves(ui, look, view, commands));
    }

    /// The plots, and the table.
    fn curves(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
        let size = look.size(ui);
        let scroll = ScrollArea::vertical().id_salt("lab_curves").auto_shrink([false, false]);
        scroll.show(ui, |ui| {
            ui.set_max_width(ui.available_width() - size * 0.6);
            ui.horizontal_wrapped(|ui| {
                for (number, model) in view.models.iter().enumerate() {
                    standing(ui, look, number, model);
                }
            });
            let height = ((ui.available_height() - size * 3.0) / 2.0).max(size * 12.0);
            let in_a_row = if ui.available_width() >= Self::WIDE { 2 } else { 1 };
            ui.columns(in_a_row, |columns| {
                curves::show(&mut columns[0], look, view, Curve::Loss, height);
                curves::show(&mut columns[in_a_row - 1], look, view, Curve::Accuracy, height);
            });
            ui.columns(in_a_row, |columns| {
                difficulties::ui(&mut columns[0], look, view, height);
                runs::ui(&mut columns[in_a_row - 1], look, view, height, commands);
            });
        });
    }
}

/// One model: its name, how far it is and how good.
fn standing(ui: &mut Ui, look: Look<'_>, number: usize, model: &Trainee) {
    let score = model
        .evaluations
        .last()
        .map_or_else(|| "–".to_owned(), |look| numbers::percent(f64::from(look.overall.accuracy)));
    let text = format!("{}   {}", model.name, score);
    let help = look.texts.t_with(
        "lab-standing-help",
        &[
            ("state", look.t(state_key(model.state)).into()),
            ("step", numbers::whole(model.steps()).into()),
            ("rate", numbers::rate(f64::from(model.rate)).into()),
        ],
    );
    look.badge(ui, text, look.theme.series(number)).on_hover_text(help);
}

/// How a model stands, in words.
const fn state_key(state: ModelState) -> &'static str {
    match state {
        ModelState::Learning => "lab-state-learning",
        ModelState::AllSteps => "lab-state-all-steps",
        ModelState::GoodEnough => "lab-state-good",
        ModelState::Diverged => "lab-state-diverged",
    }
}
