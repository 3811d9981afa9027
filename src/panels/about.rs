//! What this program is, its version and licences, as a window.

use bevy_egui::egui::{Context, RichText, TextStyle};
use egui_phosphor::regular as icon;

use super::{Dialog, Look};

/// The window about the program.
#[derive(Clone, Copy, Debug, Default)]
pub struct AboutWindow {
    /// Whether it is shown.
    pub open: bool,
}

impl AboutWindow {
    /// Draws the window if it is open.
    pub fn ui(&mut self, context: &Context, look: Look<'_>) {
        let Self { open } = self;
        Dialog::new(icon::INFO, look.t("about-title"), "about_window", 420.0).show(context, open, |ui| {
            ui.label(RichText::new(concat!("Sidestep ", env!("CARGO_PKG_VERSION"))).text_style(TextStyle::Heading));
            ui.label(look.t("about-what"));
            ui.add_space(4.0);
            ui.label(look.soft(look.t("about-licence")));
            ui.label(look.soft(look.t("about-fonts")));
            ui.label(look.soft(look.t("about-course")));
        });
    }
}
