//! Live curves of every simulation in view. Histories are kept by the arena; exporting them is the game's business.

mod curve;
mod kind;

use std::collections::BTreeMap;

use bevy_egui::egui::{self, RichText, ScrollArea, Ui, Vec2b, vec2};
use egui_phosphor::regular as icon;
use serde::{Deserialize, Serialize};

use super::{CurveFile, TrainCommand};
use crate::{
    arena::{Bucket, History, Metric},
    learning::Algorithm,
    panels::{Look, add_named},
    theme::{bold, small_size},
};

pub use kind::PlotKind;

/// The curves of one simulation.
#[derive(Clone, Copy)]
pub struct LaneCurves<'a> {
    /// What it is called, such as `seed 3` or `REINFORCE`.
    pub name: &'a str,
    /// What learns in it.
    pub algorithm: Algorithm,
    /// Which of the theme's colours it has ([`crate::theme::Theme::series`]): lanes that differ in their algorithm have its colour.
    pub colour: usize,
    /// What happened.
    pub history: &'a History,
    /// Steps per second over the episodes, as `[episode, steps per second]`, oldest first.
    pub speed: &'a [[f64; 2]],
}

impl<'a> LaneCurves<'a> {
    fn average(&self, metric: Metric) -> &'a [[f64; 2]] {
        self.history.moving_average(metric)
    }

    fn buckets(&self, metric: Metric) -> &'a [Bucket] {
        self.history.curve(metric)
    }
}

/// What the panel shows.
#[derive(Clone, Copy)]
pub struct PlotsView<'a> {
    /// All simulations side by side.
    pub lanes: &'a [LaneCurves<'a>],
    /// Whose decisions are shown; its curves stand out.
    pub selected: usize,
    /// What the exact optimum returns.
    pub optimum: Option<f64>,
    /// Whether curves differ in their dashes, too.
    pub dashed: bool,
}

/// The panel: which plots are shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plots {
    shown: BTreeMap<PlotKind, bool>,
}

impl Default for Plots {
    fn default() -> Self {
        let first = [PlotKind::Return, PlotKind::Rates, PlotKind::Loss];
        Self { shown: PlotKind::ALL.into_iter().map(|kind| (kind, first.contains(&kind))).collect() }
    }
}

impl Plots {
    /// Least height of a plot, in lines of text: five numbers have room beside it.
    const LEAST_HEIGHT: f32 = 7.0;
    /// Most names in the legend.
    const LEGEND: usize = 12;

    /// Draws the panel into the room that `ui` has: the plots share its height, and scroll where that is not enough.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &PlotsView<'_>) -> Vec<TrainCommand> {
        let mut commands = Vec::new();
        ui.horizontal(|ui| {
            look.heading(ui, icon::CHART_LINE_UP, look.t("plots-title"));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                for (sign, name, file) in
                    [(icon::FILE_CSV, "plots-csv", CurveFile::Csv), (icon::IMAGE, "plots-png", CurveFile::Png)]
                {
                    if look.icon_button(ui, sign, look.t(name), "", true).clicked() {
                        commands.push(TrainCommand::ExportCurves(file));
                    }
                }
            });
        });
        self.choice(ui, look, view);
        if view.lanes.len() > 1 {
            legend(ui, look, view, &mut commands);
        }
        let shown: Vec<PlotKind> = PlotKind::ALL.into_iter().filter(|kind| self.is_shown(*kind)).collect();
        if shown.is_empty() {
            ui.label(look.soft(look.t("plots-none")));
            return commands;
        }
        let count = shown.len() as f32;
        let title = look.size(ui) * 1.45;
        let share = ui.available_height() / count - title - ui.spacing().item_spacing.y * 2.0;
        let height = share.max(Self::LEAST_HEIGHT * look.size(ui)).floor();
        ScrollArea::vertical().id_salt("plots_scroll").auto_shrink([false, false]).show(ui, |ui| {
            let last = shown.len() - 1;
            for (number, kind) in shown.into_iter().enumerate() {
                let room = vec2(ui.available_width(), height + title);
                // Plots that are scrolled out of view cost nothing.
                let (_, place) = ui.allocate_space(room);
                if ui.is_rect_visible(place) {
                    let inside = egui::UiBuilder::new().max_rect(place).id_salt(kind);
                    ui.scope_builder(inside, |ui| curve::plot(ui, look, view, kind, height, number == last));
                }
            }
        });
        commands
    }

    fn is_shown(&self, kind: PlotKind) -> bool {
        self.shown.get(&kind).copied().unwrap_or(false)
    }

    /// Which plots are shown.
    fn choice(&mut self, ui: &mut Ui, look: Look<'_>, view: &PlotsView<'_>) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(3.0, 3.0);
            ui.spacing_mut().button_padding = vec2(5.0, 1.0);
            ui.spacing_mut().interact_size.y = 0.0;
            for kind in PlotKind::ALL {
                let on = self.is_shown(kind);
                let [_, short, help] = kind.keys(view.lanes);
                let chip = egui::Button::selectable(on, RichText::new(look.texts.t(&short)).small());
                if ui.add(chip.frame_when_inactive(true)).on_hover_text(look.texts.t(&help)).clicked() {
                    self.shown.insert(kind, !on);
                }
            }
        });
    }
}

/// The lanes' names in their colours; a click selects one.
fn legend(ui: &mut Ui, look: Look<'_>, view: &PlotsView<'_>, commands: &mut Vec<TrainCommand>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
        ui.spacing_mut().interact_size.y = 0.0;
        ui.spacing_mut().button_padding.y = 1.0;
        for (lane, curves) in view.lanes.iter().enumerate().take(Plots::LEGEND) {
            let selected = lane == view.selected;
            let dot = RichText::new("●").color(look.theme.series(curves.colour));
            let dot = if selected { dot } else { dot.small() };
            let name = RichText::new(curves.name).small();
            let name = if selected { name.font(bold(small_size(look.size(ui)))) } else { name };
            let response = add_named(ui, curves.name, egui::Button::new((dot, name)).frame(false).gap(4.0));
            if response.on_hover_text(look.t("plots-lane")).clicked() && !selected {
                commands.push(TrainCommand::SelectLane(lane));
            }
        }
        let more = view.lanes.len().saturating_sub(Plots::LEGEND);
        if more > 0 {
            ui.label(look.small(look.texts.t_with("plots-more-lanes", &[("n", more.into())])));
        }
    });
}

/// Both axes, or none.
const fn only_x() -> Vec2b {
    Vec2b { x: true, y: false }
}
