//! The whole screen for training: where each panel stands, and the room that is left for the board.
//! With little room (a small window, or a large scale) the panels share one side and are chosen by name.

use bevy::ecs::resource::Resource;
use bevy_egui::egui::{Frame, Margin, Panel, Rect, ScrollArea, Ui};

mod cell;
mod command;
pub mod controls;
pub mod decision;
pub mod plots;

pub use cell::CellView;
pub use command::{CurveFile, EditTool, RunCodeCommand, SaveWhat, SeedChoice, TrainCommand};
pub use controls::{Controls, ControlsView};
pub use decision::{DecisionPanel, DecisionView};
pub use plots::{LaneCurves, Plots, PlotsView};

use super::{Look, OverlayPanel, OverlaysView, RunCodeView, run_code_question};
use crate::names::named;

/// What the screen shows.
#[derive(Clone, Copy)]
pub struct TrainView<'a> {
    /// For the left panel.
    pub controls: ControlsView<'a>,
    /// For the curves.
    pub plots: PlotsView<'a>,
    /// For the decision; `None` before the first one.
    pub decision: Option<DecisionView<'a>>,
    /// For the strip under the board.
    pub overlays: OverlaysView,
    /// A pasted run code that waits for an answer.
    pub pasted: Option<RunCodeView<'a>>,
    /// The cell under the pointer.
    pub cell: Option<CellView>,
}

named! {
    /// A panel among those that share a side.
    #[derive(Default)]
    TrainSide, "side", {
        /// Time, level, learner and settings.
        #[default]
        Controls = "controls",
        /// Curves.
        Curves = "curves",
        /// The current decision.
        Decision = "decision",
        /// What the board shows, and its tools.
        Board = "board",
    }
}

/// All panels of the screen.
#[derive(Resource, Clone, Debug)]
pub struct TrainScreen {
    /// The left panel.
    pub controls: Controls,
    /// The curves.
    pub plots: Plots,
    /// The decision.
    pub decision: DecisionPanel,
    /// The strip under the board.
    pub overlays: OverlayPanel,
    /// Which panel is shown where they share a side.
    pub side: TrainSide,
}

impl TrainScreen {
    /// Points of width from which on every panel has its own place.
    const WIDE: f32 = 1000.0;

    /// A screen whose left panel begins with this draft.
    #[must_use]
    pub fn new(controls: Controls) -> Self {
        Self {
            controls,
            plots: Plots::default(),
            decision: DecisionPanel,
            overlays: OverlayPanel::default(),
            side: TrainSide::default(),
        }
    }

    /// Draws all panels; returns what was asked for, and where the board belongs (in points). The widths of the panels on the left
    /// and on the right, in points, are taken up when the screen is first drawn, and follow the pointer that drags them.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        view: &TrainView<'_>,
        widths: &mut [f32; 2],
    ) -> (Vec<TrainCommand>, Rect) {
        let mut commands = if ui.available_width() >= Self::WIDE {
            self.wide(ui, look, view, widths)
        } else {
            self.narrow(ui, look, view)
        };
        let answer = view.pasted.and_then(|pasted| run_code_question(ui.ctx(), look, &pasted));
        commands.extend(answer.map(TrainCommand::RunCode));
        if let Some(cell) = &view.cell {
            cell.ui(ui, look);
        }
        (commands, ui.available_rect_before_wrap())
    }

    fn wide(&mut self, ui: &mut Ui, look: Look<'_>, view: &TrainView<'_>, widths: &mut [f32; 2]) -> Vec<TrainCommand> {
        let Self { controls, plots, decision, overlays, side: _ } = self;
        let panel = Frame::new().fill(look.theme.palette.panel);
        let size = look.size(ui);
        // The board keeps a fifth of the width at least.
        let most = (ui.available_width() * 0.4).max(size * 22.0);
        let left = Panel::left("train_left").resizable(true).default_size(widths[0]);
        let left = left.size_range(size * 19.0..=most).frame(panel);
        let left = left.show(ui, |ui| controls.ui(ui, look, &view.controls));
        let mut commands = left.inner;
        let margin = Margin { left: 10, right: 10, top: 8, bottom: 0 };
        let right = Panel::right("train_right").resizable(true).default_size(widths[1]);
        let right = right.size_range(size * 22.0..=most).frame(panel.inner_margin(margin));
        let right = right.show(ui, |ui| {
            let margin = Margin { left: 0, right: 0, top: 8, bottom: 6 };
            let height = ui.available_height();
            let below = Panel::bottom("train_decision").resizable(true).default_size(height * 0.38);
            let below = below.size_range(size * 6.0..=height * 0.8).frame(Frame::new().inner_margin(margin));
            let below = below.show(ui, |ui| {
                let scroll = ScrollArea::vertical().id_salt("decision_scroll").auto_shrink([false, false]);
                scroll.show(ui, |ui| decision.ui(ui, look, view.decision.as_ref())).inner
            });
            let mut asked = below.inner;
            asked.extend(plots.ui(ui, look, &view.plots));
            asked
        });
        commands.extend(right.inner);
        *widths = [left.response.rect.width(), right.response.rect.width()];
        let strip = Panel::bottom("train_strip").frame(panel.inner_margin(Margin::symmetric(10, 8)));
        commands.extend(strip.show(ui, |ui| overlays.ui(ui, look, &view.overlays)).inner);
        commands
    }

    fn narrow(&mut self, ui: &mut Ui, look: Look<'_>, view: &TrainView<'_>) -> Vec<TrainCommand> {
        let Self { controls, plots, decision, overlays, side } = self;
        let panel = Frame::new().fill(look.theme.palette.panel);
        let width = (ui.available_width() * 0.52).clamp(160.0, look.size(ui) * 24.0);
        Panel::left("train_side")
            .exact_size(width)
            .frame(panel)
            .show(ui, |ui| {
                let margin = Frame::new().inner_margin(Margin::symmetric(10, 6));
                Panel::top("train_side_choice").frame(margin).show(ui, |ui| {
                    ui.horizontal_wrapped(|ui| {
                        for choice in TrainSide::ALL {
                            ui.selectable_value(side, choice, look.t(choice.key()));
                        }
                    });
                });
                if *side == TrainSide::Controls {
                    return controls.ui(ui, look, &view.controls);
                }
                margin
                    .show(ui, |ui| match side {
                        TrainSide::Curves => plots.ui(ui, look, &view.plots),
                        _ => {
                            ScrollArea::vertical()
                                .id_salt("side_scroll")
                                .auto_shrink([false, false])
                                .show(ui, |ui| {
                                    if *side == TrainSide::Board {
                                        overlays.ui(ui, look, &view.overlays)
                                    } else {
                                        decision.ui(ui, look, view.decision.as_ref())
                                    }
                                })
                                .inner
                        }
                    })
                    .inner
            })
            .inner
    }
}
