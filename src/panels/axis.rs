//! The labels at the axes of plots.

use bevy_egui::egui::Rangef;
use egui_plot::AxisHints;

/// An axis whose labels are there where they lie so many points apart, and nowhere too faint to be read: egui fades them in.
pub(super) fn axis(hints: AxisHints<'_>, apart: f32) -> AxisHints<'_> {
    hints.label_spacing(Rangef::point(apart))
}
