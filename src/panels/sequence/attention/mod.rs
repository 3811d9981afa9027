//! What a decoder looks at: two models answer the same input side by side, a map shows every look, and the current step is
//! gone through from score to symbol. Traces are made elsewhere.

mod accuracy;
mod answers;
mod formulas;
mod map;
mod remarks;
mod step;
mod walk;

use bevy_egui::egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};
use egui_phosphor::regular as icon;

use super::{SequenceCommand, SequenceView, input::InputLine};
use crate::{
    panels::Look,
    sequence::{AttentionKind, Preset},
};

/// From here on all three parts stand side by side.
const WIDE: f32 = 1180.0;
/// From here on the map stands beside the rest.
const MIDDLE: f32 = 700.0;

/// The page.
#[derive(Clone, Debug, Default)]
pub(super) struct AttentionPage {
    input: InputLine,
    /// Which model is looked into, where one was chosen.
    shown: Option<usize>,
    /// Which one answers beside it.
    beside: Option<usize>,
    walk: walk::Walk,
}

impl AttentionPage {
    /// The number of the model that is looked into.
    pub(super) fn model(&self, view: &SequenceView<'_>) -> usize {
        let [shown, _] = self.pair(view);
        shown.unwrap_or(0)
    }

    /// Draws the page into all the room that there is.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        view: &SequenceView<'_>,
        commands: &mut Vec<SequenceCommand>,
    ) {
        if !view.task().kind.translates() {
            offer(ui, look, commands);
            return;
        }
        self.input.ui(ui, look, view, commands);
        let [shown, beside] = self.pair(view);
        let room = ui.available_size();
        if room.x < MIDDLE {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                self.answers(ui, look, view, [shown, beside]);
                self.map(ui, look, view, shown, (room.y * 0.9).max(300.0));
                self.step(ui, look, view, shown);
                accuracy::ui(ui, look, view);
                remarks::ui(ui, look, view, shown, self.walk.step());
            });
            return;
        }
        self.answers(ui, look, view, [shown, beside]);
        let part = |right: i8| Frame::new().inner_margin(Margin { left: 12, right, ..Margin::ZERO });
        if room.x >= WIDE {
            Panel::right("attention accuracy")
                .resizable(false)
                .exact_size((room.x * 0.27).clamp(310.0, 460.0))
                .frame(part(0))
                .show(ui, |ui| {
                    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                        accuracy::ui(ui, look, view);
                        remarks::ui(ui, look, view, shown, self.walk.step());
                    });
                });
        }
        let share = if room.x >= WIDE { 0.29 } else { 0.46 };
        Panel::right("attention step")
            .resizable(false)
            .exact_size((room.x * share).clamp(310.0, 520.0))
            .frame(part(if room.x >= WIDE { 12 } else { 0 }))
            .show(ui, |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    self.step(ui, look, view, shown);
                    if room.x < WIDE {
                        accuracy::ui(ui, look, view);
                        remarks::ui(ui, look, view, shown, self.walk.step());
                    }
                });
            });
        CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
            let height = ui.available_height();
            self.map(ui, look, view, shown, height);
        });
    }

    /// The model that is looked into, and the one beside it: at first one with attention, and one without.
    fn pair(&self, view: &SequenceView<'_>) -> [Option<usize>; 2] {
        let count = view.models.len();
        let attends = |at: &usize| view.models[*at].settings.attention != AttentionKind::None;
        let shown = self.shown.filter(|at| *at < count).or_else(|| (0..count).find(attends)).unwrap_or(0);
        let others = || (0..count).filter(|at| *at != shown);
        let beside = self
            .beside
            .filter(|at| *at < count && *at != shown)
            .or_else(|| others().find(|at| !attends(at)))
            .or_else(|| others().next());
        [Some(shown), beside]
    }

    fn answers(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, pair: [Option<usize>; 2]) {
        let chosen = answers::ui(ui, look, view, pair, self.walk.step());
        if let Some(shown) = chosen[0] {
            self.shown = Some(shown);
        }
        if let Some(beside) = chosen[1] {
            self.beside = Some(beside);
        }
    }

    fn map(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, shown: Option<usize>, height: f32) {
        let top = ui.cursor().top();
        let model = shown.and_then(|at| view.models.get(at));
        let steps = model.and_then(|model| model.trace).map_or(0, |trace| trace.decoding.len());
        self.walk.ui(ui, look, view, steps);
        let Some((model, trace)) = model.and_then(|model| Some((model, model.trace?))) else {
            ui.label(look.soft(look.t("lab-attend-none")));
            return;
        };
        if model.settings.attention == AttentionKind::None {
            ui.label(look.soft(look.t("lab-attend-blind")));
            return;
        }
        let left = height - (ui.cursor().top() - top);
        let step = (self.walk.step(), self.walk.has_moved());
        if let Some(step) = map::ui(ui, look, view.task().kind, trace, step, left) {
            self.walk.go_to(step);
        }
    }

    fn step(&self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, shown: Option<usize>) {
        let model = shown.and_then(|at| view.models.get(at));
        if let Some((model, trace)) = model.and_then(|model| Some((model, model.trace?))) {
            step::ui(ui, look, view.task().kind, model.settings.attention, trace, self.walk.step());
        }
    }
}

/// What to do where the models translate nothing.
fn offer(ui: &mut Ui, look: Look<'_>, commands: &mut Vec<SequenceCommand>) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.28);
        ui.set_max_width(look.size(ui) * 38.0);
        ui.label(look.soft(look.t("lab-attend-task")));
        ui.add_space(look.size(ui));
        let width = look.size(ui) * 16.0;
        let help = look.t("lab-attend-load-help");
        if look.primary_button(ui, icon::PLAY, look.t("lab-attend-load"), help, width).clicked() {
            commands.push(SequenceCommand::Preset(Preset::Bottleneck));
        }
    });
}
