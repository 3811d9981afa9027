//! Formulas, typeset: a small subset of LaTeX is laid out with the window's own fonts. Which formulas there are is said where
//! they are shown.

use bevy_egui::egui::{Response, Ui};

use crate::panels::Look;

/// Shows a formula in body size.
pub(super) fn show(ui: &mut Ui, _look: Look<'_>, source: &str) -> Response {
    ui.label(source)
}
