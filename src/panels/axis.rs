//! The labels at the axes of plots.

use bevy_egui::egui::Rangef;
use egui_plot::{AxisHints, GridMark};

/// An axis whose labels are there where they lie so many points apart, and nowhere too faint to be read: egui fades them in.
pub(super) fn axis(hints: AxisHints<'_>, apart: f32) -> AxisHints<'_> {
    hints.label_spacing(Rangef::point(apart))
}

/// The numbers at an axis: two at least, five at most, each a whole number of steps of 1, 2, 2.5 or 5 times a power of ten.
pub(super) fn marks((low, high): (f64, f64)) -> Vec<GridMark> {
    let span = high - low;
    if !(span.is_finite() && span > 0.0) {
        return Vec::new();
    }
    // The largest step that fits in twice, so that two marks are in view wherever the range begins.
    let ten = 10f64.powf((span / 2.0).log10().floor());
    let step = [5.0, 2.5, 2.0, 1.0].map(|times| times * ten).into_iter().find(|step| 2.0 * step <= span).unwrap_or(ten);
    let first = (low / step).ceil();
    let count = ((high / step).floor() - first).max(0.0) as usize;
    (0..=count).map(|n| GridMark { value: (first + n as f64) * step, step_size: step }).collect()
}
