//! The whole screen for training: where each panel stands, and the room that is left for the board.
//! With little room (a small window, or a large scale) the panels share one side and are chosen by name.

use bevy_egui::egui::{Frame, Margin, Panel, Rect, ScrollArea, Ui};
use serde::{Deserialize, Serialize};

use super::{
    Command, Controls, ControlsView, DecisionPanel, DecisionView, Look, OverlayPanel, OverlaysView, Plots, PlotsView,
};

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
}

/// A panel among those that share a side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Time, level, learner and settings.
    #[default]
    Controls,
    /// Curves.
    Curves,
    /// The current decision.
    Decision,
    /// What the board shows, and its tools.
    Board,
}

impl Side {
    const ALL: [Self; 4] = [Self::Controls, Self::Curves, Self::Decision, Self::Board];

    const fn key(self) -> &'static str {
        match self {
            Self::Controls => "side-controls",
            Self::Curves => "side-curves",
            Self::Decision => "side-decision",
            Self::Board => "side-board",
        }
    }
}

/// All panels of the screen.
#[derive(Clone, Debug)]
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
    pub side: Side,
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
            side: Side::default(),
        }
    }

    /// Draws all panels; returns what was asked for, and where the board belongs (in points).
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &TrainView<'_>) -> (Vec<Command>, Rect) {
        let commands = if ui.available_width() >= Self::WIDE {
            self.wide(ui, look, view)
        } else {
            self.narrow(ui, look, view)
        };
        (commands, ui.available_rect_before_wrap())
    }

    fn wide(&mut self, ui: &mut Ui, look: Look<'_>, view: &TrainView<'_>) -> Vec<Command> {
        let Self {
            controls,
            plots,
            decision,
            overlays,
            side: _,
        } = self;
        let panel = Frame::new().fill(look.theme.palette.panel);
        let size = look.size(ui);
        let left = Panel::left("train_left")
            .resizable(true)
            .default_size(size * 22.5)
            .size_range(size * 19.0..=size * 32.0);
        let mut commands = left
            .frame(panel)
            .show(ui, |ui| controls.ui(ui, look, &view.controls))
            .inner;
        let right = Panel::right("train_right")
            .resizable(true)
            .default_size(size * 28.0)
            .size_range(size * 22.0..=size * 60.0);
        let right = right.frame(panel.inner_margin(Margin {
            left: 10,
            right: 10,
            top: 8,
            bottom: 0,
        }));
        commands.extend(
            right
                .show(ui, |ui| {
                    let below = Panel::bottom("train_decision")
                        .resizable(true)
                        .default_size(size * 20.0);
                    let below = below.frame(Frame::new().inner_margin(Margin {
                        left: 0,
                        right: 0,
                        top: 8,
                        bottom: 6,
                    }));
                    below.show(ui, |ui| {
                        ScrollArea::vertical()
                            .id_salt("decision_scroll")
                            .auto_shrink([false, false])
                            .show(ui, |ui| {
                                decision.ui(ui, look, view.decision.as_ref());
                            });
                    });
                    plots.ui(ui, look, &view.plots)
                })
                .inner,
        );
        let strip = Panel::bottom("train_strip").frame(panel.inner_margin(Margin::symmetric(10, 8)));
        commands.extend(strip.show(ui, |ui| overlays.ui(ui, look, &view.overlays)).inner);
        commands
    }

    fn narrow(&mut self, ui: &mut Ui, look: Look<'_>, view: &TrainView<'_>) -> Vec<Command> {
        let Self {
            controls,
            plots,
            decision,
            overlays,
            side,
        } = self;
        let panel = Frame::new().fill(look.theme.palette.panel);
        let width = (ui.available_width() * 0.52).clamp(160.0, look.size(ui) * 24.0);
        Panel::left("train_side")
            .exact_size(width)
            .frame(panel)
            .show(ui, |ui| {
                let margin = Frame::new().inner_margin(Margin::symmetric(10, 6));
                Panel::top("train_side_choice").frame(margin).show(ui, |ui| {
                    ScrollArea::horizontal().id_salt("side_choice").show(ui, |ui| {
                        ui.horizontal(|ui| {
                            for choice in Side::ALL {
                                ui.selectable_value(side, choice, look.t(choice.key()));
                            }
                        });
                    });
                });
                if *side == Side::Controls {
                    return controls.ui(ui, look, &view.controls);
                }
                margin
                    .show(ui, |ui| match side {
                        Side::Curves => plots.ui(ui, look, &view.plots),
                        _ => {
                            ScrollArea::vertical()
                                .id_salt("side_scroll")
                                .auto_shrink([false, false])
                                .show(ui, |ui| {
                                    if *side == Side::Board {
                                        overlays.ui(ui, look, &view.overlays)
                                    } else {
                                        decision.ui(ui, look, view.decision.as_ref());
                                        Vec::new()
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
