//! What a decoder looks at: two models answer the same input side by side, a map shows every look, and the current step is
//! gone through from score to symbol. Traces are made elsewhere.

mod accuracy;
pub(super) mod answers;
mod bottleneck;
pub(super) mod formulas;
pub(super) mod map;
mod remarks;
mod step;

use bevy_egui::egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};
use egui_phosphor::regular as icon;

use super::{Commands, SequenceCommand, SequenceView, input::InputLine, walk::Walk};
use crate::{
    panels::Look,
    sequence::{AttentionKind, SequencePreset, Trainee},
};

/// From here on all three parts stand side by side.
const WIDE: f32 = 1180.0;
/// From here on the map stands beside the rest.
const MIDDLE: f32 = 700.0;

/// Seconds that a step stands while the walk goes on by itself.
const SECONDS_PER_STEP: f64 = 0.8;

/// The page.
#[derive(Clone, Debug, Default)]
pub(super) struct AttentionPage {
    input: InputLine,
    /// Which model is looked into, where one was chosen.
    shown: Option<usize>,
    /// Which one answers beside it.
    beside: Option<usize>,
    walk: Walk,
    step: usize,
    /// Where the step was in the last frame: where it has moved, it is brought into view.
    followed: usize,
}

impl AttentionPage {
    /// The number of the model that is looked into.
    pub(super) fn model(&self, view: &SequenceView<'_>) -> usize {
        self.pair(view).0
    }

    /// Draws the page into all the room that there is.
    pub(super) fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
        if !view.task().kind.translates() {
            offer(ui, look, commands);
            return;
        }
        self.input.ui(ui, look, view, commands);
        let (shown, beside) = self.pair(view);
        let model = view.models[shown];
        let room = ui.available_size();
        if room.x < MIDDLE {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                self.answers(ui, look, view, (shown, beside));
                self.map(ui, look, view, model, (room.y * 0.9).max(300.0));
                step::ui(ui, look, model, self.step);
                self.remarks(ui, look, view, model);
            });
            return;
        }
        self.answers(ui, look, view, (shown, beside));
        let part = |name: &'static str, share: f32, most: f32, right: i8| {
            Panel::right(name)
                .resizable(false)
                .exact_size((room.x * share).clamp(310.0, most))
                .frame(Frame::new().inner_margin(Margin { left: 12, right, ..Margin::ZERO }))
        };
        let is_wide = room.x >= WIDE;
        if is_wide {
            part("attention accuracy", 0.27, 460.0, 0).show(ui, |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.remarks(ui, look, view, model));
            });
        }
        let (share, right) = if is_wide { (0.29, 12) } else { (0.46, 0) };
        part("attention step", share, 520.0, right).show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                step::ui(ui, look, model, self.step);
                if !is_wide {
                    self.remarks(ui, look, view, model);
                }
            });
        });
        CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
            let height = ui.available_height();
            self.map(ui, look, view, model, height);
        });
    }

    /// The model that is looked into, and the one beside it: at first one with attention, and one without.
    fn pair(&self, view: &SequenceView<'_>) -> (usize, Option<usize>) {
        let count = view.models.len();
        let attends = |at: &usize| view.models[*at].settings.attention != AttentionKind::None;
        let shown = self.shown.filter(|at| *at < count).or_else(|| (0..count).find(attends)).unwrap_or(0);
        let others = || (0..count).filter(|at| *at != shown);
        let beside = self
            .beside
            .filter(|at| *at < count && *at != shown)
            .or_else(|| others().find(|at| !attends(at)))
            .or_else(|| others().next());
        (shown, beside)
    }

    fn answers(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, pair: (usize, Option<usize>)) {
        let [shown, beside] = answers::ui(ui, look, view, pair, self.step);
        (self.shown, self.beside) = (shown.or(self.shown), beside.or(self.beside));
    }

    fn map(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, model: &Trainee, height: f32) {
        let top = ui.cursor().top();
        let steps = model.trace.as_ref().map_or(0, |trace| trace.decoding.len());
        self.walk.follow(ui, view, &mut self.step, steps, SECONDS_PER_STEP);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let names = ["lab-attend-first", "lab-attend-back", "lab-attend-on", "lab-attend-last"];
            self.walk.buttons(ui, look, &mut self.step, steps, names);
            let names = [icon::PLAY, "lab-attend-play", "lab-attend-pause", ""];
            self.walk.player(ui, look, &mut self.step, steps, names);
            if steps > 0 {
                let values = [("step", (self.step + 1).into()), ("steps", steps.into())];
                ui.label(look.soft(look.texts.t_with("lab-attend-step-of", &values)));
            }
        });
        let Some(trace) = &model.trace else {
            ui.label(look.soft(look.t("lab-attend-none")));
            return;
        };
        if model.settings.attention == AttentionKind::None {
            ui.label(look.soft(look.t("lab-attend-blind")));
            return;
        }
        let left = height - (ui.cursor().top() - top);
        let has_moved = std::mem::replace(&mut self.followed, self.step) != self.step;
        if let Some(step) = map::ui(ui, look, view.task().kind, trace, (self.step, has_moved), left) {
            self.step = step;
            self.walk.stop();
        }
    }

    fn remarks(&self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, model: &Trainee) {
        accuracy::ui(ui, look, view);
        remarks::ui(ui, look, model.trace.as_deref(), self.step);
    }
}

/// What to do where the models translate nothing.
fn offer(ui: &mut Ui, look: Look<'_>, commands: &mut Commands) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.28);
        ui.set_max_width(look.size(ui) * 38.0);
        ui.label(look.soft(look.t("lab-attend-task")));
        ui.add_space(look.size(ui));
        let width = look.size(ui) * 16.0;
        let help = look.t("lab-attend-load-help");
        if look.primary_button(ui, icon::PLAY, look.t("lab-attend-load"), help, width).clicked() {
            commands.push(SequenceCommand::Preset(SequencePreset::Bottleneck));
        }
    });
}
