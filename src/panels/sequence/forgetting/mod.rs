//! How far gradients reach back: one plot for all models, before training and now, what other biases would do, and what the
//! picture says in words. Gradients are worked out elsewhere.

mod formulas;
mod plot;
mod reach;
mod what_if;
mod words;

use bevy_egui::egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Sense, Shape, Stroke, Ui, vec2};
use egui_phosphor::regular as icon;

use super::{Commands, SequenceView, draw::dot, formula};
use crate::{
    panels::Look,
    sequence::{CellKind, Trainee},
};

/// The page.
#[derive(Clone, Debug, Default)]
pub(super) struct ForgettingPage {
    /// Which layer, the bottom one first.
    layer: usize,
}

/// From here on the plot has what is beside it to its right; in narrower windows below it.
const WIDE: f32 = 820.0;

impl ForgettingPage {
    /// Draws the page into all the room that there is.
    pub(super) fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
        let layers = view.models.iter().map(|model| model.settings.layers).max().unwrap_or(1);
        self.layer = self.layer.min(layers - 1);
        let room = ui.available_size();
        if room.x >= WIDE {
            let beside = (room.x * 0.36).clamp(340.0, 560.0);
            Panel::right("forgetting beside")
                .resizable(false)
                .exact_size(beside)
                .frame(Frame::new().inner_margin(Margin { left: 12, ..Margin::ZERO }))
                .show(ui, |ui| {
                    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.beside(ui, look, view, commands));
                });
            let frame = Frame::new().inner_margin(Margin {
                // the axis' name is drawn a little outside
                left: 4,
                right: 12,
                ..Margin::ZERO
            });
            CentralPanel::default().frame(frame).show(ui, |ui| {
                let height = ui.available_height();
                self.picture(ui, look, view, layers, height);
            });
        } else {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                self.picture(ui, look, view, layers, (room.y * 0.8).max(260.0));
                self.beside(ui, look, view, commands);
            });
        }
    }

    /// The plot with its legend.
    fn picture(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, layers: usize, height: f32) {
        let top = ui.cursor().top();
        ui.horizontal_wrapped(|ui| {
            look.heading(ui, icon::TREND_DOWN, look.t("lab-reach-title")).on_hover_text(look.t("lab-reach-help"));
            if layers > 1 {
                for layer in 0..layers {
                    let key = if layer == 0 { "lab-reach-layer-bottom" } else { "lab-reach-layer-top" };
                    ui.selectable_value(&mut self.layer, layer, look.t(key))
                        .on_hover_text(look.t("lab-reach-layer-help"));
                }
            }
        });
        legend(ui, look, view);
        let worked_out = |model: &&Trainee| model.flow.is_some() || model.untrained_flow.is_some();
        if !view.models.iter().any(worked_out) {
            ui.add_space(look.size(ui));
            ui.label(look.soft(look.t("lab-reach-none")));
            return;
        }
        let left = height - (ui.cursor().top() - top);
        plot::ui(ui, look, view, self.layer, left);
    }

    fn beside(&self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
        look.card(ui, |ui| words::ui(ui, look, view, self.layer));
        look.card(ui, |ui| what_if::ui(ui, look, view, commands));
        look.card(ui, |ui| {
            look.heading(ui, icon::FUNCTION, look.t("lab-why"));
            formula::show(ui, look, formulas::CHAIN);
            ui.label(look.soft(look.t("lab-why-chain")));
            let has = |wanted: &[CellKind]| view.models.iter().any(|model| wanted.contains(&model.settings.cell));
            for (cells, source, key) in [
                (&[CellKind::Rnn][..], formulas::RNN, "lab-why-rnn"),
                (&[CellKind::RnnRelu], formulas::RNN_RELU, "lab-why-rnn-relu"),
                (&[CellKind::Lstm], formulas::LSTM, "lab-why-lstm"),
                (&[CellKind::Gru, CellKind::GruResetBefore], formulas::GRU, "lab-why-gru"),
            ] {
                if has(cells) {
                    formula::show(ui, look, source);
                    ui.label(look.soft(look.t(key)));
                }
            }
        });
    }
}

/// What the dashed curves are of: the models before training, or with gates that are tried.
const fn before_key(view: &SequenceView<'_>) -> &'static str {
    if view.choices.what_if.on { "lab-reach-tried" } else { "lab-reach-before" }
}

/// The models' names in their colours, and which line is which time.
fn legend(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        for (number, model) in view.models.iter().enumerate() {
            dot(ui, look, number);
            ui.label(&model.name);
            ui.add_space(4.0);
        }
        for (key, is_dashed) in [("lab-reach-now", false), (before_key(view), true)] {
            let (place, _) = ui.allocate_exact_size(vec2(26.0, look.size(ui)), Sense::hover());
            let ink = look.theme.palette.text_soft;
            let ends = [place.left_center(), place.right_center()];
            if is_dashed {
                ui.painter().extend(Shape::dashed_line(&ends, Stroke::new(1.6, ink), 5.0, 4.0));
            } else {
                ui.painter().line_segment(ends, Stroke::new(2.4, ink));
            }
            ui.label(look.small(look.t(key)));
        }
    });
}
